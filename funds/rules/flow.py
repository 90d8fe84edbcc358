"""How a year's money flows: from its levels through the pool to its uses, and what of it is paid (ux P7).

The pool never erases the origin: each share of the money keeps the level that it came from. What was integrated,
allotted and paid is asked of different tables, so that the check line compares and does not repeat.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, F, Sum, Value, When
from django.utils.translation import gettext_lazy as _

from funds.choices.money import EntryKind, FundLevel
from funds.choices.projects import ProjectKind
from povertyapp.core.text import Text

NONE = Decimal("0.00")
# What the money has come to; a use of `POOL` is none yet.
HOMES, UNITS, UNPAID, POOL = "homes", "units", "unpaid", "pool"
# What else the books are asked: the entries of each kind, and what was allotted.
ENTERED, ALLOTTED = "entered", "allotted"
STATES: dict[str, Text] = {
    HOMES: _("已支付到户"),
    UNITS: _("已支付到项目"),
    UNPAID: _("已下达未支付"),
    POOL: _("未下达"),
}
LEVELS: dict[str, Text] = {level.value: level.label for level in FundLevel}
USES: dict[str, Text] = {**{kind.value: kind.label for kind in ProjectKind}, POOL: _("未下达")}


@dataclass(frozen=True)
class Share:
    """An amount in yuan and how many rows of its list stand behind it."""

    amount: Decimal = NONE
    count: int = 0

    def __add__(self, other):
        return Share(self.amount + other.amount, self.count + other.count)


@dataclass(frozen=True)
class Flow:
    """The money of a year by level, by level and use, and by level, use and state; `entries` are those that stand."""

    lines: dict[str, Share]
    integrated: dict[str, Decimal]
    uses: dict[tuple[str, str], Share]
    states: dict[tuple[str, str, str], Share]
    entries: dict[str, Share]

    @property
    def pool(self):
        return sum(self.integrated.values(), NONE)

    @property
    def sums(self):
        """Return the four sums of the check line: sources, pool, uses, states."""
        uses = sum((found.amount for found in self.uses.values()), NONE)
        states = sum((found.amount for found in self.states.values()), NONE)
        entered = self.entries.get(EntryKind.INTEGRATE, Share()).amount
        return {"sources": entered, "pool": self.pool, "uses": uses, "states": states}

    @property
    def gap(self):
        """Return the largest difference between the four sums: zero where all agree."""
        return max(self.sums.values()) - min(self.sums.values())


def flow_of(lines, entries, allotments, payments, on=None):
    """Return the flow of these lines, which carry their money; the others are the rows that belong to their year.

    As of now or of the end of a day; the lines carry the money of that day, too.
    """
    by_level: dict[str, Share] = defaultdict(Share)
    integrated: dict[str, Decimal] = defaultdict(lambda: NONE)
    uses: dict[tuple[str, str], Share] = defaultdict(Share)
    states: dict[tuple[str, str, str], Share] = defaultdict(Share)
    entered: dict[str, Share] = {}
    for line in lines:
        by_level[line.level] += Share(line.integrated, 1)
        integrated[line.level] += line.integrated
        if line.unallotted:
            idle = Share(line.unallotted, 1)
            uses[line.level, POOL] += idle
            states[line.level, POOL, POOL] += idle
    for what, level, use, amount, count in _sums(entries, allotments, payments, on):
        found = Share(amount, count)
        if what == ENTERED:
            entered[level] = found
        elif what == ALLOTTED:
            uses[level, use] += found
        else:
            states[level, use, what] += found
    return Flow(dict(by_level), dict(integrated), dict(uses), dict(states), entered)


def _sums(entries, allotments, payments, on):
    """Return what the books say of entries, allotments, what is left of them, and payments: one statement for all."""
    left = allotments.with_left(on).filter(left__gt=0)
    to_whom = Case(When(household=None, then=Value(UNITS)), default=Value(HOMES))
    way = "allotment__line__level", "allotment__project__kind"
    first, *others = (
        _grouped(entries.standing(on), Value(ENTERED), "kind", Value("")),
        _grouped(allotments.standing(on), Value(ALLOTTED), "line__level", "project__kind"),
        _grouped(left, Value(UNPAID), "line__level", "project__kind", "left"),
        _grouped(payments.standing(on), to_whom, *way),
    )
    return first.union(*others, all=True)


def _grouped(rows, what, level, use, amount="amount"):
    """Return (what, level, use, sum, rows) of rows that belong together."""
    named = {"what": what, "of": F(level), "into": F(use) if isinstance(use, str) else use}
    counted = rows.order_by().values(**named).annotate(sum=Sum(amount), n=Count("pk"))
    return counted.values_list("what", "of", "into", "sum", "n")
