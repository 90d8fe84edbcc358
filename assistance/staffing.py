"""How villages are staffed: who is there today, the days on post of a month, and what is missing."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from assistance.choices import RESIDENT, PostKind
from assistance.models import Attendance, Helper, Post, ResidentTeam, VillageTask
from households.choices import VillageKind
from households.models import Household, Village
from povertyapp.core import clock
from povertyapp.core.columns import number_of, true_or_false
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.text import Text


@dataclass(frozen=True)
class Gap:
    """Something that a village lacks: its word, how it is marked, and when it is so (of the columns below)."""

    key: str
    word: Text
    state: str
    when: Callable[[Callable], Q]

    @property
    def column(self):
        return f"lacks_{self.key}"


GAPS = (
    Gap("team", _("缺工作队"), "bad", lambda value: Q(team_unit=None, owes_team=True)),
    Gap("secretary", _("缺第一书记"), "bad", lambda value: Q(team_unit__isnull=False, secretary=None)),
    Gap(
        "members",
        _("队员不足"),
        "warn",
        lambda value: Q(team_unit__isnull=False, residents__lt=value("team.min_members")),
    ),
    Gap("clerk", _("缺扶贫专干"), "bad", lambda value: Q(clerk=None)),
    Gap("leader", _("缺联系领导"), "warn", lambda value: Q(leaders=None)),
    Gap("days", _("驻村天数不足"), "bad", lambda value: Q(short__gt=0)),
    Gap("claim", _("任务未认领"), "bad", lambda value: Q(unclaimed=True)),
)


def with_staffing(villages, period, value):
    """Annotate villages with who is on post today, or was at the end of the month, and with what is missing.

    Days are those recorded now; whether they were enough is said of a month that is over.
    """
    day = period.as_of
    posts = Post.objects.filter(area=OuterRef("pk")).in_force(day)
    people = {
        "team_unit": _first(ResidentTeam.objects.filter(area=OuterRef("pk")).in_force(day), "unit__name"),
        "secretary": _first(posts.of_kind(PostKind.FIRST_SECRETARY), "official__name"),
        "clerk": _first(posts.of_kind(PostKind.CLERK), "official__name"),
        "leaders": _joined(posts.of_kind(PostKind.CONTACT_LEADER), "official__name"),
        "residents": number_of(posts.of_kind(*RESIDENT), "area"),
        "days": _first(_recorded(period).filter(post__in=_secretaries(day)), "days"),
        "kind": _first(Village.objects.filter(area=OuterRef("pk")), "kind"),
        "unclaimed": Exists(VillageTask.objects.filter(area=OuterRef("pk"), claimed_on=None).in_force(day)),
        "has_households": Exists(Household.objects.on_roll(period).filter(area=OuterRef("pk"))),
        "short": _short(period, value) if period.end < clock.today() else Value(0),
    }
    rows = villages.annotate(**people).annotate(
        owes_team=true_or_false(Q(has_households=True) | Q(kind=VillageKind.POOR))
    )
    return rows.annotate(**{gap.column: true_or_false(gap.when(value)) for gap in GAPS})


def gaps_of(village):
    """Return what an annotated village lacks."""
    return [gap for gap in GAPS if getattr(village, gap.column)]


def _first(rows, column):
    return Subquery(rows.order_by("pk").values(column)[:1])


def _joined(rows, column):
    names = rows.order_by().values("area").annotate(names=StringAgg(column, "、", order_by="pk"))
    return Subquery(names.values("names"))


def _recorded(period):
    return Attendance.objects.newest().filter(area=OuterRef("pk"), month=period.start)


def _secretaries(day):
    return Post.objects.of_kind(PostKind.FIRST_SECRETARY).in_force(day).values("pk")


def _short(period, value):
    """Return how many residents of the month have fewer days than they owed, or none recorded."""
    done = Attendance.objects.newest().filter(post=OuterRef("pk"), month=period.start).values("days")
    posts = Post.objects.filter(area=OuterRef("pk")).owing_days(period, value).filter(owed__gt=0)
    posts = posts.annotate(done=Subquery(done))
    return number_of(posts.filter(Q(done=None) | Q(done__lt=F("owed"))), "area")


def with_units_work(units, user, day):
    """Annotate units with what the user may see of theirs: `villages`, `unclaimed`, `teams_here`, `helpers_here`."""
    tasks = VillageTask.objects.visible_to(user).in_force(day).filter(unit=OuterRef("pk"))
    teams = ResidentTeam.objects.visible_to(user).in_force(day).filter(unit=OuterRef("pk"))
    helpers = Helper.objects.visible_to(user).filter(unit=OuterRef("pk"))
    return units.annotate(
        villages=number_of(tasks, "unit"),
        unclaimed=number_of(tasks.filter(claimed_on=None), "unit"),
        teams_here=number_of(teams, "unit"),
        helpers_here=number_of(helpers, "unit"),
    )


def with_attendance(townships, period):
    """Annotate townships with the residents of a month and how many of them have their days recorded."""
    posts = Post.objects.resident().touching(period.start, period.end)
    rows = Attendance.objects.newest().filter(month=period.start)
    late = rows.with_lateness().filter(is_late=True)
    return townships.annotate(
        people=_below(posts, "area_id"), recorded=_below(rows, "area_id"), late=_below(late, "area_id")
    )


def _below(rows, column):
    """Count the rows of villages under a township: their codes begin with its own."""
    mine = rows.order_by().annotate(township=Left(column, TOWNSHIP_DIGITS)).filter(township=OuterRef("pk"))
    return number_of(mine, "township")
