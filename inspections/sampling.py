"""The draw of a sample. Pure and exact, so that anybody can repeat it with a few lines and the population file.

The algorithm `sha256-tickets-1`: a unit of weight w holds the tickets 1…w. A ticket's number is the SHA-256, in hex, of
the UTF-8 text "seed⏎code⏎ticket"; a unit stands at its lowest number, and the units stand in the order of these numbers
(equal ones by code). From the front come those chosen, then the spare ones. Nobody knows the order before the seed is
thrown, nobody can change it afterwards, and no step depends on rounding.

- simple: every unit holds one ticket.
- stratified: the same, stratum by stratum in the order of their names. A stratum of n out of N units sends
  size × n ÷ N, cut to a whole number; what is then missing goes to the largest remainders (equal ones by name).
  Spares belong to a stratum, so many in each.
- each: stratified, but every stratum sends `size` (all, where it has fewer).
- weighted: a unit of weight w holds w tickets, and so comes first w times as often as one of weight 1.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

ALGORITHM = "sha256-tickets-1"
SIMPLE, STRATIFIED, EACH, WEIGHTED = "simple", "stratified", "each", "weighted"
BY_STRATUM = (STRATIFIED, EACH)


@dataclass(frozen=True)
class Unit:
    """What may be drawn: its code, the stratum that it belongs to, and how many tickets it holds when weighted."""

    code: str
    stratum: str = ""
    weight: int = 1


@dataclass(frozen=True)
class Drawn:
    """A unit that was drawn: its place in the order, from 1, and whether it only stands by."""

    order: int
    unit: Unit
    is_spare: bool = False


def fingerprint(codes: Iterable[str]) -> str:
    """Return the fingerprint of a population: SHA-256, in hex, of its codes in order, joined by line feeds."""
    return sha256("\n".join(sorted(codes)).encode()).hexdigest()


def ticket(seed: str, code: str, number: int = 1) -> str:
    """Return the number of one ticket."""
    return sha256(f"{seed}\n{code}\n{number}".encode()).hexdigest()


def in_order(units: Iterable[Unit], seed: str, *, weighted: bool = False) -> list[Unit]:
    """Return the units in the order in which this seed draws them."""

    def lowest(unit):
        tickets = unit.weight if weighted else 1
        return min(ticket(seed, unit.code, number) for number in range(1, tickets + 1))

    return [unit for _number, _code, unit in sorted((lowest(unit), unit.code, unit) for unit in units)]


def quotas(counts: dict[str, int], size: int) -> dict[str, int]:
    """Return how many of `size` each stratum sends, proportional to its number of units, by largest remainder."""
    total = sum(counts.values())
    size = min(size, total)
    sent = {name: size * count // total for name, count in counts.items()}
    by_remainder = sorted(counts, key=lambda name: (-(size * counts[name] % total), name))
    for name in by_remainder[: size - sum(sent.values())]:
        sent[name] += 1
    return sent


def draw(units: Iterable[Unit], seed: str, size: int, method: str = SIMPLE, spare: int = 0) -> list[Drawn]:
    """Draw `size` of the units and `spare` more to stand by; with strata, `spare` more in each.

    With fewer units than asked for, all are drawn. A code that stands twice is refused with ValueError.
    """
    units = list(units)
    if len({unit.code for unit in units}) != len(units):
        raise ValueError("a code stands twice in the population")
    if method in BY_STRATUM:
        parts = _by_stratum(units, size, method)
    elif method in (SIMPLE, WEIGHTED):
        parts = [(units, size)]
    else:
        raise ValueError(f"no method {method!r}")
    taken = []
    for group, count in parts:
        ordered = in_order(group, seed, weighted=method == WEIGHTED)
        taken += [(unit, False) for unit in ordered[:count]]
        taken += [(unit, True) for unit in ordered[count : count + spare]]
    return [Drawn(order, unit, is_spare) for order, (unit, is_spare) in enumerate(taken, 1)]


def _by_stratum(units, size, method):
    """Return the units of each stratum with how many of them are chosen."""
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        groups[unit.stratum].append(unit)
    counts = {name: len(group) for name, group in groups.items()}
    sent = quotas(counts, size) if method == STRATIFIED else dict.fromkeys(counts, size)
    return [(groups[name], sent[name]) for name in sorted(groups)]
