"""Who looked at what, and who at very much: recorded, seen by those who supervise the place, by nobody else."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from households.services import reveal
from povertyapp.core.models import AccessAlert, ExportRecord, RevealRecord, RuleParameter
from povertyapp.core.models.record import AlertKind
from tests.households.factories import make_household

pytestmark = pytest.mark.django_db
AUDIT, EXPORTS = "core:audit", "core:audit_exports"


@pytest.fixture(autouse=True)
def _empty_counters():
    cache.clear()
    yield
    cache.clear()


def limit(name, value):
    RuleParameter.objects.filter(name=name).update(value=value)


def look(by, household, times=1):
    for _n in range(times):
        reveal(by=by, obj=household, column="phone", reason="打卡核对")


def test_supervisor_sees_the_look_and_not_the_number(client, cast, household):
    look(cast.township, household)
    for user in (cast.supervisor, cast.admin, cast.clerk):
        client.force_login(user)
        text = client.get(reverse(AUDIT)).content.decode()
        assert household.household_no in text
        assert "联系电话" in text
        assert "打卡核对" in text
        assert household.phone not in text


def test_of_one_s_own_place_only(client, cast, household):
    look(cast.township, household)
    elsewhere = make_household(area=cast.places.outsider_village)
    look(cast.outsider, elsewhere)
    client.force_login(cast.supervisor)
    assert client.get(reverse(AUDIT)).context["total"] == 1
    client.force_login(cast.township)
    assert client.get(reverse(AUDIT)).status_code == 403


def test_exports_are_listed(client, cast, household):
    ExportRecord.objects.create(
        area=cast.places.county,
        kind="roster",
        made_by=cast.clerk,
        made_at="2017-06-01T00:00Z",
        is_unmasked=True,
    )
    client.force_login(cast.supervisor)
    assert client.get(reverse(EXPORTS) + "?is_unmasked=True").context["total"] == 1
    assert client.get(reverse(EXPORTS) + "?is_unmasked=False").context["total"] == 0


def test_too_many_reveals_of_one_day_raise_one_alert(client, cast, household):
    limit("privacy.reveals_per_day", 3)
    look(cast.township, household, 2)
    assert not AccessAlert.objects.exists()
    look(cast.township, household, 2)
    alert = AccessAlert.objects.get()
    assert (alert.person, alert.kind, alert.count) == (cast.township, AlertKind.REVEALS, 4)
    assert RevealRecord.objects.count() == 4
    client.force_login(cast.supervisor)
    assert "看得很多的人" in client.get(reverse(AUDIT)).content.decode()


def test_opening_very_many_files_raises_an_alert(client, cast, household):
    limit("privacy.records_per_hour", 20)
    client.force_login(cast.cadre)
    for _n in range(19):
        client.get(household.get_absolute_url())
    assert not AccessAlert.objects.exists()
    client.get(household.get_absolute_url())
    assert AccessAlert.objects.get().kind == AlertKind.READS


def test_queries_do_not_grow(client, cast, household, django_assert_max_num_queries):
    look(cast.township, household, 5)
    client.force_login(cast.supervisor)
    client.get(reverse(AUDIT))
    with django_assert_max_num_queries(8):
        client.get(reverse(AUDIT))
