"""The income statement of the household sheet: its sums, its range, and what it says beside the members."""

from collections.abc import Iterator
from decimal import Decimal

from households.choices import FormSource, PovertyAttribute
from households.importing.checks.base import Context, Over, check
from households.importing.layouts import INCOME_FIELDS
from households.importing.rows import HouseholdRow, RosterHousehold
from households.models import IncomeStatement
from povertyapp.core.workbooks import Finding

KEY_OF = {field.attr: field.key for field in INCOME_FIELDS}
PARTS = IncomeStatement.PARTS
SOURCES = ("wage_income", "business_income", "property_income", "transfer_income")
NOT_NEGATIVE = (*SOURCES, *PARTS, "business_expense")
PENSION_AGE = 60


def amounts(form: HouseholdRow | None, *attrs: str) -> list[Decimal] | None:
    """Return these amounts, or None where one of them is absent, blank or unreadable."""
    if form is None:
        return None
    found = [getattr(form.income, attr) for attr in attrs]
    return None if any(value is None for value in found) else found


@check("INCOME_NEGATIVE", Over.HOUSEHOLD)
def negative(household: RosterHousehold, context: Context) -> Iterator[Finding]:
    for attr in NOT_NEGATIVE if household.form else ():
        value = getattr(household.form.income, attr)
        if value is not None and value < 0:
            yield household.form.at(KEY_OF[attr], "INCOME_NEGATIVE")


@check("INCOME_SUM_MISMATCH", Over.HOUSEHOLD)
def sum_mismatch(household: RosterHousehold, context: Context) -> Iterator[Finding]:
    found = amounts(household.form, *SOURCES, "business_expense", "net_income")
    if found:
        *gross, expense, net = found
        wanted = sum(gross) - expense
        if abs(net - wanted) > context.number("data.income_tolerance"):
            yield household.form.at(KEY_OF["net_income"], "INCOME_SUM_MISMATCH", expected=wanted)


@check("INCOME_PART_MISMATCH", Over.HOUSEHOLD)
def part_mismatch(household: RosterHousehold, context: Context) -> Iterator[Finding]:
    found = amounts(household.form, *PARTS, "transfer_income")
    if found:
        *parts, transfer = found
        if abs(transfer - sum(parts)) > context.number("data.income_tolerance"):
            yield household.form.at(KEY_OF["transfer_income"], "INCOME_PART_MISMATCH", expected=sum(parts))


@check("INCOME_PERCAP_MISMATCH", Over.HOUSEHOLD)
def per_head_mismatch(household: RosterHousehold, context: Context) -> Iterator[Finding]:
    found = amounts(household.form, "net_income", "net_income_per_capita")
    size = household.form and (household.form.forms[FormSource.WORK_FORM].size or household.facts.size)
    if found and size:
        net, per_head = found
        wanted = (net / size).quantize(Decimal("0.01"))
        if abs(per_head - wanted) > context.number("data.income_tolerance"):
            key = KEY_OF["net_income_per_capita"]
            yield household.form.at(key, "INCOME_PERCAP_MISMATCH", expected=wanted)


@check("INCOME_CROSS_SHEET", Over.HOUSEHOLD)
def sheets_differ(household: RosterHousehold, context: Context) -> Iterator[Finding]:
    found, stated = amounts(household.form, "net_income_per_capita"), household.facts.net_income_per_capita
    if found and stated is not None and abs(found[0] - stated) > context.number("data.income_tolerance"):
        yield household.at("人均纯收入", "INCOME_CROSS_SHEET", expected=found[0])


@check("INCOME_RANGE", Over.HOUSEHOLD)
def out_of_range(household: RosterHousehold, context: Context) -> Iterator[Finding]:
    found = amounts(household.form, "net_income_per_capita")
    per_head = found[0] if found else household.facts.net_income_per_capita
    if per_head is None or 0 < per_head <= context.number("data.income_per_capita_max"):
        return
    yield (household.form if found else household).at("人均纯收入", "INCOME_RANGE")


@check("LOWINC_CONFLICT", Over.HOUSEHOLD)
def allowance_and_attribute(household: RosterHousehold, context: Context) -> Iterator[Finding]:
    found = amounts(household.form, "allowance_aid", "five_guarantee_aid")
    if not found:
        return
    allowance, five = found
    attribute = household.facts.poverty_attribute
    if attribute == PovertyAttribute.GENERAL and allowance > 0:
        yield household.form.at(KEY_OF["allowance_aid"], "LOWINC_CONFLICT", expected=0)
    elif attribute == PovertyAttribute.ALLOWANCE and allowance == 0:
        yield household.form.at(KEY_OF["allowance_aid"], "LOWINC_CONFLICT")
    elif attribute == PovertyAttribute.FIVE_GUARANTEE and five == 0:
        yield household.form.at(KEY_OF["five_guarantee_aid"], "LOWINC_CONFLICT")


@check("EXPENSE_MISSING", Over.HOUSEHOLD)
def expense_missing(household: RosterHousehold, context: Context) -> Iterator[Finding]:
    found = amounts(household.form, "business_income", "business_expense")
    if found and found[0] > 0 and found[1] == 0:
        yield household.form.at(KEY_OF["business_expense"], "EXPENSE_MISSING")


@check("WAGE_WORK_CONFLICT", Over.HOUSEHOLD)
def wage_and_work(household: RosterHousehold, context: Context) -> Iterator[Finding]:
    found = amounts(household.form, "wage_income")
    if found and context.has("务工状况"):
        works = any(member.is_working for member in household.members)
        if works != (found[0] > 0):
            yield household.form.at(KEY_OF["wage_income"], "WAGE_WORK_CONFLICT")


@check("PENSION_MISSING", Over.HOUSEHOLD)
def pension_missing(household: RosterHousehold, context: Context) -> Iterator[Finding]:
    found = amounts(household.form, "pension_aid")
    if not found or found[0] != 0:
        return
    if any(m.is_pension_insured and (context.age(m) or 0) >= PENSION_AGE for m in household.present):
        yield household.form.at(KEY_OF["pension_aid"], "PENSION_MISSING")
