"""The running month brought up to date equals the month computed anew, whatever changed (performance.md 2.4)."""

import datetime as dt
import random

import pytest
from django.db import connection

from assistance.choices import Channel, VoidKind
from assistance.models import AssistanceMeasure, HelperAssignment, Visit
from households.models import FormFigures, Household, HouseholdMember
from inspections.choices.objections import ExcuseKind, ExcuseStatus
from inspections.models import Excuse
from inspections.services.account import changes, compute, compute_account, refresh_account
from povertyapp.core import clock
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from tests.assistance.teams import make_days, make_resident
from tests.households.factories import area_tree, cast, make_household
from tests.inspections.factories import assign, make_cared, make_helper, measure, visit

ROWS = (
    "SELECT household_id, helper_id, population, area_id, due, missed, excused, falsified, required, delivered,"
    " voided FROM inspections_account_fact",
    "SELECT level, code, rule, subject_kind, subject_code, area_id, required, delivered, voided, outcome"
    " FROM inspections_account_unit_line",
    "SELECT level, code, rule, lines, met, partial, failed, excused, falsified, required, delivered, credit"
    " FROM inspections_account_tally",
    "SELECT level, code, name, area_id, score, verdict, lines, failed FROM inspections_account_party",
)


def stored(account):
    found = []
    with connection.cursor() as cursor:
        for rows in ROWS:
            cursor.execute(f"{rows} WHERE account_id = %s", [account.pk])
            found.append(sorted(map(repr, cursor.fetchall())))
    return found, account.digest


class County:
    """A county whose records change at random, this month."""

    def __init__(self, draw):
        self.draw, self.period = draw, Period.current()
        self.places = area_tree()
        self.people = cast()
        self.helpers = [make_helper() for _each in range(4)]
        since = self.period.start - dt.timedelta(days=200)
        for number in range(12):
            areas = (self.places.village, self.places.next_village, self.places.other_village)
            make_cared(
                draw.choice(self.helpers),
                area=areas[number % 3],
                since=since,
                capable=number % 2 == 0,
                away=number % 5 == 0,
            )
        self.post = make_resident(since=since)

    @property
    def home(self):
        return self.draw.choice(list(Household.objects.order_by("pk")))

    @property
    def assignment(self):
        return self.draw.choice(list(HelperAssignment.objects.filter(to_date=None).order_by("pk")))

    def day(self):
        return self.period.start + dt.timedelta(days=self.draw.randrange(clock.today().day))

    # ---- what may happen

    def visited(self):
        held = self.assignment
        channel = self.draw.choice([Channel.HOME, Channel.PHONE])
        visit(held.household, held.helper, self.day(), channel=channel, recorded_at=clock.now())

    def struck_out(self):
        kind = self.draw.choice([VoidKind.DISPROVED, VoidKind.FALSE])
        known = list(Visit.objects.values_list("pk", flat=True).order_by("pk"))[:2]
        Visit.objects.filter(pk__in=known).update(voided_at=clock.now(), void_kind=kind)

    def measured(self):
        measure(self.home, from_date=self.period.start)

    def unmeasured(self):
        AssistanceMeasure.objects.filter(household=self.home).delete()

    def handed_over(self):
        held = self.assignment
        day = self.period.start + dt.timedelta(days=10)
        other = self.draw.choice([helper for helper in self.helpers if helper != held.helper])
        HelperAssignment.objects.filter(pk=held.pk).update(to_date=day)
        assign(held.household, other, day + dt.timedelta(days=1))

    def went_away(self):
        Household.objects.filter(pk=self.home.pk).update(presence="all_away")

    def corrected(self):
        Household.objects.filter(pk=self.home.pk).update(is_labour_capable=self.draw.random() < 0.5)

    def registered(self):
        assign(make_household(area=self.places.next_village), self.helpers[0], self.period.start)

    def left(self):
        Household.objects.filter(pk=self.home.pk).update(left_register_on=self.period.start)

    def member_moved(self):
        one, other = self.home, self.home
        HouseholdMember.objects.filter(household=one).update(household=other)

    def wrote_another_figure(self):
        FormFigures.objects.filter(household=self.home).update(size=self.draw.randrange(2, 5))

    def came_on_post(self):
        if not self.post.attendance.exists():
            make_days(self.post, days=12, month=self.period.start, recorded_at=clock.now())

    def excused(self):
        held = self.assignment
        Excuse.objects.create(
            area=held.household.area,
            kind=ExcuseKind.DISASTER,
            level="helper",
            code=held.helper.code,
            name=held.helper.name,
            helper=held.helper,
            household=self.draw.choice([None, held.household]),
            from_date=self.period.start,
            reason="山洪",
            papers="县令1号",
            status=ExcuseStatus.APPROVED,
            asked_by=self.people.clerk,
            asked_at=clock.now(),
            decided_by=self.people.leader,
            decided_at=clock.now(),
        )

    EVENTS = (
        visited,
        struck_out,
        measured,
        unmeasured,
        handed_over,
        went_away,
        corrected,
        registered,
        left,
        member_moved,
        wrote_another_figure,
        came_on_post,
        excused,
    )


@pytest.mark.django_db(transaction=True)
def test_refreshed_month_equals_the_month_computed_anew(monkeypatch):
    monkeypatch.setattr(changes, "LONGEST_WRITE", dt.timedelta(0))
    seen = []

    def watched(work):
        found = changes.changes_since(work)
        if found is not None:
            work.cursor.execute("SELECT count(*) FROM account_changed")
            seen.append(work.cursor.fetchone()[0])
        return found

    monkeypatch.setattr(compute, "changes_since", watched)
    draw = random.Random(5)
    made = County(draw)
    county = made.places.county
    compute_account(county, made.period)
    for event in (*County.EVENTS, *draw.choices(County.EVENTS, k=2)):
        event(made)
        brought = stored(refresh_account(county, made.period))
        assert brought == stored(compute_account(county, made.period)), event.__name__
    # Only an excuse that names no household makes the whole month be computed again.
    assert len(seen) >= len(County.EVENTS)
    assert max(seen) < Household.objects.count() / 2
    RuleParameter.objects.filter(name="measure.income_min").update(value=2)
    assert stored(refresh_account(county, made.period)) == stored(compute_account(county, made.period))
    assert len(seen) < len(County.EVENTS) + 3
