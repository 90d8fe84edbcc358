"""The duties of a village now, in its own page."""

import pytest
from django.db.models import Count, F, Q, Value
from django.urls import reverse

from households.models import Household, HouseholdMember
from povertyapp.core.rules import RULES, UNIT, Duty, Kind, Population, Source, Tally, rule
from tests.households.factories import make_household

HOMES = Population(
    "homes_for_panel",
    ("code", "subject_kind", "subject_code"),
    lambda period, value: Household.objects.values(
        "area_id", code=F("area_id"), subject_kind=Value("household"), subject_code=F("household_no")
    ),
)
PEOPLE = Source(
    "people_for_panel",
    ("subject_code",),
    lambda period, value: HouseholdMember.objects.annotate(subject_code=F("household__household_no")),
)


def three_people(period, value):
    """每户至少三人。

    Each home of a village has three people.
    """
    return Duty(due=Q(code__gt=""), required=3, counts=Tally(PEOPLE, Count("pk")))


@pytest.fixture
def duty(db):
    """A duty of villages for each of their homes, registered for the test."""
    facts = {"kind": Kind.DUTY, "party": "village", "owner": "x", "basis": "x", "subject": UNIT}
    rule("XX-3", over=HOMES, title="三人", obligation="HA-V8", **facts)(three_people)
    yield
    del RULES["XX-3"]


@pytest.mark.usefixtures("noon", "duty")
def test_village_sees_what_it_owes_and_for_what(cast, as_user, django_assert_max_num_queries):
    kept, short = make_household(members=3), make_household(members=1)
    url = reverse("assistance:duty_panel", args=[kept.area_id])
    client = as_user(cast.cadre)
    with django_assert_max_num_queries(6):
        text = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert f"三人 · {kept.head_name}" in text
    assert f"三人 · {short.head_name}" in text
    assert short.get_absolute_url() in text
    assert text.count("3/3") == text.count("1/3") == 1
    assert "未到期" in text  # the month still runs
    assert "<html" in client.get(url).content.decode()


@pytest.mark.usefixtures("noon")
def test_panel_stands_in_the_page_of_the_place(cast, as_user):
    village = cast.places.village
    text = as_user(cast.cadre).get(reverse("households:area", args=[village.pk])).content.decode()
    assert reverse("assistance:duty_panel", args=[village.pk]) in text
    other = reverse("assistance:duty_panel", args=[cast.places.other_village.pk])
    assert as_user(cast.cadre).get(other).status_code == 404
    assert as_user(cast.helper).get(other).status_code == 403
