"""LF-13: one helper for every household, every day."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.rules.populations import COVER, ON_ROLL, covered_days
from povertyapp.core.rules import Duty, Kind, Tally, rule


@rule(
    "LF-13",
    kind=Kind.DUTY,
    over=ON_ROLL,
    party="village",
    obligation="HA-V1",
    owner="county_office",
    basis="LF, 2017-05-28",
    title=_("每户有帮扶责任人"),
)
def one_helper_each_day(period, value):
    """每户落实一名帮扶责任人。

    On each day of the month each household on the register has exactly one primary helper: the days covered
    equal the days on the register. Two at once are refused by the database, so a gap is the only fault. The gap
    is the village's, not a helper's.
    """
    return Duty(due=Q(days_on_roll__gt=0), required="days_on_roll", counts=Tally(COVER, covered_days(period)))
