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

SEED = "35124662135241346251"


@pytest.fixture
def round(county):
    people = county.cast
    name = f"第{SampleDraw.objects.count() + 1}轮"
    return open_round(
        by=people.supervisor, county=people.places.county, period=Period.current(), name=name, groups=1
    )


def draw_three(page, hand):
    """Freeze everybody, throw the seed, draw, send the inspector there; return the draw."""
    hand.click(page.get_by_role("link", name="抽样", exact=True))
    hand.decide()
    hand.click(page.get_by_role("button", name="冻结总体"))
    hand.fill(page.get_by_label("样本量"), "3")
    hand.fill(page.get_by_label("种子", exact=True), SEED)
    hand.decide()
    hand.click(page.get_by_role("button", name="抽取"))
    expect(page.get_by_test_id("total")).to_have_attribute("data-count", "3")
    hand.click(page.get_by_role("link", name="派检查人"))
    hand.decide()
    hand.click(page.get_by_label(re.compile("来凤县 督查员")))
    hand.click(page.get_by_role("button", name="派出并密封"))
    expect(page.get_by_text("已派出并密封")).to_be_visible()
    return SampleDraw.objects.latest("pk")


def drawn_by_hand(draw, seed):
    """Return the codes that a seed draws, computed anew as the page says that anybody can."""
    codes = draw.population.values_list("code", flat=True)
    return sorted(codes, key=lambda code: sha256(f"{seed}\n{code}\n1".encode()).hexdigest())[:3]


def shown_sample(page):
    return page.get_by_role("region", name="样本表").locator("tbody td:nth-child(3)").all_inner_texts()


@pytest.mark.task("T12")
def test_draw_at_the_desk(opened, county, counting, round):
    page = opened(county.cast.supervisor)
    page.goto(round.get_absolute_url())
    with counting("T12 desk") as hand:
        draw = draw_three(page, hand)
    for address in ("assign/", ""):
        page.goto(draw.get_absolute_url() + address)
        assert faults_of(page, DESKTOP["viewport"]["width"]) == []
    expected = drawn_by_hand(draw, SEED)
    assert shown_sample(page) == expected

    page.get_by_role("link", name="重新抽取").click()
    asked = page.locator("form:has([name=reason])")
    token = asked.locator("[name=csrfmiddlewaretoken]").get_attribute("value")
    bare = {"csrfmiddlewaretoken": token, "reason": " "}
    assert page.request.post(page.url, form=bare, headers={"Referer": page.url}).status == 400
    asked.locator("[name=reason]").fill("骰子落地，当众重掷")
    asked.get_by_role("button", name="重新抽取").click()
    expect(page.locator("main")).to_contain_text("这是重抽，理由：骰子落地，当众重掷")
    page.get_by_role("link", name=f"原抽样 {draw.number}").click()
    expect(page.locator("main")).to_contain_text("这次抽样已作废重抽")
    assert [unit.code for unit in draw.units.order_by("order")[:3]] == expected

    township = opened(county.cast.township)
    township.goto("/inspections/")
    expect(township.get_by_text(round.name)).to_have_count(0)
    for address in (round.get_absolute_url(), draw.get_absolute_url()):
        assert township.request.get(address).status == 404
