"""What is recorded of a helper himself."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Helper
from households.identity import birth_and_sex, hashes_of
from povertyapp.core.history import because
from povertyapp.core.workbooks.cells import word

CORRECTABLE = ("post", "expertise", "phone", "id_number")


@transaction.atomic
def correct_helper(*, by, helper, reason, **changes):
    """Correct columns of a helper (those in `CORRECTABLE`) and return him; write only what differs.

    The keyed hash follows the ID number, so that a helper who is registered himself is found (DQ-33).
    """
    if unknown := set(changes) - set(CORRECTABLE):
        raise TypeError(f"not written by this service: {', '.join(sorted(unknown))}")
    reason = (reason or "").strip()
    if not reason:
        raise ValidationError({"reason": _("请写明理由。")})
    row = Helper.objects.select_for_update().get(pk=helper.pk)
    if "id_number" in changes:
        changes["id_number"] = word(changes["id_number"]).upper()
        if changes["id_number"] and birth_and_sex(changes["id_number"]) is None:
            raise ValidationError({"id_number": _("号码的校验位或出生日期不对，请对照证件核对。")})
        changes["id_hash"] = hashes_of(changes["id_number"])[0]
    differing = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, changes[name])
    row.clean_fields(exclude={field.name for field in Helper._meta.fields} - set(differing))
    if differing:
        with because(by=by, reason=reason):
            row.save(update_fields=differing)
    return row
