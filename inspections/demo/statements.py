"""What the finance office's paper ledger says of the demo's money: as the books, but for two lines to reconcile."""

from decimal import Decimal

from funds.models import FundLine, LineStatement
from povertyapp.core.history import because

SHEET = "资金整合台账"
FIRST_ROW = 4
# Beside the books: one line says more than arrived of it, one has not said yet what was paid.
MORE = Decimal(50_000)


def write_statements(plan):
    """Keep a paper ledger of the plan's last day beside the money of its year, once; return how many lines it has."""
    lines = FundLine.objects.filter(area=plan.county, year=plan.last_day.year, statement=None)
    lines = list(lines.with_money().order_by("code"))
    made = [
        LineStatement(
            area_id=line.area_id, line=line, as_of=plan.last_day, sheet=SHEET, row=row, allocated=line.arrived,
            integrated=line.integrated, disbursed=line.allotted, paid=line.paid,
        )
        for row, line in enumerate(lines, start=FIRST_ROW)
    ]  # fmt: skip
    if len(made) > 1:
        made[0].integrated += MORE
        made[1].paid = None
    with because(reason="生成模拟数据"):
        LineStatement.objects.bulk_create(made)
    return {"fund_statements": LineStatement.objects.in_area(plan.county.pk).count()}
