"""What every page is asked: titled, headed once, nothing grave for axe, never wider than its screen."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

AXE = Axe()
GRAVE = {"serious", "critical"}
# Rules whose violations are never grave are not asked; what is no violation is for reports, and slow to collect.
LIGHT = re.findall(r'\bid:"([a-z-]+)",impact:"(?:minor|moderate)"', AXE.axe_script)
ONLY = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in LIGHT}}
# The innermost elements that stand farthest out of a screen, without what one may scroll to.
TOO_WIDE = """() => {
  const right = (each) => Math.round(each.getBoundingClientRect().right);
  const scrolls = (each) => each && each !== document.body
    && (getComputedStyle(each).overflowX !== "visible" || scrolls(each.parentElement));
  const wide = [...document.body.querySelectorAll("*")].filter((each) =>
    right(each) > innerWidth && each.checkVisibility() && !scrolls(each.parentElement));
  return wide.filter((each) => !wide.some((other) => other !== each && each.contains(other)))
    .sort((one, other) => right(other) - right(one)).slice(0, 3)
    .map((each) => `${right(each)}: ${each.outerHTML.slice(0, 120)}`);
}"""
UNSETTLED = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"


def faults_of(page, width):
    """Return what is wrong with the page that is open; `width` is that of the screen it must fit."""
    expect(page.locator(UNSETTLED)).to_have_count(0)  # a panel on its way is paler on purpose
    faults = [] if page.title().strip(" -") else ["has no title"]
    faults += [f"{n} h1"] if (n := page.locator("h1").count()) != 1 else []
    faults += [
        (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
        for each in AXE.run(page, options=ONLY).response["violations"]
        if each["impact"] in GRAVE
    ]
    screen = page.viewport_size
    if screen["width"] != width:
        page.set_viewport_size(screen | {"width": width})
    needed = page.evaluate("document.documentElement.scrollWidth")
    if needed > width:
        faults.append((f"is {needed} px wide", page.evaluate(TOO_WIDE)))
    page.set_viewport_size(screen)
    return faults
