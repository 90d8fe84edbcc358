"""LF-13: one helper for every household, every day; and what it means to have none on a day."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import AssignmentRole
from assistance.models import HelperAssignment
from assistance.rules.populations import COVER, ON_ROLL, covered_days
from povertyapp.core.faults import Child, Has
from povertyapp.core.rules import Duty, Kind, Tally, rule


def lacks_helper(day):
    """Return the condition that nobody is a household's primary helper on a day: a gap of LF-13.

    The data check DQ-17 and the coverage gaps by village ask the same; LF-13 counts such days of a month.
    """
    now = HelperAssignment.objects.primary().in_force(day)
    return ~Q(Has(Child("assignments", now)))


def without_helper(day):
    """Return `lacks_helper` in words that suit a count of many households: all helpers are looked up once, where that
    one asks for each household."""
    helped = HelperAssignment.objects.primary().in_force(day)
    return ~Q(pk__in=helped.order_by().values("household"))


def helped_by(day, **who):
    """Return the condition that a household's primary helper of a day is one of those: `helper__code="…"`."""
    return Q(Has(Child("assignments_of", HelperAssignment.objects.primary().in_force(day).filter(**who))))


def in_care_of(code, day):
    """Return the condition that a row belongs to a household in the care of that helper on a day."""
    held = HelperAssignment.objects.in_care(day).filter(helper__code=code)
    return Q(household__in=held.values("household"))


def has_supporter(day):
    """Return the condition that somebody helps beside a household's primary helper on a day (协助帮扶人)."""
    beside = HelperAssignment.objects.filter(role=AssignmentRole.SUPPORT)
    return Q(Has(Child("supporters", beside.in_force(day))))


def was_left(day):
    """Return the condition that a household's last helper ended before a day and nobody followed."""
    ended = HelperAssignment.objects.primary().filter(to_date__lt=day)
    return lacks_helper(day) & Q(Has(Child("ended", ended)))


@rule(
    "LF-13",
    kind=Kind.DUTY,
    over=ON_ROLL,
    party="village",
    obligation="HA-V1",
    owner="county_office",
    basis="LF, 2017-05-28",
    title=_("每户有帮扶责任人"),
    extra={"unit": _("天")},
)
def one_helper_each_day(period, value):
    """每户落实一名帮扶责任人。

    On each day of the month each household on the register has exactly one primary helper: the days covered
    equal the days on the register. Two at once are refused by the database, so a gap is the only fault. The gap
    is the village's, not a helper's.
    """
    return Duty(due=Q(days_on_roll__gt=0), required="days_on_roll", counts=Tally(COVER, covered_days(period)))
