"""HA-T4: training of clerks and clean-up of the books (CB1-17, CB1-24): registers, pages, lines of the account."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from inspections.choices import Book
from inspections.models import AccountLine, WorkAttendee, WorkRound, WorkVillage
from inspections.services.account import compute_account
from inspections.services.work import (
    edit_round,
    make_round,
    record_training,
    record_village,
    untrained_clerks,
    withdraw_round,
)
from povertyapp.core import clock
from povertyapp.core.models import MonthLock
from povertyapp.core.period import Period
from povertyapp.core.todo import Tab, todos_of
from tests.households.factories import cast as make_cast
from tests.households.factories import make_household, make_user
from tests.inspections.sector import attend, go_through, make_register

MARCH = Period(2017, 3)
LATE = clock.moment(dt.date(2017, 4, 4), 9)


@pytest.fixture
def cast(db):
    return make_cast()


def asked(cast, kind="training", **facts):
    today = clock.today()
    usual = {"title": "第一期", "topics": ["indicators"], "from_on": today, "due_on": today}
    townships = [cast.places.township, cast.places.other_township]
    facts = {"townships": townships} | usual | facts
    return make_round(by=cast.clerk, county=cast.places.county, kind=kind, **facts)


def of(round_, cast):
    return round_.registers.select_related("round", "area").get(area=cast.places.township)


def village_of(round_, cast):
    rows = WorkVillage.objects.select_related("register__round", "area")
    return rows.get(register__round=round_, area=cast.places.village)


def lines(cast, rule, period=MARCH):
    account = compute_account(cast.places.county, period)
    rows = AccountLine.objects.filter(account=account, rule=rule)
    return {row.subject_code: (row.required, row.delivered, row.outcome) for row in rows}


def test_a_training_lists_the_clerks_of_each_township_and_is_done_when_all_attended(cast):
    round_ = asked(cast)
    register = of(round_, cast)
    assert {row.user for row in register.attendees.all()} == {cast.township, cast.cadre}
    facts = {"by": cast.township, "register": register, "held_on": clock.today()}
    record_training(**facts, users={cast.township.pk}, names=["田新来"])
    assert (round_.registers.with_coverage().get(area=register.area_id).done) == 2
    assert cast.cadre in untrained_clerks("422827")
    first = register.attendees.get(user=cast.township).recorded_at
    new = make_user("new", "cadre", cast.places.next_village)
    record_training(**facts, users={cast.township.pk, cast.cadre.pk}, names=["田新来"])
    assert register.attendees.get(user=cast.township).recorded_at == first
    found = round_.registers.with_coverage().get(area=register.area_id)
    assert (found.done, found.total) == (3, 4)  # the new clerk came onto the list
    new.grants.update(to_date=clock.today() - dt.timedelta(days=1))
    record_training(**facts, users={cast.township.pk, cast.cadre.pk}, names=["田新来"])
    assert round_.registers.with_coverage().get(area=register.area_id).total == 3
    assert list(untrained_clerks("422827")) == []


def test_a_clean_up_counts_each_village_and_wants_every_household_and_every_book(cast):
    make_household(area=cast.places.village)
    make_household(area=cast.places.village)
    row = village_of(asked(cast, "cleanup"), cast)
    facts = {"by": cast.cadre, "village": row, "done_on": clock.today(), "faults": 3, "mended": 2}
    record_village(**facts, gone_through=2, books=[Book.CARDS])
    assert row.recorded_at is None
    record_village(**facts, gone_through=2, books=list(Book))
    first = row.recorded_at
    assert first
    make_household(area=cast.places.village)  # comes later: what was complete stays so
    record_village(**facts, gone_through=2, books=list(Book), note="齐")
    assert (row.in_scope, row.recorded_at) == (2, first)
    record_village(**facts, gone_through=1, books=list(Book))
    assert row.recorded_at is None
    with pytest.raises(ValidationError, match="不能多于应清理"):
        record_village(**facts, gone_through=9, books=list(Book))
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkVillage.objects.filter(pk=row.pk).update(recorded_at=clock.now())


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"due_on": dt.date(2017, 3, 1), "from_on": dt.date(2017, 3, 2)}, "不能早于开始"),
        ({"topics": []}, "请选培训内容"),
        ({"townships": []}, "请选乡镇"),
        ({"from_on": dt.date(2017, 3, 1), "due_on": dt.date(2017, 3, 9)}, "已经锁定"),
    ],
)
def test_what_a_round_refuses(cast, change, error):
    MonthLock.objects.create(county=cast.places.county, month="2017-03", closed_at=clock.now())
    with pytest.raises(ValidationError, match=error):
        asked(cast, **change)
    assert not WorkRound.objects.exists()


def test_a_day_to_come_or_before_the_round_is_refused(cast):
    register = of(asked(cast), cast)
    for day in (clock.today() + dt.timedelta(days=1), clock.today() - dt.timedelta(days=1)):
        with pytest.raises(ValidationError, match="日期不能晚于今天|才开始"):
            record_training(by=cast.township, register=register, held_on=day, users=set())
    assert not WorkAttendee.objects.done().exists()


def test_what_comes_after_the_month_or_after_the_cut_off_does_not_count(cast):
    done, late, after = (make_register(cast.places.township) for _each in range(3))
    empty, other_month = make_register(cast.places.township), make_register(
        cast.places.township, due_on=dt.date(2017, 4, 2)
    )  # fmt: skip
    attend(done, "向甲", on=dt.date(2017, 3, 31), recorded_at=clock.moment(dt.date(2017, 4, 3), 23))
    attend(late, "向甲", recorded_at=LATE)
    attend(after, "向甲", on=dt.date(2017, 4, 1))
    found = lines(cast, "CB1-17")
    assert found[done.round.code] == (1, 1, "met")
    for register in (late, after, empty):
        assert found[register.round.code] == (1, 0, "failed")
    assert other_month.round.code not in found


def test_a_village_too_late_and_a_round_withdrawn(cast):
    register, gone = (
        make_register(cast.places.township, "cleanup"),
        make_register(cast.places.township, "cleanup"),
    )
    go_through(register, cast.places.village)
    go_through(register, cast.places.next_village, recorded_at=LATE)
    assert lines(cast, "CB1-24")[register.round.code] == (2, 1, "failed")
    withdraw_round(by=cast.clerk, round=gone.round, reason="并到下一次")
    assert set(lines(cast, "CB1-24")) == {register.round.code}
    with pytest.raises(ValidationError, match="已经撤销"):
        edit_round(by=cast.clerk, round=gone.round, title="x", asks="", due_on=gone.round.due_on)
    MonthLock.objects.create(county=cast.places.county, month="2017-03", closed_at=clock.now())
    with pytest.raises(ValidationError, match="不能再撤销"):
        withdraw_round(by=cast.clerk, round=register.round, reason="x")
    with pytest.raises(ValidationError, match="已经锁定"):
        edit_round(by=cast.clerk, round=register.round, title="x", asks="", due_on=dt.date(2017, 4, 2))


def test_the_pages_from_the_office_to_the_village(client, cast):
    make_household(area=cast.places.village)
    client.force_login(cast.clerk)
    today = clock.today().isoformat()
    form = {"county": "422827", "kind": "cleanup", "title": "全面清理", "from_on": today, "due_on": today}
    answer = client.post(
        reverse("inspections:work_round_add"), form | {"townships": ["422827100", "422827103"]}
    )
    assert answer.status_code == 302, answer.content.decode()
    round_ = WorkRound.objects.get()
    assert "0/2" in client.get(reverse("inspections:work_rounds")).content.decode()
    assert "绿水镇" in client.get(round_.get_absolute_url()).content.decode()
    assert todos_of(cast.township, Tab.DO)[0].url == of(round_, cast).get_absolute_url()
    client.force_login(cast.cadre)
    page = client.get(round_.get_absolute_url()).content.decode()
    assert "老茶村" in page  # his own village, not the townships
    assert "绿水镇" not in page
    url = reverse("inspections:work_village", args=[round_.code, cast.places.village.pk])
    assert [todo.url for todo in todos_of(cast.cadre, Tab.DO)] == [url]
    said = {"done_on": today, "gone_through": "1", "books": list(Book), "faults": "0", "mended": "0"}
    assert client.post(url, said | {"mended": "1"}).status_code == 400
    assert client.post(url, said).url == round_.get_absolute_url()
    assert todos_of(cast.cadre, Tab.DO) == []
    client.force_login(cast.township)
    assert "1/1" in client.get(of(round_, cast).get_absolute_url()).content.decode()
    assert (
        client.get(reverse("inspections:work_register", args=[round_.code, "422827103"])).status_code == 404
    )


def test_the_page_of_a_training(client, cast, django_assert_max_num_queries):
    round_ = asked(cast)
    url = reverse("inspections:work_training", args=[round_.code, "422827100"])
    client.force_login(cast.township)
    assert "覃支书" in client.get(url).content.decode()
    keys = [f"u{cast.township.pk}", f"u{cast.cadre.pk}"]
    answer = client.post(url, {"held_on": clock.today().isoformat(), "present": keys, "others": "田新来\n"})
    assert answer.status_code == 302
    with django_assert_max_num_queries(12):
        page = client.get(answer.url).content.decode()
    assert "3/3" in page
    assert "田新来" in page
    client.force_login(cast.clerk)
    assert "有录入权的账号都参加过培训" in client.get(round_.get_absolute_url()).content.decode()
    assert (
        client.post(
            reverse("inspections:work_round_withdraw", args=[round_.code]), {"reason": ""}
        ).status_code
        == 400
    )
    client.post(reverse("inspections:work_round_withdraw", args=[round_.code]), {"reason": "改期"})
    client.force_login(cast.township)
    assert client.post(url, {"held_on": clock.today().isoformat(), "present": keys}).status_code == 400
