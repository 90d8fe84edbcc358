"""`import_roster`: every cell stored as it should be, once; all errors told, nothing half-written."""

import csv
import datetime as dt
import json
from decimal import Decimal
from io import StringIO

import openpyxl
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from assistance.models import AssistanceMeasure, Helper, HelperAssignment, HelpingUnit
from households.choices import DatePrecision, FormSource, Presence
from households.models import Household, HouseholdMember, LivingCondition
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.models import Area
from tests.core.test_workbook_reading import ole_container
from tests.data import FIXTURES
from tests.households.roster_key import score

pytestmark = pytest.mark.django_db
ZERO = {"households_created": 0, "households_updated": 0, "members_created": 0, "members_updated": 0}


@pytest.fixture
def laifeng():
    import_divisions(SHIPPED / "laifeng.csv")


def run(path, *options):
    """Run the command; return (exit code, last line of standard output, what it said)."""
    out, code, said = StringIO(), 0, ""
    try:
        call_command("import_roster", str(path), *map(str, options), stdout=out, stderr=StringIO())
    except CommandError as error:
        code, said = error.returncode, str(error)
    return code, json.loads(out.getvalue().splitlines()[-1]), said


def expected(kind):
    with open(FIXTURES / f"roster-clean.{kind}.expected.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def word(choices_of, field, value):
    """Return the form's word for a stored code."""
    choices = choices_of._meta.get_field(field)
    known = dict(labels_of(choices))
    return known[value] if value else ""


def labels_of(field):
    base = getattr(field, "base_field", field)
    from django.utils.translation import override

    with override(None):
        return [(value, str(label)) for value, label in base.choices]


def yes(value):
    return {True: "是", False: "否", None: ""}[value]


def year(day):
    return str(day.year) if day else ""


def day(value):
    return value.isoformat() if value else ""


def number(value):
    return "" if value is None else format(Decimal(value).normalize(), "f")


def household_cells(household):
    """Return what the member sheet says of a household, from what is stored."""
    village, income, living = (
        household.area,
        household.incomes.get(year=2016),
        household.living.get(year=2017),
    )
    assignment = household.assignments.get()
    return {
        "village_code": village.code,
        "乡镇": village.parent.name,
        "村民小组": household.group_name,
        "户编号": household.household_no,
        "户主姓名": household.head_name,
        "人数": str(household.size),
        "贫困户属性": word(Household, "poverty_attribute", household.poverty_attribute),
        "主要致贫原因": word(Household, "main_cause", household.main_cause),
        "其他致贫原因": ",".join(word(Household, "other_causes", cause) for cause in household.other_causes),
        "识别年度": year(household.registered_on),
        "脱贫状态": word(Household, "poverty_status", household.poverty_status),
        "脱贫年度": year(household.exited_on),
        "人均纯收入": number(income.net_income_per_capita),
        "是否危房户": yes(living.is_dangerous_house),
        "是否饮水安全": yes(living.is_water_safe),
        "是否易地扶贫搬迁户": yes(household.is_relocated),
        "联系电话": household.phone,
        "开户银行": household.bank_name,
        "银行账号": household.bank_account,
        "帮扶责任人": assignment.helper.name,
        "帮扶单位": assignment.helper.unit.name,
    }


def member_cells(member):
    """Return what the member sheet says of a person, from what is stored."""

    def own(field):
        return word(HouseholdMember, field, getattr(member, field))

    return {
        "人编号": member.person_no,
        "姓名": member.name,
        "性别": own("sex"),
        "出生日期": day(member.birth_date),
        "证件号码": member.id_number,
        "与户主关系": own("relation"),
        "民族": member.ethnicity,
        "政治面貌": own("political_status"),
        "文化程度": own("education"),
        "在校生状况": own("school_status"),
        "健康状况": ",".join(word(HouseholdMember, "health", code) for code in member.health),
        "劳动技能": own("labour_capacity"),
        "务工状况": own("work_region"),
        "务工时间(月)": number(member.work_months),
        "是否参加城乡居民基本医疗保险": yes(member.is_medical_insured),
        "是否参加大病医疗": yes(member.is_major_illness_insured),
        "是否参加城乡居民基本养老保险": yes(member.is_pension_insured),
        "是否现役军人": yes(member.is_in_service),
        "变动类型": own("change_kind"),
        "变动日期": day(member.changed_on),
    }


def form_cells(household):
    """Return what the household sheet says, from what is stored."""
    income, living = household.incomes.get(year=2016), household.living.get(year=2017)
    forms = {figures.source: figures for figures in household.form_figures.all()}
    cells = {
        "village_code": household.area_id,
        "乡镇": household.area.parent.name,
        "户编号": household.household_no,
        "户主姓名": household.head_name,
        "户主证件号码": household.members.get(relation="01").id_number,
        "工资性收入": number(income.wage_income),
        "生产经营性收入": number(income.business_income),
        "财产性收入": number(income.property_income),
        "转移性收入": number(income.transfer_income),
        "其中:低保金": number(income.allowance_aid),
        "其中:五保金": number(income.five_guarantee_aid),
        "其中:养老保险金": number(income.pension_aid),
        "其中:生态补偿金": number(income.eco_compensation),
        "其中:计划生育金": number(income.family_planning_aid),
        "其中:其他": number(income.other_transfer),
        "生产经营性支出": number(income.business_expense),
        "家庭纯收入": number(income.net_income),
        "人均纯收入": number(income.net_income_per_capita),
        "住房面积(平方米)": number(living.housing_m2),
        "入户路类型": word(LivingCondition, "access_road", living.access_road),
        "与村主干路距离(公里)": number(living.km_to_main_road),
        "是否加入农民专业合作社": yes(living.is_in_cooperative),
        "是否全家外出": yes(household.presence == Presence.ALL_AWAY),
        "帮扶措施": "、".join(household.measures.order_by("pk").values_list("name", flat=True)),
        "备注": household.remark,
    }
    for source, group in ((FormSource.WORK_FORM, "帮扶工作情况表"), (FormSource.HANDBOOK, "帮扶手册")):
        cells[f"{group}/家庭人口"] = number(forms[source].size)
        cells[f"{group}/耕地面积(亩)"] = number(forms[source].cultivated_mu)
        cells[f"{group}/林地面积(亩)"] = number(forms[source].woodland_mu)
    return cells


NUMBERS = {"人均纯收入", "务工时间(月)", "住房面积(平方米)", "与村主干路距离(公里)"} | {
    f"{group}/{name}"
    for group in ("帮扶工作情况表", "帮扶手册")
    for name in ("耕地面积(亩)", "林地面积(亩)", "家庭人口")
}


def comparable(cells):
    return {key: number(value) if key in NUMBERS and value else value for key, value in cells.items()}


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
    events = {m.__name__: m.objects.count() for m in apps.get_models() if m.__name__.endswith("Event")}
    return rows, events


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
            "HouseholdEvent": 1
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


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "是空的（0 字节）"),
            (b"%PDF-1.7 not a table", "打不开或不是 Excel 文件"),
            (ole_container("EncryptionInfo", "EncryptedPackage"), "设有打开密码"),
            (
                "姓名,电话\n甲,1\n".encode(),
                "没有找到列：“乡镇”、“行政村”、“户编号”、“人编号”、“证件号码”、“与户主关系”",
            ),
            ("乡镇,行政村,户编号,人编号,姓名,证件号码,与户主关系\n".encode(), "只有表头，没有数据行"),
        ],
        ids=["empty", "unreadable", "encrypted", "wrong template", "no rows"],
    )
    def test_one_sentence_and_nothing_written(self, laifeng, tmp_path, content, sentence):
        path = tmp_path / "花名册.xlsx"
        path.write_bytes(content)
        before = fingerprint()
        code, line, said = run(path)
        assert code == 1
        assert line["written"] is False
        assert sentence in said
        assert said.count("。") == 1
        assert "\n" not in said
        assert fingerprint() == before

    def test_a_missing_file_is_wrong_usage(self, tmp_path):
        assert run(tmp_path / "没有.xlsx")[0] == 2

    def test_an_unknown_county_is_told(self):
        code, _line, said = run(FIXTURES / "roster-small.xls")
        assert code == 1
        assert "哪个县" in said

    def test_the_county_of_the_title_is_taken(self, laifeng):
        import_divisions(SHIPPED / "hefeng.csv")
        assert run(FIXTURES / "roster-small.xls", "--as-of", "2017-06-30")[0] == 0
        assert set(Household.objects.values_list("area__parent__parent__name", flat=True)) == {"来凤县"}
        assert Area.objects.filter(level="county").count() == 2

    def test_a_given_county_that_has_no_such_villages(self, laifeng):
        import_divisions(SHIPPED / "hefeng.csv")
        code, counts, _said = run(FIXTURES / "roster-small.xls", "--county", "422828")
        assert code == 1
        assert counts["findings_by_code"]["VILLAGE_UNKNOWN"] == 20
