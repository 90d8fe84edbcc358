"""Inputs of the month's account that stand on the top floor: its parties, and the numbers it was computed with."""

from django.db.models import Case, CharField, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Left

from assistance.models import HelpingUnit
from inspections.choices import MeasureStatus
from inspections.choices.objections import ObjectionStatus
from inspections.models import (
    CheckRound,
    Circular,
    Excuse,
    Finding,
    IndicatorTarget,
    IndicatorValue,
    LineCorrection,
    MeasureStep,
    Meeting,
    PartyAccount,
    RectificationMeasure,
    SupervisionLine,
    WorkAttendee,
    WorkVillage,
)
from inspections.models.account import PartyLevel
from inspections.rules.truth import DRAW, published_answers
from inspections.rules.work import due_registers
from povertyapp.core import clock
from povertyapp.core.columns import true_or_false
from povertyapp.core.inputs import input_kind
from povertyapp.core.models import RuleParameter
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.parameters import ancestors


class _Plain(Func):
    """A parameter's value as it is read: text without quotes, yes and no as 1 and 0, lists and tables as JSON."""

    template = "CASE %(expressions)s WHEN 'true'::jsonb THEN '1' WHEN 'false'::jsonb THEN '0'"
    template += " ELSE (%(expressions)s) #>> '{}' END"
    output_field = CharField()


PARENT = Case(
    When(level=PartyLevel.HELPER, then=F("helper__unit__code")),
    When(level=PartyLevel.VILLAGE, then=Left("code", TOWNSHIP_DIGITS)),
    When(level__in=(PartyLevel.TOWNSHIP, PartyLevel.COUNTY_UNIT), then=Left("code", COUNTY_DIGITS)),
    default=Value(""),
    output_field=CharField(),
)


@input_kind(
    "parties",
    "inspections.PartyAccount",
    "assistance.Helper",
    "assistance.HelpingUnit",
    columns={"level": "level", "code": "code", "name": "name", "parent_code": PARENT},
    key="code",
    is_result=True,
)
def parties(month):
    """Who has an account; a helper belongs to the unit that sent him."""
    return PartyAccount.objects.filter(account=month.account)


@input_kind(
    "parameters",
    "core.RuleParameter",
    columns={
        "name": "name",
        "area_code": "area_id",
        "effective_from": "effective_from",
        "effective_to": "effective_to",
        "value": _Plain("value"),
    },
    key="name",
)
def parameters(month):
    """Every value in force for the county in the month: the nearest place wins, then the newest."""
    first = month.period.start
    return RuleParameter.objects.filter(
        Q(area=None) | Q(area__in=ancestors(month.county)),
        Q(effective_to=None) | Q(effective_to__gte=first),
        effective_from__lte=first,
    )


@input_kind(
    "excuses",
    "inspections.Excuse",
    columns={
        "level": "level",
        "code": "code",
        "kind": "kind",
        "household_no": "household__household_no",
        "rule": "rule",
        "from_date": "from_date",
        "to_date": "to_date",
        "substitute_code": "substitute__code",
        "decided_at": "decided_at",
    },
    key="code",
)
def excuses(month):
    """Excuses that were approved in time and touch the month."""
    return Excuse.objects.holding(month.county, month.period, month.period.entry_ends(month.value))


@input_kind(
    "line_corrections",
    "inspections.LineCorrection",
    "inspections.ObjectionLine",
    columns={
        "level": "line__level",
        "code": "line__code",
        "rule": "line__rule",
        "subject_kind": "line__subject_kind",
        "subject_code": "line__subject_code",
        "place_code": "area_id",
        "delivered": "delivered",
        "excused": "excused",
        "falsified": "falsified",
    },
    key="code",
    place="place_code",
    is_result=True,
)
def line_corrections(month):
    """What rulings put right on lines of the month; blank stays as it was counted."""
    return LineCorrection.objects.in_area(month.county).filter(
        line__month=str(month.period), line__objection__status=ObjectionStatus.CORRECTED
    )


@input_kind(
    "meetings",
    "inspections.Meeting",
    columns={"kind": "kind", "county_code": "area_id", "held_on": "held_on", "recorded_at": "recorded_at"},
    key="county_code",
    place="county_code",
)
def meetings(month):
    """Meetings of the month, whenever they were entered."""
    period = month.period
    return Meeting.objects.filter(area=month.county, held_on__range=(period.start, period.end))


@input_kind(
    "circulars",
    "inspections.Circular",
    columns={"county_code": "area_id", "issued_on": "issued_on", "recorded_at": "recorded_at"},
    key="county_code",
    place="county_code",
)
def circulars(month):
    """Circulars issued in the month, whichever month they are about."""
    period = month.period
    issued = Circular.objects.issued().filter(area=month.county)
    return issued.filter(issued_on__range=(period.start, period.end))


@input_kind(
    "check_rounds",
    "inspections.CheckRound",
    columns={"kind": "kind", "county_code": "area_id", "month": "month", "published_at": "published_at"},
    key="county_code",
    place="county_code",
)
def check_rounds(month):
    """Unannounced rounds of the month whose circular is out and in which a check was unannounced indeed (JZ-17)."""
    counted = CheckRound.objects.in_area(month.county).unannounced_in(month.period).values("pk")
    return CheckRound.objects.filter(pk__in=counted)


@input_kind(
    "supervision_lines",
    "inspections.SupervisionLine",
    "inspections.AccountabilityAction",
    columns={
        "level": "level",
        "code": "code",
        "action_no": "action__no",
        "place_code": "area_id",
        "self_found": true_or_false(Q(self_report__isnull=False)),
    },
    key="code",
    place="place_code",
)
def supervision_lines(month):
    """What the party above answers for after a decision on one below, and whether it had reported the fault itself."""
    lines = SupervisionLine.objects.in_area(month.county)
    return lines.filter(month=str(month.period), revoked_on=None)


@input_kind(
    "findings",
    "inspections.Finding",
    columns={
        "village_code": "area_id",
        "rule": "rule",
        "subject_kind": "subject_kind",
        "subject_code": "subject_code",
        "found_at": "found_at",
        "cleared_at": "cleared_at",
    },
    key="village_code",
    place="village_code",
)
def findings(month):
    """Faults of the records that were known by the end of the month and not ended before it."""
    period = month.period
    standing = Q(cleared_at=None) | Q(cleared_at__gte=clock.moment(period.start))
    return Finding.objects.in_area(month.county).filter(
        standing, found_at__lt=clock.moment(period.next.start)
    )


UNIT = HelpingUnit.objects.filter(name=OuterRef("responsible_unit"), area=OuterRef("problem__county"))


@input_kind(
    "rectification_measures",
    "inspections.RectificationMeasure",
    "inspections.Problem",
    columns={
        "measure_code": "code",
        "place_code": "area_id",
        "helper_code": "answered_by__helper__code",
        "unit_code": Subquery(UNIT.values("code")[:1]),
        "status": "status",
        "deadline": "deadline",
        "sent_back_count": "sent_back_count",
        "told_on": Coalesce("submitted_on", "closed_on", "known_on"),
        "from_paper": true_or_false(~Q(recorded_from="")),
    },
    key="measure_code",
    place="place_code",
)
def rectification_measures(month):
    """Measures of rectification that somebody was told to carry out, as they stood; `told_on` is the ledger's day."""
    return RectificationMeasure.objects.in_area(month.county).exclude(status=MeasureStatus.PLANNED)


@input_kind(
    "measure_steps",
    "inspections.MeasureStep",
    columns={
        "measure_code": "measure__code",
        "place_code": "area_id",
        "act": "act",
        "to_status": "to_status",
        "decided_on": "decided_on",
        "recorded_at": "recorded_at",
    },
    key="measure_code",
    place="place_code",
)
def measure_steps(month):
    """Each step of these measures."""
    return MeasureStep.objects.in_area(month.county)


@input_kind(
    "check_answers",
    "inspections.CheckAnswer",
    "inspections.CheckRecord",
    "inspections.UnannouncedCheck",
    "inspections.SampleUnit",
    "inspections.SampleDraw",
    columns={
        "subject_code": "record__site_check__unit__code",
        "place_code": "area_id",
        "compared": "compared",
        "published_at": f"{DRAW}__published_at",
    },
    key="subject_code",
    place="place_code",
)
def check_answers(month):
    """Facts that checks compared, of the rounds whose circular came out in the month: what matched and what did not."""
    return published_answers(month.period).in_area(month.county)


@input_kind(
    "work_registers",
    "inspections.WorkRegister",
    "inspections.WorkRound",
    columns={
        "round_code": "round__code",
        "township_code": "area_id",
        "kind": "round__kind",
        "due_on": "round__due_on",
    },
    key="township_code",
    place="township_code",
)
def work_registers(month):
    """Registers of the rounds of work that fall due in the month."""
    return due_registers(month.period).in_area(month.county)


def _of_work(model, month):
    """Return what belongs to these registers."""
    return model.objects.in_area(month.county).filter(register__in=due_registers(month.period))


@input_kind(
    "work_attendees",
    "inspections.WorkAttendee",
    columns={
        "round_code": "register__round__code",
        "township_code": "register__area_id",
        "attended_on": "attended_on",
        "recorded_at": "recorded_at",
    },
    key="township_code",
    place="township_code",
)
def work_attendees(month):
    """Whoever is to be taught, a row a person without saying whom, and when he was."""
    return _of_work(WorkAttendee, month)


@input_kind(
    "work_villages",
    "inspections.WorkVillage",
    columns={
        "round_code": "register__round__code",
        "township_code": "register__area_id",
        "village_code": "area_id",
        "in_scope": "in_scope",
        "gone_through": "gone_through",
        "done_on": "done_on",
        "recorded_at": "recorded_at",
    },
    key="village_code",
    place="village_code",
)
def work_villages(month):
    """Villages whose books are to be gone through; `recorded_at` stands where that is complete."""
    return _of_work(WorkVillage, month)


@input_kind(
    "indicator_targets",
    "inspections.IndicatorTarget",
    "inspections.Indicator",
    columns={
        "indicator_code": "indicator__code",
        "unit_code": "indicator__owner_unit__code",
        "county_code": "area_id",
        "direction": "indicator__direction",
        "target": "target",
    },
    key="indicator_code",
    place="county_code",
)
def indicator_targets(month):
    """What the paths of indicators ask in the month, and who owns them."""
    return IndicatorTarget.objects.in_area(month.county).of_month(month.period)


@input_kind(
    "indicator_values",
    "inspections.IndicatorValue",
    columns={
        "indicator_code": "indicator__code",
        "county_code": "area_id",
        "numerator": "numerator",
        "denominator": "denominator",
        "as_of": "as_of",
        "recorded_at": "recorded_at",
    },
    key="indicator_code",
    place="county_code",
)
def indicator_values(month):
    """Every report of the month, late ones too."""
    return IndicatorValue.objects.in_area(month.county).filter(month=str(month.period))
