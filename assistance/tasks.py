"""Background work of assistance."""

from celery import shared_task

from assistance.services import refresh_answers as refresh


@shared_task
def refresh_answers():
    """Let each household say who is in charge today: an assignment may have begun or ended in the night."""
    return refresh()
