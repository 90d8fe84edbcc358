"""待办 (ux P12): what a user must do or should read. Apps above fill it; the ground floor knows none of them.

@todo_source(Tab.DO)
def claims_to_check(user):
    for claim in (yield Claim.objects.visible_to(user).filter(...)):
        yield Todo(...)

A source yields its lines. Where it needs rows it yields the queryset, and `yield` gives the rows back: so all sources
of a page are asked in one query (decision 43).
"""

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.jobs import label_of
from povertyapp.core.models import Act, Draft, Job
from povertyapp.core.models.job import ACTIVE, JobState
from povertyapp.core.reading import counted, read_together
from povertyapp.core.text import Text

KEPT_SECONDS = 60
NAMED = 5  # lines of a kind that stand for themselves; the others are one line
JOBS_FOR = dt.timedelta(days=7)
LINES = 50


class Tab(StrEnum):
    """What is to be done by this user, what he should only know of, what he has done, what he asked of others."""

    DO = "do"
    READ = "read"
    DONE = "done"
    MINE = "mine"


# Of these a number says how much waits; what is done, and what others have in hand, is not counted.
COUNTED = (Tab.DO, Tab.READ)
OTHERS_FOR = dt.timedelta(days=30)  # how far back 已办 and 我发起 look


@dataclass(frozen=True)
class Todo:
    """One line: what it is, whose, why it comes to this user, until when, and the one button that begins it.

    `state` is how it is marked (`core.statuses`), `count` how many things stand behind it, `area` the code of the
    place where they lie, `is_returned` that somebody sent it back to him, `on` the day of what has happened already,
    `notice` the id of the notice that it shows. Where several lines may be ticked and done at once, `bulk` names the
    list and its action (`core.bulk`), `pick` the row of that list.
    """

    kind: Text
    what: Text
    why: Text
    url: str
    action: Text
    whose: str = ""
    due: dt.date | None = None
    state: str = "warning"
    count: int = 1
    area: str = ""
    is_returned: bool = False
    on: dt.date | None = None
    notice: int | None = None
    bulk: str = ""
    pick: int | None = None


SOURCES: dict[Tab, list[Callable[[Any], Iterable[Todo]]]] = {tab: [] for tab in Tab}


def todo_source(tab):
    """Register a function of the user that yields what stands under that tab for him."""

    def register(function):
        SOURCES[tab].append(function)
        return function

    return register


def todos_of(user, tab, without=()):
    """Return the lines of a tab, the most urgent first: by deadline, those without one last. What has happened
    already stands newest first. `without` names sources whose lines the page shows in another way."""
    return todos_by_tab(user, (tab,), without)[tab]


def todos_by_tab(user, tabs, without=()):
    """Return tab → its lines, as `todos_of` does, for several tabs at once."""
    asked = {tab: [_Source(source(user)) for source in SOURCES[tab] if source not in without] for tab in tabs}
    _let_run([source for sources in asked.values() for source in sources])
    return {tab: _in_order([line for one in sources for line in one.told]) for tab, sources in asked.items()}


def _in_order(lines):
    lines.sort(key=lambda item: item.on or dt.date.min, reverse=True)
    return sorted(lines, key=lambda item: (item.due is None, item.due or dt.date.max, item.state != "bad"))


class _Source:
    """One source at work: the lines that it has told, and the rows that it waits for."""

    def __init__(self, lines):
        self.lines, self.told = iter(lines), []
        self.asks: QuerySet | None = None

    def go_on(self):
        """Take its lines until it asks for rows, or ends; return whether it asks."""
        rows, self.asks = self.asks, None
        with suppress(StopIteration):
            said = next(self.lines) if rows is None else self.lines.send(rows)
            while not isinstance(said, QuerySet):
                self.told.append(said)
                said = next(self.lines)
            self.asks = said
        return self.asks is not None


def _let_run(sources):
    """Let sources tell their lines. What several of them ask for at the same time is one query."""
    while sources := [source for source in sources if source.go_on()]:
        read_together(*(source.asks for source in sources))


def named_first(rows: QuerySet | Alike, line, rest, most=NAMED):
    """Yield `line` for each of the first rows, and `rest` for the number of the others: a source yields from it."""
    found = yield rows.first(most + 1) if isinstance(rows, Alike) else rows[: most + 1]
    for row in found[:most]:
        yield line(row)
    if len(found) > most:
        [all_of_them] = yield rows.counted() if isinstance(rows, Alike) else counted(rows)
        yield rest(all_of_them["n"] - most)


def since():
    """Return the moment from which on 已办 and 我发起 tell what happened."""
    return clock.now() - OTHERS_FOR


def day_of(moment):
    """Return the county's day of a moment."""
    return clock.day_of(moment)


def count_todos(user):
    """Return how many lines the user can act on, counted anew, and keep the number for the pages' head."""
    count = len(todos_of(user, Tab.DO))
    cache.set(_key(user), count, KEPT_SECONDS)
    return count


def known_count(user):
    """Return the number kept from less than a minute ago, or None: a page never counts for its head."""
    return cache.get(_key(user))


def forget_count(user):
    """Let the next page ask again: the user has just done something."""
    cache.delete(_key(user))


def _key(user):
    return f"todo:{user.pk}"


@todo_source(Tab.DO)
def begun_forms(user):
    """Yield the forms that the user has begun and not sent yet."""
    mine = Draft.objects.filter(user=user.pk)
    for draft in (yield mine.select_related("area").order_by("-saved_at")):
        yield Todo(
            kind=_("草稿"),
            what=str(draft),
            whose=draft.area.short_name,
            why=_("您开始填了，还没有提交"),
            url=draft.get_absolute_url(),
            action=_("继续填写"),
            area=draft.area_id,
        )


@todo_source(Tab.READ)
def ended_jobs(user):
    """Yield the user's own long work that ended in the last days, well or not."""
    ended = Job.objects.filter(started_by=user.pk, ended_at__gte=clock.now() - JOBS_FOR)
    for job in (yield ended.exclude(state__in=ACTIVE).order_by("-ended_at")):
        ended_at = job.ended_at or job.asked_at
        yield _job_line(job, f"{ended_at.astimezone(clock.COUNTY_TIME):%m-%d}", day_of(ended_at))


@todo_source(Tab.MINE)
def started_jobs(user):
    """Yield the long work that the user has started and that is still at work."""
    active = Job.objects.filter(started_by=user.pk, state__in=ACTIVE)
    for job in (yield active.order_by("-asked_at")):
        yield _job_line(
            job, f"{job.asked_at.astimezone(clock.COUNTY_TIME):%m-%d %H:%M}", day_of(job.asked_at)
        )


def _job_line(job, said, day):
    states = {JobState.DONE: ("good", _("看结果"))} | dict.fromkeys(ACTIVE, ("review", _("看进度")))
    state, action = states.get(JobState(job.state), ("bad", _("看原因")))
    return Todo(
        kind=job.get_state_display(),
        what=_("%(kind)s · %(day)s") % {"kind": label_of(job), "day": said},
        why=_("您发起的任务"),
        url=job.get_absolute_url(),
        action=action,
        state=state,
        on=day,
        area=job.area_id,
    )


@todo_source(Tab.DONE)
def acts_done(user):
    """Yield what the user has done lately and what can be, or was, taken back."""
    done = Act.objects.filter(made_by=user.pk, made_at__gte=since()).order_by("-made_at")
    for act in (yield done[:LINES]):
        yield Todo(
            kind=_("已撤销") if act.undone_at else _("办理"),
            what=str(act),
            why=_("您办的"),
            url=act.get_absolute_url(),
            action=_("看这一次"),
            state="none" if act.undone_at else "good",
            on=day_of(act.made_at),
            area=act.area_id,
        )
