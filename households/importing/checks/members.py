"""A member's school, work, labour, health and death against each other and against age."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from households.choices import CAPABLE_AT_ANY_AGE, UNABLE, Health, SchoolStatus
from households.importing.checks.base import Context, Over, check
from households.importing.rows import MemberRow
from povertyapp.core.workbooks import Finding

# Below 16 nobody may work (劳动法).
WORKING_AGE, LABOUR_AGE = 16, 14

# The ages at which a place in school is possible at all; DQ-35 draws the line for the two ends.
AGES_AT_SCHOOL: dict[str, range] = {
    SchoolStatus.KINDERGARTEN: range(2, 8),
    SchoolStatus.PRIMARY: range(5, 16),
    **dict.fromkeys((SchoolStatus.GRADE_7, SchoolStatus.GRADE_8, SchoolStatus.GRADE_9), range(10, 19)),
    **dict.fromkeys((SchoolStatus.SENIOR_1, SchoolStatus.SENIOR_2, SchoolStatus.SENIOR_3), range(15, 23)),
    **dict.fromkeys(
        (SchoolStatus.VOCATIONAL_1, SchoolStatus.VOCATIONAL_2, SchoolStatus.VOCATIONAL_3), range(14, 26)
    ),
    **dict.fromkeys(
        (
            SchoolStatus.HIGHER_VOCATIONAL_1,
            SchoolStatus.HIGHER_VOCATIONAL_2,
            SchoolStatus.HIGHER_VOCATIONAL_3,
        ),
        range(16, 31),
    ),
    SchoolStatus.COLLEGE: range(16, 31),
}
REQUIRED = {
    "民族": "ethnicity",
    "健康状况": "health",
    "劳动技能": "labour_capacity",
    "人编号": "person_no",
    # What a valid ID number says of these is enough.
    "出生日期": "born",
    "性别": "known_sex",
}


@check("SCHOOL_AGE_CONFLICT", Over.MEMBER)
def school_age(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        age, ages = member.age, AGES_AT_SCHOOL.get(member.school_status)
        if age is not None and ages and age not in ages:
            text = _("%(age)s 周岁，该学段应为 %(low)s-%(high)s 周岁")
            message = text % {"age": age, "low": ages.start, "high": ages.stop - 1}
            yield member.at("在校生状况", "SCHOOL_AGE_CONFLICT", message=message)


@check("SCHOOL_MISSING", Over.MEMBER)
def school_missing(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    ages = context.ages("data.school_age")
    for member in members:
        known = context.has("在校生状况") and "在校生状况" not in member.errors
        absent = not member.is_student and not member.is_gone
        if known and absent and member.age in ages:
            yield member.at("在校生状况", "SCHOOL_MISSING")


@check("WORK_AGE_CONFLICT", Over.MEMBER)
def work_age(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        age = member.age
        if age is not None and age < WORKING_AGE and member.is_working:
            yield member.at("务工状况", "WORK_AGE_CONFLICT")


@check("LABOUR_AGE_CONFLICT", Over.MEMBER)
def labour_age(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        age = member.age
        if age is not None and age < LABOUR_AGE and member.labour_capacity in CAPABLE_AT_ANY_AGE:
            yield member.at("劳动技能", "LABOUR_AGE_CONFLICT")


@check("LABOUR_CONFLICT", Over.MEMBER)
def labour_and_work(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        age = member.age
        grown = age is None or age >= WORKING_AGE  # a child at work is WORK_AGE_CONFLICT
        if grown and member.labour_capacity in UNABLE and member.is_working:
            yield member.at("劳动技能", "LABOUR_CONFLICT")


@check("LABOUR_HEALTH_CONFLICT", Over.MEMBER)
def labour_and_health(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    ages = context.ages("data.able_age")
    for member in members:
        able = member.age in ages and member.health == (Health.HEALTHY,) and not member.is_student
        if able and member.labour_capacity in UNABLE and not member.is_gone and not member.is_working:
            yield member.at("劳动技能", "LABOUR_HEALTH_CONFLICT")


@check("WORK_MONTHS_RANGE", Over.MEMBER)
def work_months(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        if member.work_months is not None and not 0 <= member.work_months <= context.number(
            "data.work_months_max"
        ):
            yield member.at("务工时间(月)", "WORK_MONTHS_RANGE")


@check("WORK_STATUS_CONFLICT", Over.MEMBER)
def work_status(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        months = member.work_months
        in_range = months is None or 0 <= months <= context.number("data.work_months_max")
        if not in_range or not context.has("务工状况", "务工时间(月)") or _unread(member):
            continue
        if months and not member.work_region:
            yield member.at("务工状况", "WORK_STATUS_CONFLICT")
        elif member.work_region and not months:
            yield member.at("务工时间(月)", "WORK_STATUS_CONFLICT")


def _unread(member: MemberRow) -> bool:
    return "务工状况" in member.errors or "务工时间(月)" in member.errors


@check("FIELD_MISSING", Over.MEMBER)
def field_missing(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        for key, attr in REQUIRED.items():
            if not getattr(member, attr) and context.has(key) and key not in member.errors:
                yield member.at(key, "FIELD_MISSING", message=_("“%(column)s”不能为空") % {"column": key})
        if _lacks_education(member, context):
            yield member.at("文化程度", "FIELD_MISSING", message=_("非在校生的“文化程度”不能为空"))


def _lacks_education(member: MemberRow, context: Context) -> bool:
    if not context.has("文化程度") or member.education or member.is_student:
        return False
    # Of school age it is the school that is missing.
    known = "文化程度" in member.errors or "在校生状况" in member.errors
    return not known and member.age not in context.ages("data.school_age")


@check("DEATH_BEFORE_BIRTH", Over.MEMBER)
def death_before_birth(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        if member.is_dead and member.changed_on and member.born and member.changed_on < member.born:
            yield member.at("变动日期", "DEATH_BEFORE_BIRTH")


@check("DEATH_AFTER_EXPORT", Over.MEMBER)
def death_after_export(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        if member.is_dead and member.changed_on and member.changed_on > context.as_of:
            yield member.at("变动日期", "DEATH_AFTER_EXPORT")


@check("DEATH_STILL_ACTIVE", Over.MEMBER)
def death_still_active(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        if not member.is_dead or not member.changed_on or (member.born and member.changed_on < member.born):
            continue
        year = dt.date(context.roster.income_year, 1, 1)
        if member.changed_on < year and (member.is_working or member.is_student):
            yield member.at("变动日期", "DEATH_STILL_ACTIVE")
