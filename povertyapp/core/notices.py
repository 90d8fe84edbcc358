"""Notices: what one person is told once and reads in 待阅. Apps above say how a kind of theirs is put in words.

@notice("visit_voided")
def voided(notice):
    return Todo(...)
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from povertyapp.core import clock
from povertyapp.core.models import Notice
from povertyapp.core.parameters import Parameters
from povertyapp.core.todo import LINES, Tab, Todo, day_of, todo_source

KINDS: dict[str, Callable[[Notice], Todo]] = {}
# Kinds that speak of one day, and are gone on the next.
OF_A_DAY = {"digest", "reminder"}


def notice(kind):
    """Register how a notice of that kind reads: a function of the notice that returns its line."""

    def register(function):
        KINDS[kind] = function
        return function

    return register


def tell(*, readers, kind, key, facts=None):
    """Tell each of some users something, once: the same key again changes nothing. Return how many were told.

    `facts` are codes, counts and dates; names, numbers and other personal data stay where they are.
    """
    return tell_each({pk: facts or {} for pk in readers if pk}, kind=kind, key=key)


def tell_each(facts_of, *, kind, key):
    """Tell each user his own facts, by user id, as `tell` does."""
    rows = [
        Notice(reader_id=pk, kind=kind, key=key, facts=facts, told_at=clock.now())
        for pk, facts in facts_of.items()
    ]
    before = Notice.objects.filter(key=key).count()
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
    return Notice.objects.filter(key=key).count() - before


def take_back(*, key):
    """Let nobody be told any more what turned out wrong."""
    return Notice.objects.filter(key=key).delete()[0]


@transaction.atomic
def put_away(*, by, ids):
    """Put some of one's own notices away; return how many. Others' notices are left alone."""
    mine = Notice.objects.filter(reader=by, pk__in=ids, put_away_at=None)
    return mine.update(put_away_at=clock.now())


def sweep_notices():
    """Delete the notices that are older than `notice.keep_days`; return how many."""
    days = int(Parameters("", clock.today())("notice.keep_days"))
    return Notice.objects.filter(told_at__lt=clock.now() - dt.timedelta(days=days)).delete()[0]


@todo_source(Tab.READ)
def unread(user):
    """Yield what the user was told and has not put away; of the reminders those of today."""
    today = clock.moment(clock.today())
    found = Notice.objects.filter(reader=user.pk, put_away_at=None, kind__in=KINDS)
    found = found.exclude(kind__in=OF_A_DAY, told_at__lt=today)
    for told in (yield found.order_by("-told_at", "pk")[:LINES]):
        yield replace(KINDS[told.kind](told), notice=told.pk, on=day_of(told.told_at))
