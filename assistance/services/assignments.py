"""Who helps whom: at any moment one primary helper, and the household's own columns say who it is today."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from assistance.choices import AssignmentRole
from assistance.models import HelperAssignment
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models.area import COUNTY_DIGITS

DAY = dt.timedelta(days=1)

# Today's helper of each household, written only where it differs.
ANSWERS = """
UPDATE households_household AS h SET helper_name = coalesce(t.name, ''), answered_by_id = t.user_id
FROM households_household AS k
LEFT JOIN assistance_helperassignment AS a ON a.household_id = k.id AND a.role = 'primary'
  AND a.from_date <= %(day)s AND (a.to_date IS NULL OR a.to_date >= %(day)s)
LEFT JOIN assistance_helper AS t ON t.id = a.helper_id
WHERE k.id = h.id AND k.area_id >= %(code)s AND k.area_id < %(code)s || ':' {narrow}
  AND (h.helper_name, h.answered_by_id) IS DISTINCT FROM (coalesce(t.name, ''), t.user_id)
"""


@transaction.atomic
def assign_helper(*, by, household, helper, from_date, role=AssignmentRole.PRIMARY, reason=""):
    """Put a helper in charge of a household from a day and return the assignment.

    A primary helper takes the place of the one before him, whose assignment ends the day before; one who
    began that same day is corrected in place. The same helper again changes nothing. The household's
    `helper_name` and `answered_by` follow in the same transaction. ValidationError: a helper of another
    county, a day before the household was registered, a later assignment that is already there. Conflict:
    somebody was faster.
    """
    household = Household.objects.select_for_update().get(pk=household.pk)
    _check_assignment(household, helper, from_date)
    with because(by=by, reason=reason or _("结对帮扶")):
        if role == AssignmentRole.PRIMARY:
            made = _replace_primary(household, helper, from_date)
        else:
            made = _add_support(household, helper, from_date)
    refresh_answers(by=by, household=household)
    return made


def _check_assignment(household, helper, from_date):
    if helper.area_id[:COUNTY_DIGITS] != household.area_id[:COUNTY_DIGITS]:
        raise ValidationError({"helper": _("帮扶责任人和这一户不在同一个县，请选本县的帮扶责任人。")})
    if from_date < household.registered_on:
        raise ValidationError(
            {"from_date": _("开始日期不能早于这一户的识别时间 %(day)s。") % {"day": household.registered_on}}
        )


def _replace_primary(household, helper, from_date):
    rows = HelperAssignment.objects.primary().filter(household=household)
    later = rows.filter(from_date__gt=from_date).order_by("from_date").first()
    if later:
        raise ValidationError(
            {
                "from_date": _("这一户从 %(day)s 起已有帮扶责任人 %(name)s，请先核对。")
                % {"day": later.from_date, "name": later.helper.name}
            }
        )
    current = rows.in_force(from_date).select_related("helper").first()
    if current and current.helper_id == helper.pk:
        return current
    if current and current.from_date == from_date:
        current.helper = helper
        current.save(update_fields=["helper"])
        return current
    if current:
        current.to_date = from_date - DAY
        current.save(update_fields=["to_date"])
    return _open(household, helper, from_date, AssignmentRole.PRIMARY)


def _add_support(household, helper, from_date):
    rows = HelperAssignment.objects.filter(household=household, helper=helper, role=AssignmentRole.SUPPORT)
    return rows.in_force(from_date).first() or _open(household, helper, from_date, AssignmentRole.SUPPORT)


def _open(household, helper, from_date, role):
    try:
        with transaction.atomic():
            return HelperAssignment.objects.create(
                household=household, helper=helper, from_date=from_date, role=role
            )
    except IntegrityError as error:
        raise Conflict(_("刚刚有人给这一户定了帮扶责任人，请刷新后再办。")) from error


@transaction.atomic
def end_assignment(*, by, assignment, to_date, reason=""):
    """End an assignment; `to_date` is its last day. The household's own columns follow.

    ValidationError for a day before its first; Conflict when it was already ended.
    """
    if to_date < assignment.from_date:
        raise ValidationError({"to_date": _("结束日期不能早于开始日期。")})
    with because(by=by, reason=reason or _("结束结对帮扶")):
        changed = HelperAssignment.objects.filter(pk=assignment.pk, to_date=None).update(to_date=to_date)
    if not changed:
        raise Conflict(_("这条结对帮扶已经结束，请刷新后再看。"))
    assignment.to_date = to_date
    refresh_answers(by=by, household=assignment.household)
    return assignment


@transaction.atomic
def refresh_answers(*, by=None, household=None, households=None, area_code="", day=None):
    """Make `helper_name` and `answered_by` say who is in charge today; return how many households changed.

    One statement, for one household, for those whose row ids are given, or for all under an area; only what
    differs is written. It runs after every change of assignments, and daily, because an assignment may begin or
    end on a day to come.
    """
    keys = [household.pk] if household else None if households is None else list(households)
    narrow = "" if keys is None else "AND k.id = ANY(%(keys)s)"
    code = household.area_id if household else area_code
    params = {"day": day or clock.today(), "code": code, "keys": keys}
    with because(by=by), connection.cursor() as cursor:
        cursor.execute(ANSWERS.format(narrow=narrow), params)
        return cursor.rowcount
