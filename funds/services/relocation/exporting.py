"""The register of relocations (易地扶贫搬迁台账) as a workbook in the office's own look."""

from django.utils.translation import gettext_lazy as _

from funds.services.registers import Register, Shown, export_register, township_of, village_of
from povertyapp.core.exports import Export
from povertyapp.core.workbooks.office import OfficeColumn


def _house(case):
    return case.dwelling_m2 if case.dwelling_m2 is not None else case.house_m2


RELOCATIONS = Register(
    kind="relocations",
    sheet="易地搬迁",
    title="易地扶贫搬迁台账",
    counted=lambda rows: f"共{len(rows)}户",
    units="元",
    notes="住房面积以实测为准,没有实测的为户型面积",
    nothing=_("本条件下没有搬迁户，不用导出。"),
    columns=(
        Shown(OfficeColumn("乡镇", 9), township_of),
        Shown(OfficeColumn("行政村", 10), village_of),
        Shown(OfficeColumn("户编号", 12, kind="text"), lambda case: case.household.household_no),
        Shown(OfficeColumn("户主姓名", 8), lambda case: case.household.head_name),
        Shown(OfficeColumn("搬迁编号", 14, kind="text"), lambda case: case.no),
        Shown(OfficeColumn("任务年度", 7), lambda case: case.listed.plan.year if case.listed else None),
        Shown(OfficeColumn("搬迁人数", 7, "规模", kind="integer"), lambda case: case.persons, is_summed=True),
        Shown(OfficeColumn("住房面积(平方米)", 9, "规模"), _house),
        Shown(OfficeColumn("自筹资金(元)", 10, "规模", kind="money"), lambda case: case.self_paid, is_summed=True),
        Shown(OfficeColumn("安置方式", 8, "安置"), lambda case: str(case.get_settlement_display())),
        Shown(OfficeColumn("安置点", 12, "安置"), lambda case: case.site.name if case.site else ""),
        Shown(OfficeColumn("验收日期", 10, "进度", kind="date"), lambda case: case.accepted_on),
        Shown(OfficeColumn("交钥匙日期", 10, "进度", kind="date"), lambda case: case.keys_on),
        Shown(OfficeColumn("入住日期", 10, "进度", kind="date"), lambda case: case.moved_in_on),
        Shown(OfficeColumn("拆旧日期", 10, "进度", kind="date"), lambda case: case.removed_on),
        Shown(OfficeColumn("状态", 9), lambda case: str(case.get_status_display())),
    ),
)  # fmt: skip


def export_relocations(*, by, cases, filters=None) -> Export:
    """Return the workbook of the relocations that the user may see and asked for, with its record."""
    rows = cases.select_related("household", "area__parent", "site", "listed__plan")
    return export_register(RELOCATIONS, by=by, rows=rows, filters=filters)
