"""The register of loans (小额信贷台账) as a workbook in the office's own look."""

import os

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.models import Area
from povertyapp.core.parameters import ancestors
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import FIRST_ROW, Formula, OfficeColumn, OfficeSheet, written_day

TITLE = "扶贫小额信贷台账"
GAP = " " * 20
SIGNATURE = f"填表人:{GAP}联系电话:{GAP}审核人:{GAP}单位负责人(签字):"
COLUMNS = (
    OfficeColumn("序号", 5, kind="integer"),
    OfficeColumn("乡镇", 9),
    OfficeColumn("行政村", 10),
    OfficeColumn("户编号", 12, kind="text"),
    OfficeColumn("户主姓名", 8),
    OfficeColumn("贷款编号", 14, kind="text"),
    OfficeColumn("承贷银行", 12),
    OfficeColumn("合同号", 14, kind="text"),
    OfficeColumn("用途", 8),
    OfficeColumn("贷款金额(元)", 11, "金额", kind="money"),
    OfficeColumn("贷款余额(元)", 11, "金额", kind="money"),
    OfficeColumn("欠息(元)", 9, "金额", kind="money"),
    OfficeColumn("年利率(%)", 7, "期限", kind="general"),
    OfficeColumn("放款日期", 10, "期限", kind="date"),
    OfficeColumn("到期日期", 10, "期限", kind="date"),
    OfficeColumn("状态", 9),
)


@transaction.atomic
def export_loans(*, by, loans, filters=None) -> Export:
    """Return the workbook of the loans that the user may see and asked for, with its record."""
    rows = list(loans.select_related("household", "area__parent"))
    if not rows:
        raise ValidationError(_("本条件下没有贷款，不用导出。"))
    area = _area_of(rows)
    record = open_record(
        by=by,
        area=area,
        kind="loans",
        columns=[column.header for column in COLUMNS],
        row_count=len(rows),
        filters=filters,
    )
    return hand_out(record, lambda: _workbook(rows, area, record))


def _area_of(rows) -> Area:
    """Return the smallest place that holds all loans."""
    begin = os.path.commonprefix([loan.area_id for loan in rows])
    return Area.objects.filter(code__in=ancestors(begin)).order_by("-code")[0]


def _workbook(rows, area, record):
    day = written_day(record.made_at.astimezone(clock.COUNTY_TIME))
    said = "、".join(f"{name}={value}" for name, value in record.filters.items()) or "无"
    sheet = OfficeSheet(
        name="小额信贷",
        title=f"{area.short_name}{TITLE}",
        count_line=f"(截至{day},共{len(rows)}笔)",
        filing=(f"填报单位:{area.short_name}", f"填报时间:{day}", "单位:元"),
        columns=COLUMNS,
        rows=[_cells(number, loan) for number, loan in enumerate(rows, start=1)],
        totals=_totals(len(rows)),
        signature=SIGNATURE,
        notes=f"说明:状态为截至日的状态,到期未还清的为逾期;筛选条件:{said};导出编号 {record.number}。",
        empty="本条件下没有贷款",
        footer=footer_of(record),
        freeze_column=6,
    )
    return sheet_bytes(sheet, record.made_at)


def _totals(count):
    """Return the line of sums: formulas that an auditor can click."""
    first, last = FIRST_ROW + 1, FIRST_ROW + count
    sums = [Formula(f"=SUM({column}{first}:{column}{last})") for column in "JKL"]
    return ("合计", *[""] * 8, *sums, *[""] * 4)


def _cells(number, loan):
    late = loan.is_overdue(clock.today())
    return (
        number,
        loan.area.parent.name,
        loan.area.short_name,
        loan.household.household_no,
        loan.household.head_name,
        loan.no,
        loan.bank,
        loan.contract_no,
        str(loan.get_purpose_display()),
        loan.granted if loan.granted is not None else loan.amount,
        loan.balance,
        loan.interest_owed,
        loan.rate * 100 if loan.rate is not None else None,
        loan.disbursed_on,
        loan.due_on,
        "逾期" if late else str(loan.get_status_display()),
    )
