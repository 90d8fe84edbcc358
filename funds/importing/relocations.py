"""The year's list of households to be moved (易地扶贫搬迁年度名单): its columns and what is wrong with a row."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from funds.choices.relocation import MoveReason, Settlement
from funds.models import RelocationListed, RelocationPlan
from households.importing.lists import SHARED_COLUMNS, SHARED_FIELDS, Stored, check_needed
from povertyapp.core.models import Area
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.workbooks import CellError, ColumnSpec, Field, Layout, cells
from povertyapp.core.workbooks.listing import ListRow

YEAR, PERSONS, REASON, SETTLEMENT = "任务年度", "搬迁人数", "搬迁原因", "安置方式"
LAYOUT = Layout(
    "易地扶贫搬迁年度名单",
    (
        *SHARED_COLUMNS,
        ColumnSpec(YEAR, aliases=("年度", "搬迁年度", "计划年度"), required=True),
        ColumnSpec(PERSONS, aliases=("人数", "搬迁人口", "搬迁人口数"), required=True),
        ColumnSpec(REASON, aliases=("迁出区类型", "原因"), required=True),
        ColumnSpec(SETTLEMENT, aliases=("安置类型",)),
    ),
)


def persons(value: Any) -> int | None:
    """Return a number of people of one household."""
    result = cells.integer(value)
    if result is not None and not 1 <= result <= 30:
        raise CellError("NUMBER_INVALID", _("1 到 30 的整数"))
    return result


def _word_of(choices):
    known = {str(label): code for code, label in choices}

    def read(value: Any) -> str:
        written = cells.word(value)
        if written and written not in known:
            raise CellError("DICT_UNKNOWN", "、".join(known))
        return str(known[written]) if written else ""

    return read


FIELDS = (
    *SHARED_FIELDS,
    Field(YEAR, "year", cells.year),
    Field(PERSONS, "persons", persons),
    Field(REASON, "reason", _word_of(MoveReason.choices)),
    Field(SETTLEMENT, "settlement", _word_of(Settlement.choices)),
)
NEEDED = {"year": YEAR, "persons": PERSONS, "reason": REASON}


@dataclass
class Known:
    """What the system knows of the rows of a list: plans by township and year, who stands on a list already."""

    plans: dict[tuple[str, int], RelocationPlan] = field(default_factory=dict)
    listed: dict[int, RelocationListed] = field(default_factory=dict)
    counts: Counter = field(default_factory=Counter)


def check(rows: list[ListRow], households: dict[str, Stored], as_of: dt.date, county: Area) -> Known:
    """Tell what is wrong with each row; return what is known of its plans and households."""
    known = _known(households, county)
    seen: dict[str, ListRow] = {}
    for row in rows:
        check_needed(row, NEEDED)
        number = row["household_no"] or ""
        if number and seen.setdefault(number, row) is not row:
            place = {"sheet": seen[number].record.sheet, "row": seen[number].record.row}
            words = _("与“%(sheet)s”第 %(row)s 行是同一户，请只留一行") % place
            row.tell("户编号", "LIST_DUPLICATE", message=words)
        household = households.get(number)
        if household is not None and not row.is_faulty:
            _check_plan(row, household, known)
    return known


def _known(households, county) -> Known:
    known = Known()
    for plan in RelocationPlan.objects.in_area(county.code):
        known.plans[plan.area_id, plan.year] = plan
    pks = [home.pk for home in households.values()]
    for listed in RelocationListed.objects.filter(household__in=pks).select_related("plan", "case"):
        known.listed[listed.household_id] = listed
    others = RelocationListed.objects.in_area(county.code).exclude(household__in=pks)
    known.counts.update(others.values_list("plan_id", flat=True))
    return known


def _check_plan(row: ListRow, household: Stored, known: Known) -> None:
    """Tell a household without a plan, above its plan, or whose relocation rests on another entry already."""
    plan = known.plans.get((household.area_id[:TOWNSHIP_DIGITS], row["year"]))
    stored = known.listed.get(household.pk)
    if plan is None:
        words = _("这个乡镇 %(year)s 年度的搬迁计划还没有下达，请先下达计划")
        row.tell(YEAR, "RELOCATION_NO_PLAN", message=words % {"year": row["year"]})
        return
    if stored is not None and hasattr(stored, "case") and _differs(stored, plan, row):
        words = _("这一户已按 %(plan)s 的名单（%(n)d 人）办理搬迁，不能再改")
        facts = {"plan": stored.plan.name, "n": stored.persons}
        row.tell(YEAR, "RELOCATION_IN_HAND", expected=stored.plan.year, message=words % facts)
        return
    known.counts[plan.pk] += 1
    if known.counts[plan.pk] > plan.households:
        words = _("计划只有 %(n)d 户，这一户是第 %(at)d 户，请先调整计划，或减少名单") % {
            "n": plan.households,
            "at": known.counts[plan.pk],
        }
        row.tell(YEAR, "RELOCATION_OVER_PLAN", expected=plan.households, message=words)


def _differs(stored, plan, row):
    return (stored.plan_id, stored.persons) != (plan.pk, row["persons"])


def differs(stored: RelocationListed, plan: RelocationPlan, row: ListRow) -> bool:
    """Say whether a row says something else than what is stored of its household."""
    words = (row["reason"], row["settlement"])
    return _differs(stored, plan, row) or (stored.reason, stored.settlement) != words
