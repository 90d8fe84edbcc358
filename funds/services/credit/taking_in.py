"""Take the bank's monthly list in: loans of before, what was paid back since the last list, interest owed.

What a list says is recorded with steps that say so; what C4 asks of a new loan is asked of those that are applied for
here. Payments and steps stay for good, so that an import is not taken back: a wrong payment has its reverse.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.choices.credit import OUT, OWED, LoanAct, LoanStatus
from funds.importing import loans as register
from funds.importing.loans import Known
from funds.models import LoanPayment, LoanStep, Microloan
from funds.services.credit.asking import LETTER
from funds.services.credit.bad import return_to_fund
from funds.services.numbering import new_numbers
from households.services.lists import ListKind, ListResult, import_list
from povertyapp.core.undo import for_good

MONTHS = 12


def store(cursor, rows, households, known: Known, *, county, day, by) -> dict[str, Any]:
    """Write what differs: new loans, payments that lower a balance, interest owed, loans that are paid back."""
    pairs = [(known.loans.get((row["bank"], row["contract_no"])), row) for row in rows]
    made = _record([row for loan, row in pairs if loan is None], households, county, day)
    stored = [(loan, row) for loan, row in pairs if loan is not None]
    paid = [(loan, row) for loan, row in stored if row["balance"] < loan.balance]
    _pay(paid, day, by)
    owing = [(loan, row) for loan, row in stored if row["interest_owed"] != loan.interest_owed]
    for loan, row in owing:
        loan.interest_owed = row["interest_owed"]
    Microloan.objects.bulk_update([loan for loan, _row in owing], ["interest_owed"])
    ended = _settle([loan for loan, _row in stored] + made, day, by)
    changed = {loan.pk for loan, _row in (*paid, *owing)} | {loan.pk for loan in ended if loan not in made}
    return {
        "loans_created": len(made),
        "loans_updated": len(changed),
        "loans_unchanged": len(rows) - len(made) - len(changed),
        "payments_created": len(paid),
        "loans_repaid": len(ended),
    }


def _record(rows, households, county, day) -> list[Microloan]:
    """Record loans of before, numbered by the year in which they were paid out."""
    made, numbers = [], dict[int, Iterator[str]]()
    source = _("银行台账 %(day)s") % {"day": day}
    for row in rows:
        year = row["disbursed_on"].year
        if year not in numbers:
            numbers[year] = new_numbers(Microloan, county.pk, LETTER, year)
        home = households[row["household_no"]]
        made.append(
            Microloan(
                no=next(numbers[year]),
                household_id=home.pk,
                area_id=home.area_id,
                purpose=row["purpose"],
                amount=row["amount"],
                granted=row["amount"],
                balance=row["balance"],
                paid_before=row["amount"] - row["balance"],
                interest_owed=row["interest_owed"],
                term_months=_months(row),
                applied_on=row["disbursed_on"],
                state_since=row["disbursed_on"],
                status=LoanStatus.DISBURSED,
                bank=row["bank"],
                contract_no=row["contract_no"],
                rate=row["rate"],
                disbursed_on=row["disbursed_on"],
                first_due_on=row["due_on"],
                due_on=row["due_on"],
                recorded_from=source,
            )
        )
    return Microloan.objects.bulk_create(made)


def _months(row) -> int:
    """Return the term in whole months, the last begun one counted."""
    start, end = row["disbursed_on"], row["due_on"]
    return max((end.year - start.year) * MONTHS + end.month - start.month + (end.day > start.day), 1)


def _pay(pairs, day, by) -> None:
    LoanPayment.objects.bulk_create(
        LoanPayment(
            loan=loan,
            area_id=loan.area_id,
            paid_on=row["paid_on"] or max(day, loan.disbursed_on),
            principal=loan.balance - row["balance"],
            interest=Decimal(0),
            note=_("银行台账 %(day)s") % {"day": day},
            recorded_by=by,
        )
        for loan, row in pairs
    )
    for loan, row in pairs:
        loan.balance = row["balance"]
        if loan.status == LoanStatus.COMPENSATED:
            return_to_fund(by=by, loan=loan, on=row["paid_on"] or day)


def _settle(loans, day, by) -> list[Microloan]:
    """End the loans on which nothing is owed any more, as the list says."""
    ended = [loan for loan in loans if loan.status in OWED and loan.balance == 0 and loan.interest_owed == 0]
    last = {loan.pk: loan.state_since for loan in ended}
    LoanStep.objects.bulk_create(
        LoanStep(
            loan=loan,
            area_id=loan.area_id,
            number=loan.step + 1,
            act=LoanAct.PAPER,
            from_status=loan.status,
            to_status=LoanStatus.REPAID if loan.status in OUT else LoanStatus.RECOVERED,
            actor=by,
            decided_on=max(day, last[loan.pk]),
            reason=_("银行台账 %(day)s") % {"day": day},
        )
        for loan in ended
    )
    for loan in ended:
        loan.step += 1
        loan.status = LoanStatus.REPAID if loan.status in OUT else LoanStatus.RECOVERED
        loan.state_since = loan.ended_on = max(day, last[loan.pk])
    Microloan.objects.bulk_update(ended, ["status", "step", "state_since", "ended_on"])
    return ended


LOANS = ListKind(
    reason=gettext_lazy("导入小额信贷台账 %(file)s"),
    layout=register.LAYOUT,
    fields=register.FIELDS,
    check=register.check,
    store=store,
    empty=("loans_created", "loans_updated", "loans_unchanged", "payments_created", "loans_repaid"),
)


def import_loans(*, by, **options) -> ListResult:
    """Import the bank's list of loans; the same file again writes nothing. See `households.services.lists`.

    A loan is known by its bank and contract. One that the system does not know is recorded as it stands; of a known
    one the list may lower the balance, change the interest owed and end it.
    """
    with for_good():
        return import_list(LOANS, by=by, **options)
