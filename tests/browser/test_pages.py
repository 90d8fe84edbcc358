"""T15 (ux 4): the pages of every day, on a desk and on a phone, in large print and in English: readable for everyone,
never wider than the narrowest screen, large enough to be touched, without what makes work a game.

`script/test` sees them as they come, `script/bench tasks` in every look.
"""

from dataclasses import dataclass

import pytest

from inspections.services.checks import freeze_population, open_round
from povertyapp.core.period import Period
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.reading import faults_of
from tests.house.access import FORBIDDEN

NARROWEST = 320
LOOKS = {"large": ("font", "large"), "en": ("django_language", "en")}
# What one presses, other than words in a text, a list or a table.
SMALL = """(least) => Array.from(document.querySelectorAll(
    "main .btn, main button, main .chip, main .tab, main select, main input:not([type=hidden], [type=checkbox], " +
    "[type=radio]), .top .tool, .tabbar a, main .choices label"))
  .filter((each) => each.checkVisibility() && !each.closest("td, p, .sub, .sr-only, .grid-table"))
  .filter((each) => each.getBoundingClientRect().height < least - 0.5)
  .map((each) => `${Math.round(each.getBoundingClientRect().height)} px: ${each.outerHTML.slice(0, 90)}`)"""


@dataclass(frozen=True)
class Look:
    """How a page is looked at: with what, and how it is set; `least` is how high a target must be."""

    device: dict
    name: str = ""
    least: int = 0


EVERY_LOOK = [
    pytest.param(Look(DESKTOP), id="desktop"),
    pytest.param(Look(PHONE, least=44), id="phone"),
    *(
        pytest.param(Look(device, name, least), id=f"{kind}-{name}", marks=pytest.mark.whole)
        for kind, device, name, least in (
            ("desktop", DESKTOP, "large", 0),
            ("phone", PHONE, "large", 60),
            ("desktop", DESKTOP, "en", 0),
            ("phone", PHONE, "en", 44),
        )
    ),
]


@pytest.fixture(scope="module")
def draw(county, django_db_blocker):
    """A population that waits for its seed."""
    with django_db_blocker.unblock():
        by, place = county.cast.supervisor, county.places.county
        opened = open_round(by=by, county=place, period=Period.current(), name="看页面的一轮")
        return freeze_population(by=by, county=place, round=opened)


def pages_of_every_day(county, draw):
    """Return (name, who, address); the twelve pages of ux 2.4 by their numbers."""
    cast, number = county.cast, county.cared[0].household_no
    return [
        ("login", None, "/login/"),
        ("P1 dashboard", cast.leader, "/dashboard/?month=2017-03"),
        ("P2 board", cast.clerk, "/hard-account/2017-03/"),
        ("P3 wall", cast.clerk, "/wall/2017-03/visits/"),
        ("P4 household", cast.clerk, f"/households/{number}/"),
        ("P5 visit form", cast.helper, f"/m/h/{number}/visit/"),
        ("P6 import", cast.clerk, "/imports/new/roster/"),
        ("P7 flow", cast.finance, "/funds/flow/"),
        ("P8 projects", cast.finance, "/projects/"),
        ("P9 ledger", cast.clerk, "/rectification/"),
        ("P10 draw", cast.supervisor, draw.get_absolute_url()),
        ("P11 quality", cast.township, "/households/quality/"),
        ("P11 rule", cast.township, "/households/quality/DQ-23/"),
        ("P12 to-do", cast.township, "/todo/"),
        ("household list", cast.clerk, "/households/"),
        ("rounds of checks", cast.supervisor, "/inspections/"),
        ("coverage of checks", cast.supervisor, "/inspections/coverage/"),
        ("search", cast.clerk, "/search/?q=覃"),
        ("records", cast.clerk, "/archive/422827100/"),
        ("public lists", cast.clerk, "/postings/"),
        ("household card", cast.clerk, f"/households/{number}/card/"),
    ]


def faults_in(page, look):
    """Return what is wrong with the page that is open, in this look."""
    faults = faults_of(page, NARROWEST)
    said = page.locator("body").inner_text()
    faults += [word for word in FORBIDDEN if word in said]
    faults += page.evaluate(SMALL, look.least) if look.least else []
    is_paper = page.locator(".sheet").count()  # which is Chinese, whoever reads it
    if look.name == "en" and not is_paper and page.locator("html").get_attribute("lang") != "en":
        faults.append("is not in English")
    return faults


@pytest.mark.task("T15")
@pytest.mark.parametrize("look", EVERY_LOOK)
def test_nothing_grave_for_axe_nothing_sideways_nothing_small(opened, county, live_server, draw, look):
    found, pages = {}, {}
    for name, who, address in pages_of_every_day(county, draw):
        page = pages[who] = pages.get(who) or opened(who, **look.device)
        if look.name:
            cookie, value = LOOKS[look.name]
            page.context.add_cookies([{"name": cookie, "value": value, "url": live_server.url}])
        page.goto(address)
        if faults := faults_in(page, look):
            found[name] = faults
    assert found == {}
