"""The keyboard of a list (ux 29): rows, opening, ticking, the list of keys; inert where one types or has said so."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def desk(opened, county):
    page = opened(county.cast.township)
    page.goto("/households/")
    return page


def at(page):
    return page.locator("tr.at")


def test_rows_are_walked_ticked_and_opened_by_key(desk):
    page = desk
    rows = page.locator("tr[data-href]")
    page.keyboard.press("j")
    expect(at(page)).to_have_attribute("data-href", rows.nth(0).get_attribute("data-href"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    second = rows.nth(1).get_attribute("data-href")
    expect(at(page)).to_have_attribute("data-href", second)
    page.keyboard.press("x")
    expect(at(page).get_by_role("checkbox")).to_be_checked()
    expect(page.locator("[data-picked]")).to_have_text("1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(second)))


def test_the_list_of_keys_and_where_keys_do_nothing(desk):
    page = desk
    page.locator("#search").focus()
    page.keyboard.type("jx?")
    expect(page.locator("#search")).to_have_value("jx?")
    expect(at(page)).to_have_count(0)
    page.goto("/households/")
    page.keyboard.press("?")
    expect(page).to_have_url(re.compile("/help/keys/"))
    page.goto("/me/")
    page.get_by_role("button", name="关掉快捷键").click()
    page.goto("/households/")
    page.keyboard.press("j")
    expect(at(page)).to_have_count(0)
    page.goto("/me/")
    page.get_by_role("button", name="打开快捷键").click()
    page.goto("/households/")
    page.keyboard.press("j")
    expect(at(page)).to_have_count(1)
