"""The phone's pages are light, readable for everyone, and never wider than the narrowest phone."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from assistance.phone import ASSETS
from assistance.views.phone_shell import SHELLS
from tests.acceptance.counter import Counter
from tests.browser.conftest import PHONE
from tests.browser.phone import READY, answer, get_ready, go, onward
from tests.browser.reading import faults_of

NARROWEST = 320
VISIT_PAGE, FIRST_LOAD = 60 * 1024, 150 * 1024
TOO_NEW = re.compile(r"oklch\(|light-dark\(|color-mix\(")
FORBIDDEN = re.compile("打卡|积分|在线时长|排行榜")
SMALL = """(least) => Array.from(document.querySelectorAll(
    "main a, main button, main .choices label, main .toggle, .tabbar a"))
  .filter((each) => each.offsetParent && !each.closest(".sub, p") && each.getBoundingClientRect().height < least - 0.5)
  .map((each) => each.outerHTML.slice(0, 90))"""


def weight(*contents):
    return sum(len(gzip.compress(content, 6)) for content in contents)


def test_the_pages_are_light(county):
    client = Client()
    client.force_login(county.cast.helper)
    files = {name: Path(finders.find(name)).read_bytes() for name in ASSETS}
    page = client.get(f"/m/h/{county.cared[0].household_no}/visit/").content
    shells = [client.get(f"/m/shell/{name}/").content for name in SHELLS]
    assert weight(page, *files.values()) <= VISIT_PAGE
    assert weight(page, *files.values(), *shells) <= FIRST_LOAD
    assert not any(
        TOO_NEW.search(content.decode()) for name, content in files.items() if name.endswith(".css")
    )


@pytest.mark.task("T15")
@pytest.mark.parametrize("look", ["normal", "large", "en"])
def test_every_page_and_step_can_be_read(phones, county, live_server, look):
    page, tap, found = phones(county.cast.helper), Counter().tap, {}
    cookies = {"large": ("font", "large"), "en": ("django_language", "en")}
    if look in cookies:
        name, value = cookies[look]
        page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
    get_ready(page)
    number = county.cared[0].household_no

    def read(name):
        faults = faults_of(page, NARROWEST)
        small = page.evaluate(SMALL, 60 if look == "large" else 44)
        if FORBIDDEN.search(page.inner_text("body")):
            faults.append("forbidden words")
        if faults or small:
            found[name] = [*faults, *small]

    for address in ("/m/", "/m/h/", "/m/visit/", f"/m/h/{number}/", "/m/queue/", "/m/me/"):
        go(page, address)
        read(address)
    page.context.set_offline(True)
    for address in ("/m/", f"/m/h/{number}/", "/m/queue/", "/m/me/"):
        go(page, address)
        assert "{" not in page.inner_text("body")
        read(f"offline {address}")
    if look != "en":
        go(page, f"/m/h/{number}/visit/").wait_for_selector("html[data-form=ready]")
        answer(page, tap)
        page.locator("[data-facts-toggle]").tap()
        read("first step")
        onward(page, tap)
        page.locator(".fact summary").first.tap()
        read("facts")
        onward(page, tap)
        read("last step")
    assert found == {}


def test_without_script_the_pages_say_so_and_the_receipts_are_there(opened, county):
    page = opened(county.cast.helper, script=False, **PHONE)
    page.goto("/m/queue/")
    assert page.get_by_text("这个浏览器没有开脚本").is_visible()
    assert page.locator("#outbox").is_hidden()
    page.goto("/m/visit/")
    assert page.locator(".rows a.open").count() > 0
    assert page.locator(READY).count() == 0
