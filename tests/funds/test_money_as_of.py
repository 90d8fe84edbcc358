"""The flow and the overview as of the end of a day: before and after a payment, and before and after it is reversed."""

import datetime as dt
import re
from decimal import Decimal

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from funds.models import FundLine
from funds.services.money import integrate, pay
from funds.services.money import reverse as take_back
from povertyapp.core import clock
from tests.funds.money import make_allotment, make_line, make_project
from tests.funds.test_flow import BAND, FIGURE, column_of, foot
from tests.households.factories import cast, make_household
from tests.reading import TOTAL

pytestmark = pytest.mark.django_db
ARRIVED, PAID, REVERSED = dt.date(2017, 3, 1), dt.date(2017, 3, 10), dt.date(2017, 3, 20)
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A line of which a payment was taken back on 20 March, and another one that came on the day after."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(clock.moment(REVERSED, 9), tick=False):
            people = cast()
            home = make_household(area=people.places.village)
            line = make_line(people.finance, people.places.county, "100000", "60000")
            allotment = make_allotment(people.finance, line, make_project(home.area, home), "50000")
            facts = {"by": people.finance, "allotment": allotment, "on": PAID}
            wrong = pay(**facts, household=home, amount=Decimal(1000))
            pay(**facts, payee="来凤县茶叶公司", amount=Decimal(9000))
            take_back(by=people.finance, entry=wrong.entry, reason="户名写错")
            integrate(
                by=people.finance, line=line, amount=Decimal(5000), on=REVERSED, document="来整合〔2017〕2 号"
            )
        with time_machine.travel(clock.moment(REVERSED + DAY, 9), tick=False):
            late = {"level": "county", "arrived_on": REVERSED + DAY}
            make_line(people.finance, people.places.county, "7000", "7000", **late)
        people.line, people.allotment = line, allotment
        yield people
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def april():
    with time_machine.travel("2017-04-05 10:00+08:00", tick=False):
        yield


@pytest.fixture
def finance(world, client):
    client.force_login(world.finance)
    return client


def at(page, on):
    return reverse(f"funds:{page}") + (f"?year=2017&on={on}" if on else "?year=2017")


def amounts(client, on):
    """Return the six figures of the overview at the end of a day, in yuan, each checked against its list."""
    shown = client.get(at("overview", on)).content.decode()
    found = {}
    for name, count, href in FIGURE.findall(shown):
        if not name.startswith("fig-funds-"):
            continue
        listed = client.get(href.replace("&amp;", "&")).content.decode()
        assert TOTAL.search(listed)[1] == count, (on, name)
        value = re.search(rf'data-testid="{name}"[^>]*>([\d,.]+)<', shown)[1]
        found[name.removeprefix("fig-funds-")] = int(Decimal(value.replace(",", "")) * 10_000)
        if int(count) and "entries" not in href:
            assert foot(listed, column_of(href)) == found[name.removeprefix("fig-funds-")], (on, name)
    return tuple(found.get(key) for key in ("arrived", "integrated", "allotted", "paid", "unpaid", "pool"))


DAYS = {
    ARRIVED - DAY: (0, 0, 0, 0, 0, 0),
    ARRIVED: (100_000, 60_000, 50_000, 0, 50_000, 10_000),
    PAID - DAY: (100_000, 60_000, 50_000, 0, 50_000, 10_000),
    PAID: (100_000, 60_000, 50_000, 10_000, 40_000, 10_000),
    REVERSED - DAY: (100_000, 60_000, 50_000, 10_000, 40_000, 10_000),
    REVERSED: (100_000, 65_000, 50_000, 9_000, 41_000, 15_000),
    REVERSED + DAY: (107_000, 72_000, 50_000, 9_000, 41_000, 22_000),
}


@pytest.mark.parametrize("on", list(DAYS), ids=str)
def test_the_figures_of_a_day_are_those_of_its_end(world, finance, on):
    assert amounts(finance, on) == DAYS[on]


def test_without_a_day_and_on_the_last_one_the_figures_are_the_same(world, finance):
    assert amounts(finance, None) == amounts(finance, REVERSED + DAY) == amounts(finance, "2017-04-05")


@pytest.mark.parametrize("on", [PAID, REVERSED], ids=str)
def test_the_flow_of_a_day_leads_to_lists_of_that_day(world, finance, on):
    shown = finance.get(at("flow", on)).content.decode()
    assert "四处相等" in shown
    assert f"数据截至 {on}" in shown
    states = {}
    for url, name, count, label in BAND.findall(shown):
        assert f"on={on}" in url, name
        amount = Decimal(re.search(r"([\d,.]+) 万元$", label)[1].replace(",", "")) * 10_000
        listed = finance.get(url.replace("&amp;", "&")).content.decode()
        assert (TOTAL.search(listed)[1], foot(listed, column_of(url))) == (count, amount), (name, url)
        if name.startswith("fig-node-state-"):
            states[name.removeprefix("fig-node-state-")] = int(amount)
    homes = {"homes": 1_000} if on == PAID else {}
    unpaid, pool = DAYS[on][4:]
    assert states == {**homes, "units": 9_000, "unpaid": unpaid, "pool": pool}
    assert f"?year=2017&amp;on={on}&amp;all=1" in shown


def test_what_stands_on_a_day_is_told_by_the_lists(world, finance):
    payments = reverse("funds:payments")
    for on, standing, reversed_ in ((PAID, 2, 0), (REVERSED, 1, 1)):
        for state, count in (("standing", standing), ("reversed", reversed_)):
            shown = finance.get(payments, {"on": on, "state": state}).content.decode()
            assert TOTAL.search(shown)[1] == str(count), (on, state)
    for on, lines in ((ARRIVED - DAY, 0), (PAID, 1), (REVERSED + DAY, 2)):
        shown = finance.get(reverse("funds:sources"), {"on": on}).content.decode()
        assert TOTAL.search(shown)[1] == str(lines), on
    assert finance.get(payments, {"on": PAID}).content.decode().count("已冲销</span>") == 0


def test_the_stock_rate_of_a_day_is_asked_of_that_day_s_money(world, finance):
    assert "65.00<" in finance.get(at("overview", REVERSED)).content.decode()
    assert "60.00<" in finance.get(at("overview", PAID)).content.decode()


@pytest.mark.parametrize(
    ("on", "said"), [("2017-02-30", "截至日期看不懂"), ("2017-04-06", "截至日期不能晚于今天")]
)
def test_a_day_that_cannot_be_is_said_and_the_page_speaks_of_now(world, finance, on, said):
    shown = finance.get(at("flow", on)).content.decode()
    assert said in shown
    assert "数据截至 2017-04-05 10:00" in shown
    assert f"on={on}" not in shown[shown.index("<main") :]


def test_the_api_tells_the_money_of_a_day(world, finance):
    url = reverse("funds:api-fund-line-list")
    (line,) = finance.get(url, {"on": PAID}).json()["results"]
    assert (line["code"], line["paid"], line["unallotted"]) == (world.line.code, "10000.00", "10000.00")
    assert FundLine.objects.count() == finance.get(url).json()["count"]
