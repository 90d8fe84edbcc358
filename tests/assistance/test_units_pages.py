"""Helping units: the villages given to them, taken over or not, their teams and helpers."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assistance.models import HelpingUnit, VillageTask
from assistance.services import assign_village, claim_village, end_task
from povertyapp.core.errors import Conflict
from tests.assistance.factories import make_helped
from tests.assistance.teams import SINCE, make_resident, make_task, make_team, make_unit
from tests.households.factories import NEXT_VILLAGE, OTHER_VILLAGE, VILLAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
URL = reverse("assistance:units")


def unit_url(unit, name="unit"):
    return reverse(f"assistance:{name}", args=[unit.pk])


def counts(page):
    return {
        row["object"].name: (row["object"].villages, row["object"].unclaimed) for row in page.context["rows"]
    }


def test_a_village_is_assigned_taken_over_once_and_ended(cast):
    unit = make_unit()
    task = assign_village(by=cast.clerk, unit=unit, area=cast.places.village, assigned_on=SINCE)
    with pytest.raises(ValidationError, match="交办给这个单位"):
        assign_village(by=cast.clerk, unit=unit, area=cast.places.village, assigned_on=dt.date(2017, 3, 1))
    with pytest.raises(ValidationError, match="县里"):
        assign_village(by=cast.clerk, unit=unit, area=cast.places.outsider_village, assigned_on=SINCE)
    for day, words in ((dt.date(2016, 12, 1), "早于交办"), (dt.date(2017, 3, 21), "晚于今天")):
        with pytest.raises(ValidationError, match=words):
            claim_village(by=cast.clerk, task=task, claimed_on=day)
    claim_village(by=cast.clerk, task=task, claimed_on=dt.date(2017, 1, 9))
    with pytest.raises(Conflict):
        claim_village(by=cast.clerk, task=task, claimed_on=dt.date(2017, 1, 9))
    with pytest.raises(ValidationError, match="认领日期"):
        end_task(by=cast.clerk, task=task, ended_on=SINCE, reason="调整")
    end_task(by=cast.clerk, task=task, ended_on=dt.date(2017, 2, 1), reason="调整")
    assert VillageTask.objects.in_force(dt.date(2017, 2, 1)).exists()
    assert not VillageTask.objects.in_force(dt.date(2017, 2, 2)).exists()


def test_the_database_refuses_a_village_twice_and_a_claim_before_its_assignment(places):
    task = make_task(claimed=None)
    for claimed, area, name in (
        (None, VILLAGE, "one_task_a_unit_and_village"),
        (dt.date(2016, 1, 1), NEXT_VILLAGE, "task_claimed_after_assignment"),
        (None, VILLAGE[:9], "task_is_a_village"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO assistance_villagetask (unit_id, area_id, assigned_on, claimed_on)"
                " VALUES (%s, %s, %s, %s)",
                [task.unit_id, area, SINCE, claimed],
            )


def test_the_list_says_who_has_not_taken_over(as_user, cast, django_assert_num_queries):
    idle, good = make_unit("县档案局"), make_unit("县林业局")
    make_task(idle, claimed=None)
    make_task(good, NEXT_VILLAGE)
    client = as_user(cast.clerk)
    page = client.get(URL)
    assert counts(page) == {"县档案局": (1, 1), "县林业局": (1, 0)}
    assert "1 个村未认领" in page.content.decode()
    assert set(counts(client.get(URL, {"claimed": "no"}))) == {"县档案局"}
    make_unit("县气象局")
    assert set(counts(client.get(URL, {"claimed": "none"}))) == {"县气象局"}
    with django_assert_num_queries(4):
        client.get(URL)


def test_a_township_sees_the_units_that_help_it_and_an_outsider_none(as_user, cast):
    here, there = make_unit("县档案局"), make_unit("县林业局")
    make_task(here)
    make_task(here, OTHER_VILLAGE)
    make_task(there, OTHER_VILLAGE)
    client = as_user(cast.township)
    assert counts(client.get(URL)) == {"县档案局": (1, 0)}
    assert client.get(unit_url(there)).status_code == 404
    page = client.get(unit_url(here))
    assert [line["task"].area_id for line in page.context["tasks"]] == [VILLAGE]
    assert client.get(unit_url(here, "unit_assign")).status_code == 403
    client = as_user(cast.outsider)
    assert counts(client.get(URL)) == {}
    assert client.get(unit_url(here)).status_code == 404


def test_the_page_of_a_unit_shows_villages_teams_and_helpers(as_user, cast):
    _household, helper = make_helped()
    first = make_resident(make_team(unit=helper.unit))
    make_task(helper.unit, claimed=None)
    page = as_user(cast.clerk).get(unit_url(helper.unit))
    text = page.content.decode()
    assert first.official.name in text
    assert "未认领" in text
    assert [(row.code, row.caseload) for row in page.context["helpers"]] == [(helper.code, 1)]
    assert 'data-testid="total" data-count="1"' in text


def test_a_unit_is_registered_given_a_village_and_takes_it_over(as_user, cast):
    client = as_user(cast.clerk)
    given = {"county": "422827", "name": "县 气象局", "level": "04"}
    assert client.post(reverse("assistance:unit_add"), given).status_code == 302
    unit = HelpingUnit.objects.get(name="县气象局")
    assert "已经有这个单位" in client.post(reverse("assistance:unit_add"), given).content.decode()
    village = {"area": VILLAGE, "assigned_on": "2017-03-01"}
    assert client.post(unit_url(unit, "unit_assign"), village).status_code == 302
    task = VillageTask.objects.get()
    url = reverse("assistance:task_claim", args=[task.pk])
    assert client.post(url, {"claimed_on": "2017-02-01"}).status_code == 400
    assert client.post(url, {"claimed_on": "2017-03-02"}).status_code == 302
    ended = {"ended_on": "2017-03-20", "reason": "调整"}
    assert client.post(reverse("assistance:task_end", args=[task.pk]), ended).status_code == 302
    task.refresh_from_db()
    assert (task.claimed_on, task.ended_on) == (dt.date(2017, 3, 2), dt.date(2017, 3, 20))
