"""The household's own fields: attribute, years, causes, guarantees, helper, and its rows among each other."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from households.choices import CAPABLE_AT_ANY_AGE, Cause, Health, PovertyAttribute, PovertyStatus
from households.importing.checks.base import Context, Over, check
from households.importing.layouts import FACT_FIELDS
from households.importing.rows import RosterHousehold
from povertyapp.core.workbooks import Finding

FIRST_YEAR = 2013
KEY_OF = {field.attr: field.key for field in FACT_FIELDS}
REQUIRED = {
    "户编号": "household_no",
    "贫困户属性": "poverty_attribute",
    "脱贫状态": "poverty_status",
    "识别年度": "registered_year",
}


@check("HH_FIELD_INCONSISTENT", Over.HOUSEHOLD)
def field_inconsistent(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        usual = household.facts
        for member in household.members:
            if member.facts is usual or member.facts == usual:
                continue
            differing = [
                KEY_OF[attr]
                for attr in member.facts.differences(usual)
                if KEY_OF[attr] not in member.fact_errors and attr != "household_no"
            ]
            if differing and not _unread(household, differing):
                others = next(one for one in household.members if one.facts == usual)
                right = others.record[differing[0]]
                yield member.at(differing[0], "HH_FIELD_INCONSISTENT", expected=right)


def _unread(household: RosterHousehold, keys: list[str]) -> bool:
    """Say whether the usual value of a column is only that nobody could read it."""
    return any(key in member.fact_errors for member in household.members for key in keys)


@check("HH_NO_DUP", Over.ROSTER)
def number_used_twice(context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for household in context.roster.households:
        if household.household_no in seen:
            yield household.at("户编号", "HH_NO_DUP")
        seen.add(household.household_no)
    for form in context.roster.forms_without_members:
        if form.household_no in seen:
            yield form.at("户编号", "HH_NO_DUP")


@check("FIELD_MISSING", Over.HOUSEHOLD)
def household_field_missing(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        unread = {key for member in household.members for key in member.fact_errors}
        for key, attr in REQUIRED.items():
            if context.has(key) and not getattr(household.facts, attr) and key not in unread:
                yield household.at(key, "FIELD_MISSING", message=_("“%(column)s”不能为空") % {"column": key})


@check("ATTR_CONFLICT", Over.HOUSEHOLD)
def five_guarantee_with_labour(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    ages = context.ages("data.capacity_age")
    for household in households:
        if household.facts.poverty_attribute != PovertyAttribute.FIVE_GUARANTEE:
            continue
        if any(m.labour_capacity in CAPABLE_AT_ANY_AGE and m.age in ages for m in household.present):
            yield household.at("贫困户属性", "ATTR_CONFLICT")


@check("REG_YEAR_RANGE", Over.HOUSEHOLD)
def registered_year(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        year = household.facts.registered_year
        if year is not None and not FIRST_YEAR <= year <= context.as_of.year:
            yield household.at("识别年度", "REG_YEAR_RANGE")


@check("EXIT_BEFORE_REG", Over.HOUSEHOLD)
def exit_before_entry(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        registered, exited = household.facts.registered_year, household.facts.exited_year
        if registered and registered > context.as_of.year:
            continue  # the year of registration is what is wrong: REG_YEAR_RANGE
        if registered and exited and exited < registered:
            yield household.at("脱贫年度", "EXIT_BEFORE_REG")


@check("EXIT_STATUS_CONFLICT", Over.HOUSEHOLD)
def exit_and_status(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        status, exited = household.facts.poverty_status, household.facts.exited_year
        if not context.has("脱贫状态", "脱贫年度") or "脱贫年度" in household.first.fact_errors:
            continue
        never = status == PovertyStatus.IN_POVERTY and exited
        once = status in (PovertyStatus.EXITED, PovertyStatus.RETURNED) and not exited
        if never or once:
            yield household.at("脱贫年度", "EXIT_STATUS_CONFLICT")


@check("EXIT_FUTURE", Over.HOUSEHOLD)
def exit_in_future(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        if household.facts.exited_year and household.facts.exited_year > context.as_of.year:
            yield household.at("脱贫年度", "EXIT_FUTURE")


@check("EXIT_BELOW_LINE", Over.HOUSEHOLD)
def exited_below_line(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        income = household.facts.net_income_per_capita
        if income is None and household.form:
            income = household.form.income.net_income_per_capita
        is_exited = household.facts.poverty_status == PovertyStatus.EXITED
        if is_exited and income is not None and 0 < income < context.poverty_line:
            yield household.at("人均纯收入", "EXIT_BELOW_LINE")


@check("EXIT_GUARANTEE", Over.HOUSEHOLD)
def exited_without_guarantee(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        facts = household.facts
        if facts.poverty_status == PovertyStatus.EXITED:
            if facts.is_dangerous_house:
                yield household.at("是否危房户", "EXIT_GUARANTEE")
            if facts.is_water_safe is False:
                yield household.at("是否饮水安全", "EXIT_GUARANTEE")


@check("CAUSE_MEMBER_CONFLICT", Over.HOUSEHOLD)
def cause_and_members(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        people, cause = household.present, household.facts.main_cause
        health_known = all(member.health for member in people)
        healthy = health_known and all(member.health == (Health.HEALTHY,) for member in people)
        nobody_disabled = health_known and not any(Health.DISABLED in member.health for member in people)
        no_student = context.has("在校生状况") and not any(member.is_student for member in people)
        if (
            (cause == Cause.ILLNESS and healthy)
            or (cause == Cause.DISABILITY and nobody_disabled)
            or (cause == Cause.SCHOOLING and no_student)
        ):
            yield household.at("主要致贫原因", "CAUSE_MEMBER_CONFLICT")


@check("CAUSE_DUPLICATE", Over.HOUSEHOLD)
def cause_twice(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        if household.facts.main_cause and household.facts.main_cause in household.facts.other_causes:
            yield household.at("其他致贫原因", "CAUSE_DUPLICATE")


@check("HELPER_MISSING", Over.HOUSEHOLD)
def helper_missing(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        if context.has("帮扶责任人") and not household.facts.helper_name:
            yield household.at("帮扶责任人", "HELPER_MISSING")
