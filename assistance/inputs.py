"""Inputs of the month's account that assistance holds: who helps, who came, what is done, who is on post."""

import datetime as dt

from assistance.models import (
    AssistanceMeasure,
    AssistancePlan,
    Attendance,
    BenefitLink,
    ContactCard,
    Enterprise,
    HelperAssignment,
    Post,
    TrainingAttendance,
    VillageTask,
    Visit,
)
from povertyapp.core.inputs import input_kind


@input_kind(
    "assignments",
    "assistance.HelperAssignment",
    columns={
        "household_no": "household__household_no",
        "helper_code": "helper__code",
        "role": "role",
        "from_date": "from_date",
        "to_date": "to_date",
    },
)
def assignments(month):
    """Who helped which household on a day of the month."""
    period = month.period
    return HelperAssignment.objects.in_area(month.county).touching(period.start, period.end)


def _visits(month):
    """Visits and contacts of the quarter, and those that may have updated a file; late ones too."""
    period = month.period
    asked = period.end - dt.timedelta(days=int(month.value("file.update_days")) - 1)
    return Visit.objects.in_area(month.county).happened(min(asked, period.quarter_start), period.end)


@input_kind(
    "visits",
    "assistance.Visit",
    columns={
        "visit_id": "pk",
        "household_no": "household__household_no",
        "helper_code": "helper__code",
        "channel": "channel",
        "happened_on": "happened_on",
        "recorded_at": "recorded_at",
        "voided": "is_voided",
    },
)
def visits(month):
    """Visits and contacts with the moment of their entry; what was struck out stays, marked."""
    return _visits(month).with_voided()


@input_kind(
    "voided_visits",
    "assistance.Visit",
    columns={"household_no": "household__household_no", "visit_id": "pk", "void_kind": "void_kind"},
)
def voided_visits(month):
    """Why visits were struck out: not true, or proved false."""
    return _visits(month).exclude(voided_at=None)


@input_kind(
    "measures",
    "assistance.AssistanceMeasure",
    columns={
        "measure_id": "pk",
        "household_no": "household__household_no",
        "measure_class": "measure_class",
        "kind": "kind",
        "from_date": "from_date",
        "to_date": "to_date",
    },
)
def measures(month):
    """Measures that count: confirmed by the township and not struck out (`voided_measures`)."""
    return AssistanceMeasure.objects.in_area(month.county).confirmed()


@input_kind(
    "voided_measures",
    "assistance.AssistanceMeasure",
    columns={
        "measure_id": "pk",
        "household_no": "household__household_no",
        "measure_class": "measure_class",
        "kind": "kind",
        "from_date": "from_date",
        "to_date": "to_date",
        "void_kind": "void_kind",
    },
)
def voided_measures(month):
    """Measures that a check struck out, and why: not there, or proved made up."""
    return AssistanceMeasure.objects.in_area(month.county).filter(is_proposed=False, voided_at__isnull=False)


@input_kind(
    "training_attendances",
    "assistance.TrainingAttendance",
    columns={
        "household_no": "household__household_no",
        "session_id": "session_id",
        "happened_on": "happened_on",
        "recorded_at": "recorded_at",
    },
)
def training_attendances(month):
    """Each time that somebody of a household attended a training, since the beginning of the year."""
    period = month.period
    rows = TrainingAttendance.objects.in_area(month.county)
    return rows.happened(period.start.replace(month=1), period.end)


@input_kind(
    "assistance_plans",
    "assistance.AssistancePlan",
    columns={"household_no": "household__household_no", "year": "year"},
)
def plans(month):
    """Plans of the year and of the year before."""
    year = month.period.year
    return AssistancePlan.objects.in_area(month.county).filter(year__in=(year - 1, year))


@input_kind(
    "contact_cards",
    "assistance.ContactCard",
    columns={
        "household_no": "household__household_no",
        "helper_code": "helper__code",
        "posted_on": "posted_on",
    },
)
def contact_cards(month):
    """Contact cards posted by the end of the month."""
    return ContactCard.objects.in_area(month.county).filter(posted_on__lte=month.period.end)


@input_kind(
    "posts",
    "assistance.Post",
    "assistance.Official",
    "assistance.ResidentTeam",
    columns={
        "official_code": "official__code",
        "village_code": "area_id",
        "unit_code": "team__unit__code",
        "kind": "kind",
        "from_date": "from_date",
        "to_date": "to_date",
    },
    key="official_code",
    place="village_code",
)
def posts(month):
    """First secretaries and members of resident teams, with the unit that sent the team."""
    period = month.period
    return Post.objects.in_area(month.county).resident().touching(period.start, period.end)


@input_kind(
    "attendance",
    "assistance.Attendance",
    columns={
        "official_code": "post__official__code",
        "village_code": "area_id",
        "month": "month",
        "days": "days",
        "recorded_at": "recorded_at",
        "superseded_at": "superseded_at",
    },
    key="official_code",
    place="village_code",
)
def attendance(month):
    """Days on post with their corrections."""
    return Attendance.objects.in_area(month.county).filter(month=month.period.start)


@input_kind(
    "village_tasks",
    "assistance.VillageTask",
    columns={
        "unit_code": "unit__code",
        "village_code": "area_id",
        "assigned_on": "assigned_on",
        "claimed_on": "claimed_on",
        "ended_on": "ended_on",
    },
    key="unit_code",
    place="village_code",
)
def village_tasks(month):
    """Villages that were given to units."""
    return VillageTask.objects.in_area(month.county)


@input_kind(
    "enterprises",
    "assistance.Enterprise",
    columns={
        "enterprise_code": "code",
        "place_code": "area_id",
        "kind": "kind",
        "founded_on": "founded_on",
        "ended_on": "ended_on",
    },
    key="enterprise_code",
    place="place_code",
)
def enterprises(month):
    """Cooperatives and enterprises with the place in which they sit."""
    return Enterprise.objects.in_area(month.county)


@input_kind(
    "benefit_links",
    "assistance.BenefitLink",
    columns={
        "household_no": "household__household_no",
        "enterprise_code": "enterprise__code",
        "signed_on": "signed_on",
        "from_date": "from_date",
        "to_date": "to_date",
    },
)
def benefit_links(month):
    """How households take part in enterprises at the end of the month; with a day of signing it is a contract."""
    return BenefitLink.objects.in_area(month.county).in_force(month.period.end)
