"""The exported rectification ledger, cell by cell as ux 2.5 says, and as a printer would show it."""

import datetime as dt
import io
import itertools
import re
import shutil
import subprocess
from dataclasses import replace
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell

from inspections.ledger import LedgerRow, ProgressNote
from inspections.ledger.reading import read_ledger
from inspections.ledger.workbook import TEMPLATE, LedgerHead, ledger_workbook
from povertyapp.core.workbooks import read_workbook
from povertyapp.core.workbooks.office import line_count, text_width
from povertyapp.core.workbooks.stamps import Stamp, read_stamp

MOMENT = dt.datetime(2017, 6, 10, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
AS_OF = dt.date(2017, 6, 10)
HEAD = LedgerHead("来凤县", "来凤县扶贫办", AS_OF, "2017年度", "扶贫考核", "状态=全部")
STAMP = Stamp("EX-000123", TEMPLATE, MOMENT, AS_OF, "office", {"state": ""})
STATES = ["已销号"] * 9 + ["待验收"] * 5 + ["整改中"] * 7 + ["逾期"] * 2 + ["未启动"]
WIDTHS = [4.5, 8, 7, 8, 24, 9, 12, 24, 9.5, 7, 9, 7, 7, 16, 9.5, 7]


def row(number, state="整改中", **more):
    facts = {
        "problem_code": f"ZG-2017-{number:03d}",
        "category": "资金使用及扶贫投入",
        "problem": f"第{number}个问题:农村专业合作社带动产业发展能力不高",
        "origin": "省反馈+自查",
        "scope": "12户",
        "goal": "每个合作社带动10户以上的贫困户脱贫",
        "measure": "通过招标竞选引入省扶贫主管部门认可的第三方评估机构," * 2,
        "deadline": dt.date(2017, 6, 30),
        "deadline_text": "2017年6月30日前",
        "leader": "覃春枝",
        "unit": "县易迁办",
        "person": "向玉云",
        "progress": (ProgressNote("2017-05", "制定方案"), ProgressNote("2017-06", "60%", 60)),
        "close_date": dt.date(2017, 6, 9) if state == "已销号" else None,
        "verifier": "田督查" if state == "已销号" else "",
    }
    return LedgerRow(state=state, **(facts | more))


ROWS = [row(number, state) for number, state in enumerate(STATES, start=1)]
NUMBERS = {str(number) for number in range(1, len(STATES) + 1)}
KEYS = [f"422827/ZG-2017-{number:03d}/1" for number in range(1, 25)]


def export(rows=ROWS, keys=KEYS, head=HEAD, stamp=STAMP):
    return ledger_workbook(rows, keys, head, stamp)


@pytest.fixture(scope="module")
def sheet():
    return openpyxl.load_workbook(io.BytesIO(export()))["整改台账"]


def style(cell):
    return cell.font.name, cell.font.sz, cell.font.b, cell.alignment.horizontal


def has_grid(cell):
    border = cell.border
    return {side.style for side in (border.left, border.right, border.top, border.bottom)} == {"thin"}


@pytest.mark.task("T13")
def test_the_title_and_the_two_lines_under_it(sheet):
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:P1", "A2:P2", "A3:E3", "F3:J3", "K3:P3"} <= merged
    assert sheet["A1"].value == "来凤县2017年度扶贫考核问题整改台账"
    assert style(sheet["A1"]) == ("宋体", 20, True, "center")
    assert sheet["A2"].value == "(截至2017年6月10日,共24条:已销号9、待验收5、整改中7、逾期2、未启动1)"
    assert style(sheet["A2"]) == ("楷体", 12, False, "center")
    filing = [(sheet[place].value, style(sheet[place])) for place in ("A3", "F3", "K3")]
    assert filing == [
        ("填报单位:来凤县扶贫办(盖章)", ("宋体", 11, False, "left")),
        ("填报时间:2017年6月10日", ("宋体", 11, False, "center")),
        ("单位:条、户、万元", ("宋体", 11, False, "right")),
    ]
    assert [sheet.row_dimensions[n].height for n in (1, 2, 3)] == [38, 20, 20]


def test_the_header_of_two_rows(sheet):
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {f"{letter}4:{letter}5" for letter in "ABCDEF"} | {"G4:I4", "J4:L4", "M4:P4"} <= merged
    assert [sheet[f"{letter}4"].value for letter in "ABCDEFGJM"] == (
        ["序号", "问题编号", "问题来源", "问题类别", "问题描述", "涉及范围"]
        + ["整改要求", "责任落实", "整改进度"]
    )
    assert [sheet[f"{letter}5"].value for letter in "GHIJKLMNOP"] == (
        ["整改目标", "整改措施", "整改时限", "责任领导", "责任单位", "责任人"]
        + ["状态", "整改进展及成效", "销号日期", "验收人"]
    )
    for line in sheet["A4:P5"]:
        for cell in line:
            if isinstance(cell, MergedCell):  # of these openpyxl keeps only the outer borders when it reads
                continue
            assert has_grid(cell)
            assert style(cell) == ("黑体", 11, False, "center")
            assert cell.fill.start_color.rgb == "FFE7ECF2"
            assert cell.alignment.wrap_text
    assert [sheet.row_dimensions[n].height for n in (4, 5)] == [20, 32]


@pytest.mark.task("T13")
def test_the_cells_of_a_row(sheet):
    cells = {cell.column_letter: cell for cell in sheet[6]}
    assert cells["A"].value == 1
    assert cells["B"].value == "ZG-2017-001"
    assert cells["I"].value == dt.datetime(2017, 6, 30)
    assert cells["O"].value == dt.datetime(2017, 6, 9)
    assert {cells[c].number_format for c in "IO"} == {"yyyy-mm-dd"}
    assert cells["N"].value == "2017年5月:制定方案\n2017年6月:60%"
    assert cells["M"].value == "已销号"
    for line in sheet["A6:P29"]:
        for cell in line:
            side = "left" if cell.column_letter in "EGHN" else "center"
            assert style(cell) == ("仿宋", 10.5, False, side)
            assert cell.alignment.vertical == "center"
            assert cell.alignment.wrap_text
            assert has_grid(cell)
    assert [cell.value for cell in sheet["A"][5:29]] == list(range(1, 25))


def test_rows_are_as_high_as_their_longest_cell(sheet):
    measure = sheet["H6"].value
    assert text_width("（a）中") == 7
    lines = line_count(measure, 24)
    assert lines == -(-text_width(measure) // 22.8)
    assert sheet.row_dimensions[6].height == pytest.approx(lines * 14.6 + 5)
    heights = [sheet.row_dimensions[n].height for n in range(6, 30)]
    assert all(22 <= height <= 409 for height in heights)


def test_a_text_too_long_for_any_row_is_set_smaller_and_never_cut():
    long = "长" * 700
    ws = openpyxl.load_workbook(io.BytesIO(export([row(1, measure=long)], KEYS[:1])))["整改台账"]
    assert ws.row_dimensions[6].height == 409
    assert ws["H6"].value == long
    assert ws["H6"].font.sz < 10.5
    assert ws["E6"].font.sz == 10.5
    lines = line_count(long, 24, ws["H6"].font.sz)
    assert lines * 14.6 * ws["H6"].font.sz / 10.5 <= 409


def test_states_are_a_list_to_choose_from_with_their_colours(sheet):
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1, str(rule.sqref)) == (
        "list",
        '"未启动,整改中,待验收,退回,已销号,逾期"',
        "M6:M29",
    )
    painted = {}
    for area in sheet.conditional_formatting:
        assert str(area.sqref) == "M6:M29"
        for one in area.rules:
            painted[one.formula[0]] = (one.dxf.fill.bgColor.rgb, one.dxf.font.color.rgb, one.dxf.font.b)
    assert painted == {
        '"逾期"': ("FFFBE0DD", "FF8A1A12", True),
        '"整改中"': ("FFFFF0C7", "FF6A4600", True),
        '"待验收"': ("FFECE4F8", "FF4A2885", True),
        '"已销号"': ("FFDDF3E4", "FF0B5A2B", True),
    }


@pytest.mark.task("T13")
def test_signatures_and_explanation_close_the_sheet(sheet):
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A30:P30", "A31:P31"} <= merged
    signed = re.sub(" +", "|", sheet["A30"].value)
    assert signed == "填表人:|联系电话:|审核人:|单位负责人(签字):"
    assert style(sheet["A30"]) == ("宋体", 11, False, "left")
    assert sheet.row_dimensions[30].height == 30
    notes = sheet["A31"].value
    assert notes.startswith("说明:1.“逾期”指")
    assert (
        "2.销号须督查组现场复核;3.本表由系统于2017-06-10 09:30导出,筛选条件:状态=全部,导出编号 EX-000123。"
        in notes
    )
    assert (sheet["A31"].font.name, sheet["A31"].font.sz) == ("宋体", 9)
    assert sheet["A31"].alignment.wrap_text
    assert sheet.row_dimensions[31].height == 28


@pytest.mark.task("T13")
def test_widths_view_and_print(sheet):
    assert [sheet.column_dimensions[c].width for c in "ABCDEFGHIJKLMNOP"] == WIDTHS
    assert sum(WIDTHS) == 168.5
    assert sheet.freeze_panes == "F6"
    assert sheet.auto_filter.ref == "A5:P29"
    assert sheet.sheet_view.zoomScale == 100
    active = {pane.pane: pane.activeCell for pane in sheet.sheet_view.selection}
    assert active[sheet.sheet_view.pane.activePane] == "A6"
    page = sheet.page_setup
    assert (page.paperSize, page.orientation, page.fitToWidth, page.fitToHeight) == (9, "landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.print_area == "'整改台账'!$A$1:$P$31"
    margins = sheet.page_margins
    assert (margins.left, margins.right, margins.top, margins.bottom) == (0.5, 0.5, 0.6, 0.6)
    assert sheet.print_options.horizontalCentered
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet.oddFooter.right.text == "EX-000123 office 2017-06-10 09:30"


def test_an_empty_export_is_the_same_sheet_with_one_line():
    ws = openpyxl.load_workbook(io.BytesIO(export([], [])))["整改台账"]
    assert ws["A2"].value == "(截至2017年6月10日,共0条)"
    assert ws["A6"].value == "本条件下无问题"
    assert "A6:P6" in {str(area) for area in ws.merged_cells.ranges}
    assert ws["A7"].value.startswith("填表人:")
    assert ws.print_area == "'整改台账'!$A$1:$P$8"


def test_text_that_looks_like_a_formula_stays_text():
    hostile = '=HYPERLINK("http://x","点我")'
    data = export([row(1, problem=hostile, scope="@SUM(1)", person="-1+1", measure="a\x07b\r\nc")], KEYS[:1])
    ws = openpyxl.load_workbook(io.BytesIO(data))["整改台账"]
    assert (ws["E6"].value, ws["E6"].data_type) == (hostile, "s")
    assert ws["E6"].quotePrefix
    assert ws["F6"].quotePrefix
    assert ws["L6"].data_type == "s"
    assert ws["H6"].value == "ab\nc"
    assert not [c for line in ws.iter_rows() for c in line if c.data_type == "f"]


def test_the_same_content_of_the_same_moment_gives_the_same_bytes():
    assert export() == export()
    later = Stamp("EX-000124", TEMPLATE, MOMENT + dt.timedelta(minutes=1), AS_OF, "office")
    assert export(stamp=later) != export()


def test_the_hidden_sheet_says_which_export_it_is(tmp_path):
    path = tmp_path / "out.xlsx"
    path.write_bytes(export())
    assert openpyxl.load_workbook(path)["_meta"].sheet_state == "hidden"
    workbook = read_workbook(path)
    stamp = read_stamp(workbook, TEMPLATE)
    assert (stamp.export_no, stamp.user, stamp.as_of, stamp.moment) == ("EX-000123", "office", AS_OF, MOMENT)
    assert stamp.filters == {"state": ""}
    assert [line.key for line in stamp.lines.values()] == KEYS
    (ledger,) = read_ledger(path, today=dt.date(2026, 1, 1))
    for line, read in zip(stamp.lines.values(), ledger.rows, strict=True):
        assert line.touched(ledger.cells_of(read)) == set()
    assert read_stamp(workbook, "another/1") is None


def test_an_altered_stamp_counts_as_none(tmp_path):
    wb = openpyxl.load_workbook(io.BytesIO(export()))
    wb["_meta"]["B11"] = "422827/ZG-2017-002/1"
    wb.save(tmp_path / "out.xlsx")
    assert read_stamp(read_workbook(tmp_path / "out.xlsx"), TEMPLATE) is None


def test_a_touched_cell_is_known_by_its_place(tmp_path):
    wb = openpyxl.load_workbook(io.BytesIO(export()))
    wb["整改台账"]["K7"] = "县民政局"
    wb["整改台账"]["O8"] = None
    wb.save(tmp_path / "out.xlsx")
    (ledger,) = read_ledger(tmp_path / "out.xlsx", today=dt.date(2026, 1, 1))
    lines = list(ledger.stamp.lines.values())
    touched = [lines[n].touched(ledger.cells_of(ledger.rows[n])) for n in range(4)]
    assert touched == [set(), {10}, {14}, set()]


def test_reading_the_export_gives_the_rows_back(tmp_path):
    path = tmp_path / "out.xlsx"
    path.write_bytes(export())
    (ledger,) = read_ledger(path, today=dt.date(2026, 1, 1))
    assert ledger.as_of == AS_OF
    assert ledger.title == HEAD.title
    for read, wrote in zip(ledger.rows, ROWS, strict=True):
        names = ("problem_code", "category", "problem", "origin", "scope", "measure", "goal", "deadline")
        names += ("leader", "unit", "person", "state", "progress", "close_date", "verifier")
        assert {n: getattr(read, n) for n in names} == {n: getattr(wrote, n) for n in names}


WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<')
MARK = re.compile(r"[AZ](\d{3})")


def clipped(pdf, pages):
    """Return the marked words that stand above or below their own row, where a printer cuts them off: what is longer
    than its row is laid out beyond it, and these rows are equally high."""
    found, seen = [], 0
    for page in range(1, pages + 1):
        command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(pdf), "-"]
        told = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
        words = [(float(x), float(top), float(foot), text) for x, top, foot, text in WORD.findall(told)]
        left = min(word[0] for word in words if word[3] in NUMBERS)
        middle = {int(text): (y + foot) / 2 for x, y, foot, text in words if text in NUMBERS and x < left + 9}
        half = min(below - above for above, below in itertools.pairwise(sorted(middle.values()))) / 2
        for _x, top, foot, text in words:
            for number in map(int, MARK.findall(text)):
                seen += 1
                if top < middle[number] - half - 1 or foot > middle[number] + half + 1:
                    found.append((number, text))
    assert seen == 2 * len(ROWS)
    return found


@pytest.mark.task("T13")
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_prints_it_whole(tmp_path):
    marked = [
        replace(row, measure=f"A{number:03d}{row.measure}Z{number:03d}")
        for number, row in enumerate(ROWS, start=1)
    ]
    (tmp_path / "out.xlsx").write_bytes(export(marked))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "out.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "out.pdf"), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    pages = text.split("\f")[:-1]
    assert len(pages) == 3
    assert "###" not in text
    squeezed = re.sub(r"\s", "", text)
    assert f"第1页共{len(pages)}页" in squeezed
    assert all("问题来源" in re.sub(r"\s", "", page) for page in pages)
    assert "2017-06-30" in squeezed
    assert "_meta" not in text
    assert clipped(tmp_path / "out.pdf", len(pages)) == []
