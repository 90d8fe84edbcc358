"""A roster workbook of any size, of the demo's made-up people: the same size and seed give the same cells.

It has the layout of the office's own roster (two sheets, three title and header rows, a signature line) and the
habits of those who type it: numbers as text, dates in four forms, spaces behind a word. None of it is a fault.
"""

import datetime as dt
import random
from itertools import cycle
from pathlib import Path
from typing import Any

import xlsxwriter

from households.choices import (
    AccessRoad,
    Cause,
    Education,
    Health,
    LabourCapacity,
    PovertyAttribute,
    PovertyStatus,
    Presence,
    Relation,
    SchoolStatus,
    WorkRegion,
)
from households.importing.words import labels
from households.labour import is_labour_capable
from inspections.demo import homes
from inspections.demo.measures import measures_of
from inspections.demo.names import IdNumbers, bank_account, given_name, phone, surname
from inspections.demo.people import PeopleMaker, between
from inspections.demo.words import WORDS, pick
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import Parameters
from povertyapp.core.workbooks.cells import EXCEL_EPOCH

AS_OF = dt.date(2017, 6, 30)
HOUSEHOLDS_A_HELPER = 12
_MEMBER_COLUMNS = (
    "序号 乡镇 行政村 村民小组 户编号 人编号 户主姓名 人数 姓名 性别 出生日期 证件号码 与户主关系 民族 政治面貌"
    " 文化程度 在校生状况 健康状况 劳动技能 务工状况 务工时间(月) 是否参加城乡居民基本医疗保险 是否参加大病医疗"
    " 是否参加城乡居民基本养老保险 是否现役军人 贫困户属性 主要致贫原因 其他致贫原因 识别年度 脱贫状态 脱贫年度"
    " 人均纯收入 是否危房户 是否饮水安全 是否易地扶贫搬迁户 联系电话 开户银行 银行账号 帮扶责任人 帮扶单位"
    " 变动类型 变动日期"
)
MEMBER_HEADER = _MEMBER_COLUMNS.split()
FORM_NAMES = ("家庭人口", "耕地面积(亩)", "林地面积(亩)")
INCOME_NAMES = {
    "wage_income": "工资性收入",
    "business_income": "生产经营性收入",
    "property_income": "财产性收入",
    "transfer_income": "转移性收入",
    "allowance_aid": "其中:低保金",
    "five_guarantee_aid": "其中:五保金",
    "pension_aid": "其中:养老保险金",
    "eco_compensation": "其中:生态补偿金",
    "family_planning_aid": "其中:计划生育金",
    "other_transfer": "其中:其他",
    "business_expense": "生产经营性支出",
    "net_income": "家庭纯收入",
    "net_income_per_capita": "人均纯收入",
}
# Group and column of the household sheet; a column without a group stands over two rows.
FORM_HEADER = (
    *(("", name) for name in ("序号", "乡镇", "行政村", "户编号", "户主姓名", "户主证件号码")),
    *(("帮扶工作情况表", name) for name in FORM_NAMES),
    *(("帮扶手册", name) for name in FORM_NAMES),
    *((f"{AS_OF.year - 1}年家庭收入(元)", name) for name in INCOME_NAMES.values()),
    *(("", name) for name in ("住房面积(平方米)", "入户路类型", "与村主干路距离(公里)")),
    *(("", name) for name in ("是否加入农民专业合作社", "是否全家外出", "帮扶措施", "备注")),
)
YES, NO = "是", "否"
LIVING = {name: place for place, name in enumerate(homes.LIVING_COLUMNS)}


def write_roster(path: Path, county: Area, members: int, seed: int = 1, born_in: str = "") -> dict[str, int]:
    """Write a roster of at least so many members; return how many households and members it has.

    Their ID numbers are those of the county, or of the one named by `born_in`: where people of the county are there
    already, nobody may have a number of theirs.
    """
    maker = _Maker(county, seed, born_in or county.code)
    # Two passes over the same households: a sheet is written row by row and never held in memory.
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        people = book.add_worksheet("户成员信息")
        _titles(people, county, "贫困人口信息花名册", len(MEMBER_HEADER))
        people.write_row(2, 0, MEMBER_HEADER)
        row = 3
        for home in maker.homes(members):
            for line in home.member_lines():
                people.write_row(row, 0, [row - 2, *line])
                row += 1
        people.write_row(row + 2, 1, ["填表人：", "", "", "", "审核人："])
        households = _write_forms(book.add_worksheet("户基本信息"), county, maker.homes(members))
    return {"households": households, "members": row - 3}


def _titles(sheet, county: Area, title: str, width: int) -> None:
    sheet.write_string(0, 0, f"{county.name}{AS_OF.year}年建档立卡{title}（样例）")
    sheet.write_string(1, 0, f"填报单位：{county.name}扶贫开发办公室（样例）")
    sheet.write_string(1, width - 5, f"导出日期：{AS_OF.year}年{AS_OF.month}月{AS_OF.day}日")


def _write_forms(sheet, county: Area, made) -> int:
    _titles(sheet, county, "贫困户基本信息表", len(FORM_HEADER))
    before = ""
    for column, (group, name) in enumerate(FORM_HEADER):
        if group != before or not group:
            sheet.write_string(2, column, group or name)
        before = group
    for column, (group, name) in enumerate(FORM_HEADER):
        if group:
            sheet.write_string(3, column, name)
    row = 4
    for home in made:
        sheet.write_row(row, 0, [row - 3, *home.form_line()])
        row += 1
    return row - 4


class _Maker:
    """Makes the households of a roster; each pass over `homes` makes the very same ones."""

    def __init__(self, county: Area, seed: int, born_in: str):
        self.county, self.seed, self.born_in = county, seed, born_in
        villages = Area.objects.in_area(county.code).filter(level=Level.VILLAGE).select_related("parent")
        self.villages = list(villages.order_by("code"))
        self.value = Parameters(county.code, AS_OF)
        units = [f"县{name.removeprefix('县')}" for name in WORDS["units_of_county"]]
        draw = random.Random(f"{seed}:helpers")
        self.helpers = [
            (surname(draw) + given_name(draw, male=draw.random() < 0.7, age=between(draw, 26, 58)), unit)
            for unit in units * 20
        ]

    def homes(self, members: int):
        draw, made = random.Random(f"{self.seed}:homes"), 0
        make_people = PeopleMaker(AS_OF, IdNumbers(self.born_in))
        for number, village in enumerate(cycle(self.villages), start=1):
            people, away = make_people(draw)
            capable = is_labour_capable(people, AS_OF, self.value)
            home = homes.settle(draw, people, away, capable)
            helper = self.helpers[number // HOUSEHOLDS_A_HELPER % len(self.helpers)]
            yield _Home(draw, home, village, number, helper, self.county.name)
            made += len(people)
            if made >= members:
                return


class _Home:
    """One household as the two sheets have it."""

    def __init__(self, draw, home, village: Area, number: int, helper: tuple[str, str], county: str):
        self.home, self.helper, self.away = home, helper, home.presence == Presence.ALL_AWAY
        # What is typed has chances of its own: both sheets are made in a pass, and of the same people.
        self.hand = random.Random(number)
        self.number = f"42{number:010d}"
        self.place = [village.parent.name, village.name]
        self.group = f"{between(draw, 1, 11)}组"
        self.registered = AS_OF.year - between(draw, 1, 3)
        self.exited = (
            AS_OF.year - 1 if home.status in (PovertyStatus.EXITED, PovertyStatus.RETURNED) else None
        )
        names = homes.INCOME_COLUMNS
        self.income: dict[str, Any] = dict(
            zip(names, homes.income(draw, home, AS_OF.year - 1, 1), strict=True)
        )
        self.income["net_income_per_capita"] = round(self.income["net_income"] / home.size, 2)
        self.fields, self.woods = homes.land(draw, home)
        self.living = homes.living(draw, home, AS_OF.year, self.fields, self.woods)
        home.registered_on = dt.date(self.registered, 1, 1)
        first_day = dt.date(AS_OF.year, 1, 1)
        names = [row[2] for row in measures_of(draw, home, 0, first_day, AS_OF)]
        # Three that count as income for certain, whatever words the county's own table has for the others.
        self.measures = list(dict.fromkeys(["油茶种植", "小额信贷", "公益性岗位", *names]))
        self.account = [phone(draw), f"{county}农村商业银行", bank_account(draw)]
        self.ethnicity = pick(draw, ("土家族", "土家族", "土家族", "汉族", "苗族"))

    def member_lines(self):
        home, facts = self.home, self._facts()
        for place, person in enumerate(home.people, start=1):
            yield [
                *self.place,
                self.group,
                self.number,
                f"{self.number}{place:02d}",
                self._typed(home.head.name),
                self._typed(home.size),
                person.name,
                "男" if person.male else "女",
                self._day(person.birth_date),
                person.id_number,
                labels(Relation)[person.relation],
                self.ethnicity,
                "群众",
                labels(Education).get(person.education, ""),
                labels(SchoolStatus).get(person.school_status, ""),
                self._typed("、".join(labels(Health)[health] for health in person.health)),
                labels(LabourCapacity)[person.labour_capacity],
                labels(WorkRegion).get(person.work_region, ""),
                self._typed(person.work_months),
                self._typed(YES),
                YES,
                YES if person.age >= 16 and not person.school_status else NO,
                NO,
                *facts,
                "",
                "",
            ]

    def _facts(self) -> list[Any]:
        home = self.home
        return [
            labels(PovertyAttribute)[home.attribute],
            labels(Cause)[home.causes[0]],
            "、".join(labels(Cause)[cause] for cause in home.causes[1:]),
            self.registered,
            labels(PovertyStatus)[home.status],
            self.exited,
            self.income["net_income_per_capita"],
            YES if home.weakness == "house" else NO,
            NO if home.weakness == "water" else YES,
            YES if home.relocated else NO,
            *self.account,
            *self.helper,
        ]

    def form_line(self) -> list[Any]:
        figures = [self.home.size, self.fields, self.woods]
        living = self.living
        return [
            *self.place,
            self.number,
            self.home.head.name,
            self.home.head.id_number,
            *figures,
            *map(self._typed, figures),
            *(self._typed(self.income[name]) for name in INCOME_NAMES),
            living[LIVING["housing_m2"]],
            labels(AccessRoad)[living[LIVING["access_road"]]],
            living[LIVING["km_to_main_road"]],
            YES if living[LIVING["is_in_cooperative"]] else NO,
            YES if self.away else NO,
            "、".join(self.measures),
            "",
        ]

    def _typed(self, value: Any) -> Any:
        """Return a value as hands type it: a number as text now and then, a space behind a word."""
        chance = self.hand.random()
        if isinstance(value, str):
            return f"{value} " if chance < 0.02 else value
        return str(value) if chance < 0.3 else value

    def _day(self, day: dt.date) -> Any:
        chance = self.hand.random()
        if chance < 0.4:
            return (day - EXCEL_EPOCH).days
        if chance < 0.7:
            return day.isoformat()
        mark = "." if chance < 0.85 else "/"
        return f"{day.year}{mark}{day.month}{mark}{day.day}"
