"""T15 (ux 4): T02 and T07 by the keyboard alone: the focus is seen wherever it goes, and nothing holds it."""

import re

import pytest
from playwright.sync_api import expect

MOST = 400  # steps from one end of a page to the other

# Where the focus is: whether it is told by an outline, whether one can see it, and its place among all that have it.
AT = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  window.visited ??= new Map();
  if (!visited.has(at)) visited.set(at, visited.size);
  return {
    number: visited.get(at),
    told: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0
      && box.left < innerWidth,
    html: at.outerHTML.slice(0, 120),
  };
}"""


class Keyboard:
    """Somebody without a mouse on a page."""

    def __init__(self, page):
        self.page, self.faults = page, []

    def step(self, key="Tab"):
        """Go on by one; return where the focus is, None beyond the page."""
        self.page.keyboard.press(key)
        at = self.page.evaluate(AT)
        if at and not (at["told"] and at["seen"]):
            self.faults.append(at)
        return at

    def into_main(self):
        """Pass over the menu by the first link of every page."""
        self.page.locator("body").press("Tab")
        expect(self.page.locator("a.skip")).to_be_focused()
        self.page.keyboard.press("Enter")

    def to(self, target):
        """Go to a target and press it."""
        for _step in range(MOST):
            self.step()
            if target.evaluate("each => each === document.activeElement"):
                self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"not reached by {MOST} steps: {target}")

    def round(self):
        """Go once through the page; return how many stops there are: none twice before the focus leaves it."""
        seen = set()
        for _step in range(MOST):
            at = self.step()
            if at is None or at["number"] == 0 and seen:
                return len(seen)
            assert at["number"] not in seen, f"the focus is held by {at['html']}"
            seen.add(at["number"])
        raise AssertionError(f"no end after {MOST} steps")


@pytest.fixture
def keyboard(opened):
    """Give a user and an address, get the page and somebody who has a keyboard."""
    hands = []

    def sit_down(user, address):
        page = opened(user)
        page.emulate_media(reduced_motion="reduce")  # else a page is still on its way when it is looked at
        page.goto(address)
        hands.append(Keyboard(page))
        return page, hands[-1]

    yield sit_down
    assert [fault for hand in hands for fault in hand.faults] == []


@pytest.mark.whole
@pytest.mark.task("T15")
def test_from_a_figure_to_a_household_without_a_mouse(keyboard, county):
    page, hand = keyboard(county.cast.leader, "/dashboard/?month=2017-03")
    hand.into_main()
    figure = page.get_by_test_id("fig-LF-14-422827100")
    count = figure.get_attribute("data-count")
    hand.to(figure)
    expect(page.get_by_test_id("total")).to_have_attribute("data-count", count)
    hand.into_main()
    hand.to(page.locator("#results tbody tr").first.get_by_role("rowheader").get_by_role("link"))
    page.wait_for_url(re.compile(r"/households/\d{12}/$"))
    assert hand.round() > 10


@pytest.mark.whole
@pytest.mark.task("T15")
def test_a_fault_is_cleared_without_a_mouse(keyboard, county):
    page, hand = keyboard(county.cast.township, "/todo/")
    hand.into_main()
    hand.to(page.get_by_role("link", name=re.compile("去处理 DQ-23")))
    page.wait_for_url(re.compile("/households/quality/DQ-23/"))
    before = int(page.get_by_test_id("total").get_attribute("data-count"))
    row = page.locator("li.fix").first
    hand.into_main()
    hand.to(row.get_by_role("button", name=re.compile("按建议改")))
    expect(page.get_by_test_id("total")).to_have_attribute("data-count", str(before - 1))
    expect(page.locator("#voice")).to_contain_text(f"还有 {before - 1} 条")
    with page.expect_navigation():
        hand.to(page.get_by_role("button", name=re.compile("撤销")))
    page.goto("/households/quality/DQ-23/")
    expect(page.get_by_test_id("total")).to_have_attribute("data-count", str(before))
    assert hand.round() > 10
