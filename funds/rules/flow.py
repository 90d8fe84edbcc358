"""How a year's money flows: from its levels through the pool to its uses, and what of it is paid (ux P7).

The pool never erases the origin: each share of the money keeps the level that it came from. What was integrated,
allotted and paid is asked of different tables, so that the check line compares and does not repeat.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext_lazy as _

from funds.choices.money import EntryKind, FundLevel, MoneyState
from funds.choices.projects import ProjectKind
from funds.models import Balance
from povertyapp.core.text import Text

NONE = Decimal("0.00")
# What the money has come to; a use of `POOL` is none yet.
HOMES, UNITS, UNPAID, POOL = "homes", "units", "unpaid", "pool"
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
    """The money of a year by level, by level and use, and by level, use and state."""

    lines: dict[str, Share]
    integrated: dict[str, Decimal]
    uses: dict[tuple[str, str], Share]
    states: dict[tuple[str, str, str], Share]
    entered: Decimal

    @property
    def pool(self):
        return sum(self.integrated.values(), NONE)

    @property
    def sums(self):
        """Return the four sums of the check line: sources, pool, uses, states."""
        uses = sum((found.amount for found in self.uses.values()), NONE)
        states = sum((found.amount for found in self.states.values()), NONE)
        return {"sources": self.entered, "pool": self.pool, "uses": uses, "states": states}

    @property
    def gap(self):
        """Return the largest difference between the four sums: zero where all agree."""
        return max(self.sums.values()) - min(self.sums.values())


def flow_of(lines, entries, allotments, payments):
    """Return the flow of these lines, which carry their money; the others are the rows that belong to their year."""
    by_level: dict[str, Share] = defaultdict(Share)
    integrated: dict[str, Decimal] = defaultdict(lambda: NONE)
    uses: dict[tuple[str, str], Share] = defaultdict(Share)
    states: dict[tuple[str, str, str], Share] = defaultdict(Share)
    for line in lines:
        by_level[line.level] += Share(line.integrated, 1)
        integrated[line.level] += line.integrated
        if line.unallotted:
            idle = Share(line.unallotted, 1)
            uses[line.level, POOL] += idle
            states[line.level, POOL, POOL] += idle
    for row in _grouped(allotments.standing(), "line__level", "project__kind", "amount"):
        uses[row["level"], row["use"]] += Share(row["sum"], row["n"])
    unpaid = Balance.objects.filter(
        line__in=[line.pk for line in lines], state=MoneyState.ALLOTTED, amount__gt=0
    )
    for row in _grouped(unpaid, "line__level", "allotment__project__kind", "amount"):
        states[row["level"], row["use"], UNPAID] += Share(row["sum"], row["n"])
    paid = payments.standing()
    for row in _grouped(
        paid,
        "allotment__line__level",
        "allotment__project__kind",
        "amount",
        is_home=Q(household__isnull=False),
    ):
        state = HOMES if row["is_home"] else UNITS
        states[row["level"], row["use"], state] += Share(row["sum"], row["n"])
    entered = entries.standing().filter(kind=EntryKind.INTEGRATE).aggregate(sum=Sum("amount"))["sum"] or NONE
    return Flow(dict(by_level), dict(integrated), dict(uses), dict(states), entered)


def _grouped(rows, level, use, amount, **more):
    named = rows.order_by().values(level=F(level), use=F(use), **more)
    return named.annotate(sum=Sum(amount), n=Count("pk"))
