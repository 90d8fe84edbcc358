"""import_funds on the ledger with an answer key: amounts, sums, ratios, findings, what is booked and what is not."""

import datetime as dt
import json
from decimal import Decimal

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Sum

from funds.choices.projects import IN_LIBRARY, Stage
from funds.importing.fund_ledger import read_fund_ledger
from funds.models import Allotment, FundEntry, FundLine, Payment, Project, ProjectStatement
from tests.commands import counts_of
from tests.data import DIVISIONS, FIXTURES

LEDGER = FIXTURES / "fund-ledger-2017.xlsx"
KEY = json.loads((FIXTURES / "fund-ledger-2017.key.json").read_text("utf-8"))
NAMES = {"allocated", "integrated", "disbursed", "paid"}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def imported(laifeng, tmp_path_factory):
    """The ledger taken in twice: the counts of both times, and the findings."""
    out = tmp_path_factory.mktemp("funds") / "findings.json"
    first = counts_of("import_funds", LEDGER, "--findings", out)
    second = counts_of("import_funds", LEDGER)
    return first, second, json.loads(out.read_text("utf-8"))


@pytest.fixture(scope="module")
def laifeng(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_divisions", DIVISIONS / "laifeng.csv", verbosity=0)
        yield
        transaction.set_rollback(True)


def test_amounts_are_those_of_the_key():
    ledger = read_fund_ledger(LEDGER)
    read = [
        {key: row.amounts[key] and row.amounts[key].yuan for key in NAMES}
        | {"row": row.record.row, "name": row.name, "level": row.level_word, "date": str(row.arrived_on)}
        for row in ledger.sources
    ]
    key = [
        {name: row[f"{name}_yuan"] for name in NAMES} | {n: row[n] for n in ("row", "name", "level", "date")}
        for row in KEY["source_rows"]
    ]
    assert read == key
    assert str(ledger.dated) == KEY["as_of"]


def test_projects_are_those_of_the_key():
    read = [
        {
            "row": row.record.row, "no": row.number, "amount_yuan": row.amount.yuan, "paid_yuan": row.paid.yuan,
            "source": row.source, "start": row.started_on and str(row.started_on), "status": row.state,
            "accept": row.accepted_on and str(row.accepted_on),
        }
        for row in read_fund_ledger(LEDGER).projects
    ]  # fmt: skip
    assert read == [{name: value for name, value in row.items() if name != "unit"} for row in KEY["projects"]]


def test_sums_levels_and_ratios_are_those_of_the_key(imported):
    first, _second, _findings = imported
    assert first["sources"] == len(KEY["source_rows"])
    assert first["projects"] == len(KEY["projects"])
    assert {name: first[name] for name in ("totals_yuan", "by_level_yuan", "integration")} == {
        name: KEY[name] for name in ("totals_yuan", "by_level_yuan", "integration")
    }


def test_findings_are_those_of_the_key(imported):
    def place(item):
        return tuple(item[name] for name in ("code", "sheet", "row", "column", "message"))

    found = {place(item): item for item in imported[2]["findings"]}
    assert sorted(found) == sorted(place(item) for item in KEY["findings"])
    assert len(imported[2]["findings"]) == len(KEY["findings"])
    for item in KEY["findings"]:
        mine = found[place(item)]
        assert mine["value"] == item["value"] if item["value"] is not None else mine["value"]
        assert item["expected"] in (None, mine["expected"])


def test_a_second_import_writes_nothing(imported):
    first, second, _findings = imported
    assert (first["lines_created"], first["projects_created"], first["projects_left_out"]) == (16, 60, 1)
    nothing = ("lines_created", "lines_updated", "projects_created", "projects_updated")
    assert {
        name: second[name] for name in (*nothing, "allotments_created", "payments_created")
    } == dict.fromkeys((*nothing, "allotments_created", "payments_created"), 0)
    assert (second["lines_unchanged"], second["projects_unchanged"]) == (16, 60)


def test_booked_is_as_far_as_the_money_goes(imported):
    lines = {line.name: line for line in FundLine.objects.with_money().select_related("statement")}
    tobacco = lines["州级现代烟草农业配套"]
    assert (tobacco.arrived, tobacco.integrated) == (1_450_000, 1_450_000)
    assert tobacco.statement.integrated == 1_700_000  # the paper stays as it is
    tourism = lines["旅游发展专项资金"]
    assert (tourism.integrated, tourism.allotted, tourism.unallotted) == (300_000, 300_000, 0)
    assert lines["现代农业生产发展资金"].statement.paid is None
    over = Project.objects.get(number="LF2017-0001")
    assert Payment.objects.filter(allotment__project=over).aggregate(s=Sum("amount"))["s"] == Decimal(
        "485000"
    )
    for line in lines.values():
        assert line.arrived == line.statement.allocated


def test_outside_the_library_is_recorded_and_gets_nothing(imported):
    outside = Project.objects.get(number="LF2017-0005")
    assert (outside.stage, outside.in_library_on, outside.approved_amount) == (Stage.APPLIED, None, None)
    assert outside.statement.in_library is False
    assert not Allotment.objects.filter(project=outside).exists()
    assert not Allotment.objects.exclude(project__stage__in=IN_LIBRARY).exists()
    unknown = Project.objects.get(number="LF2017-0023")
    assert (unknown.statement.line, unknown.statement.source) == (None, "以工代赈示范资金")
    nowhere = Project.objects.get(number="LF2017-0042")
    assert nowhere.area.name == "旧司镇"
    assert nowhere.statement.village == "老鹰咀村"


def test_every_movement_names_its_ledger_and_no_entry_is_out_of_balance(imported):
    assert set(FundEntry.objects.exclude(kind="arrival").values_list("document_no", flat=True)) == {
        "资金整合台账 2017-06-30"
    }
    sums = FundEntry.objects.annotate(sum=Sum("postings__amount")).values_list("sum", flat=True)
    assert set(sums) == {Decimal(0)}
    assert ProjectStatement.objects.count() == 60


def edited(tmp_path, **cells):
    wb = openpyxl.load_workbook(LEDGER)
    for place, value in cells.items():
        sheet, cell = ("到项目安排", place[1:]) if place.startswith("p") else ("资金整合台账", place)
        wb[sheet][cell] = value
    path = tmp_path / "edited.xlsx"
    wb.save(path)
    return path


def test_a_later_ledger_books_what_it_says_more_and_never_less(imported, tmp_path):
    later = edited(tmp_path, F4=3900, H6=500, G9=500, pH5=30, pJ7=60000)
    counts = counts_of("import_funds", later)
    # three lines say other amounts; of two projects one less, one more
    assert (counts["lines_updated"], counts["projects_updated"]) == (3, 2)
    assert (counts["allotments_created"], counts["payments_created"]) == (0, 1)
    line = FundLine.objects.with_money().get(name="中央财政专项扶贫资金(发展资金)")
    assert (line.arrived, line.statement.allocated) == (39_000_000, 39_000_000)
    less = FundLine.objects.with_money().get(name="农业综合开发补助资金")
    assert (less.integrated, less.statement.integrated) == (5_600_000, 5_000_000)


DIRTY = {
    "B4": ("中间级", "DICT_UNKNOWN", "级次"),
    "C5": (None, "LIST_FIELD_MISSING", "资金名称"),
    "E6": ("半量", "DICT_UNKNOWN", "资金性质"),
    "F7": ("约七百", "AMOUNT_INVALID", "下达金额"),
    "G8": (None, "LIST_FIELD_MISSING", "纳入整合金额"),
    "K9": ("2017.2.30", "DATE_INVALID", "下达日期"),
    "K10": (dt.datetime(2999, 1, 1), "LIST_DATE_FUTURE", "下达日期"),
    "pB4": (None, "LIST_FIELD_MISSING", "项目编号"),
    "pD5": ("其它类", "DICT_UNKNOWN", "项目类别"),
    "pH6": (-3, "AMOUNT_INVALID", "安排金额"),
    "pI7": ("块", "DICT_UNKNOWN", "单位"),
    "pL7": ("去年", "DATE_INVALID", "开工日期"),
    "pK8": ("大概", "DICT_UNKNOWN", "入库情况"),
    "pO9": ("停着", "DICT_UNKNOWN", "项目状态"),
}


def test_a_dirty_file_tells_all_at_once_and_writes_nothing(imported, tmp_path):
    path, out = (
        edited(tmp_path, **{cell: value for cell, (value, *_more) in DIRTY.items()}),
        tmp_path / "f.json",
    )
    before = FundEntry.objects.count(), Project.objects.count()
    with pytest.raises(CommandError) as refused:
        counts_of("import_funds", path, "--findings", out)
    assert refused.value.returncode == 1
    found = json.loads(out.read_text("utf-8"))["findings"]
    told = {(item["sheet"], item["column"], item["row"]): item for item in found}
    for cell, (_value, code, column) in DIRTY.items():
        sheet = "到项目安排" if cell.startswith("p") else "资金整合台账"
        item = told[sheet, column, int("".join(filter(str.isdigit, cell)))]
        assert item["code"] == code
        assert code == "LIST_FIELD_MISSING" or (item["value"] is not None and item["expected"])
    assert (FundEntry.objects.count(), Project.objects.count()) == before
