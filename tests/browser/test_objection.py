"""T04 (ux 4): a township appeals a verdict from a cell of the board, the county's officer corrects it."""

import re
import time

from playwright.sync_api import expect

from inspections.models import AccountMonth, Objection
from tests.browser.test_mend_finding import Clicks

MOST_CLICKS, MOST_CLICKS_OF_OFFICER, MOST_SECONDS = 7, 5, 90
CELL = "fig-LF-14-422827100"
PAPER = {"name": "走访登记表.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


def board(opened, user):
    page = opened(user)
    page.goto("/hard-account/2017-03/")
    return page


def file_from_the_cell(page, click):
    """Object to the first two rows behind the township's cell, with a file."""
    click(page.get_by_test_id(CELL))
    click(page.get_by_role("link", name="申诉", exact=True))
    lines = page.locator("input[name=lines]")
    first = lines.first.get_attribute("value")
    for number in range(2):
        click(lines.nth(number))
    page.get_by_label("申诉理由").fill("这两户都去过，有登记表")
    page.locator("input[name=files]").set_input_files(PAPER)
    click(page.get_by_role("button", name="提出申诉"))
    return first


def file_again(page, line):
    """Send a row that was objected to once more, beside the page: a refusal is an answer from 400 up, and pages may get
    none of those."""
    page.goto("/hard-account/2017-03/422827100/LF-14/object/")
    sent = {
        "lines": line,
        "reason": "再提一次",
        "csrfmiddlewaretoken": page.locator("form.form-col input[name=csrfmiddlewaretoken]").get_attribute(
            "value"
        ),
    }
    return page.request.post(page.url, form=sent, headers={"Referer": page.url})


def test_a_township_appeals_once_and_the_officer_corrects(opened, county):
    began = time.monotonic()
    page, click = board(opened, county.cast.township), Clicks()
    locked = page.get_by_test_id(CELL).inner_text()
    line = file_from_the_cell(page, click)
    page.wait_for_url(re.compile("/objections/SS-"))
    assert click.count + 1 <= MOST_CLICKS  # choosing the file is a click, too
    expect(page.locator("h1")).to_contain_text("待受理")
    expect(page.locator(".timeline")).to_contain_text("答复期限")
    objection = Objection.objects.get()
    assert objection.files.count() == 1

    page = board(opened, county.cast.township)
    cell = page.locator("td", has=page.get_by_test_id(CELL))
    expect(cell).to_contain_text("◆")
    expect(cell).to_contain_text("复核中")
    assert page.get_by_test_id(CELL).inner_text() == locked

    refused = file_again(page, line)
    assert refused.status == 400
    assert objection.no in refused.text()
    assert "同一项不能再提" in refused.text()

    officer, press = opened(county.cast.clerk), Clicks()
    officer.goto("/todo/")
    press(officer.get_by_role("link", name=re.compile("复核 翔凤镇")))
    press(officer.get_by_role("button", name="受理", exact=True))
    expect(officer.locator("h1")).to_contain_text("复核中")
    press(officer.get_by_label("更正下面的事项"))
    officer.get_by_label("复核意见和依据").fill("登记表属实")
    press(officer.get_by_role("button", name="作出复核结论"))
    expect(officer.locator("h1")).to_contain_text("更正")
    assert press.count <= MOST_CLICKS_OF_OFFICER
    assert time.monotonic() - began <= MOST_SECONDS

    versions = AccountMonth.objects.filter(month="2017-03").order_by("version")
    assert [version.version for version in versions] == [1, 2]
    officer.get_by_role("link", name="看新的版本改了什么").click()
    expect(officer.locator("main")).to_contain_text("v1 更正为 v2")
    assert int(officer.get_by_test_id("total").get_attribute("data-count")) > 2

    page = board(opened, county.cast.township)
    assert "◆" not in page.locator("td", has=page.get_by_test_id(CELL)).inner_text()
    assert page.get_by_test_id(CELL).inner_text() != locked
    page.goto("/hard-account/2017-03/?version=1")
    assert page.get_by_test_id(CELL).inner_text() == locked
    audited = objection.history.filter(
        pgh_context__metadata__user__in=[county.cast.township.pk, county.cast.clerk.pk]
    )
    assert set(audited.values_list("status", flat=True)) == {"filed", "reviewing", "corrected"}
