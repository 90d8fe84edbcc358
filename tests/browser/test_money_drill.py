"""From what is unpaid of a channel through the project and its payment to one household, and back."""

import re
from decimal import Decimal

from playwright.sync_api import expect

from tests.funds.money import make_allotment, make_line, make_payment, make_project


def test_from_what_is_unpaid_to_one_household_and_back(opened, county):
    people, home = county.cast, county.cared[0]
    for level, amount in (("central", "80000"), ("county", "20000")):
        line = make_line(people.finance, county.places.county, amount, amount, level=level)
        project = make_project(home.area, home, name=f"{level}的茶园")
        allotment = make_allotment(people.finance, line, project, "10000")
        make_payment(people.finance, allotment, "1234.50", household=home)
    page = opened(people.clerk)
    page.goto("/funds/")
    page.get_by_role("link", name="看资金流").click()
    flow = page.url
    band = page.get_by_test_id("fig-band-central-industry-unpaid")
    count, said = band.get_attribute("data-count"), band.get_attribute("aria-label")
    band.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("total")).to_have_attribute("data-count", count)
    unpaid = Decimal(re.search(r"([\d.,]+) 万元$", said)[1].replace(",", ""))
    assert unpaid == Decimal("0.88")
    expect(page.locator("tfoot")).to_contain_text(f"{unpaid}")
    listed = page.url
    page.locator("#results tbody tr").first.get_by_role("link").first.click()
    page.get_by_role("link", name=re.compile("central的茶园")).click()
    expect(page).to_have_url(re.compile(r"/projects/[^/]+/$"))
    page.go_back()
    page.get_by_role("link", name=re.compile(home.head_name)).first.click()
    expect(page).to_have_url(re.compile(r"/funds/payments/\d+/$"))
    expect(page.get_by_text("1,234.50").first).to_be_visible()
    page.get_by_role("link", name=re.compile(home.head_name)).first.click()
    expect(page).to_have_url(re.compile(f"/households/{home.household_no}/$"))
    for _step in range(3):
        page.go_back()
    expect(page).to_have_url(listed)
    page.go_back()
    expect(page).to_have_url(flow)
    expect(page.get_by_test_id("fig-band-central-industry-unpaid")).to_have_attribute("data-count", count)
