"""What these verbs share: a new row with its code, and places of the right level."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistance.models.numbering import new_codes
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models.area import Level


def insert(row, *, by, reason):
    """Check a new row, store it with the reason and return it."""
    row.full_clean(exclude=["area"])
    with because(by=by, reason=reason):
        row.save(force_insert=True)
    return row


def insert_numbered(row, *, by, reason, letter, digits):
    """Give a new row the next code of its county, store it and return it. Conflict: somebody took it just now."""
    row.code = next(new_codes(type(row), row.area.county_code, letter, digits))
    try:
        with transaction.atomic():
            return insert(row, by=by, reason=reason)
    except IntegrityError as error:
        raise Conflict(_("刚刚有人登记了同类的一条，请再提交一次。")) from error


def must_be(area, level, message, *, field="area"):
    """Raise ValidationError where a place is not on that level."""
    if area.level != Level(level):
        raise ValidationError({field: message % {"name": area.name}})
