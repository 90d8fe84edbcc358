"""The sheets of a month's account as PDF, each with its record among the exports."""

from django.db import transaction

from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.printing import render_pdf


@transaction.atomic
def print_account(*, by, area, account, kind: str, rows: int, template: str, context) -> Export:
    """Return a sheet of an account with its record; `context` is what the page shows. ValidationError without pango."""
    record = open_record(
        by=by,
        area=area,
        kind=kind,
        row_count=rows,
        filters={"month": account.month, "version": account.version, "place": area.code},
    )
    return hand_out(
        record, lambda: render_pdf(template, {**context, "footer": footer_of(record), "bar": None})
    )
