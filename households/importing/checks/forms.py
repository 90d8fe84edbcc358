"""The household sheet: its rows against the member sheet, and the two forms against each other."""

from collections.abc import Iterator

from households.choices import FormSource
from households.importing.checks.base import Context, Forms, Over, check
from households.importing.layouts import FORM_COLUMNS, FORM_FIELDS
from households.importing.rows import HouseholdRow, RosterHousehold
from povertyapp.core.workbooks import Finding

Told = Iterator[Finding]
WORK, HANDBOOK = FormSource.WORK_FORM, FormSource.HANDBOOK
KEYS = {(source, field.attr): field.key for source, fields in FORM_FIELDS.items() for field in fields}
NAME_OF = {attr: name for name, attr, _parse in FORM_COLUMNS}


@check("SHEET_MISSING_HOUSEHOLD", Over.HOUSEHOLD)
def not_in_household_sheet(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        if context.roster.has_household_sheet and household.form is None:
            yield household.at("户编号", "SHEET_MISSING_HOUSEHOLD")


@check("SHEET_EXTRA_HOUSEHOLD", Over.ROSTER)
def not_in_member_sheet(context: Context) -> Iterator[Finding]:
    known = {household.household_no for household in context.roster.households}
    for form in context.roster.forms_without_members:
        if form.household_no not in known:
            yield form.at("户编号", "SHEET_EXTRA_HOUSEHOLD")


def _differing(form: HouseholdRow, attr: str, code: str) -> Iterator[Finding]:
    if any(KEYS[source, attr] in form.errors for source in (WORK, HANDBOOK)):
        return
    work, handbook = getattr(form.forms[WORK], attr), getattr(form.forms[HANDBOOK], attr)
    if form.has(KEYS[WORK, attr]) and form.has(KEYS[HANDBOOK, attr]) and work != handbook:
        yield form.at(KEYS[HANDBOOK, attr], code, expected=work)


@check("FORM_POP_MISMATCH", Over.FORM)
def forms_differ_in_size(forms: Forms, context: Context) -> Iterator[Finding]:
    for form, _household in forms:
        yield from _differing(form, "size", "FORM_POP_MISMATCH")


@check("FORM_LAND_MISMATCH", Over.FORM)
def forms_differ_in_land(forms: Forms, context: Context) -> Iterator[Finding]:
    for form, _household in forms:
        yield from _differing(form, "cultivated_mu", "FORM_LAND_MISMATCH")


@check("FORM_FOREST_MISMATCH", Over.FORM)
def forms_differ_in_forest(forms: Forms, context: Context) -> Iterator[Finding]:
    for form, _household in forms:
        yield from _differing(form, "woodland_mu", "FORM_FOREST_MISMATCH")


@check("LAND_RANGE", Over.FORM)
def too_much_land(forms: Forms, context: Context) -> Iterator[Finding]:
    for form, household in forms:
        figures = form.forms[WORK]
        size = figures.size or household.facts.size
        limits = {
            "cultivated_mu": context.number("data.cultivated_per_head_max"),
            "woodland_mu": context.number("data.woodland_per_head_max"),
        }
        for attr, limit in limits.items():
            land = getattr(figures, attr)
            if land is not None and (land < 0 or (size and land / size > limit)):
                yield form.at(KEYS[WORK, attr], "LAND_RANGE")
