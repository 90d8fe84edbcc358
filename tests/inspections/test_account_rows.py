"""The lists behind the figures, a helper's account, late visits, the closing page, the API."""

import re
from urllib.parse import unquote

import pytest
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from kombu.exceptions import OperationalError

from inspections import tasks
from inspections.models import AccountFact, AccountLine, AccountMonth, AccountRule, AccountTally
from inspections.services.account import close_account, compute_account
from povertyapp.core import printing
from povertyapp.core.errors import Conflict
from povertyapp.core.models import ExportRecord
from povertyapp.core.period import Period
from tests.inspections.account_month import MARCH, march  # noqa: F401
from tests.inspections.factories import make_cared, visit
from tests.pdfs import text_of
from tests.reading import TOTAL


@pytest.fixture
def county(march, db):  # noqa: F811
    return march


@pytest.fixture
def cast(county):
    return county.cast


def page(client, user, name, *args, status=200, **query):
    client.force_login(user)
    answer = client.get(reverse(f"inspections:{name}", args=["2017-03", *args]), query)
    assert answer.status_code == status
    return answer.content.decode()


def total(text):
    return int(TOTAL.search(text)[1])


# ---- the rows behind a figure


def test_outcomes_of_facts_lines_and_figures_are_the_same(county):
    """The querysets, the view of the lines and the stored figures say the same of each rule."""
    account = county.account
    names = ("met", "partial", "failed", "excused", "falsified")
    rules = AccountRule.objects.filter(account=account, party_level="helper", subject="household")
    assert len(rules) == 5
    for rule in rules:
        facts = AccountFact.objects.with_outcome(rule)
        lines = AccountLine.objects.filter(account=account, rule=rule.rule)
        tally = AccountTally.objects.filter(account=account, rule=rule.rule, level="county").get()
        for name in names:
            count = facts.filter(outcome=name).count()
            assert count == lines.filter(outcome=name).count() == getattr(tally, name), (rule.rule, name)
        assert set(facts.values_list("household__household_no", "owed", "done", "struck", "outcome")) == set(
            lines.values_list("subject_code", "required", "delivered", "voided", "outcome")
        )


def test_list_shows_the_missing_households_with_their_helper(client, cast, county):
    text = page(client, cast.clerk, "ha_rows", "422827100", "LF-14")
    assert total(text) == 3
    for household in (county.missed, county.next_missed, county.lied):
        assert household.household_no in text
        assert household.get_absolute_url() in text
    assert county.visited.household_no not in text
    assert reverse("inspections:ha_helper", args=["2017-03", county.idle.code]) in text


@pytest.mark.parametrize(
    ("outcome", "expected"), [("all", 6), ("met", 3), ("failed", 3), ("missing", 3), ("excused", 0)]
)
def test_outcome_filter(client, cast, county, outcome, expected):
    assert total(page(client, cast.clerk, "ha_rows", "422827", "LF-14", outcome=outcome)) == expected


def test_partly_done_counts_as_missing(client, cast, county):
    text = page(client, cast.clerk, "ha_rows", "422827", "LF-17")
    assert total(text) == 1
    assert county.partial.household_no in text
    assert "部分完成" in text


def test_list_of_one_helper(client, cast, county):
    text = page(client, cast.clerk, "ha_rows", "422827", "LF-14", helper=county.busy.code)
    assert total(text) == 1
    assert county.next_missed.household_no in text


def test_household_without_helper_is_the_villages_gap(client, cast, county):
    text = page(client, cast.clerk, "ha_rows", "422827103201", "LF-13")
    assert total(text) == 1
    assert county.bare.household_no in text


def test_duties_about_parties_list_who_did_not_settle(client, cast, county):
    assert total(page(client, cast.clerk, "ha_rows", "422827100", "JZ-20V")) == 3
    text = page(client, cast.clerk, "ha_rows", "422827100", "JZ-20T")
    assert total(text) == 2
    assert reverse("inspections:ha_unit", args=["2017-03", "422827100204"]) in text


def test_list_without_the_page_is_a_fragment(client, cast, county):
    client.force_login(cast.clerk)
    url = reverse("inspections:ha_rows", args=["2017-03", "422827", "LF-14"])
    text = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert total(text) == 3


# ---- helpers


def test_unit_names_its_helpers_and_their_verdicts(client, cast, county):
    text = page(client, cast.township, "ha_unit", "422827100204")
    assert "向勤快" in text
    assert reverse("inspections:ha_helper", args=["2017-03", county.steady.code]) in text
    beyond = page(client, cast.township, "ha_unit", "422827100221")
    assert "覃两头" in beyond
    assert "账在上一级" in beyond
    assert reverse("inspections:ha_helper", args=["2017-03", county.busy.code]) not in beyond


def test_helpers_of_a_township_are_those_who_help_only_there(client, cast, county):
    assert total(page(client, cast.township, "ha_helpers")) == 2
    assert total(page(client, cast.clerk, "ha_helpers")) == 3
    assert total(page(client, cast.clerk, "ha_helpers", verdict="settled")) == 0


def test_helper_page_lists_each_line_with_its_evidence(client, cast, county):
    text = page(client, cast.clerk, "ha_helper", county.steady.code)
    counted = county.visited.visits.get()
    struck = county.lied.visits.get()
    assert counted.receipt in text
    assert re.search(rf"<s>[^<]*{struck.receipt}</s>", text)
    assert "产业扶持" in text


def test_contact_of_the_quarter_is_evidence(client, cast, county):
    text = page(client, cast.clerk, "ha_helper", county.busy.code)
    assert county.away.visits.get().receipt in text


def test_visit_that_came_late_is_no_evidence(client, cast, county):
    text = page(client, cast.clerk, "ha_helper", county.idle.code)
    assert county.missed.visits.get().receipt not in text


def test_helper_reads_his_own_account_and_no_other(client, cast, county):
    text = page(client, cast.helper, "ha_helper", county.idle.code)
    assert county.missed.household_no in text
    page(client, cast.helper, "ha_helper", county.steady.code, status=404)
    page(client, cast.helper, "ha_board", status=403)


def test_outsider_and_township_do_not_open_a_helper_of_the_county(client, cast, county):
    for who in (cast.outsider, cast.township, cast.cadre):
        page(client, who, "ha_helper", county.busy.code, status=404)
    page(client, cast.cadre, "ha_helper", county.idle.code)


@pytest.mark.skipif(bool(printing.why_not()), reason="pango is not on this machine")
def test_a_helper_prints_his_own_account_and_no_other(client, cast, county):
    def paper(user, helper, status=200, month="2017-03"):
        client.force_login(user)
        answer = client.get(reverse("inspections:ha_helper_pdf", args=[month, helper.code]))
        assert answer.status_code == status
        return answer

    text = page(client, cast.helper, "ha_helper", county.idle.code)
    assert reverse("inspections:ha_helper_pdf", args=["2017-03", county.idle.code]) in text
    made = paper(cast.helper, county.idle)
    record = ExportRecord.objects.latest("pk")
    assert (record.kind, record.area) == ("helper-sheet", county.places.village)
    assert county.idle.name not in unquote(made["Content-Disposition"])
    said = text_of(made.content).replace("\n", "")
    words = ("每月入户", "数据截至", "未锁定", county.missed.household_no, record.number)
    assert not [word for word in words if word not in said]
    assert county.missed.visits.get().receipt not in said  # it came late
    struck = text_of(paper(cast.clerk, county.steady).content).replace("\n", "")
    assert county.lied.visits.get().receipt in struck
    assert "已核销" in struck
    paper(cast.helper, county.steady, status=404)
    for who in (cast.outsider, cast.township, cast.cadre):
        paper(who, county.busy, status=404)
    paper(cast.leader, county.idle, status=403)
    assert "还没有出账" in paper(cast.clerk, county.idle, month="2016-12").content.decode()


@pytest.mark.skipif(bool(printing.why_not()), reason="pango is not on this machine")
def test_who_signs_an_account_finds_a_line_of_it_on_the_same_page():
    lines = "{% for n in lines %}<tr><td>一行</td></tr>{% endfor %}"
    rest = '{% include "papers/_legend.html" %}{% endblock %}'
    sheet = f'{{% extends "papers/base.html" %}}{{% block sheet %}}<table>{lines}</table>{rest}'
    template = engines["django"].from_string(sheet)
    for count in (31, 33, 35):  # around where the foot falls over to a second page
        html = template.render({"lines": range(count), "footer": "EX-1", "bar": None})
        *_before, last = printing._laid_out(html).pages
        said = "".join(getattr(box, "text", None) or "" for box in last._page_box.descendants())
        assert "签字" in said
        assert "一行" in said, count


def test_helper_page_of_a_month_without_account_says_so(client, cast, county):
    client.force_login(cast.clerk)
    answer = client.get(reverse("inspections:ha_helper", args=["2016-12", county.idle.code]))
    assert "还没有出账" in answer.content.decode()


def test_helper_page_asks_a_fixed_number_of_queries(client, cast, county):
    """One a child table that counts for a helper's duties, however many households he has."""
    client.force_login(cast.clerk)
    asked = []
    for _each in range(2):
        for _household in range(4):
            visit(make_cared(county.busy), county.busy, MARCH.start)
        compute_account(county.places.county, MARCH)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("inspections:ha_helper", args=["2017-03", county.busy.code]))
        asked.append(len(queries))
    assert asked[1] <= asked[0] <= 20


# ---- late visits


def test_late_visits_of_the_month_and_of_earlier_months(client, cast, county):
    text = page(client, cast.clerk, "ha_late")
    assert total(text) == 1
    assert county.missed.household_no in text
    text = page(client, cast.clerk, "ha_late", kind="earlier")
    assert total(text) == 1
    assert county.next_missed.household_no in text
    assert total(page(client, cast.township, "ha_late", area="422827100221")) == 0


# ---- closing


def test_closing_page_shows_the_steps_and_the_computation(client, cast, county):
    text = page(client, cast.clerk, "ha_close")
    assert "录入截止" in text
    assert county.account.digest in text
    assert reverse("inspections:ha_lock", args=["2017-03"]) in text
    assert reverse("inspections:ha_export", args=["2017-03"]) in text


def test_closing_is_the_offices_and_computing_not_the_leaders(client, cast, county):
    for who in (cast.township, cast.supervisor, cast.outsider):
        for name in ("ha_close", "ha_compute", "ha_lock"):
            page(client, who, name, status=403)
    page(client, cast.leader, "ha_compute", status=403)
    assert reverse("inspections:ha_compute", args=["2017-03"]) not in page(client, cast.leader, "ha_close")


def test_computing_asks_the_queue_and_shows_that_it_runs(client, cast, county, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.compute_account_task, "delay", lambda *args: asked.append(args))
    client.force_login(cast.clerk)
    answer = client.post(reverse("inspections:ha_compute", args=["2017-03"]))
    assert asked[0][:2] == ("422827", "2017-03")
    waiting = client.get(answer.url).content.decode()
    assert "正在计算" in waiting
    assert "刷新看结果" in waiting
    compute_account(county.places.county, MARCH)
    assert "刷新看结果" not in client.get(answer.url).content.decode()


def test_silent_queue_is_told_in_one_sentence(client, cast, county, monkeypatch):
    def silent(*args):
        raise OperationalError

    monkeypatch.setattr(tasks.compute_account_task, "delay", silent)
    client.force_login(cast.clerk)
    answer = client.post(reverse("inspections:ha_compute", args=["2017-03"]))
    assert answer.status_code == 400
    assert "任务队列没有应答" in answer.content.decode()


def test_first_computation_of_a_month_can_be_asked_for(client, cast, county):
    client.force_login(cast.clerk)
    text = client.get(reverse("inspections:ha_close", args=["2016-12"])).content.decode()
    assert "还没有算过" in text
    assert reverse("inspections:ha_compute", args=["2016-12"]) in text
    assert reverse("inspections:ha_lock", args=["2016-12"]) not in text


def test_locking_needs_a_reason_and_keeps_it(client, cast, county):
    compute_account(county.places.county, MARCH)
    url = reverse("inspections:ha_lock", args=["2017-03"])
    client.force_login(cast.leader)
    assert client.post(url, {"reason": " "}).status_code == 400
    assert client.post(url, {"reason": "看过草稿"}).status_code == 302
    assert not AccountMonth.objects.get(month="2017-03").is_closed
    assert "看过草稿" in page(client, cast.leader, "ha_close")
    client.force_login(cast.clerk)
    assert client.post(url, {"reason": "县领导小组月会"}).status_code == 302
    account = AccountMonth.objects.get(month="2017-03")
    assert account.is_closed
    assert account.closed_by == cast.clerk
    assert account.history.order_by("pgh_id").last().pgh_context.metadata["note"] == "县领导小组月会"
    again = client.post(url, {"reason": "再锁"})
    assert again.status_code == 400
    assert "不是草稿" in again.content.decode()
    assert "重新计算" not in page(client, cast.clerk, "ha_close")


def test_locking_a_draft_that_records_outran_is_a_conflict(client, cast, county):
    compute_account(county.places.county, MARCH)
    visit(county.missed, county.idle, MARCH.start)
    with pytest.raises(Conflict):
        close_account(county.places.county, Period(2017, 3))
    client.force_login(cast.leader)
    client.post(reverse("inspections:ha_lock", args=["2017-03"]), {"reason": "看过"})
    client.force_login(cast.clerk)
    answer = client.post(reverse("inspections:ha_lock", args=["2017-03"]), {"reason": "月会"})
    assert answer.status_code == 409


# ---- API


def api(client, user, name, month="2017-03", **query):
    client.force_login(user)
    return client.get(reverse(f"inspections:{name}", args=[month]), query)


def test_api_gives_the_parties_and_lines_in_scope(client, cast, county):
    parties = api(client, cast.township, "api_parties").json()["results"]
    assert {party["code"][:9] for party in parties if party["level"] != "helper"} == {"422827100"}
    county_wide = api(client, cast.clerk, "api_parties", level="township").json()
    assert {party["code"] for party in county_wide["results"]} == {"422827100", "422827103"}
    lines = api(client, cast.clerk, "api_lines", rule="LF-14", outcome="failed").json()
    assert lines["count"] == 3
    assert set(lines["results"][0]) >= {"party_code", "subject_code", "required", "delivered", "outcome"}


def test_api_hides_other_counties_and_months_without_account(client, cast, county):
    assert api(client, cast.outsider, "api_parties").json()["count"] == 0
    assert api(client, cast.outsider, "api_lines").json()["count"] == 0
    assert api(client, cast.clerk, "api_parties", month="2016-12").status_code == 404
    assert api(client, cast.clerk, "api_parties", month="x").status_code == 404
    assert api(client, cast.nobody, "api_parties").status_code == 403
