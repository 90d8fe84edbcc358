"""T13 (ux 4): inspectors verify on the spot, the office closes one and sends one back, the ledger goes out."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from inspections.services import problems
from povertyapp.core.models import User
from povertyapp.core.roles import Role
from tests.households.factories import make_household, make_user
from tests.inspections.rectifying import TODAY, make_measure, submitted


def make_submitted(cast, *, mended):
    """A submitted measure whose problem concerns one household, mended or not yet."""
    measure = make_measure(cast.places.county)
    problems.add_scope(by=cast.clerk, problem=measure.problem, households=[make_household()])
    if mended:
        row = measure.problem.scope.get()
        problems.mend_scope(by=cast.cadre, scope=row, day=TODAY, note="补齐")
    return submitted(cast, measure)


def to_item(page, hand, measure):
    page.goto("/rectification/")
    hand.decide()
    hand.click(page.locator("#states").get_by_role("link", name=re.compile("待验收")))
    page.wait_for_url(re.compile("state=submitted"))
    hand.decide()
    hand.click(page.get_by_role("link", name=measure.problem.no).first)
    page.wait_for_url(re.compile(measure.problem.no))


def verify(page, hand, *, is_met):
    hand.click(page.get_by_role("link", name="现场复核"))
    if not is_met:
        hand.fill(page.locator("#id_said_1"), "仍缺照片")
    hand.decide()
    hand.click(page.get_by_role("radio", name="没有达到" if not is_met else "达到", exact=True))
    hand.click(page.get_by_role("button", name="提交复核结果"))
    expect(page.locator("main")).to_contain_text("抽查 1 个")


def post_beside(page, address, **sent):
    """Send a page's form beside the page: a refusal is an answer from 400 up, and pages may not get one."""
    page.goto(address)
    form = page.locator("main form:has(button[type=submit])").last
    given = form.evaluate("form => Object.fromEntries(new FormData(form))")
    return page.request.post(page.url, form={**given, **sent}, headers={"Referer": page.url})


def close(page, hand, measure):
    page.goto(measure.problem.get_absolute_url())
    hand.decide()
    hand.click(page.get_by_role("link", name="销号"))
    hand.fill(page.locator("#id_sheet"), "销号单1号")
    hand.click(page.get_by_role("button", name="销号"))
    expect(page.locator("main")).to_contain_text("已销号")


def send_back(page, hand, measure):
    page.goto(measure.problem.get_absolute_url())
    hand.decide()
    hand.click(page.get_by_role("link", name="退回"))
    hand.fill(page.locator("#id_reason"), "缺照片")
    hand.click(page.get_by_role("button", name="退回"))
    expect(page.locator("main")).to_contain_text("退回")


def export(page, hand):
    """Fetch the ledger of what is closed; return its sheet."""
    hand.click(page.locator("#states").get_by_role("link", name=re.compile("已销号")))
    page.wait_for_url(re.compile("state=closed"))
    with page.expect_download() as waiting:
        hand.click(page.get_by_role("link", name="导出", exact=True))
    return openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))["整改台账"]


@pytest.mark.task("T13")
def test_verify_close_send_back_and_export(opened, county, counting):
    cast = county.cast
    good, unmended, bad = (make_submitted(cast, mended=flag) for flag in (True, False, True))
    office = User.objects.filter(username="t13").first() or make_user("t13", Role.OFFICE, cast.places.county)
    page = opened(cast.supervisor, script=False)
    for measure, leg in ((good, "verify"), (unmended, "verify"), (bad, "find wanting")):
        with counting(f"T13 {leg}") as hand:
            to_item(page, hand, measure)
            verify(page, hand, is_met=measure is not bad)

    page = opened(office)
    with counting("T13 close") as hand:
        close(page, hand, good)
    with counting("T13 send back") as hand:
        send_back(page, hand, bad)
    page.goto(unmended.problem.get_absolute_url())
    address = page.get_by_role("link", name="销号").get_attribute("href")
    refused = post_beside(page, address, sheet="销号单2号")
    assert refused.status == 400
    assert "还有 1 个涉及对象" in refused.text()
    for measure, status in ((good, "closed"), (bad, "sent_back"), (unmended, "verified")):
        measure.refresh_from_db()
        assert measure.status == status

    page.goto("/rectification/")
    with counting("T13 export") as hand:
        sheet = export(page, hand)
    assert "A1:P1" in [str(area) for area in sheet.merged_cells.ranges]
    assert sheet.freeze_panes == "F6"
    numbers = [cell.value for cell in sheet["B"][5:] if cell.value]
    assert good.problem.no in numbers
    assert f"共{len(numbers)}条" in sheet["A2"].value


@pytest.mark.task("T13")
def test_who_mended_does_not_verify(opened, county):
    cast = county.cast
    measure = make_submitted(cast, mended=False)
    fixer = make_user(f"t13-{measure.pk}", Role.SUPERVISOR, cast.places.county)
    page = opened(fixer)
    page.goto(measure.problem.get_absolute_url())
    expect(page.get_by_role("link", name="现场复核")).to_be_visible()
    problems.mend_scope(by=fixer, scope=measure.problem.scope.get(), day=TODAY, note="自己补的")
    page.reload()
    expect(page.get_by_role("link", name="现场复核")).to_have_count(0)
