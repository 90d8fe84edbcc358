"""The dashboard of a place (ux P1): figures that lead to their rows, what is not reported, months side by side."""

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from households.models import Household
from inspections.dashboard.chart import draw
from inspections.dashboard.comparing import Compared, Side
from inspections.dashboard.trend import Point
from inspections.models import AccountMonth, PartyAccount
from inspections.services.account import compute_account
from povertyapp.core import clock
from povertyapp.core.changes import WATCHED
from povertyapp.core.drawn import drawing_anew
from povertyapp.core.models import Area, ExportRecord, RuleParameter
from povertyapp.core.period import Period
from povertyapp.core.templatetags.charts import state_bar
from tests.funds.money import make_line
from tests.inspections.account_month import APRIL, MARCH, march  # noqa: F401
from tests.inspections.factories import assign
from tests.inspections.rectifying import closed, make_measure, make_problem
from tests.inspections.test_board import add_villages, assert_figures_open, figures_of

COUNTY, TOWNSHIP, VILLAGE = "422827", "422827100", "422827100204"
PLACES = [COUNTY, TOWNSHIP, VILLAGE]


@pytest.fixture
def county(march, db):  # noqa: F811
    return march


@pytest.fixture
def cast(county):
    return county.cast


def url(name="dashboard", **query):
    said = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"inspections:{name}") + (f"?{said}" if said else "")


def page(client, user, address, status=200, **extra):
    client.force_login(user)
    answer = client.get(address, **extra)
    assert answer.status_code == status, address
    return answer.content.decode()


def counts_of(text):
    return {name: count for name, count, _href in figures_of(text)}


@pytest.fixture
def ledger(county, cast):
    """Two lines of the county, one of them closed, and an overdue one of a village."""
    place = county.places
    done = make_measure(place.county)
    closed(cast, done)
    of_village = make_problem(place.county, area=place.village)
    late = make_measure(place.county, of_village, deadline=dt.date(2017, 1, 5))
    return done, make_measure(place.county), late


@pytest.mark.task("T02")
@pytest.mark.parametrize("code", PLACES)
@pytest.mark.parametrize("who", ["clerk", "leader", "township", "cadre", "supervisor", "finance"])
def test_every_figure_leads_to_a_list_of_that_length(client, cast, county, ledger, who, code):
    user = getattr(cast, who)
    if not any(code.startswith(mine) for mine in user.area_codes):
        page(client, user, url(month="2017-03", area=code), status=404)
        return
    text = page(client, user, url(month="2017-03", area=code))
    assert assert_figures_open(client, text) >= 6


def test_six_figures_of_the_county(client, cast, county, ledger):
    text = page(client, cast.leader, url(month="2017-03"))
    found = counts_of(text)
    for name in ("households", "in_poverty", "visits", "visits-missing", "measures", "closing"):
        assert f"fig-{name}" in found, name
    assert found["fig-households"] == 8
    assert found["fig-closing"] == 1
    assert found["fig-closing-all"] == 3
    assert found["fig-waits-overdue"] == 1
    assert text.count('class="kpi"') == 6


def test_stored_figures_stand_whatever_is_recorded_later(client, cast, county):
    """The visits of the month are those of its account, not of the records as they are now."""
    before = counts_of(page(client, cast.clerk, url(month="2017-03")))
    county.visited.visits.all().delete()
    after = counts_of(page(client, cast.clerk, url(month="2017-03")))
    assert before["fig-visits-missing"] == after["fig-visits-missing"]


def test_conclusion_names_the_month_and_the_worst(client, cast, county):
    text = unescape(page(client, cast.leader, url(month="2017-03")))
    said = text.split('class="conclusion">')[1].split("</p>")[0]
    assert "2017年3月" in said
    assert "没有走访到的多在" in said
    assert "翔凤镇" in said


def test_official_order_unless_the_worst_are_asked_for(client, cast, county):
    PartyAccount.objects.filter(account=county.account, code="422827100").update(score=50)

    def units(**query):
        text = page(client, cast.clerk, url(month="2017-03", **query))
        shown = text.split('id="units-h"')[1].split("</section>")[0]
        return sorted(("翔凤镇", "绿水镇"), key=shown.index), "按行政区划排" in shown

    assert units() == (["翔凤镇", "绿水镇"], False)
    assert units(order="worst") == (["绿水镇", "翔凤镇"], True)


@pytest.mark.task("T01")
def test_month_without_account_is_not_reported_and_never_zero(client, cast, county):
    text = page(client, cast.leader, url(month="2016-12"))
    assert "还没有出账" in text
    assert "— 未报" in text
    found = counts_of(text)
    assert "fig-visits" not in found
    assert found["fig-households"] == 8


def test_newest_month_opens_without_asking(client, cast, county):
    assert "2017年3月" in page(client, cast.leader, url())


@pytest.mark.parametrize("query", ["month=2017-13", "month=x", "area=12345", "area=422828"])
def test_nonsense_and_other_places_are_404(client, cast, county, query):
    for name in ("dashboard", "compare"):
        page(
            client,
            cast.leader,
            f"{url(name)}?{query.replace('month', 'b' if name == 'compare' else 'month')}",
            status=404,
        )


def test_outsider_finds_nothing_of_the_county(client, cast, county):
    assert "老茶村" not in page(client, cast.outsider, url())
    for name in ("dashboard", "compare", "dashboard_xlsx"):
        page(client, cast.outsider, url(name, area=COUNTY), status=404)
    page(client, cast.outsider, reverse("inspections:dashboard_panel", args=[TOWNSHIP]), status=404)
    page(client, cast.outsider, reverse("inspections:unit_panel", args=[county.idle.unit.code]), status=404)


def test_without_the_verb_it_is_403(client, cast, county):
    for name in ("dashboard", "compare", "dashboard_xlsx"):
        page(client, cast.admin, url(name), status=403)
    page(client, cast.cadre, url("dashboard_xlsx", month="2017-03"), status=403)


def test_helping_unit_shows_its_months(client, cast, county):
    address = reverse("inspections:unit_panel", args=[county.idle.unit.code])
    text = page(client, cast.clerk, address)
    assert "2017年3月" in text
    assert address in page(client, cast.clerk, reverse("assistance:unit", args=[county.idle.unit.pk]))


def test_reader_without_a_lists_verb_gets_no_figure_of_it(client, cast, county):
    found = counts_of(page(client, cast.finance, url(month="2017-03")))
    assert "fig-households" not in found
    assert "fig-visits" in found


@pytest.mark.parametrize("code", PLACES)
def test_queries_do_not_grow_with_the_villages(
    client, cast, county, ledger, django_assert_max_num_queries, code
):
    add_villages(county.places, 12)
    compute_account(county.places.county, MARCH)
    client.force_login(cast.clerk)
    with django_assert_max_num_queries(10):
        assert client.get(url(month="2017-03", area=code)).status_code == 200


def test_definition_changed_breaks_the_comparison(client, cast, county):
    text = page(client, cast.clerk, url(month="2017-03"))
    assert "环比" in text
    assert "口径有变" not in text
    RuleParameter.objects.create(
        name="visit.min_per_month", area=county.places.county, effective_from=dt.date(2017, 3, 1), value=2
    )
    compute_account(county.places.county, MARCH)
    text = page(client, cast.clerk, url(month="2017-03"))
    assert "口径有变，不作比较" in text
    compared = page(client, cast.clerk, url("compare", a="2017-02", b="2017-03"))
    assert "口径有变，不作比较" in compared


def test_two_months_side_by_side_lead_to_their_rows(client, cast, county, ledger):
    text = page(client, cast.clerk, url("compare", a="2017-02", b="2017-03"))
    assert assert_figures_open(client, text) > 3
    empty = page(client, cast.clerk, url("compare", a="2016-11", b="2016-12"))
    assert "fig-" not in empty


def test_a_change_is_what_the_second_month_is_above_the_first():
    line = Compared("LF-14", "走访率", "户", Side(Decimal("40.0"), 6), Side(Decimal("62.5"), 2))
    assert (line.rate_change, line.missing_change) == ("▲ +22.5 个百分点", "▼ −4 户")
    other = replace(line, b=replace(line.b, definition=("每月两次",)))
    assert (other.is_redefined, other.rate_change, other.missing_change) == (True, "", "")


def test_causes_are_shares_of_all_registered_households(client, cast, county):
    Household.objects.filter(pk=county.partial.pk).update(main_cause="")
    causes = page(client, cast.clerk, url(month="2017-03")).split('id="causes-h"')[1].split("</section>")[0]
    assert re.findall(r">([\d.]+%)<", causes) == ["87.5%"]


def test_panel_of_the_page_of_a_place(client, cast, county):
    book = page(client, cast.clerk, reverse("households:area", args=[TOWNSHIP]))
    address = reverse("inspections:dashboard_panel", args=[TOWNSHIP])
    assert address in book
    assert assert_figures_open(client, page(client, cast.clerk, address)) >= 4
    assert "<html" not in page(client, cast.clerk, address, headers={"HX-Request": "true"})


def test_workbook_has_the_figures_of_the_page(client, cast, county, ledger):
    client.force_login(cast.clerk)
    client.cookies["django_language"] = "en"  # a workbook is Chinese whatever language the page is read in
    answer = client.get(url("dashboard_xlsx", month="2017-03"))
    book = openpyxl.load_workbook(BytesIO(answer.content))
    shown = {row[1]: row[2] for row in book["主要数字"].iter_rows(values_only=True)}
    assert (shown["建档户"], shown["整改销号率"]) == ("8", "33.3%")
    assert f">{shown['本月已走访']}<" in page(client, cast.clerk, url(month="2017-03"))
    assert ExportRecord.objects.get().kind == "dashboard"


def test_running_month_judges_nobody(client, cast, county, monkeypatch):
    AccountMonth.objects.filter(month="2017-02").update(month="2017-01")
    monkeypatch.setattr(clock, "now", lambda: clock.moment(dt.date(2017, 3, 15), 12))
    compute_account(county.places.county, MARCH)
    text = page(client, cast.clerk, url(month="2017-03")).split("legend-list")[0]
    assert "未到期" in text
    assert "欠账" not in text.replace("欠账多的排前面", "")


def point(month, visits, closed=None, **more):
    return Point(month, visits, 0, "/x/", closed, "/y/", **more)


def test_line_is_open_where_a_month_has_no_figure_or_another_definition():
    points = [
        point("1", 90),
        point("2", 91),
        point("3", None),
        point("4", 92),
        point("5", 93, breaks=True),
        point("6", 94),
    ]
    (line,) = draw(points, ("走访率", "销号率")).lines
    assert len(line.pieces) == 2
    assert len(line.marks) == 5
    assert draw([point("1", None)], ("a", "b")) is None


def test_states_are_told_apart_without_colour():
    states = ("settled", "near", "not_settled", "pending", "under_objection")
    drawn = {state: str(state_bar(60, state)) for state in states}
    assert len({re.sub("#[0-9a-f]{6}", "", text) for text in drawn.values()}) == 5
    assert drawn["not_settled"].count("<line") > 5
    assert "stroke-dasharray" in drawn["pending"]
    assert str(state_bar(60, "settled", 75)).count("<line") == 1


@pytest.mark.parametrize(("value", "length"), [(0, "0"), (50, "100"), (130, "200"), (None, "0")])
def test_a_bar_never_leaves_its_cell(value, length):
    assert f'<rect width="{length}" height="16" fill="#cfe8d5"' in str(state_bar(value, "settled"))


def test_money_of_a_past_month_is_what_was_there_then(client, cast, county):
    for day in (dt.date(2017, 2, 10), dt.date(2017, 3, 1)):
        make_line(cast.clerk, county.places.county, integrated="50000", arrived_on=day)
    for month, lines in (("2017-02", 1), ("2017-03", 2)):
        text = page(client, cast.leader, url(month=month))
        assert counts_of(text)["fig-payment"] == lines
        assert_figures_open(client, text)


def test_stock_that_is_integrated_too_little_is_said_in_the_sentence(client, cast, county):
    made = {"arrived_on": dt.date(2017, 3, 1), "origin": "stock"}
    make_line(cast.clerk, county.places.county, integrated="40000", **made)
    make_line(cast.clerk, county.places.county, origin="increment", arrived_on=made["arrived_on"])
    text = page(client, cast.leader, url(month="2017-03"))
    assert re.search("存量整合 <a[^>]*>40.0%</a>（要求≥50%）", text)
    assert counts_of(text)["fig-said-stock"] == 1
    assert_figures_open(client, text)
    assert "增量整合率 0.0%（要求≥15%）" in text
    make_line(cast.clerk, county.places.county, integrated="90000", **made)
    text = page(client, cast.leader, url(month="2017-03"))
    assert "fig-said-stock" not in text
    assert "存量整合率 65.0%（要求≥50%）" in text


def test_projected_it_stands_alone_and_the_keys_lead_round(client, cast, county):
    plain = page(client, cast.leader, url(month="2017-03"))
    assert "data-projected" not in plain
    assert "projected=1" in plain
    text = page(client, cast.leader, url(month="2017-03", area=TOWNSHIP, projected=1))
    assert "data-projected" in text
    keys = {key: unescape(href) for href, key in re.findall(r'href="([^"]*)"[^>]* data-key="(\w+)"', text)}
    assert f"area={COUNTY}&projected=1" in keys["prev"]
    assert f"area={county.places.other_township.pk}&projected=1" in keys["next"]
    assert keys["leave"] == url(month="2017-03", area=TOWNSHIP)
    board = page(client, cast.leader, reverse("inspections:ha_board", args=["2017-03"]) + "?projected=1")
    assert "data-projected" in board
    of_village = page(client, cast.cadre, url(month="2017-03", projected=1))
    assert 'data-key="next"' not in of_village


def test_siblings_keep_the_page_the_month_and_the_conditions(client, cast, county):
    text = page(client, cast.leader, url(month="2017-03", area=TOWNSHIP, order="worst"))
    (offered,) = re.findall(r'hx-get="(/siblings/[^"]*)"', text)
    found = page(client, cast.leader, unescape(offered))
    there = url(month="2017-03", area=county.places.other_township.pk, order="worst")
    assert f'href="{there}"' in unescape(found)
    unit = reverse("inspections:ha_unit", args=["2017-03", TOWNSHIP])
    text = page(client, cast.leader, f"/siblings/{TOWNSHIP}/?at={unit}")
    assert reverse("inspections:ha_unit", args=["2017-03", county.places.other_township.pk]) in text
    for strange in ("https://example.com/422827100/", "/dashboard/", "/nowhere/422827100/"):
        text = page(client, cast.leader, f"/siblings/{TOWNSHIP}/?at={strange}")
        assert reverse("households:area", args=[county.places.other_township.pk]) in text
    assert "您的范围里没有别的同级地方" in page(client, cast.township, f"/siblings/{TOWNSHIP}/")


def test_what_is_closed_is_compared_with_last_month(client, cast, county, ledger):
    text = page(client, cast.leader, url(month=Period.current()))
    closing = text.split('data-testid="fig-closing"')[1].split("</li>")[0]
    assert "环比 ▲ +33.3 个百分点" in closing
    past = page(client, cast.leader, url(month="2017-03"))
    assert "环比" not in past.split('data-testid="fig-closing"')[1].split("</li>")[0]


HEAD = re.compile(r"^.*?<h1|csrfmiddlewaretoken[^>]*", re.DOTALL)


def _status(county, cast):
    Household.objects.filter(pk=county.visited.pk).update(poverty_status="exited")


def _measure(county, cast):
    county.visited.measures.all().delete()


def _asked(county, cast):
    RuleParameter.objects.create(
        name="fund.stock_share", value=0.99, area=county.places.county, effective_from=dt.date(2017, 1, 2)
    )


def _paid(county, cast):
    make_line(cast.clerk, county.places.county, integrated="10000", arrived_on=dt.date(2017, 2, 1))


def _closed(county, cast):
    closed(cast, make_measure(county.places.county))


def _computed(county, cast):
    assign(county.bare, county.idle)
    compute_account(county.places.county, MARCH)


def _named(county, cast):
    Area.objects.filter(pk=COUNTY).update(name="新县")


@pytest.mark.parametrize("change", [_status, _measure, _asked, _paid, _closed, _computed, _named])
def test_what_is_another_is_seen_at_once(client, cast, county, change):
    """A dashboard is drawn again for every fact that it shows."""
    made = {"arrived_on": dt.date(2017, 2, 1)}
    make_line(cast.clerk, county.places.county, integrated="40000", **made)

    def shown():
        return HEAD.sub("", page(client, cast.leader, url(month="2017-03")))

    with time_machine.travel(clock.now(), tick=False):
        before, same = shown(), shown()
        change(county, cast)
        after = shown()
        with drawing_anew():
            assert (same, after) == (before, shown())
    assert after != before


# What a dashboard reads besides what is watched: the accounts, of which stamps say whether any is another, and what the
# session and the grants of the reader are, which stand in its name.
KNOWN_OTHERWISE = {
    *("django_session", "core_user", "core_rolegrant", "core_tally"),
    *("inspections_accountmonth", "inspections_account_rule", "inspections_account_tally"),
    *("inspections_account_party", "inspections_account_unit_line"),
    "inspections_ledger_item",  # a view of problems and measures
}


@pytest.mark.parametrize("who", ["leader", "clerk", "supervisor", "finance", "township", "cadre"])
def test_every_table_that_it_is_drawn_from_is_watched(client, cast, county, ledger, who):
    make_line(cast.clerk, county.places.county, integrated="40000", arrived_on=dt.date(2017, 2, 1))
    client.force_login(getattr(cast, who))
    for address in (url(month="2017-03"), url(month="2017-03", order="worst"), url()):
        with drawing_anew(), CaptureQueriesContext(connection) as told:
            assert client.get(address).status_code == 200
        read = {table for query in told for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
        assert read - KNOWN_OTHERWISE <= WATCHED


def test_each_reader_gets_his_own_dashboard(client, cast, county, ledger):
    """One may see money, one may not; one reads English. What was drawn for another is not shown to him."""
    shown = {}
    for who in ("leader", "finance", "clerk", "leader"):
        text = page(client, getattr(cast, who), url(month="2017-03"))
        assert shown.setdefault(who, counts_of(text)) == counts_of(text)
    assert "fig-households" in shown["leader"]
    assert "fig-households" not in shown["finance"]
    client.cookies["django_language"] = "en"
    assert "Causes" in page(client, cast.leader, url(month="2017-03"))
