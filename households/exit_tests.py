"""The tests of exit standards over stored facts (B7, B8). An item names one of them; each returns whether it is
met and the fact in words, or None where the facts to judge by are not on record: then a person answers."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from households.choices import INCAPACITY, NOT_AT_SCHOOL, HousingGrade
from households.labour import years_between
from households.poverty_line import poverty_line
from povertyapp.core.parameters import Parameters


class Fact(NamedTuple):
    is_met: bool
    words: str


Test = Callable[[Any, dt.date], Fact | None]
TESTS: dict[str, Test] = {}
# What keeps a household from exiting whatever the standard says, by higher floors: why, in a sentence, or blank.
BARS: list[Callable[[Any, dt.date], str]] = []


def exit_bar(function):
    """Register what may keep a household from exiting on a day."""
    BARS.append(function)
    return function


def bars_of(household, day) -> list[str]:
    """Return why a household may not exit on a day, whatever the standard says."""
    return [words for words in (bar(household, day) for bar in BARS) if words]


def exit_test(function: Test) -> Test:
    """Register a test under its name."""
    TESTS[getattr(function, "__name__", "")] = function
    return function


def newest(household, name, day):
    """Return the last statement of that kind up to the day's year, or None."""
    return getattr(household, name).filter(year__lte=day.year).order_by("-year").first()


def recurring_income(household, day):
    """Return (year, recurring net income per head) of the newest statement; None without one or without people."""
    row = newest(household, "incomes", day)
    if row is None or not household.size:
        return None
    return row.year, row.recurring_net_income / household.size


@exit_test
def income_above_line(household, day):
    """Recurring income per head is above the poverty line of its year."""
    found = recurring_income(household, day)
    if found is None:
        return None
    year, amount = found
    line = poverty_line(household.area_id, year)
    words = _("%(year)s 年稳定人均纯收入 %(amount).0f 元，标准 %(line).0f 元")
    return Fact(amount > line, words % {"year": year, "amount": amount, "line": line})


@exit_test
def nobody_out_of_school(household, day):
    """No counted member of school age is out of school; documented incapacity is excepted (B7)."""
    value = Parameters(household.area_id, day)
    ages = range(value("data.school_age_from"), value("data.school_age_to") + 1)
    young = [
        m for m in household.members.present() if m.birth_date and years_between(m.birth_date, day) in ages
    ]
    away = [m for m in young if m.school_status in NOT_AT_SCHOOL]
    excepted = [m for m in away if m.dropout_reason in INCAPACITY]
    if out := len(away) - len(excepted):
        return Fact(False, _("有 %(n)d 名学龄人口未在校") % {"n": out})
    if excepted:
        words = _("学龄人口 %(n)d 人，其中 %(excepted)d 人因病因残不能上学，其余都在校")
        return Fact(True, words % {"n": len(young), "excepted": len(excepted)})
    return Fact(True, _("学龄人口 %(n)d 人，都在校") % {"n": len(young)})


def _everybody(household, column, met, lacking):
    people = list(household.members.present())
    if not people or any(getattr(m, column) is None for m in people):
        return None
    without = sum(not getattr(m, column) for m in people)
    return Fact(not without, lacking % {"n": without} if without else met % {"n": len(people)})


@exit_test
def all_insured(household, day):
    """Every counted member has the basic medical insurance, and nobody is known to lack that for major illness."""
    fact = _everybody(household, "is_medical_insured", _("%(n)d 人都已参保"), _("有 %(n)d 人未参保"))
    without = sum(m.is_major_illness_insured is False for m in household.members.present())
    if without and not (fact and not fact.is_met):
        return Fact(False, _("有 %(n)d 人未参加大病保险") % {"n": without})
    return fact


@exit_test
def pension_insured(household, day):
    """Every counted member of 16 and over has the basic pension insurance, pupils apart."""
    grown = [
        m
        for m in household.members.present()
        if m.birth_date
        and years_between(m.birth_date, day) >= Parameters(household.area_id, day)("labour.age_from")
        and m.school_status in NOT_AT_SCHOOL
    ]
    if any(m.is_pension_insured is None for m in grown):
        return None
    without = sum(not m.is_pension_insured for m in grown)
    if without:
        return Fact(False, _("有 %(n)d 人未参加养老保险") % {"n": without})
    return Fact(True, _("应参保 %(n)d 人都已参加养老保险") % {"n": len(grown)})


@exit_test
def house_safe(household, day):
    """Grade A or B, or C or D repaired, or moved into the new home."""
    row = newest(household, "living", day)
    if row is None or not (row.housing_grade or row.is_dangerous_house is not None):
        return None
    if row.housing_grade in (HousingGrade.A, HousingGrade.B) and not row.is_dangerous_house:
        return Fact(True, _("房屋 %(grade)s 级") % {"grade": row.housing_grade})
    if row.renovation_year and row.renovation_year <= day.year and not row.is_dangerous_house:
        return Fact(True, _("%(year)s 年已完成危房改造") % {"year": row.renovation_year})
    if row.is_dangerous_house is False and not row.housing_grade:
        return Fact(True, _("不是危房户"))
    if household.is_relocated:
        return None  # whether they moved in stands on no form: the home check says it
    return Fact(False, _("住房不安全"))


@exit_test
def water_safe(household, day):
    """Drinking water is safe and not hard to come by."""
    row = newest(household, "living", day)
    if row is None or row.is_water_safe is None:
        return None
    if row.is_water_safe and row.is_water_difficult:
        return Fact(False, _("饮水困难"))
    return Fact(row.is_water_safe, _("饮水安全") if row.is_water_safe else _("饮水不安全"))


@exit_test
def has_power(household, day):
    """The home has electricity."""
    row = newest(household, "living", day)
    if row is None or row.has_household_power is None:
        return None
    return Fact(row.has_household_power, _("已通生活用电") if row.has_household_power else _("未通生活用电"))


@exit_test
def has_broadcast(household, day):
    """The home has radio and television."""
    row = newest(household, "living", day)
    if row is None or row.has_broadcast_tv is None:
        return None
    return Fact(row.has_broadcast_tv, _("已通广播电视") if row.has_broadcast_tv else _("未通广播电视"))
