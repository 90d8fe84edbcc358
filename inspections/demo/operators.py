"""Loans of the demo's cooperatives and enterprises: one that is out, one that waits, one that was refused."""

import datetime as dt
from decimal import Decimal

from assistance.models import Enterprise
from funds.models import OperatorLoan
from funds.services import credit as desk
from funds.services.credit.operators import carried_by

DAY = dt.timedelta(days=1)
BANK = "来凤县农村商业银行"


def lend_to_operators(*, users, county, today):
    """Let those who carry most ask for a loan, and the bank decide on two; return how many loans. Once only."""
    if OperatorLoan.objects.in_area(county.pk).exists():
        return {}
    asked_on, decided_on = today - 60 * DAY, today - 50 * DAY
    firms = Enterprise.objects.in_area(county.pk).standing(asked_on).order_by("code")[:60]
    carried = {firm: min(carried_by(firm, asked_on), carried_by(firm, decided_on)) for firm in firms}
    best = sorted(
        (firm for firm in firms if carried[firm] >= 3), key=lambda firm: (-carried[firm], firm.code)
    )[:3]
    loans = [_ask(users, firm, min(carried[firm], 10), asked_on) for firm in best]
    if loans:
        facts = {
            "bank": BANK,
            "contract_no": f"JY{today.year}0001",
            "rate": Decimal("0.03"),
            "on": decided_on,
        }
        due_on = decided_on + 360 * DAY
        desk.disburse_operator_loan(by=users["bank"], loan=loans[0], due_on=due_on, **facts)
        desk.repay_operator_loan(
            by=users["bank"], loan=loans[0], principal=Decimal(20_000), on=today - 5 * DAY
        )
    if len(loans) > 1:
        facts = {"ground": "no_money", "text": "本年信贷额度已用完，明年优先办理。", "on": decided_on}
        desk.refuse_operator_loan(by=users["bank"], loan=loans[1], **facts)
    return {"operator_loans": len(loans)}


def _ask(users, firm, households, on):
    return desk.apply_for_operator_loan(
        by=users["township"], enterprise=firm, purpose="processing", project="藤茶加工和收购",
        amount=Decimal(30_000 * households), households=households, term_months=12, on=on,
    )  # fmt: skip
