"""The passes of a county's month, compiled once a process: the running month is brought up to date each hour with the
same rules and parameters, and to write the SQL anew takes a tenth of the time of the whole month."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps

from povertyapp.core import clock
from povertyapp.core.onepass import Bit, Pass, compile_pass
from povertyapp.core.rules import Population
from povertyapp.core.scoping import within

_NAME = re.compile(r'"([a-z0-9_]+)"')


@dataclass(frozen=True)
class Kept:
    """A pass, the parameters that were asked for it, and the tables that it reads."""

    compiled: Pass
    asked: frozenset[str]
    tables: frozenset[str]


class _OfAMonth:
    """Passes of one county's month with its parameters, on one day."""

    def __init__(self) -> None:
        self.told: tuple[Any, ...] = ()
        self.passes: dict[Any, Kept] = {}


_OF_A_MONTH = _OfAMonth()


def compiled_pass(work: Any, population: Population, bits: tuple[Bit, ...], *, few: bool = False) -> Pass:
    """Return the pass over a population in the county, or over those of its rows that changed (`few`)."""
    return _kept(work, population, bits, few).compiled


def tables_read(work: Any, population: Population, bits: tuple[Bit, ...]) -> frozenset[str]:
    """Return the tables that the pass over a population reads."""
    return _kept(work, population, bits, few=False).tables


def _kept(work, population, bits, few):
    told = (work.account.area_id, work.period, clock.today(), repr(work.value.as_dict()))
    if _OF_A_MONTH.told != told:
        _OF_A_MONTH.told, _OF_A_MONTH.passes = told, {}
    # A rule is told by its place in memory: the pass keeps it there.
    key = (population.name, few, tuple((bit.index, id(bit.rule)) for bit in bits))
    if key not in _OF_A_MONTH.passes:
        _OF_A_MONTH.passes[key] = _compile(work, population, bits, few)
    kept = _OF_A_MONTH.passes[key]
    work.value.asked |= kept.asked
    return kept


def _compile(work, population, bits, few):
    before, work.value.asked = work.value.asked, set()
    narrow = work.changes.narrow if few else within(work.account.area_id)
    compiled = compile_pass(population, bits, work.period, work.value, narrow, narrow)
    asked, work.value.asked = work.value.asked, before
    names = _table_names()
    tables = frozenset(names[name] for name in _NAME.findall(compiled.sql) if name in names)
    return Kept(compiled, frozenset(asked), tables)


@cache
def histories():
    """Return table → the table of its history."""
    events = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    return {event.pgh_tracked_model._meta.db_table: event._meta.db_table for event in events}


@cache
def _table_names():
    """Return name → table, of every table of a model; of a history it is the table whose history it is."""
    said = {history: table for table, history in histories().items()}
    tables = {model._meta.db_table for model in apps.get_models()}
    return {table: said.get(table, table) for table in tables}
