"""What leaves the wizard: the empty form of a kind, and the record that an error workbook was fetched."""

import datetime as dt

from povertyapp.core.exports import open_record
from povertyapp.core.imports import ImportKind
from povertyapp.core.models import Area, ExportRecord, ImportBatch
from povertyapp.core.workbooks.template import template_bytes


def template_of(kind: ImportKind, area: Area | None, today: dt.date) -> bytes:
    """Return the empty form of a kind; its title names the county, so that the file says where it belongs."""
    county = Area.objects.filter(code=area.county_code).first() if area else None
    template = kind.template
    return template_bytes(
        f"{county.name if county else ''}{kind.label}",
        kind.layouts,
        choices=template.choices,
        notes=template.notes,
        texts=template.texts,
        leave_out=template.leave_out,
        today=today,
    )


def record_errors(*, by, batch: ImportBatch) -> ExportRecord:
    """Keep on record who fetched an error workbook: it holds what the file says of people, unmasked."""
    file = batch.error_workbook
    assert file is not None
    return open_record(
        by=by,
        area=batch.area,
        kind="import_errors",
        reason=batch.number,
        row_count=batch.finding_count,
        is_unmasked=True,
        file_sha256=file.sha256,
    )
