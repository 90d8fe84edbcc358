"""HA-C1: the county keeps its rhythm (JZ-16, LF-57): meetings and a circular every month."""

from django.db.models import Count, F, Q, Value
from django.utils.translation import gettext_lazy as _

from inspections.choices import MeetingKind
from inspections.models import CheckRound, Circular, Meeting
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule


def _counties(period, value):
    counties = Area.objects.filter(level=Level.COUNTY)
    return counties.values("code", area_id=F("code")).annotate(owes=Value(1)).order_by()


def _meetings(period, value):
    held = Meeting.objects.filter(held_on__range=(period.start, period.end))
    return held.entered_by(period.entry_ends(value))


def _circulars(period, value):
    issued = Circular.objects.issued().filter(issued_on__range=(period.start, period.end))
    return issued.entered_by(period.entry_ends(value))


def _rounds(period, value):
    counted = CheckRound.objects.unannounced_in(period).values("pk")
    return CheckRound.objects.filter(pk__in=counted, published_at__lte=period.entry_ends(value))


COUNTIES = Population("counties", ("code",), _counties)
"""The county itself."""
MEETINGS = Source("meetings", ("area_id",), _meetings)
CIRCULARS = Source("circulars", ("area_id",), _circulars)
ROUNDS = Source("check_rounds", ("area_id",), _rounds)


def county_duty(code, basis, title):
    """Return the decorator of a duty that the county owes once a month."""
    return rule(
        code,
        kind=Kind.DUTY,
        over=COUNTIES,
        subject=UNIT,
        party="county",
        obligation="HA-C1",
        owner="county_office",
        basis=f"{basis}; D3",
        title=title,
    )


def _held(kind):
    return Duty(due=Q(owes=1), required=1, counts=Tally(MEETINGS, Count("pk", filter=Q(kind=kind))))


@county_duty("LF-57A", "LF-57", _("月会"))
def monthly_meeting_held(period, value):
    """每月开一次月会，有会议纪要。

    At least one monthly meeting of the county in the month, entered with its minutes by the cut-off.
    """
    return _held(MeetingKind.MONTHLY)


@county_duty("LF-57B", "LF-57", _("月调度"))
def dispatch_held(period, value):
    """每月调度一次，有会议纪要。

    At least one dispatch meeting of the county in the month, entered with its minutes by the cut-off.
    """
    return _held(MeetingKind.DISPATCH)


@county_duty("JZ-16C", "JZ-16", _("一月一问责"))
def accountability_meeting_held(period, value):
    """每月开一次问责会，有会议纪要。

    At least one accountability meeting of the county in the month, entered with its minutes by the cut-off.
    """
    return _held(MeetingKind.ACCOUNTABILITY)


@county_duty("JZ-16A", "JZ-16", _("一月一暗访"))
def round_of_checks_held(period, value):
    """每月组织一轮暗访，结果通报。

    At least one round of unannounced checks of the month, in which a check kept the four no's and two straights
    (JZ-17), with its circular out by the cut-off. Before that the round says nothing of itself to anybody.
    """
    return Duty(due=Q(owes=1), required=1, counts=Tally(ROUNDS, Count("pk")))


@county_duty("JZ-16B", "JZ-16", _("一月一通报"))
def circular_issued(period, value):
    """每月印发一次通报。

    At least one circular of the county issued in the month, whichever month it is about.
    """
    return Duty(due=Q(owes=1), required=1, counts=Tally(CIRCULARS, Count("pk")))
