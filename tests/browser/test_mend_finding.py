"""T07 (ux 4): a township clears a 四无 item from 待办, once as proposed, once as true with a reason."""

import re

import pytest
from playwright.sync_api import expect

from households.choices import Cause
from inspections.models import Claim


def total(page):
    return int(page.get_by_test_id("total").get_attribute("data-count"))


def from_todo_to_rule(page, hand):
    page.goto("/todo/")
    hand.decide()
    hand.click(page.get_by_role("link", name=re.compile("去处理 DQ-23")))
    page.wait_for_url(re.compile("/households/quality/DQ-23/"))


def focused_row(page):
    return page.evaluate(
        "document.activeElement.closest('li.fix') && document.activeElement.closest('li.fix').id"
    )


@pytest.mark.task("T07")
def test_mend_as_proposed_and_take_it_back(opened, county, counting):
    page = opened(county.cast.township)
    with counting("T07 mend") as hand:
        from_todo_to_rule(page, hand)
        before, rows = total(page), page.locator("li.fix")
        first, second = rows.nth(0), rows.nth(1)
        next_row, number = second.get_attribute("id"), first.locator(".as-of").first.inner_text()
        hand.decide()
        hand.click(first.get_by_role("button", name=re.compile("按建议改")))
        expect(page.get_by_test_id("total")).to_have_attribute("data-count", str(before - 1))
        expect(page.locator("#voice")).to_contain_text("已按建议改正")
    expect(page.locator("#voice")).to_contain_text(f"还有 {before - 1} 条")
    assert focused_row(page) == next_row

    household = next(home for home in county.faulty if home.household_no == number)
    household.refresh_from_db()
    assert household.other_causes == []
    history = opened(county.cast.township)
    history.goto(f"/households/{number}/history/")
    expect(history.locator("main")).to_contain_text("其他致贫原因")
    expect(history.locator("main")).to_contain_text("缺技术")

    page.get_by_role("button", name=re.compile("撤销")).click()
    page.wait_for_load_state()
    household.refresh_from_db()
    assert household.other_causes == [Cause.LACK_SKILL]
    page.goto("/households/quality/DQ-23/")
    assert total(page) == before


@pytest.mark.task("T07")
def test_claim_as_true_with_a_reason(opened, county, counting):
    page = opened(county.cast.township)
    with counting("T07 claim") as hand:
        from_todo_to_rule(page, hand)
        before, row = total(page), page.locator("li.fix").last
        hand.decide()
        hand.click(row.locator("summary"))
        hand.fill(row.get_by_role("textbox"), "两种原因都有，村里开会核实过")
        hand.click(row.get_by_role("button", name="提交乡镇核实"))
        expect(page.get_by_test_id("total")).to_have_attribute("data-count", str(before - 1))
    expect(page.locator("#voice")).to_contain_text("等乡镇另一位同志核实")
    assert focused_row(page) is not None
    expect(page.locator("#results")).to_contain_text("另有 1 条说明属实")
    assert Claim.objects.latest("pk").reason == "两种原因都有，村里开会核实过"


def test_works_without_script(opened, county):
    page = opened(county.cast.township, script=False)
    page.goto("/households/quality/DQ-23/")
    before = total(page)
    page.locator("li.fix").first.get_by_role("button", name=re.compile("按建议改")).click()
    expect(page.get_by_test_id("total")).to_have_attribute("data-count", str(before - 1))
    page.get_by_role("button", name=re.compile("撤销")).click()
    page.goto("/households/quality/DQ-23/")
    assert total(page) == before
