"""The bank's claim of a quarter: principal × rate × days within the term, half up, and nothing overdue (B14)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from funds.interest import interest_of
from funds.models import Microloan, SubsidyClaim, SubsidyLine
from funds.services import credit as desk
from povertyapp.core.errors import Conflict
from povertyapp.core.models import RuleParameter
from tests.funds.lending import BANK, from_paper, lenders, make_home

pytestmark = pytest.mark.django_db
SPRING = {"bank": BANK, "year": 2018, "quarter": 2}


@pytest.fixture
def people(db):
    return lenders()


def claim(people, **facts):
    return desk.compute_claim(by=people.bank, county=people.places.county, **SPRING | facts)


def lines(made):
    rows = made.lines.order_by("loan_id", "from_date")
    return [(line.from_date, line.before_date, line.days, line.principal, line.amount) for line in rows]


def test_a_whole_quarter_and_each_stretch_of_equal_principal(people):
    loan = from_paper(make_home(people), amount=Decimal(50_000))
    assert lines(claim(people)) == [(dt.date(2018, 4, 1), dt.date(2018, 7, 1), 91, 50_000, Decimal("549.79"))]
    desk.record_payment(by=people.bank, loan=loan, principal=Decimal(20_000), on=dt.date(2018, 5, 1))
    found = lines(claim(people))
    # 50,000 × 4.35 % × 30 / 360 = 181.25; 30,000 × 4.35 % × 61 / 360 = 221.125, half up
    assert found == [
        (dt.date(2018, 4, 1), dt.date(2018, 5, 1), 30, 50_000, Decimal("181.25")),
        (dt.date(2018, 5, 1), dt.date(2018, 7, 1), 61, 30_000, Decimal("221.13")),
    ]
    assert SubsidyClaim.objects.get().total == Decimal("402.38")


def test_only_days_on_which_money_was_out_within_its_term(people):
    from_paper(make_home(people), disbursed=dt.date(2018, 6, 30))  # the day of paying out counts
    from_paper(
        make_home(people), disbursed=dt.date(2017, 4, 3), due=dt.date(2018, 4, 2)
    )  # the due day does not
    from_paper(
        make_home(people), disbursed=dt.date(2017, 1, 5), due=dt.date(2018, 3, 31)
    )  # overdue all along
    from_paper(make_home(people), disbursed=dt.date(2018, 7, 1))  # not yet
    firm = from_paper(make_home(people))
    desk.report_diversion(by=people.helper, loan=firm, firm="某公司", on=dt.date(2018, 4, 11))
    paid = from_paper(make_home(people))
    desk.record_payment(by=people.bank, loan=paid, principal=paid.balance, on=dt.date(2018, 4, 21))
    assert [line[2] for line in lines(claim(people))] == [1, 1, 10, 20]


def test_the_year_of_365_days_is_a_parameter(people):
    RuleParameter.objects.create(
        name="loan.interest_basis", area=people.places.county, effective_from=dt.date(2014, 1, 1), value=365
    )
    from_paper(make_home(people), amount=Decimal(50_000))
    made = claim(people)
    assert (made.basis_days, made.total) == (365, Decimal("542.26"))


def test_a_new_rate_counts_from_the_renewal(people):
    loan = from_paper(make_home(people), amount=Decimal(36_000), due=dt.date(2018, 8, 1))
    facts = {"contract_no": "XD-9", "rate": Decimal("0.0400"), "reason": "扩种", "on": dt.date(2018, 5, 1)}
    desk.renew_loan(by=people.bank, loan=loan, due_on=dt.date(2019, 8, 1), **facts)
    assert [line[4] for line in lines(claim(people))] == [Decimal("130.50"), Decimal("244.00")]


def test_public_money_pays_no_more_of_a_rate_than_was_allowed_when_it_was_agreed(people):
    from_paper(make_home(people), amount=Decimal(50_000), rate="0.06")
    from_paper(make_home(people), amount=Decimal(50_000), rate="0.03")
    assert [line[4] for line in lines(claim(people))] == [Decimal("549.79"), Decimal("379.17")]


def test_the_bank_asks_for_no_more_than_rate_days_and_principal_give(people):
    from_paper(make_home(people), amount=Decimal(50_000))
    made = claim(people)
    with pytest.raises(ValidationError) as error:
        desk.submit_claim(by=people.bank, claim=made, claimed=Decimal("549.80"))
    for words in ("算出的贴息是 549.79 元", "申报 549.80 元", "多 0.01 元", "最多可申报 549.79 元（B14）"):
        assert words in error.value.messages[0]
    for claimed in ("549.80", None):
        with pytest.raises(IntegrityError), transaction.atomic():
            SubsidyClaim.objects.filter(pk=made.pk).update(
                status="submitted", submitted_by=people.bank, claimed=claimed
            )
    desk.submit_claim(by=people.bank, claim=made, claimed=Decimal("549.79"))
    assert SubsidyClaim.objects.get(pk=made.pk).claimed == Decimal("549.79")


def test_interest_runs_on_after_the_term_and_its_subsidy_does_not(people):
    loan = from_paper(make_home(people), amount=Decimal(36_000), rate="0.0500", due=dt.date(2018, 3, 31))
    paid = {"principal": Decimal(18_000), "interest": Decimal(140), "on": dt.date(2018, 4, 10)}
    desk.record_payment(by=people.bank, loan=loan, **paid)
    # 36,000 for 40 days and 18,000 for 20 at 5 %; of the first 30 days public money pays 4.35 %
    found = interest_of(loan, dt.date(2018, 4, 30))
    assert (found.accrued, found.paid, found.subsidised) == (250, 140, Decimal("130.50"))
    assert interest_of(loan, loan.disbursed_on).accrued == 0


def test_another_bank_and_another_county_claim_for_themselves(people):
    from_paper(make_home(people))
    with pytest.raises(ValidationError, match="没有可以贴息"):
        desk.submit_claim(by=people.bank, claim=claim(people, bank="邮储银行"))


def test_who_claims_does_not_approve_and_what_was_claimed_stays(people):
    from_paper(make_home(people))
    made = claim(people)
    desk.submit_claim(by=people.bank, claim=made)
    with pytest.raises(Conflict):
        claim(people)
    with pytest.raises(IntegrityError, match="stay once"), transaction.atomic():
        SubsidyLine.objects.filter(claim=made).update(amount=1)
    with pytest.raises(ValidationError, match="申报人以外"):
        desk.approve_claim(by=people.bank, claim=made, document="来财农 6 号")
    with pytest.raises(IntegrityError), transaction.atomic():
        SubsidyClaim.objects.filter(pk=made.pk).update(
            status="approved", approved_by=people.bank, approved_on=dt.date(2018, 7, 9), document="x"
        )
    desk.return_claim(by=people.finance, claim=made, note="利率不对")
    made = claim(people)
    desk.submit_claim(by=people.bank, claim=made)
    desk.approve_claim(by=people.finance, claim=made, document="来财农 6 号")
    with pytest.raises(IntegrityError, match="approved claim stays"), transaction.atomic():
        SubsidyClaim.objects.filter(pk=made.pk).update(total=1)


def test_a_quarter_that_is_not_over_is_not_claimed(people):
    from_paper(make_home(people))
    with pytest.raises(ValidationError, match="季度结束"):
        claim(people, year=2099)
    assert Microloan.objects.exists()
