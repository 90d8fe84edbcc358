"""T03: hold the 交硬账 meeting: board, meeting mode, a unit, what it owes, a decision; keys lead through the units."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from inspections.models import MeetingDecision
from povertyapp.core import clock
from povertyapp.core.todo import Tab, todos_of

MONTH, NEXT_MONTH = "/hard-account/2017-03/", "/hard-account/2017-04/"
MATTER = "没走到的户月底前走完"


@pytest.mark.task("T03")
def test_hold_the_monthly_meeting(opened, county, counting):
    page = opened(county.cast.clerk)
    page.goto(MONTH)
    with counting("T03") as hand:
        hand.click(page.get_by_role("link", name="会议模式"))
        first = page.get_by_role("heading", level=1).inner_text()
        hand.press(page, "ArrowRight")
        page.wait_for_url(re.compile(r"/meeting/\d+/$"))
        assert page.get_by_role("heading", level=1).inner_text() != first
        hand.press(page, "ArrowLeft")
        page.wait_for_function("name => document.querySelector('h1').innerText === name", arg=first)
        figure = page.get_by_role("region", name="本月欠什么").get_by_test_id(re.compile("^fig-")).first
        wanted, name = figure.get_attribute("data-count"), figure.get_attribute("data-testid")
        hand.decide()
        hand.click(figure)
        expect(page.get_by_test_id("total")).to_have_attribute("data-count", wanted)
        hand.decide()
        hand.back(page)
        hand.fill(page.get_by_label("事项", exact=True), MATTER)
        for field in ("对应的欠账", "责任人"):  # by keys: the first debt, the first person of the unit
            hand.press(page, "Tab")
            expect(page.get_by_role("combobox", name=re.compile(f"^{field}"))).to_be_focused()
            hand.decide()
            hand.press(page, "ArrowDown")
        hand.click(page.get_by_role("button", name="记下决定"))
        expect(page.get_by_text(MATTER).first).to_be_visible()
    made = MeetingDecision.objects.get(text=MATTER)
    assert name.startswith(f"fig-{made.rule}")
    assert made.due_on == clock.today() + dt.timedelta(days=15)
    assert (MATTER, made.due_on) in [(item.what, item.due) for item in todos_of(made.person, Tab.DO)]
    page.goto(NEXT_MONTH + f"meeting/{made.code}/")
    promise = page.get_by_role("region", name="上月的承诺").get_by_role("listitem").filter(has_text=MATTER)
    expect(promise).to_contain_text(made.person_name)
    expect(promise).to_contain_text("本月：")
