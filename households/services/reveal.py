"""Showing one masked value to one person for one reason."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.changing import given_reason
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.models import RevealRecord
from povertyapp.core.watch import note_reveal

VERB = "households.reveal_household"
# Sealed columns, and the birthday, which is shown as an age otherwise.
REVEALABLE = frozenset({"phone", "bank_account", "id_number", "disability_card", "birth_date"})


@transaction.atomic
def reveal(*, by, obj, column, reason):
    """Return the unmasked value of a column of a household or member, after recording who looked and why.

    The record is written in the same transaction: no look without a record. PermissionDenied without the
    verb.
    """
    if not by.has_perm(VERB):
        raise PermissionDenied
    names = {f.name for f in obj._meta.fields if f.name in REVEALABLE}
    if column not in names:
        raise ValidationError({"column": _("这一项没有遮盖，或者不能查看；请刷新后再看。")})
    RevealRecord.objects.create(
        area_id=obj.area_id,
        subject=_natural_key(obj),
        column=f"{obj._meta.db_table}.{column}",
        seen_by=by,
        reason=given_reason(reason),
    )
    note_reveal(by, obj.area_id)
    value = getattr(obj, column)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _natural_key(obj):
    """Return the number by which the row is known on paper: what its sealed columns are bound to."""
    sealed = next(f for f in obj._meta.fields if isinstance(f, EncryptedTextField))
    return getattr(obj, sealed.bound_to)
