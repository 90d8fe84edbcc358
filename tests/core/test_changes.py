"""That a table is another is noted by whatever writes to it, once a statement, and is gone with what was undone."""

import pytest
from django.db import connection, transaction

from povertyapp.core import clock
from povertyapp.core.changes import WATCHED, changes_of, changes_told
from povertyapp.core.models import Area, RuleParameter, Tally
from povertyapp.core.owner import as_owner
from povertyapp.core.tallies import differences, fold_tallies, recount
from tests.households.factories import VILLAGE, area_tree

pytestmark = pytest.mark.django_db
AREAS = Area._meta.db_table


@pytest.fixture
def village():
    return area_tree().village


def noted():
    return dict(changes_told()).get(AREAS, 0)


def by_sql():
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {AREAS} SET name = name WHERE code = %s", [VILLAGE])


@pytest.mark.parametrize(
    "write",
    [
        lambda village: village.save(),
        lambda village: Area.objects.filter(pk=village.pk).update(name="新村"),
        lambda village: Area.objects.bulk_create([Area(code="422827100999", name="x", level=village.level)]),
        lambda village: Area.objects.filter(pk="422827103201").delete(),
        lambda village: by_sql(),
    ],
)
def test_every_way_of_writing_is_noted(village, write):
    assert AREAS in WATCHED
    before = noted()
    write(village)
    assert noted() > before


def test_reading_and_what_is_undone_leave_it_alone(village):
    before = changes_told()
    list(Area.objects.all())
    with transaction.atomic():
        village.save()
        assert changes_told() != before
        transaction.set_rollback(True)
    assert changes_told() == before


def test_it_outlives_folding_is_no_difference_and_is_another_after_a_migrate(village):
    for _time in range(3):
        village.save()
    before, today, of_areas = changes_told(), clock.today(), changes_of(Area)
    fold_tallies(today)
    assert changes_told() == before
    assert differences(today) == []
    with as_owner(), connection.cursor() as cursor:
        recount(cursor)  # migrations write past the triggers
    assert changes_told() != before
    assert noted() == dict(before)[AREAS]
    assert changes_of(Area) != of_areas


def test_of_some_tables_it_is_known_without_the_others(village):
    areas, parameters = changes_of(Area), changes_of(RuleParameter)
    village.save()
    assert changes_of(Area) != areas
    assert changes_of(RuleParameter) == parameters
    with pytest.raises(KeyError):
        changes_of(Tally)  # nobody watches it
