"""Background work of the top floor: parse the arguments, call the service. Arguments are codes and months."""

import logging

from celery import shared_task
from celery.signals import worker_ready
from django.dispatch import receiver
from kombu.exceptions import OperationalError

from inspections.services import calendar
from inspections.services.account import close_account, compute_account, refresh_account
from inspections.services.account.telling import DRAFTED, OPEN_LINES, tell_parties
from inspections.services.findings import refresh_findings
from povertyapp.core.aftermath import records_changed, when_records_change
from povertyapp.core.models import Area
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.period import Period
from povertyapp.core.undo import undone

log = logging.getLogger(__name__)


@shared_task
def compute_account_task(county_code, month, asked_at=""):
    """Draft one county's month. A repeat that finds it computed after it was asked for does nothing.

    The calendar asks again and again for the running month: once a day it is computed as a whole, and in between
    brought up to date.
    """
    county, period = Area.objects.get(code=county_code), Period.parse(month)
    if calendar.is_computed_since(county, period, asked_at):
        return
    if not asked_at and calendar.is_to_be_refreshed(county, period):
        refresh_account(county, period)
    else:
        compute_account(county, period)


@shared_task
def close_account_task(county_code, month):
    """Close one county's month, if it is still a draft."""
    county, period = Area.objects.get(code=county_code), Period.parse(month)
    if calendar.is_draft(county, period):
        close_account(county, period)


@shared_task
def tell_open_lines_task(county_code, month):
    """Tell the parties of a county once what is still open in the running month."""
    tell_parties(Area.objects.get(code=county_code), Period.parse(month), OPEN_LINES)


@shared_task
def tell_of_draft_task(county_code, month):
    """Tell the parties of a county once that the draft is out and until when they may object."""
    tell_parties(Area.objects.get(code=county_code), Period.parse(month), DRAFTED)


ACTS = {
    calendar.COMPUTE: compute_account_task,
    calendar.CLOSE: close_account_task,
    calendar.TELL_OPEN: tell_open_lines_task,
    calendar.TELL_DRAFT: tell_of_draft_task,
}


@shared_task
def keep_calendar():
    """Ask what is due today in each county (rulebook D5) and start it. Asking twice starts nothing twice."""
    for act, county, period in calendar.due():
        log.info("calendar: %s %s %s", act, county.code, period)
        ACTS[act].delay(county.code, str(period))


@shared_task
def refresh_all_findings():
    """Refresh the findings of each county that has households."""
    for county in calendar.counties():
        refresh_findings(county, Period.current())


@shared_task
def refresh_findings_task(area_code):
    """Refresh the findings of one area, for the running month."""
    refresh_findings(Area.objects.get(code=area_code), Period.current())


@when_records_change
def look_again(area_code):
    """Let a worker look at the records of an area again. Without a queue the next night does it."""
    try:
        refresh_findings_task.delay(area_code)
    except OperationalError:
        log.warning("the queue does not answer: findings of %s wait for the night", area_code)


@receiver(undone)
def look_again_after_undo(sender, act, **_kwargs):
    """What was taken back may break a rule again: the findings of the act's place follow in the same transaction."""
    if len(act.area_id) >= TOWNSHIP_DIGITS:
        refresh_findings(act.area, Period.current())
    else:
        records_changed(act.area_id)


@worker_ready.connect
def take_up_what_was_dropped(**_kwargs):
    """A worker that starts takes up the months whose computation died with another worker."""
    keep_calendar.delay()
