"""The register of loans (小额信贷台账) as a workbook in the office's own look."""

from django.utils.translation import gettext_lazy as _

from funds.services.registers import Register, Shown, export_register, township_of, village_of
from povertyapp.core import clock
from povertyapp.core.exports import Export
from povertyapp.core.workbooks.office import OfficeColumn


def _amount(loan):
    return loan.granted if loan.granted is not None else loan.amount


def _rate(loan):
    return None if loan.rate is None else loan.rate * 100


def _state(loan):
    return "逾期" if loan.is_overdue(clock.today()) else str(loan.get_status_display())


LOANS = Register(
    kind="loans",
    sheet="小额信贷",
    title="扶贫小额信贷台账",
    counted=lambda rows: f"共{len(rows)}笔",
    units="元",
    notes="状态为截至日的状态,到期未还清的为逾期",
    nothing=_("本条件下没有贷款，不用导出。"),
    columns=(
        Shown(OfficeColumn("乡镇", 9), township_of),
        Shown(OfficeColumn("行政村", 10), village_of),
        Shown(OfficeColumn("户编号", 12, kind="text"), lambda loan: loan.household.household_no),
        Shown(OfficeColumn("户主姓名", 8), lambda loan: loan.household.head_name),
        Shown(OfficeColumn("贷款编号", 14, kind="text"), lambda loan: loan.no),
        Shown(OfficeColumn("承贷银行", 12), lambda loan: loan.bank),
        Shown(OfficeColumn("合同号", 14, kind="text"), lambda loan: loan.contract_no),
        Shown(OfficeColumn("用途", 8), lambda loan: str(loan.get_purpose_display())),
        Shown(OfficeColumn("贷款金额(元)", 11, "金额", kind="money"), _amount, is_summed=True),
        Shown(OfficeColumn("贷款余额(元)", 11, "金额", kind="money"), lambda loan: loan.balance, is_summed=True),
        Shown(OfficeColumn("欠息(元)", 9, "金额", kind="money"), lambda loan: loan.interest_owed, is_summed=True),
        Shown(OfficeColumn("年利率(%)", 7, "期限"), _rate),
        Shown(OfficeColumn("放款日期", 10, "期限", kind="date"), lambda loan: loan.disbursed_on),
        Shown(OfficeColumn("到期日期", 10, "期限", kind="date"), lambda loan: loan.due_on),
        Shown(OfficeColumn("状态", 9), _state),
    ),
)  # fmt: skip


def export_loans(*, by, loans, filters=None) -> Export:
    """Return the workbook of the loans that the user may see and asked for, with its record."""
    rows = loans.select_related("household", "area__parent")
    return export_register(LOANS, by=by, rows=rows, filters=filters)
