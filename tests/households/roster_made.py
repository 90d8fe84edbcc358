"""Rosters of other offices, made from the clean one: seeded layouts and faults, each with its answer key."""

import csv
import datetime as dt
import random
from dataclasses import dataclass, field

from households.identity import check_digit
from povertyapp.core.workbooks import Workbook
from povertyapp.core.workbooks.headers import shipped_aliases
from povertyapp.core.workbooks.reading import Sheet
from tests.data import FIXTURES

AS_OF = dt.date(2017, 6, 30)
FORMS, INCOME = ("帮扶工作情况表", "帮扶手册"), "2016年家庭收入(元)"
OWN = {
    "人编号", "姓名", "性别", "出生日期", "证件号码", "与户主关系", "民族", "政治面貌", "文化程度", "在校生状况",
    "健康状况", "劳动技能", "务工状况", "务工时间(月)", "是否参加城乡居民基本医疗保险", "是否参加大病医疗",
    "是否参加城乡居民基本养老保险", "是否现役军人", "变动类型", "变动日期",
}  # fmt: skip
MONEY = (
    "工资性收入", "生产经营性收入", "财产性收入", "转移性收入", "其中:低保金", "其中:五保金", "其中:养老保险金",
    "其中:生态补偿金", "其中:计划生育金", "其中:其他", "生产经营性支出", "家庭纯收入", "人均纯收入",
)  # fmt: skip
ABLE = ("普通劳动力", "技能劳动力")


class Row(dict):
    """One row of a sheet, by column; `place` is where it was written."""

    place: tuple[str, int] | None = None
    __hash__ = object.__hash__


@dataclass
class House:
    """A household: its rows of the member sheet and its row of the household sheet."""

    people: list[Row]
    form: Row
    late: int = 0
    is_taken: bool = False

    @property
    def first(self):
        return self.people[0]

    def set_all(self, **facts):
        for person in self.people:
            person.update(facts)

    def one(self, wanted):
        return next((person for person in self.people if wanted(person)), None)

    def earn(self, **amounts):
        """Change incomes of the household sheet, and what follows from them in both sheets."""
        self.form.update({name: str(amount) for name, amount in amounts.items()})
        value = {name: float(self.form[name]) for name in MONEY}
        net = sum(value[name] for name in MONEY[:4]) - value["生产经营性支出"]
        per_head = f"{net / int(self.form['帮扶工作情况表/家庭人口']):.2f}"
        self.form |= {"家庭纯收入": f"{net:.2f}", "人均纯收入": per_head}
        self.set_all(人均纯收入=per_head)


def amount(house, name):
    return float(house.form[name])


def age(person):
    born = dt.date.fromisoformat(person["出生日期"])
    return AS_OF.year - born.year - ((AS_OF.month, AS_OF.day) < (born.month, born.day))


def _rows(kind):
    with open(FIXTURES / f"roster-clean.{kind}.expected.csv", encoding="utf-8-sig", newline="") as file:
        return [Row(row) for row in csv.DictReader(file)]


def houses():
    """Return the households of the clean roster, with canonical cells."""
    people: dict[str, list[Row]] = {}
    for row in _rows("members"):
        people.setdefault(row["户编号"], []).append(row)
    return [House(people[form["户编号"]], form) for form in _rows("households")]


@dataclass(frozen=True)
class Layout:
    """How an office lays its workbook out."""

    aliases: bool = False
    shuffled: bool = False
    sheet_of_township: bool = False
    flat: str = ""  # how a flat header names the group: {0} the column, {1} the group
    merged: bool = False
    totals: bool = False
    titles: int = 2
    numbered: bool = False


@dataclass
class Made:
    """A workbook, and the findings that are due: (code, place, other places of the same, codes allowed)."""

    workbook: Workbook
    due: list[dict] = field(default_factory=list)


def make(layout: Layout, seed: int, faults=()) -> Made:
    """Return a roster of the clean roster's people in a layout, with one household for each fault."""
    rng = random.Random(seed)
    everybody, due = houses(), []
    for fault in faults:
        told = fault(everybody, rng)
        due.append((fault.code, fault.allowed, *told))
    for house in rng.sample([house for house in everybody if len(house.people) > 2], 4):
        house.late = 1
    sheets = _member_sheets(layout, rng, everybody) + [_household_sheet(layout, rng, everybody)]
    keys = [
        {
            "code": code,
            "allowed": set(allowed),
            "place": place.place,
            "related": {row.place for row in related},
        }
        for code, allowed, place, related in due
    ]
    return Made(Workbook("花名册.xlsx", sheets), keys)


def _member_sheets(layout, rng, everybody):
    columns = [name for name in everybody[0].first if name not in ("row", "village_code")]
    if layout.shuffled:
        rng.shuffle(columns)
    headers = _headers(layout, rng, columns)
    parts = {"户成员信息": everybody}
    if layout.sheet_of_township:
        parts = {}
        for house in everybody:
            parts.setdefault(house.first["乡镇"], []).append(house)
    return [_member_sheet(layout, rng, title, part, columns, headers) for title, part in parts.items()]


def _member_sheet(layout, rng, title, part, columns, headers):
    rows = _titles(layout, len(columns)) + [headers]
    if layout.numbered:
        rows.append(list(range(1, len(columns) + 1)))
    merged = []

    def write(person):
        rows.append([quirk(rng, name, person[name]) for name in columns])
        person.place = (title, len(rows))

    for house in part:
        top = len(rows) + 1
        for person in house.people[: len(house.people) - house.late]:
            write(person)
        if layout.merged and len(rows) > top:
            merged += _merged(rows, top, [n for n, name in enumerate(columns, start=1) if name not in OWN])
    if layout.totals:
        rows.append([{"人数": len(rows), "乡镇": "合 计"}.get(name) for name in columns])
    for house in part:
        for person in house.people[len(house.people) - house.late :]:
            write(person)
    rows += [[None] * len(columns), ["填表人：", "审核人：", "填报日期：2017年6月30日"]]
    return Sheet(title, _even(rows), merged)


def _merged(rows, top, numbers):
    """Keep the household's columns in its first row; return the ranges that are merged down."""
    for row in rows[top:]:
        for number in numbers:
            row[number - 1] = None
    return [(top, number, len(rows), number) for number in numbers]


def _household_sheet(layout, rng, everybody):
    columns = [name for name in everybody[0].form if name not in ("row", "village_code")]
    if layout.shuffled and layout.flat:
        rng.shuffle(columns)
    groups = {
        name: name.split("/")[0] if "/" in name else INCOME if name in MONEY else "" for name in columns
    }
    named = [(name.split("/")[-1], groups[name]) for name in columns]
    rows = _titles(layout, len(columns))
    if layout.flat:
        rows.append([layout.flat.format(name, group) if group else name for name, group in named])
    else:
        rows += [[group or name for name, group in named], [group and name for name, group in named]]
    for house in everybody:
        if house.form:
            rows.append([quirk(rng, name, house.form[name]) for name in columns])
            house.form.place = ("户基本信息", len(rows))
    if layout.totals:
        told = {"户主姓名": "总计", "户编号": "共计"} | dict.fromkeys(MONEY, 9)
        rows.append([told.get(name) for name in columns])
    return Sheet("户基本信息", _even(rows))


def _titles(layout, width):
    lines = ["来凤县2017年建档立卡贫困人口信息花名册", "填报单位：来凤县扶贫办", "说明：由各村填报"]
    return [[line, *[None] * (width - 1)] for line in lines[: layout.titles]]


def _headers(layout, rng, columns):
    names = [rng.choice([name, *shipped_aliases()[name]]) if layout.aliases else name for name in columns]
    return [name.replace("(", "（\n").replace(")", " ）") if rng.random() < 0.2 else name for name in names]


def _even(rows):
    width = max(map(len, rows))
    return [[*row, *[None] * (width - len(row))] for row in rows]


def quirk(rng, name, value):
    """Return a cell as somebody may type it: no error, whatever it looks like."""
    if not isinstance(value, str) or rng.random() < 0.8:
        return value
    if value == "":
        return None
    if name in ("出生日期", "变动日期") and len(value) == 10:
        day = dt.date.fromisoformat(value)
        serial = (day - dt.date(1899, 12, 30)).days
        return rng.choice([f"{day.year}.{day.month}.{day.day}", f"{day:%Y/%m/%d}", serial, day])
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in value)
    return rng.choice([f"{value} ", f"　{value}", wide, f"'{value}" if name.endswith("证件号码") else value])


def renumbered(number, **parts):
    """Return an ID number with other digits, and the check digit that belongs to them."""
    born, order = parts.get("born", number[6:14]), parts.get("order", number[14:17])
    body = number[:6] + born + order
    return body + check_digit(body)
