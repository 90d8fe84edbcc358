"""The pages of people on posts: what villages lack, who comes and goes, the list as a workbook."""

import datetime as dt
import io
import re

import openpyxl
import pytest
from django.urls import reverse

from assistance.choices import PostKind
from assistance.models import Post, ResidentTeam
from tests.assistance.factories import make_helped
from tests.assistance.teams import (
    SINCE,
    make_days,
    make_official,
    make_post,
    make_resident,
    make_staffed,
    make_task,
    make_team,
    make_unit,
)
from tests.households.factories import NEXT_VILLAGE, OTHER_VILLAGE, TOWNSHIP, VILLAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
URL = reverse("assistance:posts")
FEBRUARY = dt.date(2017, 2, 1)


def lacking(page):
    """Return village → keys of what it lacks, of the villages on the page."""
    names = ("team", "secretary", "members", "clerk", "leader", "days", "claim")
    rows = [row["object"] for row in page.context["rows"]]
    return {row.pk: {name for name in names if getattr(row, f"lacks_{name}")} for row in rows}


def place(name="place_posts", code=VILLAGE):
    return reverse(f"assistance:{name}", args=[code])


def test_the_list_says_what_each_village_lacks(as_user, cast):
    first = make_staffed()
    for post in Post.objects.resident():
        make_days(post, month=FEBRUARY)
    make_helped(area_id=NEXT_VILLAGE)  # an ordinary village with a registered household and nobody
    page = as_user(cast.clerk).get(URL, {"m": "2017-02"})
    found = lacking(page)
    assert found[VILLAGE] == set()
    assert found[NEXT_VILLAGE] == {"team", "clerk", "leader"}
    assert found[OTHER_VILLAGE] == {"clerk", "leader"}
    row = next(row["object"] for row in page.context["rows"] if row["object"].pk == VILLAGE)
    assert (row.secretary, row.days, row.residents) == (first.official.name, 22, 3)
    assert "齐备" in page.content.decode()


def test_days_are_called_short_when_the_month_is_over(as_user, cast):
    first = make_staffed()
    make_days(first, days=19, month=FEBRUARY)
    client = as_user(cast.clerk)
    assert "days" in lacking(client.get(URL, {"m": "2017-02"}))[VILLAGE]
    assert "days" not in lacking(client.get(URL))[VILLAGE]


def test_filters_by_what_is_missing_place_and_unit(as_user, cast):
    make_staffed()
    make_task(village=NEXT_VILLAGE, claimed=None)
    client = as_user(cast.clerk)
    assert set(lacking(client.get(URL, {"lacks": "claim"}))) == {NEXT_VILLAGE}
    assert VILLAGE not in lacking(client.get(URL, {"lacks": "clerk"}))
    assert set(lacking(client.get(URL, {"township": OTHER_VILLAGE[:9]}))) == {OTHER_VILLAGE}
    assert set(lacking(client.get(URL, {"unit": "供电"}))) == {VILLAGE}


def test_a_township_sees_its_villages_and_an_outsider_none_of_ours(as_user, cast):
    make_staffed()
    assert set(lacking(as_user(cast.township).get(URL))) == {VILLAGE, NEXT_VILLAGE}
    client = as_user(cast.outsider)
    assert VILLAGE not in lacking(client.get(URL))
    assert client.get(place()).status_code == 404


def test_queries_do_not_grow_with_rows(as_user, cast, django_assert_num_queries):
    client = as_user(cast.clerk)
    client.get(URL)
    with django_assert_num_queries(7):
        client.get(URL)
    make_staffed()
    make_staffed(NEXT_VILLAGE)
    with django_assert_num_queries(7):
        client.get(URL)


def test_the_list_leaves_as_a_workbook_with_a_record(as_user, cast):
    first = make_staffed()
    client = as_user(cast.township)
    answer = client.get(reverse("assistance:posts_export"), {"lacks": "members", "m": "2017-02"})
    assert answer.status_code == 200
    answer = client.get(reverse("assistance:posts_export"))
    sheet = openpyxl.load_workbook(
        io.BytesIO(b"".join(answer) if answer.streaming else answer.content)
    ).active
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert texts[0][0] == "翔凤镇驻村帮扶力量一览表"
    assert any(first.official.name in row for row in texts)
    assert "共2个村" in texts[1][0]


def test_the_page_of_a_village_shows_people_days_and_history(as_user, cast):
    first = make_staffed()
    make_days(first, leave=2)
    make_post(official=make_official("向旧"), since=dt.date(2015, 1, 1), until=dt.date(2016, 12, 31))
    make_task()
    page = as_user(cast.township).get(place())
    text = page.content.decode()
    assert [line["name"] for line in page.context["past"]] == ["向旧"]
    assert len(page.context["posts"]) == 5
    assert "第一书记兼队长" in text
    assert "请假 2" in text
    assert reverse("assistance:post_hand_over", args=[first.pk]) in text


def test_who_may_only_read_is_offered_no_form(as_user, cast):
    first = make_staffed()
    client = as_user(cast.cadre)
    assert "交接" not in client.get(place()).content.decode()
    assert client.get(reverse("assistance:post_end", args=[first.pk])).status_code == 403


def test_the_page_of_a_township_counts_its_task_force(as_user, cast):
    make_post(PostKind.TASK_FORCE, TOWNSHIP, is_head=True)
    text = as_user(cast.township).get(place(code=TOWNSHIP)).content.decode()
    assert "1 人，要求 3 至 6 人" in text
    assert "人数不合" in text
    assert as_user(cast.clerk).get(place(code="422827")).status_code == 404


def test_the_page_of_the_place_fetches_the_panel(as_user, cast):
    make_staffed()
    client = as_user(cast.township)
    assert place() in client.get(reverse("households:area", args=[VILLAGE])).content.decode()
    panel = client.get(place(), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in panel
    assert "第一书记兼队长" in panel


def test_a_team_and_its_first_secretary_come_through_the_forms(as_user, cast):
    unit = make_unit()
    client = as_user(cast.clerk)
    answer = client.post(place("team_start"), {"unit": unit.pk, "from_date": "2017.3.1"})
    assert answer.status_code == 302
    person = {"kind": "secretary", "name": "向一", "is_head": "on", "from_date": "2017年3月6日"}
    assert client.post(place("post_appoint"), person).status_code == 302
    post = Post.objects.get()
    assert (post.title, post.official.unit, post.from_date) == ("第一书记兼队长", unit, dt.date(2017, 3, 6))
    again = client.post(place("post_appoint"), person | {"name": "向二"})
    assert again.status_code == 400
    assert "请办交接" in again.content.decode()
    handed = {"name": "向二", "from_date": "2017-03-15"}
    assert client.post(reverse("assistance:post_hand_over", args=[post.pk]), handed).status_code == 302
    ended = {"to_date": "2017-03-20", "reason": "轮换"}
    assert (
        client.post(reverse("assistance:team_end", args=[ResidentTeam.objects.get().pk]), ended).status_code
        == 302
    )
    assert list(Post.objects.order_by("pk").values_list("to_date", flat=True)) == [
        dt.date(2017, 3, 14),
        dt.date(2017, 3, 20),
    ]


def test_wrong_days_are_told_in_the_form(as_user, cast):
    first = make_staffed()
    url = reverse("assistance:post_end", args=[first.pk])
    answer = as_user(cast.clerk).post(url, {"to_date": "2016-12-31"})
    assert answer.status_code == 400
    assert "不能早于到岗日期" in answer.content.decode()
    assert "看不懂" in as_user(cast.clerk).post(url, {"to_date": "昨天"}).content.decode()


def test_a_telephone_is_masked_and_kept_when_left_blank(as_user, cast):
    official = make_official(phone="15400000031")
    make_post(official=official)
    url = reverse("assistance:official_edit", args=[official.code])
    client = as_user(cast.township)
    text = client.get(url).content.decode()
    assert "15400000031" not in text
    assert re.search(r"154\*+0031", text)
    assert client.post(url, {"office": "主任", "reason": "核对"}).status_code == 302
    official.refresh_from_db()
    assert (official.office, official.phone) == ("主任", "15400000031")


def test_the_api_lists_people_of_a_day_without_telephones(as_user, cast):
    first = make_resident(make_team(), since=SINCE, until=dt.date(2017, 2, 28))
    client = as_user(cast.township)
    rows = client.get(reverse("assistance:api-post-list"), {"on": "2017-02-28"}).json()["results"]
    assert [row["official_code"] for row in rows] == [first.official.code]
    assert "phone" not in rows[0]
    assert client.get(reverse("assistance:api-post-list"), {"on": "2017-03-01"}).json()["results"] == []
