"""What can be done with many rows of a list of low-income people at once: say that they are who they seem to be."""

from django.utils.translation import gettext_lazy as _

from households.forms import SamePersonForm
from households.low_income import RowView
from households.services.matches_at_once import confirm_matches, plan_matches
from povertyapp.core.bulk import BulkAction, bulk_action


def both_sides(by, rows):
    """Return of each row what the list and the register say, side by side, no number whole."""
    return {row.pk: _sides(RowView(row, by)) for row in rows}


def _sides(view):
    said = [(line["label"], _two(line)) for line in view.lines if line["listed"] or line["registered"]]
    return [*said, (_("号码比对"), view.number_words)]


def _two(line):
    mark = "≠" if line["differs"] else "|"
    return f"{line['listed'] or '—'} {mark} {line['registered'] or '—'}"


bulk_action(
    BulkAction(
        code="same",
        label=_("确认是同一人"),
        verb="households.change_household",
        plan=plan_matches,
        do=confirm_matches,
        form_class=SamePersonForm,
        shows=both_sides,
        limit="bulk.each_at_once_max",
    ),
    "households:low_income",
)
