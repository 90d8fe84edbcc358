"""T13 (ux 4): inspectors verify on the spot, the office closes one and sends one back, the ledger goes out."""

import io
import re

import openpyxl
from playwright.sync_api import expect

from inspections.services import problems
from povertyapp.core.models import User
from povertyapp.core.roles import Role
from tests.browser.test_mend_finding import Clicks
from tests.households.factories import make_household, make_user
from tests.inspections.rectifying import TODAY, make_measure, submitted

MOST_CLICKS = 6


def make_submitted(cast, *, mended):
    """A submitted measure whose problem concerns one household, mended or not yet."""
    measure = make_measure(cast.places.county)
    problems.add_scope(by=cast.clerk, problem=measure.problem, households=[make_household()])
    if mended:
        row = measure.problem.scope.get()
        problems.mend_scope(by=cast.cadre, scope=row, day=TODAY, note="补齐")
    return submitted(cast, measure)


def to_item(page, click, measure):
    page.goto("/rectification/")
    click(page.locator("#states").get_by_role("link", name=re.compile("待验收")))
    page.wait_for_url(re.compile("state=submitted"))
    click(page.get_by_role("link", name=measure.problem.no).first)
    page.wait_for_url(re.compile(measure.problem.no))


def verify(page, click, *, is_met):
    click(page.get_by_role("link", name="现场复核"))
    if not is_met:
        page.locator("#id_said_1").fill("仍缺照片")
    click(page.get_by_role("radio", name="没有达到" if not is_met else "达到", exact=True))
    click(page.get_by_role("button", name="提交复核结果"))
    expect(page.locator("main")).to_contain_text("抽查 1 个")


def test_verify_close_send_back_and_export(opened, county):
    cast = county.cast
    good, unmended, bad = (make_submitted(cast, mended=flag) for flag in (True, False, True))
    office = User.objects.filter(username="t13").first() or make_user("t13", Role.OFFICE, cast.places.county)

    for measure, is_met in ((good, True), (unmended, True), (bad, False)):
        page, click = opened(cast.supervisor, script=False), Clicks()
        to_item(page, click, measure)
        verify(page, click, is_met=is_met)
        assert click.count <= MOST_CLICKS

    page, click = opened(office), Clicks()
    page.goto(good.problem.get_absolute_url())
    click(page.get_by_role("link", name="销号"))
    page.locator("#id_sheet").fill("销号单1号")
    click(page.get_by_role("button", name="销号"))
    expect(page.locator("main")).to_contain_text("已销号")
    assert click.count <= MOST_CLICKS

    page.goto(bad.problem.get_absolute_url())
    click(page.get_by_role("link", name="退回"))
    page.locator("#id_reason").fill("缺照片")
    click(page.get_by_role("button", name="退回"))
    expect(page.locator("main")).to_contain_text("退回")
    for measure, status in ((good, "closed"), (bad, "sent_back"), (unmended, "verified")):
        measure.refresh_from_db()
        assert measure.status == status
    assert unmended.problem.scope.unmended().count() == 1

    page.goto("/rectification/?state=closed")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="导出", exact=True).click()
    book = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    sheet = book["整改台账"]
    assert "A1:P1" in [str(area) for area in sheet.merged_cells.ranges]
    assert sheet.freeze_panes == "F6"
    assert good.problem.no in [cell.value for cell in sheet["B"]]
