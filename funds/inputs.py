"""Inputs of the month's account that funds hold."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Left

from funds.choices.projects import ClaimState, Stage, StepAct
from funds.models import (
    Claim,
    FundLine,
    Microloan,
    Notice,
    NoticeLine,
    NoticeObjection,
    NoticePhoto,
    Posting,
    Project,
    ProjectStep,
    RelocationCase,
    RelocationTarget,
    RiskFundEntry,
    RiskFundInstalment,
)
from funds.querysets.notices import FULL_ON
from povertyapp.core.columns import true_or_false
from povertyapp.core.inputs import input_kind
from povertyapp.core.models.area import TOWNSHIP_DIGITS

_first_photo = NoticePhoto.objects.filter(notice=OuterRef("pk")).order_by("recorded_at")
_unanswered = NoticeObjection.objects.filter(notice=OuterRef("pk"), answered_on=None)


@input_kind(
    "microloans",
    "funds.Microloan",
    columns={"household_no": "household__household_no", "loan_no": "no", "disbursed_on": "disbursed_on"},
)
def microloans(month):
    """Loans that were paid out by the end of the month."""
    return Microloan.objects.in_area(month.county).ever_out(month.period.end)


@input_kind(
    "fund_lines",
    "funds.FundLine",
    columns={
        "line_code": "code",
        "county_code": "area_id",
        "year": "year",
        "level": "level",
        "origin": "origin",
        "in_scope": "in_scope",
        "arrived_on": "arrived_on",
    },
    key="line_code",
    place="county_code",
)
def fund_lines(month):
    """Lines of money of the county that arrived by the end of the month."""
    return FundLine.objects.in_area(month.county).filter(arrived_on__lte=month.period.end)


@input_kind(
    "fund_postings",
    "funds.Posting",
    "funds.FundEntry",
    columns={
        "line_code": "line__code",
        "county_code": "area_id",
        "state": "state",
        "amount": "amount",
        "happened_on": "entry__happened_on",
        "recorded_at": "entry__made_at",
    },
    key="line_code",
    place="county_code",
)
def fund_postings(month):
    """What the accounts of lines gained and gave up to the end of the month; late entries too."""
    return Posting.objects.in_area(month.county).filter(entry__happened_on__lte=month.period.end)


@input_kind(
    "projects",
    "funds.Project",
    "funds.Contract",
    "assistance.HelpingUnit",
    columns={
        "project_no": "number",
        "place_code": "area_id",
        "unit_code": "unit__code",
        "stage": "stage",
        "is_told": true_or_false(~Q(recorded_from="")),
        "approved_on": "approved_on",
        "begins_on": Coalesce("contract__starts_on", "starts_on"),
        "finishes_on": Coalesce("contract__ends_on", "ends_on"),
        "started_on": "started_on",
        "completed_on": "completed_on",
        "accepted_on": "accepted_on",
        "reimbursed_on": "reimbursed_on",
    },
    key="project_no",
    place="place_code",
)
def projects(month):
    """Projects that were approved by the end of the month, with the days of their contract, else of their plan."""
    return Project.objects.in_area(month.county).filter(approved_on__lte=month.period.end)


@input_kind(
    "project_steps",
    "funds.ProjectStep",
    columns={
        "project_no": "project__number",
        "place_code": "area_id",
        "to_stage": "to_stage",
        "decided_on": "decided_on",
        "recorded_at": "recorded_at",
    },
    key="project_no",
    place="place_code",
)
def project_steps(month):
    """Starts and completions that were recorded as steps, late ones, too."""
    rows = ProjectStep.objects.in_area(month.county).filter(
        act=StepAct.MOVE, decided_on__lte=month.period.end
    )
    return rows.filter(to_stage__in=(Stage.IN_PROGRESS, Stage.COMPLETED))


@input_kind(
    "claims_of_projects",
    "funds.Claim",
    columns={
        "project_no": "project__number",
        "township_code": Left("area_id", TOWNSHIP_DIGITS),
        "number": "number",
        "kind": "kind",
        "claimed_on": "claimed_on",
        "due_on": "due_on",
        "recorded_at": "recorded_at",
        "settled_on": "settled_on",
    },
    key="project_no",
    place="township_code",
)
def claims_of_projects(month):
    """Claims that were not given back."""
    return Claim.objects.in_area(month.county).exclude(state=ClaimState.RETURNED)


@input_kind(
    "notices",
    "funds.Notice",
    "funds.NoticePhoto",
    "funds.NoticeObjection",
    columns={
        "notice_code": "code",
        "place_code": "area_id",
        "level": "level",
        "kind": "kind",
        "subject_kind": "subject_kind",
        "subject_code": "subject_code",
        "posted_on": "posted_on",
        "days": "days",
        "taken_down_on": "taken_down_on",
        "recorded_at": "recorded_at",
        "has_paper": true_or_false(~Q(paper="")),
        "photo_at": Subquery(_first_photo.values("recorded_at")[:1]),
        "unanswered": true_or_false(Q(Exists(_unanswered))),
    },
    key="place_code",
    place="place_code",
)
def notices(month):
    """Notices put up or full in the month or since a step whose days end in it, with the moment of the first picture
    and whether an objection waits."""
    return _notices(month)


@input_kind(
    "notice_lines",
    "funds.NoticeLine",
    columns={
        "notice_code": "notice__code",
        "place_code": "area_id",
        "subject_kind": "subject_kind",
        "subject_code": "subject_code",
    },
    key="place_code",
    place="place_code",
)
def notice_lines(month):
    """What the lines of these notices name."""
    rows = NoticeLine.objects.in_area(month.county).exclude(subject_code="")
    return rows.filter(notice__in=_notices(month).values("pk"))


def _notices(month):
    days = max(int(month.value(f"project.days.{stage}")) for stage in ("approved", "accepted"))
    since = month.period.start - dt.timedelta(days=days)
    rows = Notice.objects.in_area(month.county).annotate(full_on=FULL_ON)
    return rows.filter(
        Q(posted_on__gte=since, posted_on__lte=month.period.end)
        | Q(full_on__gte=month.period.start, full_on__lte=month.period.end)
    )


@input_kind(
    "risk_fund_instalments",
    "funds.RiskFundInstalment",
    columns={"county_code": "area_id", "due_on": "due_on", "document": "document", "amount": "amount"},
    key="county_code",
    place="county_code",
)
def risk_fund_instalments(month):
    """What the county is to pay into its risk fund by a day up to the end of the month."""
    return RiskFundInstalment.objects.in_area(month.county).filter(due_on__lte=month.period.end)


@input_kind(
    "risk_fund_entries",
    "funds.RiskFundEntry",
    columns={
        "county_code": "area_id",
        "due_on": "instalment__due_on",
        "document": "instalment__document",
        "amount": "amount",
        "happened_on": "happened_on",
        "recorded_at": "recorded_at",
    },
    key="county_code",
    place="county_code",
)
def risk_fund_entries(month):
    """What was paid into the risk fund for an instalment, known by its day and its document, and given back."""
    rows = RiskFundEntry.objects.in_area(month.county).filter(happened_on__lte=month.period.end)
    return rows.filter(instalment__isnull=False)


@input_kind(
    "relocation_targets",
    "funds.RelocationTarget",
    "funds.RelocationPlan",
    columns={
        "plan_code": "plan__code",
        "township_code": "plan__area_id",
        "due_on": "plan__due_on",
        "plan_households": "plan__households",
        "plan_persons": "plan__persons",
        "month_end": "month_end",
        "households": "households",
        "persons": "persons",
    },
    key="plan_code",
    place="township_code",
)
def relocation_targets(month):
    """Points of the curves of the townships' tasks that lie before the end of the month."""
    return RelocationTarget.objects.in_area(month.county).filter(month_end__lte=month.period.end)


@input_kind(
    "relocations",
    "funds.RelocationCase",
    "funds.RelocationListed",
    columns={
        "household_no": "household__household_no",
        "plan_code": "listed__plan__code",
        "persons": "persons",
        "moved_in_on": "moved_in_on",
        "recorded_at": "moved_in_at",
    },
)
def relocations(month):
    """Households of the lists that lived in their new homes by the end of the month; late entries too."""
    rows = RelocationCase.objects.in_area(month.county).filter(moved_in_on__lte=month.period.end)
    return rows.filter(listed__isnull=False)
