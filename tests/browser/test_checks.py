"""T12 (ux 4), at the desk: freeze a population, throw the seed, draw, send people there; a township sees nothing."""

import re
from hashlib import sha256

import pytest
from playwright.sync_api import expect

from inspections.models import SampleDraw
from inspections.services.checks import open_round
from povertyapp.core.period import Period
from tests.browser.conftest import DESKTOP
from tests.browser.reading import faults_of
from tests.browser.test_mend_finding import Clicks

MOST_CLICKS = 8
SEED = "35124662135241346251"


@pytest.fixture
def round(county):
    people = county.cast
    name = f"第{SampleDraw.objects.count() + 1}轮"
    return open_round(
        by=people.supervisor, county=people.places.county, period=Period.current(), name=name, groups=1
    )


def test_draw_at_the_desk(opened, county, round):
    page, click = opened(county.cast.supervisor), Clicks()
    page.goto(round.get_absolute_url())
    click(page.get_by_role("link", name="抽样", exact=True))
    click(page.get_by_role("button", name="冻结总体"))
    page.get_by_label("样本量").fill("3")
    page.get_by_label("种子", exact=True).fill(SEED)
    click(page.get_by_role("button", name="抽取"))
    expect(page.get_by_test_id("total")).to_have_attribute("data-count", "3")
    draw = SampleDraw.objects.latest("pk")
    codes = draw.population.values_list("code", flat=True)
    expected = sorted(codes, key=lambda code: sha256(f"{SEED}\n{code}\n1".encode()).hexdigest())[:3]
    shown = page.get_by_role("region", name="样本表").locator("tbody td:nth-child(3)").all_inner_texts()
    assert shown == expected
    click(page.get_by_role("link", name="派检查人"))
    click(page.get_by_label(re.compile("来凤县 督查员")))
    click(page.get_by_role("button", name="派出并密封"))
    expect(page.get_by_text("已派出并密封")).to_be_visible()
    for address in ("", "assign/"):
        page.goto(draw.get_absolute_url() + address)
        assert faults_of(page, DESKTOP["viewport"]["width"]) == []
    assert click.count <= MOST_CLICKS

    township = opened(county.cast.township)
    township.goto("/inspections/")
    expect(township.get_by_text(round.name)).to_have_count(0)
    for address in (round.get_absolute_url(), draw.get_absolute_url()):
        assert township.request.get(address).status == 404
