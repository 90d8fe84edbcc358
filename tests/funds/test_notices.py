"""Notices of money and projects: how long they hang, what stands on them, objections, and what goes by them."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError

from funds.choices.notices import NoticeKind, NoticeSubject
from funds.guards.notices import posted_long_enough
from funds.models import NoticeObjection
from funds.noticed import NoticeEntry, is_private, read_lines
from funds.services.notices import answer_objection, go_by_notices, object_to_notice, take_down
from tests.funds.notices import LINE, make_notice
from tests.households.factories import cast

pytestmark = pytest.mark.django_db

PROJECT = (NoticeSubject.PROJECT, "XM-1")


def day(number):
    return dt.date(2017, 3, number)


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def in_april():
    with time_machine.travel("2017-04-20 12:00+08:00", tick=False):
        yield


def lacking(on, kind=NoticeKind.BEFORE, subject=PROJECT):
    return posted_long_enough(*subject, kind, on, area_code="422827")


def test_a_step_goes_by_a_notice_that_hung_for_its_days(people):
    """国开办发〔2018〕11号: not less than ten days on the boards; the tenth day is the 11th of March."""
    assert "还没有村级公示（项目实施前）" in lacking(day(11))[0]
    make_notice(people.cadre, people.places.village)
    assert lacking(day(11)) == []
    (said,) = lacking(day(10))
    assert "只有 9 天，要满 10 天，2017-03-11 以后再办" in said
    assert lacking(day(11), kind=NoticeKind.AFTER) != []
    assert lacking(day(11), subject=(NoticeSubject.PROJECT, "XM-2")) != []


def test_each_level_is_asked_for_what_hangs_on_three(people):
    """C3: the library is published on three levels; one list names many projects."""
    places, named = people.places, {"kind": NoticeKind.LIBRARY, "subject_kind": NoticeSubject.COUNTY_YEAR}
    named |= {"subject_code": "2017"}
    make_notice(people.clerk, places.county, web_address="https://www.laifeng.gov.cn/gs/1", **named)
    make_notice(people.township, places.township, **named)
    (said,) = lacking(day(15), kind=NoticeKind.LIBRARY)
    assert "还没有村级公示（项目库）" in said
    make_notice(people.cadre, places.village, **named)
    assert lacking(day(15), kind=NoticeKind.LIBRARY) == []


def test_an_open_objection_stops_the_step_until_it_is_answered(people):
    notice = make_notice(people.cadre, people.places.village)
    made = object_to_notice(by=people.cadre, notice=notice, made_by="匿名", text="路线与规划不符", on=day(5))
    assert lacking(day(20)) == ["还有 1 条异议没有答复，请先答复。"]
    answer_objection(by=people.township, objection=made, answer="已现场核对，与规划一致", on=day(8))
    assert lacking(day(20)) == []
    with pytest.raises(ValidationError, match="已于 2017-03-08 答复"):
        answer_objection(by=people.township, objection=made, answer="再答复")


def test_who_objected_is_sealed(people):
    notice = make_notice(people.cadre, people.places.village)
    made = object_to_notice(by=people.cadre, notice=notice, made_by="向某", text="金额不对", on=day(5))
    with connection.cursor() as cursor:
        cursor.execute("SELECT made_by FROM funds_noticeobjection WHERE id = %s", [made.pk])
        assert "向某" not in cursor.fetchone()[0]
    assert NoticeObjection.objects.get(pk=made.pk).made_by == "向某"


def test_taken_down_early_it_says_why_and_counts_no_longer(people):
    notice = make_notice(people.cadre, people.places.village)
    with pytest.raises(ValidationError, match="还不满 10 天"):
        take_down(by=people.cadre, notice=notice, on=day(6))
    take_down(by=people.cadre, notice=notice, on=day(6), reason="金额写错")
    (said,) = lacking(day(20))
    assert "只挂了 5 天就取下，要满 10 天，请重新公示" in said


def test_what_a_step_went_by_was_not_taken_down_before(people):
    """Neither on the page nor in raw SQL."""
    notice = make_notice(people.cadre, people.places.village)
    go = {"by": people.clerk, "subject_kind": PROJECT[0], "code": PROJECT[1], "kind": NoticeKind.BEFORE}
    with pytest.raises(ValidationError, match="只有 3 天"):
        go_by_notices(**go, on=day(4))
    go_by_notices(**go, on=day(12))
    with pytest.raises(ValidationError, match="取下日期不能更早"):
        take_down(by=people.cadre, notice=notice, on=day(4), reason="补记")
    with pytest.raises(IntegrityError, match="went by this notice"), transaction.atomic():
        type(notice).objects.filter(pk=notice.pk).update(taken_down_on=day(4), down_reason="补记")
    take_down(by=people.cadre, notice=notice, on=day(12))


def test_what_was_put_up_stays(people):
    notice = make_notice(people.cadre, people.places.village)
    for change in (
        lambda: notice.lines.update(amount=1),
        lambda: notice.lines.all().delete(),
        lambda: type(notice).objects.filter(pk=notice.pk).update(posted_on=day(3)),
    ):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            change()


def test_all_that_is_wrong_is_said_at_once(people):
    village = people.places.village
    with pytest.raises(ValidationError) as told:
        make_notice(people.cadre, village, days=9, lines=[], place=" ", complaint_line="")
    assert set(told.value.message_dict) == {"days", "lines", "place", "complaint_line"}
    assert "至少公示 10 天，现在填的是 9 天" in str(told.value)
    with pytest.raises(ValidationError, match="请填网址"):
        make_notice(people.clerk, people.places.county)
    make_notice(people.cadre, village, kind=NoticeKind.LOANS, days=7)
    with pytest.raises(ValidationError, match="还挂着"):
        make_notice(people.cadre, village, kind=NoticeKind.LOANS)


@pytest.mark.parametrize(
    "text",
    [
        "422827199003079013",
        "４２２８２７１９９００３０７９０１３",
        "4228************13",
        "15412345678",
        "154 1234 5678",
        "8201 0012 3456 7890 123",
    ],
)
def test_no_number_of_a_person_is_put_up(people, text):
    assert is_private(text)
    entry = NoticeEntry(f"覃大一 {text}", "1组", "产业奖补")
    with pytest.raises(ValidationError, match="第 1 行有像证件、账号或电话的号码"):
        make_notice(people.cadre, people.places.village, lines=[entry])


def test_nor_what_ails_somebody(people):
    entry = NoticeEntry("覃大一", "1组", "因患病救助")
    with pytest.raises(ValidationError, match="写到健康情况（患病）"):
        make_notice(people.cadre, people.places.village, lines=[LINE, entry])
    for text in ("2017年第1批", "12300.00", "2017-03-01", "硬化 2.5 公里，宽 4.5 米"):
        assert not is_private(text)


def test_lines_are_read_as_people_write_them():
    read = read_lines("老茶村产业路｜老茶村｜硬化 2 公里｜120000\n\n覃大一,1组,产业奖补", [LINE])
    assert read[0] == NoticeEntry("老茶村产业路", "老茶村", "硬化 2 公里", Decimal(120000), "project", "XM-1")
    assert read[1] == NoticeEntry("覃大一", "1组", "产业奖补")
    with pytest.raises(ValidationError, match="第 1、3 行看不懂"):
        read_lines("只有名称\n甲|村|事\n乙|村|事|-5")
