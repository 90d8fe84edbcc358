"""Write who helps whom, set-based: helpers and units of a list, what it ended or corrected, what it began."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from assistance.importing.assignments import Plan, Span
from assistance.importing.roster import store_people, store_units
from assistance.models import Helper, HelperAssignment
from households.importing.lists import Stored
from povertyapp.core import crypto
from povertyapp.core.copying import analyze, stage, stage_like
from povertyapp.core.models import Area
from povertyapp.core.workbooks.listing import ListRow

PHONE = Helper._meta.get_field("phone").column_key
# Those that end come first, so that nobody's days meet his successor's on the way.
CHANGED = """
UPDATE assistance_helperassignment AS present
SET helper_id = incoming.helper, from_date = incoming.since, to_date = incoming.until
FROM incoming_spans AS incoming WHERE incoming.pk = present.id AND incoming.is_ending = %s
  AND (present.helper_id, present.from_date, present.to_date)
      IS DISTINCT FROM (incoming.helper, incoming.since, incoming.until)
"""


def store(
    cursor,
    rows: list[ListRow],
    households: dict[str, Stored],
    plan: Plan,
    *,
    county: Area,
    day: dt.date,
    **_more,
) -> dict[str, Any]:
    """Write the plan for the households of these rows; return what was opened, changed and left alone."""
    numbers = {row["household_no"] for row in rows}
    named = [(row["household_no"], row["unit"], row["helper"]) for row in rows]
    stage(cursor, "incoming_helpers", {"household_no": "text", "unit": "text", "name": "text"}, named)
    counts: dict[str, Any] = {
        "units_created": store_units(cursor, county),
        "helpers_created": store_people(cursor, county),
    }
    helpers = _helpers(county)
    spans = [(number, span) for number in sorted(numbers) for span in plan.spans[number] if span.changed]
    changed = [span for _number, span in spans if span.pk is not None]
    opened = [(number, span) for number, span in spans if span.pk is None]
    _change(cursor, changed, helpers)
    _open(cursor, opened, households, helpers)
    _contacts(cursor, rows, helpers)
    counts |= {
        "assignments_opened": len(opened),
        "assignments_changed": len(changed),
        "assignments_unchanged": len(rows) - len(opened) - sum(span.row is not None for span in changed),
    }
    if plan.assumed:
        text = _("有 %(count)s 行没有开始日期，从 %(day)s 起算（不早于识别时间）。")
        counts["notes"] = [text % {"count": plan.assumed, "day": dt.date(day.year, 1, 1)}]
    return counts


def _helpers(county: Area) -> dict[tuple[str, str], tuple[int, str]]:
    """Return (unit, name) → (row id, code) of the county's helpers."""
    rows = Helper.objects.filter(area_id=county.code).values_list("unit__name", "name", "pk", "code")
    return {(unit, name): (pk, code) for unit, name, pk, code in rows}


def _change(cursor, spans: list[Span], helpers) -> None:
    columns = {"pk": "bigint", "helper": "bigint", "since": "date", "until": "date", "is_ending": "bool"}
    rows = ((s.pk, helpers[s.unit, s.name][0], s.since, s.until, s.row is None) for s in spans)
    stage(cursor, "incoming_spans", columns, rows)
    for is_ending in (True, False):
        cursor.execute(CHANGED, [is_ending])


def _open(cursor, spans: list[tuple[str, Span]], households: dict[str, Stored], helpers) -> None:
    columns = ["household_id", "area_id", "helper_id", "role", "from_date", "to_date"]
    rows = (
        (households[n].pk, households[n].area_id, helpers[s.unit, s.name][0], s.role, s.since, s.until)
        for n, s in spans
    )
    stage_like(cursor, "incoming_assignments", HelperAssignment, columns, rows)
    listed = ", ".join(columns)
    table = HelperAssignment._meta.db_table
    cursor.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM incoming_assignments")
    if spans:
        analyze(cursor, HelperAssignment)


def _contacts(cursor, rows: list[ListRow], helpers) -> None:
    """Keep a helper's post and telephone where the list states them; a blank cell says nothing."""
    told = {helpers[row["unit"], row["helper"]]: (row["post"] or "", row["phone"] or "") for row in rows}
    lines = (
        (pk, post, crypto.seal(phone, PHONE, code))
        for (pk, code), (post, phone) in told.items()
        if post or phone
    )
    stage(cursor, "incoming_contacts", {"pk": "bigint", "post": "text", "phone": "text"}, lines)
    cursor.execute(
        "UPDATE assistance_helper AS present SET post = told.post, phone = told.phone FROM ("
        " SELECT old.id, coalesce(nullif(c.post, ''), old.post) AS post,"
        " coalesce(nullif(c.phone, ''), old.phone) AS phone"
        " FROM incoming_contacts AS c JOIN assistance_helper AS old ON old.id = c.pk) AS told"
        " WHERE told.id = present.id AND (present.post, present.phone) IS DISTINCT FROM (told.post, told.phone)"
    )
