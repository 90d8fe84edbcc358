"""Cells that could not be understood at all."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from households.importing.checks.base import Context, Forms, Over, check
from households.importing.layouts import (
    FACT_FIELDS,
    FORM_FIELDS,
    INCOME_FIELDS,
    LIVING_FIELDS,
    MEMBER_FIELDS,
)
from households.importing.rows import HouseholdRow, MemberRow, RosterHousehold, Row
from povertyapp.core.workbooks import CellError, Finding
from povertyapp.core.workbooks.cells import EXACT_DIGITS
from povertyapp.core.workbooks.findings import codes

# What the columns of the database hold; a larger number is a slip of the pen.
LARGEST = {
    "size": 99,
    "work_months": 99,
    "cultivated_mu": 99_999,
    "woodland_mu": 99_999,
    "km_to_main_road": 9_999,
}
LONGEST = {
    "group_name": 30,
    "head_name": 60,
    "bank_name": 60,
    "helper_name": 40,
    "helper_unit": 80,
    "name": 60,
}
LONGEST_NUMBER = {"household_no": 20, "person_no": 24}
LONGEST_MEASURE, LONGEST_REMARK = 100, 200


# Codes of long numbers that Excel has cut.
LOST = {"ID_PRECISION_LOST", "BANK_PRECISION_LOST"}


def message_of(code: str, error: CellError) -> str:
    """Return the code's meaning with what would have been accepted."""
    return _("%(meaning)s；应填：%(accepted)s") % {
        "meaning": codes()[code].meaning,
        "accepted": error.accepted,
    }


def lost_message(value) -> str:
    """Say how many digits a number in a cell has lost, and what to do; what they were cannot be known."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        lost = len(str(int(value))) - EXACT_DIGITS
        text = _("是数字格式，末%(lost)s位已丢失。请把该列设为文本后重新粘贴。")
        return text % {"lost": lost}
    return _("是科学计数法，后面的数字已丢失。请把该列设为文本后重新粘贴。")


def told(row: Row, errors: dict[str, CellError], code: str) -> Iterator[Finding]:
    for key, error in errors.items():
        if error.code == code:
            lost = code in LOST
            yield row.at(
                key, code, message=lost_message(row.record[key]) if lost else message_of(code, error)
            )


def in_cells(code: str) -> None:
    """Register the check of a code that reading the cells finds: members' own, then the household's."""

    @check(code, Over.MEMBER)
    def of_member(members: list[MemberRow], context: Context) -> Iterator[Finding]:
        for member in members:
            if member.errors:
                yield from _told_of_member(member, code)

    @check(code, Over.HOUSEHOLD)
    def of_household(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
        for household in households:
            yield from _told_of_household(household, code)

    @check(code, Over.ROSTER)
    def of_spare_rows(context: Context) -> Iterator[Finding]:
        for form in context.roster.forms_without_members:
            yield from told(form, form.errors, code)


def _told_of_member(member: MemberRow, code: str) -> Iterator[Finding]:
    for found in told(member, member.errors, code):
        is_birthday = found.column == member.record.table.written("出生日期")
        known = member.identity if is_birthday else None
        yield replace(found, expected=known[0].isoformat()) if known else found


def _told_of_household(household: RosterHousehold, code: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for member in household.members:  # repeated on every row, told once
        if not member.fact_errors:
            continue
        fresh = {key: error for key, error in member.fact_errors.items() if key not in seen}
        yield from told(member, fresh, code)
        seen |= fresh.keys()
    if household.form and household.form.errors:
        yield from told(household.form, household.form.errors, code)


for _code in (
    "DATE_INVALID",
    "NUMBER_INVALID",
    "DICT_UNKNOWN",
    "ID_PRECISION_LOST",
    "BANK_PRECISION_LOST",
    "PHONE_INVALID",
):
    in_cells(_code)


@check("NUMBER_INVALID", Over.FORM)
def too_large(forms: Forms, context: Context) -> Iterator[Finding]:
    """A number of the household sheet that no column can hold."""
    for form, _household in forms:
        for key, value, limit in _numbers(form):
            if value is not None and not (0 if key.endswith("家庭人口") else -limit) <= value <= limit:
                yield form.at(key, "NUMBER_INVALID")


@check("NUMBER_INVALID", Over.HOUSEHOLD)
def size_out_of_range(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    """A size of the household that cannot be."""
    for household in households:
        size = household.facts.size
        if size is not None and not 0 <= size <= LARGEST["size"]:
            yield household.at("人数", "NUMBER_INVALID")


def _numbers(form: HouseholdRow) -> Iterator[tuple[str, Decimal | int | None, int]]:
    for source, fields in FORM_FIELDS.items():
        for field in fields:
            yield field.key, getattr(form.forms[source], field.attr), LARGEST[field.attr]
    for field in INCOME_FIELDS:
        yield field.key, getattr(form.income, field.attr), 10**13
    for field in LIVING_FIELDS:
        value = getattr(form.living, field.attr)
        if field.attr in ("housing_m2", "km_to_main_road"):
            yield field.key, value, LARGEST.get(field.attr, 99_999)


LIMITS = {**LONGEST, **LONGEST_NUMBER}
MEMBER_LIMITS = [(f.key, f.attr, LIMITS[f.attr]) for f in MEMBER_FIELDS if f.attr in LIMITS]
FACT_LIMITS = [(f.key, f.attr, LIMITS[f.attr]) for f in FACT_FIELDS if f.attr in LIMITS]


@check("DICT_UNKNOWN", Over.MEMBER)
def too_long(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    """A text of a member that no column can hold."""
    for member in members:
        for key, attr, limit in MEMBER_LIMITS:
            if len(getattr(member, attr)) > limit:
                yield member.at(key, "DICT_UNKNOWN", message=_too_long(key, limit))


@check("DICT_UNKNOWN", Over.HOUSEHOLD)
def fact_too_long(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    """A text of a household that no column can hold."""
    for household in households:
        for key, attr, limit in FACT_LIMITS:
            if len(getattr(household.facts, attr)) > limit:
                yield household.at(key, "DICT_UNKNOWN", message=_too_long(key, limit))


@check("DICT_UNKNOWN", Over.HOUSEHOLD)
def form_too_long(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    """A measure or a remark that no column can hold."""
    for household in households:
        form = household.form
        if form and any(len(name) > LONGEST_MEASURE for name in form.measures):
            yield form.at("帮扶措施", "DICT_UNKNOWN", message=_too_long("帮扶措施", LONGEST_MEASURE))
        if form and len(form.remark) > LONGEST_REMARK:
            yield form.at("备注", "DICT_UNKNOWN", message=_too_long("备注", LONGEST_REMARK))


def _too_long(key: str, limit: int) -> str:
    return _("“%(column)s”最多 %(limit)s 个字") % {"column": key, "limit": limit}
