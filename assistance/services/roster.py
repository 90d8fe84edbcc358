"""Take a whole roster in: households and people, then who helps them and how, in one transaction."""

from typing import Any

from django.db import transaction

from assistance.importing.roster import AssistanceHalf
from assistance.services.assignments import refresh_answers
from households.importing.checks import Context
from households.importing.rows import RosterHousehold
from households.services.roster import RosterResult
from households.services.roster import import_roster as import_households
from povertyapp.core.models import Area


class RosterHalf(AssistanceHalf):
    """The helpers' half, which also lets each household say who is in charge today."""

    def __init__(self, by):
        super().__init__()
        self.by = by

    def store(self, context: Context, households: list[RosterHousehold], county: Area) -> dict[str, Any]:
        counts = super().store(context, households, county)
        refresh_answers(by=self.by, area_code=county.code)
        return counts


@transaction.atomic
def import_roster(*, by, **options) -> RosterResult:
    """Import a roster workbook with its helpers and measures; see `households.services.roster.import_roster`.

    A roster states no dates of assignment: a new one opens on the first day of the year of the roster's
    date, a change of helper begins on that date itself; `counts` says so.
    """
    return import_households(by=by, halves=[RosterHalf(by)], **options)
