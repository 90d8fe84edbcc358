"""The passes of a county's month, compiled once a process: the running month is brought up to date each hour with the
same rules and parameters, and to write the SQL anew takes a tenth of the time of the whole month."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
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


@lru_cache(maxsize=12)
def _passes_of(county: str, period: Any, day: Any, parameters: str) -> dict[Any, Kept]:
    """Return where the passes of one county's month with its parameters, on one day, are kept."""
    return {}


def compiled_pass(work: Any, population: Population, bits: tuple[Bit, ...], *, few: bool = False) -> Pass:
    """Return the pass over a population in the county, or over those of its rows that changed (`few`)."""
    return _kept(work, population, bits, few).compiled


def tables_read(work: Any, population: Population, bits: tuple[Bit, ...]) -> frozenset[str]:
    """Return the tables that the pass over a population reads."""
    return _kept(work, population, bits, few=False).tables


def _kept(work, population, bits, few):
    passes = _passes_of(work.account.area_id, work.period, clock.today(), repr(work.value.as_dict()))
    # A rule is told by its place in memory: the pass keeps it there.
    key = (population.name, few, tuple((bit.index, id(bit.rule)) for bit in bits))
    if key not in passes:
        passes[key] = _compile(work, population, bits, few)
    kept = passes[key]
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
