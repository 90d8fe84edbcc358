"""T04 (ux 4): a township appeals a verdict from a cell of the board, the county's officer corrects it."""

import re

import pytest
from playwright.sync_api import expect

from inspections.models import AccountMonth, Objection

CELL = "fig-LF-14-422827100"
PAPER = {"name": "走访登记表.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


def board(opened, user):
    page = opened(user)
    page.goto("/hard-account/2017-03/")
    return page


def file_from_the_cell(page, hand):
    """Object to the first two rows behind the township's cell, with a file; return them."""
    hand.decide()
    hand.click(page.get_by_test_id(CELL))
    hand.decide()
    hand.click(page.get_by_role("main").get_by_role("link", name="申诉", exact=True))
    boxes = page.locator("input[name=lines]")
    lines = [boxes.nth(number).get_attribute("value") for number in range(2)]
    for number in range(2):
        hand.decide()
        hand.click(boxes.nth(number))
    hand.fill(page.get_by_label("申诉理由"), "这两户都去过，有登记表")
    hand.give(page.locator("input[name=files]"), PAPER)
    hand.click(page.get_by_role("button", name="提出申诉"))
    page.wait_for_url(re.compile("/objections/SS-"))
    return lines


def correct_from_the_to_dos(page, hand):
    """Accept the township's objection and put its rows right."""
    hand.click(page.get_by_role("link", name=re.compile("复核 翔凤镇")))
    hand.decide()
    hand.click(page.get_by_role("button", name="受理", exact=True))
    expect(page.locator("h1")).to_contain_text("复核中")
    hand.decide()
    hand.click(page.get_by_label("更正下面的事项"))
    hand.fill(page.get_by_label("复核意见和依据"), "登记表属实")
    hand.click(page.get_by_role("button", name="作出复核结论"))
    expect(page.locator("h1")).to_contain_text("更正")


def refused_again(page, objection, lines):
    """Send rows that were objected to once more, beside the page: a refusal is an answer from 400 up, and pages may
    get none of those."""
    page.goto("/hard-account/2017-03/422827100/LF-14/object/")
    sent = {
        "reason": "再提一次",
        "csrfmiddlewaretoken": page.locator("form.form-col input[name=csrfmiddlewaretoken]").get_attribute(
            "value"
        ),
    }
    for line in lines:
        refused = page.request.post(page.url, form=sent | {"lines": line}, headers={"Referer": page.url})
        assert refused.status == 400
        assert objection.no in refused.text()
        assert "同一项不能再提" in refused.text()


@pytest.mark.task("T04")
def test_a_township_appeals_once_and_the_officer_corrects(opened, county, counting):
    page = board(opened, county.cast.township)
    locked = page.get_by_test_id(CELL).inner_text()
    with counting("T04 township") as hand:
        lines = file_from_the_cell(page, hand)
    expect(page.locator("h1")).to_contain_text("待受理")
    expect(page.locator(".timeline")).to_contain_text("答复期限")
    objection = Objection.objects.get()
    assert objection.files.count() == 1

    page = board(opened, county.cast.township)
    cell = page.locator("td", has=page.get_by_test_id(CELL))
    expect(cell).to_contain_text("◆")
    expect(cell).to_contain_text("复核中")
    assert page.get_by_test_id(CELL).inner_text() == locked
    refused_again(page, objection, lines)

    officer = opened(county.cast.clerk)
    officer.goto("/todo/")
    with counting("T04 office") as hand:
        correct_from_the_to_dos(officer, hand)

    versions = AccountMonth.objects.filter(month="2017-03").order_by("version")
    assert [version.version for version in versions] == [1, 2]
    officer.get_by_role("link", name="看新的版本改了什么").click()
    expect(officer.locator("main")).to_contain_text("v1 更正为 v2")
    assert int(officer.get_by_test_id("total").get_attribute("data-count")) > 2

    refused_again(page, objection, lines)
    page = board(opened, county.cast.township)
    assert "◆" not in page.locator("td", has=page.get_by_test_id(CELL)).inner_text()
    assert page.get_by_test_id(CELL).inner_text() != locked
    page.goto("/hard-account/2017-03/?version=1")
    assert page.get_by_test_id(CELL).inner_text() == locked
    steps = objection.history.values_list("status", "pgh_context__metadata__user").order_by("pgh_id")
    township, office = county.cast.township.pk, county.cast.clerk.pk
    assert [step for step in dict.fromkeys(steps)] == [
        ("filed", township), ("reviewing", office), ("corrected", office),
    ]  # fmt: skip
