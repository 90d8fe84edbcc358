"""Roster workbooks of every layout, read into typed rows and compared with what an import must hold."""

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest

from households.choices import (
    AccessRoad,
    Cause,
    Education,
    FormSource,
    Health,
    LabourCapacity,
    MemberChange,
    PoliticalStatus,
    PovertyAttribute,
    PovertyStatus,
    Relation,
    SchoolStatus,
    Sex,
    WorkRegion,
)
from households.importing.dating import stated_date
from households.importing.layouts import (
    FACT_FIELDS,
    FORM_FIELDS,
    HOUSEHOLD_FIELDS,
    INCOME_FIELDS,
    LIVING_FIELDS,
    MEMBER_FIELDS,
)
from households.importing.roster import read_roster
from households.importing.rows import ANNOTATION
from households.importing.words import labels
from povertyapp.core.workbooks import Sheet, UnreadableWorkbook, Workbook, cells, read_workbook
from tests.data import FIXTURES

TODAY = dt.date(2026, 11, 22)
CHOICES = {
    "relation": Relation,
    "sex": Sex,
    "political_status": PoliticalStatus,
    "education": Education,
    "school_status": SchoolStatus,
    "labour_capacity": LabourCapacity,
    "work_region": WorkRegion,
    "change_kind": MemberChange,
    "poverty_attribute": PovertyAttribute,
    "poverty_status": PovertyStatus,
    "main_cause": Cause,
    "other_causes": Cause,
    "health": Health,
    "access_road": AccessRoad,
}


def roster_of(name):
    return read_roster(read_workbook(FIXTURES / name), None, TODAY)


def expected(kind):
    with open(FIXTURES / f"roster-clean.{kind}.expected.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def written(attr, value):
    """Return a typed value as the expected files write it."""
    if attr == "measures":
        return "、".join(value)
    if attr in CHOICES and isinstance(value, tuple):
        return ",".join(labels(CHOICES[attr])[code] for code in value)
    if attr in CHOICES:
        return labels(CHOICES[attr])[value] if value else ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def same(value, text):
    """Compare a typed value with an expected cell; numbers as numbers."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return text != "" and Decimal(text) == value
    return value == text


def differences(found, wanted):
    return [(key, value, wanted[key]) for key, value in found.items() if not same(value, wanted[key])]


def cells_of(fields, source):
    """Return the values of fields, numbers as they are, the rest as the expected files write them."""
    found = {}
    for field in fields:
        value = getattr(source, field.attr)
        is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        found[field.key] = value if is_number else written(field.attr, value)
    return found


@pytest.fixture(scope="module")
def clean():
    return roster_of("roster-clean.xlsx")


class TestCleanRoster:
    def test_counts_and_dates(self, clean):
        assert (len(clean.households), clean.member_count) == (300, 998)
        assert (clean.as_of, clean.income_year) == (dt.date(2017, 6, 30), 2016)
        assert clean.forms_without_members == []
        assert clean.titles[0] == "来凤县2017年建档立卡贫困人口信息花名册(样例)"

    def test_every_cell_of_the_members(self, clean):
        wanted = {row["人编号"]: row for row in expected("members")}
        covered = {"row", "village_code"}
        for household in clean.households:
            for member in household.members:
                row = wanted.pop(member.person_no)
                found = cells_of(MEMBER_FIELDS, member) | cells_of(FACT_FIELDS, member.facts)
                covered |= found.keys()
                assert differences(found, row) == []
                assert member.row == int(row["row"])
        assert wanted == {}
        assert covered | {"序号"} >= set(expected("members")[0])

    def test_every_cell_of_the_households(self, clean):
        wanted = {row["户编号"]: row for row in expected("households")}
        covered = {"row", "village_code"}
        for household in clean.households:
            form, row = household.form, wanted.pop(household.household_no)
            found = cells_of(HOUSEHOLD_FIELDS, form) | cells_of(INCOME_FIELDS, form.income)
            found |= cells_of(LIVING_FIELDS, form.living)
            for source, fields in FORM_FIELDS.items():
                found |= cells_of(fields, form.forms[source])
            covered |= found.keys()
            assert differences(found, row) == []
            assert form.row == int(row["row"])
        assert wanted == {}
        assert covered == set(expected("households")[0])

    def test_nothing_is_misunderstood(self, clean):
        for household in clean.households:
            assert household.form.errors == {}
            assert all(member.errors == member.fact_errors == {} for member in household.members)


def values_of(roster):
    """Return everything that the member sheet says, by person."""
    return {
        member.person_no: (cells_of(MEMBER_FIELDS, member), member.facts)
        for household in roster.households
        for member in household.members
    }


class TestOtherContainers:
    def test_merged_household_columns(self, clean):
        merged = roster_of("roster-clean-merged.xlsx")
        assert values_of(merged) == values_of(clean)
        for one, other in zip(merged.households, clean.households, strict=True):
            assert (one.form.forms, one.form.income, one.form.living, one.form.measures) == (
                other.form.forms,
                other.form.income,
                other.form.living,
                other.form.measures,
            )

    @pytest.mark.parametrize(
        "name", ["roster-small.xls", "roster-small-html.xls", "roster-small-gb18030.csv"]
    )
    def test_small_files_give_the_same_rows(self, clean, name):
        small = values_of(roster_of(name))
        whole = values_of(clean)
        assert len({facts.household_no for _own, facts in small.values()}) == 20
        assert small == {person: whole[person] for person in small}

    def test_dirty_file_counts(self):
        dirty = roster_of("roster-dirty-dev.xlsx")
        numbers = {household.household_no for household in dirty.households}
        assert dirty.member_count == 1242
        # One number is used by two households, and each is a household of its own.
        assert (len(numbers), len(dirty.households)) == (357, 358)
        assert [form.household_no for form in dirty.forms_without_members] == ["420000502444", "420000502533"]


HEADER = ["户号", "人员编号", "户主", "乡(镇)", "所在村", "成员姓名", "身份证号", "家庭关系", "家庭人口"]
PERSON_A = ["1001", "1", "甲一", "翔凤镇", "老茶村", "甲一", "42282719461101975X", "户主", 2]
PERSON_B = ["1001", "2", "甲一", "翔凤镇", "老茶村", "乙二", "422827200405019923", "配偶", "2"]
PERSON_C = ["1002", "3", "丙三", "绿水镇", "体河村", "丙三", "422828196408139792", "户主", 1]
BLANK_HOUSEHOLD = [None, "2", None, None, None, "乙二", "422827200405019923", "配偶", None]


def roster(*sheets):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets:
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    out.seek(0)
    return read_roster(read_workbook(out, "名单.xlsx"), None, TODAY)


def people(found):
    return {h.household_no: [(m.sheet, m.row, m.name) for m in h.members] for h in found.households}


class TestLayouts:
    def test_a_sheet_for_each_township_with_totals_and_signatures(self):
        found = roster(
            (
                "翔凤镇",
                [
                    ["翔凤镇名单"],
                    HEADER,
                    PERSON_A,
                    PERSON_B,
                    ["合计", None, None, None, None, None, None, None, 2],
                ],
            ),
            ("绿水镇", [HEADER, PERSON_C, ["填表人：", "审核人：", "填报日期：2017年6月30日"]]),
        )
        assert people(found) == {
            "1001": [("翔凤镇", 3, "甲一"), ("翔凤镇", 4, "乙二")],
            "1002": [("绿水镇", 2, "丙三")],
        }
        assert found.as_of == dt.date(2017, 6, 30)

    def test_rows_added_late_join_their_household(self):
        found = roster(("名单", [HEADER, PERSON_A, PERSON_C, PERSON_B]))
        assert people(found)["1001"] == [("名单", 2, "甲一"), ("名单", 4, "乙二")]

    def test_household_cells_left_blank_below_the_first_member(self):
        found = roster(("名单", [HEADER, PERSON_A, BLANK_HOUSEHOLD, PERSON_C]))
        assert [member.facts.village for member in found.households[0].members] == ["老茶村", "老茶村"]

    def test_flat_household_header(self):
        header = [
            "户编号",
            "户主姓名",
            "家庭人口(帮扶工作情况表)",
            "耕地面积(亩)(帮扶手册)",
            "低保金",
            "养老金",
            "2015年工资性收入",
        ]
        found = roster(
            ("名单", [HEADER, PERSON_A]), ("户表", [header, ["1001", "甲一", 2, "1.5", 0, "1,080.00", 9]])
        )
        form = found.households[0].form
        assert form.forms[FormSource.WORK_FORM].size == 2
        assert form.forms[FormSource.HANDBOOK].cultivated_mu == Decimal("1.5")
        assert (form.income.allowance_aid, form.income.pension_aid) == (0, 1080)
        assert (form.income.year, form.income.wage_income) == (2015, 9)

    def test_two_households_under_one_number_stay_two(self):
        other = ["1001", "9", "丁四", "绿水镇", "体河村", "丁四", "422827195207029465", "户主", 1]
        found = roster(("名单", [HEADER, PERSON_A, PERSON_B, other]))
        assert [[member.name for member in household.members] for household in found.households] == [
            ["甲一", "乙二"],
            ["丁四"],
        ]

    @pytest.mark.parametrize(
        ("lines", "day"),
        [
            ([["花名册"]], TODAY),
            ([["2017年花名册"]], dt.date(2017, 6, 30)),
            ([["2017年3月花名册"]], dt.date(2017, 3, 31)),
            (
                [["2017年花名册"], ["单位：人", "填报单位：扶贫办    导出日期：2017年5月2日"]],
                dt.date(2017, 5, 2),
            ),
            ([["2017年花名册"], ["数据截止时间", dt.date(2017, 5, 2)]], dt.date(2017, 5, 2)),
            ([["2017年花名册（截至2017.5.2）"]], dt.date(2017, 5, 2)),
        ],
    )
    def test_what_dates_a_list(self, lines, day):
        assert roster(("名单", [*lines, HEADER, PERSON_A])).as_of == day

    def test_the_years_in_the_list_date_it_where_nothing_else_does(self):
        header, person = [*HEADER, "脱贫年度"], [*PERSON_A, 2016]
        assert roster(("名单", [header, person])).as_of == dt.date(2017, 6, 30)
        incomes = ["户编号", "工资性收入(2015年家庭收入(元))", "财产性收入(2015年家庭收入(元))"]
        found = roster(("名单", [header, person]), ("户表", [incomes, ["1001", 5, 7]]))
        assert (found.as_of, found.income_year) == (dt.date(2016, 6, 30), 2015)
        assert (found.households[0].form.income.wage_income, found.households[0].form.income.year) == (
            5,
            2015,
        )

    @pytest.mark.parametrize("name", ["翔凤镇", "户成员信息(翔凤镇)", "翔凤镇花名册"])
    def test_the_sheet_names_the_township_that_has_no_column(self, name):
        keep = [number for number, title in enumerate(HEADER) if title != "乡(镇)"]
        found = roster((name, [[row[number] for number in keep] for row in (HEADER, PERSON_A, PERSON_B)]))
        assert {member.facts.township for member in found.households[0].members} == {"翔凤镇"}

    def test_a_late_row_with_the_number_alone_says_nothing_of_its_household(self):
        late = ["1001", "2", None, None, None, "乙二", "422827200405019923", "配偶", None]
        found = roster(("名单", [HEADER, PERSON_A, PERSON_C, late]))
        first, second = found.households[0].members
        assert second.facts is first.facts

    def test_columns_that_are_numbered_and_totals_anywhere(self):
        numbers = ["甲", "乙", *range(1, len(HEADER) - 1)]
        total = [7, None, None, None, None, "全镇合计", None, None, 9]
        found = roster(("名单", [HEADER, numbers, PERSON_A, total]))
        assert people(found) == {"1001": [("名单", 3, "甲一")]}


class TestRefusals:
    def test_wrong_template(self):
        with pytest.raises(UnreadableWorkbook) as caught:
            roster(("名单", [["户编号", "姓名", "电话"], ["1", "甲", "2"]]))
        assert "“人编号”、“证件号码”、“与户主关系”" in str(caught.value)

    def test_no_rows(self):
        with pytest.raises(UnreadableWorkbook) as caught:
            roster(("名单", [HEADER, ["合计", None, None, None, None, None, None, None, 0]]))
        assert str(caught.value) == "文件“名单.xlsx”的“户成员信息”只有表头，没有数据行，请填写数据后再上传。"


@pytest.mark.parametrize(
    ("row", "day"),
    [
        (["导出日期：2017年6月30日"], dt.date(2017, 6, 30)),
        (["填报单位：来凤县  导出日期:2017.6.30", None, "单位：元"], dt.date(2017, 6, 30)),
        ([None, "填报日期：", None, dt.datetime(2017, 6, 30)], dt.date(2017, 6, 30)),
        (["建档立卡花名册（截至2017年6月30日）"], dt.date(2017, 6, 30)),
        (["制表时间", "2017-06-30"], dt.date(2017, 6, 30)),
        (["填报日期：", "填报人："], None),
    ],
)
def test_the_date_of_a_roster_stands_in_many_places(row, day):
    assert stated_date(Workbook("x.xlsx", [Sheet("x", [row])])) == day


@pytest.mark.parametrize(
    "written", ["向嘉文(已嫁)", "向嘉文（去世）", "向嘉文-去世", "向嘉文已故", "向嘉文【外出】"]
)
def test_a_remark_in_a_name_is_seen(written):
    assert ANNOTATION.sub("", cells.name(written)) == "向嘉文"


@pytest.mark.parametrize("written", ["覃嫁妹", "王故", "阿依古丽·买买提"])
def test_a_name_is_no_remark(written):
    assert not ANNOTATION.search(written)
