"""Figures of a paper held against what they are made of (rulebook A9): `judge` says how a statement stands.

Nothing is smoothed out: what does not fit is said beside what would fit, and what the text does not give stays
undefined. Percentages are read as rulebook A0 says: rounded half up and cut off are both right, and told apart.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from inspections.choices import StatementKind, StatementVerdict

OK, TRUNCATED, MISMATCH = StatementVerdict.OK, StatementVerdict.TRUNCATED, StatementVerdict.MISMATCH
IMPLIED, UNDEFINED = StatementVerdict.IMPLIED, StatementVerdict.UNDEFINED
SHOWN = Decimal("0.0001")  # so exactly a value that no text gives is kept


@dataclass(frozen=True)
class Judgement:
    """How a statement stands: its verdict, what the parts come to, and what would have to be true instead."""

    verdict: StatementVerdict
    value: Decimal | None = None
    instead: dict[str, Decimal] = field(default_factory=dict)


def judge(kind, parts, stated=None, *, places=0, is_open=False) -> Judgement:
    """Judge one statement; `parts` are what it is made of, `stated` what the text claims (None: no claim).

    `places` are the decimal places of a stated percentage; `is_open` marks a list that ends with 等. Parts of a
    duration and of an order of days are dates, all others are numbers. A statement without parts is undefined.
    """
    parts = [part if isinstance(part, dt.date) else Decimal(str(part)) for part in parts]
    stated = None if stated is None else Decimal(str(stated))
    if is_open or not parts:
        return Judgement(UNDEFINED)
    return _JUDGES[StatementKind(kind)](parts, stated, places)


def _share(parts, stated, places):
    """Part of a whole in percent: a mismatch says which whole, or which part, the published figure would need."""
    part, whole = parts
    exact = part * 100 / whole
    if stated is None:
        return Judgement(IMPLIED, _kept(exact))
    step = Decimal(1).scaleb(-places)
    if exact.quantize(step, ROUND_HALF_UP) == stated:
        return Judgement(OK, _kept(exact))
    if exact.quantize(step, ROUND_DOWN) == stated:
        return Judgement(TRUNCATED, _kept(exact))
    instead = {"whole": _kept(part * 100 / stated), "part": _kept(whole * stated / 100)}
    return Judgement(MISMATCH, _kept(exact), instead)


def _total(parts, stated, _places):
    return _compared(sum(parts), stated, MISMATCH)


def _count(parts, stated, _places):
    """How many are listed, against how many the text says."""
    return _compared(sum(parts), stated, StatementVerdict.COUNT_MISMATCH)


def _quotient(parts, stated, _places):
    return _compared(_kept(parts[0] / parts[1]), stated, MISMATCH)


def _product(parts, stated, _places):
    value = Decimal(1)
    for part in parts:
        value *= part
    return _compared(value, stated, MISMATCH)


def _difference(parts, stated, _places):
    return _compared(parts[0] - sum(parts[1:]), stated, MISMATCH)


def _days(parts, stated, _places):
    return _compared(Decimal((parts[-1] - parts[0]).days), stated, MISMATCH)


def _order(parts, _stated, _places):
    """Days, or numbers that can only shrink from one to the next (started, finished, paid)."""
    pairs = zip(parts, parts[1:], strict=False)
    falls = isinstance(parts[0], Decimal)
    fits = all(first >= then if falls else first <= then for first, then in pairs)
    return Judgement(OK if fits else MISMATCH)


def _threshold(parts, stated, _places):
    """A share that must reach a limit: part, whole, and the limit as what is stated."""
    value = parts[0] * 100 / parts[1]
    return Judgement(OK if value >= stated else MISMATCH, _kept(value))


def _apart(parts, _stated, _places):
    """Figures that belong to different lists: there is nothing to add."""
    return Judgement(OK)


def _compared(value, stated, wrong):
    if stated is None:
        return Judgement(IMPLIED, value)
    return Judgement(OK if value == stated else wrong, value)


def _kept(value: Any) -> Decimal:
    return Decimal(value).quantize(SHOWN, ROUND_HALF_UP)


_JUDGES = {
    StatementKind.SHARE: _share,
    StatementKind.TOTAL: _total,
    StatementKind.COUNT: _count,
    StatementKind.QUOTIENT: _quotient,
    StatementKind.PRODUCT: _product,
    StatementKind.DIFFERENCE: _difference,
    StatementKind.DAYS: _days,
    StatementKind.ORDER: _order,
    StatementKind.THRESHOLD: _threshold,
    StatementKind.APART: _apart,
}


def judge_text(kind, parts, stated="", *, is_open=False) -> Judgement:
    """Judge a statement as it is written: parts and claim as texts, a claimed percentage with its decimal places."""
    text = stated.removesuffix("%")
    places = len(text.partition(".")[2])
    return judge(kind, [_read(part) for part in parts], text or None, places=places, is_open=is_open)


def _read(part):
    return dt.date.fromisoformat(part) if part.count("-") == 2 else Decimal(part)
