"""The pages of money: what they show, that each figure is its list, forms that are pressed twice, and the API."""

import datetime as dt
import json
import re
import uuid
from decimal import Decimal

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from funds.models import Allotment, FundEntry, FundLine, Payment
from funds.rules import integration
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.todo import Tab, todos_of
from tests.funds.development import make_area
from tests.funds.money import (
    TODAY,
    make_allotment,
    make_line,
    make_payment,
    make_project,
    money_of_the_world,
)
from tests.households.factories import COUNTY, cast, make_household
from tests.reading import TOTAL

pytestmark = pytest.mark.django_db
FIGURE = re.compile(r'data-testid="(fig-[^"]+)" data-count="(\d+)" href="([^"]+)"')


@pytest.fixture(autouse=True)
def march():
    with time_machine.travel(clock.moment(TODAY, 10), tick=False):
        yield


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        time_machine.travel(clock.moment(TODAY, 9), tick=False),
    ):
        people = cast()
        people.home = make_household(area=people.places.village)
        people.args = money_of_the_world(people, people.home)
        people.line = FundLine.objects.get(code=people.args["fund_code"])
        people.allotment = Allotment.objects.get(pk=people.args["allotment_pk"])
        people.payment = Payment.objects.get(pk=people.args["payment_pk"])
        make_line(people.finance, people.places.county, "30000", origin="increment", integrated="10000")
        yield people
        transaction.set_rollback(True)


@pytest.fixture
def finance(world, client):
    client.force_login(world.finance)
    return client


PAGES = ("sources", "plans", "entries", "allocations", "payments")


@pytest.mark.parametrize("page", PAGES)
def test_a_list_shows_its_rows_in_few_queries(world, finance, page, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        shown = finance.get(reverse(f"funds:{page}")).content.decode()
    assert int(TOTAL.search(shown)[1]) > 0
    assert "独有" in shown or page == "payments"


@pytest.mark.parametrize("page", ["sources", "entries", "donations", "special_areas"])
def test_the_place_of_a_link_is_told_by_its_name(world, finance, page):
    (chip,) = finance.get(reverse(f"funds:{page}"), {"area": COUNTY}).context["chips"]
    assert chip["label"] == f"区域:{world.places.county.name}"


def test_a_list_ends_with_its_sums(world, finance):
    shown = finance.get(reverse("funds:sources")).content.decode()
    foot = shown[shown.index("<tfoot>") :]
    assert re.findall(r'class="num">([\d.,]+)', foot)[:4] == ["13.00", "7.00", "5.00", "2.00"]


def opened(client, url):
    """Return the page and, for each figure that it shows, its count and that of the list behind it."""
    shown = client.get(url).content.decode()
    lists = {name: (int(count), href.replace("&amp;", "&")) for name, count, href in FIGURE.findall(shown)}
    return shown, {
        name: (count, int(TOTAL.search(client.get(href).content.decode())[1]))
        for name, (count, href) in lists.items()
    }


def test_each_figure_of_a_line_is_its_list(world, finance):
    shown, figures = opened(finance, world.line.get_absolute_url())
    assert set(figures) == {"fig-line-arrived", "fig-line-integrated", "fig-line-allotted", "fig-line-paid"}
    assert all(count == total == 1 for count, total in figures.values())
    assert "-50,000.00" in shown
    assert "冲销" in shown


def test_each_figure_of_an_allotment_and_a_plan_is_its_list(world, finance):
    for url in (world.allotment.get_absolute_url(), reverse("funds:plan", args=[world.args["fund_plan_pk"]])):
        _shown, figures = opened(finance, url)
        assert figures
        assert all(count == total for count, total in figures.values())


def test_stock_and_increment_stand_apart_on_the_plan(world, finance):
    shown = finance.get(reverse("funds:plan", args=[world.args["fund_plan_pk"]])).content.decode()
    assert "60.00%" in shown
    assert "33.33%" in shown
    assert "缺：整合方案" in shown


def test_who_stands_on_the_village_sees_its_payment_and_no_link_to_the_county(world, client):
    client.force_login(world.cadre)
    shown = client.get(world.payment.get_absolute_url()).content.decode()
    assert world.home.head_name in shown
    assert world.line.get_absolute_url() not in shown
    assert world.home.get_absolute_url() in shown
    assert client.get(reverse("funds:sources")).status_code == 403


LINE = {
    "county": COUNTY, "year": "2017", "name": "省级财政专项扶贫资金", "level": "provincial",
    "document_no": "鄂财农〔2017〕9 号",
    "arrived_on": "2017.3.5", "amount": "1,200,000", "origin": "increment", "in_scope": "1", "kind": "special_fund",
    "purpose": "产业扶贫", "owner_unit": "县扶贫办", "planned": "", "note": "",
}  # fmt: skip


def test_money_goes_its_way_on_the_pages(world, finance):
    finance.post(reverse("funds:source_add"), LINE)
    line = FundLine.objects.get(name=LINE["name"])
    assert line.code == "422827-2017-003"
    code, day = [line.code], {"on": "2017-03-10", "document": "来整合〔2017〕2 号"}
    finance.post(reverse("funds:source_receive", args=code), day | {"amount": "300000"})
    finance.post(reverse("funds:source_integrate", args=code), day | {"amount": "1500000"})
    project = make_project(world.home.area, world.home)
    facts = day | {"line": line.code, "project": project.number, "amount": "500000"}
    finance.post(reverse("funds:allocation_add"), facts)
    allotment = Allotment.objects.get(line=line)
    pay = reverse("funds:payment_add", args=[allotment.pk])
    answer = finance.post(pay, {"amount": "2000.50", "on": "2017-03-11", "household": world.home.pk})
    assert answer.url == allotment.get_absolute_url()
    found = FundLine.objects.with_money().get(pk=line.pk)
    assert (found.arrived, found.unallotted, found.paid) == (1500000, 1000000, Decimal("2000.50"))


def test_too_much_is_said_on_the_form_with_both_figures(world, finance):
    url = reverse("funds:payment_add", args=[world.allotment.pk])
    answer = finance.post(url, {"amount": "60000", "on": "2017-03-11", "payee": "来凤县茶叶公司"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "60,000.00" in shown
    assert "最多可动用 49,000.00 元" in shown
    assert "来凤县茶叶公司" in shown


def test_a_button_that_is_pressed_twice_pays_once(world, finance):
    url = reverse("funds:payment_add", args=[world.allotment.pk])
    key = re.search(r'name="key" value="([^"]+)"', finance.get(url).content.decode())[1]
    sent = {"amount": "7", "on": "2017-03-11", "payee": "来凤县茶叶公司", "key": key}
    assert [finance.post(url, sent).status_code for _each in range(2)] == [302, 302]
    assert Payment.objects.filter(amount=7).count() == 1


def test_a_movement_is_taken_back_on_its_page_with_a_reason(world, finance):
    url = reverse("funds:entry_reverse", args=[world.payment.entry_id])
    assert "全额冲销" in finance.get(url).content.decode()
    assert finance.post(url, {"reason": ""}).status_code == 400
    assert finance.post(url, {"reason": "户名写错"}).url == world.payment.get_absolute_url()
    again = finance.post(url, {"reason": "再来"})
    assert again.status_code == 409
    assert "已由" in again.content.decode()
    assert "已冲销" in finance.get(world.payment.get_absolute_url()).content.decode()


def test_a_plan_is_entered_and_put_right(world, finance):
    sent = {"county": COUNTY, "year": "2016", "document_no": "来政〔2016〕1 号", "adopted_on": "2016-03-01"}
    answer = finance.post(reverse("funds:plan_add"), sent)
    assert "缺：" in finance.get(answer.url).content.decode()
    more = sent | {
        "scheme": "多个渠道引水",
        "body": "县政府",
        "platform": "项目库",
        "scope": "二十项",
        "amount": "100",
    }
    answer = finance.post(answer.url + "edit/", more)
    assert "齐全" in finance.get(answer.url).content.decode()


# --- API


def send(client, url, key, **body):
    return client.post(
        url, json.dumps(body), content_type="application/json", headers={"Idempotency-Key": key}
    )


def test_the_api_moves_money_once_a_key(world, finance):
    url = reverse("funds:api-payment-list")
    body = {"allotment": world.allotment.pk, "amount": "10.10", "on": "2017-03-11", "payee": "茶叶公司"}
    key = uuid.uuid4().hex
    first, again = send(finance, url, key, **body), send(finance, url, key, **body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["amount"] == "10.10"
    other = send(finance, url, key, **body | {"amount": "10.11"})
    assert other.status_code == 409
    too_much = send(finance, url, "二", **body | {"amount": "1000000"})
    assert (too_much.status_code, too_much.json()["asked"]) == (409, "1000000.00")
    assert too_much.json()["available"] == "48989.90"
    wrong = send(finance, url, "三", **body | {"amount": "-1", "on": "2018-01-01"})
    assert wrong.status_code == 422
    assert finance.post(url, json.dumps(body), content_type="application/json").status_code == 422


def test_the_api_allots_integrates_and_takes_back(world, finance):
    line = reverse("funds:api-fund-line-detail", args=[world.line.code])
    moved = {"amount": "100.00", "on": "2017-03-11", "document": "文"}
    assert send(finance, line + "integrate/", "a", **moved).status_code == 201
    assert send(finance, line + "receive/", "b", **moved).status_code == 201
    project = world.allotment.project.number
    made = send(
        finance, reverse("funds:api-allotment-list"), "c", line=world.line.code, project=project, **moved
    )
    assert made.status_code == 201
    entry = reverse("funds:api-fund-entry-reverse", args=[made.json()["entry"]])
    assert [send(finance, entry, key, reason="写错").status_code for key in ("d", "d", "e")] == [
        201,
        200,
        409,
    ]
    told = finance.get(line).json()
    assert told["arrived"] == "100100.00"
    assert told["unallotted"] == "10100.00"
    assert FundEntry.objects.filter(reason="写错").count() == 1


def test_who_has_not_the_verb_moves_nothing(world, client):
    client.force_login(world.clerk)
    body = {"allotment": world.allotment.pk, "amount": "1.00", "on": "2017-03-11", "payee": "x"}
    assert send(client, reverse("funds:api-payment-list"), "x", **body).status_code == 403


# --- ratios and ages


def lines_of(*wanted):
    return list(FundLine.objects.filter(code__in=[line.code for line in wanted]).with_money())


def test_stock_and_increment_are_never_pooled(world):
    county, by = world.places.county, world.finance
    stock = make_line(by, county, "1000", integrated="499.99")
    increment = make_line(by, county, "1000", integrated="150", origin="increment")
    closed = make_line(by, county, "1000", in_scope=False)
    rows, value = lines_of(stock, increment, closed), Parameters(COUNTY, TODAY)
    found = integration.stock_rate(rows, TODAY, value)
    assert (found.part, found.whole, found.state) == (Decimal("499.99"), 1000, "short")
    assert (found.of_part, found.of_whole) == ((stock.code,), (stock.code,))
    found = integration.increment_rate(rows, TODAY, value)
    assert (found.share, found.state, found.as_of) == (Decimal("0.1500"), "reached", TODAY)
    assert integration.integration_rate(rows, TODAY).whole == 2000


def test_nothing_to_divide_by_is_no_ratio(world):
    closed = make_line(world.finance, world.places.county, "1000", in_scope=False)
    found = integration.stock_rate(lines_of(closed), TODAY, Parameters(COUNTY, TODAY))
    assert (found.share, found.state, found.of_whole) == (None, "", ())


def test_what_is_left_out_and_what_should_not_be_in(world):
    county, by = world.places.county, world.finance
    inside, outside = make_line(by, county), make_line(by, county, integrated="5")
    FundLine.objects.filter(pk=outside.pk).update(in_scope=False)
    rows = lines_of(inside, outside)
    assert [row.code for row in integration.left_out(rows)] == [inside.code]
    assert [row.code for row in integration.taken_in(rows)] == [outside.code]


AGES = (
    (dt.date(2017, 3, 20), dt.date(2018, 3, 19), "under_1"),
    (dt.date(2017, 3, 20), dt.date(2018, 3, 20), "1_to_2"),
    (dt.date(2017, 3, 20), dt.date(2019, 3, 19), "1_to_2"),
    (dt.date(2017, 3, 20), dt.date(2019, 3, 20), "over_2"),
    (dt.date(2017, 3, 1), dt.date(2020, 2, 29), "over_2"),
    (dt.date(2019, 2, 28), dt.date(2020, 2, 29), "1_to_2"),
    (dt.date(2019, 3, 1), dt.date(2020, 2, 29), "under_1"),
)


@pytest.mark.parametrize(("arrived", "on", "age"), AGES)
def test_money_grows_old_by_the_calendar(arrived, on, age):
    assert integration.age_of(arrived, on) == age


def test_what_is_carried_over_is_told_by_its_age(world):
    county, by = world.places.county, world.finance
    young = make_line(by, county, "1000", integrated="1000")
    old = make_line(by, county, "1000", integrated="1000", arrived_on=dt.date(2014, 12, 1), year=2014)
    project = make_project(world.places.village)
    for line in (young, old):
        make_payment(by, make_allotment(by, line, project, "100"), "93")
    found = integration.carry_over(lines_of(young, old), TODAY, Parameters(COUNTY, TODAY))
    assert {age: (ratio.part, ratio.whole, ratio.state) for age, ratio in found.items()} == {
        "under_1": (7, 100, "reached"),
        "1_to_2": (0, 0, ""),
        "over_2": (7, 100, "short"),
    }
    assert found["over_2"].of_whole == (old.code,)


def test_the_plan_says_of_special_areas_what_their_pages_say(world, finance):
    """LN-26: 60,000 yuan of special funds arrived, 41,400 of them went to a village of a special area."""
    county, by = world.places.county, world.finance
    line = make_line(by, county, "60000", integrated="60000", kind="special_fund")
    for area, amount in ((world.places.village, "41400"), (world.places.other_village, "9000")):
        make_allotment(by, line, make_project(area), amount)
    plan = reverse("funds:plan", args=[world.args["fund_plan_pk"]])
    assert "69.00%" not in finance.get(plan).content.decode()
    special = make_area(world.clerk, county, [world.places.village])
    assert "69.00%" in finance.get(plan).content.decode()
    assert "69.0%" in finance.get(special.get_absolute_url()).content.decode()


def test_the_finance_officer_is_told_what_is_not_allotted_yet(world):
    told = [todo for todo in todos_of(world.finance, Tab.DO) if todo.kind == "资金"]
    assert [(todo.whose, todo.due) for todo in told] == [
        ("未下达 1.00 万元", dt.date(2017, 3, 31)),
        ("未下达 1.00 万元", dt.date(2017, 3, 31)),
    ]
    assert not [todo for todo in todos_of(world.clerk, Tab.DO) if todo.kind == "资金"]
