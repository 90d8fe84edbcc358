"""From a figure to the rows behind it: every figure of every page, followed through the real links."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from inspections.choices.wall import WallMetric
from povertyapp.core.views.pages import ListPage
from tests.acceptance.whole import IS_WHOLE
from tests.reading import figures_on, total_of

# A page of the month of one place or one helper, as its address stands in a link.
OF_A_PLACE = re.compile(r'href="(/hard-account/[\d-]+/\d+/)"')
OF_A_HELPER = re.compile(r'href="(/hard-account/[\d-]+/helpers/[^/?"]+/)"')
HELPERS = 12  # of a page, by whom all are judged
CELL = "fig-LF-14-422827100"
DASHBOARD = "/dashboard/?month=2017-03"
BOARDS = ("/hard-account/2017-03/", "/hard-account/2017-04/")


def scrolled(page, target):
    """Scroll until the target is in the middle of the window; return how far that is."""
    target.evaluate("each => each.scrollIntoView({block: 'center', behavior: 'instant'})")
    far = page.evaluate("scrollY")
    assert far > 0
    return far


def went_back(page, address, scroll):
    """Wait until the browser has put a page back as it was left."""
    page.wait_for_url(address)
    page.wait_for_function("wanted => Math.abs(scrollY - wanted) <= 1", arg=scroll)


@pytest.mark.task("T02")
def test_a_figure_a_list_a_household_and_back(opened, county, counting):
    page = opened(county.cast.leader)
    page.set_viewport_size({"width": 1366, "height": 320})  # low, because the county's lists are short
    with counting("T02") as hand:
        page.goto(DASHBOARD)
        figure = page.get_by_test_id(CELL)
        count = figure.get_attribute("data-count")
        with hand.aside():
            far = scrolled(page, figure)
        hand.decide()
        hand.click(figure)
        expect(page.get_by_test_id("total")).to_have_attribute("data-count", count)
        listed, rows = page.url, page.locator("#results tbody tr")
        assert rows.count() == min(int(count), ListPage.page_rows)
        link = rows.last.get_by_role("rowheader").get_by_role("link")
        with hand.aside():
            down = scrolled(page, link)
        hand.decide()
        hand.click(link)
        page.wait_for_url(re.compile(r"/households/\d{12}/$"))
        steps = page.get_by_role("navigation", name="所在位置").get_by_role("listitem").all_inner_texts()
        with hand.aside():  # going back is one click each, after the household was reached
            page.go_back()
            went_back(page, listed, down)
            page.go_back()
            went_back(page, re.compile(re.escape(DASHBOARD)), far)
    assert steps[:2] == ["来凤县", "翔凤镇"]
    assert len(steps) == 4
    expect(page.get_by_test_id(CELL)).to_have_attribute("data-count", count)


@pytest.mark.task("T02")
@pytest.mark.parametrize("who", ["clerk", "township"])
def test_every_figure_counts_its_rows(county, who):
    """Links are followed as they stand on the pages; that a click follows them, the test above holds."""
    client = Client()
    client.force_login(getattr(county.cast, who))
    counted, seen = {}, set()
    waiting = [
        *BOARDS,
        f"{BOARDS[0]}?open=422827100",
        *(f"{board}helpers/" for board in BOARDS),
        "/rectification/",
        "/households/quality/",
        "/assistance/figures/",
    ]
    if IS_WHOLE:
        waiting += [DASHBOARD, "/funds/flow/", *(f"/wall/2017-03/{metric}/" for metric in WallMetric.values)]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        shown = client.get(address).content.decode()
        main = shown[shown.index("<main") :]
        waiting += [*OF_A_PLACE.findall(main), *OF_A_HELPER.findall(main)[:HELPERS]]
        for name, (count, where) in figures_on(shown, address).items():
            counted.setdefault((where, count), (address, name))
    mismatches = [(*told, *said) for said, told in counted.items() if total_of(client, said[0]) != said[1]]
    assert mismatches == []
    assert len(seen) > 12
    assert len(counted) > 20
