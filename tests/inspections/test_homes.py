"""Where each role lands after signing in (ux 2.3), and that it may open what it is led to."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache

from inspections.services.checks import assign_inspectors
from povertyapp.core import clock
from povertyapp.core.backup import note_backup
from povertyapp.core.backup.told import KEY
from povertyapp.core.models import Job
from povertyapp.core.models.job import JobState
from tests.households.factories import OTHER_VILLAGE
from tests.inspections.checks import checks_of, make_draw, make_homes, make_round
from tests.inspections.factories import make_cared, make_helper, visit

HOMES = {
    "leader": "/dashboard/",
    "clerk": "/hard-account/",
    "township": "/todo/",
    "cadre": "/m/",
    "helper": "/m/",
    "supervisor": "/rectification/?state=submitted",
    "finance": "/funds/",
    "admin": "/jobs/",
}


@pytest.mark.parametrize("who", HOMES)
def test_home_of_each_role(client, cast, monkeypatch, who):
    monkeypatch.setattr(clock, "today", lambda: dt.date(2017, 6, 20))
    client.force_login(getattr(cast, who))
    answer = client.get("/")
    assert answer.url == HOMES[who]
    assert client.get(answer.url).status_code in (200, 302)


def test_office_closes_last_month_in_the_first_days(client, cast, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: dt.date(2017, 6, 4))
    client.force_login(cast.clerk)
    assert client.get("/").url == "/hard-account/2017-05/close/"


DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/101.0.0.0 Safari/537.36"
PHONE = "Mozilla/5.0 (Linux; Android 10; M2006C3LC) AppleWebKit/537.36 Chrome/86.0 Mobile Safari/537.36"


def test_a_cadre_at_a_desk_begins_with_who_waits_in_the_village(client, cast):
    village = cast.places.village.pk
    client.force_login(cast.cadre)
    assert client.get("/", headers={"User-Agent": PHONE}).url == "/m/"
    assert client.get("/", headers={"User-Agent": DESK}).url == f"/areas/{village}/"
    assert client.get("/", headers={"User-Agent": DESK, "Sec-CH-UA-Mobile": "?1"}).url == "/m/"
    page = client.get(f"/areas/{village}/").content.decode()
    assert f"/areas/{village}/panels/waiting/" in page
    client.force_login(cast.helper)
    assert client.get("/", headers={"User-Agent": DESK}).url == "/m/"


@time_machine.travel("2017-03-20 12:00+08:00", tick=False)
def test_the_panel_counts_as_its_lists_do_and_names_who_waits(client, cast):
    helper = make_helper(user=cast.helper)
    seen, waits = (make_cared(helper, head_name=name) for name in ("向已访", "向待访"))
    away = make_cared(helper, away=True, head_name="向在外")
    make_cared(helper, area_id=OTHER_VILLAGE, head_name="向他乡")
    visit(seen, helper, dt.date(2017, 3, 10))
    client.force_login(cast.cadre)
    page = client.get(f"/areas/{cast.places.village.pk}/panels/waiting/")
    assert {row["name"] for row in page.context["waiting"]} == {str(waits), str(away)}
    assert [(one["left"], one["due"]) for one in page.context["tallies"]] == [(1, 2), (1, 1)]
    assert f"/m/h/{waits.household_no}/visit/" in page.content.decode()
    client.force_login(cast.clerk)  # who sees the other villages, too
    for one in page.context["tallies"]:
        assert client.get(one["url"]).context["total"] == one["left"], one["code"]
    urls = [f"/areas/{place.pk}/panels/waiting/" for place in (cast.places.village, cast.places.township)]
    assert [client.get(url).status_code for url in urls] == [200, 404]


def test_an_administrator_sees_what_failed_what_waits_and_how_old_the_backup_is(client, cast):
    county = cast.places.county
    Job.objects.create(kind="scope", started_by=cast.clerk, area=county, state=JobState.FAILED)
    Job.objects.create(kind="scope", started_by=cast.admin, area=county, state=JobState.DONE)
    cache.delete(KEY)
    client.force_login(cast.admin)
    page = client.get("/jobs/")
    house = page.context["house"]
    assert (house["failed"], house["backup"], house["is_stale"]) == (1, None, True)
    assert client.get(house["failed_url"]).context["total"] == 1
    note_backup((clock.now() - dt.timedelta(hours=30)).isoformat())
    house = client.get("/jobs/").context["house"]
    assert (house["days"], house["is_stale"]) == (1, False)
    client.force_login(cast.clerk)
    assert client.get("/jobs/").context["house"] is None
    cache.delete(KEY)


def test_an_inspector_finds_his_sample_on_the_ledger(client, cast):
    make_homes(3)
    draw = make_draw(cast, make_round(cast))
    assign_inspectors(by=cast.supervisor, checks=checks_of(draw), users=[cast.supervisor])
    client.force_login(cast.supervisor)
    sample = client.get("/rectification/?state=submitted").context["sample"]
    assert [one["count"] for one in sample] == [2, 0]
    for one in sample:
        assert client.get(one["url"]).context["total"] == one["count"], one["state"]
    client.force_login(cast.clerk)
    assert client.get("/rectification/").context["sample"] is None
