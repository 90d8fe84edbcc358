"""The household itself: entering it, correcting it, moving it to another village."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.models import Household
from households.services.changing import check_known, create, given_reason, locked, write
from households.services.members import add_member
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models.area import Level
from povertyapp.core.names import pinyin_key
from povertyapp.core.scoping import restamp

# What a correction may touch. The status has its own procedure, the village `transfer_household`, size and
# labour follow from the members, the helper is written by the floor above.
CORRECTABLE = (
    "head_name",
    "group_name",
    "natural_village",
    "address",
    "phone",
    "bank_name",
    "bank_account",
    "identification_standard",
    "poverty_attribute",
    "five_guarantee_mode",
    "household_type",
    "main_cause",
    "other_causes",
    "not_exited_reason",
    "is_martyr_family",
    "is_one_child",
    "is_two_daughter",
    "exit_vintage",
    "planned_exit_year",
    "size_year_start",
    "size_year_end",
    "presence",
    "is_relocated",
    "remark",
)
OTHER_CAUSES_MAX = 2


@transaction.atomic
def register_household(*, by, area, household_no, reason, members=(), **facts):
    """Enter a household of a village with its members (dictionaries of `add_member`); return it.

    `facts` are columns of Household. ValidationError: the area is no village, the number is taken, wrong
    content.
    """
    check_known(facts, {*CORRECTABLE, "poverty_status", "registered_on", "registered_precision", "exited_on"})
    _check_village(area)
    _check_causes(facts.get("main_cause", ""), facts.get("other_causes", []))
    facts["head_pinyin"] = pinyin_key(facts.get("head_name", ""))
    household = Household(area=area, household_no=household_no, **facts)
    with because(by=by, reason=given_reason(reason)):
        create(household, by=by, reason=reason)
        for member in members:
            add_member(by=by, household=household, reason=reason, **member)
    household.refresh_from_db()
    return household


@transaction.atomic
def correct_household(*, by, household, reason, seen="", **changes):
    """Correct columns of a household (those in `CORRECTABLE`) and return it; write only what differs."""
    check_known(changes, CORRECTABLE)
    row = locked(household)
    _check_causes(changes.get("main_cause", row.main_cause), changes.get("other_causes", row.other_causes))
    if "head_name" in changes:
        changes["head_pinyin"] = pinyin_key(changes["head_name"])
    write(row, changes, by=by, reason=reason, seen=seen)
    return row


@transaction.atomic
def transfer_household(*, by, household, to_area, reason):
    """Move a household, and all rows that follow it, to another village; return it.

    Closed months are copies and keep the old village. The helper's assignment goes on: whether he still is
    the right one is for the township to say.
    """
    reason = given_reason(reason)
    _check_village(to_area)
    row = locked(household)
    if row.area_id == to_area.pk:
        raise ValidationError({"to_area": _("该户已经在这个村，请另选一个村。")})
    with because(by=by, reason=reason):
        row.area = to_area
        row.save(update_fields=["area", "updated_at"])
        restamp(row)
    return row


def _check_village(area):
    if area.level != Level.VILLAGE or (area.valid_to and area.valid_to < clock.today()):
        raise ValidationError({"area": _("“%(name)s”不是在用的行政村，请另选一个村。") % {"name": area.name}})


def _check_causes(main, others):
    if len(others) > OTHER_CAUSES_MAX:
        raise ValidationError({"other_causes": _("其他致贫原因最多选 2 项。")})
    if main and main in others:
        raise ValidationError({"other_causes": _("其他致贫原因不能与主要致贫原因相同。")})
