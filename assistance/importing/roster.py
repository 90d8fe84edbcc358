"""The helpers' half of a roster import: units, helpers, assignments and measures of the same households."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from assistance.choices import AssignmentRole, MeasureClass, MeasureKind
from assistance.models import AssistanceMeasure, Helper, HelperAssignment, HelpingUnit
from assistance.models.helper import unit_codes
from assistance.words import MeasureWords
from households.importing.checks import Context
from households.importing.rows import RosterHousehold
from households.labour import is_labour_capable
from povertyapp.core.copying import analyze, merge, stage, stage_like
from povertyapp.core.models import Area
from povertyapp.core.place_names import base_unit
from povertyapp.core.workbooks import Finding

HELPER_DIGITS = 5
DAY = dt.timedelta(days=1)

MEASURES_OF_HOUSEHOLDS = """
UPDATE incoming_measures AS incoming SET household_id = h.id, area_id = h.area_id,
  from_date = greatest(incoming.from_date, h.registered_on)
FROM households_household AS h WHERE h.household_no = incoming.household_no
"""
# In force already on the roster's date, whenever they began.
MEASURES_IN_FORCE = """
DELETE FROM incoming_measures AS incoming USING assistance_assistancemeasure AS present
WHERE present.household_id = incoming.household_id AND present.name = incoming.name
  AND present.from_date <= %(day)s AND (present.to_date IS NULL OR present.to_date >= %(day)s)
"""


class AssistanceHalf:
    """Checks and writes what a roster says of helpers and measures (`households.services.roster.Half`)."""

    def __init__(self, words: Mapping[str, str] | None = None):
        self.words = MeasureWords(words)

    def check(self, context: Context) -> Iterator[Finding]:
        """Yield MEASURE_BELOW_MIN (DQ-19): too few income measures, or none where nobody can work."""
        if not context.has("帮扶措施"):
            return
        enough = int(context.value("measure.income_min"))
        for household in context.roster.households:
            if household.form and self._lacks_measures(household, context, enough):
                expected = _("%(count)s项以上") % {"count": enough}
                yield household.form.at("帮扶措施", "MEASURE_BELOW_MIN", expected=expected)

    def _lacks_measures(self, household: RosterHousehold, context: Context, enough: int) -> bool:
        measures = household.form.measures if household.form else []
        if is_labour_capable(household.members, context.as_of, context.value):
            return sum(self.words.class_of(name) == MeasureClass.INCOME for name in measures) < enough
        return not measures

    def store(self, context: Context, households: list[RosterHousehold], county: Area) -> dict[str, Any]:
        """Write units, helpers, assignments and measures; return what was opened and what was assumed."""
        counts: dict[str, Any] = {}
        with connection.cursor() as cursor:
            if context.has("帮扶责任人"):
                counts |= _store_helpers(cursor, context, households, county)
            if context.has("帮扶措施"):
                counts |= self._store_measures(cursor, context, households)
            if counts.get("assignments_opened") or counts.get("measures_created"):
                analyze(cursor, Helper, HelperAssignment, AssistanceMeasure)
        return counts

    def _store_measures(self, cursor, context: Context, households) -> dict[str, Any]:
        first_day = dt.date(context.as_of.year, 1, 1)
        names = [(h.household_no, name) for h in households if h.form for name in h.form.measures]
        kinds = {name: self.words.family_of(name) for _number, name in names}
        rows = ((name, *kinds[name], first_day, number, place) for place, (number, name) in enumerate(names))
        columns = ["name", "kind", "measure_class", "item", "from_date"]
        extra = {"household_no": "text", "place": "int"}
        others = stage_like(cursor, "incoming_measures", AssistanceMeasure, columns, rows, extra)
        cursor.execute(MEASURES_OF_HOUSEHOLDS)
        cursor.execute(MEASURES_IN_FORCE, {"day": context.as_of})
        merged = merge(
            cursor,
            "(SELECT * FROM incoming_measures ORDER BY place)",
            AssistanceMeasure._meta.db_table,
            ["household_id", "name", "from_date"],
            [],
            fixed=["kind", "measure_class", "item", *(name for name in others if name != "household_id")],
        )
        unknown = sorted(name for name, (kind, *_rest) in kinds.items() if kind == MeasureKind.OTHER)
        return {"measures_created": merged.count} | ({"measure_words_unknown": unknown} if unknown else {})


def _store_helpers(cursor, context: Context, households, county: Area) -> dict[str, Any]:
    named = [
        (
            household.household_no,
            base_unit(facts.helper_unit, county.name) or _("未填写单位"),
            facts.helper_name,
        )
        for household in households
        if (facts := household.facts).helper_name
    ]
    stage(cursor, "incoming_helpers", {"household_no": "text", "unit": "text", "name": "text"}, named)
    units = store_units(cursor, county)
    helpers = store_people(cursor, county)
    return {"units_created": units, "helpers_created": helpers} | _store_assignments(cursor, context)


def store_units(cursor, county: Area) -> int:
    """Write the units of `incoming_helpers` that the county does not have yet; return how many."""
    cursor.execute(
        "SELECT DISTINCT unit FROM incoming_helpers WHERE NOT EXISTS (SELECT FROM assistance_helpingunit"
        " AS present WHERE present.area_id = %s AND present.name = unit) ORDER BY unit",
        [county.code],
    )
    names = [name for (name,) in cursor.fetchall()]
    rows = [(county.code, name, code) for name, code in zip(names, unit_codes(county.code), strict=False)]
    others = stage_like(cursor, "incoming_units", HelpingUnit, ["area_id", "name", "code"], rows)
    table = HelpingUnit._meta.db_table
    return merge(cursor, "incoming_units", table, ["area_id", "name"], [], fixed=["code", *others]).count


def store_people(cursor, county: Area) -> int:
    """Give each new helper of a unit the next code of the county: the county's code and a number."""
    cursor.execute(
        "SELECT DISTINCT unit.id, incoming.name FROM incoming_helpers AS incoming"
        " JOIN assistance_helpingunit AS unit ON unit.name = incoming.unit AND unit.area_id = %(county)s"
        " WHERE NOT EXISTS (SELECT FROM assistance_helper AS present WHERE present.area_id = %(county)s"
        "   AND present.unit_id = unit.id AND present.name = incoming.name)"
        " ORDER BY unit.id, incoming.name",
        {"county": county.code},
    )
    new = cursor.fetchall()
    cursor.execute(
        "SELECT coalesce(max(right(code, %s)::int), 0) FROM assistance_helper WHERE code ~ %s",
        [HELPER_DIGITS, rf"^{county.code}\d{{{HELPER_DIGITS}}}$"],
    )
    last = cursor.fetchone()[0]
    rows = [
        (f"{county.code}{number:0{HELPER_DIGITS}d}", county.code, unit, name)
        for number, (unit, name) in enumerate(new, start=last + 1)
    ]
    others = stage_like(cursor, "incoming_people", Helper, ["code", "area_id", "unit_id", "name"], rows)
    columns = ["area_id", "unit_id", "name", *others]
    return merge(cursor, "incoming_people", Helper._meta.db_table, ["code"], [], fixed=columns).count


# What each household's helper in the file means beside the assignment that is stored. `keep`: the same
# helper already; `newer`: a later assignment is known, the roster is the older news.
PLAN = """
CREATE TEMPORARY TABLE incoming_plan ON COMMIT DROP AS
SELECT h.id AS household_id, h.area_id, helper.id AS helper_id, held.id AS held_id, held.to_date AS held_to,
       greatest(%(first_day)s::date, h.registered_on, (
         SELECT max(past.to_date) + 1 FROM assistance_helperassignment AS past
         WHERE past.household_id = h.id AND past.role = %(role)s AND past.to_date < %(day)s)) AS first_day,
       CASE WHEN held.helper_id = helper.id THEN 'keep'
            WHEN EXISTS (SELECT FROM assistance_helperassignment AS coming WHERE coming.household_id = h.id
                         AND coming.role = %(role)s AND coming.from_date > %(day)s) THEN 'newer'
            WHEN held.id IS NULL THEN 'open'
            WHEN held.from_date = %(day)s THEN 'correct'
            ELSE 'change' END AS step
FROM incoming_helpers AS incoming
JOIN households_household AS h ON h.household_no = incoming.household_no
JOIN assistance_helpingunit AS unit ON unit.name = incoming.unit AND unit.area_id = left(h.area_id, 6)
JOIN assistance_helper AS helper ON helper.unit_id = unit.id AND helper.name = incoming.name
  AND helper.area_id = unit.area_id
LEFT JOIN assistance_helperassignment AS held ON held.household_id = h.id AND held.role = %(role)s
  AND held.from_date <= %(day)s AND (held.to_date IS NULL OR held.to_date >= %(day)s)
"""


def _store_assignments(cursor, context: Context) -> dict[str, Any]:
    """Open, change or keep the primary assignments; a roster states no dates, so it says what it assumed."""
    day, first_day = context.as_of, dt.date(context.as_of.year, 1, 1)
    table, role = HelperAssignment._meta.db_table, AssignmentRole.PRIMARY
    cursor.execute("DROP TABLE IF EXISTS pg_temp.incoming_plan")
    cursor.execute(PLAN, {"day": day, "first_day": first_day, "role": role})
    cursor.execute(
        f"UPDATE {table} AS present SET helper_id = plan.helper_id"
        " FROM incoming_plan AS plan WHERE plan.held_id = present.id AND plan.step = 'correct'"
    )
    cursor.execute(
        f"UPDATE {table} AS present SET to_date = %s"
        " FROM incoming_plan AS plan WHERE plan.held_id = present.id AND plan.step = 'change'",
        [day - DAY],
    )
    cursor.execute(
        f"INSERT INTO {table} (household_id, area_id, helper_id, role, from_date, to_date)"
        " SELECT household_id, area_id, helper_id, %(role)s,"
        " CASE step WHEN 'open' THEN first_day ELSE %(day)s END, held_to"
        " FROM incoming_plan WHERE step IN ('open', 'change')",
        {"role": role, "day": day},
    )
    cursor.execute("SELECT step, count(*) FROM incoming_plan GROUP BY step")
    steps = dict(cursor.fetchall())
    counts: dict[str, Any] = {
        "assignments_opened": steps.get("open", 0),
        "assignments_changed": steps.get("change", 0) + steps.get("correct", 0),
        "assignments_unchanged": steps.get("keep", 0),
    }
    if steps.get("newer"):
        counts["assignments_newer_kept"] = steps["newer"]
    if steps.get("open"):
        counts["assignments_from"] = first_day.isoformat()
        counts["notes"] = [
            _("花名册没有结对日期，新的结对从 %(day)s 起算。") % {"day": first_day.isoformat()}
        ]
    return counts
