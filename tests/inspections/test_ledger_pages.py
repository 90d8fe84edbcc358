"""The pages of the ledger: counts that lead to their lines, one problem in full, the export of a list."""

import datetime as dt
import io
import re

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse

from inspections.models import NoticeSource, Problem, RectificationMeasure
from inspections.querysets.ledger import IN_ORDER
from inspections.services import ledger
from inspections.services.ledger import load_plan
from inspections.views.ledger import LedgerList
from povertyapp.core import clock
from povertyapp.core.models import ExportRecord, RuleParameter
from povertyapp.core.printing import why_not
from povertyapp.core.todo import Tab, todos_of
from tests.data import FIXTURES
from tests.households.factories import make_user
from tests.inspections.rectifying import TODAY, make_measure, make_problem
from tests.pdfs import has_its_fonts, pages_of, text_of

LEDGER = FIXTURES / "rectification-ledger-laifeng.xlsx"
URL = "/rectification/"


@pytest.fixture
def recorded(cast):
    call_command("import_ledger", str(LEDGER), stdout=io.StringIO())
    return cast


def page(client, user, url=URL, **headers):
    client.force_login(user)
    answer = client.get(url, **headers)
    return answer, answer.content.decode(errors="replace")


def total(html):
    return int(re.search(r'data-testid="total" data-count="(\d+)"', html)[1])


def chips(html):
    found = re.findall(r'href="([^"]*)" data-testid="fig-ledger-([a-z_]+)" data-count="(\d+)"', html)
    return {name: (url.replace("&amp;", "&"), int(count)) for url, name, count in found}


def test_every_state_count_equals_the_list_behind_it(client, recorded):
    answer, html = page(client, recorded.clerk)
    assert answer.status_code == 200
    counts = chips(html)
    assert set(counts) == {
        "all", "not_started", "in_progress", "submitted", "sent_back", "closed", "overdue",
    }  # fmt: skip
    assert counts["all"][1] == total(html) == 25
    assert sum(count for name, (_url, count) in counts.items() if name != "all") == 25
    for url, count in counts.values():
        _answer, behind = page(client, recorded.clerk, url)
        assert total(behind) == count


def test_a_grade_that_is_pressed_leads_away_and_is_no_figure(client, recorded):
    _answer, html = page(client, recorded.clerk, f"{URL}?grade=blue")
    assert "fig-ledger-grade-red" in html
    assert "fig-ledger-grade-blue" not in html
    assert 'id="chip-ledger-grade-blue" href="/rectification/?"' in html


def test_counts_follow_the_other_conditions(client, recorded):
    _answer, html = page(client, recorded.clerk, f"{URL}?unit=县财政局&state=closed")
    counts = chips(html)
    assert counts["all"][1] == 4
    assert counts["closed"][1] == total(html) == 2
    assert "unit=" in counts["submitted"][0]


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("category=精准施策", 10),
        ("q=合作社", 3),
        ("q=覃昌柏", 1),
        ("problem=zg-2017-004", 1),
        ("due=past", 2),
        ("due=none", 22),
        ("due=soon", 0),
        ("area=422827", 25),
        ("state=closed&sort=-people", 6),
    ],
)
def test_conditions(client, recorded, query, lines):
    _answer, html = page(client, recorded.clerk, f"{URL}?{query}")
    assert total(html) == lines


@pytest.mark.parametrize(
    "query", ["", "state=in_progress", "q=县", "state=overdue&unit=县财政局", "sort=-people"]
)
def test_pages_put_together_are_the_list(client, recorded, monkeypatch, query):
    """Of the ledger's order only the problems of a page are read: none is lost or shown twice where pages part."""
    for rows in (1, 3, 4, 40):
        monkeypatch.setattr(LedgerList, "page_rows", rows)
        asked = pages(client, recorded.clerk, query)
        whole = asked[0]["filter"].qs
        whole = whole.order_by("-responsible_unit", *IN_ORDER) if "sort" in query else whole.in_ledger_order()
        shown = [row["object"].pk for context in asked for row in context["rows"]]
        assert shown == list(whole.values_list("pk", flat=True))
        assert len(shown) == asked[0]["pager"].paginator.count
        assert all(len(context["rows"]) == rows for context in asked[:-1])


def pages(client, user, query):
    client.force_login(user)
    first = client.get(f"{URL}?{query}").context
    more = range(2, first["pager"].paginator.num_pages + 1)
    return [first, *(client.get(f"{URL}?{query}&page={number}").context for number in more)]


def test_the_list_costs_a_fixed_number_of_queries(client, recorded, django_assert_max_num_queries):
    client.force_login(recorded.clerk)
    client.get(URL)
    with django_assert_max_num_queries(8):
        client.get(URL)


def test_htmx_gets_the_table_and_the_counts_alone(client, recorded):
    _answer, html = page(client, recorded.clerk, headers={"hx-request": "true"})
    assert "<html" not in html
    assert 'id="states" hx-swap-oob="true"' in html
    assert total(html) == 25


def test_a_deadline_says_how_far_it_is(client, recorded):
    over = (clock.today() - dt.date(2017, 6, 30)).days
    _answer, html = page(client, recorded.clerk, f"{URL}?state=overdue")
    assert f"超 {over} 天" in html
    assert "持续推进" in page(client, recorded.clerk, f"{URL}?problem=ZG-2017-003")[1]


def test_one_problem_with_its_measures(client, recorded):
    problem = Problem.objects.get(number=9)
    answer, html = page(client, recorded.clerk, problem.get_absolute_url())
    assert answer.status_code == 200
    for text in (
        "统筹资金绩效差",
        "项目管理不严格",
        "库内立项、库外不受",
        "向珍姣",
        "县文件1份",
        "2017-05-12",
    ):
        assert text in html
    assert "销号日期早于整改动员日2017-05-23" in html
    assert "录自 rectification-ledger-laifeng.xlsx" in html
    assert "2017-06" in html
    assert "“三留守”关爱服务体系建设不够" in html
    assert page(client, recorded.clerk, f"{URL}ZG-2017-009/")[0].status_code == 200


def test_a_problem_without_measure_says_so(client, recorded):
    _answer, html = page(client, recorded.clerk, f"{URL}ZG-2017-004/")
    assert "还没有整改措施" in html


def test_the_plan_shows_where_its_text_contradicts_itself(client, cast):
    load_plan(by=None, county=cast.places.county)
    problem = RectificationMeasure.objects.get(number=15).problem
    _answer, html = page(client, cast.clerk, problem.get_absolute_url())
    assert "原文不一致之处 15 条" in html
    assert "不少于 1,455" in html
    assert "2017-05-23" in html


def test_a_number_of_two_counties_needs_its_county(client, recorded):
    other = recorded.places.outsider_county
    source = NoticeSource.objects.create(area=other, year=2017, name="自查")
    Problem.objects.create(
        area=other, county=other, source=source, number=1, no="ZG-2017-001", text="别县问题"
    )
    boss = make_user("boss", "office", recorded.places.prefecture)
    assert page(client, boss, f"{URL}ZG-2017-001/")[0].status_code == 404
    assert "别县问题" in page(client, boss, f"{URL}422828-ZG-2017-001/")[1]
    assert "别县问题" not in page(client, recorded.clerk, f"{URL}ZG-2017-001/")[1]
    answer, _html = page(client, boss, f"{URL}export/")
    assert answer.status_code == 302
    assert page(client, boss, f"{URL}export/?area=422828")[0].status_code == 200


def test_an_outsider_sees_nothing(client, recorded):
    _answer, html = page(client, recorded.outsider)
    assert total(html) == 0
    assert "县财政局" not in html
    problem = Problem.objects.get(number=1)
    for url in (problem.get_absolute_url(), f"{URL}ZG-2017-001/"):
        assert page(client, recorded.outsider, url)[0].status_code == 404


def test_verbs(client, recorded):
    assert page(client, recorded.nobody)[0].status_code == 403
    assert page(client, recorded.leader)[0].status_code == 200
    assert page(client, recorded.leader, f"{URL}export/")[0].status_code == 403
    assert reverse("inspections:ledger_xlsx") not in page(client, recorded.leader)[1]
    client.logout()
    assert client.get(URL).status_code == 302


def test_the_export_is_what_the_page_shows(client, recorded):
    _answer, html = page(client, recorded.clerk, f"{URL}?state=closed&unit=县财政局")
    assert "/rectification/export/?state=closed" in html
    answer, _html = page(client, recorded.clerk, f"{URL}export/?state=closed&unit=县财政局")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert ".xlsx" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    ws = openpyxl.load_workbook(io.BytesIO(answer.content))["整改台账"]
    assert ",共2条:已销号2)" in ws["A2"].value
    assert {ws["K6"].value, ws["K7"].value} == {"县财政局"}
    record = ExportRecord.objects.get()
    assert record.made_by == recorded.clerk
    assert record.filters == {"状态": "已销号", "责任单位": "县财政局"}
    assert record.area == recorded.places.county
    assert ws.oddFooter.right.text.startswith(f"{record.number} clerk ")
    assert "筛选条件:状态=已销号、责任单位=县财政局" in ws["A9"].value


def test_a_township_exports_only_its_own(client, recorded):
    problem = Problem.objects.get(number=1)
    Problem.objects.filter(pk=problem.pk).update(area=recorded.places.township)
    RectificationMeasure.objects.filter(problem=problem).update(area=recorded.places.township)
    answer, _html = page(client, recorded.township, f"{URL}export/")
    ws = openpyxl.load_workbook(io.BytesIO(answer.content))["整改台账"]
    assert ws["A1"].value.startswith("来凤县")
    assert ws["A3"].value == "填报单位:翔凤镇(盖章)"
    assert ",共1条:" in ws["A2"].value
    assert ExportRecord.objects.get().area == recorded.places.township


def test_an_empty_export_from_the_page(client, recorded):
    answer, _html = page(client, recorded.outsider, f"{URL}export/")
    ws = openpyxl.load_workbook(io.BytesIO(answer.content))["整改台账"]
    assert ws["A6"].value == "本条件下无问题"
    assert ws["A1"].value == "鹤峰县问题整改台账"


def test_the_paper_is_asked_for_under_the_conditions_of_the_page(client, cast, monkeypatch):
    monkeypatch.setattr("inspections.views.ledger.lists.why_not", str)
    _answer, html = page(client, cast.clerk, f"{URL}?state=closed&path=x&category=a&category=b")
    found = [url.replace("&amp;", "&") for url in re.findall(r'href="([^"]+export\.pdf[^"]*)"', html)]
    asked = f"{URL}export.pdf?state=closed&path=x&category=a&category=b"
    assert found == [asked, f"{asked}&paper=a3"]


@pytest.mark.skipif(bool(why_not()), reason="pango is not on this machine")
@pytest.mark.parametrize(("paper", "size"), [("a4", (297, 210)), ("a3", (420, 297))])
def test_the_ledger_on_paper_has_the_columns_of_the_workbook(client, recorded, paper, size):
    answer, _html = page(client, recorded.clerk, f"{URL}export.pdf?state=closed&paper={paper}")
    assert set(pages_of(answer.content)) == {size}
    assert has_its_fonts(answer.content)
    said = text_of(answer.content).replace("\n", "")
    for word in ("整改台账", "整改进展及成效", "已销号", ExportRecord.objects.get().number, "状态"):
        assert word in said, word
    assert "未启动" not in said


def test_who_does_not_answer_for_a_measure_sees_it_so_many_days_before(client, cast):
    """How many days the county's parameter says: the list and 待办 go by the same."""
    problem = make_problem(cast.places.county, cast.places.township)
    measure = make_measure(cast.places.county, problem, deadline=TODAY + dt.timedelta(days=40))
    ledger.assign_measure(by=cast.clerk, measure=measure)

    def seen():
        _answer, html = page(client, cast.township, f"{URL}?waits=mend")
        named = [row for row in todos_of(cast.township, Tab.DO) if row.action == "去整改"]
        assert len(named) == total(html)
        return total(html)

    assert seen() == 0
    RuleParameter.objects.filter(name="rectification.ahead_days").update(value=40)
    assert seen() == 1
