"""Handing files out: each leaves an ExportRecord with who, why, what and the fingerprint (reliability-security C5)."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from povertyapp.core import clock
from povertyapp.core.files import XLSX
from povertyapp.core.history import because
from povertyapp.core.models import Area, ExportRecord, StoredFile
from povertyapp.core.printing import PDF
from povertyapp.core.text import Text
from povertyapp.core.workbooks.stamps import footer_line

ZIP = "application/zip"
# The forms in which something leaves, as addresses and names of files end, and what each is; html is the page to print.
HTML_FORM, PDF_FORM, XLSX_FORM, ZIP_FORM, CSV_FORM, JSON_FORM = "html", "pdf", "xlsx", "zip", "csv", "json"
MEDIA_TYPES = {
    PDF_FORM: PDF,
    XLSX_FORM: XLSX,
    ZIP_FORM: ZIP,
    CSV_FORM: "text/csv; charset=utf-8",
    JSON_FORM: "application/json",
}


@dataclass(frozen=True)
class Export:
    """A file that leaves, with its record."""

    record: ExportRecord
    data: bytes


@transaction.atomic
def open_record(
    *,
    by,
    area: Area,
    kind: str,
    columns: Sequence[Text] = (),
    row_count: int = 0,
    filters: Mapping[str, Any] | None = None,
    reason: str = "",
    is_unmasked: bool = False,
    file_sha256: str = "",
) -> ExportRecord:
    """Record what is about to leave and return the record, whose number stands on the file.

    `by` is None on the command line; `file_sha256` is known already of a file that was made before.
    """
    return ExportRecord.objects.create(
        area=area,
        kind=kind,
        made_by=by,
        made_at=clock.now(),
        reason=reason,
        filters={name: str(value) for name, value in (filters or {}).items() if value not in (None, "")},
        columns=[str(column) for column in columns],
        row_count=row_count,
        is_unmasked=is_unmasked,
        file_sha256=file_sha256,
    )


@transaction.atomic
def hand_out(record: ExportRecord, make: Callable[[], bytes]) -> Export:
    """Make the file of a record and note its fingerprint.

    Papers and workbooks are official documents: they are written in Chinese whatever language the page is read in.
    """
    with override("zh-hans"):
        data = make()
    record.file_sha256 = hashlib.sha256(data).hexdigest()
    record.save(update_fields=["file_sha256", "row_count"])
    return Export(record, data)


@transaction.atomic
def note_fetched(*, by, file: StoredFile) -> None:
    """Note on the record of a file that was made before that somebody fetched it now; other files have no record."""
    records = ExportRecord.objects.filter(made_by=file.owner, file_sha256=file.sha256)
    with because(by=by, reason=_("下载结果文件")):
        records.update(fetched_at=clock.now(), fetches=F("fetches") + 1)


def footer_of(record: ExportRecord) -> str:
    """Return what stands at the foot of each page that leaves: number, user, moment."""
    user = record.made_by.get_username() if record.made_by else ""
    return footer_line(record.number, user, record.made_at.astimezone(clock.COUNTY_TIME))
