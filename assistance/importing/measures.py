"""The register of measures (帮扶措施台账): its columns, what is wrong with a row, and how it is written."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assistance.choices import CLASS_OF_KIND, KIND_OF_ITEM, Batch, MeasureClass, MeasureItem, MeasureKind
from assistance.models import AssistanceMeasure
from assistance.words import MeasureWords
from households.importing.lists import (
    SHARED_COLUMNS,
    SHARED_FIELDS,
    Stored,
    check_days,
    check_length,
    first_day,
    last_day,
)
from povertyapp.core.copying import analyze, stage_like
from povertyapp.core.models import Area
from povertyapp.core.workbooks import CellError, ColumnSpec, Field, Layout, cells
from povertyapp.core.workbooks.listing import ListRow

NAME, KIND, START, END, YEAR = "措施名称", "措施种类", "开始日期", "结束日期", "年度"
AMOUNT, UNIT, EFFECT = "金额(元)", "责任单位", "成效"
BATCH, EXPECTED, STOPPED = "五个一批", "预计年增收(元)", "中止原因"
SIGNED_ON, SIGNED_BY = "签字日期", "签字人"
TEN_THOUSAND = "万元"
LAYOUT = Layout(
    "帮扶措施台账",
    (
        *SHARED_COLUMNS,
        ColumnSpec(
            NAME,
            aliases=("帮扶措施", "措施", "措施内容", "帮扶项目", "项目名称", "帮扶措施名称", "主要帮扶措施"),
            required=True,
        ),
        ColumnSpec(KIND, aliases=("措施类别", "措施类型", "帮扶类别", "类别", "种类")),
        ColumnSpec(START, aliases=("开始时间", "起始日期", "起始时间", "实施日期", "实施时间", "落实时间")),
        ColumnSpec(END, aliases=("结束时间", "终止日期", "终止时间", "完成日期", "完成时间", "到期日期")),
        ColumnSpec(YEAR, aliases=("实施年度", "帮扶年度")),
        ColumnSpec(AMOUNT, aliases=("金额", "补助金额", "帮扶资金", "投入资金", "投入金额", "资金")),
        ColumnSpec(UNIT, aliases=("实施单位", "落实单位", "牵头单位", "帮扶单位")),
        ColumnSpec(EFFECT, aliases=("帮扶成效", "落实情况", "效果", "实施效果")),
        ColumnSpec(BATCH, aliases=("批次", "所属批次", "五个一批类别")),
        ColumnSpec(EXPECTED, aliases=("预计年增收", "预计增收", "年增收", "预期收入", "预计收入")),
        ColumnSpec(STOPPED, aliases=("终止原因", "停止原因")),
        ColumnSpec(SIGNED_ON, aliases=("成效签字日期", "确认日期")),
        ColumnSpec(SIGNED_BY, aliases=("成效签字人", "农户签字")),
    ),
)


def family(value: Any) -> str:
    """Return the kind, or the item of one, that a cell names by its official word; '' for a blank one."""
    written = cells.word(value)
    known = {str(label): code for code, label in (*MeasureItem.choices, *MeasureKind.choices)}
    if not written or written in {str(label) for _code, label in MeasureClass.choices}:
        return ""
    if written not in known:
        raise CellError("DICT_UNKNOWN", "、".join(str(label) for _code, label in MeasureKind.choices))
    return str(known[written])


def batch(value: Any) -> str:
    """Return the batch that a cell names by its official word; '' for a blank one."""
    written = cells.word(value)
    known = {str(label): code for code, label in Batch.choices}
    if written and written not in known:
        raise CellError("DICT_UNKNOWN", "、".join(known))
    return str(known[written]) if written else ""


def amount(value: Any) -> Decimal | None:
    """Return an amount that is not below zero."""
    result = cells.number(value)
    if result is not None and not 0 <= result < 10**13:
        raise CellError("NUMBER_INVALID", _("不小于 0 的金额"))
    return result


FIELDS = (
    *SHARED_FIELDS,
    Field(NAME, "name", cells.word),
    Field(KIND, "kind", family),
    Field(START, "from_date", first_day),
    Field(END, "to_date", last_day),
    Field(YEAR, "year", cells.year),
    Field(AMOUNT, "amount", amount),
    Field(UNIT, "responsible_unit", cells.word),
    Field(EFFECT, "effect", cells.text),
    Field(BATCH, "batch", batch),
    Field(EXPECTED, "expected_income", amount),
    Field(STOPPED, "stop_reason", cells.text),
    Field(SIGNED_ON, "signed_on", cells.date),
    Field(SIGNED_BY, "signed_by", cells.name),
)
LIMITS = {
    "name": (NAME, 100),
    "responsible_unit": (UNIT, 80),
    "effect": (EFFECT, 200),
    "stop_reason": (STOPPED, 100),
    "signed_by": (SIGNED_BY, 40),
}
WORDS = ("responsible_unit", "effect", "batch", "stop_reason", "signed_by")  # blank where nothing is said
COLUMNS = (
    *("name", "kind", "item", "measure_class", "from_date", "to_date", "amount", "expected_income"),
    *("is_proposed", "signed_on", *WORDS),
)

# A row means the measure of that name and first day; else the one of that name whose days it overlaps, because a
# roster and an office's memory often differ by some weeks and nobody has the same measure twice at a time.
MATCHED = """
CREATE TEMPORARY TABLE incoming_matched ON COMMIT DROP AS
SELECT DISTINCT ON (place) place, id FROM (
  SELECT DISTINCT ON (present.id) present.id, incoming.place, present.from_date = incoming.from_date AS is_same
  FROM incoming_measures AS incoming
  JOIN assistance_assistancemeasure AS present
    ON present.household_id = incoming.household_id AND present.name = incoming.name
   AND (present.from_date = incoming.from_date
        OR daterange(present.from_date, present.to_date, '[]')
           && daterange(incoming.from_date, incoming.to_date, '[]'))
  ORDER BY present.id, is_same DESC, incoming.place
) AS best ORDER BY place, is_same DESC, id
"""
# A blank cell says nothing of what is stored. What stands in the register needs no confirming any more.
CHANGED = """
UPDATE assistance_assistancemeasure AS present
SET from_date = told.from_date, to_date = told.to_date, amount = told.amount, kind = told.kind, item = told.item,
    measure_class = told.measure_class, expected_income = told.expected_income, is_proposed = false,
    signed_on = told.signed_on, responsible_unit = told.unit, effect = told.effect, batch = told.batch,
    stop_reason = told.stop_reason, signed_by = told.signed_by
FROM (
  SELECT old.id, CASE WHEN incoming.is_dated THEN incoming.from_date ELSE old.from_date END AS from_date,
         coalesce(incoming.to_date, old.to_date) AS to_date, coalesce(incoming.amount, old.amount) AS amount,
         CASE WHEN incoming.is_kind_stated THEN incoming.kind ELSE old.kind END AS kind,
         CASE WHEN incoming.is_kind_stated THEN incoming.item ELSE old.item END AS item,
         CASE WHEN incoming.is_kind_stated THEN incoming.measure_class ELSE old.measure_class END AS measure_class,
         coalesce(incoming.expected_income, old.expected_income) AS expected_income,
         coalesce(incoming.signed_on, old.signed_on) AS signed_on,
         coalesce(nullif(incoming.responsible_unit, ''), old.responsible_unit) AS unit,
         coalesce(nullif(incoming.effect, ''), old.effect) AS effect,
         coalesce(nullif(incoming.batch, ''), old.batch) AS batch,
         CASE WHEN old.is_proposed THEN incoming.stop_reason
              ELSE coalesce(nullif(incoming.stop_reason, ''), old.stop_reason) END AS stop_reason,
         coalesce(nullif(incoming.signed_by, ''), old.signed_by) AS signed_by
  FROM incoming_matched AS matched
  JOIN incoming_measures AS incoming ON incoming.place = matched.place
  JOIN assistance_assistancemeasure AS old ON old.id = matched.id
) AS told
WHERE told.id = present.id
  AND (present.from_date, present.to_date, present.amount, present.kind, present.item, present.measure_class,
       present.expected_income, present.is_proposed, present.signed_on, present.responsible_unit, present.effect,
       present.batch, present.stop_reason, present.signed_by)
      IS DISTINCT FROM (told.from_date, told.to_date, told.amount, told.kind, told.item, told.measure_class,
                        told.expected_income, false, told.signed_on, told.unit, told.effect, told.batch,
                        told.stop_reason, told.signed_by)
"""


def check(rows: list[ListRow], households: dict[str, Stored], as_of: dt.date, county: Area) -> MeasureWords:
    """Tell what is wrong with each row, and give those without a day the one that is assumed for them."""
    words, seen = MeasureWords(), dict[tuple, ListRow]()
    for row in rows:
        row.values["is_dated"] = row["from_date"] is not None
        if not row["name"] and NAME not in _unread(row):
            row.tell(NAME, "LIST_FIELD_MISSING", message=_("“%(column)s”不能为空") % {"column": NAME})
        if TEN_THOUSAND in row.record.table.written(AMOUNT) and row["amount"] is not None:
            row.values["amount"] *= 10_000
        check_days(row, START, END)
        _check_whole(row)
        check_length(row, LIMITS)
        household = households.get(row["household_no"] or "")
        _date(row, household, as_of)
        key = (row["household_no"], row["name"], row["from_date"])
        if all(key) and seen.setdefault(key, row) is not row:
            place = {"sheet": seen[key].record.sheet, "row": seen[key].record.row}
            row.tell(
                NAME,
                "LIST_DUPLICATE",
                message=_("与“%(sheet)s”第 %(row)s 行是同一项措施，请只留一行") % place,
            )
        if row["name"] and not row["kind"] and words.kind_of(row["name"]) == MeasureKind.OTHER:
            row.tell(NAME, "MEASURE_WORD_UNKNOWN")
    return words


def _check_whole(row: ListRow) -> None:
    """Tell what is said by halves: a stop without its last day, a signature without what was signed."""
    if row["stop_reason"] and not row["to_date"] and END not in _unread(row):
        row.tell(END, "LIST_FIELD_MISSING", message=_("中止的措施要写明最后一天。"))
    signature = {SIGNED_ON: "signed_on", SIGNED_BY: "signed_by", EFFECT: "effect"}
    if row["signed_on"] or row["signed_by"]:
        for column, attr in signature.items():
            if not row[attr] and column not in _unread(row):
                row.tell(column, "LIST_FIELD_MISSING", message=_("签字要有成效、签字日期和签字人。"))


def _unread(row: ListRow) -> set[str | None]:
    return {fault.column for fault in row.faults}


def _date(row: ListRow, household: Stored | None, as_of: dt.date) -> None:
    """A measure without a day counts from the first day of its year; none counts before the household does."""
    registered = household.registered_on if household else None
    if row["from_date"] and registered and row["from_date"] < registered:
        row.tell(START, "LIST_BEFORE_REGISTERED", expected=registered)
    if row["from_date"] is None:
        day = dt.date(row["year"] or as_of.year, 1, 1)
        row.values["from_date"] = max(day, registered) if registered else day


def store(cursor, rows: list[ListRow], households: dict[str, Stored], words: MeasureWords) -> dict[str, Any]:
    """Write the rows that differ; return how many measures were created, updated and left alone."""
    staged = (_line(place, row, households[row["household_no"]], words) for place, row in enumerate(rows))
    extra = {"place": "int", "is_dated": "bool", "is_kind_stated": "bool"}
    columns = ["household_id", "area_id", *COLUMNS]
    stage_like(cursor, "incoming_measures", AssistanceMeasure, columns, staged, extra)
    cursor.execute("DROP TABLE IF EXISTS pg_temp.incoming_matched")
    cursor.execute(MATCHED)
    cursor.execute(CHANGED)
    updated = cursor.rowcount
    listed = ", ".join(columns)
    cursor.execute(
        f"INSERT INTO assistance_assistancemeasure ({listed}) SELECT {listed} FROM incoming_measures AS incoming"
        " WHERE NOT EXISTS (SELECT FROM incoming_matched AS m WHERE m.place = incoming.place) ORDER BY place"
    )
    created = cursor.rowcount
    if created:
        analyze(cursor, AssistanceMeasure)
    return {
        "measures_created": created,
        "measures_updated": updated,
        "measures_unchanged": len(rows) - created - updated,
    }


def _line(place: int, row: ListRow, household: Stored, words: MeasureWords) -> list[Any]:
    of_kind, item = _family(row, words)
    facts = row.values | {word: row[word] or "" for word in WORDS}
    facts |= {
        "kind": of_kind,
        "item": item,
        "measure_class": CLASS_OF_KIND.get(MeasureKind(of_kind), MeasureClass.OTHER),
        "is_proposed": False,
    }
    own = [facts[column] for column in COLUMNS]
    return [household.pk, household.area_id, *own, place, row["is_dated"], bool(row["kind"])]


def _family(row: ListRow, words: MeasureWords) -> tuple[str, str]:
    """Return the kind and the item that a row means: as its cell says, else as the name's words do."""
    stated, item = row["kind"], words.item_of(row["name"])
    if stated in MeasureItem.values:
        return KIND_OF_ITEM[MeasureItem(stated)], stated
    of_kind = stated or words.kind_of(row["name"])
    return of_kind, item if item and KIND_OF_ITEM[MeasureItem(item)] == of_kind else ""
