"""A case of accountability as PDF, with the record that it left."""

from django.db import transaction

from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.printing import render_pdf

TEMPLATE = "papers/action.html"


@transaction.atomic
def print_case(*, by, case, context) -> Export:
    """Return the sheet of a case with its record; `context` is what the reader's page shows, so that nobody reads a
    statement on paper that he may not read there. ValidationError without pango.
    """
    record = open_record(
        by=by,
        area=case.area,
        kind="action-sheet",
        row_count=len(context["file"].lines),
        filters={"no": case.no, "state": case.state},
    )
    return hand_out(
        record,
        lambda: render_pdf(
            TEMPLATE, {**context, "as_of": record.made_at, "footer": footer_of(record), "bar": None}
        ),
    )
