"""Take a bank's statement in, and say by hand which payment a line of it is."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.importing import bank as register
from funds.importing.bank import KEY, Known, key_of
from funds.models import BankRow, Payment
from funds.services.fund_ledger.taking_in import county_named
from funds.services.money.entries import lock
from households.services.lists import ListKind, ListResult, import_list
from povertyapp.core.errors import Conflict
from povertyapp.core.undo import undoable

VERB = "funds.change_fundline"


def store(cursor, rows, subjects, known: Known, *, county, day, by) -> dict[str, Any]:
    """Write the lines that are not here yet."""
    source = _("银行对账单 %(day)s") % {"day": day}
    new = [row for row in rows if key_of(row) not in known.rows]
    BankRow.objects.bulk_create(
        BankRow(
            area=county, about=row["about"] or "", recorded_from=source, **dict(zip(KEY, key_of(row), strict=True))
        )
        for row in new
    )  # fmt: skip
    return {"rows_created": len(new), "rows_unchanged": len(rows) - len(new)}


STATEMENT = ListKind(
    reason=gettext_lazy("导入银行对账单 %(file)s"),
    layout=register.LAYOUT,
    fields=register.FIELDS,
    check=register.check,
    store=store,
    empty=("rows_created", "rows_unchanged"),
    subjects=lambda rows, county, by: {},
    county_of=lambda workbook, rows, titles: county_named(workbook.file, titles),
)


def import_statement(*, by, **options) -> ListResult:
    """Import a bank's statement of what was paid; the same file again writes nothing. See `households.services.lists`.

    A payment of the same number and amount is a line's counterpart at once, whenever it is entered.
    """
    return import_list(STATEMENT, by=by, **options)


@transaction.atomic
def match_row(*, by, row, payment) -> BankRow:
    """Say that a line of a statement is this payment, whose number differs; return the line.

    ValidationError where they are of two counties, of two amounts, or the payment was taken back; Conflict where
    either has its counterpart already.
    """
    line, _project = lock(payment.allotment.line)
    row = BankRow.objects.select_for_update(no_key=True, of=("self",)).get(pk=row.pk)
    if line.area_id != row.area_id or payment.amount != row.amount:
        raise ValidationError(
            _("对账单上是 %(one)s 元，这笔支付是 %(other)s 元，金额不同不能对上；登记错了的先冲销重办。")
            % {"one": f"{row.amount:,.2f}", "other": f"{payment.amount:,.2f}"}
        )
    if not Payment.objects.standing().filter(pk=payment.pk).exists():
        raise ValidationError(_("这笔支付已经冲销，不能再对账；请另选一笔支付。"))
    taken = BankRow.objects.settled().filter(payment=payment).exclude(pk=row.pk).exists()
    if taken or not BankRow.objects.alone().filter(pk=row.pk).exists():
        raise Conflict(_("这一笔刚刚已经对上，请刷新后再看。"))
    summary = _("已对上银行对账单一笔")
    with undoable(by=by, area=row.area_id, summary=summary, verb=VERB, back_url=row.get_absolute_url()):
        row.payment, row.matched_by = payment, by
        row.save(update_fields=["payment", "matched_by"])
    return row
