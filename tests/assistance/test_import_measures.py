"""`import_measures`: a register of measures, every fault told, nothing written twice."""

import datetime as dt
import json
from decimal import Decimal
from types import SimpleNamespace

import pytest

from assistance.choices import MeasureClass, MeasureKind
from assistance.models import AssistanceMeasure
from povertyapp.core.imports import IMPORTS, ImportRequest
from povertyapp.core.workbooks import read_workbook
from tests.assistance.factories import make_measure
from tests.commands import history_sizes, run
from tests.core.test_workbook_reading import ole_container
from tests.households.factories import area_tree, make_household
from tests.list_book import codes, write

pytestmark = pytest.mark.django_db
HEADER = ("序号", "户编号", "户主姓名", "措施名称", "开始日期", "结束日期", "金额(元)", "责任单位", "成效")
AS_OF = ("--as-of", "2017-06-30")


@pytest.fixture
def household():
    area_tree()
    return make_household(
        members=1, income=False, living=False, forms=False, household_no="420000009001", head_name="田仁山"
    )


def line(name="茶叶种植", since="2017-03-05", until=None, amount=None, unit="县农业局", effect="", **other):
    number, head = other.get("number", "420000009001"), other.get("head", "田仁山")
    return (1, number, head, name, since, until, amount, unit, effect)


def test_rows_become_measures_and_the_same_file_writes_nothing(household, tmp_path):
    path = write(
        tmp_path / "台账.xlsx",
        HEADER,
        line(amount="1,200.50", effect="已见效"),
        line("小额信贷", "2017年3月", "2018.3", 50000, "县财政局"),
        line("公益性岗位", 2017, "至今"),
    )
    code, counts, said = run("import_measures", path, *AS_OF)
    assert (code, said) == (0, "")
    assert (counts["measures_created"], counts["findings_total"], counts["written"]) == (3, 0, True)
    stored = {m.name: m for m in AssistanceMeasure.objects.all()}
    tea, credit, post = stored["茶叶种植"], stored["小额信贷"], stored["公益性岗位"]
    assert (tea.from_date, tea.to_date, tea.amount) == (dt.date(2017, 3, 5), None, Decimal("1200.50"))
    assert (tea.kind, tea.measure_class, tea.effect) == (MeasureKind.INDUSTRY, MeasureClass.INCOME, "已见效")
    assert (credit.from_date, credit.to_date) == (dt.date(2017, 3, 1), dt.date(2018, 3, 31))
    assert (post.from_date, post.to_date, post.area_id) == (dt.date(2017, 1, 1), None, household.area_id)
    before = history_sizes()
    code, counts, _said = run("import_measures", path, *AS_OF)
    assert (counts["measures_created"], counts["measures_updated"], counts["measures_unchanged"]) == (0, 0, 3)
    assert history_sizes() == before


def test_other_headers_a_unit_in_the_header_and_total_rows(household, tmp_path):
    header = ("户号", "帮扶项目", "实施时间", "投入金额(万元)", "措施类别", "村")
    path = write(
        tmp_path / "台账.xlsx",
        header,
        ("420000009001", "某种办法", "2017.5.1", 1.5, "技能培训", "某村"),
        ("合计", None, None, 1.5, None, None),
    )
    assert run("import_measures", path, *AS_OF)[1]["findings_total"] == 0
    measure = AssistanceMeasure.objects.get()
    assert (measure.amount, measure.kind) == (Decimal(15000), MeasureKind.TRAINING)


def test_a_roster_s_measure_gets_its_real_days_and_a_blank_says_nothing(household, tmp_path):
    known = make_measure(household, from_date=dt.date(2017, 1, 1), amount=800, responsible_unit="县农业局")
    path = write(tmp_path / "台账.xlsx", HEADER, line(since="2017-03-05", unit=""))
    counts = run("import_measures", path, *AS_OF)[1]
    assert (counts["measures_created"], counts["measures_updated"]) == (0, 1)
    known.refresh_from_db()
    assert (known.from_date, known.amount, known.responsible_unit) == (dt.date(2017, 3, 5), 800, "县农业局")
    # A later one of that name, after the first has ended, is another measure.
    AssistanceMeasure.objects.update(to_date=dt.date(2017, 4, 30))
    path = write(tmp_path / "二.xlsx", HEADER, line(since="2017-06-01"))
    assert run("import_measures", path, *AS_OF)[1]["measures_created"] == 1


def test_every_fault_has_its_row_and_column_and_nothing_is_written(household, tmp_path):
    path = write(
        tmp_path / "台账.xlsx",
        HEADER,
        line(number="420000009999"),
        line(head="田仁水"),
        line(since="2017-02-30"),
        line("山羊养殖", amount="三百"),
        line("生猪养殖", until="2016-01-01"),
        line("油茶种植", since="2001-01-01"),
        line(name=""),
        line("看不懂的办法"),
        line("藤茶种植", "2017-05-01"),
        line("藤茶种植", "2017-05-01"),
        line(number=""),
        line("蔬菜种植", effect="好" * 201),
        line("水果种植", amount=-5),
    )
    before = history_sizes()
    found = codes(path, tmp_path / "f.json", "import_measures", *AS_OF)
    assert found == [
        ("LIST_HOUSEHOLD_UNKNOWN", 3, "户编号"),
        ("LIST_HOUSEHOLD_OTHER", 4, "户主姓名"),
        ("DATE_INVALID", 5, "开始日期"),
        ("NUMBER_INVALID", 6, "金额(元)"),
        ("LIST_DATE_ORDER", 7, "结束日期"),
        ("LIST_BEFORE_REGISTERED", 8, "开始日期"),
        ("LIST_FIELD_MISSING", 9, "措施名称"),
        ("MEASURE_WORD_UNKNOWN", 10, "措施名称"),
        ("LIST_DUPLICATE", 12, "措施名称"),
        ("LIST_FIELD_MISSING", 13, "户编号"),
        ("LIST_TOO_LONG", 14, "成效"),
        ("NUMBER_INVALID", 15, "金额(元)"),
    ]
    code, counts, said = run("import_measures", path, *AS_OF)
    assert (code, counts["written"], counts["measures_created"]) == (1, False, 0)
    assert "11 处错误" in said
    assert history_sizes() == before
    code, counts, _said = run("import_measures", path, "--only-clean", *AS_OF)
    assert (code, counts["measures_created"], counts["rows_left_out"]) == (0, 2, 11)


def test_dry_run_counts_and_writes_nothing(household, tmp_path):
    path = write(tmp_path / "台账.xlsx", HEADER, line())
    before = history_sizes()
    code, counts, _said = run("import_measures", path, "--dry-run", *AS_OF)
    assert (code, counts["measures_created"], counts["written"]) == (0, 1, False)
    assert history_sizes() == before


@pytest.mark.parametrize("command", ["import_measures", "import_assignments"])
@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", ole_container("EncryptionInfo", "EncryptedPackage"), "甲,乙\n1,2\n".encode()],
    ids=["empty", "unreadable", "encrypted", "wrong"],
)
def test_a_file_that_cannot_be_taken_in_is_one_sentence(tmp_path, command, content):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    code, told, said = run(command, path)
    assert (code, told["written"], said.count("。"), "\n" in said) == (1, False, 1, False)


def test_no_rows_and_no_file(household, tmp_path):
    assert "没有数据行" in run("import_measures", write(tmp_path / "空.xlsx", HEADER))[2]
    assert run("import_measures", tmp_path / "没有.xlsx")[0] == 2


@pytest.mark.parametrize("code", ["measures", "assignments", "villages"])
def test_the_wizard_offers_it_and_runs_the_same(household, tmp_path, code):
    kind = IMPORTS[code]
    assert kind.verb == "households.import_roster"
    assert kind.layouts[0].required
    if code != "measures":
        return
    workbook = read_workbook(
        write(tmp_path / "台账.xlsx", HEADER, line(), line(amount="三百", name="山羊养殖"))
    )
    progress = SimpleNamespace(phase=lambda name, total: SimpleNamespace(advance=lambda rows=1: None))
    request = ImportRequest(
        by=None,
        workbook=workbook,
        county=household.area.parent.parent,
        progress=progress,
        as_of=dt.date(2017, 6, 30),
        only_clean=True,
    )
    outcome = kind.run(request)
    assert [found.code for found in outcome.findings] == ["NUMBER_INVALID"]
    assert (outcome.tallies[0].created, outcome.left_out, outcome.refused) == (1, 1, "")


MORE = (
    "户编号",
    "措施名称",
    "措施种类",
    "开始日期",
    "结束日期",
    "五个一批",
    "预计年增收",
    "成效",
    "签字日期",
    "签字人",
    "中止原因",
)


def more(name="低保", kind="", until=None, batch="", income=None, effect="", on=None, by="", stopped=""):
    return ("420000009001", name, kind, "2017-03-05", until, batch, income, effect, on, by, stopped)


def test_batch_income_signature_and_stop_come_with_the_register(household, tmp_path):
    path = write(
        tmp_path / "台账.xlsx",
        MORE,
        more("低保", income=4200, effect="按月领到", on="2017.5.2", by="田仁山"),
        more("慢病随访", kind="慢病签约"),
        more("养鸡", kind="产业扶持", until="2017-05-31", batch="生态补偿", stopped="鸡瘟"),
    )
    code, counts, _said = run("import_measures", path, *AS_OF)
    assert (code, counts["measures_created"]) == (0, 3)
    low, visits, hens = (AssistanceMeasure.objects.get(name=name) for name in ("低保", "慢病随访", "养鸡"))
    assert (low.kind, low.item, low.expected_income) == ("social_safety_net", "allowance", Decimal(4200))
    assert (low.signed_on, low.signed_by, low.effect) == (dt.date(2017, 5, 2), "田仁山", "按月领到")
    assert (visits.kind, visits.item, visits.batch) == ("medical", "chronic_contract", "")
    assert (hens.batch, hens.stop_reason, hens.to_date) == ("ecology", "鸡瘟", dt.date(2017, 5, 31))
    before = history_sizes()
    _code, counts, _said = run("import_measures", path, *AS_OF)
    assert counts["measures_unchanged"] == 3
    assert history_sizes() == before


def test_a_register_confirms_what_was_proposed_and_blank_cells_change_nothing(household, tmp_path):
    make_measure(household, "低保", MeasureKind.SOCIAL_SAFETY_NET, is_proposed=True, expected_income=4200)
    path = write(tmp_path / "台账.xlsx", MORE, more("低保"))
    _code, counts, _said = run("import_measures", path, *AS_OF)
    assert counts["measures_updated"] == 1
    low = AssistanceMeasure.objects.get()
    assert (low.is_proposed, low.expected_income) == (False, Decimal(4200))


def test_what_is_said_by_halves_is_told_at_its_cell(household, tmp_path):
    path = write(
        tmp_path / "台账.xlsx",
        MORE,
        more("低保", on="2017-05-02"),
        more("养鸡", stopped="鸡瘟"),
        more("养猪", batch="第六批", income="很多"),
    )
    code, counts, _said = run("import_measures", path, *AS_OF, "--findings", str(tmp_path / "found.json"))
    assert (code, counts["written"]) == (1, False)
    found = json.loads((tmp_path / "found.json").read_text("utf-8"))["findings"]
    assert sorted((one["row"], one["code"]) for one in found if one["severity"] == "error") == [
        (3, "LIST_FIELD_MISSING"),
        (3, "LIST_FIELD_MISSING"),
        (4, "LIST_FIELD_MISSING"),
        (5, "DICT_UNKNOWN"),
        (5, "NUMBER_INVALID"),
    ]
    assert not AssistanceMeasure.objects.exists()
