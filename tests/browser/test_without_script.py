"""T15 (ux 4): without script a list is filtered, a household edited and a table exported all the same.

The visit form without script is in `test_phone_visit`.
"""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect


@pytest.mark.task("T15")
def test_a_list_a_form_and_a_file_need_no_script(opened, county):
    home, page = county.cared[1], opened(county.cast.cadre, script=False)
    page.goto("/households/")
    page.locator("form.query input[name=q]").fill(home.household_no)
    page.locator("form.query").get_by_role("button", name="查询", exact=True).click()
    expect(page.get_by_test_id("total")).to_have_attribute("data-count", "1")
    page.locator("#results tbody tr").get_by_role("rowheader").get_by_role("link").click()

    page.goto(f"/households/{home.household_no}/edit/basic/")
    page.locator("[name=group_name]").fill("九组")
    page.locator("[name=reason]").fill("村里核实")
    page.get_by_role("button", name="核对并保存").click()
    expect(page.locator("main")).to_contain_text("九组")
    page.get_by_role("button", name="确认保存").click()
    page.wait_for_url(re.compile(f"/households/{home.household_no}/(#.*)?$"))
    home.refresh_from_db()
    assert home.group_name == "九组"

    page = opened(county.cast.clerk, script=False)
    page.goto("/rectification/")
    count = page.get_by_test_id("total").get_attribute("data-count")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="导出", exact=True).click()
    sheet = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))["整改台账"]
    assert f"共{count}条" in sheet["A2"].value
