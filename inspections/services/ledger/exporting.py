"""Export the rectification ledger as it stands on a day, in the office's own look, with a record."""

import os
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.choices import LedgerState, MeasureStatus
from inspections.ledger import LedgerRow, ProgressNote
from inspections.ledger.workbook import COLUMNS, TEMPLATE, LedgerHead, ledger_sheet, ledger_workbook
from inspections.models import LedgerItem
from povertyapp.core.exports import XLSX_FORM, Export, hand_out, open_record
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import ancestors
from povertyapp.core.spoken import in_words
from povertyapp.core.workbooks.on_paper import sheet_pdf
from povertyapp.core.workbooks.stamps import Stamp

KIND = "ledger"


@transaction.atomic
def export_ledger(*, by, items, as_of, area_code="", filters=None, form=XLSX_FORM) -> Export:
    """Return the workbook, or the paper (`form` a4 or a3), with the record of the export.

    `items` are the lines that the user may see and asked for, with their state as of `as_of`; `filters` are
    the conditions in words, printed and recorded; `area_code` is the place asked for, else the place that
    holds all the lines; `by` is None on the command line. Raises ValidationError when the lines are of
    several counties: a ledger is one county's.
    """
    filters = {name: str(value) for name, value in (filters or {}).items() if value not in (None, "")}
    lines = list(_complete(items))
    area = _area_of(lines, area_code, by)
    county = _county_of(lines, area)
    record = open_record(
        by=by,
        area=area,
        kind=KIND,
        columns=[column.header for column in COLUMNS],
        row_count=len(lines),
        filters=filters,
    )
    username = by.get_username() if by else ""
    stamp = Stamp(record.number, TEMPLATE, record.made_at, as_of, username, filters)

    head = _head(lines, county, area, as_of, filters)
    rows = [row_of(item) for item in lines]

    def workbook() -> bytes:
        return ledger_workbook(rows, [item.key for item in lines], head, stamp)

    def paper() -> bytes:
        sheet = replace(ledger_sheet(rows, head, stamp), paper=form.upper())
        return sheet_pdf(sheet, heading=f"{head.unit} {head.title} {sheet.count_line}")

    return hand_out(record, workbook if form == XLSX_FORM else paper)


def row_of(item: LedgerItem) -> LedgerRow:
    """Return a line of the ledger as the workbook shows it; `item` carries its state."""
    problem, measure = item.problem, item.measure
    shared: dict[str, Any] = {
        "problem_no": problem.number,
        "problem_code": problem.no,
        "category": problem.category,
        "problem": problem.text,
        "origin": problem.origin,
        "scope": problem.scope_text,
        "cause": problem.cause_text,
        "state": str(LedgerState(item.state).label),
    }
    if measure is None:
        return LedgerRow(**shared)
    return LedgerRow(
        **shared,
        measure_no=measure.number,
        measure=measure.text,
        goal=measure.goal,
        deadline=measure.deadline,
        deadline_text=measure.deadline_text,
        deadline_kind=measure.deadline_kind,
        leader=measure.leader_name,
        lead_unit=measure.lead_unit,
        unit=measure.responsible_unit,
        person=measure.person_name,
        progress=tuple(ProgressNote(entry.of, entry.text, entry.percent) for entry in measure.progress.all()),
        completion=measure.completion,
        closed=measure.status == MeasureStatus.CLOSED,
        close_date=measure.closed_on,
        evidence=measure.evidence_text,
        verifier=measure.verifier_name,
        remark=measure.remark,
    )


def _complete(items):
    """Return the lines in the order of a ledger with all that a row shows, in a fixed number of queries."""
    return (
        items.in_ledger_order()
        .select_related("problem__source", "problem__county", "measure")
        .prefetch_related("measure__progress")
    )


def _area_of(lines, area_code: str, by) -> Area:
    """Return the area asked for, else the smallest that holds every line, else where the user stands."""
    codes = [item.area_id for item in lines] or (by.area_codes if by else [])
    begin = os.path.commonprefix(codes)
    for code in (area_code, *reversed(ancestors(begin))):
        if area := Area.objects.filter(code=code).first():
            return area
    raise ValidationError(_("没有可导出的区域，请先选定县再导出。"))


def _county_of(lines, area: Area) -> Area:
    counties = {item.problem.county for item in lines}
    if len(counties) > 1:
        names = "、".join(sorted(county.name for county in counties))
        raise ValidationError(
            _("一份台账只写一个县，请先选定县再导出（现有：%(names)s）。") % {"names": names}
        )
    if counties:
        return counties.pop()
    return Area.objects.filter(code=area.county_code).first() or area


def _head(lines, county: Area, area: Area, as_of, filters) -> LedgerHead:
    sources = {item.problem.source for item in lines}
    years = {source.year for source in sources}
    is_county = len(area.code) <= COUNTY_DIGITS
    return LedgerHead(
        county=county.name,
        unit=county.name + in_words("扶贫办") if is_county else area.name,
        as_of=as_of,
        year=f"{years.pop()}年度" if len(years) == 1 else "",
        batch=sources.pop().name if len(sources) == 1 else "",
        filters="、".join(f"{name}={value}" for name, value in filters.items()),
    )
