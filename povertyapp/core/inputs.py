"""What the account's rules count, as it leaves: the inputs of a month, a file a kind (`export_facts`).

An app registers the kinds of rows that its rules read, beside them in `inputs.py`. At closing all of them are kept as
they are then, and an independent program recomputes the month from nothing else. Codes only: no name, number or
place of a person of a household stands in any of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, DateField, DateTimeField, F, QuerySet

from povertyapp.core.period import Period


@dataclass(frozen=True)
class Month:
    """The month and county whose inputs are meant, with the parameters in force."""

    county: str
    period: Period
    value: Any
    account: Any = None


@dataclass(frozen=True)
class InputKind:
    """Rows of one kind: `columns` (name in the file → field or expression) of what `rows` returns.

    `key` is the column that says whose they are: a household, an official, a place, a unit. `place` is the column
    with the place's code, or `household_no` where the household says it, or blank for what is of the whole county.
    `models` are those whose rows stand here. `is_result` marks what the computation itself wrote.
    """

    name: str
    models: tuple[str, ...]
    columns: Mapping[str, Any]
    rows: Callable[[Month], QuerySet]
    key: str
    place: str
    is_result: bool = False

    @property
    def key_index(self):
        return list(self.columns).index(self.key)


INPUTS: dict[str, InputKind] = {}


def input_kind(name, *models, columns, key="household_no", place="", is_result=False):
    """Register a kind of inputs: a decorator of the function that returns its rows in a month."""

    def register(rows):
        if name in INPUTS:
            raise ValueError(f"inputs {name} are registered twice")
        if key not in columns or place not in ("", *columns):
            raise ValueError(f"inputs {name}: key and place are columns")
        INPUTS[name] = InputKind(name, models, columns, rows, key, place or _place(key), is_result)
        return INPUTS[name]

    return register


def _place(key):
    return key if key == "household_no" else ""


def select(kind: InputKind, month: Month) -> tuple[str, tuple]:
    """Return the SELECT of the rows of a kind as text, in the formats of the contract, whatever the server's or
    the session's language, time zone and style of dates."""
    named = {f"c{place}": _expression(column) for place, column in enumerate(kind.columns.values())}
    query = kind.rows(month).order_by().annotate(**named).values_list(*named).query
    texts = ", ".join(_text(name, query.annotation_select[name].output_field) for name in named)
    sql, params = query.sql_with_params()
    return f"SELECT {texts} FROM ({sql}) AS q ({', '.join(named)})", params


def _expression(column):
    return F(column) if isinstance(column, str) else column


def _text(name, field):
    column = f'q."{name}"'
    if isinstance(field, DateTimeField):
        # The county's time; it has had no summer time since 1991.
        local = f"{column} AT TIME ZONE 'Asia/Shanghai'"
        return f"""to_char({local}, 'YYYY-MM-DD"T"HH24:MI:SS.US"+08:00"')"""
    if isinstance(field, DateField):
        return f"to_char({column}, 'YYYY-MM-DD')"
    if isinstance(field, BooleanField):
        return f"{column}::int::text"
    return f"NULLIF(translate({column}::text, E'\\r\\n', '  '), '')"
