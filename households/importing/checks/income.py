"""The income statement of the household sheet: its sums, its range, and what it says beside the members."""

from collections.abc import Iterator
from decimal import Decimal

from households.choices import FormSource, PovertyAttribute
from households.importing.checks.base import Context, Forms, Over, check
from households.importing.layouts import INCOME_FIELDS
from households.importing.rows import HouseholdRow, RosterHousehold
from households.models import IncomeStatement
from povertyapp.core.workbooks import Finding

KEY_OF = {field.attr: field.key for field in INCOME_FIELDS}
PARTS = IncomeStatement.PARTS
SOURCES = ("wage_income", "business_income", "property_income", "transfer_income")
NOT_NEGATIVE = (*SOURCES, *PARTS, "business_expense")


def amounts(form: HouseholdRow, *attrs: str) -> list[Decimal] | None:
    """Return these amounts, or None where one of them is absent, blank or unreadable."""
    found = [getattr(form.income, attr) for attr in attrs]
    return None if None in found else found


@check("INCOME_NEGATIVE", Over.FORM)
def negative(forms: Forms, context: Context) -> Iterator[Finding]:
    for form, _household in forms:
        for attr in NOT_NEGATIVE:
            value = getattr(form.income, attr)
            if value is not None and value < 0:
                yield form.at(KEY_OF[attr], "INCOME_NEGATIVE")


@check("INCOME_SUM_MISMATCH", Over.FORM)
def sum_mismatch(forms: Forms, context: Context) -> Iterator[Finding]:
    for form, _household in forms:
        found = amounts(form, *SOURCES, "business_expense", "net_income")
        if found:
            *gross, expense, net = found
            wanted = sum(gross) - expense
            if abs(net - wanted) > context.number("data.income_tolerance"):
                yield form.at(KEY_OF["net_income"], "INCOME_SUM_MISMATCH", expected=wanted)


@check("INCOME_PART_MISMATCH", Over.FORM)
def part_mismatch(forms: Forms, context: Context) -> Iterator[Finding]:
    for form, _household in forms:
        found = amounts(form, *PARTS, "transfer_income")
        if found:
            *parts, transfer = found
            if abs(transfer - sum(parts)) > context.number("data.income_tolerance"):
                yield form.at(KEY_OF["transfer_income"], "INCOME_PART_MISMATCH", expected=sum(parts))


@check("INCOME_PERCAP_MISMATCH", Over.FORM)
def per_head_mismatch(forms: Forms, context: Context) -> Iterator[Finding]:
    for form, household in forms:
        found = amounts(form, "net_income", "net_income_per_capita")
        size = form.forms[FormSource.WORK_FORM].size or household.facts.size
        if found and size:
            net, per_head = found
            wanted = (net / size).quantize(Decimal("0.01"))
            if abs(per_head - wanted) > context.number("data.income_tolerance"):
                key = KEY_OF["net_income_per_capita"]
                yield form.at(key, "INCOME_PERCAP_MISMATCH", expected=wanted)


@check("INCOME_CROSS_SHEET", Over.FORM)
def sheets_differ(forms: Forms, context: Context) -> Iterator[Finding]:
    for form, household in forms:
        found, stated = amounts(form, "net_income_per_capita"), household.facts.net_income_per_capita
        if found and stated is not None and abs(found[0] - stated) > context.number("data.income_tolerance"):
            yield household.at("人均纯收入", "INCOME_CROSS_SHEET", expected=found[0])


@check("INCOME_RANGE", Over.HOUSEHOLD)
def out_of_range(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        found = amounts(household.form, "net_income_per_capita") if household.form else None
        per_head = found[0] if found else household.facts.net_income_per_capita
        if per_head is None or 0 < per_head <= context.number("data.income_per_capita_max"):
            continue
        row = household.form if household.form and found else household
        yield row.at("人均纯收入", "INCOME_RANGE")


@check("LOWINC_CONFLICT", Over.FORM)
def allowance_and_attribute(forms: Forms, context: Context) -> Iterator[Finding]:
    for form, household in forms:
        found = amounts(form, "allowance_aid", "five_guarantee_aid")
        if not found:
            continue
        allowance, five = found
        attribute = household.facts.poverty_attribute
        if attribute == PovertyAttribute.GENERAL and allowance > 0:
            yield form.at(KEY_OF["allowance_aid"], "LOWINC_CONFLICT", expected=0)
        elif attribute == PovertyAttribute.ALLOWANCE and allowance == 0:
            yield form.at(KEY_OF["allowance_aid"], "LOWINC_CONFLICT")
        elif attribute == PovertyAttribute.FIVE_GUARANTEE and five == 0:
            yield form.at(KEY_OF["five_guarantee_aid"], "LOWINC_CONFLICT")


@check("EXPENSE_MISSING", Over.FORM)
def expense_missing(forms: Forms, context: Context) -> Iterator[Finding]:
    for form, _household in forms:
        found = amounts(form, "business_income", "business_expense")
        if found and found[0] > 0 and found[1] == 0:
            yield form.at(KEY_OF["business_expense"], "EXPENSE_MISSING")


@check("WAGE_WORK_CONFLICT", Over.FORM)
def wage_and_work(forms: Forms, context: Context) -> Iterator[Finding]:
    for form, household in forms:
        found = amounts(form, "wage_income")
        if found and context.has("务工状况"):
            works = any(member.is_working for member in household.members)
            if works != (found[0] > 0):
                yield form.at(KEY_OF["wage_income"], "WAGE_WORK_CONFLICT")


@check("PENSION_MISSING", Over.FORM)
def pension_missing(forms: Forms, context: Context) -> Iterator[Finding]:
    pension_age = context.number("data.pension_age")
    for form, household in forms:
        found = amounts(form, "pension_aid")
        if not found or found[0] != 0:
            continue
        if any(m.is_pension_insured and (m.age or 0) >= pension_age for m in household.present):
            yield form.at(KEY_OF["pension_aid"], "PENSION_MISSING")
