"""The pages of every day, on a desk and on a phone: readable for everyone, never wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESKTOP, PHONE

GRAVE = {"serious", "critical"}
SETTLED = "!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')"
ONLY = {"resultTypes": ["violations"]}  # the rest is for reports, and slow to collect


def pages_of_every_day(county):
    """Return (name, who, address)."""
    cast, number = county.cast, county.cared[0].household_no
    return [
        ("login", None, "/login/"),
        ("board", cast.clerk, "/hard-account/2017-03/"),
        ("household list", cast.clerk, "/households/"),
        ("household page", cast.clerk, f"/households/{number}/"),
        ("visit form", cast.helper, f"/m/h/{number}/visit/"),
        ("ledger", cast.clerk, "/rectification/"),
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
    axe, found = Axe(), []
    width = device["viewport"]["width"]
    for name, who, address in pages_of_every_day(county):
        page = opened(who, **device)
        page.goto(address, wait_until="networkidle")
        page.wait_for_function(SETTLED)  # a panel on its way is paler on purpose
        found += [
            (name, each["id"], [node["html"][:160] for node in each["nodes"][:3]])
            for each in axe.run(page, options=ONLY).response["violations"]
            if each["impact"] in GRAVE
        ]
        needed = page.evaluate("document.documentElement.scrollWidth")
        found += [(name, f"is {needed} px wide")] if needed > width else []
    assert found == []
