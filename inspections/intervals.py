"""The interval of a share that was found in a sample: Wilson's, in exact decimals. Pure, so that anybody can repeat it.

With x of n and the quantile z (1.959964 for 95 per cent), the bounds are

    (x + z²/2 ± z·√(x·(n − x)/n + z²/4)) ÷ (n + z²)

It never leaves 0 to 1 and holds for small samples and for shares near 0, where the usual ± rule says nothing (0 of 60
is not 0 ± 0). Worked out with 28 digits and rounded outwards to four places at the end: the lower bound down, the upper
up.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext

DIGITS = 28
PLACES = Decimal("0.0001")
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Share:
    """`part` of `whole` found in a sample, with the interval of the share; without a whole there is neither."""

    part: int
    whole: int
    low: Decimal | None
    high: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """Return the share itself, None where there is nothing to divide by."""
        return Decimal(self.part) / self.whole if self.whole else None

    @property
    def percent(self) -> Decimal | None:
        """Return the share in per cent with one decimal."""
        return None if self.share is None else (self.share * 100).quantize(TENTH, ROUND_HALF_UP)

    @property
    def bounds(self) -> tuple[Decimal, Decimal] | None:
        """Return the bounds in per cent, rounded outwards to one decimal."""
        if self.low is None or self.high is None:
            return None
        return (
            (self.low * 100).quantize(TENTH, ROUND_FLOOR),
            (self.high * 100).quantize(TENTH, ROUND_CEILING),
        )


def share_of(part: int, whole: int, quantile: Decimal) -> Share:
    """Return the share of a sample with its interval; ValueError where there is more found than looked at."""
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole}")
    if not whole:
        return Share(part, whole, None, None)
    with localcontext() as context:
        context.prec = DIGITS
        x, n, square = Decimal(part), Decimal(whole), quantile * quantile
        middle = x + square / 2
        spread = quantile * (x * (n - x) / n + square / 4).sqrt()
        low, high = (middle - spread) / (n + square), (middle + spread) / (n + square)
    low, high = max(low, Decimal(0)), min(high, Decimal(1))
    return Share(part, whole, low.quantize(PLACES, ROUND_FLOOR), high.quantize(PLACES, ROUND_CEILING))


def passes(share: Decimal | None, limit: Decimal, *, at_most: bool, inclusive: bool) -> bool | None:
    """Say whether a share keeps a limit; `inclusive` says whether the limit itself still does. None without a share."""
    if share is None:
        return None
    if share == limit:
        return inclusive
    return share < limit if at_most else share > limit
