"""HA-V5, HA-U3 and HA-T2: projects begin, end and are claimed by their days (LF-63), claims are settled (LF-42).

A line for each project of which such a day falls into the month, and for each claim whose last working day does. What
a village owes for a project in its place, the county's unit in charge owes, too.
"""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.aggregates import Count
from django.db.models.functions import Coalesce, Left
from django.utils.translation import gettext_lazy as _

from funds.choices.projects import ClaimKind, Stage, StepAct
from funds.models import Claim, Project, ProjectStep
from povertyapp.core.columns import number_of
from povertyapp.core.models import Area
from povertyapp.core.models.area import TOWNSHIP_DIGITS, Level
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule
from povertyapp.core.subjects import subject

subject("project", _("项目"), "funds.Project", key="number", url_name="funds:project")

KEYS = ("code", "subject_kind", "subject_code")
GIVEN_UP = (Stage.RETURNED, Stage.REJECTED, Stage.REMOVED, Stage.SUSPENDED, Stage.CANCELLED)


def _approved(period):
    """Return the projects that were approved by the end of a month and are not given up, with their planned days."""
    rows = Project.objects.filter(approved_on__lte=period.end).exclude(stage__in=GIVEN_UP)
    return rows.annotate(
        begins_on=Coalesce("contract__starts_on", "starts_on"),
        finishes_on=Coalesce("contract__ends_on", "ends_on"),
    )


def starting(period, value):
    """Return the projects that are to begin in a month."""
    return _approved(period).filter(begins_on__range=(period.start, period.end))


def finishing(period, value):
    """Return the projects that are to be completed in a month."""
    return _approved(period).filter(finishes_on__range=(period.start, period.end))


def to_be_paid(period, value):
    """Return the projects for whose works the settlement is to be claimed in a month, so many days after acceptance."""
    days = dt.timedelta(days=int(value("project.payment_days")))
    return _approved(period).filter(accepted_on__range=(period.start - days, period.end - days))


def _of_villages(rows):
    return _owed(rows.filter(area__level=Level.VILLAGE), F("area_id"))


def _of_units(rows):
    return _owed(rows.filter(unit__isnull=False), F("unit__code"))


def _owed(rows, code):
    return (
        rows.values("area_id", subject_kind=Value("project"), subject_code=F("number"))
        .annotate(code=code)
        .order_by()
    )


def _population(name, find, of):
    return Population(name, KEYS, lambda period, value: of(find(period, value)))


def _stepped(period, value, to):
    """Return the condition that a project took its step to a stage by the end of the month, known at the cut-off."""
    steps = ProjectStep.objects.filter(
        project=OuterRef("pk"), act=StepAct.MOVE, to_stage=to, decided_on__lte=period.end,
        recorded_at__lte=period.entry_ends(value),
    )  # fmt: skip
    return Exists(steps)


def _begun(period, value):
    told = ~Q(recorded_from="") & Q(started_on__lte=period.end)
    rows = Project.objects.annotate(subject_code=F("number"))
    return rows.filter(_stepped(period, value, Stage.IN_PROGRESS) | told)


def _finished(period, value):
    told = ~Q(recorded_from="") & Q(completed_on__lte=period.end)
    rows = Project.objects.annotate(subject_code=F("number"))
    return rows.filter(_stepped(period, value, Stage.COMPLETED) | told)


def _claimed(period, value):
    claims = Claim.objects.standing().filter(
        project=OuterRef("pk"), kind=ClaimKind.SETTLEMENT, claimed_on__lte=period.end,
        recorded_at__lte=period.entry_ends(value),
    )  # fmt: skip
    told = ~Q(recorded_from="") & Q(reimbursed_on__lte=period.end)
    return Project.objects.annotate(subject_code=F("number")).filter(Exists(claims) | told)


BEGUN = Source("projects_begun", ("subject_code",), _begun)
FINISHED = Source("projects_finished", ("subject_code",), _finished)
CLAIMED = Source("projects_claimed", ("subject_code",), _claimed)


def _late(period, value):
    """Return the claims whose last working day is over before the end of the month and that were open in the month."""
    rows = Claim.objects.standing().annotate(township=Left("area_id", TOWNSHIP_DIGITS))
    return rows.filter(Q(settled_on=None) | Q(settled_on__gte=period.start), due_on__lt=period.end)


def _townships(period, value):
    townships = Area.objects.filter(level=Level.TOWNSHIP)
    need = number_of(_late(period, value).filter(township=OuterRef("pk")), "township")
    return townships.annotate(need=need).values("code", "need", area_id=F("code")).order_by()


def _settled(period, value):
    return _late(period, value).filter(settled_on__lte=period.end).annotate(code=F("township"))


TOWNSHIPS = Population("townships_of_claims", ("code",), _townships)
"""Each township, and how many claims for its projects should have been settled by the end of the month."""
SETTLED = Source("claims_settled", ("code",), _settled)
SHARED = {"kind": Kind.DUTY, "subject": UNIT, "owner": "county_office", "basis": "LF-63; D3"}


def _done(source):
    return Duty(due=Q(code__gt=""), required=1, counts=Tally(source, Count("pk")))


VILLAGE_STARTS = _population("village_starts", starting, _of_villages)
"""Each project of a village that is to begin in the month, by its contract or its plan."""
UNIT_STARTS = _population("unit_starts", starting, _of_units)
"""Each project of a unit in charge that is to begin in the month."""
VILLAGE_ENDS = _population("village_ends", finishing, _of_villages)
"""Each project of a village that is to be completed in the month."""
UNIT_ENDS = _population("unit_ends", finishing, _of_units)
"""Each project of a unit in charge that is to be completed in the month."""
VILLAGE_PAYS = _population("village_pays", to_be_paid, _of_villages)
"""Each accepted project of a village whose settlement is to be claimed in the month."""
UNIT_PAYS = _population("unit_pays", to_be_paid, _of_units)
"""Each accepted project of a unit in charge whose settlement is to be claimed in the month."""
OF_VILLAGE, OF_UNIT = (
    {"party": "village", "obligation": "HA-V5"},
    {"party": "county_unit", "obligation": "HA-U3"},
)


@rule("LF-63VS", over=VILLAGE_STARTS, title=_("村项目按期开工"), **OF_VILLAGE, **SHARED)
def village_begins(period, value):
    """村里的项目，按合同（没有合同的按计划）当月应开工的要开工。

    Each approved project of the village whose start by contract, else by plan, falls into the month has begun by the
    end of the month, entered by the cut-off. Suspended and cancelled ones owe nothing.
    """
    return _done(BEGUN)


@rule("LF-63VP", over=VILLAGE_ENDS, title=_("村项目按期完工"), **OF_VILLAGE, **SHARED)
def village_finishes(period, value):
    """村里的项目，按合同（没有合同的按计划）当月应完工的要完工。

    Each approved project of the village whose end by contract, else by plan, falls into the month is completed by
    the end of the month, entered by the cut-off.
    """
    return _done(FINISHED)


@rule("LF-63VM", over=VILLAGE_PAYS, title=_("村项目按期报账"), **OF_VILLAGE, **SHARED)
def village_is_paid(period, value):
    """村里验收合格的项目，要按期交齐票据报账。

    For each project of the village whose acceptance lies `project.payment_days` days back in the month, the settlement
    is claimed by the end of the month, entered by the cut-off.
    """
    return _done(CLAIMED)


@rule("LF-63US", over=UNIT_STARTS, title=_("主管项目按期开工"), **OF_UNIT, **SHARED)
def unit_begins(period, value):
    """县直单位主管的项目，按合同（没有合同的按计划）当月应开工的要开工。

    As LF-63VS, for each project that the unit is in charge of.
    """
    return _done(BEGUN)


@rule("LF-63UP", over=UNIT_ENDS, title=_("主管项目按期完工"), **OF_UNIT, **SHARED)
def unit_finishes(period, value):
    """县直单位主管的项目，按合同（没有合同的按计划）当月应完工的要完工。

    As LF-63VP, for each project that the unit is in charge of.
    """
    return _done(FINISHED)


@rule("LF-63UM", over=UNIT_PAYS, title=_("主管项目按期报账"), **OF_UNIT, **SHARED)
def unit_is_paid(period, value):
    """县直单位主管的验收合格的项目，要按期报账。

    As LF-63VM, for each project that the unit is in charge of.
    """
    return _done(CLAIMED)


@rule(
    "LF-42T",
    kind=Kind.DUTY,
    over=TOWNSHIPS,
    subject=UNIT,
    party="township",
    obligation="HA-T2",
    owner="county_office",
    basis="LF-42; D3",
    title=_("项目报账按期办结"),
)
def claims_in_time(period, value):
    """乡镇报账在 15 个工作日内办结，没有超期的。

    Of the claims for projects of the township whose last working day (`project.claim_days` after the day of the
    claim) was over before the end of the month, none is open: each was settled by the end of the month.
    """
    return Duty(due=Q(need__gt=0), required="need", counts=Tally(SETTLED, Count("pk")))
