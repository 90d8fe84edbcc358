"""The few facts of a household that whoever visits it may put right, and the version of each.

The version (`base`) is a keyed hash of the value as it stands: two phones that read the same value hold the same
base, and a base says nothing of a telephone.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.choices import Health, Presence
from povertyapp.core.crypto import keyed_hash
from povertyapp.core.masks import mask_phone
from povertyapp.core.workbooks import CellError, cells


class FactField(TextChoices):
    HEALTH = "health", gettext_lazy("健康状况")
    PHONE = "phone", gettext_lazy("联系电话")
    PRESENCE = "presence", gettext_lazy("在家情况")


# What can be asked of a member, and of the household itself.
OF_MEMBER = (FactField.HEALTH, FactField.PHONE)
OF_HOUSEHOLD = (FactField.PHONE, FactField.PRESENCE)
CHOICES = {FactField.HEALTH: Health.choices, FactField.PRESENCE: Presence.choices}


@dataclass(frozen=True)
class Fact:
    """One fact of a household (`member` None) or of a member, as it stands."""

    household: Any
    member: Any
    field: FactField

    @property
    def row(self):
        return self.member or self.household

    @property
    def value(self):
        """Return the value as it is kept: a code, several codes, or a telephone."""
        return getattr(self.row, self.field)

    @property
    def base(self):
        """Return the version of the value."""
        key = self.member.person_no if self.member else self.household.household_no
        return keyed_hash(f"{key}\x1f{self.field}\x1f{as_text(self.value)}", "fact")


def as_text(value):
    """Return a value of a fact as one text, the same for the same value: codes in order, with commas."""
    return ",".join(sorted(value)) if isinstance(value, list | tuple) else str(value or "")


def from_text(field, text):
    """Return the value that `as_text` wrote."""
    return [code for code in text.split(",") if code] if field == FactField.HEALTH else text


def in_words(field, value, *, masked=True):
    """Return a value as people read it; a telephone masked."""
    if field == FactField.PHONE:
        return mask_phone(value) if masked else value
    labels = dict(CHOICES[field])
    codes = value if isinstance(value, list | tuple) else [value]
    return "、".join(str(labels.get(code, code)) for code in codes if code)


def read_value(field, given):
    """Return what was given as a value of the fact; ValidationError with what is accepted."""
    if field == FactField.PHONE:
        return _phone(given)
    codes = given if isinstance(given, list | tuple) else [given]
    known = dict(CHOICES[field])
    if not codes or any(code not in known for code in codes):
        names = "、".join(str(label) for label in known.values())
        raise ValidationError(
            _("%(field)s请从这些里选：%(names)s。") % {"field": field.label, "names": names}
        )
    if field == FactField.PRESENCE:
        return codes[0]
    if Health.HEALTHY in codes and len(codes) > 1:
        raise ValidationError(_("选了“健康”就不能再选别的健康状况，请去掉一个。"))
    return sorted(set(codes))


def _phone(given):
    try:
        digits = cells.phone(str(given or ""))
    except CellError as error:
        raise ValidationError(_("联系电话请填%(accepted)s。") % {"accepted": error.accepted}) from None
    if not digits:
        raise ValidationError(_("请填联系电话。"))
    return digits
