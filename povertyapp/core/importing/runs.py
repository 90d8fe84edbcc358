"""The long work of an import, as jobs: the dry run, the writing, the taking back. Each is safe to run twice."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.files import drop_file
from povertyapp.core.history import because
from povertyapp.core.importing import batches, columns
from povertyapp.core.importing.changes import counts_of, samples_of
from povertyapp.core.importing.report import write_errors, write_report
from povertyapp.core.imports import ImportOutcome, ImportRequest
from povertyapp.core.jobs import JobResult, job
from povertyapp.core.models import ImportBatch, Job
from povertyapp.core.models.batch import ImportState
from povertyapp.core.text import source_of
from povertyapp.core.undo import undoable
from povertyapp.core.workbooks import Finding

BACK = {
    ImportState.CHECKING: ImportState.UPLOADED,
    ImportState.APPLYING: ImportState.CHECKED,
    ImportState.UNDOING: ImportState.APPLIED,
}


def where(one: Job) -> str:
    """Return the page of the wizard on which a job's import stands."""
    batch = ImportBatch.objects.filter(pk=one.params["batch"]).first()
    return batch.get_absolute_url() if batch else ""


def step_back(one: Job) -> None:
    """Put a batch back to the step before its job, which did not come to a good end."""
    batch = ImportBatch.objects.filter(job=one).first()
    if batch and batch.state in BACK:
        batches.move_batch(batch, BACK[ImportState(batch.state)], by=one.started_by)


def batch_in(one: Job, state: ImportState) -> ImportBatch | None:
    """Return the job's batch, held until the end of the transaction; None where the work is done already."""
    rows = ImportBatch.objects.select_for_update(of=("self",)).select_related("area")
    return rows.filter(pk=one.params["batch"], job=one, state=state).first()


@job(batches.CHECK, label=gettext_lazy("导入预检"), address=where, stopped=step_back)
def check(one: Job, progress) -> JobResult | None:
    """Run an import, look at what it would do, and take everything back; keep the findings."""
    batch = ImportBatch.objects.filter(job=one, state=ImportState.CHECKING).first()
    if batch is None:
        return None
    progress.phase(gettext_lazy("读取工作簿"))
    workbook = batches.load_chosen(batch)
    outcome, samples = _try(one, batch, workbook, progress)
    findings = [*_ignored(batch, workbook), *outcome.findings]
    progress.phase(gettext_lazy("整理结果"))
    files: dict[str, Any] = {"report": write_report(batch, findings, samples), "error_workbook": None}
    if findings:
        progress.phase(gettext_lazy("生成错误工作簿"))
        files["error_workbook"] = write_errors(batch, workbook, findings)
    with transaction.atomic():
        old = [file for file in (batch.report, batch.error_workbook) if file]
        batches.move_batch(
            batch,
            ImportState.CHECKED,
            by=one.started_by,
            **files,
            result=result_of(outcome),
            error_count=sum(found.severity == "error" for found in findings),
            finding_count=len(findings),
            checked_at=clock.now(),
        )
        for file in old:
            drop_file(file)
    return JobResult({"findings": len(findings)})


def _try(one: Job, batch: ImportBatch, workbook, progress) -> tuple[ImportOutcome, list[dict[str, str]]]:
    with transaction.atomic(), because(by=one.started_by, reason=batch.number) as context:
        outcome = _run(one, batch, workbook, progress, only_clean=True, on_trial=True)
        samples = samples_of(context.id)
        transaction.set_rollback(True)
    return outcome, samples


def _run(one: Job, batch: ImportBatch, workbook, progress, **how: bool) -> ImportOutcome:
    """Run the import for whoever asked for it; what he may do is asked again now."""
    batches.guard_verb(one.started_by, batches.kind_of(batch))
    return batches.kind_of(batch).run(
        ImportRequest(
            by=one.started_by,
            workbook=workbook,
            county=batches.county_of(batch),
            progress=progress,
            as_of=batch.as_of,
            duplicates=batch.duplicates,
            **how,
        )
    )


@job(batches.APPLY, label=gettext_lazy("导入"), address=where, stopped=step_back)
def apply(one: Job, progress) -> JobResult | None:
    """Write what the dry run showed, in one transaction; refuse when the records moved on meanwhile."""
    batch = ImportBatch.objects.get(pk=one.params["batch"])
    progress.phase(gettext_lazy("读取工作簿"))
    workbook = batches.load_chosen(batch)
    with transaction.atomic():
        held = batch_in(one, ImportState.APPLYING)
        if held is None:
            return None
        reason = _("导入批次 %(number)s") % {"number": held.number}
        verb, back = batches.kind_of(held).verb, held.address("result")
        with undoable(
            by=one.started_by, area=held.area, summary=reason, verb=verb, reason=reason, back_url=back
        ) as context:
            outcome = _run(one, held, workbook, progress, only_clean=held.only_clean)
            result = result_of(outcome)
            if outcome.refused:
                raise ValidationError(outcome.refused)
            if result["tallies"] != held.result["tallies"]:
                raise Conflict(
                    _("预检之后数据已被别人改动，结果会与预检不同，没有写入。请重新预检后再确认。")
                )
            progress.phase(gettext_lazy("写入"))
            result["changes"] = counts_of(context.id)
            batches.move_batch(
                held,
                ImportState.APPLIED,
                by=one.started_by,
                reason=reason,
                act=context.id,
                applied_at=clock.now(),
                result=result,
            )
    return JobResult(result["counts"])


def result_of(outcome: ImportOutcome) -> dict[str, Any]:
    """Return what of an outcome a batch keeps: figures and sentences, nothing of any person."""
    return {
        "tallies": [
            {
                "label": source_of(tally.label),
                "created": tally.created,
                "updated": tally.updated,
                "unchanged": tally.unchanged,
            }
            for tally in outcome.tallies
        ],
        "counts": dict(outcome.counts),
        "notes": list(outcome.notes),
        "left_out": outcome.left_out,
        "refused": outcome.refused,
    }


def _ignored(batch: ImportBatch, workbook) -> Sequence[Finding]:
    """Return a hint for each column that a person left aside: nobody shall miss later what was in it."""
    return [
        Finding(
            code="COLUMN_IGNORED",
            severity="hint",
            scope="file",
            sheet=sheet,
            row=row,
            column=written,
            value=written,
            message=_("这一列系统不认识，按您的选择忽略，没有导入。"),
        )
        for sheet, row, written in columns.ignored_columns(batches.kind_of(batch), batch, workbook)
    ]
