"""The papers of a draw: the list that is signed and taken along, and the population from which anybody repeats it."""

from inspections.choices import UnitUse
from inspections.models import CheckInspector
from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.workbooks.lists import sheet_bytes
from povertyapp.core.workbooks.office import OfficeColumn, OfficeSheet, written_day

GAP = " " * 20
SIGNATURE = f"抽取人:{GAP}监督人:{GAP}领取人:{GAP}检查组长(签字):"
COLUMNS = (
    OfficeColumn("顺序", 5, "抽样", kind="integer"),
    OfficeColumn("使用", 7, "抽样"),
    OfficeColumn("编号", 15, "对象", kind="text"),
    OfficeColumn("名称", 12, "对象"),
    OfficeColumn("乡镇", 10, "对象"),
    OfficeColumn("村", 12, "对象"),
    OfficeColumn("检查人", 18, "检查", align="left"),
    OfficeColumn("到场时间", 12, "检查"),
    OfficeColumn("备注", 24, align="left"),
)
POPULATION = ("code", "area_code", "stratum", "weight")


def export_sample(*, by, draw, units) -> Export:
    """Return the list of a draw's units in the office's frame, with everything that a repetition needs."""
    rows = list(
        units.with_names().select_related("area__parent", "site_check", "replaced_by").order_by("order")
    )
    record = open_record(
        by=by,
        area=draw.area,
        kind="sample_list",
        columns=[column.header for column in COLUMNS],
        row_count=len(rows),
        filters={"抽样": draw.number},
    )
    return hand_out(record, lambda: _workbook(rows, draw, record))


def export_population(*, by, draw, rows) -> Export:
    """Return the frozen population of a draw as CSV in the order of codes: code, area_code, stratum, weight."""
    found = list(rows.order_by("code").values_list("code", "area_id", "stratum", "weight"))
    record = open_record(
        by=by,
        area=draw.area,
        kind="sample_population",
        columns=POPULATION,
        row_count=len(found),
        filters={"抽样": draw.number},
    )

    # Codes and whole numbers alone: no name, nothing that somebody wrote, nothing to quote.
    lines = (",".join(map(str, row)) for row in (POPULATION, *found))
    return hand_out(record, lambda: "".join(f"{line}\n" for line in lines).encode())


def _workbook(rows, draw, record):
    named: dict[int, list[str]] = {}
    inspectors = CheckInspector.objects.filter(site_check__unit__in=rows).select_related("user")
    for row in inspectors.order_by("pk"):
        named.setdefault(row.site_check_id, []).append(f"{row.user}({row.unit_name})")
    chosen = sum(row.use == UnitUse.CHOSEN for row in rows)
    spare = sum(row.use == UnitUse.SPARE for row in rows)
    county = draw.area.short_name
    sheet = OfficeSheet(
        name="抽样名单",
        title=f"{county}{draw.round.name if draw.round else draw.get_purpose_display()}抽样名单",
        count_line=f"({draw.number},共{len(rows)}个:样本{chosen}、备选{spare})",
        filing=(
            f"抽取人:{draw.drawn_by or ''}",
            f"抽取时间:{draw.drawn_at.astimezone(clock.COUNTY_TIME):%Y-%m-%d %H:%M}",
            f"打印:{written_day(record.made_at.astimezone(clock.COUNTY_TIME))}",
        ),
        columns=COLUMNS,
        rows=[_cells(row, named) for row in rows],
        signature=SIGNATURE,
        notes=_notes(draw, record),
        empty="没有抽到样本",
        footer=footer_of(record),
        freeze_column=4,
    )
    return sheet_bytes(sheet, record.made_at)


def _cells(unit, named):
    check = getattr(unit, "site_check", None)
    area = unit.area
    township, village = (
        (area.parent.short_name, area.short_name) if len(area.code) > 9 else (area.short_name, "")
    )
    started = check.started_at.astimezone(clock.COUNTY_TIME) if check and check.started_at else None
    return (
        unit.order,
        unit.get_use_display(),
        unit.code,
        unit.name,
        township,
        village,
        "、".join(named.get(check.pk, ())) if check else "",
        f"{started:%m-%d %H:%M}" if started else "",
        _remark(unit, check),
    )


def _remark(unit, check):
    said = [unit.reason]
    if unit.replaced_by:
        said.append(f"换成第{unit.replaced_by.order}个")
    if check and check.void_reason and check.void_reason not in said:
        said.append(check.void_reason)
    return ";".join(filter(None, said))


def _notes(draw, record):
    said = [
        f"总体:{draw.words},{draw.population_size}个,清单指纹(sha256){draw.fingerprint},"
        f"{draw.frozen_at.astimezone(clock.COUNTY_TIME):%Y-%m-%d %H:%M}冻结",
        f"方法:{draw.get_method_display()},样本量{draw.size},备选{draw.spare},算法{draw.algorithm}",
        f"种子:{draw.seed}({','.join(filter(None, (draw.get_seed_kind_display(), draw.seed_note)))}),冻结以后掷出",
        "复算:每个编号按sha256(种子,换行,编号,换行,票号)排序,取最小的;总体清单可导出",
    ]
    if draw.redraw_of:
        said.append(f"本次为重抽,原抽样{draw.redraw_of.number}保留,理由:{draw.reason}")
    said.append(f"通报前不得外传;导出编号 {record.number}")
    return "说明:" + ";".join(f"{number}.{text}" for number, text in enumerate(said, start=1)) + "。"
