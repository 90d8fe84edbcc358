"""A visit on a phone: few taps, one visit however often the button is pressed, and no need of script."""

import re

import pytest
from playwright.sync_api import expect

from assistance.choices import Channel, Satisfaction
from assistance.models import Visit
from tests.acceptance.counter import Counter
from tests.browser.conftest import PHONE
from tests.browser.phone import (
    ANSWERS,
    READY,
    answer,
    finish,
    get_ready,
    go,
    onward,
    stored,
    visit,
)

RECEIPT = re.compile(r"/m/h/\d{12}/visit/\d+/$")
LARGEST_RECORD, SOON = 4096, 10_000


@pytest.fixture
def visits(county):
    """How many visits were made since the test began."""
    before = Visit.objects.count()
    return lambda: Visit.objects.count() - before


def make_visit(page, hand, row):
    """Make a visit to the household of a row of the list, each answer a decision."""
    hand.tap(row)
    hand.tap(page.locator("#main").get_by_role("link", name="记走访", exact=True))
    page.wait_for_selector("html[data-form=ready]")
    answer(page, hand.tap)
    onward(page, hand.tap)
    finish(page, hand.tap)
    hand.decide(len(ANSWERS) + len(("the household", "how it was met", "the day")))


@pytest.mark.task("T08")
def test_a_visit_without_changes_takes_few_taps_and_is_sent_once(phones, county, counting, visits):
    page = get_ready(phones(county.cast.helper))
    with counting("T08 online", touch=True) as hand:
        make_visit(page, hand, page.locator(".rows a.open").first)
        expect(page).to_have_url(RECEIPT)
        expect(page.get_by_text("回执")).to_be_visible()
    assert visits() == 1
    assert stored(page) == ["received"]


@pytest.mark.task("T08")
def test_a_visit_without_signal_waits_and_arrives_once(phones, county, counting, visits):
    page = get_ready(phones(county.cast.helper))
    dropped, sizes, without_signal = [], [], True

    def lose_the_first_answer(route):
        if without_signal:  # what the test itself hands on would find a way that the phone has not
            route.abort("internetdisconnected")
            return
        sizes.append(len(route.request.post_data_buffer))
        answered = route.fetch()
        if dropped:
            route.fulfill(response=answered)
        else:
            dropped.append(answered.status)
            route.abort()

    page.context.route("**/api/v1/visits/batch/", lose_the_first_answer)
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector(READY)
    with counting("T08 offline", touch=True) as hand:
        make_visit(page, hand, page.locator(".rows a.open").nth(1))
        expect(page.get_by_role("status").filter(has_text="已存本机，等待发送")).to_be_visible()
    page.goto("/m/queue/")
    page.reload()
    page.wait_for_selector(READY)
    expect(page.locator("#queue-count")).to_have_attribute("data-count", "1")
    assert stored(page) == ["waiting"]
    assert visits() == 0

    without_signal = False
    page.context.set_offline(False)
    expect(page.locator("#outbox").get_by_text("已送达")).to_be_visible(timeout=SOON)
    assert dropped == [200]
    assert visits() == 1
    assert max(sizes) <= LARGEST_RECORD
    expect(page.locator("#outbox").get_by_text(Visit.objects.latest("pk").receipt)).to_be_visible()
    expect(page.locator("#queue-count")).to_have_attribute("data-count", "0")
    assert stored(page) == ["received"]


@pytest.mark.task("T15")
def test_the_same_form_works_without_script(opened, county, visits):
    page, tap = opened(county.cast.helper, script=False, **PHONE), Counter().tap
    page.goto("/m/")
    tap(page.locator(".rows a.open").last)
    tap(page.locator("#main").get_by_role("link", name="记走访", exact=True))
    assert page.get_by_role("button", name="下一步").locator("visible=true").count() == 0
    for one in ANSWERS:
        tap(page.get_by_role("radio", name=str(one.label), exact=True))
    tap(page.get_by_role("radio", name=str(Channel.HOME.label), exact=True))
    tap(page.get_by_role("radio", name="今天"))
    tap(page.get_by_role("button", name="提交"))
    expect(page).to_have_url(RECEIPT)
    expect(page.get_by_text("回执")).to_be_visible()
    assert visits() == 1


def test_what_waits_can_be_changed_and_what_was_received_corrected(phones, county, visits):
    """The first item is refused for its day; it holds nothing up, is opened, put right and received."""
    page, tap = get_ready(phones(county.cast.helper)), Counter().tap
    bad, good = (home.household_no for home in county.cared[:2])
    page.context.set_offline(True)
    page.goto(f"/m/h/{bad}/visit/")
    page.wait_for_selector("html[data-form=ready]")
    answer(page, tap)
    onward(page, tap)
    tap(page.get_by_role("radio", name=str(Channel.PHONE.label), exact=True))
    tap(page.get_by_role("radio", name="其他日期"))
    page.locator("[name=other_day]").fill("2001年3月4日")
    tap(page.get_by_role("button", name="提交"))
    expect(page.locator(".done")).to_be_visible()
    visit(page, tap, good)
    go(page, "/m/queue/")  # first: with a network, the page of the visit itself goes on to the receipt
    page.context.set_offline(False)
    box = page.locator("#outbox")
    expect(box.get_by_text("不在册，请核对走访日期")).to_be_visible()
    expect(box.get_by_text("已送达")).to_be_visible()
    assert sorted(stored(page)) == ["attention", "received"]
    assert visits() == 1

    tap(box.get_by_role("link", name="打开修改"))
    page.wait_for_selector("html[data-form=ready]")
    expect(page.locator(f"[name=met][value={ANSWERS[0].value}]")).to_be_checked()
    onward(page, tap)
    tap(page.get_by_role("radio", name="今天"))
    tap(page.get_by_role("button", name="提交"))
    expect(page).to_have_url(RECEIPT)
    assert visits() == 2

    page.wait_for_load_state("networkidle")  # the page of the receipt is still on its way
    page.goto("/m/queue/")
    page.wait_for_selector(READY)
    tap(box.get_by_role("link", name="更正").first)
    page.wait_for_selector("html[data-form=ready]")
    tap(page.get_by_role("radio", name=str(Satisfaction.UNSATISFIED.label), exact=True))
    onward(page, tap)
    tap(page.get_by_role("button", name="提交"))
    expect(page.get_by_text("请写明更正理由。")).to_be_visible()
    page.get_by_label("为什么更正").fill("当时点错了")
    tap(page.get_by_role("button", name="提交"))
    expect(page).to_have_url(RECEIPT)
    latest = Visit.objects.latest("pk")
    assert (latest.satisfaction, latest.corrections.count(), visits()) == (Satisfaction.UNSATISFIED, 1, 2)
