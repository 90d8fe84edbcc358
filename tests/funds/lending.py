"""Loans for tests, taken along their way by the services; the defaults keep every rule."""

import datetime as dt
import itertools
from decimal import Decimal

from assistance.services.links import link_household, register_enterprise
from funds.models import LoanPayment, Microloan, Notice, OperatorLoan, RiskFund, SubsidyClaim
from funds.services import credit as desk
from povertyapp.core.roles import Role
from tests.households.factories import cast, make_household, make_user

DAY = dt.timedelta(days=1)
BEGIN = dt.date(2018, 3, 1)
LONG = dt.timedelta(days=3 * 365)
BANK = "来凤县农村商业银行"
_numbers = itertools.count(1)


def lenders(fund=Decimal(1_000_000)):
    """Return the cast with the bank's clerk and, unless it is 0, a risk fund of the county."""
    people = cast()
    people.bank = make_user("bank", Role.BANK, people.places.county, display_name="信贷员")
    people.fund = make_fund(people, fund) if fund else None
    return people


def make_fund(people, amount):
    fund = desk.open_fund(by=people.finance, county=people.places.county, bank=BANK, on=dt.date(2016, 1, 4))
    if amount:
        desk.pay_in(by=people.finance, fund=fund, amount=amount, document="拨款 1 号", on=dt.date(2016, 1, 5))
    return RiskFund.objects.get(pk=fund.pk)


def make_home(people, **fields):
    """Return a household that the cast's helper answers for."""
    bare = {"members": 1, "income": False, "living": False, "forms": False}
    return make_household(**bare, answered_by=people.helper, **fields)


def post(people, loan, on, days=7):
    """Hang the loan's notice in its village."""
    return Notice.objects.create(
        area=loan.area, code=f"422827T{next(_numbers):05d}", level="village", kind="loans", subject_kind="loan",
        subject_code=loan.no, title="小额信贷公示", year=on.year, days=days, posted_on=on, place="村务公开栏",
        complaint_line="12317", recorded_by=people.cadre,
    )  # fmt: skip


def apply(people, home=None, *, amount=Decimal(50_000), term=36, on=BEGIN):
    home = home or make_home(people)
    return desk.apply_for_loan(
        by=people.cadre, household=home, borrower=home.members.first(), purpose="planting", project="藤茶",
        amount=amount, term_months=term, on=on,
    )  # fmt: skip


class Way:
    """The steps of one loan, each some days after the one before."""

    def __init__(self, people, loan):
        self.people, self.loan, self.on = people, loan, loan.applied_on

    def rate(self, limit=None):
        self.on += DAY
        facts = {"rating": "good", "credit_limit": limit or self.loan.amount}
        return desk.rate_loan(by=self.people.cadre, loan=self.loan, on=self.on, **facts)

    def publicise(self):
        post(self.people, self.loan, self.on)
        self.on += 8 * DAY
        return desk.publicise_loan(by=self.people.cadre, loan=self.loan, on=self.on)

    def advise(self):
        self.on += DAY
        return desk.advise_loan(by=self.people.township, loan=self.loan, opinion="同意", on=self.on)

    def recommend(self):
        self.on += DAY
        return desk.recommend_loan(by=self.people.clerk, loan=self.loan, on=self.on)

    def approve(self, granted=None):
        self.on += DAY
        granted = granted or self.loan.amount
        return desk.approve_loan(by=self.people.bank, loan=self.loan, granted=granted, on=self.on)

    def disburse(self, due_on=None, rate=Decimal("0.0435"), **more):
        on = self.on + DAY
        due_on = due_on or on.replace(year=on.year + self.loan.term_months // 12)
        facts = {"bank": BANK, "contract_no": f"HT{next(_numbers):06d}", "rate": rate} | more
        desk.disburse_loan(by=self.people.bank, loan=self.loan, due_on=due_on, on=on, **facts)
        self.on = on
        return self.loan

    def use(self):
        self.on += 20 * DAY
        return desk.check_use(by=self.people.helper, loan=self.loan, note="种了五亩藤茶", on=self.on)


STEPS = ("rate", "publicise", "advise", "recommend", "approve", "disburse", "use")


def on_the_way(people, upto, home=None, *, amount=Decimal(50_000), term=12, on=BEGIN, **disburse):
    """Return (loan, way) of a loan that was taken as far as that step."""
    way = Way(people, apply(people, home, amount=amount, term=term, on=on))
    for name in STEPS[: STEPS.index(upto) + 1]:
        getattr(way, name)(**(disburse if name == "disburse" else {}))
    return way.loan, way


def from_paper(home, *, amount=Decimal(20_000), disbursed=BEGIN, due=None, status="in_use", rate="0.0435"):
    """Write a loan as the bank's list brings it."""
    number = next(_numbers)
    due = due or disbursed.replace(year=disbursed.year + 1)
    return Microloan.objects.create(
        no=f"422827X{disbursed.year}{number + 50000:05d}", household=home, purpose="planting", amount=amount,
        granted=amount, balance=amount, term_months=12, applied_on=disbursed, state_since=disbursed,
        status=status, bank=BANK, contract_no=f"TZ{number:06d}", rate=Decimal(rate), disbursed_on=disbursed,
        first_due_on=due, due_on=due, recorded_from="银行台账",
        use_checked_on=disbursed if status == "in_use" else None,
    )  # fmt: skip


def carrier(people, homes, **facts):
    """Return a cooperative of the village that carries these households since before the loans of tests."""
    usual = {"kind": "cooperative", "founded_on": dt.date(2014, 5, 1), "name": f"藤茶合作社{next(_numbers)}"}
    firm = register_enterprise(by=people.cadre, area=people.places.village, **usual | facts)
    for home in homes:
        since = max(BEGIN - 60 * DAY, home.registered_on)
        link_household(by=people.cadre, household=home, enterprise=firm, mode="dividend", from_date=since)
    return firm


def ask(people, firm, *, amount=Decimal(150_000), households=3, term=12, on=BEGIN):
    """Take in an operator's application."""
    return desk.apply_for_operator_loan(
        by=people.township, enterprise=firm, purpose="processing", project="藤茶加工", amount=amount,
        households=households, term_months=term, on=on,
    )  # fmt: skip


def loans_of_the_world(people, home):
    """A loan of the household with a payment, the county's fund and a claim, for the table of all doors."""
    loan = from_paper(home)
    payment = LoanPayment.objects.create(
        loan=loan, area_id=loan.area_id, paid_on=BEGIN + DAY, principal=Decimal(100)
    )
    county = people.places.county
    fund = RiskFund.objects.create(area=county, bank=BANK, opened_on=BEGIN)
    claim = SubsidyClaim.objects.create(area=county, bank=BANK, year=2018, quarter=2, basis_days=360)
    firm, facts = carrier(people, [home]), {"term_months": 12, "applied_on": BEGIN, "no": "422827Y201890001"}
    operator = OperatorLoan.objects.create(enterprise=firm, purpose="trade", amount=1, households=1, **facts)
    pks = {"loan_payment_pk": payment.pk, "fund_pk": fund.pk, "subsidy_pk": claim.pk}
    pks |= {"loan_paid_pk": payment.pk, "operator_loan": operator.no}
    return {"loan_no": loan.no, **pks}
