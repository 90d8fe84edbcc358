"""Containers, guards, cells, headers and findings of office workbooks."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from povertyapp.core.workbooks import (
    ColumnSpec,
    Layout,
    UnreadableWorkbook,
    cells,
    find_table,
    find_tables,
    read_workbook,
)
from povertyapp.core.workbooks.guards import OLE_SIGNATURE, PartNotes
from povertyapp.core.workbooks.reading import column_letter
from tests.data import FIXTURES

PEOPLE = Layout(
    "户成员信息",
    (
        ColumnSpec("户编号", required=True),
        ColumnSpec("姓名", required=True),
        ColumnSpec("证件号码", required=True),
        ColumnSpec("务工时间(月)"),
        ColumnSpec("人数"),
    ),
)
FORMS = Layout(
    "户基本信息",
    (
        ColumnSpec("户编号", required=True),
        *(
            ColumnSpec(name, group=group)
            for group in ("帮扶工作情况表", "帮扶手册")
            for name in ("家庭人口", "耕地面积(亩)", "林地面积(亩)")
        ),
        ColumnSpec("人均纯收入"),
    ),
)


def book(*rows, name="Sheet", merged=()):
    """Return an xlsx of these rows as an open file."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for where in merged:
        sheet.merge_cells(where)
    out = io.BytesIO()
    workbook.save(out)
    out.seek(0)
    return out


def refused(source, name="花名册.xlsx"):
    """Return the error of reading a file that must be refused."""
    with pytest.raises(UnreadableWorkbook) as caught:
        read_workbook(source, name)
    sentence = str(caught.value)
    assert name in sentence
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    return caught.value


class TestContainers:
    @pytest.mark.parametrize(
        "name", ["roster-small.xls", "roster-small-html.xls", "roster-small-gb18030.csv", "roster-clean.xlsx"]
    )
    def test_every_container_gives_the_same_header_and_people(self, name):
        table = find_tables(read_workbook(FIXTURES / name), PEOPLE)[0]
        first = [
            (
                record.row,
                cells.word(record["户编号"]),
                cells.name(record["姓名"]),
                cells.id_number(record["证件号码"]),
            )
            for record, _ in zip(table.records(), range(3), strict=False)
        ]
        assert first == [
            (4, "420000001639", "覃仁堂", "422827194611019758"),
            (5, "420000001639", "覃慧丽", "422827200405019923"),
            (6, "420000001640", "龚宗山", "422828196408139792"),
        ]

    def test_content_decides_not_the_name(self):
        data = (FIXTURES / "roster-clean.xlsx").read_bytes()
        assert read_workbook(io.BytesIO(data), "名单.csv").sheets[0].name == "户成员信息"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_csv_in_each_encoding(self, encoding):
        text = "户编号,姓名,证件号码\r\n420000001639\t,覃仁堂,422827194611019758\t\r\n"
        workbook = read_workbook(io.BytesIO(text.encode(encoding)), "名单.csv")
        assert workbook.sheets[0].rows[1] == ["420000001639\t", "覃仁堂", "422827194611019758\t"]
        assert workbook.sheets[0].name == "名单"

    def test_tab_separated_text(self):
        rows = read_workbook(io.BytesIO("户编号\t姓名\n1\t覃仁堂\n".encode("utf-16")), "a.txt").sheets[0].rows
        assert rows == [["户编号", "姓名"], ["1", "覃仁堂"]]

    def test_numbers_stay_numbers_and_text_stays_text(self):
        rows = read_workbook(book([1, "1", 2.5, None, dt.datetime(2017, 6, 30), True])).sheets[0].rows
        assert rows == [[1, "1", 2.5, None, dt.date(2017, 6, 30), True]]
        assert [type(value) for value in rows[0][:3]] == [int, str, float]

    def test_rows_are_those_seen_in_excel_below_blank_ones(self):
        workbook = openpyxl.Workbook()
        workbook.active["B5"] = "x"
        out = io.BytesIO()
        workbook.save(out)
        sheet = read_workbook(out.getvalue() and io.BytesIO(out.getvalue())).sheets[0]
        assert sheet.cell(5, 2) == "x"
        assert sheet.cell(1, 1) is None
        assert sheet.cell(9, 9) is None

    def test_merged_ranges_fill_every_cell(self):
        source = book(["户", "人"], ["一", "甲"], [None, "乙"], [None, "丙"], merged=["A2:A4"])
        sheet = read_workbook(source).sheets[0]
        assert sheet.merged == [(2, 1, 4, 1)]
        assert [row[0] for row in sheet.filled()] == ["户", "一", "一", "一"]
        assert [row[0] for row in sheet.rows] == ["户", "一", None, None]

    def test_html_spans_are_merged_ranges(self):
        html = (
            "<html><meta charset='gbk'><table><tr><th colspan=2>标题</th></tr>"
            "<tr><td rowspan=2>户&nbsp;1</td><td>甲<br>乙</td></tr><tr><td>丙</td></tr></table></html>"
        )
        sheet = read_workbook(io.BytesIO(html.encode("gbk")), "a.xls").sheets[0]
        assert sheet.rows == [["标题", None], ["户 1", "甲\n乙"], [None, "丙"]]
        assert sheet.filled()[2] == ["户 1", "丙"]

    def test_html_tables_of_two_widths_are_two_lists(self):
        wide, narrow = "<tr><td>1<td>2<td>3</tr>" * 4, "<tr><td rowspan=2>a<td>b</tr><tr><td>c</tr>" * 2
        page = f"<html><table><tr><td>标题</table><table>{wide}</table><table>{wide}</table><table>{narrow}</table>"
        first, second = read_workbook(io.BytesIO(page.encode()), "a.xls")
        assert (first.name, len(first.rows), first.rows[0][0]) == ("a", 9, "标题")
        assert (second.name, len(second.rows), second.filled()[1]) == ("a-2", 4, ["a", "c"])

    def test_formula_cells_are_known(self):
        sheet = read_workbook(book([1, 2, "=A1+B1"])).sheets[0]
        assert sheet.formulas == ["C1"]

    def test_column_letters(self):
        assert [column_letter(n) for n in (1, 26, 27, 42, 256)] == ["A", "Z", "AA", "AP", "IV"]


def ole_container(*streams):
    """Return the bytes of a compound file whose directory names these streams."""
    header = OLE_SIGNATURE + bytes(504)
    entries = b"".join(
        (name + "\0").encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", *streams)
    )
    return header + entries.ljust(1024, b"\0")


def zip_of(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return io.BytesIO(out.getvalue())


def test_dates_of_both_calendars_of_excel():
    for epoch in (CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904):
        workbook = openpyxl.Workbook()
        workbook.epoch = epoch
        workbook.active.append([dt.date(1975, 3, 12), dt.datetime(1904, 1, 2), dt.date(2017, 6, 30)])
        out = io.BytesIO()
        workbook.save(out)
        out.seek(0)
        row = read_workbook(out).sheets[0].rows[0]
        assert [cells.date(value) for value in row] == [
            dt.date(1975, 3, 12),
            dt.date(1904, 1, 2),
            dt.date(2017, 6, 30),
        ]


class TestRefusals:
    def test_empty_file(self):
        assert refused(io.BytesIO(b"")).code == "empty"

    def test_missing_file(self):
        assert refused(FIXTURES / "没有这个文件.xlsx").code == "not_found"

    @pytest.mark.parametrize(
        "content",
        [
            b"%PDF-1.7 nothing of a table",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            b"PK\x03\x04 cut off",
            OLE_SIGNATURE + bytes(600),
            b"<?xml version='1.0'?><Workbook/>",
            b"<html><body>no table</body></html>",
            bytes(range(256)) * 4,
        ],
    )
    def test_unreadable_file(self, content):
        assert refused(io.BytesIO(content)).code == "unreadable"

    def test_a_broken_xls(self):
        data = (FIXTURES / "roster-small.xls").read_bytes()
        assert refused(io.BytesIO(data[:9000])).code == "unreadable"

    def test_a_zip_that_is_no_workbook(self):
        assert refused(zip_of(word__document_xml="<w/>")).code == "unreadable"

    def test_encrypted_workbook(self):
        data = ole_container("EncryptionInfo", "EncryptedPackage")
        assert refused(io.BytesIO(data)).code == "encrypted"

    def test_workbook_with_macros(self):
        out = io.BytesIO(book(["a"]).getvalue())
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"macro")
        out.seek(0)
        assert refused(out).code == "macros"

    def test_entities(self):
        evil = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook>&a;</workbook>'
        assert refused(zip_of(xl__workbook_xml=evil)).code == "entities"

    def test_bomb(self, settings_of_limits):
        settings_of_limits(WORKBOOK_MAX_INFLATED_BYTES=1_000_000)
        source = zip_of(xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml="<x/>" * 400_000)
        assert refused(source).code == "bomb"

    def test_too_large_before_it_is_parsed(self, settings_of_limits):
        settings_of_limits(WORKBOOK_MAX_BYTES=1000)
        error = refused(FIXTURES / "roster-clean.xlsx")
        assert error.code == "too_large"
        assert refused(io.BytesIO(b"a" * 2000)).code == "too_large"

    def test_too_many_rows(self, settings_of_limits):
        settings_of_limits(WORKBOOK_MAX_ROWS=3)
        assert refused(book(["a"], ["b"], ["c"], ["d"])).code == "too_many_rows"
        assert refused(io.BytesIO(b"a\nb\nc\nd\n")).code == "too_many_rows"

    def test_a_cell_at_the_last_corner(self):
        workbook = openpyxl.Workbook()
        workbook.active["XFD1"] = "x"
        out = io.BytesIO()
        workbook.save(out)
        assert refused(io.BytesIO(out.getvalue())).code == "too_wide"
        workbook.active["XFD1"] = None
        workbook.active["A1048576"] = "x"
        out = io.BytesIO()
        workbook.save(out)
        assert refused(io.BytesIO(out.getvalue())).code == "too_many_rows"

    def test_wrong_template_names_the_missing_columns(self):
        workbook = read_workbook(book(["户编号", "户主", "电话"], ["1", "甲", "2"]), "名单.xlsx")
        with pytest.raises(UnreadableWorkbook) as caught:
            find_tables(workbook, PEOPLE)
        assert str(caught.value) == (
            "文件“名单.xlsx”不是“户成员信息”的模板，没有找到列：“姓名”、“证件号码”，请对照模板改好表头再上传。"
        )


@pytest.fixture
def settings_of_limits(settings):
    def set_limits(**limits):
        for name, value in limits.items():
            setattr(settings, name, value)

    return set_limits


class TestHeaders:
    def test_two_rows_with_groups(self):
        table = find_tables(read_workbook(FIXTURES / "roster-clean.xlsx"), FORMS)
        by_name = {found.sheet.name: found for found in table}
        found = by_name["户基本信息"]
        assert (found.header_row, found.first_row) == (4, 5)
        assert [found.columns[key].number for key in ("帮扶工作情况表/家庭人口", "帮扶手册/家庭人口")] == [
            7,
            10,
        ]
        assert found.written("帮扶手册/耕地面积(亩)") == "帮扶手册/耕地面积(亩)"
        assert found.columns["人均纯收入"].group == "2016年家庭收入(元)"

    def test_group_names_without_merged_cells(self):
        source = book(
            ["户编号", "帮扶手册", None, "人均纯收入"], [None, "家庭人口", "耕地面积(亩)", None], [1, 2, 3, 4]
        )
        table = find_table(read_workbook(source).sheets[0], FORMS)
        assert {key: column.number for key, column in table.columns.items()} == {
            "户编号": 1, "帮扶手册/家庭人口": 2, "帮扶手册/耕地面积(亩)": 3, "人均纯收入": 4,
        }  # fmt: skip

    @pytest.mark.parametrize(
        "written",
        ["耕地面积(亩)(帮扶手册)", "帮扶手册耕地面积(亩)", "耕地面积（亩）（帮扶手册）", "帮扶手册-耕地面积"],
    )
    def test_flat_header_with_its_group(self, written):
        layout = Layout("表", (ColumnSpec("耕地面积(亩)", group="帮扶手册", aliases=("耕地面积",)),))
        table = find_table(read_workbook(book([written], [3])).sheets[0], layout)
        assert list(table.columns) == ["帮扶手册/耕地面积(亩)"]

    def test_other_names_line_breaks_and_order(self):
        source = book(
            ["标题"],
            ["身份证\n号码 ", "户 号", "年务工时间（月）", "家庭成员姓名", "别的"],
            ["x", "1", 3, "甲", 0],
        )
        table = find_table(read_workbook(source).sheets[0], PEOPLE)
        record = next(table.records())
        assert (record["证件号码"], record["户编号"], record["务工时间(月)"], record["姓名"]) == (
            "x",
            "1",
            3,
            "甲",
        )
        assert record["人数"] is None
        assert record.row == 3
        assert [column.written for column in table.unknown] == ["别的"]

    def test_what_is_no_data_is_left_out(self):
        header = ["户编号", "姓名", "证件号码", "人数"]
        source = book(
            header, ["1", "甲", "x", 2], [None] * 4, [" ", None, "\u3000", None], header, ["2", "乙", "y", 1],
            ["合  计", None, None, 3], ["合计(人)", None, None, 3],
            ["填表人：", "审核人：", "填报日期：2017年6月30日"], ["注：数据为样例"],
        )  # fmt: skip
        table = find_table(read_workbook(source).sheets[0], PEOPLE)
        assert [record.row for record in table.records()] == [2, 6]
        assert [(r.row, r.is_total) for r in table.records(totals=True)] == [
            (2, False),
            (6, False),
            (7, True),
            (8, True),
        ]


def test_a_sheet_is_as_wide_as_it_is_wherever_the_stream_is_cut():
    """A window that begins or ends within a reference made every long roster look 256 columns wide."""
    sheet = b'<row r="7"><c r="A7" t="s"><v>1</v></c><c r="AP7"><v>2</v></c></row>' * 3
    for cut in range(1, len(sheet)):
        notes = PartNotes()
        notes.take(sheet[:cut], 0)
        tail = sheet[max(cut - 20, 0) : cut]
        notes.take(tail + sheet[cut:], len(tail))
        assert not notes.is_wide, sheet[:cut][-12:]


def test_other_names_that_end_in_r_make_no_sheet_wide():
    """What Excel writes around its rows made every long roster look 256 columns wide."""
    notes = PartNotes()
    notes.take(b'<worksheet xmlns:r="http://r"><row r="1"><c r="AA1"/></row><pageMargins header="0.3"/>', 0)
    assert (notes.is_wide, notes.last_row, notes.cells) == (False, 1, 1)
    notes.take(b'<row r="2"><c\tr="BA2"/></row><pageMargins footer="0.3"/>', 0)
    assert notes.is_wide
