"""A visit on a phone: few taps, one visit however often the button is pressed, and no need of script."""

import re

import pytest
from playwright.sync_api import expect

from assistance.choices import Change, Channel, Guarantee, Met, Satisfaction
from assistance.models import Visit
from tests.browser.conftest import PHONE

ANSWERS = (Met.HEAD, Change.NONE, Guarantee.FINE, Satisfaction.SATISFIED)
MOST_TAPS = 12
RECEIPT = re.compile(r"/m/h/\d{12}/visit/\d+/$")


class Thumb:
    """Taps what it is told to and counts."""

    def __init__(self):
        self.taps = 0

    def __call__(self, target):
        target.tap()
        self.taps += 1


@pytest.fixture
def visits(county):
    """How many visits were made since the test began."""
    before = Visit.objects.count()
    return lambda: Visit.objects.count() - before


def fill_in(page, tap, last_step):
    for answer in ANSWERS:
        tap(page.get_by_role("radio", name=str(answer.label), exact=True))
    last_step()
    tap(page.get_by_role("radio", name=str(Channel.HOME.label), exact=True))
    tap(page.get_by_role("radio", name="今天"))


def test_a_visit_without_changes_takes_few_taps_and_is_sent_once(opened, county, visits):
    page, tap = opened(county.cast.helper, **PHONE), Thumb()
    page.goto("/m/")
    tap(page.locator(".rows a.open").first)
    tap(page.get_by_role("link", name="记走访"))
    fill_in(page, tap, lambda: tap(page.get_by_role("button", name="下一步").locator("visible=true")))
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="提交").dblclick()
        tap.taps += 1
    expect(page).to_have_url(RECEIPT)
    expect(page.get_by_text("回执")).to_be_visible()
    assert tap.taps <= MOST_TAPS
    assert visits() == 1
    first = page.url
    again = page.request.post(
        sent.value.url,
        data=sent.value.post_data_buffer,
        headers={"Content-Type": sent.value.headers["content-type"], "Referer": sent.value.url},
    )
    assert again.url == first
    assert visits() == 1


def test_the_same_form_works_without_script(opened, county, visits):
    page, tap = opened(county.cast.helper, script=False, **PHONE), Thumb()
    page.goto("/m/")
    tap(page.locator(".rows a.open").nth(1))
    tap(page.get_by_role("link", name="记走访"))
    assert page.get_by_role("button", name="下一步").locator("visible=true").count() == 0
    fill_in(page, tap, lambda: None)
    tap(page.get_by_role("button", name="提交"))
    expect(page).to_have_url(RECEIPT)
    expect(page.get_by_text("回执")).to_be_visible()
    assert visits() == 1
