"""The hard account as a workbook: 硬账表, 帮扶责任人, 明细, 补报走访, 规则, 参数 (ux 2.5).

Of a closed month everything is frozen, the date on it too: each export has the same bytes. A draft carries
its export's number and moment. Of a household there is its number, nothing else.
"""

from inspections.workbooks.account.basis import parameters_sheet, rules_sheet
from inspections.workbooks.account.book import AccountBook
from inspections.workbooks.account.lines import carried_sheet, late_sheet, lines_sheet
from inspections.workbooks.account.parties import helpers_sheet, helping_units_sheet, units_sheet
from povertyapp.core.workbooks.office_stream import stream_workbook

__all__ = ["AccountBook", "account_workbook"]


def account_workbook(book: AccountBook) -> bytes:
    """Return the bytes of the workbook; the caller has chosen Chinese for the words of states and levels."""
    helping = [helping_units_sheet(book)] if book.helping_units else []
    sheets = [
        units_sheet(book),
        *helping,
        helpers_sheet(book),
        lines_sheet(book),
        late_sheet(book),
        *([carried_sheet(book)] if book.carried else []),
        rules_sheet(book),
        parameters_sheet(book),
    ]
    return stream_workbook(sheets, moment=book.moment)
