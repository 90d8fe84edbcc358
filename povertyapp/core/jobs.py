"""Long work in the background, with true progress (ux 19; decisions.md, Jobs).

A kind of job is a function that an app registers:

    @job("roster_check", label=gettext_lazy("预检花名册"), address=where_it_is_shown)
    def check(job, progress):
        progress.phase(gettext_lazy("读取工作簿"))
        ...
        progress.phase(gettext_lazy("检查"), total=3000)
        progress.advance(10)
        return JobResult({"findings": 37}, file)

`start_job` writes the row and, once the transaction is committed, sends its id to the queue. The function may run
twice (a worker dies after its work and before it could say so): it must be written so that this does no harm.
"""

import logging
import time
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from kombu.exceptions import OperationalError

from povertyapp.core import clock, terms
from povertyapp.core.errors import Conflict
from povertyapp.core.models import Job, StoredFile
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.models.job import ACTIVE, JobState
from povertyapp.core.period import MONTH, Period
from povertyapp.core.progress import told_to
from povertyapp.core.spoken import speaking
from povertyapp.core.text import Text, source_of

log = logging.getLogger(__name__)

# The name of this kind of advisory lock in the database, beside the job's id: whoever holds it is at work.
AT_WORK = 20170610
LONGEST_ID = 2**31
MOST_ATTEMPTS = 3
WRITE_EVERY = 0.3  # seconds


class JobCancelled(Exception):  # noqa: N818 - read as a sentence
    """Somebody asked for the job to be cancelled; it ends with its transaction rolled back."""


@dataclass(frozen=True)
class JobResult:
    """What a job leaves: counts for the page, and a file to fetch."""

    counts: dict[str, Any] = field(default_factory=dict)
    file: StoredFile | None = None


@dataclass(frozen=True)
class JobKind:
    """A registered kind of job; `address` says where its work is shown, `stopped` clears up after a bad end.

    `title` says what one job of the kind is called, `may_fetch` who may still have the file that it left.
    """

    code: str
    label: Text
    run: Callable[[Job, "Progress"], JobResult | None]
    address: Callable[[Job], str] | None = None
    stopped: Callable[[Job], None] | None = None
    title: Callable[[Job], Text] | None = None
    may_fetch: Callable[[Job, Any], bool] | None = None


KINDS: dict[str, JobKind] = {}


def job(code: str, *, label: Text, **more):
    """Register a function of (job, progress) as the work of a kind of job."""

    def register(function):
        KINDS[code] = JobKind(code, label, function, **more)
        return function

    return register


def kind_of(one: Job) -> JobKind:
    try:
        return KINDS[one.kind]
    except KeyError:
        raise ImproperlyConfigured(f"no job of the kind {one.kind} is registered") from None


def label_of(one: Job) -> str:
    """Return what a job is called; a kind that this installation no longer has keeps its code."""
    kind = KINDS.get(one.kind)
    if kind is None:
        return one.kind
    return str(kind.title(one) if kind.title else kind.label)


@transaction.atomic
def start_job(*, by, kind: str, area, params: dict[str, Any] | None = None) -> Job:
    """Write the job's row and send its id to the queue when the transaction is committed.

    `params` holds ids, dates and switches only: neither the row nor the queue may name a person.
    """
    one = Job(kind=kind, started_by=by, area=area, params=params or {})
    kind_of(one)
    one.save()
    transaction.on_commit(lambda: send_job(one.pk))
    return one


def active_job(*, by, kind: str, params: dict[str, Any]) -> Job | None:
    """Return the job of a user that is already at the same work, or None."""
    return Job.objects.active().filter(started_by=by, kind=kind, params=params).first()


def may_fetch(file: StoredFile, user) -> bool:
    """Say whether the kind of job that left a file lets this reader have it; what no job left is not its matter."""
    one = Job.objects.filter(result_file=file).first()
    kind = KINDS.get(one.kind) if one else None
    return not (one and kind and kind.may_fetch) or kind.may_fetch(one, user)


def still_reaches(one: Job, user) -> bool:
    """Say whether a user started a job and still stands over the place that it was about."""
    reach = tuple(user.area_codes)
    return user.pk == one.started_by_id and (user.is_superuser or one.area_id.startswith(reach))


def send_job(job_id: int, **options) -> None:
    """Put a job's id into the queue; where the broker does not answer, beat will do it later."""
    from povertyapp.core.tasks import run_job_task  # the task stands above and calls `run_job`

    try:
        run_job_task.apply_async((job_id,), **options)
    except OperationalError:
        log.warning("job %s waits: the broker does not answer", job_id)


def cancel_job(*, by, job: Job) -> Job:
    """Cancel a job that waits; ask one that runs to stop at its next step. Only who started it may."""
    if job.started_by_id != by.pk and not by.is_superuser:
        raise PermissionDenied
    waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    if waiting.update(state=JobState.CANCELLED, ended_at=clock.now()):
        job.refresh_from_db()
        _after_bad_end(job)
    elif not Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(is_cancel_asked=True):
        raise Conflict(_("这个任务已经结束，不用取消，请看它的结果。"))
    job.refresh_from_db()
    return job


def run_job(job_id: int) -> None:
    """Do the work of a job, once: a job that ended or that somebody is at work on is left alone."""
    with _beside() as other, _at_work(other, job_id) as mine:
        one = mine and Job.objects.filter(pk=job_id, state__in=ACTIVE).first()
        if not one:
            return
        if one.attempts >= MOST_ATTEMPTS:
            _end(
                one,
                JobState.FAILED,
                error=gettext_noop("后台进程几次中断，没有办成。请稍后重试，或请管理员查看。"),
            )
            return
        taken = Job.objects.filter(pk=one.pk, state__in=ACTIVE).update(
            state=JobState.RUNNING, began_at=clock.now(), attempts=one.attempts + 1
        )
        if not taken:  # cancelled at this very moment
            return
        one.refresh_from_db()
        # What it makes and why it ends are of the record, whoever asked for it (decision 46).
        with override(settings.LANGUAGE_CODE), speaking(_speech_of(one)):
            _work(one, Progress(one, other))


def _speech_of(one):
    """Return the words of the county and of the month that the job is about, else of the day it was asked for."""
    text = str(one.params.get("month", ""))
    day = Period.parse(text).as_of if MONTH.match(text) else clock.day_of(one.asked_at)
    return terms.book().speech(one.area_id[:COUNTY_DIGITS], day)


def _work(one: Job, progress: "Progress") -> None:
    try:
        with told_to(progress):
            result = kind_of(one).run(one, progress) or JobResult()
    except JobCancelled:
        _end(one, JobState.CANCELLED)
    except ValidationError as error:
        _end(one, JobState.REFUSED, error="\n".join(error.messages))
    except Conflict as error:
        _end(one, JobState.REFUSED, error=str(error.message))
    except PermissionDenied:
        _end(
            one,
            JobState.REFUSED,
            error=gettext_noop("您没有办这件事的权限，请由有权限的人办理，或请管理员授权。"),
        )
    except Exception as error:  # noqa: BLE001 - whatever it was, the person who waits must be told
        _note(one, error)
        _end(
            one,
            JobState.FAILED,
            error=gettext_noop("系统出错，没有办成，数据没有改动。请重试；仍不行时请找管理员。"),
        )
    else:
        progress.write(is_last=True)
        _end(one, JobState.DONE, counts=result.counts, result_file=result.file)


def _note(one: Job, error: Exception) -> None:
    """Log where it broke, never the message: a database's message repeats the values of the row."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{last.filename}:{last.lineno}"
    log.error("job %s (%s) failed: %s at %s", one.pk, one.kind, type(error).__name__, place)


def _end(one: Job, state: JobState, **more) -> None:
    Job.objects.filter(pk=one.pk, state__in=ACTIVE).update(state=state, ended_at=clock.now(), **more)
    one.refresh_from_db()
    if state != JobState.DONE:
        _after_bad_end(one)


def _after_bad_end(one: Job) -> None:
    clear_up = kind_of(one).stopped
    if clear_up:
        clear_up(one)


def dropped_jobs() -> list[int]:
    """Return the ids of jobs that nobody is at work on although they have not ended."""
    found = []
    with _beside() as other:
        for job_id in Job.objects.active().order_by("asked_at").values_list("pk", flat=True):
            with _at_work(other, job_id) as mine:
                if mine:
                    found.append(job_id)
    return found


class Progress:
    """How far a job is, written beside its transaction so that others see it; it never goes backwards.

    Each writing also asks whether the job is to be cancelled, and ends it by raising `JobCancelled`.
    """

    def __init__(self, one: Job, other):
        self.job, self.other = one, other
        self.done = self.total = 0
        self.name = ""
        self.written = 0.0

    def phase(self, name: Text, total: int = 0) -> "Progress":
        """Begin a phase of `total` steps (0: it cannot be counted) and return this progress.

        `name` waits for the language of whoever looks (`gettext_lazy`).
        """
        self.name, self.total, self.done = source_of(name), total, 0
        self.write()
        return self

    def advance(self, rows: int = 1) -> None:
        """Count steps that are done."""
        self.done += rows
        if time.monotonic() - self.written >= WRITE_EVERY:
            self.write()

    def finish(self) -> None:
        self.write()

    def write(self, *, is_last: bool = False) -> None:
        """Write how far the job is. What is done and committed can no longer be cancelled: `is_last`."""
        self.written = time.monotonic()
        done = min(self.done, self.total) if self.total else self.done
        with self.other.cursor() as cursor:
            cursor.execute(
                "UPDATE core_job SET phase = %(phase)s, total = %(total)s, done ="
                " CASE WHEN phase = %(phase)s AND total = %(total)s THEN greatest(done, %(done)s)"
                " ELSE %(done)s END WHERE id = %(id)s RETURNING is_cancel_asked",
                {"phase": self.name[:80], "total": self.total, "done": done, "id": self.job.pk},
            )
            row = cursor.fetchone()
        if row and row[0] and not is_last:
            raise JobCancelled


@contextmanager
def _beside():
    """Open a second connection to the database, outside of any transaction of the first."""
    other = connection.copy()
    other.settings_dict["CONN_MAX_AGE"] = 0
    try:
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '3s'")
        yield other
    finally:
        other.close()


@contextmanager
def _at_work(other, job_id: int):
    """Hold the job's lock for as long as the connection lives; give False where somebody else holds it."""
    key = [AT_WORK, job_id % LONGEST_ID]
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        mine = cursor.fetchone()[0]
    try:
        yield mine
    finally:
        if mine:
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
