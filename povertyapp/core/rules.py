"""Rules: one named condition over one population in one period (house.md 4.5, decisions.md Rules).

A rule is a function of the period and the parameters. A DATA or FIGURE rule returns a condition (`Q`) over the
rows of its population. A DUTY rule returns a `Duty`: who owes, how much, and what counts; `core.onepass` compiles
all duties of a population into one pass over the county, and the same compilation, narrowed, is the list behind
a figure and the verdict on one row. The docstring is what people read on screen and in docs/rules.md.
"""

import datetime as dt
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from django.db.models import Aggregate, Func, Q, QuerySet
from django.utils.translation import gettext

from povertyapp.core.period import Period
from povertyapp.core.spoken import speaking

# A parameter in a docstring stands between backticks: `visit.min_per_month`.
PARAMETER = re.compile(r"`([a-z]+\.[a-z_]+)`")
HOUSEHOLD, UNIT, PARTY = "household", "unit", "party"
"""Whom a duty is judged over: households, the parties that owe it, or the parties below the one that owes it."""


class Kind(StrEnum):
    """What it means when the condition of a rule is true."""

    DUTY = "duty"  # an obligation: goes into the hard account
    DATA = "data"  # a fault in the records: becomes a finding
    FIGURE = "figure"  # counts toward a number


class Fault(StrEnum):
    """The four classes of the 四无 system (LF-60)."""

    WRONG_VALUE = "wrong_value"
    OMITTED_RECORD = "omitted_record"
    MISSING_FIELD = "missing_field"
    ILLOGICAL = "illogical"


@dataclass(frozen=True)
class Population:
    """Rows that rules speak of, as a `values()` queryset with the columns `keys` and `area_id`.

    Of the parties of a duty of units (villages, townships, helping units, helpers) a row has the party's `code`
    and, where a party owes a line for each of several things under one rule, `subject_kind` and `subject_code`
    among the keys. Without `rows` it is counted elsewhere, and no pass is made over it. What is `of_today` changes
    from one day to the next without a record that changes.
    """

    name: str
    keys: tuple[str, ...]
    rows: Callable[[Period, Callable], QuerySet] | None = None
    of_today: bool = False

    def narrowed(self, period, value, narrow: Q | None):
        if self.rows is None:
            raise ValueError(f"population {self.name} is counted elsewhere: it has no rows to pass over")
        rows = self.rows(period, value)
        return rows.filter(narrow) if narrow is not None else rows


@dataclass(frozen=True)
class Source:
    """A child table, filtered to what may count in a period; grouped once by `keys`.

    A source `of` another one has fewer keys and adds up the other's groups: the rows are not read again. One that
    `looks_into` other tables of the same households gets the condition by which a pass is narrowed as a third
    argument, so that there, too, only those are looked at.
    """

    name: str
    keys: tuple[str, ...]
    rows: Callable[..., QuerySet] | None = None
    of: "Source | None" = None
    looks_into: bool = False


@dataclass(frozen=True)
class Tally:
    """One aggregate over a source, or a function of several."""

    source: Source
    aggregate: Aggregate | Func


@dataclass(frozen=True)
class Excuse:
    """A line is excused where `when` holds and the tally reaches what was required."""

    when: Q
    tally: Tally


@dataclass(frozen=True)
class Duty:
    """An obligation of one month.

    `due` says which rows of the population owe it, `required` how much: a number, or the name of a column of
    the population. `counts` is what counts, `voided` what a check struck out, `false` what it proved false.
    """

    due: Q
    required: int | str
    counts: Tally
    voided: Tally | None = None
    false: Tally | None = None
    excuse: Excuse | None = None


@dataclass(frozen=True)
class Rule:
    """A registered rule with the facts about it.

    A duty that `allows_part` is credited in part. One that `counts_anew` asks for something in each month: what is
    made up for an earlier month comes on top of it. Others look at how things stand at the month's end. In months after
    the day `until` nothing is owed, whatever a county's parameters say.
    """

    do_not_call_in_templates: ClassVar = True

    code: str
    kind: Kind
    title: str
    owner: str
    basis: str
    over: Population | Callable
    condition: Callable
    text: str
    party: str = ""
    obligation: str = ""
    allows_part: bool = False
    counts_anew: bool = False
    fault: str = ""
    subject: str = HOUSEHOLD
    until: dt.date | None = None
    extra: dict = field(default_factory=dict)

    @property
    def clause(self):
        return clause_of(self.text)

    def __call__(self, period, value):
        """Return what the rule asks in a month: None, nothing, once the day until which it is in force is past."""
        if self.until and period.start > self.until:
            return None
        return self.condition(period, value)


RULES: dict[str, Rule] = {}


def clause_of(text: str) -> str:
    """Return the clause of a rule's text, in the officials' words or translated; what follows it in the text is for who
    keeps the rule. It is quoted: no county's own words are put into it."""
    with speaking(None):
        return gettext(text.split("\n", 1)[0])


def named_parameters(text: str) -> list[str]:
    """Return the parameters that a rule's text names, in the order of the text, each once."""
    return list(dict.fromkeys(PARAMETER.findall(text)))


def rule(code, *, kind, over, owner, basis, title, **facts):
    """Register a rule. Registration fails without docstring, owner or basis, or when the code is taken."""

    def register(function):
        text = inspect.getdoc(function)
        if not (text and owner and basis):
            raise ValueError(f"rule {code}: docstring, owner and basis are required")
        if code in RULES:
            raise ValueError(f"rule {code} is registered twice")
        if kind == Kind.DUTY and not (facts.get("party") and facts.get("obligation")):
            raise ValueError(f"rule {code}: a duty names its party and its obligation (rulebook D3)")
        if facts.get("subject") == UNIT and over.keys[0] != "code":
            raise ValueError(f"rule {code}: a population of units has the party's `code` as its first key")
        RULES[code] = Rule(code, kind, title, owner, basis, over, function, text, **facts)
        return RULES[code]

    return register


def is_hard(rule, period, value):
    """Say whether missing a duty keeps its party from settling: always, never, or in the months listed (D3)."""
    hard = value(f"account.{rule.obligation}.hard")
    return period.month in hard if isinstance(hard, list) else bool(hard)


def rules_of(kind, **facts):
    """Return the rules of a kind, in the order of their codes, whose facts equal those given."""
    found = (r for r in RULES.values() if r.kind == kind)
    return sorted(
        (r for r in found if all(getattr(r, k) == v for k, v in facts.items())), key=lambda r: r.code
    )
