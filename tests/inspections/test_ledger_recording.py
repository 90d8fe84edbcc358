"""import_ledger and export_ledger on the real ledger: what is recorded, what comes back, what is refused."""

import datetime as dt
import json
import shutil
import subprocess
import time
import zipfile
from collections import Counter

import openpyxl
import pytest
from django.core.management import CommandError

from inspections.choices import MeasureStatus
from inspections.models import (
    LedgerItem,
    NoticePoint,
    NoticeSource,
    Problem,
    ProgressEntry,
    RectificationMeasure,
)
from povertyapp.core.models import ExportRecord
from tests.commands import counts_of
from tests.data import FIXTURES

LEDGER = FIXTURES / "rectification-ledger-laifeng.xlsx"
KEY = json.loads((FIXTURES / "rectification-ledger-laifeng.key.json").read_text("utf-8"))
NOTHING = {"problems_created": 0, "problems_updated": 0, "measures_created": 0, "measures_updated": 0}
AS_OF = "2017-07-05"


def export(path, *args):
    return counts_of("export_ledger", path, "--area", "422827", "--as-of", AS_OF, *args)


def edit(path, **cells):
    wb = openpyxl.load_workbook(path)
    for place, value in cells.items():
        wb["整改台账"][place] = value
    wb.save(path)


def stored(*names):
    return {m.number: tuple(getattr(m, n) for n in names) for m in RectificationMeasure.objects.all()}


@pytest.fixture
def recorded(places):
    return counts_of("import_ledger", LEDGER)


def test_the_counts_of_the_first_import(recorded):
    assert recorded == {
        "problems_created": 13,
        "problems_updated": 0,
        "problems_unchanged": 0,
        "measures_created": 24,
        "measures_updated": 0,
        "measures_unchanged": 0,
        "findings_total": len(KEY["findings"]),
    }


def test_every_record_equals_the_key(recorded):
    items = LedgerItem.objects.in_ledger_order().select_related("problem", "measure")
    rows = []
    for item in items:
        problem, measure = item.problem, item.measure
        row = dict.fromkeys(KEY["rows"][0]) | {
            "problem_no": problem.number,
            "category": problem.category,
            "problem": problem.text,
            "source": problem.origin,
            "cause": problem.cause_text,
        }
        if measure:
            row |= {
                "measure_no": measure.number,
                "measure": measure.text,
                "goal": measure.goal,
                "deadline_text": measure.deadline_text,
                "deadline": measure.deadline and measure.deadline.isoformat(),
                "unit": measure.responsible_unit,
                "leader": measure.leader_name,
                "person": measure.person_name or None,
                "status": measure.completion,
                "closed": measure.status == MeasureStatus.CLOSED,
                "close_date": measure.closed_on and measure.closed_on.isoformat(),
                "evidence": measure.evidence_text or None,
            }
        rows.append(row)
    assert rows == [row | {"row": None} for row in KEY["rows"]]


def test_what_stands_around_the_rows_is_recorded(recorded):
    source = NoticeSource.objects.get()
    assert (source.year, source.name, source.doc_no) == (2017, "扶贫考核", "来办发〔2017〕  号")
    assert NoticePoint.objects.count() == 6
    assert Problem.objects.get(number=3).no == "ZG-2017-003"
    assert Problem.objects.get(number=3).causes == ["coordination"]
    entries = ProgressEntry.objects.filter(measure__number=8)
    assert [(e.of, e.text) for e in entries] == [
        ("2017-05", "制定方案"),
        ("2017-06", "入住1398户5391人(虚构)"),
    ]
    assert RectificationMeasure.objects.get(number=1).percent == 45


def test_states_follow_from_the_words_of_the_paper(recorded):
    def states(day):
        return Counter(LedgerItem.objects.with_state(day).values_list("state", flat=True))

    assert states(dt.date(2017, 7, 5)) == {
        "not_started": 1, "in_progress": 15, "submitted": 2, "closed": 6, "overdue": 1,
    }  # fmt: skip
    earlier = states(dt.date(2017, 6, 30))
    assert (earlier["overdue"], earlier["in_progress"]) == (0, 16)


def test_the_findings_file(recorded, tmp_path):
    counts_of("import_ledger", LEDGER, "--findings", tmp_path / "f.json")
    content = json.loads((tmp_path / "f.json").read_text("utf-8"))
    assert (content["file"], content["as_of"]) == ("rectification-ledger-laifeng.xlsx", AS_OF)
    names = ("code", "sheet", "row", "column", "message")
    order = lambda item: (item["row"], item["code"])  # noqa: E731
    found = [{name: item[name] for name in names} for item in content["findings"]]
    assert sorted(found, key=order) == sorted(KEY["findings"], key=order)


def test_a_second_import_writes_nothing(recorded):
    history = RectificationMeasure.history.rel.related_model.objects.count()
    again = counts_of("import_ledger", LEDGER)
    assert again == NOTHING | {
        "problems_unchanged": 13,
        "measures_unchanged": 24,
        "findings_total": len(KEY["findings"]),
    }
    assert RectificationMeasure.history.rel.related_model.objects.count() == history


def test_a_corrected_paper_updates_only_what_changed(recorded, tmp_path):
    path = tmp_path / LEDGER.name
    wb = openpyxl.load_workbook(LEDGER)
    ws = wb["整改台账"]
    ws["L24"], ws["O12"], ws["P12"], ws["Q12"] = "田某", "已完成", "√", "2017.7.4"
    ws["N13"], ws["E6"] = "70%", "思想认识不深刻"
    wb.save(path)
    counts = counts_of("import_ledger", path)
    assert {name: counts[name] for name in NOTHING} == NOTHING | {
        "measures_updated": 3,
        "problems_updated": 1,
    }
    after = stored("person_name", "status", "closed_on", "percent")
    assert after[20][0] == "田某"
    assert after[8][1:3] == (MeasureStatus.CLOSED, dt.date(2017, 7, 4))
    assert after[9][3] == 70
    assert Problem.objects.get(number=3).causes == ["awareness"]
    event = RectificationMeasure.objects.get(number=20).history.order_by("-pgh_id").first()
    assert event.pgh_context.metadata["reason"].startswith("import_ledger")


def test_an_older_paper_does_not_overrule_what_is_known_since(recorded, tmp_path):
    path = tmp_path / LEDGER.name
    wb = openpyxl.load_workbook(LEDGER)
    wb["整改台账"]["G2"] = "更新日期：2017年6月5日"
    wb["整改台账"]["O6"], wb["整改台账"]["P6"] = "整改中", "×"
    wb.save(path)
    counts = counts_of("import_ledger", path)
    assert counts["measures_updated"] == 0
    assert stored("status")[3] == (MeasureStatus.CLOSED,)


@pytest.mark.task("T13")
@pytest.mark.parametrize(
    ("arguments", "rows"),
    [((), 25), (("--state", "已销号"), 6), (("--state", "in_progress"), 15), (("--state", "逾期"), 1)],
)
def test_importing_the_export_changes_nothing(recorded, tmp_path, arguments, rows):
    exported = export(tmp_path / "out.xlsx", *arguments)
    assert exported["rows"] == rows
    counts = counts_of("import_ledger", tmp_path / "out.xlsx")
    assert {name: counts[name] for name in NOTHING} == NOTHING
    assert counts["problems_unchanged"] > 0


def test_an_export_without_its_hidden_sheet_changes_nothing_either(recorded, tmp_path):
    export(tmp_path / "out.xlsx")
    wb = openpyxl.load_workbook(tmp_path / "out.xlsx")
    del wb["_meta"]
    wb.save(tmp_path / "bare.xlsx")
    counts = counts_of("import_ledger", tmp_path / "bare.xlsx")
    assert {name: counts[name] for name in NOTHING} == NOTHING
    assert (counts["problems_unchanged"], counts["measures_unchanged"]) == (13, 24)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_an_export_saved_again_by_libreoffice_changes_nothing(recorded, tmp_path):
    export(tmp_path / "out.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", str(tmp_path / "again"), str(tmp_path / "out.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    counts = counts_of("import_ledger", tmp_path / "again" / "out.xlsx")
    assert {name: counts[name] for name in NOTHING} == NOTHING
    assert (counts["problems_unchanged"], counts["measures_unchanged"]) == (13, 24)


@pytest.mark.task("T13")
def test_five_hundred_lines_leave_and_come_back_within_seconds(places, tmp_path):
    wb = openpyxl.Workbook()
    wb.active.append(["来凤县2017年度自查问题整改台账"])
    wb.active.append(["序号", "存在问题", "措施序号", "整改措施", "责任人", "6月进展"])
    for number in range(1, 501):
        problem = (number + 1) // 2
        wb.active.append([problem, f"问题{problem}", number, f"措施{number}" * 9, "某", f"{number % 100}%"])
    wb.save(tmp_path / "big.xlsx")
    assert counts_of("import_ledger", tmp_path / "big.xlsx")["measures_created"] == 500
    began = time.monotonic()
    assert export(tmp_path / "out.xlsx")["rows"] == 500
    assert time.monotonic() - began < 10
    began = time.monotonic()
    counts = counts_of("import_ledger", tmp_path / "out.xlsx")
    assert time.monotonic() - began < 10
    assert {name: counts[name] for name in NOTHING} == NOTHING


@pytest.mark.task("T13")
def test_the_counts_in_the_heading_equal_the_rows(recorded, tmp_path):
    export(tmp_path / "out.xlsx")
    ws = openpyxl.load_workbook(tmp_path / "out.xlsx")["整改台账"]
    assert ws["A1"].value == "来凤县2017年度扶贫考核问题整改台账"
    assert ws["A2"].value == "(截至2017年7月5日,共25条:已销号6、待验收2、整改中15、逾期1、未启动1)"
    assert ws["A30"].value == 25
    assert ws["A31"].value.startswith("填表人:")
    assert [ws.cell(row, 2).value for row in (6, 8, 13, 30)] == [
        "ZG-2017-001", "ZG-2017-003", "ZG-2017-004", "ZG-2017-013",
    ]  # fmt: skip
    assert ws["I14"].value == dt.datetime(2017, 6, 30)
    assert ws["I15"].value == dt.datetime(2017, 10, 30)
    assert ws["I6"].value == "年度验收前"


def test_each_export_leaves_a_record(recorded, tmp_path):
    exported = export(tmp_path / "out.xlsx", "--state", "已销号")
    record = ExportRecord.objects.get()
    assert record.number == exported["export_no"]
    assert (record.kind, record.row_count, record.made_by) == ("ledger", 6, None)
    assert record.filters == {"区域": "来凤县", "状态": "已销号"}
    assert record.columns[:3] == ["序号", "问题编号", "问题来源"]
    assert record.file_sha256 == exported["sha256"]
    note = openpyxl.load_workbook(tmp_path / "out.xlsx")["整改台账"]["A13"].value
    assert f"筛选条件:区域=来凤县、状态=已销号,导出编号 {record.number}。" in note


def test_a_corrected_export_changes_only_the_touched_cells(recorded, tmp_path):
    path = tmp_path / "out.xlsx"
    export(path)
    RectificationMeasure.objects.filter(number=1).update(person_name="新任")
    edit(
        path,
        K6="县审计局",
        N7="2017年5月:制定方案\n2017年6月:约七成\n2017年7月:已核对",
        I8=dt.date(2017, 9, 1),
    )
    counts = counts_of("import_ledger", path)
    assert counts["measures_updated"] == 3
    after = stored(
        "responsible_unit", "person_name", "deadline", "deadline_text", "completion", "evidence_text"
    )
    assert after[1][:2] == ("县审计局", "新任")
    assert after[3][2:4] == (dt.date(2017, 9, 1), "2017-09-01")
    assert after[12][5] == "会议纪要"
    texts = ProgressEntry.objects.filter(measure__number=2).values_list("text", flat=True)
    assert list(texts) == ["制定方案", "约七成", "已核对"]


def test_sorted_and_deleted_lines_still_meet_their_own_records(recorded, tmp_path):
    path = tmp_path / "out.xlsx"
    export(path)
    wb = openpyxl.load_workbook(path)
    ws = wb["整改台账"]
    ws.move_range("A8:P8", rows=40)
    ws.move_range("A9:P9", rows=-1)
    ws["A8"] = 3  # renumbered: the number now belongs to another line of the same problem
    ws["L8"] = "代理人"
    wb.save(path)
    counts = counts_of("import_ledger", path)
    assert counts["measures_updated"] == 1
    assert stored("person_name")[4] == ("代理人",)
    assert stored("person_name")[3] == ("田兰凤",)


def test_handing_in_needs_evidence_and_a_signature_and_so_the_system(recorded, tmp_path):
    path = tmp_path / "out.xlsx"
    export(path)
    edit(path, M6="待验收")
    with pytest.raises(CommandError, match="提交验收、退回和销号请在系统中办理"):
        counts_of("import_ledger", path)


def test_closing_in_the_workbook_is_refused_with_the_place(recorded, tmp_path):
    path = tmp_path / "out.xlsx"
    export(path)
    edit(path, M6="已销号", M7="退回", K6="县审计局")
    with pytest.raises(CommandError) as refused:
        counts_of("import_ledger", path)
    assert refused.value.returncode == 1
    assert "第 6 行“状态”：填的是“已销号”" in str(refused.value)
    assert "第 7 行“状态”：填的是“退回”" in str(refused.value)
    assert stored("responsible_unit")[1] == ("县扶贫办",)


def test_an_export_can_be_taken_into_an_empty_county(recorded, tmp_path):
    export(tmp_path / "out.xlsx")
    for model in (RectificationMeasure, Problem, NoticeSource):
        model.objects.all().delete()
    counts = counts_of("import_ledger", tmp_path / "out.xlsx")
    assert (counts["problems_created"], counts["measures_created"]) == (13, 24)
    assert Problem.objects.get(no="ZG-2017-004").measures.count() == 0
    assert NoticeSource.objects.get().name == "扶贫考核"
    again = counts_of("import_ledger", tmp_path / "out.xlsx")
    assert {name: again[name] for name in NOTHING} == NOTHING


def test_a_second_batch_gets_numbers_of_its_own(recorded, tmp_path):
    wb = openpyxl.Workbook()
    for row in (["来凤县2017年审计问题整改台账"], ["序号", "存在问题", "整改措施"], [1, "账实不符", "清理"]):
        wb.active.append(row)
    wb.save(tmp_path / "b.xlsx")
    assert counts_of("import_ledger", tmp_path / "b.xlsx")["problems_created"] == 1
    problem = Problem.objects.get(source__name="审计")
    assert (problem.no, problem.number) == ("ZG-2017-014", 1)


def test_texts_too_long_are_named_and_nothing_is_written(places, tmp_path):
    wb = openpyxl.Workbook()
    for row in (["来凤县整改台账"], ["序号", "存在问题", "整改措施", "责任人"], [1, "甲", "乙", "长" * 300]):
        wb.active.append(row)
    wb.save(tmp_path / "long.xlsx")
    with pytest.raises(CommandError, match="第 3 行“责任人”.*不超过 200 个字"):
        counts_of("import_ledger", tmp_path / "long.xlsx")
    assert not Problem.objects.exists()


def broken_files(folder):
    (folder / "空.xlsx").write_bytes(b"")
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 not really")
    with zipfile.ZipFile(folder / "别.xlsx", "w") as archive:
        archive.writestr("a.txt", "no workbook")
    openpyxl.Workbook().save(folder / "白.xlsx")
    header_only = openpyxl.Workbook()
    header_only.active.append(["序号", "突出问题", "整改措施"])
    header_only.save(folder / "只有表头.xlsx")
    # the beginning of an OLE container with the stream of an encrypted package
    (folder / "加密.xlsx").write_bytes(
        bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")
    )
    return sorted(folder.glob("*.xlsx"))


def test_files_that_cannot_be_taken_in_get_one_sentence(places, tmp_path):
    for path in (*broken_files(tmp_path), FIXTURES / "visit-log-2017h1.xlsx"):
        with pytest.raises(CommandError) as refused:
            counts_of("import_ledger", path)
        assert refused.value.returncode == 1, path
        sentence = str(refused.value)
        assert path.name in sentence
        assert sentence.count("。") == 1
        assert "\n" not in sentence
    assert not Problem.objects.exists()
    assert not NoticeSource.objects.exists()


def test_a_ledger_of_no_known_county_is_refused(places, tmp_path):
    wb = openpyxl.Workbook()
    for row in (["整改台账"], ["序号", "存在问题", "整改措施"], [1, "甲", "乙"]):
        wb.active.append(row)
    wb.save(tmp_path / "谁的.xlsx")
    with pytest.raises(CommandError, match="没有写明是哪个县"):
        counts_of("import_ledger", tmp_path / "谁的.xlsx")
    assert counts_of("import_ledger", tmp_path / "谁的.xlsx", "--county", "422827")["problems_created"] == 1


def test_an_export_of_an_unknown_area_or_state_is_wrong_usage(recorded, tmp_path):
    for arguments in (("--area", "99"), ("--area", "422827", "--state", "飞")):
        with pytest.raises(CommandError) as refused:
            counts_of("export_ledger", tmp_path / "x.xlsx", *arguments)
        assert refused.value.returncode == 2
    assert not (tmp_path / "x.xlsx").exists()


def test_an_empty_export_says_so_and_is_refused_when_it_comes_back(recorded, tmp_path):
    assert export(tmp_path / "out.xlsx", "--state", "退回")["rows"] == 0
    ws = openpyxl.load_workbook(tmp_path / "out.xlsx")["整改台账"]
    assert ws["A6"].value == "本条件下无问题"
    with pytest.raises(CommandError, match="没有数据行"):
        counts_of("import_ledger", tmp_path / "out.xlsx")
