"""What stands now is noted while it is written: the tallies are what the lists count, whoever writes and whatever."""

import datetime as dt
from collections import Counter

import pgtrigger
import pytest
from django.db import connection, transaction
from django.db.models import Count, Sum

from assistance.choices import MeasureKind, VoidKind
from assistance.models import AssistanceMeasure
from households.choices import Cause, PovertyStatus
from households.models import Household
from inspections.dashboard.live import MEASURES, Live
from povertyapp.core import clock
from povertyapp.core.models import Tally
from povertyapp.core.owner import as_owner
from povertyapp.core.tallies import check_tallies, differences, fold_tallies, recount, tally_of
from tests.households.factories import COUNTY, NEXT_VILLAGE, TOWNSHIP, VILLAGE, cast, make_household
from tests.inspections.factories import make_helper, measure

pytestmark = pytest.mark.django_db
DAY, EXITED = dt.date(2017, 3, 10), PovertyStatus.EXITED.value


@pytest.fixture
def people(places):
    return cast()


@pytest.fixture
def homes(people):
    return [make_household(members=0, income=False, living=False, forms=False) for _ in range(3)]


def noted(kind, code=COUNTY, day=DAY):
    rows = Tally.objects.filter(kind=kind, code=code, day__lte=day).values_list("key")
    return {key: n for key, n in rows.annotate(Sum("n")).order_by() if n}


def counted(code=COUNTY):
    rows = Household.objects.in_area(code).order_by()
    rows = rows.values_list("poverty_status", "main_cause").annotate(Count("pk"))
    return {f"{status}|{cause}": n for status, cause, n in rows}


def _copied(home):
    columns = ", ".join(
        f'"{field.column}"'
        for field in Household._meta.concrete_fields
        if field.name not in ("id", "household_no")
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO households_household (household_no, {columns})"
            f" SELECT household_no || '9', {columns} FROM households_household"
        )


CHANGES = {
    "saved": lambda home: Household.objects.filter(pk=home.pk).first().save(),
    "exited": lambda home: Household.objects.filter(pk=home.pk).update(poverty_status=EXITED),
    "all exited": lambda home: Household.objects.update(poverty_status=EXITED),
    "another cause": lambda home: Household.objects.filter(pk=home.pk).update(main_cause=Cause.ILLNESS),
    "moved": lambda home: Household.objects.filter(pk=home.pk).update(area_id=NEXT_VILLAGE),
    "copied": _copied,
    "taken out": lambda home: Household.objects.filter(pk=home.pk).delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_households_are_noted_as_they_are_counted(homes, change):
    CHANGES[change](homes[0])
    for code in (COUNTY[:2], COUNTY[:4], COUNTY, TOWNSHIP, VILLAGE, NEXT_VILLAGE):
        assert noted("household", code) == counted(code)
    assert not differences(DAY)


def test_a_change_that_is_taken_back_leaves_nothing(homes):
    before = noted("household")
    with transaction.atomic():
        Household.objects.update(poverty_status=EXITED)
        assert noted("household") != before
        transaction.set_rollback(True)
    assert noted("household") == before


@pytest.fixture
def measures(homes):
    found = [
        measure(homes[0], from_date=DAY, to_date=DAY + dt.timedelta(3)),
        measure(homes[0], from_date=DAY + dt.timedelta(1)),
        measure(
            homes[1], MeasureKind.EDUCATION, from_date=DAY - dt.timedelta(9), to_date=DAY - dt.timedelta(1)
        ),
        measure(homes[1], from_date=DAY),
        measure(homes[2], from_date=DAY),
        measure(homes[2], from_date=DAY),
    ]
    of = AssistanceMeasure.objects
    of.filter(pk=found[3].pk).update(is_proposed=True)
    of.filter(pk=found[4].pk).update(voided_at=clock.now(), void_kind=VoidKind.DISPROVED)
    of.filter(pk=found[5].pk).update(to_date=DAY)
    return found


@pytest.mark.parametrize("later", [-10, -9, -1, 0, 1, 3, 4])
def test_measures_are_noted_as_they_are_in_force(measures, later):
    day = DAY + dt.timedelta(later)
    rows = AssistanceMeasure.objects.in_force(day).order_by().values_list("batch", "kind", "item")
    assert noted("measure", day=day) == Counter("|".join(row) for row in rows)


def test_folding_changes_no_sum_and_keeps_what_is_to_come(homes, measures):
    Household.objects.update(poverty_status=EXITED)
    days = [DAY + dt.timedelta(n) for n in range(5)]
    before, rows = [noted("measure", day=day) for day in days], Tally.objects.count()
    fold_tallies(DAY)
    fold_tallies(DAY)
    assert [noted("measure", day=day) for day in days] == before
    assert noted("household") == counted()
    assert Tally.objects.filter(kind="household", code=COUNTY).count() == len(counted())
    assert Tally.objects.count() < rows
    assert not differences(DAY)
    Household.objects.filter(pk=homes[0].pk).update(main_cause=Cause.ILLNESS)
    assert noted("household") == counted()


def test_what_is_written_past_the_triggers_is_found_and_counted_anew(homes, caplog):
    assert check_tallies(DAY) == 0
    with as_owner(), pgtrigger.ignore("households.Household:tally_household_update"):
        Household.objects.update(poverty_status=EXITED)
    assert check_tallies(DAY) > 0
    assert "run migrate" in caplog.text
    with as_owner(), connection.cursor() as cursor:
        recount(cursor)
    assert check_tallies(DAY) == 0
    assert noted("household") == counted()


def test_who_sees_some_rows_only_has_them_counted(people, homes):
    helper = make_helper(user=people.helper)
    Household.objects.filter(pk=homes[0].pk).update(answered_by=helper.user)
    assert tally_of(people.helper, VILLAGE, "household", DAY) is None
    assert sum(Live(people.helper, VILLAGE).statuses.values()) == 1
    assert sum(Live(people.clerk, VILLAGE).statuses.values()) == 3
    assert tally_of(people.outsider, VILLAGE, "household", DAY) is None


def test_live_says_the_same_noted_or_counted(people, measures, monkeypatch):
    live = Live(people.clerk, COUNTY, only=MEASURES)
    live.today = DAY
    said = live.batches
    monkeypatch.setattr("inspections.dashboard.live.tally_of", lambda *_args: None)
    counts = Live(people.clerk, COUNTY, only=MEASURES)
    counts.today = DAY
    assert said
    assert said == counts.batches
