"""The monthly sheet: one table a township, one sending, late said aloud."""

import pytest
import time_machine
from django.urls import reverse

from assistance.choices import PostKind
from assistance.models import Attendance
from povertyapp.core import clock
from povertyapp.core.models import MonthLock
from tests.assistance.teams import make_days, make_resident, make_team
from tests.households.factories import NEXT_VILLAGE, OTHER_VILLAGE, TOWNSHIP

pytestmark = pytest.mark.django_db
SHEET = reverse("assistance:attendance", args=[TOWNSHIP])
HOME = reverse("assistance:attendance_home")


@pytest.fixture
def posts(places):
    """Two people in one village, one in the next, and one in another township."""
    team = make_team()
    make_resident(make_team(OTHER_VILLAGE))
    return [
        make_resident(team),
        make_resident(team, PostKind.TEAM_MEMBER),
        make_resident(make_team(NEXT_VILLAGE)),
    ]


def fields(days):
    given = {f"days_{post.pk}": value for post, value in days.items()}
    return {"source": "township", **given, **{f"leave_{post.pk}": "" for post in days}}


def test_a_township_sends_its_sheet_in_one_go(as_user, cast, posts):
    first, member, other = posts
    client = as_user(cast.township)
    with time_machine.travel("2017-04-02 09:00+08:00", tick=False):
        page = client.get(SHEET, {"m": "2017-03"})
        assert [line["post"].pk for line in page.context["lines"]] == [post.pk for post in posts]
        answer = client.post(
            f"{SHEET}?m=2017-03", fields({first: "22", member: "２１", other: ""}), follow=True
        )
        text = answer.content.decode()
    assert "新登记 2 人" in text
    assert "补报" not in text
    assert set(Attendance.objects.values_list("post", "days")) == {(first.pk, 22), (member.pk, 21)}


def test_late_is_said_before_and_after_and_marked(as_user, cast, posts):
    client = as_user(cast.township)
    with time_machine.travel("2017-04-05 09:00+08:00", tick=False):
        assert "录入已截止" in client.get(SHEET, {"m": "2017-03"}).content.decode()
        answer = client.post(f"{SHEET}?m=2017-03", fields({posts[0]: "22"}), follow=True)
        assert "已过录入截止，记为补报" in answer.content.decode()
        assert answer.context["lines"][0]["row"].is_late
        MonthLock.objects.create(county=cast.places.county, month="2017-03", closed_at=clock.now())
        assert "账已锁定" in client.get(SHEET, {"m": "2017-03"}).content.decode()


def test_what_is_wrong_keeps_everything_entered(as_user, cast, posts):
    first, member, other = posts
    with time_machine.travel("2017-04-02 09:00+08:00", tick=False):
        client = as_user(cast.township)
        answer = client.post(f"{SHEET}?m=2017-03", fields({first: "32", member: "很多", other: "20"}))
        text = answer.content.decode()
        assert answer.status_code == 400
        assert "看不懂“很多”" in text
        answer = client.post(f"{SHEET}?m=2017-03", fields({first: "32", member: "21", other: "20"}))
        text = answer.content.decode()
        assert answer.status_code == 400
        assert "应在岗 31 天" in text
        assert 'value="21"' in text
        assert "还没有填" in client.post(f"{SHEET}?m=2017-03", fields({})).content.decode()
    assert not Attendance.objects.exists()


def test_who_may_only_read_sees_figures_and_no_fields(as_user, cast, posts):
    make_days(posts[0], days=19)
    with time_machine.travel("2017-04-02 09:00+08:00", tick=False):
        client = as_user(cast.leader)
        text = client.get(SHEET, {"m": "2017-03"}).content.decode()
        assert f"days_{posts[0].pk}" not in text
        assert "天数不足" in text
        assert client.post(f"{SHEET}?m=2017-03", fields({posts[0]: "22"})).status_code == 403
    assert as_user(cast.outsider).get(SHEET).status_code == 404


def test_the_county_sees_which_township_owes_its_sheet(as_user, cast, posts, django_assert_num_queries):
    make_days(posts[0])
    with time_machine.travel("2017-04-02 09:00+08:00", tick=False):
        client = as_user(cast.clerk)
        page = client.get(HOME, {"m": "2017-03"})
        counts = {
            row["object"].pk: (row["object"].people, row["object"].recorded) for row in page.context["rows"]
        }
        assert counts[TOWNSHIP] == (3, 1)
        assert counts[OTHER_VILLAGE[:9]] == (1, 0)
        with django_assert_num_queries(5):
            client.get(HOME, {"m": "2017-03"})
        client.get(SHEET, {"m": "2017-03"})
        with django_assert_num_queries(8):
            client.get(SHEET, {"m": "2017-03"})
