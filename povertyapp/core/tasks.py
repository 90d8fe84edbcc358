"""Background work of the ground floor: run a job by its id, take up what was dropped, sweep what is old, remind."""

from celery import shared_task
from celery.signals import worker_ready

from povertyapp.core import clock
from povertyapp.core.chain import seal_new
from povertyapp.core.channels import send_digests, sweep_calls
from povertyapp.core.files import sweep_files
from povertyapp.core.jobs import dropped_jobs, run_job, send_job
from povertyapp.core.notices import sweep_notices
from povertyapp.core.reminding import remind
from povertyapp.core.tallies import check_tallies, fold_tallies

TAKE_UP_SECONDS = 60


@shared_task(name="povertyapp.core.tasks.run_job")
def run_job_task(job_id):
    """Do the work of one job; a second message for the same job finds it taken or ended."""
    run_job(job_id)


@shared_task
def take_up_jobs():
    """Send the jobs again that nobody is at work on: their message or their worker was lost.

    A message that is not taken before the next round is dropped: a long queue stays as long as it is.
    """
    for job_id in dropped_jobs():
        send_job(job_id, expires=TAKE_UP_SECONDS)


@shared_task
def drop_old_files():
    """Delete the files, notices and calls of gateways whose time is over."""
    sweep_files()
    sweep_notices()
    sweep_calls()


@shared_task
def remind_everybody():
    """Tell everybody what waits for him today, once a day and never at night; send on what is not sent yet."""
    remind()
    send_digests()


@shared_task
def seal_audit():
    """Seal what was written since the last batch of the audit's chain."""
    seal_new()


@shared_task
def keep_tallies():
    """Put together what was noted of what stands now since the last time."""
    fold_tallies(clock.today())


@shared_task
def check_stored_tallies():
    """Compare what is noted of what stands now with what is there."""
    check_tallies(clock.today())


@worker_ready.connect
def take_up_at_start(**_kwargs):
    """A worker that starts takes up the jobs that died with another worker."""
    take_up_jobs.delay()
