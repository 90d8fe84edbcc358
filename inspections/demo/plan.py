"""What a made-up county should be like."""

import datetime as dt
import random
from dataclasses import dataclass, field

from inspections.demo.care import USUAL, Manners
from povertyapp.core.models import Area
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.period import Period

HOUSEHOLDS_A_VILLAGE = 15


@dataclass(frozen=True)
class Arranged:
    """What is arranged in one village, so that somebody can sign in and see it: its first helper's user, and
    whether a household stands without a helper at the end."""

    user: object = None
    uncovered: bool = False


@dataclass(frozen=True)
class Plan:
    """What to make: so many households in these months. Nothing is known that was entered on `known_until` (a
    day) or later. `keep_history` writes the history of the inserted rows, too."""

    county: Area
    households: int
    months: tuple[Period, ...]
    known_until: dt.date
    seed: int = 1
    villages: int | None = None
    manners: Manners = USUAL
    arranged: dict[str, Arranged] = field(default_factory=dict)
    keep_history: bool = False

    @property
    def since(self):
        """Return the day from which helpers have their households."""
        return dt.date(self.months[0].year - 1, 1, 1)

    @property
    def last_day(self):
        """Return the last day that anything is known of."""
        return min(self.months[-1].end, self.known_until - dt.timedelta(days=1))

    def random(self, *names):
        """Return the random numbers of one part of the county: the same for the same seed."""
        return random.Random(":".join(map(str, (self.seed, self.county.code, *names))))

    def sizes(self, villages):
        """Return village → number of households, for some of the villages, from each township in turn."""
        wanted = self.villages or max(1, self.households // HOUSEHOLDS_A_VILLAGE)
        chosen = _in_turn(villages)[: min(wanted, self.households)]
        draw = self.random("sizes")
        weights = [0.6 + 0.8 * draw.random() for _village in chosen]
        spare, total = self.households - len(chosen), sum(weights)
        sizes = [1 + int(spare * weight / total) for weight in weights]
        for place in range(self.households - sum(sizes)):
            sizes[place] += 1
        return dict(sorted(zip(chosen, sizes, strict=True), key=lambda pair: pair[0].code))


def months_until(last, count):
    """Return the `count` months that end with `last`."""
    return tuple(last.shift(-back) for back in reversed(range(count)))


def _in_turn(villages):
    """Return villages so that each township has its turn: its first, then its second…"""
    seen: dict[str, int] = {}
    order = []
    for village in villages:
        township = village.code[:TOWNSHIP_DIGITS]
        seen[township] = seen.get(township, 0) + 1
        order.append((seen[township], village.code, village))
    return [village for _turn, _code, village in sorted(order, key=lambda row: row[:2])]
