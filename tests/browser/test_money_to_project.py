"""T14 (ux 4): from the band that is not paid to a project and its next step; what may not be is refused."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from funds.choices.projects import Stage
from funds.models import Allotment, Payment, Project
from tests.funds.money import make_allotment, make_line
from tests.funds.projects import Walk, day, recorded
from tests.households.factories import make_household

FLOW = "/funds/flow/?year=2017&all=1"


class Tendered(Walk):
    """A project of 120,000 yuan whose builder was found by so formal a way."""

    def __init__(self, people, mode, **facts):
        super().__init__(people, budget=Decimal(120_000), **facts)
        self.mode = mode

    def tender(self, **facts):
        super().tender(mode=self.mode, **facts)

    def money(self, amount="120000"):
        super().money(amount)

    def approve(self, amount="120000"):
        super().approve(amount)

    def contract(self, **facts):
        super().contract(amount=Decimal(118_000), number=f"LC-{self.mode}", **facts)

    def to_contract(self):
        """Go so far that only the step to the contract is left."""
        while self.left[0] != "sign":
            getattr(self, self.left.pop(0))()
        return self.now


@pytest.fixture(scope="module")
def projects(county, django_db_blocker):
    """One that was tendered, one that was not, one that is accepted and has 50,000 yuan."""
    with django_db_blocker.unblock():
        cast = county.cast
        tendered = Tendered(cast, "open", name="茶园路十二万元公开招标").to_contract()
        talked = Tendered(cast, "negotiated", name="茶园路十二万元议标", kind="water").to_contract()
        paid = recorded(
            cast,
            make_household(),
            name="已验收的桥",
            stage=Stage.ACCEPTED,
            accepted_on=day(90),
            kind="other",
        )
        line = make_line(cast.finance, cast.places.county, "100000", integrated="60000", level="county")
        paid.allotment = make_allotment(cast.finance, line, paid, "50000")
        return tendered, talked, paid


def amounts(page, prefix):
    """Return the amounts of the figures whose name begins so, by the rest of the name."""
    found = page.locator(f"[data-testid^={prefix}]").evaluate_all(
        "all => all.map(one => [one.dataset.testid, one.textContent])"
    )
    return {name.removeprefix(prefix): re.findall(r"[\d,]+\.\d\d", text)[-1] for name, text in found}


def post_form(page, **changed):
    """Send the page's form beside the page: a refusal is an answer from 400 up, and pages may not get one."""
    form = page.locator("form.form-col")
    sent = form.evaluate("form => Object.fromEntries(new FormData(form))")
    return page.request.post(page.url, form={**sent, **changed}, headers={"Referer": page.url})


def to_project(opened, hand, user, project):
    """Go from the flow by the band that is not paid and the allotment to the project."""
    page = opened(user)
    with hand.aside():
        page.goto(FLOW)
    level = Allotment.objects.get(project=project).line.level
    hand.decide()
    page.get_by_test_id(f"fig-band-{level}-{project.kind}-unpaid").focus()
    hand.press(page, "Enter")  # the middle of what surrounds a band may be another band
    page.wait_for_url(re.compile("/funds/allocations/"))
    expect(page.get_by_test_id("total")).to_be_visible()
    hand.decide()
    hand.click(page.locator("#results tbody tr", has_text=project.name).get_by_role("link").first)
    page.wait_for_url(re.compile(r"/funds/allocations/\d+/"))
    hand.click(page.get_by_role("link", name=re.compile(project.number)))
    page.wait_for_url(re.compile(f"/projects/{project.number}/"))
    return page


@pytest.mark.task("T14")
def test_the_flow_adds_up_and_its_table_says_the_same(opened, county, projects):
    page = opened(county.cast.finance)
    page.goto(FLOW)
    check = page.locator("#flow-h").locator("xpath=ancestor::section").locator("p").last
    sums = re.findall(r"[\d,]+\.\d\d", check.inner_text())
    assert len(sums) == 4
    assert len(set(sums)) == 1
    expect(check).to_contain_text("四处相等")
    drawn, table = amounts(page, "fig-node-source-"), amounts(page, "fig-flow-")
    assert len(drawn) >= 2
    assert drawn == {level: table[level] for level in drawn}
    uses = amounts(page, "fig-node-use-")
    assert uses == {use: table[f"all-{use}"] for use in uses}
    assert sums[0] == table["all"]


@pytest.mark.task("T14")
def test_from_what_is_not_paid_to_the_next_step_of_its_project(opened, county, counting, projects):
    tendered, talked, _paid = projects
    with counting("T14") as hand:
        page = to_project(opened, hand, county.cast.finance, tendered)
        expect(page.locator("main")).to_contain_text("120,000.00")
        with hand.aside():  # the village, which carries the project out, has its page open
            village = opened(county.cast.cadre)
            village.goto(page.url)
        hand.decide()
        hand.click(village.get_by_role("link", name="合同生效"))
        hand.fill(village.locator("#id_on"), day(57).isoformat())
        hand.decide()
        hand.click(village.get_by_role("button", name="合同生效"))
        expect(village.locator("main")).to_contain_text("已签合同")
    assert Project.objects.get(pk=tendered.pk).stage == Stage.CONTRACTED

    village.goto("/projects/")
    card = village.locator(".stage-card", has_text=talked.name)
    card.get_by_role("link", name="进入下一阶段").click()
    refused = post_form(village, on=day(57).isoformat())
    assert refused.status == 400
    assert "120,000.00" in refused.text()
    assert "100,000.00" in refused.text()
    assert Project.objects.get(pk=talked.pk).stage == Stage.PROCUREMENT


@pytest.mark.task("T14")
def test_more_than_the_allotment_is_refused_with_both_figures(opened, county, projects):
    allotment = projects[2].allotment
    page = opened(county.cast.finance)
    page.goto(f"/funds/allocations/{allotment.pk}/pay/")
    refused = post_form(page, amount="60000", on=day(90).isoformat(), payee="来凤县路桥公司")
    assert refused.status == 409
    assert "60,000.00" in refused.text()
    assert "50,000.00" in refused.text()
    assert not Payment.objects.filter(allotment=allotment).exists()
