"""Taking a whole import back as one act, within the hours of the county (`undo.hours`)."""

from django.db import transaction
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.importing.batches import UNDO, guard_verb, kind_of, move_batch, story
from povertyapp.core.importing.runs import batch_in, step_back, where
from povertyapp.core.jobs import JobResult, job, start_job
from povertyapp.core.models import Act, ImportBatch, Job
from povertyapp.core.models.batch import ImportState
from povertyapp.core.retracting import was_kept
from povertyapp.core.undo import can_undo, ends_at, undo_act, undo_preview, undone


def act_of(batch: ImportBatch) -> Act | None:
    """Return what an import wrote as one act; None when it changed nothing."""
    if batch.act is None or not (batch.result.get("changes") or was_kept(batch.act)):
        return None
    return Act.objects.filter(pk=batch.act).first()


def undo_until(batch: ImportBatch, user):
    """Return until when this user may take the import back, or None where he may not any more."""
    act = act_of(batch) if batch.state == ImportState.APPLIED else None
    return ends_at(act) if act and can_undo(act, user) else None


def undo_story(batch: ImportBatch, user) -> list[str]:
    """Say what would be taken back, kind of row by kind of row, and what stands against it."""
    act = act_of(batch)
    if act is None:
        return [_("这次导入没有改动数据，不用撤销。")]
    said, refusal = undo_preview(act, user)
    return [*filter(None, [refusal]), *said]


@transaction.atomic
def undo_batch(*, by, batch: ImportBatch) -> ImportBatch:
    """Start to take an import back; Conflict when it was taken back before or its time is over."""
    guard_verb(by, kind_of(batch))
    batch.refresh_from_db()
    act = act_of(batch)
    if batch.state != ImportState.APPLIED:
        raise Conflict(story(batch))
    if act is None:
        raise Conflict(_("这次导入没有改动数据，不用撤销。"))
    if not can_undo(act, by):
        raise Conflict(undo_preview(act, by)[1] or _("您没有撤销这次导入的权限，请导入的人或县扶贫办办理。"))
    one = start_job(by=by, kind=UNDO, area=batch.area, params={"batch": batch.pk})
    return move_batch(batch, ImportState.UNDOING, by=by, job=one)


@job(UNDO, label=gettext_lazy("撤销导入"), address=where, stopped=step_back)
def undo(one: Job, progress) -> JobResult | None:
    """Take back every row that an import wrote; refused when rows were changed again since."""
    progress.phase(gettext_lazy("撤销"))
    with transaction.atomic():
        batch = batch_in(one, ImportState.UNDOING)
        act = act_of(batch) if batch else None
        if act is None:
            return None
        undo_act(by=one.started_by, act=act)
        progress.write()
    return JobResult()


@receiver(undone)
def mark_undone(sender, act: Act, **_more) -> None:
    """Let the batch say that it was taken back, from whichever page that was done."""
    batch = ImportBatch.objects.filter(
        act=act.pk, state__in=(ImportState.APPLIED, ImportState.UNDOING)
    ).first()
    if batch:
        move_batch(batch, ImportState.UNDONE, by=act.undone_by, undone_at=clock.now())
