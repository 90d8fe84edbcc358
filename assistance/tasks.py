"""Background work of assistance."""

from celery import shared_task
from django.utils.translation import gettext as _

from assistance.services import refresh_answers as refresh
from assistance.services import sweep_photos
from assistance.services.doubts import look_through
from povertyapp.core.history import because


@shared_task
def refresh_answers():
    """Let each household say who is in charge today: an assignment may have begun or ended in the night."""
    with because(reason=_("帮扶责任人到期更替")):
        return refresh()


@shared_task
def drop_unfinished_photos():
    """Drop photos that were announced and never came in whole."""
    return sweep_photos()


@shared_task
def keep_doubts():
    """Look again at whose visits were written since the last time, so that pages look for flags among few."""
    return look_through()
