"""What people do with an import: upload, match columns and check, confirm, undo."""

import datetime as dt
from io import BytesIO
from typing import Any, BinaryIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from povertyapp.core.errors import Conflict
from povertyapp.core.files import read_file, store_file
from povertyapp.core.import_locks import wait_to_confirm
from povertyapp.core.importing import columns
from povertyapp.core.importing.masking import shown_text
from povertyapp.core.importing.report import batch_days
from povertyapp.core.imports import IMPORTS, ImportKind
from povertyapp.core.jobs import start_job
from povertyapp.core.models import Area, ImportBatch
from povertyapp.core.models.area import COUNTY_DIGITS, Level
from povertyapp.core.models.batch import IMPORT_MOVES, ImportState
from povertyapp.core.moves import advance
from povertyapp.core.templatetags.house import moment_text
from povertyapp.core.workbooks import Workbook, read_workbook
from povertyapp.core.workbooks.corrections import batch_of, without_explanations

CHECK, APPLY, UNDO = "import_check", "import_apply", "import_undo"


def kind_of(batch: ImportBatch) -> ImportKind:
    return IMPORTS[batch.kind]


def county_of(batch: ImportBatch) -> Area:
    """Return the county that a batch is taken into."""
    return Area.objects.get(code=batch.area_id[:COUNTY_DIGITS])


def home_of(by) -> Area | None:
    """Return the area of the office that a user works for; None above the county, where he must name one."""
    grant = by.main_grant
    return grant.area if grant and len(grant.area_id) >= COUNTY_DIGITS else None


def counties_for(by):
    """Return the counties that a user without an office of his own may take something into."""
    return Area.objects.visible_to(by).filter(level=Level.COUNTY, valid_to=None).order_by("code")


@transaction.atomic
def upload_workbook(
    *,
    by,
    kind: ImportKind,
    source: BinaryIO,
    name: str,
    county: Area | None = None,
    as_of: dt.date | None = None,
) -> ImportBatch:
    """Take a workbook in, guess its columns and keep it sealed; nothing of it is written yet.

    An error workbook of ours that comes back goes on with what was decided for the first file, and is checked at
    once. Raises ValidationError with one sentence when the file is no workbook of this kind.
    """
    guard_verb(by, kind)
    name = shown_text(name)  # a name of a file is kept in clear
    area = home_of(by) or county
    if area is None:
        raise ValidationError({"county": _("请选择导入到哪个县。")})
    workbook = read_workbook(source, name)
    earlier = _earlier(by, kind, batch_of(workbook))
    workbook = without_explanations(workbook)
    guesses = columns.guess(kind, workbook, Area.objects.get(code=area.county_code))
    source.seek(0)
    batch = ImportBatch(kind=kind.code, area=area, started_by=by, file_name=name[:150], as_of=as_of)
    batch.duplicates = kind.policies[0]
    batch.columns = columns.choices_of(guesses)
    batch.file = store_file(
        by=by, area=area, kind=f"import_{kind.code}", name=name, content=source, days=batch_days(batch)
    )
    batch.file_sha256 = batch.file.sha256
    batch.save()
    if earlier:
        _go_on(by, batch, earlier, guesses)
    return batch


def guard_verb(by, kind: ImportKind) -> None:
    """Raise PermissionDenied for who may not take in this kind."""
    if not by.has_perm(kind.verb):
        raise PermissionDenied


def _earlier(by, kind: ImportKind, number: str) -> ImportBatch | None:
    """Return the import whose error workbook comes back; a file of another kind is refused with a sentence."""
    digits = number.removeprefix("IM-")
    if not digits.isdigit():
        return None
    batch = ImportBatch.objects.visible_to(by).filter(pk=int(digits)).first()
    if batch and batch.kind != kind.code:
        text = _("这是“%(kind)s”导入批次 %(number)s 的错误工作簿，请在“%(kind)s”中上传。")
        raise ValidationError(text % {"kind": kind_of(batch).label, "number": batch.number})
    return batch


def _go_on(by, batch: ImportBatch, earlier: ImportBatch, guesses) -> None:
    """Decide the new file's columns as the first file's were; check it at once when nothing is left open."""
    for sheet, chosen in batch.columns.items():
        known = {written: key for _number, written, key in earlier.columns.get(sheet, [])}
        for column in chosen:
            if column[2] is None:
                column[2] = known.get(column[1])
    batch.corrects, batch.as_of, batch.duplicates = earlier, batch.as_of or earlier.as_of, earlier.duplicates
    batch.save()
    if earlier.state in (ImportState.UPLOADED, ImportState.CHECKED):
        move_batch(earlier, ImportState.REPLACED, by=by)
    try:
        columns.check_choices(guesses, batch.columns)
    except ValidationError:
        return
    check_batch(by=by, batch=batch)


@transaction.atomic
def match_columns(
    *, by, batch: ImportBatch, choices: columns.Choices, duplicates: str, as_of: dt.date | None
) -> ImportBatch:
    """Keep what was decided about the columns, remember it for the county, and start the dry run."""
    kind = kind_of(batch)
    guard_verb(by, kind)
    guesses = columns.guess(kind, load(batch), county_of(batch))
    columns.check_choices(guesses, choices)
    if duplicates not in kind.policies:
        raise ValidationError({"duplicates": _("请选择已有的记录怎么办。")})
    columns.remember(kind, county_of(batch), guesses, choices)
    return check_batch(by=by, batch=batch, columns=choices, duplicates=duplicates, as_of=as_of)


@transaction.atomic
def check_batch(*, by, batch: ImportBatch, **changes) -> ImportBatch:
    """Start the dry run of a batch; what it is to be checked with may be given as columns of the batch."""
    guard_verb(by, kind_of(batch))
    job = start_job(by=by, kind=CHECK, area=batch.area, params={"batch": batch.pk})
    return move_batch(batch, ImportState.CHECKING, by=by, job=job, **changes)


@transaction.atomic
def confirm_batch(*, by, batch: ImportBatch, only_clean: bool = False) -> ImportBatch:
    """Start to write what the dry run showed. With errors only the clean part may go in, and only if asked for.

    Of two who confirm the same batch, or the same file, the second gets a Conflict that says who was first.
    """
    guard_verb(by, kind_of(batch))
    wait_to_confirm(batch.area.county_code)
    batch.refresh_from_db()
    _refuse_twin(batch)
    if batch.state != ImportState.CHECKED:
        raise Conflict(story(batch))
    if batch.result.get("refused"):
        raise ValidationError(batch.result["refused"])
    if batch.error_count and not only_clean:
        raise ValidationError(
            _("还有 %(count)s 处错误：请下载错误工作簿改好再上传，或选择“%(label)s”。")
            % {"count": batch.error_count, "label": kind_of(batch).clean_label}
        )
    job = start_job(by=by, kind=APPLY, area=batch.area, params={"batch": batch.pk})
    try:
        with transaction.atomic():
            return move_batch(batch, ImportState.APPLYING, by=by, job=job, only_clean=only_clean)
    except IntegrityError as error:  # the same file, from an office of another county
        raise Conflict(_("同一份文件正在导入，请稍后再看结果。")) from error


def load(batch: ImportBatch) -> Workbook:
    """Open the workbook of a batch; ValidationError once it is no longer kept."""
    if batch.file is None or not batch.file.path.exists():
        raise ValidationError(_("上传的文件已过保留期，请重新上传。"))
    return without_explanations(read_workbook(BytesIO(read_file(batch.file)), batch.file_name))


def load_chosen(batch: ImportBatch) -> Workbook:
    """Open the workbook of a batch with its columns as they were decided."""
    return columns.apply_choices(load(batch), batch.columns)


def _refuse_twin(batch: ImportBatch) -> None:
    """Raise Conflict when the same file is being taken in, or was since this one was checked."""
    twins = ImportBatch.objects.filter(kind=batch.kind, file_sha256=batch.file_sha256).exclude(pk=batch.pk)
    twin = twins.filter(state=ImportState.APPLYING).first()
    if twin is None and batch.checked_at:
        twin = twins.filter(state=ImportState.APPLIED, applied_at__gt=batch.checked_at).first()
    if twin:
        raise Conflict(_("同一份文件：") + story(twin))


def story(batch: ImportBatch) -> str:
    """Say who did what with a batch, and when."""
    facts: dict[str, Any] = {
        "number": batch.number,
        "who": batch.job.started_by if batch.job else batch.started_by,
        "when": moment_text(batch.job.asked_at if batch.job else batch.started_at),
        "state": batch.get_state_display(),
    }
    return (
        _("导入批次 %(number)s 已由 %(who)s 于 %(when)s 办理，现在是“%(state)s”，请打开这一批查看。") % facts
    )


def move_batch(batch: ImportBatch, to: ImportState, *, by, **changes) -> ImportBatch:
    """Move a batch to its next step; Conflict when somebody else moved it first."""
    return advance(batch, to, by=by, moves=IMPORT_MOVES, field="state", **changes)
