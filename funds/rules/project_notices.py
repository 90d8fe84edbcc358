"""CB1-13 for projects: what a village must post of its projects before they begin and after they are accepted (C3)."""

import datetime as dt

from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.utils.translation import gettext_lazy as _

from funds.choices.notices import NoticeKind, NoticeLevel, NoticeSubject
from funds.models import Notice, NoticeLine, Project
from povertyapp.core.models.area import Level
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule

FACTS = {
    "kind": Kind.DUTY,
    "subject": UNIT,
    "party": "village",
    "obligation": "HA-V4",
    "owner": "county_office",
    "basis": "CB1-13; C3; 国开办发〔2018〕11号",
}


def _days(stage, value):
    return dt.timedelta(days=int(value(f"project.days.{stage}")))


def _projects(column, stage, period, value):
    """Return the villages' projects after whose step of that day the notice falls due in the month."""
    days = _days(stage, value)
    within = {f"{column}__gte": period.start - days, f"{column}__lte": period.end - days}
    return Project.objects.filter(recorded_from="", area__level=Level.VILLAGE, **within)


def _due(column, stage):
    def rows(period, value):
        facts = _projects(column, stage, period, value)
        facts = facts.values("area_id", subject_kind=Value("project"), subject_code=F("number"))
        return facts.annotate(code=F("area_id")).order_by()

    return rows


def _posted(column, stage, *kinds):
    """Return the projects of which a notice was put up in the village in time, entered by the cut-off."""

    def rows(period, value):
        named = NoticeLine.objects.filter(
            notice=OuterRef("pk"),
            subject_kind=NoticeSubject.PROJECT,
            subject_code=OuterRef(OuterRef("number")),
        )
        notices = Notice.objects.filter(
            Q(subject_kind=NoticeSubject.PROJECT, subject_code=OuterRef("number")) | Q(Exists(named)),
            kind__in=kinds,
            level=NoticeLevel.VILLAGE,
            posted_on__gte=OuterRef(column),
            posted_on__lte=OuterRef(column) + _days(stage, value),
            recorded_at__lt=period.entry_ends(value),
        )
        found = _projects(column, stage, period, value).filter(Exists(notices))
        return found.annotate(subject_code=F("number"))

    return rows


KEYS = ("code", "subject_kind", "subject_code")
APPROVED = Population("projects_approved", KEYS, _due("approved_on", "approved"))
ACCEPTED = Population("projects_accepted", KEYS, _due("accepted_on", "accepted"))
PLAN = (NoticeKind.YEAR_PLAN, NoticeKind.BEFORE)
BEFORE = Source("posted_before", ("subject_code",), _posted("approved_on", "approved", *PLAN))
AFTER = Source("posted_after", ("subject_code",), _posted("accepted_on", "accepted", NoticeKind.AFTER))


@rule("CB1-13B", over=APPROVED, title=_("项目实施前公示"), **FACTS)
def posted_before(period, value):
    """项目批复后，村里按时张贴计划公示或项目实施前公示。

    A notice of the year's plan that names the project, or one of its own, is put up in its village within
    `project.days.approved` days after the approval, entered by the cut-off; in the month in which these days end.
    Projects that a paper brought in owe nothing.
    """
    return Duty(due=Q(code__gt=""), required=1, counts=Tally(BEFORE, Count("pk")))


@rule("CB1-13E", over=ACCEPTED, title=_("项目竣工公示"), **FACTS)
def posted_after(period, value):
    """项目验收后，村里按时张贴竣工公示。

    A notice of each accepted project is put up in its village within `project.days.accepted` days after the
    acceptance, entered by the cut-off; in the month in which these days end. Projects that a paper brought in owe
    nothing.
    """
    return Duty(due=Q(code__gt=""), required=1, counts=Tally(AFTER, Count("pk")))
