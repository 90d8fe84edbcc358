"""The county's rhythm: meetings, what they decide, the meeting mode, circulars, and HA-C1."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from inspections.choices import MeetingKind
from inspections.models import AccountUnitLine, Circular, MeetingDecision, PartyAccount, UnannouncedCheck
from inspections.services.account import close_account, compute_account
from inspections.services.checks import publish_round, report_round
from inspections.services.meetings import (
    answer_decision,
    decide,
    draft_circular,
    edit_circular,
    issue_circular,
    record_meeting,
)
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.todo import Tab, todos_of
from tests.inspections.account_month import APRIL, MARCH, march  # noqa: F401
from tests.inspections.checks import make_draw, make_round, visit_all
from tests.reading import TOTAL

FIGURE = re.compile(r'data-testid="(fig-[^"]+)" data-count="(\d+)" href="([^"]+)"')
TOWNSHIP, OTHER = "422827100", "422827103"


@pytest.fixture
def county(march, db):  # noqa: F811
    return march


@pytest.fixture
def cast(county):
    return county.cast


def party_of(account, code=TOWNSHIP, level="township"):
    return PartyAccount.objects.select_related("account").get(account=account, level=level, code=code)


def promise(county, **facts):
    usual = {"text": "没走到的户月底前走到", "due_on": clock.today() + dt.timedelta(days=9), "rule": "LF-14"}
    return decide(by=county.cast.clerk, party=party_of(county.account), **usual | facts)


def meet(county, kind, day, *, at=None):
    with time_machine.travel(clock.moment(at or day, 18), tick=False):
        return record_meeting(
            by=county.cast.clerk, area=county.places.county, kind=kind, held_on=day,
            title="", chair_name="县领导", attended=30, minutes="到会单位逐个交账。", source=None,
        )  # fmt: skip


def get(client, user, url, status=200):
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def mode_url(month="2017-03", unit=None):
    if unit:
        return reverse("inspections:ha_meeting_unit", args=[month, unit])
    return reverse("inspections:ha_meeting", args=[month])


# ---- what is decided


def test_a_decision_is_the_named_persons_to_do_until_he_answers(county, cast):
    made = promise(county, person=cast.township)
    todo = [item for item in todos_of(cast.township, Tab.DO) if item.what == made.text]
    assert [(item.due, item.whose) for item in todo] == [(made.due_on, "翔凤镇")]
    assert not [item for item in todos_of(cast.cadre, Tab.DO) if item.what == made.text]
    answer_decision(by=cast.township, decision=made, done=True, result="都走到了。")
    assert not [item for item in todos_of(cast.township, Tab.DO) if item.what == made.text]
    assert [item.what for item in todos_of(cast.township, Tab.DONE)].count(made.text) == 1


def test_the_same_matter_sent_twice_is_one(county):
    assert promise(county, person_name="包联领导") == promise(county, person_name="包联领导")
    assert MeetingDecision.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": " "}, "请写明要办的事"),
        ({"due_on": dt.date(2017, 1, 1)}, "时限不能早于今天"),
        ({"person_name": " "}, "请写明由谁负责"),
    ],
)
def test_a_decision_says_what_who_and_when(county, wrong, said):
    with pytest.raises(ValidationError, match=said):
        promise(county, **{"person_name": "包联领导"} | wrong)


def test_only_the_named_person_or_the_office_answers_and_what_is_done_stays_done(county, cast):
    made = promise(county, person=cast.township)
    with pytest.raises(PermissionDenied):
        answer_decision(by=cast.cadre, decision=made, done=True, result="办了")
    answer_decision(by=cast.township, decision=made, done=False, result="人手不够。")
    answer_decision(by=cast.clerk, decision=made, done=True, result="补办了。")
    with pytest.raises(ValidationError, match="不能改为"):
        answer_decision(by=cast.clerk, decision=made, done=False, result="改口")
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingDecision.objects.filter(pk=made.pk).update(result="")


# ---- the meeting mode


def test_units_come_in_the_official_order_with_what_they_owe(client, county, cast):
    text = get(client, cast.clerk, mode_url())
    assert "翔凤镇" in text
    assert f'href="{mode_url(unit=OTHER)}" rel="next" data-key="next"' in text
    for name, count, href in FIGURE.findall(text):
        total = TOTAL.search(client.get(href.replace("&amp;", "&")).content.decode())
        assert total, name
        assert total[1] == count, name
    assert 'rel="prev"' not in text
    assert f'href="{mode_url(unit=TOWNSHIP)}" rel="prev" data-key="prev"' in get(
        client, cast.clerk, mode_url(unit=OTHER)
    )


def test_last_months_promise_stands_beside_this_months_result(client, county, cast):
    promise(county, person_name="包联领导")
    promise(county, person_name="包联领导", text="把培训补上", rule="LF-20")
    compute_account(county.places.county, APRIL)
    text = get(client, cast.clerk, mode_url("2017-04", TOWNSHIP))
    last = text[text.index('id="last-h"') : text.index('id="promises"')]
    assert "没走到的户月底前走到" in last
    assert "还差" in last  # nobody was visited in April
    assert "把培训补上" in last


def test_a_decision_is_recorded_on_the_screen(client, county, cast):
    url = mode_url(unit=TOWNSHIP)
    due = clock.today() + dt.timedelta(days=10)
    client.force_login(cast.clerk)
    data = {"text": "补走三户", "rule": "LF-14", "person": cast.township.pk, "due_on": due.isoformat()}
    assert client.post(url, data).status_code == 302
    made = MeetingDecision.objects.get()
    assert (made.person, made.person_name, made.code, made.month) == (
        cast.township, "向专干", TOWNSHIP, "2017-03",
    )  # fmt: skip
    assert "补走三户" in get(client, cast.clerk, url)
    assert client.post(url, {**data, "person": cast.outsider.pk}).status_code == 400


def test_the_board_counts_promises_and_leads_to_them(client, county, cast):
    promise(county, person=cast.township)
    text = get(client, cast.clerk, reverse("inspections:ha_board", args=["2017-03"]))
    found = [row for row in FIGURE.findall(text) if row[0] == f"fig-promises-{TOWNSHIP}"]
    assert [row[1] for row in found] == ["1"]
    total = TOTAL.search(get(client, cast.clerk, found[0][2].replace("&amp;", "&")))
    assert total[1] == "1"


def test_who_may_not_decide_reads_without_a_form_and_others_see_no_unit(client, county, cast):
    text = get(client, cast.township, mode_url())
    assert "翔凤镇" in text
    assert 'name="text"' not in text
    client.force_login(cast.township)
    assert client.post(mode_url(unit=TOWNSHIP), {"text": "x"}).status_code == 403
    get(client, cast.township, mode_url(unit=OTHER), 404)
    get(client, cast.outsider, mode_url(unit=TOWNSHIP), 404)


def test_queries_of_a_screen_do_not_grow(client, county, cast, django_assert_max_num_queries):
    client.force_login(cast.clerk)
    for n in range(6):
        promise(county, person=cast.township, text=f"第{n}件事")
    with django_assert_max_num_queries(16):
        client.get(mode_url(unit=TOWNSHIP))


# ---- meetings


def test_a_meeting_is_recorded_once_with_minutes_and_not_before_it_was_held(client, county, cast):
    meeting = meet(county, MeetingKind.MONTHLY, dt.date(2017, 4, 9))
    get(client, cast.cadre, meeting.get_absolute_url(), 404)
    assert "逐个交账" in get(client, cast.leader, meeting.get_absolute_url())
    get(client, cast.outsider, meeting.get_absolute_url(), 404)
    with pytest.raises(ValidationError, match="已经登记过"):
        meet(county, MeetingKind.MONTHLY, dt.date(2017, 4, 9))
    with pytest.raises(ValidationError, match="不能晚于今天"):
        meet(county, MeetingKind.DISPATCH, clock.today() + dt.timedelta(days=1), at=clock.today())
    with pytest.raises(IntegrityError), transaction.atomic():
        type(meeting).objects.filter(pk=meeting.pk).update(minutes="")


# ---- HA-C1


def rhythm_of(county, period=MARCH):
    account = compute_account(county.places.county, period)
    found = AccountUnitLine.objects.filter(account=account, level="county")
    return {line.rule: line.outcome for line in found}


RHYTHM = {"LF-57A": MeetingKind.MONTHLY, "LF-57B": MeetingKind.DISPATCH, "JZ-16C": MeetingKind.ACCOUNTABILITY}


def test_the_county_owes_its_rhythm(county):
    lines = rhythm_of(county)
    assert {lines[rule] for rule in (*RHYTHM, "JZ-16A", "JZ-16B")} == {"failed"}


@pytest.mark.parametrize("rule", RHYTHM)
def test_each_meeting_meets_its_own_line(county, rule):
    meet(county, RHYTHM[rule], dt.date(2017, 3, 9))
    lines = rhythm_of(county)
    assert {code for code, outcome in lines.items() if outcome == "met"} & {*RHYTHM} == {rule}


def test_a_meeting_of_another_month_or_entered_after_the_cutoff_does_not_count(county):
    meet(county, MeetingKind.MONTHLY, dt.date(2017, 4, 1))
    meet(county, MeetingKind.DISPATCH, dt.date(2017, 3, 20), at=dt.date(2017, 4, 9))
    lines = rhythm_of(county)
    assert (lines["LF-57A"], lines["LF-57B"]) == ("failed", "failed")


def test_a_round_of_unannounced_checks_counts_once_its_circular_is_out(county, cast):
    with time_machine.travel(clock.moment(dt.date(2017, 3, 20), 9), tick=False):
        made = make_round(cast)
        visit_all(cast, make_draw(cast, made))
        report_round(by=cast.supervisor, round=made)
    assert rhythm_of(county)["JZ-16A"] == "failed"
    with time_machine.travel(clock.moment(dt.date(2017, 3, 28), 9), tick=False):
        publish_round(by=cast.supervisor, round=made, circular_no="来督〔2017〕3号")
    assert rhythm_of(county)["JZ-16A"] == "met"
    UnannouncedCheck.objects.update(is_unannounced=False)
    assert rhythm_of(county)["JZ-16A"] == "failed"  # who gave notice made no unannounced check


# ---- circulars


@pytest.fixture
def closed(county):
    county.account = close_account(county.places.county, MARCH)
    return county


def test_a_circular_is_drafted_from_a_closed_month_only(county, cast):
    with pytest.raises(ValidationError, match="还没有锁定"):
        draft_circular(by=cast.clerk, account=county.account)


def test_a_circular_names_units_and_officials_and_no_household(closed, cast):
    circular = draft_circular(by=cast.clerk, account=closed.account)
    said = str(circular.sections) + circular.opening
    assert "翔凤镇" in said
    assert "田没去" in said
    for home in (closed.missed, closed.visited, closed.bare):
        assert home.head_name not in said
        assert home.household_no not in said
    townships = next(section for section in circular.sections if section["title"].startswith("一"))
    assert [row[0] for row in townships["rows"]] == ["翔凤镇", "绿水镇"]


def test_another_person_signs_and_then_nothing_changes(client, closed, cast):
    circular = draft_circular(by=cast.clerk, account=closed.account)
    assert draft_circular(by=cast.clerk, account=closed.account) == circular
    words = {
        "title": "通报",
        "number": "来扶通〔2017〕3号",
        "opening": "交账情况如下。",
        "demands": "限期补上。",
    }
    edit_circular(by=cast.clerk, circular=circular, **words)
    with pytest.raises(ValidationError, match="起草的人不能签发"):
        issue_circular(by=cast.clerk, circular=circular)
    with pytest.raises(IntegrityError), transaction.atomic():
        Circular.objects.filter(pk=circular.pk).update(
            state="issued", issued_by=cast.clerk, issued_on=clock.today(), recorded_at=clock.now()
        )
    url = circular.get_absolute_url()
    get(client, cast.cadre, url, 404)
    client.force_login(cast.leader)
    assert client.post(reverse("inspections:bulletin_issue", args=[circular.pk])).status_code == 302
    circular.refresh_from_db()
    assert (circular.issued_by, circular.issued_on) == (cast.leader, clock.today())
    with pytest.raises(ValidationError, match="不能再改"):
        edit_circular(by=cast.clerk, circular=circular, **words)
    with pytest.raises(Conflict):
        draft_circular(by=cast.clerk, account=closed.account)
    assert "限期补上" in get(client, cast.supervisor, url)
    get(client, cast.outsider, url, 404)
