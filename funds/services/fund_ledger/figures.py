"""The figures of a ledger as it stands on paper: sums, sums by level, ratios of stock and increment."""

from dataclasses import dataclass
from decimal import Decimal

from funds.importing.fund_ledger.words import AMOUNTS
from funds.rules import integration
from povertyapp.core.parameters import Parameters
from povertyapp.core.workbooks.findings import plain


@dataclass(frozen=True)
class Stated:
    """A line as the rules of integration read it, with the amounts of the paper."""

    code: str
    level: str
    origin: str
    arrived: Decimal
    integrated: Decimal
    in_scope: bool = True


def totals_of(rows):
    """Return allocated, integrated, disbursed and paid in yuan; 小计 and 合计 lines are no rows."""
    return {key: plain(sum((row.yuan(key) for row in rows), Decimal(0))) for key in AMOUNTS}


def levels_of(rows):
    """Return the same by level, as the ledger writes it, in its order."""
    words = dict.fromkeys(row.level_word for row in rows)
    return {word: totals_of([row for row in rows if row.level_word == word]) for word in words}


def integration_of(rows, county, on):
    """Return the ratios of stock and increment beside what is asked of them on a day (LF-35)."""
    lines = [
        Stated(str(row.record.row), row.level, row.origin, row.yuan("allocated"), row.yuan("integrated"))
        for row in rows
    ]
    value, found = Parameters(county.pk, on), {}
    for ratio in (integration.stock_rate(lines, on, value), integration.increment_rate(lines, on, value)):
        found[f"{ratio.key}_ratio"] = None if ratio.share is None else float(ratio.share)
        found[f"{ratio.key}_threshold"] = float(ratio.asked)
        found[f"{ratio.key}_ok"] = ratio.state == "reached"
    return found
