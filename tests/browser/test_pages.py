"""The pages of every day, on a desk and on a phone: readable for everyone, never wider than the screen."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.reading import faults_of


def pages_of_every_day(county):
    """Return (name, who, address)."""
    cast, number = county.cast, county.cared[0].household_no
    return [
        ("login", None, "/login/"),
        ("board", cast.clerk, "/hard-account/2017-03/"),
        ("dashboard", cast.leader, "/dashboard/?month=2017-03"),
        ("household list", cast.clerk, "/households/"),
        ("household page", cast.clerk, f"/households/{number}/"),
        ("visit form", cast.helper, f"/m/h/{number}/visit/"),
        ("ledger", cast.clerk, "/rectification/"),
        ("rounds of checks", cast.supervisor, "/inspections/"),
        ("coverage of checks", cast.supervisor, "/inspections/coverage/"),
        ("quality", cast.township, "/households/quality/"),
        ("quality rule", cast.township, "/households/quality/DQ-23/"),
        ("to-do", cast.township, "/todo/"),
        ("search", cast.clerk, "/search/?q=覃"),
        ("records", cast.clerk, "/archive/422827100/"),
        ("public lists", cast.clerk, "/postings/"),
        ("household card", cast.clerk, f"/households/{number}/card/"),
    ]


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_grave_for_axe_and_nothing_sideways(opened, county, device):
    found, pages = {}, {}
    for name, who, address in pages_of_every_day(county):
        page = pages[who] = pages.get(who) or opened(who, **device)
        page.goto(address)
        if faults := faults_of(page, device["viewport"]["width"]):
            found[name] = faults
    assert found == {}
