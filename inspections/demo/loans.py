"""Microcredit of a made-up county: the bank's stock with its payments, written by SQL, and in the demo loans in every
state, taken there by the services."""

import datetime as dt
from decimal import Decimal

import pgtrigger

from funds.choices.credit import LoanStatus
from funds.loan_notices import loans as lines_of
from funds.models import Microloan, RiskFund, SubsidyClaim
from funds.services import credit as desk
from funds.services.notices import post_notice
from households.models import Household, HouseholdMember
from povertyapp.core import clock
from povertyapp.core.copying import analyze

BANKS = ("来凤县农村商业银行", "邮储银行来凤县支行")
FUND = Decimal(30_000_000)
DAY = dt.timedelta(days=1)
GUARD = "funds.Microloan:loan_keeps_its_order"
# Each household's lot is a hash of its number and the seed: the same county each time, whatever the row ids.
STOCK = """
INSERT INTO funds_microloan
    (no, household_id, area_id, purpose, project, amount, term_months, applied_on, status, step, state_since, rating,
     credit_limit, granted, refusal_ground, refusal_text, bank, contract_no, rate, is_secured, disbursed_on,
     first_due_on, due_on, extension_count, deferral_count, renewal_count, paid_before, balance, interest_owed,
     use_checked_on, use_note, diverted_to, recorded_from)
WITH lot AS (
    SELECT h.id, h.area_id, h.household_no, h.registered_on,
           ('x' || substr(md5(h.household_no || %(seed)s), 1, 7))::bit(28)::int AS a,
           ('x' || substr(md5(h.household_no || %(seed)s), 8, 7))::bit(28)::int AS b
    FROM households_household AS h
    WHERE h.area_id >= %(county)s AND h.area_id < %(county)s || ':' AND h.left_register_on IS NULL
      AND h.is_labour_capable
), lent AS (
    SELECT *, 10000 + 5000 * (b %% 9) AS amount, (ARRAY[12, 24, 36])[1 + b %% 3] AS months,
           %(last)s::date - 5 - a %% 1100 AS paid_out
    FROM lot WHERE a %% 100 < 34
)
SELECT %(county)s || 'X' || extract(year FROM paid_out)
           || lpad(row_number() OVER (PARTITION BY extract(year FROM paid_out) ORDER BY household_no)::text, 5, '0'),
       id, area_id, (ARRAY['planting', 'breeding', 'processing', 'trade'])[1 + a %% 4], '', amount, months, paid_out,
       CASE WHEN paid_out > %(last)s::date - 40 THEN 'disbursed' ELSE 'in_use' END, 0, paid_out, 'good', 50000, amount,
       '', '', (%(banks)s::text[])[1 + b %% 2], 'JD' || household_no, 0.03, false, paid_out,
       (paid_out + make_interval(months => months))::date, (paid_out + make_interval(months => months))::date,
       0, 0, 0, 0, amount, 0,
       CASE WHEN paid_out > %(last)s::date - 40 THEN NULL ELSE paid_out + 21 END,
       CASE WHEN paid_out > %(last)s::date - 40 THEN '' ELSE '自用，与申请一致' END, '', '银行台账'
FROM lent WHERE paid_out >= registered_on ORDER BY household_no
"""
PAID_IN = """
INSERT INTO funds_riskfundentry (fund_id, area_id, kind, amount, happened_on, document, instalment_id, recorded_at)
VALUES (%s, %s, 'paid_in', %s, %s, %s, %s, %s)
"""
# Half pay some of it back on the way; of what has fallen due all but a few pay the rest before the day.
PAID = """
INSERT INTO funds_loanpayment (loan_id, area_id, paid_on, principal, interest, note, recorded_at)
SELECT id, area_id, disbursed_on + 200, round(granted * 0.4, 2), 0, '银行台账', now()
FROM funds_microloan WHERE area_id >= %(county)s AND area_id < %(county)s || ':' AND disbursed_on + 200 < due_on
  AND disbursed_on + 200 <= %(last)s AND hashtext(contract_no) %% 2 = 0
UNION ALL
SELECT id, area_id, due_on - 3, granted - CASE WHEN disbursed_on + 200 < due_on AND hashtext(contract_no) %% 2 = 0
                                             THEN round(granted * 0.4, 2) ELSE 0 END, 0, '银行台账', now()
FROM funds_microloan WHERE area_id >= %(county)s AND area_id < %(county)s || ':' AND due_on <= %(last)s
  AND hashtext(contract_no || 'x') %% 25 <> 0
"""
ENDED = """
WITH paid AS (
    INSERT INTO funds_loanstep
        (loan_id, area_id, number, act, from_status, to_status, acting_role, decided_on, recorded_at, reason, guards)
    SELECT id, area_id, 1, 'paper', status, 'repaid', '', due_on - 3, now(), '银行台账', '[]' FROM funds_microloan
    WHERE area_id >= %(county)s AND area_id < %(county)s || ':' AND balance = 0 AND status IN ('disbursed', 'in_use')
    RETURNING loan_id, decided_on
)
UPDATE funds_microloan AS m SET status = 'repaid', step = 1, state_since = paid.decided_on, ended_on = paid.decided_on
FROM paid WHERE paid.loan_id = m.id
"""


def write_loans(cursor, plan):
    """Write the risk fund of a made-up county and what its banks have lent; return the number of loans."""
    opened = plan.last_day.replace(month=1, day=4) - dt.timedelta(days=365 * 4)
    fund = desk.open_fund(by=None, county=plan.county, bank=BANKS[0], on=opened)
    for number, due in enumerate((opened + 170 * DAY, plan.months[0].end, plan.months[-1].end), start=1):
        document = f"来政办发〔{due.year}〕{number} 号"
        planned = desk.plan_instalment(by=None, fund=fund, amount=FUND / 3, due_on=due, document=document)
        on = min(due - 2 * DAY, plan.last_day)
        entered = clock.moment(on, 10)
        cursor.execute(
            PAID_IN, [fund.pk, plan.county.pk, FUND / 3, on, f"拨付凭证 {number} 号", planned.pk, entered]
        )
    given = {
        "county": plan.county.pk,
        "seed": f":loan:{plan.seed}",
        "last": plan.last_day,
        "banks": list(BANKS),
    }
    with pgtrigger.ignore(GUARD):
        cursor.execute("SELECT 1")  # what goes past Django's cursor does not tell the triggers itself
        for statement in (STOCK, PAID, ENDED):
            cursor.cursor.execute(statement, given)
    analyze(cursor, Microloan)
    return {"loans": Microloan.objects.in_area(plan.county.pk).count()}


def lend_some(*, users, county, village, today):
    """Take loans of a village to every state, and claim the subsidy of two quarters; return how many."""
    if not RiskFund.objects.filter(area=county).exists() or _some_asked(county):
        return {}
    free = (
        Household.objects.in_area(village.pk)
        .on_register(today)
        .filter(loans=None, answered_by=users["helper"])
    )
    others = Household.objects.in_area(village.pk).on_register(today).filter(loans=None)
    homes = [home for home in [*free, *others.exclude(pk__in=free)] if _borrower(home, today)]
    made = _Lending(users, today).lend([(home, _borrower(home, today)) for home in homes])
    _stock_to_other_states(users, county, today)
    return {"loans_on_the_way": made, "subsidy_claims": _claims(users, county, today)}


def _some_asked(county):
    return Microloan.objects.in_area(county.pk).filter(recorded_from="").exists()


def _borrower(home, today):
    grown = HouseholdMember.objects.present().filter(
        household=home, birth_date__lt=today - 20 * 366 * DAY, birth_date__gt=today - 62 * 365 * DAY
    )
    return grown.order_by("pk").first()


class _Lending:
    """Loans of one village, each left at another step."""

    STOPS = (
        "apply",
        "rate",
        "publicise",
        "advise",
        "recommend",
        "approve",
        "refuse",
        "disburse",
        "use",
        "divert",
    )

    def __init__(self, users, today):
        self.users, self.today = users, today

    def lend(self, homes):
        for number, (stop, (home, member)) in enumerate(zip(self.STOPS, homes, strict=False)):
            self.take(home, member, stop, number)
        return min(len(homes), len(self.STOPS))

    def take(self, home, member, stop, number):
        on = self.today - 45 * DAY
        facts = {"purpose": "planting", "project": "藤茶", "term_months": 24, "on": on}
        amount = Decimal(20_000 + 5_000 * (number % 7))
        loan = desk.apply_for_loan(
            by=self.users["cadre"], household=home, borrower=member, amount=amount, **facts
        )
        order = self.STOPS[1:6]
        last = order[-1] if stop in ("disburse", "use", "divert") else stop
        last = "recommend" if stop == "refuse" else last
        for step in order[: order.index(last) + 1] if last in order else ():
            getattr(self, step)(loan)
        for extra in {"refuse": ("refuse",), "disburse": ("disburse",), "use": ("disburse", "use")}.get(
            stop, ()
        ):
            getattr(self, extra)(loan)
        if stop == "divert":
            self.disburse(loan)
            self.divert(loan)

    def rate(self, loan):
        facts = {"rating": "good", "credit_limit": Decimal(50_000), "on": self.today - 42 * DAY}
        desk.rate_loan(by=self.users["cadre"], loan=loan, **facts)
        lines = list(lines_of(lambda model: model.objects.all(), loan.no, "loans"))
        post_notice(
            by=self.users["cadre"], area=loan.area, kind="loans", subject_kind="loan", subject_code=loan.no,
            lines=lines, posted_on=self.today - 41 * DAY, place="村务公开栏", complaint_line="12317",
        )  # fmt: skip

    def publicise(self, loan):
        desk.publicise_loan(by=self.users["cadre"], loan=loan, on=self.today - 28 * DAY)

    def advise(self, loan):
        words = "公示无异议，在册，项目可行。"
        desk.advise_loan(by=self.users["township"], loan=loan, opinion=words, on=self.today - 26 * DAY)

    def recommend(self, loan):
        desk.recommend_loan(by=self.users["office"], loan=loan, on=self.today - 24 * DAY)

    def approve(self, loan):
        desk.approve_loan(by=self.users["bank"], loan=loan, granted=loan.amount, on=self.today - 18 * DAY)

    def refuse(self, loan):
        facts = {"ground": "no_money", "text": "本年信贷额度已用完，明年优先办理。"}
        desk.refuse_loan(by=self.users["bank"], loan=loan, on=self.today - 18 * DAY, **facts)

    def disburse(self, loan):
        on = self.today - 15 * DAY
        facts = {"bank": BANKS[0], "contract_no": f"HT{loan.no[-9:]}", "rate": Decimal("0.03")}
        desk.disburse_loan(by=self.users["bank"], loan=loan, due_on=on + 700 * DAY, on=on, **facts)

    def use(self, loan):
        by = (
            self.users["helper"]
            if loan.household.answered_by_id == self.users["helper"].pk
            else self.users["township"]
        )
        desk.check_use(by=by, loan=loan, note="新栽藤茶 5 亩，户里自己管护。", on=self.today - 5 * DAY)

    def divert(self, loan):
        desk.report_diversion(
            by=self.users["township"], loan=loan, firm="某农业开发公司", on=self.today - 3 * DAY
        )


def _stock_to_other_states(users, county, today):
    """Put off, renew, compensate, recover and write off some of the bank's stock."""
    rows = (
        Microloan.objects.in_area(county.pk).filter(status=LoanStatus.IN_USE, diverted_on=None).order_by("no")
    )
    running = list(rows.filter(due_on__gt=today, due_on__lte=today + 120 * DAY)[:2])
    for loan, act in zip(running, (_extend, _renew), strict=False):
        act(users, loan, today)
    late = list(rows.overdue(today, 95)[:3])
    for number, loan in enumerate(late):
        desk.record_collection(
            by=users["bank"], loan=loan, way="上门催收，暂无力偿还。", on=loan.due_on + 30 * DAY
        )
        facts = {"document": f"来扶贷〔{today.year}〕{number + 1} 号", "on": today - 2 * DAY}
        desk.compensate_loan(by=users["finance"], loan=loan, **facts)
    if len(late) > 1:
        desk.record_payment(by=users["bank"], loan=late[1], principal=late[1].balance, on=today - DAY)
        desk.settle_loan(by=users["bank"], loan=late[1], on=today - DAY)
    if len(late) > 2:
        reason = "借款人死亡，无遗产可追，核销批复 1 号。"
        desk.write_off_loan(by=users["finance"], loan=late[2], reason=reason, on=today - DAY)


def _extend(users, loan, today):
    facts = {"due_on": loan.due_on + 180 * DAY, "reason": "生猪出栏推迟。", "on": today - DAY}
    desk.extend_loan(by=users["bank"], loan=loan, **facts)


def _renew(users, loan, today):
    facts = {"contract_no": f"{loan.contract_no}-2", "rate": Decimal("0.03"), "reason": "扩大种植。"}
    desk.renew_loan(by=users["bank"], loan=loan, due_on=loan.due_on + 360 * DAY, on=today - DAY, **facts)


def _claims(users, county, today):
    """Claim the last two quarters of the first bank; the older one is approved."""
    year, quarter = today.year, (today.month - 1) // 3 + 1
    for back in (2, 1):
        at = year * 4 + quarter - 1 - back
        facts = {"county": county, "bank": BANKS[0], "year": at // 4, "quarter": at % 4 + 1}
        claim = desk.compute_claim(by=users["bank"], **facts)
        if claim.lines.exists() and back == 2:
            desk.submit_claim(by=users["bank"], claim=claim)
            desk.approve_claim(by=users["finance"], claim=claim, document=f"来财农〔{today.year}〕6 号")
    return SubsidyClaim.objects.filter(area=county).count()
