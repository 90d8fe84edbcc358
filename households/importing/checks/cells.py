"""Cells that could not be understood at all."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from households.importing.checks.base import Context, Over, check
from households.importing.layouts import (
    FACT_FIELDS,
    FORM_FIELDS,
    INCOME_FIELDS,
    LIVING_FIELDS,
    MEMBER_FIELDS,
)
from households.importing.rows import HouseholdRow, MemberRow, RosterHousehold, Row
from povertyapp.core.workbooks import CellError, Finding
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


def message_of(code: str, error: CellError) -> str:
    """Return the code's meaning with what would have been accepted."""
    return _("%(meaning)s；应填：%(accepted)s") % {
        "meaning": codes()[code].meaning,
        "accepted": error.accepted,
    }


def told(row: Row, errors: dict[str, CellError], code: str) -> Iterator[Finding]:
    for key, error in errors.items():
        if error.code == code:
            yield row.at(key, code, message=message_of(code, error))


def in_cells(code: str) -> None:
    """Register the check of a code that reading the cells finds: members' own, then the household's."""

    @check(code, Over.MEMBER)
    def of_member(member: MemberRow, household: RosterHousehold, context: Context) -> Iterator[Finding]:
        for found in told(member, member.errors, code):
            is_birthday = found.column == member.record.table.written("出生日期") and member.identity
            yield replace(found, expected=member.identity[0].isoformat()) if is_birthday else found

    @check(code, Over.HOUSEHOLD)
    def of_household(household: RosterHousehold, context: Context) -> Iterator[Finding]:
        seen: set[str] = set()
        for member in household.members:  # repeated on every row, told once
            fresh = {key: error for key, error in member.fact_errors.items() if key not in seen}
            yield from told(member, fresh, code)
            seen |= fresh.keys()
        if household.form:
            yield from told(household.form, household.form.errors, code)

    @check(code, Over.ROSTER)
    def of_spare_rows(context: Context) -> Iterator[Finding]:
        for form in context.roster.forms_without_members:
            yield from told(form, form.errors, code)


for _code in (
    "DATE_INVALID",
    "NUMBER_INVALID",
    "DICT_UNKNOWN",
    "ID_PRECISION_LOST",
    "BANK_PRECISION_LOST",
    "PHONE_INVALID",
):
    in_cells(_code)


@check("NUMBER_INVALID", Over.HOUSEHOLD)
def too_large(household: RosterHousehold, context: Context) -> Iterator[Finding]:
    """A number that no column can hold."""
    form = household.form
    for key, value, limit in _numbers(form) if form else ():
        if value is not None and abs(value) > limit:
            yield form.at(key, "NUMBER_INVALID")
    size = household.facts.size
    if size is not None and not 0 <= size <= LARGEST["size"]:
        yield household.at("人数", "NUMBER_INVALID")


def _numbers(form: HouseholdRow) -> Iterator[tuple[str, object, int]]:
    for source, fields in FORM_FIELDS.items():
        for field in fields:
            yield field.key, getattr(form.forms[source], field.attr), LARGEST[field.attr]
    for field in INCOME_FIELDS:
        yield field.key, getattr(form.income, field.attr), 10**13
    for field in LIVING_FIELDS:
        value = getattr(form.living, field.attr)
        if field.attr in ("housing_m2", "km_to_main_road"):
            yield field.key, value, LARGEST.get(field.attr, 99_999)


@check("DICT_UNKNOWN", Over.MEMBER)
def too_long(member: MemberRow, household: RosterHousehold, context: Context) -> Iterator[Finding]:
    """A text that no column can hold."""
    for fields, source in ((MEMBER_FIELDS, member), (FACT_FIELDS, member.facts)):
        for field in fields:
            limit = LONGEST.get(field.attr) or LONGEST_NUMBER.get(field.attr)
            if limit and len(getattr(source, field.attr)) > limit:
                text = _("“%(column)s”最多 %(limit)s 个字") % {"column": field.key, "limit": limit}
                yield member.at(field.key, "DICT_UNKNOWN", message=text)
