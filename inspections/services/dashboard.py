"""The figures of a dashboard as a workbook: what the page shows, a sheet a panel, with the record of the export."""

from inspections.dashboard.trend import MEASURES, VISITS
from povertyapp.core import clock
from povertyapp.core.exports import Export, hand_out, open_record
from povertyapp.core.statuses import cue_for
from povertyapp.core.workbooks.lists import ListBook, ListColumn, ListSheet
from povertyapp.core.workbooks.office import written_day

UNREPORTED = "未报"


def export_dashboard(*, by, area, dashboard) -> Export:
    """Return the workbook of a dashboard that the user may see, with its record."""
    record = open_record(
        by=by,
        area=area,
        kind="dashboard",
        columns=["指标", "数值"],
        row_count=len(dashboard.figures) + len(dashboard.units) + len(dashboard.points),
        filters={"月份": str(dashboard.period)},
    )
    return hand_out(record, lambda: _workbook(dashboard, area, record))


def _workbook(dashboard, area, record):
    panels = [_figures(dashboard), _units(dashboard), _months(dashboard)]
    panels += [
        _bars(name, header, bars, dashboard.live.today)
        for name, header, bars in (
            ("致贫原因", "户数", dashboard.causes),
            ("五个一批", "措施(项)", dashboard.batches),
        )
        if bars
    ]
    sheets = [_sheet(name, columns, dashboard, area, record) for name, columns, _rows in panels]
    book = ListBook(sheets, moment=record.made_at, row_count=record.row_count)
    for name, _columns, rows in panels:
        for row in rows:
            book.row(name, row)
    return book.close()


def _sheet(name, columns, dashboard, area, record):
    day = written_day(record.made_at.astimezone(clock.COUNTY_TIME))
    return ListSheet(
        name=name,
        title=f"{area.short_name}{dashboard.period}看板：{name}",
        filing=(f"填报单位:{area.short_name}", f"填报时间:{day}", f"导出编号:{record.number}"),
        columns=columns,
        freeze_column=2,
    )


def _figures(dashboard):
    columns = (
        ListColumn("序号", width=6, kind="integer"),
        ListColumn("指标", width=22),
        ListColumn("数值", width=14),
        ListColumn("单位", width=8),
        ListColumn("说明", width=40),
        ListColumn("比较", width=36),
    )
    rows = [
        (str(key.label), UNREPORTED if key.value is None else str(key.value), str(key.unit), _said(key),
         "；".join(key.changes))
        for key in dashboard.figures
    ]  # fmt: skip
    return "主要数字", columns, rows


def _said(key):
    parts = [f"{part.label} {part.count} {part.unit}" for part in key.parts]
    return "；".join([str(key.note), *parts]) if key.note else "；".join(parts)


def _units(dashboard):
    columns = (
        ListColumn("序号", width=6, kind="integer"),
        ListColumn("单位", width=22),
        ListColumn("判定", width=14),
        ListColumn("得分", width=10),
        ListColumn("走访差(户)", width=12),
        ListColumn("措施差(户)", width=12),
    )
    rows = []
    for line in dashboard.units:
        score = UNREPORTED if line.row.score is None else str(line.row.score)
        word = str(line.row.word or cue_for(line.row.state).word)
        rows.append((line.row.name, word, score, *(_gap(line.gaps.get(code)) for code in (VISITS, MEASURES))))
    return "硬账状态", columns, rows


def _gap(cell):
    return "/" if cell is None else cell.gap


def _bars(name, header, bars, day):
    columns = (
        ListColumn("序号", width=6, kind="integer"),
        ListColumn("名称", width=22),
        ListColumn(header, width=12, kind="integer"),
        ListColumn("占比", width=10),
        ListColumn("数据截至", width=12, kind="date"),
        ListColumn("备注", width=20),
    )
    return name, columns, [(str(bar.label), bar.count, bar.share, day, "") for bar in bars]


def _months(dashboard):
    columns = (
        ListColumn("序号", width=6, kind="integer"),
        ListColumn("月份", width=10, kind="text"),
        ListColumn("走访率", width=10),
        ListColumn("未走访(户)", width=12),
        ListColumn("销号率", width=10),
        ListColumn("口径", width=14),
    )
    rows = [
        (point.month, _share(point.visits), UNREPORTED if point.missing is None else point.missing,
         _share(point.closed), "口径有变" if point.breaks else "")
        for point in dashboard.points
    ]  # fmt: skip
    return "近12个月", columns, rows


def _share(share):
    return UNREPORTED if share is None else f"{share}%"
