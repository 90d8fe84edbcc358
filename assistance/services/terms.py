"""The one place that writes helpers' terms with households, set-based: bulk acts and the import end here."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistance.models import HelperAssignment
from assistance.services.assignments import refresh_answers
from povertyapp.core.copying import analyze, stage, stage_like
from povertyapp.core.errors import Conflict

CHANGED_COLUMNS = {
    "pk": "bigint",
    "helper": "bigint",
    "since": "date",
    "until": "date",
    "is_ending": "bool",
}
OPENED_COLUMNS = ("household_id", "area_id", "helper_id", "role", "from_date", "to_date")
MANY = 1000  # rows from which new statistics pay
# Those that end come first, so that nobody's days meet his successor's on the way.
CHANGED = """
UPDATE assistance_helperassignment AS present
SET helper_id = incoming.helper, from_date = incoming.since, to_date = incoming.until
FROM incoming_terms AS incoming WHERE incoming.pk = present.id AND incoming.is_ending = %s
  AND (present.helper_id, present.from_date, present.to_date)
      IS DISTINCT FROM (incoming.helper, incoming.since, incoming.until)
"""


def write_terms(
    cursor,
    *,
    by,
    area_code: str,
    changed: Sequence[tuple[Any, ...]],
    opened: Sequence[tuple[Any, ...]],
    households: Iterable[int] | None = None,
) -> None:
    """Change and open terms, and let the households say who answers for them today.

    `changed` are rows of `CHANGED_COLUMNS` (a row that ends makes room for the next helper), `opened` rows of
    `OPENED_COLUMNS`; `households` limits whose own columns follow, else all in the area are looked at. Conflict
    where somebody was faster and the days of two helpers would meet. For use inside a transaction and an act.
    """
    try:
        with transaction.atomic():
            stage(cursor, "incoming_terms", CHANGED_COLUMNS, changed)
            for is_ending in (True, False):
                cursor.execute(CHANGED, [is_ending])
            _open(cursor, opened)
    except IntegrityError as error:
        raise Conflict(_("刚刚有人给其中的户定了帮扶责任人，这次没有写入，请刷新后再办。")) from error
    refresh_answers(by=by, area_code=area_code, households=households)


def _open(cursor, opened: Sequence[tuple[Any, ...]]) -> None:
    stage_like(cursor, "incoming_assignments", HelperAssignment, OPENED_COLUMNS, opened)
    listed, table = ", ".join(OPENED_COLUMNS), HelperAssignment._meta.db_table
    cursor.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM incoming_assignments")
    if len(opened) >= MANY:
        analyze(cursor, HelperAssignment)
