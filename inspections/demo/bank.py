"""The bank's statement of the demo: a month of payments, one under another number, one missing, one nobody knows."""

from decimal import Decimal

from funds.models import BankRow, Payment
from povertyapp.core.history import because


def state_bank(*, by, county) -> int:
    """Let the bank's statement of the newest month with payments be there; return how many lines it has. Once only."""
    payments = Payment.objects.standing().filter(allotment__line__area=county).exclude(document_no="")
    newest = payments.order_by("-paid_on").values_list("paid_on", flat=True).first()
    if newest is None or BankRow.objects.filter(area=county).exists():
        return 0
    month = payments.filter(paid_on__year=newest.year, paid_on__month=newest.month).order_by("paid_on", "pk")
    found = list(month.select_related("household", "allotment__line"))
    rows = [_row(county, payment) for payment in (found[:1] + found[2:] if len(found) > 2 else found)]
    rows[0].document_no = f"补录 {rows[0].document_no}"
    rows.append(
        BankRow(
            area=county, happened_on=newest, document_no="支付令 9001", about="", amount=Decimal("3600.00"),
            payee="来凤县某农资店", recorded_from="银行对账单",
        )
    )  # fmt: skip
    with because(by=by, reason="银行对账单"):
        BankRow.objects.bulk_create(rows)
    return len(rows)


def _row(county, payment):
    return BankRow(
        area=county, happened_on=payment.paid_on, document_no=payment.document_no, about=payment.allotment.line.code,
        amount=payment.amount, payee=payment.payee_name, recorded_from="银行对账单",
    )  # fmt: skip
