"""Write the households of a roster, set-based: stage, compare, change only what differs.

The caller holds the transaction. Columns that the file does not have keep what is stored; an unchanged row is
not written and leaves no history.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection

from households.choices import DatePrecision, FormSource, PovertyAttribute, PovertyStatus, Presence
from households.importing.layouts import (
    FORM_COLUMNS,
    FORM_GROUPS,
    INCOME_FIELDS,
    LIVING_FIELDS,
    MEMBER_FIELDS,
)
from households.importing.rows import LivingRow, MemberRow, Roster, RosterHousehold
from households.labour import is_labour_capable, presence_of
from households.models import FormFigures, Household, HouseholdMember, IncomeStatement, LivingCondition
from povertyapp.core import crypto
from povertyapp.core.copying import Merged, analyze, merge, stage_like
from povertyapp.core.import_locks import wait_to_write
from povertyapp.core.names import pinyin_key
from povertyapp.core.parameters import Parameters
from povertyapp.core.scoping import restamp

PHONE = Household._meta.get_field("phone").column_key
ACCOUNT = Household._meta.get_field("bank_account").column_key
ID_NUMBER = HouseholdMember._meta.get_field("id_number").column_key

# Column of Household ← column of the workbook that it comes from; always written where that column is there.
HOUSEHOLD_COLUMNS = {
    "area_id": "行政村",
    "group_name": "村民小组",
    "head_name": "户主姓名",
    "head_pinyin": "户主姓名",
    "phone": "联系电话",
    "bank_name": "开户银行",
    "bank_account": "银行账号",
    "poverty_attribute": "贫困户属性",
    "poverty_status": "脱贫状态",
    "main_cause": "主要致贫原因",
    "other_causes": "其他致贫原因",
    "registered_on": "识别年度",
    "registered_precision": "识别年度",
    "exited_on": "脱贫年度",
    "exited_precision": "脱贫年度",
    "size": "人数",
    "is_relocated": "是否易地扶贫搬迁户",
    "remark": "备注",
}
# Judged from the members and from 是否全家外出.
JUDGED_COLUMNS = ("presence", "is_labour_capable")
# Of these a new household needs a value even when the file has no such column.
NEEDED_COLUMNS = ("head_name", "head_pinyin", "poverty_attribute", "poverty_status", "registered_on", "size")


def store_roster(roster: Roster, households: list[RosterHousehold], county_code: str) -> dict[str, int]:
    """Write these households of the roster with members, incomes, living conditions and forms' figures.

    Returns households_created, households_updated, households_unchanged, members_created, members_updated,
    members_unchanged. A household counts as updated when its row or anything that hangs on it changed, its
    members apart.
    """
    with connection.cursor() as cursor:
        wait_to_write(county_code)
        own = _store_households(cursor, roster, households, Parameters(county_code, roster.as_of))
        members = _store_members(cursor, roster, households)
        hanging = [
            _store_forms(cursor, roster, households),
            _store_incomes(cursor, roster, households),
            _store_living(cursor, roster, households),
        ]
        numbers = sorted(own.created | own.updated)
        cursor.execute("SELECT id FROM households_household WHERE household_no = ANY(%s)", [numbers])
        touched = {number for (number,) in cursor.fetchall()}
        if own.created or members.created:
            analyze(cursor, Household, HouseholdMember, FormFigures, IncomeStatement, LivingCondition)
    for merged in hanging:
        touched |= merged.created | merged.updated
    member_count = sum(len(household.members) for household in households)
    updated = len(touched) - len(own.created)
    return {
        "households_created": len(own.created),
        "households_updated": updated,
        "households_unchanged": len(households) - len(own.created) - updated,
        "members_created": len(members.created),
        "members_updated": len(members.updated),
        "members_unchanged": member_count - len(members.created) - len(members.updated),
    }


def _store_households(cursor, roster: Roster, households, value: Parameters) -> Merged:
    given = [column for column, key in HOUSEHOLD_COLUMNS.items() if key in roster.columns]
    needed = [column for column in NEEDED_COLUMNS if column not in given]
    staged = ["household_no", *given, *JUDGED_COLUMNS, *needed]
    rows = (
        [values[column] for column in staged]
        for values in (household_values(household, roster.as_of, value) for household in households)
    )
    others = stage_like(cursor, "incoming_households", Household, staged, rows)
    _keep_finer_dates(cursor)
    if "是否全家外出" not in roster.columns:
        cursor.execute(
            "UPDATE incoming_households AS incoming SET presence = present.presence"
            " FROM households_household AS present"
            " WHERE present.household_no = incoming.household_no AND present.presence = %s",
            [Presence.ALL_AWAY],
        )
    moved = _moved(cursor)
    merged = merge(
        cursor,
        "incoming_households",
        Household._meta.db_table,
        ["household_no"],
        [*given, *JUDGED_COLUMNS],
        fixed=[*needed, *(column for column in others if column != "updated_at")],
        stamps=["updated_at"],
    )
    for household in Household.objects.filter(household_no__in=moved):
        restamp(household)
    return merged


def household_values(household: RosterHousehold, as_of: dt.date, value: Parameters) -> dict[str, Any]:
    """Return the columns of Household that a roster states, sealed where they are stored sealed."""
    facts, form = household.facts, household.form
    head_name = facts.head_name or (household.head.name if household.head else "")
    capable = is_labour_capable(household.members, as_of, value)
    registered = facts.registered_year or facts.exited_year or as_of.year
    return {
        "household_no": household.household_no,
        "area_id": household.village_code,
        "group_name": facts.group_name,
        "head_name": head_name,
        "head_pinyin": pinyin_key(head_name),
        "phone": crypto.seal(facts.phone, PHONE, household.household_no),
        "bank_name": facts.bank_name,
        "bank_account": crypto.seal(facts.bank_account, ACCOUNT, household.household_no),
        "poverty_attribute": facts.poverty_attribute or PovertyAttribute.GENERAL,
        "poverty_status": facts.poverty_status
        or (PovertyStatus.EXITED if facts.exited_year else PovertyStatus.IN_POVERTY),
        "main_cause": facts.main_cause,
        "other_causes": facts.other_causes,
        # A year is all that the roster states: registered from its first day, exited on its last.
        "registered_on": dt.date(registered, 1, 1),
        "registered_precision": DatePrecision.YEAR,
        "exited_on": dt.date(facts.exited_year, 12, 31) if facts.exited_year else None,
        "exited_precision": DatePrecision.YEAR,
        "size": facts.size if facts.size is not None else len(household.present),
        "is_relocated": bool(facts.is_relocated),
        "remark": form.remark if form else "",
        "presence": presence_of(bool(form and form.is_all_away), capable),
        "is_labour_capable": capable,
    }


def _keep_finer_dates(cursor) -> None:
    """A year from the roster does not blur a month or a day of that year that is known already."""
    for name in ("registered", "exited"):
        cursor.execute(
            f"UPDATE incoming_households AS incoming"
            f" SET {name}_on = present.{name}_on, {name}_precision = present.{name}_precision"
            f" FROM households_household AS present"
            f" WHERE present.household_no = incoming.household_no AND present.{name}_precision <> %s"
            f" AND date_part('year', present.{name}_on) = date_part('year', incoming.{name}_on)",
            [DatePrecision.YEAR],
        )


def _moved(cursor) -> list[str]:
    """Return the households that are stored in another place, whose other rows must follow them."""
    cursor.execute(
        "SELECT household_no FROM incoming_households"
        " JOIN households_household AS present USING (household_no)"
        " WHERE present.area_id <> incoming_households.area_id"
    )
    return [number for (number,) in cursor.fetchall()]


def _store_members(cursor, roster: Roster, households) -> Merged:
    given = [field.attr for field in MEMBER_FIELDS if field.key in roster.columns]
    derived = ["name_pinyin", "id_hash", "id_tail_hash", "id_fault", "card_state"]
    columns = [*given, *derived]
    rows = (
        [*_member_values(member, given), household.household_no]
        for household in households
        for member in household.members
    )
    others = stage_like(cursor, "incoming_members", HouseholdMember, columns, rows, {"household_no": "text"})
    _follow(cursor, "incoming_members")
    # The roster has no cards: what is stored of one keeps its verdict.
    cursor.execute(
        "UPDATE incoming_members AS incoming SET card_state = present.card_state"
        " FROM households_householdmember AS present"
        " WHERE present.person_no = incoming.person_no AND present.disability_card <> ''"
    )
    changing = [column for column in [*columns, "household_id", "area_id"] if column != "person_no"]
    fixed = [column for column in others if column not in changing]
    return merge(
        cursor, "incoming_members", HouseholdMember._meta.db_table, ["person_no"], changing, fixed=fixed
    )


def _member_values(member: MemberRow, columns: list[str]) -> list[Any]:
    values = [getattr(member, column) for column in columns]
    if "id_number" in columns:
        values[columns.index("id_number")] = crypto.seal(member.id_number, ID_NUMBER, member.person_no)
    return [*values, pinyin_key(member.name), *member.hashes, *member.verdicts]


def _follow(cursor, staged: str) -> None:
    """Give staged rows the household and the area that their household number means."""
    cursor.execute(
        f'UPDATE "{staged}" AS incoming SET household_id = present.id, area_id = present.area_id'
        f" FROM households_household AS present WHERE present.household_no = incoming.household_no"
    )


def _store_hanging(cursor, model, key: list[str], columns: list[str], rows: Iterable[list]) -> Merged:
    """Write rows that hang on a household: its number first, then the key without it, then the columns."""
    staged = f"incoming_{model._meta.model_name}"
    others = stage_like(
        cursor,
        staged,
        model,
        [*key, *columns],
        ([*row[1:], row[0]] for row in rows),
        {"household_no": "text"},
    )
    _follow(cursor, staged)
    fixed = [column for column in others if column not in ("household_id", "area_id")]
    return merge(
        cursor,
        staged,
        model._meta.db_table,
        ["household_id", *key],
        [*columns, "area_id"],
        fixed=fixed,
        returning="household_id",
    )


def _store_forms(cursor, roster: Roster, households) -> Merged:
    groups = {source: group for group, source in FORM_GROUPS.items()}
    attrs = [
        attr
        for name, attr, _parse in FORM_COLUMNS
        if any(f"{group}/{name}" in roster.columns for group in FORM_GROUPS)
    ]

    def is_stated(source: FormSource) -> bool:
        return any(key.startswith(f"{groups[source]}/") for key in roster.columns)

    rows = (
        [household.household_no, source, *(getattr(figures, attr) for attr in attrs)]
        for household in households
        if household.form
        for source, figures in household.form.forms.items()
        if is_stated(source)
    )
    return _store_hanging(cursor, FormFigures, ["source"], attrs, rows)


def _store_incomes(cursor, roster: Roster, households) -> Merged:
    attrs = [field.attr for field in INCOME_FIELDS if field.key in roster.columns]
    rows = (
        [household.household_no, roster.income_year, *(getattr(household.form.income, a) or 0 for a in attrs)]
        for household in households
        if household.form
    )
    return _store_hanging(cursor, IncomeStatement, ["year"], attrs, rows)


def _store_living(cursor, roster: Roster, households) -> Merged:
    own = [field.attr for field in LIVING_FIELDS if field.key in roster.columns]
    facts = {"是否危房户": "is_dangerous_house", "是否饮水安全": "is_water_safe"}
    stated = [attr for key, attr in facts.items() if key in roster.columns]
    land = ["cultivated_mu", "woodland_mu"] if roster.has_household_sheet else []

    def values(household: RosterHousehold) -> list[Any]:
        row = [
            household.household_no,
            roster.as_of.year,
            *(getattr(household.facts, attr) for attr in stated),
        ]
        if not household.form:
            return [*row, *(getattr(LivingRow(), attr) for attr in own), *(None for _attr in land)]
        figures = household.form.forms[FormSource.WORK_FORM]
        return [
            *row,
            *(getattr(household.form.living, attr) for attr in own),
            *(getattr(figures, attr) for attr in land),
        ]

    return _store_hanging(
        cursor,
        LivingCondition,
        ["year"],
        [*stated, *own, *land],
        (values(household) for household in households),
    )
