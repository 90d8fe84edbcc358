"""HA-H7, HA-V6, HA-T5 and HA-U1: whoever answers for a measure of rectification submits it when it falls due (LF-10).

A line for each measure that falls due in the month. It counts as submitted when a step of it says so by the end of the
month, entered by the cut-off; where only a paper ledger tells of it, by the day that the paper gives.
"""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.aggregates import Count
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from assistance.models import HelpingUnit
from inspections.choices import MENDING, MeasureStatus
from inspections.models import MeasureStep, RectificationMeasure
from povertyapp.core.models.area import Level
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule
from povertyapp.core.subjects import subject

subject(
    "measure", _("整改措施"), "inspections.RectificationMeasure", name="text", url_name="inspections:measure"
)

KEYS = ("code", "subject_kind", "subject_code")
DONE = (MeasureStatus.SUBMITTED, MeasureStatus.VERIFIED, MeasureStatus.CLOSED)


def _assigned():
    """Return the measures that somebody was told to carry out; a plan alone binds nobody."""
    return RectificationMeasure.objects.exclude(status=MeasureStatus.PLANNED)


def due_in(period):
    """Return the measures whose deadline lies in a month."""
    return _assigned().filter(deadline__range=(period.start, period.end))


def _owed(rows, code):
    """Return a line a measure: the party's code in a step of its own, since the measure has a code, too."""
    facts = rows.values("area_id", subject_kind=Value("measure"), subject_code=F("code"))
    return facts.annotate(code=code).order_by()


def _of_helpers(period, value):
    rows = due_in(period).filter(answered_by__helper__isnull=False)
    return _owed(rows, F("answered_by__helper__code"))


def _of_villages(period, value):
    return _owed(due_in(period).filter(area__level=Level.VILLAGE), F("area_id"))


def _of_townships(period, value):
    late = period.end - dt.timedelta(days=int(value("rectification.township_overdue_days")))
    rows = _assigned().filter(
        Q(deadline__range=(period.start, period.end)) | Q(deadline__lt=late, status__in=MENDING),
        area__level=Level.TOWNSHIP,
    )
    return _owed(rows, F("area_id"))


def _of_units(period, value):
    returned = Q(sent_back_count__gte=int(value("rectification.unit_returns"))) & ~Q(
        status=MeasureStatus.CLOSED
    )
    named = HelpingUnit.objects.filter(name=OuterRef("responsible_unit"), area=OuterRef("problem__county"))
    rows = _assigned().filter(Q(deadline__range=(period.start, period.end)) | returned).filter(Exists(named))
    return _owed(rows, Subquery(named.values("code")[:1]))


def _submitted(period, value):
    """Return the measures that were handed in by the end of the month, as far as known at the cut-off."""
    step = MeasureStep.objects.filter(
        measure=OuterRef("pk"),
        act="move",
        to_status=MeasureStatus.SUBMITTED,
        decided_on__lte=period.end,
        recorded_at__lte=period.entry_ends(value),
    )
    told = Q(status__in=DONE, told_on__lte=period.end) & ~Q(recorded_from="")
    rows = _assigned().annotate(
        told_on=Coalesce("submitted_on", "closed_on", "known_on"), subject_code=F("code")
    )
    return rows.filter(Exists(step) | told)


def _well_submitted(period, value):
    """Return those of them that were not sent back too often."""
    return _submitted(period, value).filter(sent_back_count__lt=int(value("rectification.unit_returns")))


SUBMITTED = Source("measures_submitted", ("subject_code",), _submitted)
WELL_SUBMITTED = Source("measures_well_submitted", ("subject_code",), _well_submitted)
OF_HELPERS = Population("helper_measures", KEYS, _of_helpers)
"""Each measure of rectification that falls due in the month, with the helper who answers for it."""
OF_VILLAGES = Population("village_measures", KEYS, _of_villages)
"""Each measure of a village that falls due in the month."""
OF_TOWNSHIPS = Population("township_measures", KEYS, _of_townships)
"""Each measure of a township that falls due in the month, and each that is overdue for too long at its end."""
OF_UNITS = Population("unit_measures", KEYS, _of_units)
"""Each measure with a responsible unit that falls due in the month, and each that was sent back too often."""
SHARED = {"kind": Kind.DUTY, "subject": UNIT, "owner": "county_office", "basis": "LF-10; D3"}


def _handed_in(source=SUBMITTED):
    return Duty(due=Q(code__gt=""), required=1, counts=Tally(source, Count("pk")))


@rule("LF-10H", over=OF_HELPERS, party="helper", obligation="HA-H7", title=_("整改措施按期提交"), **SHARED)
def helper_submits(period, value):
    """帮扶责任人负责的整改措施，当月到期的要提交验收。

    Each measure of rectification that the helper answers for and that falls due in the month is submitted, with
    evidence and its leader's signature, by the end of the month.
    """
    return _handed_in()


@rule(
    "LF-10V", over=OF_VILLAGES, party="village", obligation="HA-V6", title=_("村整改措施按期提交"), **SHARED
)
def village_submits(period, value):
    """村负责的整改措施，当月到期的要提交验收。

    Each measure of rectification of the village that falls due in the month is submitted by the end of the month.
    """
    return _handed_in()


@rule(
    "LF-10T",
    over=OF_TOWNSHIPS,
    party="township",
    obligation="HA-T5",
    title=_("乡镇整改措施按期提交"),
    **SHARED,
)
def township_submits(period, value):
    """乡镇负责的整改措施，当月到期的要提交验收，没有一条逾期超过 15 天。

    Each measure of rectification of the township that falls due in the month is submitted by its end, and so is each
    that was more than `rectification.township_overdue_days` days overdue then.
    """
    return _handed_in()


@rule(
    "LF-10U",
    over=OF_UNITS,
    party="county_unit",
    obligation="HA-U1",
    title=_("责任单位整改措施按期提交"),
    **SHARED,
)
def unit_submits(period, value):
    """责任单位的整改措施，当月到期的要提交验收，没有一条被退回两次。

    Each measure of rectification with the unit as responsible unit that falls due in the month is submitted by its
    end; one that was sent back `rectification.unit_returns` times, and is not closed, does not count.
    """
    return _handed_in(WELL_SUBMITTED)
