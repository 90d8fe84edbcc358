"""Signing in by hand, and the two languages."""

import re

import pytest
from playwright.sync_api import expect

from povertyapp.core.homes import home_of
from tests.browser.conftest import DESKTOP, PHONE

PASSWORD = "茶山-2017-清明"


@pytest.mark.parametrize(
    ("who", "device", "lands"), [("leader", DESKTOP, "/dashboard/"), ("helper", PHONE, "/m/")]
)
def test_the_login_form_leads_to_the_home_of_the_role(opened, county, who, device, lands):
    user = getattr(county.cast, who)
    user.set_password(PASSWORD)
    user.save()
    page = opened(**device)
    page.goto(home_of(user))
    expect(page).to_have_url(re.compile("/login/"))
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page).to_have_url(re.compile(f"{re.escape(lands)}/?$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("月")


@pytest.mark.task("T15")
def test_english_keeps_the_page_and_its_filters(opened, county):
    page = opened(county.cast.clerk)
    page.goto("/households/?q=覃")
    address, total = page.url, page.get_by_test_id("total").get_attribute("data-count")
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url == address
    assert page.get_by_test_id("total").get_attribute("data-count") == total
    assert not re.search("[\u4e00-\u9fff]", page.get_by_role("navigation").first.inner_text())
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", re.compile("^zh"))
    assert page.url == address
