"""Several queries asked in one: rows come back as if each had been read alone."""

import datetime as dt
from decimal import Decimal
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import F, Value

from povertyapp.core.models import Area, RoleGrant, RuleParameter
from povertyapp.core.reading import LENGTH, READERS, Reading, counted, read_together

pytestmark = pytest.mark.django_db
MOMENT = dt.datetime(2017, 3, 22, 4, 5, 6, 789, tzinfo=dt.UTC)
# Kind of column → a value of it that JSON alone would not give back.
KINDS = {
    models.BigIntegerField(): 2**62 + 1,
    models.BooleanField(): False,
    models.DateField(): dt.date(2017, 3, 22),
    models.DateTimeField(): MOMENT,
    models.TimeField(): dt.time(9, 5),
    models.DecimalField(max_digits=20, decimal_places=2): Decimal("12345678901234567.10"),
    models.FloatField(): 0.1,
    models.JSONField(): {"n": [1, 0.5, None], "text": '"半"\\'},
    models.TextField(): '田老师 100% "二"\n',
    models.CharField(max_length=9): "",
    models.UUIDField(): UUID("6fa459ea-ee8a-3ca4-894e-db77e160355e"),
    ArrayField(models.CharField(max_length=9)): ["a", ""],
    ArrayField(models.IntegerField()): [],
}
# Large, or no business of a page: whoever wants them reads them alone.
READ_ALONE = {"bytea", "inet"}


def with_kinds():
    values = {f"kind{n}": Value(value, output_field=kind) for n, (kind, value) in enumerate(KINDS.items())}
    nothing = {f"none{n}": Value(None, output_field=kind) for n, kind in enumerate(KINDS)}
    return RuleParameter.objects.order_by("pk").annotate(**values, **nothing)[:2]


def test_every_kind_of_column_comes_back_as_it_is():
    rows, others = with_kinds(), Area.objects.order_by("pk")
    read_together(rows, others)
    alone = with_kinds()
    assert [vars(one) | {"_state": 0} for one in rows] == [vars(one) | {"_state": 0} for one in alone]
    assert [getattr(rows[0], f"kind{n}") for n in range(len(KINDS))] == list(KINDS.values())
    assert list(others) == list(others.all())


def test_every_column_of_ours_is_of_a_known_kind():
    columns = [column for model in apps.get_models() for column in model._meta.concrete_fields]
    kinds = {LENGTH.sub("", column.db_type(connection)) for column in columns}
    assert kinds - READERS.keys() <= READ_ALONE


def test_rows_dictionaries_and_nothing_are_one_query(cast, django_assert_num_queries):
    asked = (
        RoleGrant.objects.select_related("user", "area").order_by("-pk")[:3],
        RoleGrant.objects.order_by("pk").values("role", place=F("area__name")),
        RoleGrant.objects.order_by("pk").values_list("pk", flat=True),
        RoleGrant.objects.filter(pk__in=[]),
        RoleGrant.objects.filter(role="nobody"),
        counted(RoleGrant.objects.filter(role="nobody"), last=models.Max("from_date")),
    )
    with django_assert_num_queries(1):
        read_together(*asked)
        found = [list(rows) for rows in asked]
        assert [grant.user.username for grant in asked[0]]
    assert found[:3] == [list(rows.all()) for rows in asked[:3]]
    assert found[3:] == [[], [], [{"n": 0, "last": None, "all": 1}]]
    assert [grant.area.name for grant in asked[0]] == [grant.area.name for grant in asked[0].all()]


def test_a_queryset_that_was_read_asks_anew_for_what_is_narrower(cast):
    rows, others = RoleGrant.objects.order_by("pk"), Area.objects.order_by("pk")
    read_together(rows, others)
    assert list(rows.filter(user=cast.township)) == list(RoleGrant.objects.filter(user=cast.township))


def test_the_same_rows_are_told_alike_wherever_they_lie(cast):
    """By what is told a drawing is known: the same rows in another order would have everything drawn again."""

    def told():
        grants = RoleGrant.objects.order_by().values("role", "area_id", "user__username")
        return Reading(grants, Area.objects.order_by("-pk")).told

    before = told()
    moved = RoleGrant.objects.order_by("pk")[0]
    RoleGrant.objects.filter(pk=moved.pk).update(role="moved")
    assert told() != before
    RoleGrant.objects.filter(pk=moved.pk).update(role=moved.role)
    assert list(RoleGrant.objects.order_by())[-1] == moved
    assert told() == before
