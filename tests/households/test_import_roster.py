"""`import_roster`: every cell stored as it should be, once; all errors told, nothing half-written."""

import datetime as dt
import json

import openpyxl
import pytest

from assistance.models import AssistanceMeasure, Helper, HelperAssignment, HelpingUnit
from households.choices import DatePrecision
from households.models import Household, HouseholdMember, LivingCondition
from tests import commands
from tests.data import FIXTURES
from tests.households.roster_key import score
from tests.households.stored_roster import (
    comparable,
    expected,
    form_cells,
    household_cells,
    member_cells,
    year,
)

pytestmark = pytest.mark.django_db
ZERO = {"households_created": 0, "households_updated": 0, "members_created": 0, "members_updated": 0}


def run(path, *options):
    return commands.run("import_roster", path, *options)


def fingerprint():
    """Return every row of ours and how much history there is."""
    models = [
        Household,
        HouseholdMember,
        HelperAssignment,
        AssistanceMeasure,
        Helper,
        HelpingUnit,
        LivingCondition,
    ]
    rows = [list(model.objects.order_by("pk").values_list()) for model in models]
    return rows, commands.history_sizes()


class TestCleanRoster:
    def test_every_cell_of_both_sheets(self, laifeng):
        code, counts, _said = run(FIXTURES / "roster-clean.xlsx")
        assert code == 0
        assert (counts["households_created"], counts["members_created"]) == (300, 998)
        assert (counts["findings_total"], counts["findings_by_code"], counts["written"]) == (0, {}, True)
        assert counts["assignments_from"] == "2017-01-01"
        assert counts["notes"] == ["花名册没有结对日期，新的结对从 2017-01-01 起算。"]
        stored = {h.household_no: h for h in Household.objects.select_related("area__parent")}
        of_household = {no: household_cells(household) for no, household in stored.items()}
        people = {member.person_no: member for member in HouseholdMember.objects.select_related("household")}
        wanted = expected("members")
        assert len(people) == len(wanted) == 998
        for row in wanted:
            member = people[row["人编号"]]
            cells = of_household[member.household.household_no] | member_cells(member)
            # The place in the file; the village's short name, which its code stands for.
            assert row.keys() - cells.keys() == {"row", "行政村"}
            assert comparable(cells) == comparable({key: row[key] for key in cells})
        wanted = expected("households")
        assert len(stored) == len(wanted) == 300
        for row in wanted:
            cells = form_cells(stored[row["户编号"]])
            assert row.keys() - cells.keys() == {"row", "行政村"}
            assert comparable(cells) == comparable({key: row[key] for key in cells})

    def test_a_second_import_writes_nothing(self, laifeng):
        run(FIXTURES / "roster-clean.xlsx")
        before = fingerprint()
        for name in ("roster-clean.xlsx", "roster-clean-merged.xlsx"):
            code, counts, _said = run(FIXTURES / name)
            assert code == 0
            assert counts | ZERO == counts
            assert (counts["assignments_opened"], counts["measures_created"]) == (0, 0)
            assert counts["households_unchanged"] == 300
        assert fingerprint() == before

    def test_what_hangs_on_an_assignment(self, laifeng):
        run(FIXTURES / "roster-clean.xlsx")
        assert (HelpingUnit.objects.count(), Helper.objects.count()) == (15, 100)
        assert set(HelperAssignment.objects.values_list("from_date", "to_date")) == {
            (dt.date(2017, 1, 1), None)
        }
        household = Household.objects.get(household_no="420000001639")
        assert household.helper_name == "彭永山"
        assert Helper.objects.get(name="彭永山").unit.area_id == "422827"
        kinds = dict(AssistanceMeasure.objects.values_list("name", "measure_class"))
        assert kinds["油茶种植"] == kinds["公益性岗位"] == kinds["务工就业"] == kinds["小额信贷"] == "income"
        assert (
            kinds["资产收益分红"]
            == kinds["光伏分红"]
            == kinds["低保兜底"]
            == kinds["五保供养"]
            == "safety_net"
        )
        assert not AssistanceMeasure.objects.filter(kind="other").exists()

    def test_personal_columns_are_sealed(self, laifeng):
        run(FIXTURES / "roster-small.xls")
        text = str(list(Household.objects.values_list("phone", "bank_account")))
        text += str(list(HouseholdMember.objects.values_list("id_number", flat=True)))
        assert "15405198797" not in text
        assert "422827194611019758" not in text

    def test_dry_run_counts_and_writes_nothing(self, laifeng):
        before = fingerprint()
        code, counts, _said = run(FIXTURES / "roster-clean.xlsx", "--dry-run")
        assert (code, counts["households_created"], counts["written"]) == (0, 300, False)
        assert fingerprint() == before


@pytest.mark.parametrize("name", ["roster-small.xls", "roster-small-html.xls", "roster-small-gb18030.csv"])
def test_other_containers_give_the_same_rows(laifeng, name):
    code, counts, said = run(FIXTURES / name, "--as-of", "2017-06-30")
    assert (code, said) == (0, "")
    assert (counts["households_created"], counts["members_created"]) == (20, 66)
    assert counts["notes"][0] == "没有“户基本信息”表，收入、表册数据和人均纯收入没有导入。"
    wanted = {row["人编号"]: row for row in expected("members")}
    for member in HouseholdMember.objects.select_related("household__area__parent"):
        row, household = wanted[member.person_no], member.household
        cells = member_cells(member)
        assert comparable(cells) == comparable({key: row[key] for key in cells})
        assert (household.household_no, household.head_name, str(household.size), household.area_id) == (
            row["户编号"],
            row["户主姓名"],
            row["人数"],
            row["village_code"],
        )
        assert (household.phone, household.bank_account) == (row["联系电话"], row["银行账号"])
        assert (year(household.registered_on), year(household.exited_on)) == (
            row["识别年度"],
            row["脱贫年度"],
        )


def test_part_of_a_roster_leaves_the_rest_alone(laifeng):
    run(FIXTURES / "roster-clean.xlsx")
    before = fingerprint()
    code, counts, _said = run(FIXTURES / "roster-small.xls", "--as-of", "2017-06-30")
    assert (code, counts["households_unchanged"]) == (0, 20)
    assert counts | ZERO == counts
    assert fingerprint() == before


class TestDirtyRoster:
    def test_findings_equal_the_key(self, laifeng, tmp_path):
        before = fingerprint()
        out = tmp_path / "findings.json"
        code, counts, said = run(FIXTURES / "roster-dirty-dev.xlsx", "--findings", out)
        report = json.loads(out.read_text("utf-8"))
        assert (report["file"], report["as_of"]) == ("roster-dirty-dev.xlsx", "2017-06-30")
        missed, false = score(report["findings"])
        assert missed == []
        assert false == []
        assert counts["findings_total"] == len(report["findings"]) == 142
        assert list(report["findings"][0]) == [
            "code", "severity", "scope", "sheet", "row", "column",
            "household_no", "person_no", "value", "expected", "message",
        ]  # fmt: skip
        assert (code, counts["written"]) == (1, False)
        assert "没有写入" in said
        assert fingerprint() == before

    def test_only_clean_leaves_out_every_household_with_an_error(self, laifeng, tmp_path):
        out = tmp_path / "findings.json"
        code, counts, _said = run(FIXTURES / "roster-dirty-dev.xlsx", "--only-clean", "--findings", out)
        faulty = {
            one["household_no"]
            for one in json.loads(out.read_text("utf-8"))["findings"]
            if one["severity"] == "error"
        }
        assert (code, counts["written"]) == (0, True)
        assert counts["households_created"] + counts["households_left_out"] == 358
        stored = set(Household.objects.values_list("household_no", flat=True))
        assert len(stored) == counts["households_created"] > 200
        assert not stored & faulty

    def test_error_workbook_marks_the_cells_and_can_be_imported(self, laifeng, tmp_path):
        out = tmp_path / "errors.xlsx"
        run(FIXTURES / "roster-dirty-dev.xlsx", "--error-workbook", out)
        book = openpyxl.load_workbook(out)
        sheet = book["户成员信息"]
        assert "出生日期：" in sheet["A10"].value
        assert sheet["L10"].comment.text.startswith("出生日期：")
        assert sheet["L10"].fill.start_color.rgb.endswith("FFC7CE")
        assert "应为 2009-01-17" in sheet["A10"].value
        assert isinstance(sheet["M821"].value, int | float)  # an ID that came as a number still is one
        forms = book["户基本信息"]
        assert forms["L67"].comment.text.startswith("帮扶手册/耕地面积(亩)：")
        assert "B1:AQ1" in map(str, sheet.merged_cells.ranges)
        again = tmp_path / "again.json"
        run(out, "--findings", again)
        first = tmp_path / "first.json"
        run(FIXTURES / "roster-dirty-dev.xlsx", "--findings", first)
        found, wanted = (json.loads(path.read_text("utf-8"))["findings"] for path in (again, first))
        assert [(one["code"], one["row"]) for one in found] == [(one["code"], one["row"]) for one in wanted]


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """The first ten households of the clean roster, both sheets."""
    book = openpyxl.load_workbook(FIXTURES / "roster-clean.xlsx")
    book["户成员信息"].delete_rows(34, 2000)
    book["户基本信息"].delete_rows(15, 2000)
    path = tmp_path_factory.mktemp("few") / "花名册.xlsx"
    book.save(path)
    return path


@pytest.fixture
def edited(few, tmp_path):
    """Return a copy of the few households with some cells changed by `change(workbook)`."""

    def copy(change):
        book = openpyxl.load_workbook(few)
        change(book)
        path = tmp_path / "改过的花名册.xlsx"
        book.save(path)
        return path

    return copy


def set_member_cells(column, value, rows):
    def change(book):
        for row in rows:
            book["户成员信息"][f"{column}{row}"] = value

    return change


class TestChanges:
    def test_one_changed_cell_writes_one_row_and_one_history_row(self, laifeng, few, edited):
        run(few)
        before = fingerprint()[1]
        path = edited(set_member_cells("AJ", "15400000001", (4, 5)))
        code, counts, _said = run(path)
        assert (code, counts["households_updated"], counts["members_updated"]) == (0, 1, 0)
        after = fingerprint()[1]
        assert {name: after[name] - count for name, count in before.items() if after[name] != count} == {
            "households.HouseholdEvent": 1
        }
        household = Household.objects.get(household_no="420000001639")
        assert household.phone == "15400000001"
        event = household.history.order_by("-pgh_id").first()
        assert "改过的花名册.xlsx" in event.pgh_context.metadata["reason"]

    def test_another_helper_takes_over_on_the_day_of_the_roster(self, laifeng, few, edited):
        run(few)

        def change(book):
            set_member_cells("AM", "田志江", (4, 5))(book)
            set_member_cells("AN", "来凤县人力资源和社会保障局", (4, 5))(book)

        code, counts, _said = run(edited(change))
        assert (code, counts["assignments_changed"], counts["helpers_created"]) == (0, 1, 0)
        household = Household.objects.get(household_no="420000001639")
        assert list(household.assignments.values_list("helper__name", "from_date", "to_date")) == [
            ("彭永山", dt.date(2017, 1, 1), dt.date(2017, 6, 29)),
            ("田志江", dt.date(2017, 6, 30), None),
        ]
        assert household.helper_name == "田志江"

    def test_an_older_roster_does_not_undo_a_later_assignment(self, laifeng, few):
        run(few)
        household = Household.objects.get(household_no="420000001639")
        own = household.assignments.get()
        HelperAssignment.objects.filter(pk=own.pk).update(to_date=dt.date(2017, 8, 31))
        later = Helper.objects.exclude(pk=own.helper_id).first()
        HelperAssignment.objects.create(household=household, helper=later, from_date=dt.date(2017, 9, 1))
        before = list(household.assignments.values_list())
        run(few)
        assert list(household.assignments.values_list()) == before

    def test_a_known_day_is_not_blurred_to_its_year(self, laifeng, few):
        run(few)
        Household.objects.filter(household_no="420000001639").update(
            registered_on=dt.date(2015, 11, 20), registered_precision=DatePrecision.DAY
        )
        _code, counts, _said = run(few)
        household = Household.objects.get(household_no="420000001639")
        assert (household.registered_on, counts["households_updated"]) == (dt.date(2015, 11, 20), 0)

    def test_a_household_that_moved_takes_its_rows_along(self, laifeng, few, edited):
        run(few)

        def change(book):
            for row in (4, 5):
                book["户成员信息"][f"B{row}"] = "绿水镇"
                book["户成员信息"][f"C{row}"] = "周家湾村"
            book["户基本信息"]["B5"], book["户基本信息"]["C5"] = "绿水镇", "周家湾村"

        code, counts, _said = run(edited(change))
        assert (code, counts["households_updated"]) == (0, 1)
        household = Household.objects.get(household_no="420000001639")
        assert household.area.name.startswith("周家湾")
        places = {household.area_id}
        for rows in (household.members, household.incomes, household.living, household.form_figures):
            assert set(rows.values_list("area_id", flat=True)) == places
        assert set(household.assignments.values_list("area_id", flat=True)) == places
        assert set(household.measures.values_list("area_id", flat=True)) == places

    def test_a_person_stored_elsewhere_is_told(self, laifeng, few, edited):
        run(few)

        def change(book):
            sheet = book["户成员信息"]
            sheet.delete_rows(6, 100)
            for row in (4, 5):
                sheet[f"E{row}"] = "429999000001"
                sheet[f"F{row}"] = f"42999900000{row}"
            del book["户基本信息"]

        code, counts, said = run(edited(change))
        assert (code, counts["findings_by_code"]) == (1, {"ID_DUP_CROSS": 2})
        assert not Household.objects.filter(household_no="429999000001").exists()
        assert "2 处错误" in said

    def test_a_number_stored_under_another_name_is_left_to_the_data_checks(self, laifeng, few, edited):
        run(few)

        def change(book):
            sheet = book["户成员信息"]
            sheet.delete_rows(6, 100)
            for row in (4, 5):
                sheet[f"E{row}"] = "429999000001"
                sheet[f"F{row}"] = f"42999900000{row}"
                sheet[f"I{row}"] = f"{sheet[f'I{row}'].value.strip()}芳"
            for row in (4, 5):
                sheet[f"G{row}"] = sheet["I4"].value
            del book["户基本信息"]

        code, counts, said = run(edited(change), "--dry-run")
        assert (code, counts["findings_total"]) == (0, 0)

    def test_formulas_are_told(self, laifeng, edited):
        def change(book):
            book["户成员信息"]["H4"] = "=1+1"
            book["户成员信息"]["H5"] = "=1+1"

        # Nothing has computed them: the file holds no value of theirs.
        code, counts, _said = run(edited(change))
        assert (code, counts["households_created"]) == (0, 10)
        assert counts["notes"][0] == "有 2 个单元格是公式，按 Excel 最近一次算出的值导入。"
        assert Household.objects.get(household_no="420000001639").size == 2
