"""The village form as a list (村基本情况表): a row a village and year, the columns those of the two models."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from households.choices import Terrain, VillageKind
from households.importing.lists import SHARED_FIELDS, TOWNSHIP, VILLAGE
from households.importing.words import choice
from households.models import Village, VillageYear
from households.places import OUT_OF_REACH, county_meant, reach_of
from povertyapp.core import crypto
from povertyapp.core.copying import merge, stage_like
from povertyapp.core.models import Area
from povertyapp.core.place_names import PlaceIndex
from povertyapp.core.scoping import within
from povertyapp.core.workbooks import CellError, ColumnSpec, Field, Layout, Workbook, cells
from povertyapp.core.workbooks.headers import without_end
from povertyapp.core.workbooks.listing import ListRow

YEAR = "年度"
CODES: dict[str, type[models.TextChoices]] = {"kind": VillageKind, "terrain": Terrain}
LONGEST_TEXT = 200
DEGREES = ("longitude", "latitude")
HEAD_PHONE = Village._meta.get_field("head_phone").column_key
# Names that offices use beside those of the form.
NAMES = {
    "household_count": ("农户总户数", "全村总户数"),
    "population": ("总人口数", "全村总人口", "农业人口"),
    "group_count": ("村民小组数", "组数", "自然村数"),
    "registered_households": ("建档立卡贫困户数", "建档立卡户数"),
    "registered_persons": ("建档立卡贫困人口", "贫困人口数"),
    "collective_income": ("村集体经济收入", "集体经济收入"),
    "head_name": ("村支书", "村主任", "村党支部书记", "负责人"),
    "head_phone": ("联系电话", "负责人电话"),
    "kind": ("村类型",),
    "leading_industry": ("主要产业",),
}
# A part is never more than its whole.
PARTS = (
    ("registered_persons", "population"),
    ("registered_households", "household_count"),
    ("women", "population"),
    ("labour_count", "population"),
    ("away_workers", "population"),
    ("minority_persons", "population"),
    ("allowance_persons", "population"),
    ("allowance_households", "household_count"),
    ("water_unsafe_households", "household_count"),
    ("dangerous_houses", "household_count"),
    ("broadband_households", "household_count"),
    ("powered_groups", "group_count"),
    ("irrigated_mu", "cultivated_mu"),
)


def _columns(model) -> list[models.Field]:
    return [f for f in model._meta.concrete_fields if not f.primary_key and f.name not in ("area", "year")]


def header(field: models.Field) -> str:
    """Return a column's Chinese name, whatever language the user reads."""
    with override(None):
        return str(field.verbose_name)


def _parser(field: models.Field) -> Callable[[Any], Any]:
    if field.name in CODES:
        return choice(CODES[field.name])
    if field.name == "head_phone":
        return cells.phone
    if isinstance(field, models.BooleanField):
        return cells.yes_no
    if isinstance(field, models.DateField):
        return cells.date
    if isinstance(field, models.DecimalField):
        return _checked(field, cells.number)
    if isinstance(field, models.IntegerField):
        return _checked(field, cells.integer)
    return _text(field.max_length or LONGEST_TEXT)


def _checked(field: models.Field, parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a parser that also asks the column whether it can hold the number."""

    def read(value: Any) -> Any:
        result = parse(value)
        try:
            field.run_validators(result)
        except ValidationError as error:
            raise CellError("NUMBER_INVALID", error.messages[0]) from error
        return result

    return read


def _text(longest: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        written = cells.text(value)
        if len(written) > longest:
            raise CellError("LIST_TOO_LONG", _("最多 %(limit)s 个字") % {"limit": longest})
        return written

    return read


OWN, OF_YEAR = _columns(Village), _columns(VillageYear)
FIELDS = (
    SHARED_FIELDS[0],
    Field(VILLAGE, "village", cells.word),
    Field(YEAR, "year", cells.year),
    *(Field(header(field), field.name, _parser(field)) for field in (*OWN, *OF_YEAR)),
)
LAYOUT = Layout(
    "村基本情况表",
    (
        ColumnSpec("序号"),
        ColumnSpec(TOWNSHIP),
        ColumnSpec(VILLAGE, aliases=("村名", "村名称"), required=True),
        ColumnSpec(YEAR, aliases=("填报年度", "年份")),
        *(
            ColumnSpec(header(field), aliases=(without_end(header(field)), *NAMES.get(field.name, ())))
            for field in (*OWN, *OF_YEAR)
        ),
    ),
)
KEY_OF = {field.attr: field.key for field in FIELDS}


def county_of(workbook: Workbook, rows: list[ListRow], titles: list[str]) -> Area:
    """Return the county that the titles or the townships name."""
    county = county_meant(titles, {row["township"] for row in rows if row["township"]})
    if county is None:
        text = _("看不出“%(file)s”是哪个县的表，请在标题中写明县名，或用 --county 指明区划代码。")
        raise ValidationError(text % {"file": workbook.file})
    return county


def villages_of(rows: list[ListRow], county: Area, by: Any) -> dict[str, str]:
    """Return nothing but set each row's village; tell rows whose village is unknown or out of reach."""
    areas = Area.objects.filter(within(county.code, "code"), valid_to=None)
    places = PlaceIndex(areas.values_list("code", "name", "parent_id"))
    reach = reach_of(by)
    for row in rows:
        if not row["village"]:
            row.tell(VILLAGE, "LIST_FIELD_MISSING", message=_("“%(column)s”不能为空") % {"column": VILLAGE})
            continue
        place = places.find(row["township"], row["village"])
        row.values["area_id"] = place.code
        if place.problem == "elsewhere":
            row.tell(TOWNSHIP, "VILLAGE_TOWNSHIP_MISMATCH", expected=place.expected)
        elif place.problem:
            row.tell(VILLAGE, "VILLAGE_UNKNOWN", expected=place.expected)
        elif not str(place.code).startswith(reach):
            row.tell(VILLAGE, "LIST_OUT_OF_REACH", message=str(OUT_OF_REACH))
    return {}


def check(rows: list[ListRow], villages: dict[str, str], as_of: dt.date, county: Area) -> None:
    """Tell a village that stands twice, a year to come, and parts that are more than their whole."""
    seen: dict[tuple, ListRow] = {}
    for row in rows:
        if not row["year"] and not any(
            fault.column == row.record.table.written(YEAR) for fault in row.faults
        ):
            row.values["year"] = as_of.year
        if row["year"] and row["year"] > as_of.year:
            row.tell(YEAR, "NUMBER_INVALID", message=_("年度不能晚于 %(year)s 年") % {"year": as_of.year})
        key = (row["area_id"], row["year"])
        if all(key) and seen.setdefault(key, row) is not row:
            first = seen[key].record
            text = _("与“%(sheet)s”第 %(row)s 行是同一个村同一年，请只留一行")
            row.tell(VILLAGE, "LIST_DUPLICATE", message=text % {"sheet": first.sheet, "row": first.row})
        for part, whole in PARTS:
            if row[part] is not None and row[whole] is not None and row[part] > row[whole]:
                text = _("“%(part)s”大于“%(whole)s”") % {"part": KEY_OF[part], "whole": KEY_OF[whole]}
                row.tell(KEY_OF[part], "LIST_FIGURES_CONFLICT", message=text)


def store(cursor, rows: list[ListRow], columns: frozenset[str]) -> dict[str, int]:
    """Write villages and their years, only what differs; a blank cell says nothing of what is stored."""
    latest: dict[str, ListRow] = {}
    for row in sorted(rows, key=lambda row: row["year"]):
        latest[row["area_id"]] = row
    own = [field for field in OWN if KEY_OF[field.name] in columns]
    of_year = [field for field in OF_YEAR if KEY_OF[field.name] in columns]
    villages = _merge(cursor, Village, ["area_id"], own, list(latest.values()))
    years = _merge(cursor, VillageYear, ["area_id", "year"], of_year, rows)
    return {
        "villages_created": villages[0],
        "villages_updated": villages[1],
        "years_created": years[0],
        "years_updated": years[1],
        "years_unchanged": len(rows) - sum(years),
    }


def _merge(cursor, model, key: list[str], fields: list[models.Field], rows: list[ListRow]) -> tuple[int, int]:
    names = [field.name for field in fields]
    staged, table = f"incoming_{model._meta.model_name}", model._meta.db_table
    lines = ([*(row[name] for name in key), *(_stored(field, row) for field in fields)] for row in rows)
    others = stage_like(cursor, staged, model, [*key, *names], lines)
    if names:
        kept = ", ".join(
            f'"{n}" = coalesce({_stated(f)}, present."{n}")' for n, f in zip(names, fields, strict=True)
        )
        same = " AND ".join(f'present."{name}" = incoming."{name}"' for name in key)
        cursor.execute(f'UPDATE "{staged}" AS incoming SET {kept} FROM "{table}" AS present WHERE {same}')
    merged = merge(cursor, staged, table, key, names, fixed=others, returning="id")
    return len(merged.created), len(merged.updated)


def _stated(field: models.Field) -> str:
    """Return the SQL of a staged cell, NULL where it is blank."""
    return f"nullif(incoming.\"{field.name}\", '')" if _is_text(field) else f'incoming."{field.name}"'


def _is_text(field: models.Field) -> bool:
    return isinstance(field, models.CharField | models.TextField)


def _stored(field: models.Field, row: ListRow) -> Any:
    value = row[field.name]
    if field.name == "head_phone":
        return crypto.seal(value or "", HEAD_PHONE, row["area_id"])
    if value is None and _is_text(field):
        return ""
    return (
        value.quantize(Decimal("0.000001")) if isinstance(value, Decimal) and field.name in DEGREES else value
    )
