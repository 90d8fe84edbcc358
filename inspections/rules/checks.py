"""How much was checked: the monthly round, people on post, villages, member units (JZ-14 to JZ-16, JZ-45).

Only checks whose circular is out are counted: a number that moves before would tell those inspected.
"""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from assistance.choices import UnitLevel
from assistance.models import HelpingUnit
from households.models import Household
from inspections.choices import UnitKind
from inspections.models import CheckRound, UnannouncedCheck
from povertyapp.core import clock
from povertyapp.core.figures import VILLAGES, Group, figure_rule
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, Level

COUNTIES, UNITS = _("个县"), _("个单位")


def counties(period):
    """Counties."""
    return Area.objects.filter(level=Level.COUNTY, valid_to=None)


def villages(period):
    """Villages with a registered household."""
    homes = Household.objects.on_roll(period).filter(area=OuterRef("pk"))
    return Area.objects.filter(Exists(homes), level=Level.VILLAGE, valid_to=None)


def member_units(period):
    """Units of counties, members of their leading groups."""
    return HelpingUnit.objects.filter(level=UnitLevel.COUNTY)


def checked(since, until, **where):
    """Checks that began on site in these days, count, and are published."""
    span = (clock.moment(since), clock.moment(until + dt.timedelta(days=1)))
    rows = UnannouncedCheck.objects.published().standing().filter(**where)
    return rows.filter(started_at__gte=span[0], started_at__lt=span[1])


@figure_rule(
    "JZ-16",
    _("当月有暗访的县"),
    over=counties,
    group=Group.CHECKS,
    basis="JZ-16; E-26",
    required="figure.rounds_held",
    unit=COUNTIES,
)
def has_unannounced_round(period, value):
    """一月一暗访。

    Counties with at least one unannounced round of the month whose circular is out
    (`querysets.CheckRoundQuerySet.unannounced_in`). The share asked for is `figure.rounds_held`.
    """
    return Q(Exists(CheckRound.objects.unannounced_in(period).filter(area=OuterRef("pk"))))


@figure_rule(
    "JZ-14",
    _("当月抽查驻村干部的县"),
    over=counties,
    group=Group.CHECKS,
    basis="JZ-14",
    required="figure.posts_checked",
    unit=COUNTIES,
)
def has_post_check(period, value):
    """对驻村第一书记、帮扶工作队随机抽查、突击检查。

    Counties in which at least one first secretary or member of a team was checked in the month. The share asked for
    is `figure.posts_checked`.
    """
    posts = checked(period.start, period.end, unit__kind=UnitKind.POST)
    here = posts.annotate(county=Substr("area_id", 1, COUNTY_DIGITS)).filter(county=OuterRef("pk"))
    return Q(Exists(here))


@figure_rule(
    "JZ-15",
    _("期限内查过的村"),
    over=villages,
    group=Group.CHECKS,
    basis="JZ-15",
    required="figure.villages_checked",
    unit=VILLAGES,
)
def village_checked(period, value):
    """督查巡查不间断，每个村不能长期没有查过。

    Villages in which a household, a post or the village itself was checked within `check.max_gap_days` up to the end
    of the month. The share asked for is `figure.villages_checked`.
    """
    since = period.end - dt.timedelta(days=value("check.max_gap_days"))
    done = checked(since, period.end).exclude(unit__kind=UnitKind.COUNTY_UNIT)
    return Q(Exists(done.filter(area=OuterRef("pk"))))


@figure_rule(
    "JZ-45",
    _("查过的成员单位"),
    over=member_units,
    group=Group.CHECKS,
    basis="JZ-45",
    required="figure.member_units_checked",
    unit=UNITS,
)
def member_unit_checked(period, value):
    """对成员单位开展专职督查巡查。

    Units of the county that were checked since the year began. The share asked for is
    `figure.member_units_checked`.
    """
    since = dt.date(period.year, 1, 1)
    done = checked(since, period.end, unit__kind=UnitKind.COUNTY_UNIT)
    return Q(Exists(done.filter(unit__code=OuterRef("code"))))
