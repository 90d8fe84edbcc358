"""Several people and several phones: nothing is overwritten, nobody reads what is another's, no work is lost."""

import re

import pytest
from playwright.sync_api import expect

from assistance.models import HeldSubmission, HeldValue, Visit
from households.choices import Health
from povertyapp.core.devices import switch_off
from povertyapp.core.models import Device
from tests.acceptance.counter import Counter
from tests.browser.conftest import sign_in
from tests.browser.phone import READY, answer, finish, get_ready, go, onward, stored, visit

LOGIN = re.compile("/login/")


@pytest.fixture
def home(county):
    return county.cared[2]


def change_facts(page, home, health, phone=""):
    """Make a visit that puts the head's health right, and his telephone where one is given."""
    member, tap = home.members.order_by("person_no").first(), Counter().tap
    go(page, f"/m/h/{home.household_no}/visit/").wait_for_selector("html[data-form=ready]")
    answer(page, tap)
    page.locator("[data-facts-toggle]").tap()
    onward(page, tap)
    person = page.locator(".fact").filter(has_text=member.name)
    person.locator("summary").tap()
    for box in person.locator("input[type=checkbox]:checked").all():
        box.tap()
    person.get_by_role("checkbox", name=str(health.label), exact=True).tap()
    if phone:
        person.locator("input[type=text]").fill(phone)
    onward(page, tap)
    finish(page, tap)
    expect(page.locator(".done")).to_be_visible()


@pytest.mark.task("T10")
def test_two_phones_change_the_same_person_and_a_clerk_decides(phones, opened, county, counting, home):
    member = home.members.order_by("person_no").first()
    before = member.phone
    first, second = get_ready(phones(county.cast.helper)), get_ready(phones(county.cast.cadre))
    for page in (first, second):
        page.context.set_offline(True)
    change_facts(first, home, Health.CHRONIC)
    change_facts(second, home, Health.DISABLED, "15412345678")
    for page in (first, second):
        page.context.set_offline(False)
        expect(page.get_by_text("回执").first).to_be_visible()
    member.refresh_from_db()
    assert member.health == [Health.CHRONIC]
    assert (member.phone, before == member.phone) == ("15412345678", False)
    held = HeldValue.objects.get(household=home)
    assert held.value == Health.DISABLED

    desk = opened(county.cast.cadre)
    desk.goto("/assistance/held/")
    with counting("T10") as hand:
        hand.click(desk.locator("tbody a").first)
        both = desk.locator("main")
        for health in (Health.CHRONIC, Health.DISABLED):
            expect(both).to_contain_text(str(health.label))
        hand.decide()
        hand.click(desk.get_by_role("button", name="采用 B"))
        expect(desk.get_by_text("已核对。")).to_be_visible()
    member.refresh_from_db()
    assert member.health == [Health.DISABLED]
    desk.goto(f"/households/{home.household_no}/history/")
    expect(desk.locator("main")).to_contain_text(str(Health.DISABLED.label))


def test_a_phone_that_was_switched_off_hands_its_work_over_and_is_empty(phones, county, home):
    page, tap = get_ready(phones(county.cast.helper)), Counter().tap
    page.context.set_offline(True)
    visit(page, tap, home.household_no)
    before = Visit.objects.count()
    for device in Device.objects.filter(owner=county.cast.helper):
        switch_off(by=county.cast.helper, device=device)
    page.context.set_offline(False)
    expect(page).to_have_url(LOGIN)
    page.goto("/m/shell/queue/")
    assert stored(page) is None
    assert Visit.objects.count() == before
    assert HeldSubmission.objects.filter(household=home).count() == 1


def test_a_second_person_sees_nothing_of_the_first_whose_work_waits(phones, live_server, county, home):
    page, tap = get_ready(phones(county.cast.helper)), Counter().tap
    page.context.set_offline(True)
    visit(page, tap, home.household_no)
    before = Visit.objects.count()
    page.context.clear_cookies()
    sign_in(page.context, county.cast.cadre, live_server.url)
    page.context.route("**/api/v1/visits/batch/", lambda route: route.abort())
    page.context.set_offline(False)
    go(page, "/m/queue/")
    expect(page.get_by_text("本机没有待发的走访，也没有草稿。")).to_be_visible()
    assert stored(page) == []
    page.context.unroute("**/api/v1/visits/batch/")

    page.context.clear_cookies()
    sign_in(page.context, county.cast.helper, live_server.url)
    go(page, "/m/queue/")
    expect(page.locator("#outbox").get_by_text("已送达")).to_be_visible()
    assert stored(page) == ["received"]
    assert Visit.objects.count() == before + 1


def test_a_phone_that_was_switched_off_while_away_is_emptied_at_the_door(phones, county, home):
    page, tap = get_ready(phones(county.cast.helper)), Counter().tap
    page.context.set_offline(True)
    visit(page, tap, home.household_no)
    held = HeldSubmission.objects.filter(household=home).count()
    for device in Device.objects.filter(owner=county.cast.helper):
        switch_off(by=county.cast.helper, device=device)
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto("/m/")
    expect(page).to_have_url(LOGIN)
    page.wait_for_selector("html[data-phone=knocked]")
    assert stored(page) is None
    assert HeldSubmission.objects.filter(household=home).count() == held + 1


def test_signing_out_with_work_unsent_needs_a_choice_and_seals_it(phones, live_server, county, home):
    page, tap = get_ready(phones(county.cast.helper)), Counter().tap
    page.context.route("**/api/v1/visits/batch/", lambda route: route.abort())
    visit(page, tap, home.household_no)
    go(page, "/m/me/")
    page.get_by_role("button", name="退出登录", exact=True).tap()
    expect(page.locator("#unsent")).to_contain_text("还有 1 条走访")
    page.get_by_role("button", name="封存在本机，退出登录").tap()
    expect(page).to_have_url(LOGIN)
    page.goto("/m/shell/queue/")
    assert stored(page) is None

    page.context.unroute("**/api/v1/visits/batch/")
    sign_in(page.context, county.cast.helper, live_server.url)
    go(page, "/m/queue/")
    expect(page.locator("#outbox").get_by_text("已送达")).to_be_visible()
    assert page.locator(READY).count() == 1
