"""Printing the papers of a household; each print is recorded."""

from django.template.loader import render_to_string

from households.papers import Paper, paper_context
from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.printing import render_pdf


def print_paper(*, by, household, paper: Paper, rows, bar=None) -> Export:
    """Return a paper of a household with its record: as PDF, or with a `bar` as the page to print from.

    `rows` applies `visible_to` for the one who prints.
    """

    record = open_record(
        by=by,
        area=household.area,
        kind=paper.kind,
        columns=[paper.title],
        row_count=1,
        filters={"household_no": household.household_no, "form": "html" if bar else "pdf"},
    )

    def make():
        context = paper_context(paper, household, rows, record, clock.today())
        context |= {"bar": bar, "footer": footer_of(record)}
        if bar is None:
            return render_pdf(paper.template, context, is_one_page=paper.is_one_page)
        return render_to_string(paper.template, context).encode()

    return hand_out(record, make)
