"""The minutes of a meeting as PDF, with the record that they left."""

from django.db import transaction

from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.printing import render_pdf

TEMPLATE = "papers/meeting.html"


@transaction.atomic
def print_meeting(*, by, meeting, context) -> Export:
    """Return the minutes with their record; `context` is what the page shows. ValidationError without pango."""
    record = open_record(
        by=by,
        area=meeting.area,
        kind="minutes",
        row_count=len(context["decisions"]),
        filters={"meeting": meeting.pk, "held_on": meeting.held_on},
    )
    return hand_out(
        record, lambda: render_pdf(TEMPLATE, {**context, "footer": footer_of(record), "bar": None})
    )
