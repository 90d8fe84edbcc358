"""What assistance puts into 待办, and that the digest of all asks the same as the page of one."""

import datetime as dt

import pytest
import time_machine

from assistance.choices import Channel
from assistance.models import HelperAssignment
from assistance.standing import standings, tally
from households.choices import Presence
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.models import Notice, RuleParameter
from povertyapp.core.period import Period
from povertyapp.core.reminding import DUES, remind
from povertyapp.core.todo import Tab, todos_of
from tests.assistance.factories import make_helped, make_helper, make_visit, put_in_charge
from tests.households.factories import COUNTY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TODAY = dt.date(2017, 3, 20)


def lines(user, tab=Tab.DO):
    return {(str(item.kind), item.what): item for item in todos_of(user, tab)}


def kinds(user, tab=Tab.DO):
    return sorted(str(item.kind) for item in todos_of(user, tab))


def due_of(code, user, today=TODAY):
    """Return (how many, by when) that the digest of everybody finds for one user."""
    return [(due.count, due.due_on) for due in DUES[code].find(COUNTY, today) if due.user_id == user.pk]


def test_visits_of_the_month_are_one_line_with_a_count(cast, helped):
    household, helper = helped
    make_helped(helper=helper)
    make_helped(helper=helper)
    make_visit(household, helper)
    line = lines(cast.helper)["走访", "2 户本月还没有入户"]
    assert (line.count, line.due) == (2, TODAY)
    assert "最迟 3月31日" in line.why
    assert due_of("visits", cast.helper) == [(2, TODAY)]
    with time_machine.travel("2017-03-21 12:00+08:00", tick=False):
        assert lines(cast.helper)["走访", "2 户本月还没有入户"].due == dt.date(2017, 3, 31)


def test_page_of_the_phone_and_to_do_count_alike(cast, helped):
    _household, helper = helped
    make_helped(helper=helper)
    found = standings(Household.objects.filter(answered_by=cast.helper), Period.current())
    assert tally(found, "LF-14").left == todos_of(cast.helper, Tab.DO)[0].count == 2


def test_who_has_visited_all_and_who_helps_nobody_has_no_line(cast, helped):
    make_visit(*helped)
    assert kinds(cast.helper) == kinds(cast.cadre) == []
    assert due_of("visits", cast.helper) == due_of("visits", cast.cadre) == []


def test_a_household_away_is_a_call_of_the_quarter(cast):
    household, helper = make_helped(user=cast.helper, presence=Presence.ALL_AWAY)
    assert ("联系", "1 户外出户本季还没有联系") in lines(cast.helper)
    assert due_of("contacts", cast.helper) == [(1, TODAY)]
    make_visit(household, helper, dt.date(2017, 1, 9), channel=Channel.PHONE)
    assert kinds(cast.helper) == []
    assert due_of("contacts", cast.helper) == []


def test_last_month_can_still_be_entered_until_the_cut_off(cast, helped):
    with time_machine.travel("2017-04-03 12:00+08:00", tick=False):
        line = lines(cast.helper)["走访", "1 户上月没有入户记录"]
        assert (line.due, line.state) == (dt.date(2017, 3, 31), "bad")
        assert "3 日录入截止前补录" in line.why
        assert (1, dt.date(2017, 3, 31)) in due_of("visits", cast.helper, clock.today())
    with time_machine.travel("2017-04-04 12:00+08:00", tick=False):
        assert ("走访", "1 户上月没有入户记录") not in lines(cast.helper)


def test_the_cut_off_of_last_month_is_the_one_that_was_in_force_then(cast, helped):
    parameter = {"name": "account.entry_cutoff_day", "area_id": COUNTY}
    RuleParameter.objects.create(**parameter, value=6, effective_from=dt.date(2017, 3, 1))
    RuleParameter.objects.create(**parameter, value=2, effective_from=dt.date(2017, 4, 1))
    with time_machine.travel("2017-04-06 12:00+08:00", tick=False):
        assert "6 日录入截止前补录" in lines(cast.helper)["走访", "1 户上月没有入户记录"].why
    with time_machine.travel("2017-04-07 12:00+08:00", tick=False):
        assert ("走访", "1 户上月没有入户记录") not in lines(cast.helper)


def test_a_household_that_was_handed_on_is_no_longer_mine(cast, helped):
    household, helper = helped
    HelperAssignment.objects.filter(helper=helper).update(to_date=dt.date(2017, 3, 18))
    put_in_charge(make_helper(), household, dt.date(2017, 3, 19))
    assert kinds(cast.helper) == []
    assert due_of("visits", cast.helper) == []


def test_new_households_are_told_for_some_days(cast):
    household, old = make_helped()
    HelperAssignment.objects.filter(helper=old).update(to_date=dt.date(2017, 3, 14))
    put_in_charge(make_helper(user=cast.helper), household, dt.date(2017, 3, 15))
    assert ("新交给我的户", "1 户从 3月15日起由您帮扶") in lines(cast.helper, Tab.READ)
    assert kinds(cast.cadre, Tab.READ) == []
    with time_machine.travel("2017-03-30 12:00+08:00", tick=False):
        assert "新交给我的户" not in kinds(cast.helper, Tab.READ)


def promised(helped, day=dt.date(2017, 3, 6), on=dt.date(2017, 3, 23), **more):
    return make_visit(*helped, day, next_promise="送两头猪崽", next_promise_on=on, **more)


def test_a_promise_comes_due(cast, helped):
    promised(helped)
    line = lines(cast.helper)["约定", "送两头猪崽"]
    assert (line.due, helped[0].household_no in line.url) == (dt.date(2017, 3, 23), True)
    assert due_of("promises", cast.helper) == [(1, dt.date(2017, 3, 23))]
    assert "约定" not in kinds(cast.cadre)


@pytest.mark.parametrize("case", ["far", "kept", "voided", "no_day", "long_ago"])
def test_a_promise_that_is_not_due(cast, helped, case):
    made = {
        "far": {"on": dt.date(2017, 3, 24)},
        "voided": {"voided_at": clock.now(), "void_kind": "disproved"},
        "no_day": {"on": None},
        "long_ago": {"day": dt.date(2016, 12, 5), "on": dt.date(2017, 1, 5)},
    }
    promised(helped, **made.get(case, {}))
    if case == "kept":
        make_visit(*helped, dt.date(2017, 3, 18), channel=Channel.PHONE, last_promise="done")
    assert "约定" not in kinds(cast.helper)
    assert due_of("promises", cast.helper) == []


def test_many_promises_end_in_one_line(cast, helped, monkeypatch):
    monkeypatch.setattr("assistance.todo.visits.PROMISES_NAMED", 1)
    promised(helped)
    promised(make_helped(helper=helped[1]))
    assert "另有 1 项约定到期" in {what for _kind, what in lines(cast.helper)}


def test_late_entries_are_told_to_who_entered_them(cast, helped):
    late = {"recorded_at": clock.moment(TODAY, 9), "recorded_by": cast.helper}
    make_visit(*helped, dt.date(2017, 2, 20), **late)
    line = lines(cast.helper, Tab.READ)["补报", "1 次走访在录入截止以后才录"]
    assert "m=2017-02" in line.url
    assert "补报" not in kinds(cast.cadre, Tab.READ)


def test_visits_entered_stand_among_what_is_done(cast, helped):
    make_visit(*helped, recorded_by=cast.helper)
    make_visit(*helped, recorded_by=cast.helper)
    assert ("走访", "录入 2 次走访或联系") in lines(cast.helper, Tab.DONE)
    assert kinds(cast.cadre, Tab.DONE) == []


def test_who_checks_visits_is_told_of_odd_ones(cast, helped):
    household, helper = helped
    hours = {
        "began_at": clock.moment(dt.date(2017, 3, 6), 9),
        "ended_at": clock.moment(dt.date(2017, 3, 6), 10),
    }
    make_visit(household, helper, dt.date(2017, 3, 6), **hours)
    make_visit(make_helped(helper=helper)[0], helper, dt.date(2017, 3, 6), **hours)
    assert ("可疑走访", "本月 2 次走访有疑点") in lines(cast.supervisor, Tab.READ)
    assert "可疑走访" not in kinds(cast.township, Tab.READ) + kinds(cast.helper, Tab.READ)


def test_the_digest_of_a_morning(cast, helped):
    promised(helped, day=dt.date(2017, 2, 6), on=dt.date(2017, 3, 19))
    assert remind(clock.now()) == 3
    digest = Notice.objects.get(kind="digest")
    assert digest.reader == cast.helper
    assert digest.facts == {
        "visits": {"n": 1, "due": "2017-03-20"},
        "promises": {"n": 1, "due": "2017-03-19"},
    }
    told = {item.kind: item.what for item in todos_of(cast.helper, Tab.READ) if item.notice}
    assert told["今日提醒"] == "走访 1 户、和农户的约定 1 项"
    assert helped[0].head_name not in str(list(Notice.objects.values_list("facts", "key")))


def test_queries_do_not_grow_with_households(
    cast, helped, django_assert_num_queries, django_assert_max_num_queries, client
):
    client.force_login(cast.helper)
    client.get("/todo/")
    with django_assert_max_num_queries(8) as few:
        client.get("/todo/")
    for _more in range(4):
        make_visit(*make_helped(helper=helped[1]), dt.date(2017, 3, 3), recorded_by=cast.helper)
    with django_assert_num_queries(len(few)):
        client.get("/todo/")
