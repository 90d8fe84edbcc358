"""What a dry run found, kept sealed: it repeats what the file says of people."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

from povertyapp.core import clock
from povertyapp.core.files import read_file, store_file
from povertyapp.core.importing.masking import shown_cell, shown_text
from povertyapp.core.models import ImportBatch, StoredFile
from povertyapp.core.parameters import Parameters
from povertyapp.core.text import told
from povertyapp.core.workbooks import Finding, Workbook
from povertyapp.core.workbooks.corrections import write_error_workbook

LOUD = ("error", "warning", "hint")


@dataclass
class Report:
    """The findings and samples of a dry run."""

    findings: list[dict[str, Any]] = field(default_factory=list)
    samples: list[dict[str, str]] = field(default_factory=list)

    @cached_property
    def by_severity(self) -> dict[str, int]:
        counts = dict.fromkeys(LOUD, 0)
        for found in self.findings:
            counts[found["severity"]] = counts.get(found["severity"], 0) + 1
        return counts

    @property
    def duplicate_count(self) -> int:
        return sum("DUP" in found["code"] for found in self.findings)

    def rows(self, severity: str = "") -> list[dict[str, Any]]:
        """Return the findings as the page shows them, the wrong ones first within a sheet's order."""
        return [_shown(found) for found in self.findings if not severity or found["severity"] == severity]


def _shown(found: dict[str, Any]) -> dict[str, Any]:
    column = found["column"] or ""
    return found | {
        "value": shown_cell(found["value"], column),
        "expected": shown_cell(found["expected"], column),
        "message": told(shown_text(str(found["message"]))),
    }


def write_report(
    batch: ImportBatch, findings: Sequence[Finding], samples: list[dict[str, str]]
) -> StoredFile:
    """Seal what was found beside the batch."""
    content = {"findings": [found.as_json() for found in findings], "samples": samples}
    return store_file(
        by=None,
        area=batch.area,
        kind="import_report",
        name=f"{batch.number}.json",
        content=json.dumps(content, ensure_ascii=False).encode(),
        media_type="application/json",
        days=batch_days(batch),
    )


def read_report(batch: ImportBatch) -> Report:
    """Open what the dry run of a batch found; empty where it is no longer kept."""
    if batch.report is None or not batch.report.path.exists():
        return Report()
    return Report(**json.loads(read_file(batch.report)))


def write_errors(batch: ImportBatch, workbook: Workbook, findings: Sequence[Finding]) -> StoredFile:
    """Seal the error workbook: the user's own sheets with what is wrong marked.

    It belongs to nobody, so that it leaves through the page of its import only, which keeps on record who took it.
    """
    out = BytesIO()
    write_error_workbook(out, workbook, findings, batch.number)
    return store_file(
        by=None,
        area=batch.area,
        kind="import_errors",
        name=f"{batch.number}错误说明.xlsx",
        content=out.getvalue(),
    )


def batch_days(batch: ImportBatch) -> int:
    """Return for how long the files of an import are kept."""
    return Parameters(batch.area_id, clock.today())("file.upload_days")
