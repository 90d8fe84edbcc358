"""The empty form for an import: the office's frame, drop-downs, and a sheet that explains each column (ux 2.5)."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .headers import ColumnSpec, Layout
from .office import (
    FIRST_ROW,
    GRID,
    OfficeColumn,
    OfficeSheet,
    put,
    text_width,
    write_office_frame,
    written_day,
)

WORDS_SHEET, GUIDE_SHEET = "_words", "填表说明"
BLANK_ROWS = 200
ROOM = 3  # beside the widest word of a column
NOTE = "请勿改动表头"
ADVICE = (
    "1.请勿改动表头；不用的列可以空着，也可以整列删去（必填列除外）。",
    "2.证件号码、银行账号、联系电话、户编号、人编号请按文本填写；这些列已设为文本格式，粘贴时请选“只粘贴数值”。",
    "3.日期写成 2017-06-30 或 2017年6月30日；年度写四位数字。",
    "4.有下拉框的列请从下拉框选择；一格可填几项的，用顿号隔开。",
    "5.填好后在系统“导入”中上传，先预检，确认后才写入；导入后 24 小时内可以撤销。",
)


def template_bytes(
    title: str,
    layouts: Sequence[Layout],
    *,
    choices: Mapping[str, Sequence[str]],
    notes: Mapping[str, object],
    texts: frozenset[str],
    leave_out: frozenset[str],
    today: dt.date,
) -> bytes:
    """Return an empty workbook for these layouts: one sheet each, the explanations, the words behind drop-downs."""
    wb = Workbook()
    words = _Words()
    for number, layout in enumerate(layouts):
        ws = wb.active if number == 0 else wb.create_sheet()
        specs = [spec for spec in layout.columns if spec.key not in leave_out]
        _write_form(ws, title, layout, specs, today, texts)
        words.offer(ws, specs, choices)
    _write_guide(wb.create_sheet(GUIDE_SHEET), title, layouts, choices, notes, leave_out)
    words.write(wb.create_sheet(WORDS_SHEET))
    out = io.BytesIO()
    wb.save(out)
    return out.getvalue()


def _write_form(ws, title: str, layout: Layout, specs, today: dt.date, texts: frozenset[str]) -> None:
    columns = [_column(spec) for spec in specs]
    sheet = OfficeSheet(
        name=layout.title,
        title=f"{title}（{layout.title}）",
        count_line=f"（{NOTE}；填写办法见“{GUIDE_SHEET}”）",
        filing=("填报单位：", f"填报日期：{written_day(today)}", "单位：人、元、亩"),
        columns=columns,
        rows=(),
        signature="",
        notes="",
        freeze_column=1,
    )
    write_office_frame(ws, sheet)
    ws["A1"].comment = Comment(NOTE, "povertyapp")
    for number, spec in enumerate(specs, start=1):
        for row in range(FIRST_ROW, FIRST_ROW + BLANK_ROWS):
            cell = ws.cell(row, number)
            cell.border = GRID
            if spec.key in texts:
                cell.number_format = "@"


def _column(spec: ColumnSpec) -> OfficeColumn:
    header = spec.name
    width = max(8, min(22, text_width(header) / (2 if text_width(header) > 18 else 1) + ROOM))
    return OfficeColumn(header, width, group=spec.group)


def _write_guide(ws, title: str, layouts, choices, notes, leave_out: frozenset[str]) -> None:
    """Write what each column means, which ones must be filled in and which words are accepted."""
    put(ws, 1, 1, f"{title}{GUIDE_SHEET}", font=Font(name="宋体", size=16, bold=True))
    row = 2
    for line in ADVICE:
        put(ws, row, 1, line, font=Font(name="宋体", size=11))
        row += 1
    wrap = Alignment(wrap_text=True, vertical="top")
    for layout in layouts:
        row += 1
        for number, name in enumerate(("所在的表", "列", "要求", "可接受的值", "说明"), start=1):
            put(ws, row, number, name, font=Font(name="黑体", size=11), bordered=True)
        for spec in (spec for spec in layout.columns if spec.key not in leave_out):
            row += 1
            accepted = "、".join(choices.get(spec.key, ()))
            needed = "必填" if spec.required else "可不填"
            values = (layout.title, spec.key, needed, accepted, str(notes.get(spec.key, "")))
            for number, value in enumerate(values, start=1):
                put(ws, row, number, value, align=wrap, bordered=True)
    for letter, width in zip("ABCDE", (14, 30, 8, 60, 50), strict=True):
        ws.column_dimensions[letter].width = width


class _Words:
    """The hidden sheet with the lists behind the drop-downs: a list inside a rule may have 255 characters only."""

    def __init__(self) -> None:
        self.columns: list[tuple[str, ...]] = []

    def offer(self, ws, specs: Sequence[ColumnSpec], choices: Mapping[str, Sequence[str]]) -> None:
        for number, spec in enumerate(specs, start=1):
            accepted = tuple(choices.get(spec.key, ()))
            if not accepted:
                continue
            if accepted not in self.columns:
                self.columns.append(accepted)
            letter = get_column_letter(self.columns.index(accepted) + 1)
            source = f"{WORDS_SHEET}!${letter}$1:${letter}${len(accepted)}"
            rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
            rule.errorTitle, rule.error = spec.name[:30], "请从下拉列表中选择。"
            rule.errorStyle = "warning"
            own = get_column_letter(number)
            rule.add(f"{own}{FIRST_ROW}:{own}{FIRST_ROW + BLANK_ROWS - 1}")
            ws.add_data_validation(rule)

    def write(self, ws) -> None:
        for number, accepted in enumerate(self.columns, start=1):
            for row, word in enumerate(accepted, start=1):
                put(ws, row, number, word)
        ws.sheet_state = "hidden"
