"""CB1-08 and CB1-09: people are on post, and units take their villages over; figures of clerks, teams, task forces."""

from django.db.models import Exists, F, OuterRef, Q, Sum, Value
from django.db.models.aggregates import Count
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from assistance.choices import PostKind
from assistance.models import Attendance, Post, ResidentTeam, VillageTask
from households.choices import VillageKind
from households.models import Household, Village
from povertyapp.core.columns import number_of
from povertyapp.core.figures import TOWNSHIPS, VILLAGES, Group, figure_rule
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule
from povertyapp.core.subjects import subject

subject("official", _("驻村人员"), "assistance.Official")


def _residents(period, value):
    posts = Post.objects.owing_days(period, value)
    found = posts.values(
        "area_id", code=F("area_id"), subject_kind=Value("official"), subject_code=F("official__code")
    )
    return found.annotate(need=Sum("owed")).order_by()


def _secretaries(period, value):
    posts = Post.objects.owing_days(period, value).of_kind(PostKind.FIRST_SECRETARY)
    found = posts.values(
        "area_id",
        code=F("team__unit__code"),
        subject_kind=Value("official"),
        subject_code=F("official__code"),
    )
    return found.annotate(need=Sum("owed")).order_by()


def _tasks(period, value):
    tasks = VillageTask.objects.in_force(period.end)
    return tasks.values(
        "area_id", code=F("unit__code"), subject_kind=Value("village"), subject_code=F("area_id")
    ).order_by()


def _days(period, value):
    entered = Attendance.objects.entered_by(period.entry_ends(value))
    return entered.filter(month=period.start).annotate(subject_code=F("post__official__code"))


def _poor_villages(period, value):
    poor = Village.objects.filter(kind=VillageKind.POOR)
    return poor.values("area_id", code=F("area_id")).order_by()


def _on_post(period, value):
    return Post.objects.of_kind(PostKind.FIRST_SECRETARY).in_force(period.end)


def _claims(period, value):
    taken = VillageTask.objects.in_force(period.end).claimed_by(period.end)
    return taken.annotate(code=F("unit__code"))


KEYS = ("code", "subject_kind", "subject_code")
RESIDENTS = Population("residents", KEYS, _residents)
"""Each first secretary and team member who was on post in a village on a day of the month."""
SECRETARIES = Population("secretaries", KEYS, _secretaries)
"""Each first secretary with the unit that sent his team."""
TASKS = Population("village_tasks", KEYS, _tasks)
"""Each village with the unit that it is assigned to at the end of the month."""
DAYS = Source("days_on_post", ("area_id", "subject_code"), _days)
POOR = Population("poor_villages", ("code",), _poor_villages)
"""Each poor village."""
ON_POST = Source("first_secretaries", ("area_id",), _on_post)
CLAIMS = Source("claims", ("code", "area_id"), _claims)


def _enough_days():
    return Duty(due=Q(need__gt=0), required="need", counts=Tally(DAYS, Sum("days")))


@rule(
    "CB1-08",
    kind=Kind.DUTY,
    over=RESIDENTS,
    subject=UNIT,
    party="village",
    obligation="HA-V2",
    owner="county_office",
    basis="CB1-08; D3",
    title=_("驻村天数"),
    allows_part=True,
    counts_anew=True,
    extra={"unit": _("天")},
)
def days_on_post(period, value):
    """第一书记和驻村工作队员每月驻村不少于 20 天。

    Each first secretary and each member of the resident team is on post for at least `post.min_days` days of
    the month, by what had been entered by the cut-off. Who was there for a part of the month owes the same
    part, rounded down; fewer than `visit.min_days_assigned` days on the post owe nothing. Leave does not count.
    """
    return _enough_days()


@rule(
    "CB1-08U",
    kind=Kind.DUTY,
    over=SECRETARIES,
    subject=UNIT,
    party="county_unit",
    obligation="HA-U4",
    owner="county_office",
    basis="CB1-08; D3",
    title=_("本单位第一书记在岗"),
    allows_part=True,
    counts_anew=True,
)
def days_of_first_secretary(period, value):
    """本单位派出的第一书记每月驻村不少于 20 天。

    The first secretary of each team that the unit sent is on post for at least `post.min_days` days of the
    month, counted and shared out as in CB1-08 (`visit.min_days_assigned`).
    """
    return _enough_days()


@rule(
    "CB1-09",
    kind=Kind.DUTY,
    over=TASKS,
    subject=UNIT,
    party="county_unit",
    obligation="HA-U4",
    owner="county_office",
    basis="CB1-09; D3",
    title=_("定点村认领"),
)
def village_taken_over(period, value):
    """帮扶单位认领交办的定点村。

    At the end of the month the unit has taken over every village that was assigned to it.
    """
    return Duty(due=Q(code__gt=""), required=1, counts=Tally(CLAIMS, Count("pk")))


@rule(
    "TF-06V",
    kind=Kind.DUTY,
    over=POOR,
    subject=UNIT,
    party="village",
    obligation="HA-V2",
    owner="county_office",
    basis="TF-06; D3",
    title=_("贫困村第一书记到位"),
)
def poor_village_has_first_secretary(period, value):
    """贫困村都有第一书记带队驻村。

    On the last day of the month a first secretary is on post in each poor village: where nobody is, no days are owed,
    and the gap itself is the village's.
    """
    return Duty(due=Q(code__gt=""), required=1, counts=Tally(ON_POST, Count("pk")))


@rule(
    "CB1-09S",
    kind=Kind.DUTY,
    over=TASKS,
    subject=UNIT,
    party="county_unit",
    obligation="HA-U4",
    owner="county_office",
    basis="CB1-08; CB1-09; D3",
    title=_("定点村第一书记到位"),
)
def task_has_first_secretary(period, value):
    """帮扶单位的定点村有第一书记。

    On the last day of the month a first secretary is on post in every village that was assigned to the unit.
    """
    return Duty(due=Q(code__gt=""), required=1, counts=Tally(ON_POST, Count("pk")))


def villages(period):
    """Villages."""
    return Area.objects.filter(level=Level.VILLAGE, valid_to=None)


def townships(period):
    """Townships."""
    return Area.objects.filter(level=Level.TOWNSHIP, valid_to=None)


def _poor():
    return Exists(Village.objects.filter(area=OuterRef("pk"), kind=VillageKind.POOR))


def poor_villages(period):
    """Poor villages."""
    return villages(period).filter(_poor())


def other_villages_with_households(period):
    """Villages that are not poor and have registered households."""
    registered = Household.objects.on_roll(period).filter(area=OuterRef("pk"))
    return villages(period).filter(~_poor(), Exists(registered))


def _has_team(period):
    return Q(Exists(ResidentTeam.objects.in_force(period.as_of).filter(area=OuterRef("pk"))))


@figure_rule(
    "LF-61",
    _("村级扶贫专干配备率"),
    over=villages,
    group=Group.PEOPLE,
    basis="LF-61",
    required="figure.village_clerk",
    unit=VILLAGES,
)
def has_clerk(period, value):
    """每村明确一名村级扶贫专干。

    Of the villages, those with a poverty clerk today. The share asked for is `figure.village_clerk`.
    """
    clerks = Post.objects.of_kind(PostKind.CLERK).in_force(period.as_of)
    return Q(Exists(clerks.filter(area=OuterRef("pk"))))


@figure_rule(
    "TF-06",
    _("贫困村驻村工作队覆盖率"),
    over=poor_villages,
    group=Group.PEOPLE,
    basis="TF-06",
    required="figure.team_cover",
    unit=VILLAGES,
)
def poor_village_has_team(period, value):
    """贫困村都有驻村扶贫工作队。

    Of the poor villages, those with a resident team today. The share asked for is `figure.team_cover`.
    """
    return _has_team(period)


@figure_rule(
    "JZ-44",
    _("有贫困户的非贫困村驻村工作队覆盖率"),
    over=other_villages_with_households,
    group=Group.PEOPLE,
    basis="JZ-44",
    required="figure.team_cover",
    unit=VILLAGES,
)
def other_village_has_team(period, value):
    """向有建档立卡贫困户的非贫困村增派驻村工作队。

    Of the villages that are not poor and have registered households, those with a resident team today. The
    share asked for is `figure.team_cover`.
    """
    return _has_team(period)


@figure_rule(
    "CB1-02",
    _("乡镇工作专班人数达标率"),
    over=townships,
    group=Group.PEOPLE,
    basis="CB1-02",
    required="figure.task_force",
    unit=TOWNSHIPS,
)
def task_force_of_right_size(period, value):
    """乡镇落实 3 至 6 人的工作专班。

    Of the townships, those whose task force has at least `task_force.min_members` and at most
    `task_force.max_members` people today. The share asked for is `figure.task_force`.
    """
    people = Post.objects.of_kind(PostKind.TASK_FORCE).in_force(period.as_of).filter(area=OuterRef("pk"))
    count = number_of(people, "area")
    least, most = value("task_force.min_members"), value("task_force.max_members")
    return Q(GreaterThanOrEqual(count, least)) & Q(LessThanOrEqual(count, most))
