"""Read a roster workbook into typed rows: every layout of member and household sheets that offices keep.

Columns are found by name, members are grouped by household number, quirks of typing leave no trace. What
cannot be understood stays with its row as an error and becomes a finding in `households.importing.checks`.
"""

import datetime as dt
import re
from collections import defaultdict
from typing import Any

from households.choices import Relation
from households.importing.dating import date_of, stated_income_year
from households.importing.layouts import (
    FACT_FIELDS,
    FORM_FIELDS,
    HOUSEHOLD_FIELDS,
    HOUSEHOLD_OWN,
    HOUSEHOLDS,
    INCOME_FIELDS,
    LIVING_FIELDS,
    MEMBER_FIELDS,
    MEMBERS,
)
from households.importing.rows import (
    Facts,
    FormFiguresRow,
    HouseholdRow,
    IncomeRow,
    LivingRow,
    MemberRow,
    Roster,
    RosterHousehold,
)
from households.labour import years_between
from povertyapp.core.workbooks import (
    CellError,
    FieldReader,
    Table,
    Workbook,
    cells,
    find_table,
    find_tables,
    nearest_table,
    refuse_lacking,
    require_rows,
)

TOWNSHIP = re.compile(r"(?:^|[县市区旗:：(\s])([\u4e00-\u9fff]{1,7}?(?:镇|乡|街道|办事处|工贸区|农场|林场))")
MIN_HOUSEHOLD_COLUMNS = 2


def read_roster(workbook: Workbook, as_of: dt.date | None, today: dt.date) -> Roster:
    """Return the roster of a workbook; `as_of` overrides the export date that it states.

    Raises `UnreadableWorkbook` when no sheet has the columns of members, or none has a data row, or when a
    sheet of members or households lacks a column: nothing is taken of a roster that would come in part.
    """
    member_tables = find_tables(workbook, MEMBERS)
    household_tables = _household_tables(workbook, member_tables)
    refuse_lacking(workbook, _lacking_tables(workbook, [*member_tables, *household_tables]))
    titles = _titles([*member_tables, *household_tables])
    members = [member for table in member_tables for member in _members(table)]
    require_rows(workbook, MEMBERS, len(members))
    earned = stated_income_year(household_tables)
    exits = [member.facts.exited_year for member in members]
    day = as_of or date_of(workbook, titles, earned, exits, today)
    for member in members:
        member.age = years_between(member.born, day) if member.born else None
    income_year = earned or day.year - 1
    forms = [row for table in household_tables for row in _households(table, income_year)]
    households = _grouped(members)
    spare = _joined(households, forms)
    return Roster(
        file=workbook.file,
        as_of=day,
        income_year=income_year,
        households=households,
        forms_without_members=spare,
        has_household_sheet=bool(household_tables),
        columns=frozenset(key for table in [*member_tables, *household_tables] for key in table.columns),
        titles=titles,
        sheets=[sheet.name for sheet in workbook],
        formulas=sum(len(table.sheet.formulas) for table in [*member_tables, *household_tables]),
    )


def _township_of(table: Table) -> str:
    """Return the township that a sheet without such a column is about: by its own name, else by its titles."""
    for line in (table.sheet.name, *_titles([table])):
        if named := TOWNSHIP.search(cells.text(line)):
            return named[1]
    return ""


def _titles(tables: list[Table]) -> list[str]:
    """Return the lines above the headers, which name the county, the unit and the year."""
    return list(dict.fromkeys(line for table in tables for line in table.titles))


def _household_tables(workbook: Workbook, member_tables: list[Table]) -> list[Table]:
    taken = {table.sheet.name for table in member_tables}
    found = (find_table(sheet, HOUSEHOLDS) for sheet in workbook if sheet.name not in taken)
    return [table for table in found if table and _says_enough(table)]


def _lacking_tables(workbook: Workbook, taken: list[Table]) -> list[Table]:
    """Return the tables of members or households that lack a column; covers, notes and other lists are none."""
    read = {table.sheet.name for table in taken}
    found = []
    for sheet in (sheet for sheet in workbook if sheet.name not in read):
        people, homes = nearest_table(sheet, MEMBERS), nearest_table(sheet, HOUSEHOLDS)
        if people and people.is_likely:
            found.append(people)
        elif homes and "户主姓名" in homes.columns and _says_enough(homes):
            found.append(homes)
    return found


def _says_enough(table: Table) -> bool:
    return len(HOUSEHOLD_OWN & table.columns.keys()) >= MIN_HOUSEHOLD_COLUMNS


def _members(table: Table) -> list[MemberRow]:
    fact_reader, member_reader = FieldReader(table, FACT_FIELDS), FieldReader(table, MEMBER_FIELDS)
    members: list[MemberRow] = []
    raw_facts: list[Any] = []
    facts, fact_errors = Facts(), dict[str, CellError]()
    given: dict[str, Any] = {} if "乡镇" in table.columns else {"township": _township_of(table)}
    for record in table.records():
        own = fact_reader.cells(record.values)
        if all(map(cells.is_blank, member_reader.cells(record.values))):
            continue
        # Household cells left blank under the household's first row belong to that household, and the rows of
        # one household share one object.
        if own != raw_facts and not (raw_facts and all(map(cells.is_blank, own))):
            raw_facts = own
            values, fact_errors = fact_reader.read(record.values)
            facts = Facts(**given, **values)
        details, errors = member_reader.read(record.values)
        members.append(MemberRow(record, errors, facts, fact_errors, **details))
    return members


def _households(table: Table, income_year: int) -> list[HouseholdRow]:
    own, income, living = (
        FieldReader(table, fields) for fields in (HOUSEHOLD_FIELDS, INCOME_FIELDS, LIVING_FIELDS)
    )
    forms = {source: FieldReader(table, fields) for source, fields in FORM_FIELDS.items()}
    rows = []
    for record in table.records():
        values, errors = own.read(record.values)
        if not values.get("household_no") and "户编号" not in errors:
            continue
        incomes, income_errors = income.read(record.values)
        conditions, living_errors = living.read(record.values)
        errors |= income_errors | living_errors
        figures: dict[str, FormFiguresRow] = {}
        for source, reader in forms.items():
            stated, form_errors = reader.read(record.values)
            errors |= form_errors
            figures[source] = FormFiguresRow(**stated)
        rows.append(
            HouseholdRow(
                record, errors, figures, IncomeRow(income_year, **incomes), LivingRow(**conditions), **values
            )
        )
    return rows


def _grouped(members: list[MemberRow]) -> list[RosterHousehold]:
    by_number: dict[str, list[MemberRow]] = defaultdict(list)
    for member in members:
        by_number[member.facts.household_no].append(member)
    for together in by_number.values():
        first = together[0].facts
        for member in together:
            if member.facts is not first and member.facts.is_bare and not member.fact_errors:
                member.facts = first  # added late, with the number of the household alone
    return [
        RosterHousehold(number, part) for number, together in by_number.items() for part in _apart(together)
    ]


def _apart(members: list[MemberRow]) -> list[list[MemberRow]]:
    """Part members under one household number who are two households: each has its own named head."""
    by_head: dict[str, list[MemberRow]] = defaultdict(list)
    for member in members:
        by_head[member.facts.head_name].append(member)
    if len(by_head) > 1 and all(
        any(one.relation == Relation.HEAD and one.name == name for one in part)
        for name, part in by_head.items()
    ):
        return list(by_head.values())
    return [members]


def _joined(households: list[RosterHousehold], forms: list[HouseholdRow]) -> list[HouseholdRow]:
    """Give each household its row of the household sheet; return the rows that are left over."""
    by_number: dict[str, list[RosterHousehold]] = defaultdict(list)
    for household in households:
        by_number[household.household_no].append(household)
    spare = []
    for form in forms:
        free = [household for household in by_number[form.household_no] if household.form is None]
        same_head = [household for household in free if household.facts.head_name == form.head_name]
        if free:
            (same_head or free)[0].form = form
        else:
            spare.append(form)
    return spare
