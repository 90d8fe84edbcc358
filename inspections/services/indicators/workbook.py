"""Paths and reports of indicators as a workbook: out for whoever sees them, in for the county office."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from inspections.importing.indicators import (
    AS_OF,
    CODE,
    COLUMNS,
    DENOMINATOR,
    EVIDENCE,
    FIELDS,
    LAYOUT,
    NAME,
    NUMERATOR,
    TARGET,
    WHEN,
    check,
)
from inspections.models import Indicator, IndicatorTarget, IndicatorValue
from inspections.services.indicators.keeping import set_path
from inspections.services.indicators.reporting import report_value
from povertyapp.core import clock
from povertyapp.core.exports import Export, hand_out, open_record
from povertyapp.core.period import Period
from povertyapp.core.workbooks.findings import Finding
from povertyapp.core.workbooks.listing import read_list
from povertyapp.core.workbooks.lists import ListBook, ListColumn, ListSheet
from povertyapp.core.workbooks.office import written_day

TITLE = "行业指标路径与填报"
HEAD = (
    ListColumn("序号", width=6, kind="integer"),
    ListColumn(CODE, width=14),
    ListColumn(NAME, width=28),
    ListColumn("责任单位", width=22),
    ListColumn("计量单位", width=10),
    ListColumn("方向", width=10),
    ListColumn(WHEN, width=10, kind="text"),
    ListColumn(TARGET, width=12),
    ListColumn(NUMERATOR, width=12),
    ListColumn(DENOMINATOR, width=12),
    ListColumn(AS_OF, width=12, kind="date"),
    ListColumn(EVIDENCE, width=34),
)


@dataclass
class Taken:
    """What a workbook came to: what is wrong with it, how much was written, how many rows were left out."""

    findings: list[Finding]
    counts: Counter = field(default_factory=Counter)
    left_out: int = 0
    is_refused: bool = False


@transaction.atomic
def import_indicators(*, by, county, workbook, only_clean=False) -> Taken:
    """Take in the targets and reports of a workbook; the same file again writes nothing.

    A blank target or report says nothing and changes nothing. Every row goes through the services of the pages; what
    they refuse is told at the row's own cells. With one error nothing is written, unless `only_clean` leaves the
    faulty rows out.
    """
    rows = read_list(workbook, LAYOUT, FIELDS)
    indicators = {one.code: one for one in Indicator.objects.in_area(county.code).select_related("area")}
    check(rows, indicators)
    taken = Taken([])
    with transaction.atomic():
        for row in rows:
            if not row.is_faulty:
                _take(by, row, indicators[row["code"]], taken.counts)
        taken.findings = [fault for row in rows for fault in row.faults]
        faulty = sum(row.is_faulty for row in rows)
        taken.left_out = faulty if only_clean else 0
        taken.is_refused = bool(faulty) and (not only_clean or faulty == len(rows))
        if taken.is_refused:
            taken.counts.clear()
            transaction.set_rollback(True)
    return taken


def _take(by, row, indicator, counts):
    found: Counter = Counter()
    try:
        with transaction.atomic():
            _take_target(by, row, indicator, found)
            _take_value(by, row, indicator, found)
    except ValidationError as error:
        for name, texts in _texts(error).items():
            for text in texts:
                row.tell(COLUMNS.get(name, TARGET), "LIST_REFUSED", message=text)
    else:
        counts.update(found)


def _texts(error):
    return error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}


def _take_target(by, row, indicator, found):
    if row["target"] is None:
        return
    is_new = not indicator.targets.filter(month=row["month"]).exists()
    changed = set_path(by=by, indicator=indicator, targets={row["month"]: row["target"]})
    found["targets_created" if is_new else "targets_updated" if changed else "targets_unchanged"] += 1


def _take_value(by, row, indicator, found):
    if row["numerator"] is None:
        return
    known = indicator.values.filter(month=row["month"])
    before = known.count()
    value = report_value(
        by=by,
        indicator=indicator,
        month=row["month"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        as_of=row["as_of"] or Period.parse(row["month"]).as_of,
        evidence=row["evidence"] or "",
    )
    act = "unchanged" if known.count() == before else "updated" if before else "created"
    found[f"values_{act}"] += bool(value)


def export_indicators(*, by, area, indicators, year) -> Export:
    """Return the workbook of a year for indicators that the user may see, a row a month, with its record."""
    found = list(indicators)
    record = open_record(
        by=by,
        area=area,
        kind="indicators",
        columns=[column.header for column in HEAD],
        row_count=12 * len(found),
        filters={"年度": year},
    )
    return hand_out(record, lambda: _workbook(found, area, year, record))


def _workbook(indicators, area, year, record):
    day = written_day(record.made_at.astimezone(clock.COUNTY_TIME))
    of_year = {"indicator__in": indicators, "month__startswith": f"{year}-"}
    targets = {(row.indicator_id, row.month): row.target for row in IndicatorTarget.objects.filter(**of_year)}
    values = {(row.indicator_id, row.month): row for row in IndicatorValue.objects.filter(**of_year).newest()}
    sheet = ListSheet(
        name="行业指标",
        title=f"{area.short_name}{year}年{TITLE}",
        filing=(f"填报单位:{area.short_name}", f"填报时间:{day}", f"导出编号:{record.number}"),
        columns=HEAD,
        freeze_column=3,
    )
    book = ListBook([sheet], moment=record.made_at, row_count=record.row_count)
    for indicator in indicators:
        for month in (str(Period(year, number)) for number in range(1, 13)):
            book.row(sheet.name, _cells(indicator, month, targets, values))
    return book.close()


def _cells(indicator, month, targets, values):
    value = values.get((indicator.pk, month))
    said = (value.numerator, value.denominator, value.as_of, value.evidence) if value else ("", "", "", "")
    target = targets.get((indicator.pk, month))
    return (
        indicator.code,
        indicator.name,
        indicator.owner_unit.name,
        "%" if indicator.is_share else indicator.measured_in,
        indicator.get_direction_display(),
        month,
        "" if target is None else target,
        *("" if cell is None else cell for cell in said),
    )
