"""Figures of plans, of measures that answer the cause, and of reliefs, as of today (JZ-08, CB1-03, LF-37, TF-08)."""

import datetime as dt

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from assistance.carrying import carried_plans
from assistance.choices import Channel
from assistance.matrix import Families, answering, answers, reliefs_of
from assistance.models import AssistanceMeasure, HelperAssignment, Relief, Visit
from assistance.rules.coverage import registered
from assistance.rules.files import plans
from households.choices import NOT_AT_SCHOOL, Cause, Relation
from households.models import ArchivePaper, HouseholdMember
from households.models.archive import ArchiveLevel
from households.rules.causes import DISABLED
from households.rules.exit import SICK
from povertyapp.core import clock
from povertyapp.core.faults import Child, Has
from povertyapp.core.figures import PEOPLE, VILLAGES, Group, figure_rule
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.period import Period

# Who of a household is meant by a cause of its poverty; by a disaster all are, and the head stands for them.
MEANT = {
    Cause.ILLNESS: SICK,
    Cause.DISABILITY: DISABLED,
    Cause.SCHOOLING: ~Q(school_status__in=NOT_AT_SCHOOL),
    Cause.DISASTER: Q(relation=Relation.HEAD),
}


def _has_cause(cause, path=""):
    return Q(**{f"{path}main_cause": cause}) | Q(**{f"{path}other_causes__contains": [cause]})


def with_cause(period):
    """Registered households whose causes of poverty are known."""
    return registered(period).exclude(main_cause="")


def in_poverty(period):
    """Registered households that have not left poverty."""
    return registered(period).filter(exited_on=None)


def villages(period):
    """Villages in which a household is registered."""
    homes = registered(period).filter(area_id=OuterRef("code"))
    return Area.objects.filter(Exists(homes), level=Level.VILLAGE)


def entitled(period):
    """People of registered households to whom a cause of the household's poverty entitles to relief (JZ-42)."""
    meant = Q(pk__in=[])
    for cause, who in MEANT.items():
        meant |= who & _has_cause(cause, "household__")
    homes = registered(period)
    return HouseholdMember.objects.present().filter(meant, household__in=homes.values("pk"))


def causes_answered(period, value):
    """Return the condition that a measure in force answers each cause of a household, by the table of that day."""
    in_force = Child("measures_in_force", AssistanceMeasure.objects.in_force(period.as_of))
    found = Q()
    for cause, families in answers(value.area_code, period.as_of).items():
        found &= ~_has_cause(cause) | Q(Has(in_force, answering(families)))
    return found


def _planned(period, value):
    return Q(exited_on__isnull=False) | Q(Has(Child("plans", plans(period, value))))


@figure_rule(
    "JZ-08",
    _("致贫原因有对应措施"),
    over=with_cause,
    group=Group.MEASURES,
    basis="JZ-08、GY-13、CB2-07",
    required="figure.causes_answered",
)
def measures_answer_causes(period, value):
    """根据致贫原因，细分帮扶措施，精准订制，列入贫困家庭档案。

    Of the households whose causes are known, those with a measure in force today for each cause, the main one and
    the others, by the table of causes and measures, and with the plan of the year while they are in poverty (a
    plan of last year stands until the month `plan.due_month`). The share asked for is `figure.causes_answered`.
    """
    return causes_answered(period, value) & _planned(period, value)


@figure_rule(
    "CB1-03",
    _("户户有计划、有责任人、有原因、有批次"),
    over=registered,
    group=Group.MEASURES,
    basis="CB1-03",
    required="figure.planned",
)
def household_is_planned(period, value):
    """“五个一批”分类施策，户户有计划，责任人、原因、措施明确。

    Of the households on the register, those with a helper, a main cause, a measure in force of one of the five
    batches, and the plan of the year while they are in poverty (until the month `plan.due_month` that of last
    year). The share asked for is `figure.planned`.
    """
    in_force = Child("measures_in_force", AssistanceMeasure.objects.in_force(period.as_of))
    helped = Child("helped", HelperAssignment.objects.primary().in_force(period.as_of))
    batch = Has(in_force, Families().in_any_batch())
    return ~Q(main_cause="") & Q(Has(helped)) & Q(batch) & _planned(period, value)


@figure_rule(
    "CB1-03V",
    _("村村有方案"),
    over=villages,
    group=Group.MEASURES,
    basis="CB1-03",
    required="figure.village_plan",
    unit=VILLAGES,
)
def village_has_plan(period, value):
    """村村有方案。

    Of the villages with registered households, those whose plan (村脱贫规划) is on file. The share asked for is
    `figure.village_plan`.
    """
    papers = ArchivePaper.objects.filter(
        level=ArchiveLevel.VILLAGE,
        item="village_plan",
        area_id=OuterRef("code"),
        added_at__lt=_tomorrow(period),
    )
    return Q(Exists(papers))


def _tomorrow(period):
    return clock.moment(period.as_of + dt.timedelta(days=1))


@figure_rule(
    "LF-37",
    _("户户到，有 3 个以上能支撑脱贫的项目"),
    over=in_poverty,
    group=Group.MEASURES,
    basis="LF, 2017-05-28",
    required="figure.carried",
)
def visited_and_carried(period, value):
    """从 5 月 20 日起“户户到、五落实”，落实 3 个以上能支撑脱贫的项目。

    Of the households in poverty, those whose home was entered since `campaign.started_on`, and whose plan of the
    year has at least `campaign.projects_min` confirmed measures that together are expected to bring what lacks to
    `poverty.line`: the line for each person, less the income without measures. The share asked for is
    `figure.carried`.
    """
    begun = dt.date.fromisoformat(value("campaign.started_on"))
    home = Visit.objects.happened(begun, period.as_of).filter(channel=Channel.HOME, voided_at=None)
    least = int(value("campaign.projects_min"))
    carried = carried_plans(period.year, value.number("poverty.line"), least)
    entered = Q(Has(Child("home_visits_since", home)))
    return entered & Q(Exists(carried.filter(household=OuterRef("pk"))))


@figure_rule(
    "TF-08", _("九个到户到了几项以上"), over=registered, group=Group.MEASURES, basis="TF, 2014-08-18"
)
def enough_support(period, value):
    """产业扶持、扶贫培训、扶贫搬迁、项目资金、结对帮扶、龙头企业带动、低保衔接、救助政策、金融服务九个“到户”。

    Of the households on the register, those that at least `reach.kinds_min` of the nine kinds of support reach
    today: by measures in force, and by a helper.
    """
    least = int(value("reach.kinds_min"))
    kinds = (
        AssistanceMeasure.objects.in_force(period.as_of)
        .annotate(reach=Families().reach_column())
        .exclude(reach="")
        .filter(household=OuterRef("pk"))
        .order_by()
        .values("household_id")
        .annotate(n=Count("reach", distinct=True))
    )
    helped = Child("helped", HelperAssignment.objects.primary().in_force(period.as_of))
    enough, almost = (Q(Exists(kinds.filter(n__gte=n))) for n in (least, least - 1))
    return enough | almost & Q(Has(helped))


@figure_rule(
    "JZ-42",
    _("应救助的得到救助"),
    over=entitled,
    group=Group.CARE,
    basis="JZ-42",
    required="figure.relieved",
    unit=PEOPLE,
)
def relief_received(period, value):
    """因病、因学、因灾、因残的，落实医疗、教育、灾害、临时、特殊、慈善救助。

    Of the people whom a cause of their household's poverty concerns (the ill, the disabled, the pupils, the head
    of a household after a disaster), those who this month or in the `relief.months` before received,
    for each such cause, a relief that answers it by the table of causes and measures. The share asked for is
    `figure.relieved`.
    """
    day = period.as_of
    since = Period.of(day).shift(-int(value("relief.months"))).start
    reliefs = Relief.objects.standing(since, day).filter(member=OuterRef("pk"))
    found, table = Q(), answers(value.area_code, day)
    for cause, who in MEANT.items():
        kinds = reliefs_of(table.get(cause, []))
        if kinds:
            concerned = who & _has_cause(cause, "household__")
            found &= ~concerned | Q(Exists(reliefs.filter(kind__in=kinds)))
    return found
