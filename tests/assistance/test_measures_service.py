"""add_measure and end_measure."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from assistance.choices import MeasureClass, MeasureKind
from assistance.models import AssistanceMeasure
from assistance.services import add_measure, end_measure
from povertyapp.core.errors import Conflict
from tests.households.factories import make_household

pytestmark = pytest.mark.django_db

DAY = dt.date(2017, 3, 1)


@pytest.fixture
def home(places):
    return make_household(members=0, income=False, living=False, forms=False)


def add(cast, home, **facts):
    facts = {"name": "茶叶种植", "kind": MeasureKind.INDUSTRY, "from_date": DAY, **facts}
    return add_measure(by=cast.township, household=home, **facts)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (MeasureKind.PUBLIC_POST, MeasureClass.INCOME),
        (MeasureKind.FUND_RETURN, MeasureClass.SAFETY_NET),
        (MeasureKind.MEDICAL, MeasureClass.OTHER),
    ],
)
def test_the_class_follows_from_the_kind(cast, home, kind, expected):
    measure = add(cast, home, kind=kind)
    assert (measure.measure_class, measure.area_id) == (expected, home.area_id)


def test_the_same_measure_once_more_is_refused(cast, home):
    add(cast, home)
    with pytest.raises(ValidationError) as caught:
        add(cast, home)
    assert "已有同名措施" in caught.value.message_dict["name"][0]


def test_unknown_kind_and_empty_name_are_refused_by_field(cast, home):
    with pytest.raises(ValidationError) as caught:
        add(cast, home, name=" ", kind="magic")
    assert set(caught.value.message_dict) == {"name", "kind"}
    assert not AssistanceMeasure.objects.exists()


def test_a_last_day_before_the_first_is_refused(cast, home):
    with pytest.raises(ValidationError):
        add(cast, home, to_date=dt.date(2017, 2, 1))


def test_an_ended_measure_is_in_force_through_its_last_day(cast, home):
    measure = end_measure(by=cast.township, measure=add(cast, home), to_date=dt.date(2017, 5, 31))
    assert AssistanceMeasure.objects.in_force(dt.date(2017, 5, 31)).get() == measure
    assert not AssistanceMeasure.objects.in_force(dt.date(2017, 6, 1)).exists()


def test_ending_twice_is_a_conflict(cast, home):
    measure = end_measure(by=cast.township, measure=add(cast, home), to_date=dt.date(2017, 5, 31))
    with pytest.raises(Conflict):
        end_measure(by=cast.township, measure=measure, to_date=dt.date(2017, 6, 30))
