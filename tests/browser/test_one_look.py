"""T01: a leader signs in and sees this month's state in one look, without a click."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP

PASSWORD = "茶山-2017-谷雨"
FIGURES, HEAVIEST = 6, 400 * 1024


def sign_in_by_hand(page, user):
    """Fill the form; pressing its button is what the look begins with."""
    user.set_password(PASSWORD)
    user.save()
    page.goto("/login/")
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    return page.get_by_role("button", name="登录", exact=True)


def lowest(part):
    box = part.bounding_box()
    return box["y"] + box["height"]


@pytest.mark.task("T01")
def test_the_state_of_the_month_in_one_look(opened, county, counting):
    page, answers = opened(), []
    enter = sign_in_by_hand(page, county.cast.leader)
    page.on("response", lambda answer: answers.append(answer))
    with counting("T01") as hand:
        enter.click()
        expect(page).to_have_url(re.compile("/dashboard/$"))
        page.wait_for_load_state("load")
        figures = page.locator(".kpi")
        hand.decide(1 + figures.count())  # the sentence and each figure are read
    assert figures.count() == FIGURES
    for figure in figures.all():
        expect(figure).to_contain_text("数据截至")
    worst = page.locator("#units-h").locator("xpath=ancestor::section").locator("tbody tr").first
    clocks = page.locator(".clocks")
    for part in (page.locator(".conclusion"), *figures.all(), clocks, worst):
        assert lowest(part) <= DESKTOP["viewport"]["height"], part
    expect(clocks).to_contain_text("数据截至")
    weight = sum(len(gzip.compress(answer.body())) for answer in answers if answer.ok)
    assert 0 < weight <= HEAVIEST
    page.goto("/dashboard/?month=2017-03")
    expect(clocks).to_contain_text(re.compile(r"已锁定.* v\d", re.DOTALL))
