"""The rectification ledger as offices keep it, compared with its answer key cell by cell."""

import csv
import datetime as dt
import json

import openpyxl
import pytest

from inspections.ledger.checks import check_ledger
from inspections.ledger.reading import read_ledger
from inspections.ledger.words import close_mark, deadline, month_of_column, percent, read_notes, write_notes
from povertyapp.core.workbooks import UnreadableWorkbook
from tests.data import FIXTURES

TODAY = dt.date(2026, 11, 22)
STARTED = dt.date(2017, 5, 23)
LEDGER = FIXTURES / "rectification-ledger-laifeng.xlsx"
KEY = json.loads((FIXTURES / "rectification-ledger-laifeng.key.json").read_text("utf-8"))
TEXTS = (
    "category",
    "problem",
    "cause",
    "measure",
    "goal",
    "deadline_text",
    "unit",
    "leader",
    "person",
    "evidence",
)


def as_key(row):
    shown = {name: getattr(row, name) or None for name in TEXTS}
    return shown | {
        "row": row.row,
        "problem_no": row.problem_no,
        "source": row.origin or None,
        "measure_no": row.measure_no,
        "deadline": row.deadline and row.deadline.isoformat(),
        "status": row.completion or None,
        "closed": row.closed,
        "close_date": row.close_date and row.close_date.isoformat(),
    }


@pytest.fixture(scope="module")
def ledger():
    (only,) = read_ledger(LEDGER, today=TODAY)
    return only


def test_every_row_equals_the_key(ledger):
    assert [as_key(row) for row in ledger.rows] == KEY["rows"]
    assert len({row.problem_no for row in ledger.rows}) == KEY["problems"] == 13
    assert sum(bool(row.measure) for row in ledger.rows) == KEY["measures"] == 24


def test_the_findings_are_those_of_the_key_and_no_others(ledger):
    places = ("code", "sheet", "row", "column", "message")
    found = [{name: getattr(item, name) for name in places} for item in check_ledger(ledger, STARTED)]
    order = lambda item: (item["row"], item["code"])  # noqa: E731
    assert sorted(found, key=order) == sorted(KEY["findings"], key=order)


def test_what_stands_around_the_rows_is_kept(ledger):
    assert ledger.title == "来凤县扶贫考核问题整改台账(样例)"
    assert ledger.basis == "来办发〔2017〕  号"
    assert ledger.dated == ledger.as_of == dt.date(2017, 7, 5)
    assert len(ledger.points) == 6
    assert ledger.points[2] == "“三留守”关爱服务体系建设不够"


def test_progress_of_each_month_is_kept_as_written(ledger):
    by_no = {
        row.measure_no: [(entry.of, entry.text, entry.percent) for entry in row.progress]
        for row in ledger.rows
    }
    assert by_no[1] == [("2017-05", "制定方案", None), ("2017-06", "0.45", 45)]
    assert by_no[2] == [("2017-05", "制定方案", None), ("2017-06", "约七成", None)]
    assert by_no[3] == [("2017-05", "制定方案", None), ("2017-06", "100%", 100)]
    assert by_no[8][1] == ("2017-06", "入住1398户5391人(虚构)", None)


def test_another_day_makes_another_account_of_what_is_overdue():
    (later,) = read_ledger(LEDGER, as_of=dt.date(2017, 11, 1), today=TODAY)
    overdue = [item.row for item in check_ledger(later, STARTED) if item.code == "LEDGER_OVERDUE"]
    assert overdue == [12, 13]
    (earlier,) = read_ledger(LEDGER, as_of=dt.date(2017, 6, 30), today=TODAY)
    assert not [item for item in check_ledger(earlier, STARTED) if item.code == "LEDGER_OVERDUE"]


@pytest.mark.parametrize(
    ("written", "day", "kind"),
    [
        ("2017年6月30日前", "2017-06-30", "date"),
        ("2017年6月30日之前", "2017-06-30", "date"),
        ("2017.10.30", "2017-10-30", "date"),
        ("2017-6-9", "2017-06-09", "date"),
        ("2017/6/9 前", "2017-06-09", "date"),
        ("２０１７年６月３０日前", "2017-06-30", "date"),
        ("二〇一七年六月三十日前", "2017-06-30", "date"),
        ("6月10日前", "2017-06-10", "date"),
        ("2017年6月底前", "2017-06-30", "date"),
        ("2017年底前", "2017-12-31", "date"),
        (dt.datetime(2017, 6, 30), "2017-06-30", "date"),
        (42916, "2017-06-30", "date"),
        ("2017年13月45日前", None, "words"),
        ("立行立改", None, "immediate"),
        ("长期坚持", None, "continuous"),
        ("持续推进", None, "continuous"),
        ("每月", None, "continuous"),
        ("从5月20日起", None, "words"),
        ("年度验收前", None, "words"),
        ("及时足额", None, "words"),
        ("", None, ""),
        (None, None, ""),
    ],
)
def test_a_deadline_is_a_day_when_it_names_one(written, day, kind):
    found, what = deadline(written, 2017)
    assert (found and found.isoformat(), str(what)) == (day, kind)


@pytest.mark.parametrize(
    ("mark", "closed"),
    [
        ("√", True),
        ("是", True),
        ("已销号", True),
        ("×", False),
        ("否", False),
        ("未销号", False),
        (None, False),
    ],
)
def test_close_marks(mark, closed):
    assert close_mark(mark) is closed


def test_a_month_without_year_is_the_last_one_before_the_ledger():
    assert month_of_column("5月进展", dt.date(2017, 7, 5)) == "2017-05"
    assert month_of_column("12月份进展情况", dt.date(2017, 7, 5)) == "2016-12"
    assert month_of_column("2016年3月整改进展", dt.date(2017, 7, 5)) == "2016-03"
    assert month_of_column("13月进展", dt.date(2017, 7, 5)) is None
    assert month_of_column("整改进展", dt.date(2017, 7, 5)) is None


def test_percent_is_understood_only_where_it_is_plain():
    shown = ["60%", "100%", "0.45", "约七成", "按月推进", "入住1398户", "1.5"]
    assert [percent(text) for text in shown] == [60, 100, 45, None, None, None, None]


def test_progress_survives_being_written_and_read():
    day = dt.date(2017, 7, 5)
    entries = read_notes("2017年5月:制定方案\n2017年6月10日:已入住12户\n余下在建\n", day)
    assert [(entry.of, entry.text) for entry in entries] == [
        ("2017-05", "制定方案"),
        ("2017-06-10", "已入住12户 余下在建"),
    ]
    assert read_notes(write_notes(entries), day) == entries
    assert [(entry.of, entry.text) for entry in read_notes("本月已整改", day)] == [
        ("2017-07-05", "本月已整改")
    ]


def sheet_of(tmp_path, rows, name="整改.xlsx"):
    wb = openpyxl.Workbook()
    for row in rows:
        wb.active.append(row)
    wb.save(tmp_path / name)
    return tmp_path / name


def test_columns_are_found_by_the_names_that_other_offices_use(tmp_path):
    path = sheet_of(
        tmp_path,
        [
            ["来凤县问题整改台账"],
            ["填报单位：来凤县农业局（盖章）", None, None, "填报时间：2017年8月1日"],
            [
                "序号",
                "存在的问题",
                "整改 期限",
                "责任主体",
                "具体措施",
                "直接责任人",
                "整改状态",
                "销号情况",
                "整改进展",
            ],
            [
                1,
                "合作社带动弱",
                "2017年7月31日前",
                "县农业局",
                "每社带动10户",
                "王某",
                "正在整改",
                "未销号",
                "已签约8户",
            ],
            [None, None, "立行立改", "县经管局", "核查台账", "李某", "完成", "是", None],
            [2, "档案不全", None, None, None, None, None, None, None],
        ],
    )
    (ledger,) = read_ledger(path, today=TODAY)
    assert ledger.unit == "来凤县农业局"
    assert ledger.as_of == dt.date(2017, 8, 1)
    assert [(row.problem_no, row.problem, row.measure_no, row.unit) for row in ledger.rows] == [
        (1, "合作社带动弱", 1, "县农业局"),
        (1, "合作社带动弱", 2, "县经管局"),
        (2, "档案不全", None, ""),
    ]
    assert ledger.rows[0].progress[0].of == "2017-08-01"
    codes = [(item.row, item.code, item.column) for item in check_ledger(ledger, None)]
    assert codes == [
        (4, "LEDGER_OVERDUE", "整改期限"),
        (5, "LEDGER_DEADLINE_NOT_DATE", "整改期限"),
        (6, "LEDGER_NO_MEASURE", "具体措施"),
    ]


def test_a_csv_that_lost_its_merges_gives_the_same_rows(tmp_path):
    source = openpyxl.load_workbook(LEDGER).worksheets[0]
    path = tmp_path / "台账.csv"
    with open(path, "w", newline="", encoding="gb18030") as out:
        for row in source.iter_rows(values_only=True):
            csv.writer(out).writerow(["" if v is None else v for v in row])
    (ledger,) = read_ledger(path, today=TODAY)
    assert [as_key(row) for row in ledger.rows] == KEY["rows"]


def test_repeated_problem_text_with_running_numbers_is_one_problem(tmp_path):
    path = sheet_of(
        tmp_path,
        [
            ["序号", "存在问题", "整改措施", "责任人"],
            [1, "甲问题", "措施一", "张某"],
            [2, "甲问题", "措施二", "李某"],
            [3, "乙问题", "措施三", "王某"],
        ],
    )
    (ledger,) = read_ledger(path, today=TODAY)
    assert [(row.problem_no, row.measure_no) for row in ledger.rows] == [(1, 1), (1, 2), (3, 3)]
    assert ledger.as_of == TODAY


def test_cells_that_cannot_be_understood_are_findings_with_their_place(tmp_path):
    path = sheet_of(
        tmp_path,
        [
            ["序号", "存在问题", "整改措施", "责任人", "是否销号", "销号时间"],
            ["甲", "问题", "措施", "张某", "也许", "上周"],
        ],
    )
    (ledger,) = read_ledger(path, today=TODAY)
    found = [(item.code, item.row, item.column, item.value) for item in check_ledger(ledger, None)]
    assert found == [
        ("NUMBER_INVALID", 2, "序号", "甲"),
        ("DICT_UNKNOWN", 2, "是否销号", "也许"),
        ("DATE_INVALID", 2, "销号时间", "上周"),
    ]


def test_a_file_that_is_no_ledger_gets_one_sentence(tmp_path):
    with pytest.raises(UnreadableWorkbook, match="整改台账"):
        read_ledger(FIXTURES / "visit-log-2017h1.xlsx", today=TODAY)
    with pytest.raises(UnreadableWorkbook, match="只有表头"):
        read_ledger(sheet_of(tmp_path, [["序号", "突出问题", "整改措施"]]), today=TODAY)
    with pytest.raises(UnreadableWorkbook):
        read_ledger(tmp_path / "没有.xlsx", today=TODAY)
