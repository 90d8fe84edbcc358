"""The demo's list of low-income people: most of the register's allowance households, with the slips of real lists."""

from io import BytesIO
from random import Random

import openpyxl

from households.choices import PovertyAttribute, Relation
from households.models import HouseholdMember
from households.services import match_low_income
from inspections.demo.names import IdNumbers, given_name, surname
from povertyapp.core.period import Period
from povertyapp.core.workbooks.cells import word

HEADER = (
    "序号",
    "乡(镇)",
    "村(居)",
    "组",
    "申请人姓名",
    "身份证号码",
    "性别",
    "保障人口",
    "保障类别",
    "月保障金(元)",
)
# Of every thousand rows: how many have this slip.
LEFT_OUT, OLD_NUMBER, TYPO, LACKING_NAME, SPOUSE = 40, 20, 25, 30, 60
GENERAL_HOUSEHOLDS, STRANGERS, TWICE = 12, 30, 2
CATEGORIES = {"A类": 220, "B类": 160, "C类": 110}


def list_low_income(*, by, county, today, seed):
    """Make last quarter's list of a county, match it and keep it; return what `match_low_income` counts."""
    draw = Random(f"{seed} low income")
    rows = [
        _row(draw, member, _slip(draw))
        for member in _listed(draw, county)
        if draw.random() * 1000 >= LEFT_OUT
    ]
    rows += _strangers(draw, rows)
    rows += rows[:TWICE]
    rows.sort(key=lambda row: row[:2])
    quarter = (Period.of(today).start.month - 1) // 3
    year, quarter = (today.year, quarter) if quarter else (today.year - 1, 4)
    title = f"{county.name}{year}年第{'一二三四'[quarter - 1]}季度农村最低生活保障对象名单（演示）"
    name = f"{county.name}低保名单.xlsx"
    return match_low_income(by=by, source=_workbook(title, rows), name=name).counts


def _listed(draw, county):
    """Return the people who stand on the list: of allowance households the head, else the spouse; and some of
    general households, which are the differences to be put right."""
    people = (
        HouseholdMember.objects.present()
        .in_area(county.code)
        .filter(relation__in=(Relation.HEAD, Relation.SPOUSE), household__left_register_on=None)
        .select_related("household__area__parent")
        .order_by("person_no")
    )
    low = people.filter(household__poverty_attribute=PovertyAttribute.ALLOWANCE)
    homes: dict[int, list] = {}
    for person in low:
        homes.setdefault(person.household_id, []).append(person)
    spouse_of = [group[-1] if draw.random() * 1000 < SPOUSE else group[0] for group in homes.values()]
    general = people.filter(household__poverty_attribute=PovertyAttribute.GENERAL, relation=Relation.HEAD)
    return spouse_of + draw.sample(list(general[: 40 * GENERAL_HOUSEHOLDS]), GENERAL_HOUSEHOLDS)


def _slip(draw):
    chance = draw.random() * 1000
    for slip, share in ((_old_number, OLD_NUMBER), (_typo, TYPO), (_lacking_name, LACKING_NAME)):
        if chance < share:
            return slip
        chance -= share
    return lambda name, number: (name, number)


def _old_number(name, number):
    return (name, number[:6] + number[8:17]) if number[6:8] == "19" else (name, number)


def _typo(name, number):
    return name, number[:15] + str((int(number[15]) + 5) % 10) + number[16:]


def _lacking_name(name, number):
    return (name[0] + name[2:] if len(name) > 2 else f"{name[0]}?"), number


def _row(draw, member, slip):
    name, number = slip(member.name, member.id_number)
    village = member.household.area
    home = (village.parent.name, word(village.short_name), member.household.group_name)
    return [*home, name, number, member.get_sex_display(), *_allowance(draw, member.household.size)]


def _allowance(draw, size):
    category = draw.choice(sorted(CATEGORIES))
    people = max(1, min(size, 1 + int(draw.random() * 3)))
    return people, category, people * CATEGORIES[category]


def _strangers(draw, rows):
    """Return people who stand on the list and in no household of the register."""
    numbers = IdNumbers("422826")
    found = []
    for row in draw.sample(rows, min(STRANGERS, len(rows))):
        male = draw.random() < 0.5
        born = Period(1940 + int(draw.random() * 45), 1 + int(draw.random() * 12)).start
        name = surname(draw) + given_name(draw, male=male, age=60)
        found.append(
            [*row[:3], name, numbers(born, male=male)[1], "男" if male else "女", *_allowance(draw, 3)]
        )
    return found


def _workbook(title, rows):
    book = openpyxl.Workbook()
    book.active.append([title])
    book.active.append(HEADER)
    for number, row in enumerate(rows, start=1):
        book.active.append([number, *row])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file
