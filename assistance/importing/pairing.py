"""What a list of who helps whom writes: helpers and units, and the terms that it ended, corrected or began."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assistance.importing.assignments import Plan, Span
from assistance.importing.roster import store_people, store_units
from assistance.models import Helper
from households.importing.lists import Stored
from povertyapp.core import crypto
from povertyapp.core.copying import stage
from povertyapp.core.models import Area
from povertyapp.core.workbooks.listing import ListRow

PHONE = Helper._meta.get_field("phone").column_key


@dataclass
class Prepared:
    """What is to be written of a list: the rows for `services.terms.write_terms`, and what is told of it."""

    changed: list[tuple[Any, ...]]
    opened: list[tuple[Any, ...]]
    counts: dict[str, Any]
    helpers: dict[tuple[str, str], tuple[int, str]]


def prepare(
    cursor,
    rows: list[ListRow],
    households: dict[str, Stored],
    plan: Plan,
    *,
    county: Area,
    day: dt.date,
) -> Prepared:
    """Write the helpers and units of these rows; return the terms to be written, and what is left alone."""
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
    counts |= {
        "assignments_opened": len(opened),
        "assignments_changed": len(changed),
        "assignments_unchanged": len(rows) - len(opened) - sum(span.row is not None for span in changed),
    }
    if plan.assumed:
        text = _("有 %(count)s 行没有开始日期，从 %(day)s 起算（不早于识别时间）。")
        counts["notes"] = [text % {"count": plan.assumed, "day": dt.date(day.year, 1, 1)}]
    return Prepared(_changed(changed, helpers), _opened(opened, households, helpers), counts, helpers)


def _helpers(county: Area) -> dict[tuple[str, str], tuple[int, str]]:
    """Return (unit, name) → (row id, code) of the county's helpers."""
    rows = Helper.objects.filter(area_id=county.code).values_list("unit__name", "name", "pk", "code")
    return {(unit, name): (pk, code) for unit, name, pk, code in rows}


def _changed(spans: list[Span], helpers) -> list[tuple[Any, ...]]:
    return [(s.pk, helpers[s.unit, s.name][0], s.since, s.until, s.row is None) for s in spans]


def _opened(spans: list[tuple[str, Span]], households: dict[str, Stored], helpers) -> list[tuple[Any, ...]]:
    return [
        (households[n].pk, households[n].area_id, helpers[s.unit, s.name][0], s.role, s.since, s.until)
        for n, s in spans
    ]


def keep_contacts(cursor, rows: list[ListRow], helpers) -> None:
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
