"""待办 (ux P12): what a user must do or should read. Apps above fill it; the ground floor knows none of them.

@todo_source(Tab.DO)
def claims_to_check(user):
    yield Todo(...)
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from povertyapp.core import clock
from povertyapp.core.jobs import label_of
from povertyapp.core.models import Draft, Job
from povertyapp.core.models.job import ACTIVE, JobState
from povertyapp.core.text import Text

KEPT_SECONDS = 60
JOBS_FOR = dt.timedelta(days=7)


class Tab(StrEnum):
    """What is to be done by this user, and what he should only know of."""

    DO = "do"
    READ = "read"


@dataclass(frozen=True)
class Todo:
    """One line: what it is, whose, why it comes to this user, until when, and the one button that begins it.

    `state` is how it is marked (`core.statuses`), `count` how many things stand behind it.
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


SOURCES: dict[Tab, list[Callable[[Any], Iterable[Todo]]]] = {tab: [] for tab in Tab}


def todo_source(tab):
    """Register a function of the user that yields what he has to do, or to read."""

    def register(function):
        SOURCES[tab].append(function)
        return function

    return register


def todos_of(user, tab):
    """Return the lines of a tab, the most urgent first: by deadline, those without one last."""
    found = [item for source in SOURCES[tab] for item in source(user)]
    return sorted(found, key=lambda item: (item.due is None, item.due or dt.date.max, item.state != "bad"))


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
    for draft in Draft.objects.filter(user=user.pk).select_related("area").order_by("-saved_at"):
        yield Todo(
            kind=_("草稿"),
            what=draft.title,
            whose=draft.area.short_name,
            why=_("您开始填了，还没有提交"),
            url=draft.get_absolute_url(),
            action=_("继续填写"),
        )


@todo_source(Tab.READ)
def ended_jobs(user):
    """Yield the user's own long work that ended in the last days, well or not."""
    ended = Job.objects.filter(started_by=user.pk, ended_at__gte=clock.now() - JOBS_FOR)
    for job in ended.exclude(state__in=ACTIVE).order_by("-ended_at"):
        done, ended_at = job.state == JobState.DONE, job.ended_at or job.asked_at
        yield Todo(
            kind=job.get_state_display(),
            what=_("%(kind)s · %(day)s")
            % {
                "kind": label_of(job),
                "day": f"{ended_at.astimezone(clock.COUNTY_TIME):%m-%d}",
            },
            why=_("您发起的任务"),
            url=job.get_absolute_url(),
            action=_("看结果") if done else _("看原因"),
            state="good" if done else "bad",
        )
