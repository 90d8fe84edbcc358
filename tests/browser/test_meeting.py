"""T03: hold the 交硬账 meeting: board, meeting mode, a unit, what it owes, a decision; keys lead through the units."""

import datetime as dt
import re

from inspections.models import MeetingDecision
from povertyapp.core import clock
from povertyapp.core.todo import Tab, todos_of
from tests.browser.test_mend_finding import Clicks

MATTER = "没走到的户月底前走完"


def test_hold_the_monthly_meeting(opened, county):
    page, click = opened(county.cast.clerk), Clicks()
    page.goto("/hard-account/")
    click(page.get_by_role("link", name="会议模式"))
    first = page.get_by_role("heading", level=1).inner_text()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"/meeting/\d+/$"))
    assert page.get_by_role("heading", level=1).inner_text() != first
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("name => document.querySelector('h1').innerText === name", arg=first)
    figure = page.locator("[data-testid^=fig-]").first
    wanted = int(figure.get_attribute("data-count"))
    click(figure)
    assert int(page.get_by_test_id("total").get_attribute("data-count")) == wanted
    page.go_back()
    page.get_by_label("事项", exact=True).fill(MATTER)
    person = page.get_by_role("combobox", name=re.compile("^责任人"))
    person.select_option(index=1)
    click(page.get_by_role("button", name="记下决定"))
    assert page.get_by_text(MATTER).first.is_visible()
    made = MeetingDecision.objects.get(text=MATTER)
    assert made.due_on == clock.today() + dt.timedelta(days=15)
    assert MATTER in [item.what for item in todos_of(made.person, Tab.DO)]
    # opening the select and taking a row of it are two more clicks of the mouse
    assert click.count + 2 <= 8
    assert len(MATTER) + 2 <= 40
