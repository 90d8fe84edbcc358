"""The pages of microcredit: the list, one loan and its steps, the fund, the claims, coverage."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from funds.models import Microloan, RiskFund, SubsidyClaim
from funds.noticed import entries_of, read_lines, written
from funds.services import credit
from tests.funds.lending import BANK, BEGIN, DAY, from_paper, lenders, make_home, on_the_way

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    return lenders()


@pytest.fixture
def desk(client, people):
    """Let somebody sign in: `desk("bank")` is his client."""

    def sign_in(name):
        client.force_login(getattr(people, name))
        return client

    return sign_in


def count_of(response, name):
    mark = f'data-testid="fig-{name}" data-count="'
    text = response.content.decode()
    return int(text.split(mark)[1].split('"')[0])


def total(response):
    return int(response.content.decode().split('data-testid="total" data-count="')[1].split('"')[0])


def test_every_chip_leads_to_as_many_loans(people, desk):
    homes = [make_home(people) for _each in range(4)]
    from_paper(homes[0])  # overdue by now
    paid = from_paper(homes[1])
    from_paper(homes[2], disbursed=BEGIN, due=BEGIN.replace(year=2090))
    on_the_way(people, "approve", homes[3])
    client = desk("bank")
    page = client.get(reverse("funds:loans"))
    for name in ("asked", "out", "due_soon", "overdue", "bad", "diverted", "over", "ever", "all"):
        query = {} if name == "all" else {"show": name}
        assert total(client.get(reverse("funds:loans"), query)) == count_of(page, f"loans-{name}"), name
    assert count_of(page, "loans-overdue") == 2
    assert total(client.get(reverse("funds:loans"), {"q": paid.contract_no})) == 1


def test_queries_do_not_grow_with_rows(people, desk, django_assert_max_num_queries):
    for _each in range(3):
        from_paper(make_home(people))
    client = desk("bank")
    with django_assert_max_num_queries(9):
        client.get(reverse("funds:loans"))


def test_a_loan_goes_its_way_by_pages(people, desk):
    home = make_home(people)
    client = desk("cadre")
    facts = {
        "household": home.household_no,
        "borrower": home.head_name,
        "purpose": "planting",
        "project": "藤茶",
    }
    answer = client.post(
        reverse("funds:loan_add"), {**facts, "amount": "50001", "term_months": 24, "on": BEGIN}
    )
    assert answer.status_code == 400
    assert "最多可办 50,000.00" in answer.content.decode()
    client.post(reverse("funds:loan_add"), {**facts, "amount": "50000", "term_months": 24, "on": BEGIN})
    loan = Microloan.objects.get()
    rate = reverse("funds:loan_rate", args=[loan.no])
    assert "评级授信" in client.get(loan.get_absolute_url()).content.decode()
    given = {"seen_step": 0, "rating": "good", "credit_limit": "50000", "on": BEGIN + DAY}
    assert client.post(rate, given).status_code == 302
    assert client.post(rate, given).status_code == 409  # the page that he saw is an old one
    assert "subject_code" in client.get(loan.get_absolute_url()).content.decode()
    refused = client.get(reverse("funds:loan_publicise", args=[loan.no]))
    assert refused.status_code == 200
    assert client.get(reverse("funds:loan_approve", args=[loan.no])).status_code == 403


def test_the_notice_of_rated_loans_reads_as_it_is_written(people):
    first, _way = on_the_way(people, "rate")
    second, _way = on_the_way(people, "rate", amount=Decimal("12345.60"))
    on_the_way(people, "publicise")
    entries = entries_of(lambda model: model.objects.all(), "loan", first.area_id, "loans")
    assert [entry.subject_code for entry in entries] == [first.no, second.no]
    assert read_lines(written(entries), entries) == entries


def test_the_bank_s_clerk_pays_out_takes_payments_and_ends_a_loan(people, desk):
    loan, way = on_the_way(people, "approve")
    client = desk("bank")
    given = {
        "seen_step": loan.step, "bank": BANK, "contract_no": "HT-1", "rate": "4.35", "on": way.on + DAY,
        "due_on": way.on + 300 * DAY,
    }  # fmt: skip
    assert client.post(reverse("funds:loan_disburse", args=[loan.no]), given).status_code == 302
    loan.refresh_from_db()
    assert loan.rate == Decimal("0.0435")
    pay = {
        "seen_step": loan.step,
        "principal": "50000",
        "interest": "1",
        "interest_owed": "0",
        "on": way.on + DAY,
    }
    client.post(reverse("funds:loan_pay", args=[loan.no]), pay)
    assert "冲正" in client.get(loan.get_absolute_url()).content.decode()
    client.post(reverse("funds:loan_settle", args=[loan.no]), {"seen_step": loan.step, "on": way.on + DAY})
    loan.refresh_from_db()
    assert loan.status == "repaid"


def test_the_helper_sees_the_loans_of_his_households_only(people, desk):
    own = from_paper(make_home(people), status="disbursed")
    other = from_paper(make_home(people))
    other.household.answered_by = None
    other.household.save()
    client = desk("helper")
    assert total(client.get(reverse("funds:loans"))) == 1
    assert "核查用途" in client.get(own.get_absolute_url()).content.decode()
    assert client.get(other.get_absolute_url()).status_code == 404
    panel = client.get(reverse("funds:loan_panel", args=[own.household.household_no]))
    assert own.no in panel.content.decode()
    assert desk("outsider").get(own.get_absolute_url()).status_code == 404


def test_the_fund_page_says_what_it_carries(people, desk):
    from_paper(make_home(people))
    client = desk("finance")
    fund = RiskFund.objects.get()
    plan = reverse("funds:risk_fund_plan", args=[fund.pk])
    client.post(plan, {"amount": "2000", "due_on": "2017-06-30", "document": "来政办发 1 号"})
    page = client.get(reverse("funds:risk_fund")).content.decode()
    assert "没有按期拨足" in page
    assert "0.02 / 10" in page
    for name, show in (("fund-out", "out"), ("fund-bad", "bad")):
        listed = desk("bank").get(reverse("funds:loans"), {"show": show, "area": fund.area_id})
        assert total(listed) == count_of(desk("finance").get(reverse("funds:risk_fund")), name) == 1
    client = desk("finance")
    assert (
        client.post(
            reverse("funds:risk_fund_return", args=[fund.pk]),
            {"amount": "999999", "document": "x", "on": BEGIN},
        ).status_code
        == 400
    )
    assert desk("township").get(reverse("funds:risk_fund")).status_code == 403


def test_a_claim_is_computed_handed_in_and_approved_by_pages(people, desk):
    from_paper(make_home(people), disbursed=BEGIN, due=BEGIN.replace(year=2090))
    client = desk("bank")
    page = client.get(reverse("funds:subsidy_add")).content.decode()
    assert BANK in page
    quarter = page.split('name="quarter"')[1].split('value="')[1].split('"')[0]
    county = people.places.county.pk
    client.post(reverse("funds:subsidy_add"), {"county": county, "bank": BANK, "quarter": quarter})
    claim = SubsidyClaim.objects.get()
    assert total(client.get(claim.get_absolute_url())) == claim.lines.count() == 1
    submit = reverse("funds:subsidy_submit", args=[claim.pk])
    refused = client.post(submit, {"claimed": claim.total + 1})
    assert refused.status_code == 400
    assert f"最多可申报 {claim.total:,.2f} 元（B14）" in refused.content.decode()
    assert client.post(submit, {"claimed": claim.total}).status_code == 302
    approve = reverse("funds:subsidy_approve", args=[claim.pk])
    assert client.get(approve).status_code == 403
    assert desk("finance").post(approve, {"document": "来财农 6 号"}).status_code == 302
    claim.refresh_from_db()
    assert claim.status == "approved"


def test_the_api_tells_the_loans_of_the_page_and_names_nobody(people, desk):
    own = from_paper(make_home(people))
    desk_of_bank = desk("bank")
    credit.record_payment(by=people.bank, loan=own, principal=Decimal(100), on=BEGIN + DAY)
    (found,) = desk_of_bank.get("/api/v1/loans/", {"show": "overdue"}).json()["results"]
    assert (found["no"], found["household_no"], found["balance"]) == (
        own.no,
        own.household.household_no,
        "19900.00",
    )
    assert (found["standing"], found["is_bad"], found["rate"]) == ("overdue", True, "0.043500")
    assert not desk_of_bank.get("/api/v1/loans/", {"show": "asked"}).json()["results"]
    assert own.household.head_name not in desk_of_bank.get("/api/v1/loans/").content.decode()
    (paid,) = desk_of_bank.get("/api/v1/loan-payments/", {"loan": own.no}).json()["results"]
    assert (paid["principal"], paid["loan"]) == ("100.00", own.no)
    assert desk_of_bank.post("/api/v1/loans/", {}).status_code == 405
    own.household.answered_by = None
    own.household.save()
    helper = desk("helper")
    assert not helper.get("/api/v1/loans/").json()["results"]
    assert helper.get(f"/api/v1/loans/{own.no}/").status_code == 404
    assert not helper.get("/api/v1/loan-payments/").json()["results"]


def test_each_figure_of_coverage_is_its_list(people, desk):
    homes = [make_home(people) for _each in range(3)]
    from_paper(homes[0])
    client = desk("clerk")
    page = client.get(reverse("funds:loan_coverage"))
    text = page.content.decode()
    for name, number in (("homes", 3), ("lent", 1), ("out", 1), ("late", 1)):
        key = f"{name}-{homes[0].area_id}"
        assert count_of(page, key) == number
        url = text.split(f'data-testid="fig-{key}"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
        assert total(client.get(url)) == number, name
    assert desk("bank").get(reverse("funds:loan_coverage")).status_code == 403


def test_the_register_leaves_with_sums_and_a_record(people, desk):
    from_paper(make_home(people)), from_paper(make_home(people))
    answer = desk("bank").get(reverse("funds:loans_xlsx"), {"show": "overdue"})
    page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cells = [cell.value for row in page.iter_rows() for cell in row if cell.value]
    assert "=SUM(J7:J8)" in cells
    assert cells.count("逾期") == 2
    assert desk("cadre").get(reverse("funds:loans_xlsx")).status_code == 403
