"""The flow of the money, the overview and reconciliation: every amount is its list, and what differs is said."""

import random
import re
from decimal import Decimal

import openpyxl
import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from funds.choices.money import EntryKind, FundLevel
from funds.choices.projects import ProjectKind
from funds.flow_chart import SEVERAL, Drawing
from funds.importing.fund_ledger import read_fund_ledger
from funds.models import FundEntry, FundLine, LineStatement
from funds.reconciling import differences_of
from funds.rules.flow import HOMES, POOL, UNITS, UNPAID, Flow, Share
from funds.services.fund_ledger import export_fund_ledger, take_fund_ledger
from povertyapp.core import clock
from povertyapp.core.todo import Tab, todos_of
from tests.data import FIXTURES
from tests.funds.money import TODAY, make_allotment, make_line, make_payment, make_project
from tests.funds.test_money_pages import FIGURE
from tests.households.factories import cast, make_household
from tests.reading import TOTAL

pytestmark = pytest.mark.django_db
YEAR = 2017
JULY = clock.moment(TODAY.replace(month=7), 9)
TIMES = {"万元": Decimal(10_000), "元": Decimal(1)}
BAND = re.compile(
    r'<a href="([^"]+)" data-testid="(fig-(?:band|node)-[^"]+)" data-count="(\d+)" aria-label="([^"]+)"'
)


@pytest.fixture(autouse=True)
def july():
    with time_machine.travel(JULY, tick=False):
        yield


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The ledger with the answer key in the books, and beside it a household that was paid out of gifts."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(JULY, tick=False):
        people = cast()
        ledger = read_fund_ledger(FIXTURES / "fund-ledger-2017.xlsx")
        people.taken = take_fund_ledger(by=people.finance, county=people.places.county, ledger=ledger)
        home = make_household(area=people.places.village)
        for level, amount in (("social", "30000"), ("partner", "20000")):
            line = make_line(
                people.finance, people.places.county, amount, amount, level=level, kind="donation"
            )
            project = make_project(home.area, home, kind=ProjectKind.HEALTH)
            allotment = make_allotment(people.finance, line, project, "10000")
            make_payment(people.finance, allotment, "4000", household=home)
        yield people
        transaction.set_rollback(True)


@pytest.fixture
def finance(world, client):
    client.force_login(world.finance)
    return client


def foot(shown, column):
    """Return the sum of a column in the last line of a list, in yuan."""
    found = re.findall(r"<th scope=\"col\".*?</th>", shown, re.S)
    heads = [re.sub(r"<[^>]+>|[▲▼↕\s]", "", head) for head in found]
    place = next(n for n, head in enumerate(heads) if head.startswith(column))
    unit = TIMES["万元" if "万元" in heads[place] else "元"]
    tail = shown[shown.index("<tfoot>") :]
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", tail, re.S)
    return Decimal(re.sub(r"[^\d.-]", "", cells[place])) * unit


def opened(client, url, wanted):
    """Return the page and, of the figures whose name fits, each count beside that of the list behind it."""
    shown = client.get(url).content.decode()
    figures = {
        name: (int(count), int(TOTAL.search(client.get(href.replace("&amp;", "&")).content.decode())[1]))
        for name, count, href in FIGURE.findall(shown)
        if re.search(wanted, name)
    }
    return shown, figures


def column_of(url):
    if "/payments/" in url:
        return "支付金额"
    if "/allocations/" in url:
        return "未支付" if "state=open" in url else "已下达"
    return "未下达" if "todo=pool" in url else "已整合"


@pytest.mark.task("T14")
def test_every_band_and_node_is_a_list_with_exactly_its_total(world, finance):
    here = reverse("funds:flow") + f"?year={YEAR}"
    bands = {
        band[0]: band
        for query in ("", "&all=1")
        for band in BAND.findall(finance.get(here + query).content.decode())
    }
    assert len(bands) > 30
    assert {"several" in name for _url, name, *_more in bands.values()} == {True, False}
    # one of each kind of list, and all of those that go together
    kinds = {
        (url.split("?")[0], name.count("-"), "several" in name): url for url, name, *_more in bands.values()
    }
    for url in (*kinds.values(), *list(bands)[::4]):
        _url, name, count, label = bands[url]
        amount = Decimal(re.search(r"([\d,.]+) 万元$", label)[1].replace(",", "")) * TIMES["万元"]
        shown = finance.get(url.replace("&amp;", "&")).content.decode()
        assert foot(shown, column_of(url)) == amount, (name, url)
        assert TOTAL.search(shown)[1] == count, (name, url)


def test_small_channels_go_together_and_open_up(world, finance):
    url = reverse("funds:flow") + f"?year={YEAR}"
    closed, open_ = finance.get(url).content.decode(), finance.get(url + "&all=1").content.decode()
    assert "其他（2项）" in closed
    assert "fig-band-several" in closed
    assert "fig-band-social" in open_
    assert "fig-band-several" not in open_


@pytest.mark.task("T14")
def test_the_check_line_says_that_the_four_sums_agree(world, finance):
    shown = finance.get(reverse("funds:flow") + f"?year={YEAR}").content.decode()
    assert "四处相等" in shown
    assert "查对账" not in shown


def test_each_figure_of_table_and_overview_is_its_list(world, finance):
    for page in ("flow", "overview"):
        _shown, figures = opened(finance, reverse(f"funds:{page}") + f"?year={YEAR}", "all|central|funds-")
        assert len(figures) > 5
        assert all(count == total for count, total in figures.values()), (page, figures)
    shown = finance.get(reverse("funds:checks") + f"?year={YEAR}").content.decode()
    chips = re.findall(r'href="([^"]+)" data-testid="fig-check-[^"]+" data-count="(\d+)"', shown)
    assert len(chips) == 7
    for url, count in chips:
        assert TOTAL.search(finance.get(url.replace("&amp;", "&")).content.decode())[1] == count


@pytest.mark.parametrize(("page", "most"), [("flow", 6), ("overview", 7), ("checks", 4)])
def test_pages_ask_little(world, finance, page, most, django_assert_max_num_queries):
    with django_assert_max_num_queries(most):
        assert finance.get(reverse(f"funds:{page}") + f"?year={YEAR}").status_code == 200


def random_flow(seed):
    draw = random.Random(seed)
    lines, integrated, uses, states = {}, {}, {}, {}
    for level in FundLevel.values:
        whole = Decimal(0)
        for use in (*ProjectKind.values, POOL):
            amount = Decimal(draw.choice([0, 1, 7, 900, 40_000, 3_000_000])) / 100
            if not amount:
                continue
            uses[level, use], whole = Share(amount, 1), whole + amount
            parts = [(POOL, amount)] if use == POOL else []
            if use != POOL:
                cut = (amount * draw.randrange(101) / 100).quantize(Decimal("0.01"))
                parts = [(draw.choice([HOMES, UNITS]), cut), (UNPAID, amount - cut)]
            for state, part in parts:
                if part:
                    states[level, use, state] = Share(part, 1)
        if whole:
            lines[level], integrated[level] = Share(whole, 1), whole
    entered = Share(sum(integrated.values(), Decimal(0)), 1)
    return Flow(lines, integrated, uses, states, {EntryKind.INTEGRATE: entered})


@pytest.mark.parametrize("seed", range(12))
def test_in_any_flow_what_enters_a_node_leaves_it(seed):
    flow = random_flow(seed)
    assert flow.gap == 0
    chart = Drawing(flow, lambda **_asked: "/", all_shown=seed % 2).draw()
    for column in ("source", "use", "state"):
        assert sum(node.share.amount for node in chart.nodes if node.column == column) == flow.pool
    for column, parts in (("pool", 2), ("state", 3)):
        bands = [band for band in chart.bands if band.name.count("-") == parts - 1]
        assert sum(band.share.amount for band in bands) == flow.pool, column
    assert len({band.name for band in chart.bands}) == len(chart.bands)
    assert all(node.group.values for node in chart.nodes if node.group.key == SEVERAL)


def test_sums_that_differ_are_said():
    entered = {EntryKind.INTEGRATE: Share(Decimal("9.30"), 1)}
    flow = Flow({"central": Share(Decimal(9), 1)}, {"central": Decimal(9)}, {}, {}, entered)
    assert flow.gap == Decimal("9.30")


def rows_of(user):
    return lambda model: model.objects.visible_to(user)


def test_what_the_paper_says_otherwise_is_a_difference_with_both_figures(world):
    found = differences_of(rows_of(world.finance), YEAR)
    told = {(one.kind, one.subject, str(one.what)): one for one in found}
    tobacco = told["line", "州级现代烟草农业配套", "整合金额"]
    assert (tobacco.first, tobacco.second, tobacco.gap) == (1_700_000, 1_450_000, 250_000)
    unread = told["line", "现代农业生产发展资金", "支付金额"]
    assert unread.first is None
    over = told["project", "LF2017-0001 沙坝村便民服务中心", "报账支付"]
    assert (over.first, over.second) == (582_000, 485_000)
    outside = told["outside", "LF2017-0005 鼓架山村通组公路硬化", "库外项目安排了资金"]
    assert (outside.first, outside.second, outside.verb) == (180_000, 0, "funds.change_project")
    assert ("outside", "LF2017-0023 满店村便民服务中心", "资金来源在台账里找不到") in told
    assert not differences_of(rows_of(world.outsider), YEAR)


def test_differences_wait_for_whoever_has_to_act(world):
    mine = [todo for todo in todos_of(world.finance, Tab.DO) if todo.kind == "对账"]
    assert len(mine) == 11
    assert mine[-1].count > 1 or any(todo.count > 1 for todo in mine)
    office = [todo for todo in todos_of(world.clerk, Tab.DO) if todo.kind == "对账"]
    assert [todo.what for todo in office] == ["LF2017-0005 鼓架山村通组公路硬化：库外项目安排了资金"]
    assert not [todo for todo in todos_of(world.township, Tab.DO) if todo.kind == "对账"]


@pytest.fixture
def exported(world, tmp_path):
    made = export_fund_ledger(by=world.finance, lines=FundLine.objects.visible_to(world.finance), year=YEAR)
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(made.data)
    return path


def test_the_ledger_leaves_with_sums_that_can_be_clicked(exported):
    wb = openpyxl.load_workbook(exported)
    assert wb.sheetnames == ["资金整合台账", "到项目安排", "_meta"]
    first = wb["资金整合台账"]
    assert first["A6"].value == "合计"
    assert first["F6"].value == f"=SUM(F7:F{first.max_row - 2})"
    assert first["F7"].number_format == "#,##0.00"
    assert first["C7"].value == "中央财政专项扶贫资金(发展资金)"


def test_the_ledger_comes_back_and_changes_nothing(world, exported):
    before = FundEntry.objects.count(), dict(LineStatement.objects.values_list("line_id", "integrated"))
    again = take_fund_ledger(by=world.finance, county=world.places.county, ledger=read_fund_ledger(exported))
    assert not again.stopping
    made = ("lines_created", "lines_updated", "projects_created", "projects_updated", "allotments_created")
    assert not any(again.counts[name] for name in made)
    assert (
        FundEntry.objects.count(),
        dict(LineStatement.objects.values_list("line_id", "integrated")),
    ) == before


def test_of_a_ledger_that_comes_back_only_what_was_touched_is_news(world, exported):
    wb = openpyxl.load_workbook(exported)
    wb["资金整合台账"]["F7"] = 3960
    wb.save(exported)
    again = take_fund_ledger(by=world.finance, county=world.places.county, ledger=read_fund_ledger(exported))
    assert (again.counts["lines_updated"], again.counts["projects_updated"]) == (1, 0)
    line = FundLine.objects.with_money().get(name="中央财政专项扶贫资金(发展资金)")
    assert line.arrived == 39_600_000
