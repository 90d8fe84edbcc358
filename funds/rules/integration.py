"""Ratios and ages of the county's money: one function each (LF-35, LF-36, LN-26, B16).

Each takes lines that carry their money (`LineQuerySet.with_money`), as of the day of which they speak, and says part,
whole, which lines stand behind both, and what is asked. Stock and increment are never pooled. Nothing to divide by is
no ratio at all: its share is None.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from funds.choices.money import FISCAL, Age, Origin
from povertyapp.core.text import Text

PLACES = Decimal("0.0001")
NONE = Decimal("0.00")


@dataclass(frozen=True)
class Ratio:
    """`part` of `whole` yuan as of a day; `of_part` and `of_whole` are the codes of the lines behind both."""

    key: str
    title: Text
    part: Decimal
    whole: Decimal
    as_of: dt.date
    of_part: tuple[str, ...]
    of_whole: tuple[str, ...]
    asked: Decimal | None = None
    at_most: bool = False

    @property
    def share(self):
        """Return part by whole with four decimals, rounded half up; None where there is nothing to divide by."""
        return (self.part / self.whole).quantize(PLACES, ROUND_HALF_UP) if self.whole else None

    @property
    def state(self):
        """Return `reached` or `short`, judged by the exact amounts; blank where nothing is asked or to be divided."""
        if self.asked is None or not self.whole:
            return ""
        least = self.asked * self.whole
        return "reached" if (self.part <= least if self.at_most else self.part >= least) else "short"


def _ratio(key, title, rows, part, whole, on, **asked):
    """Return the ratio of two columns over lines."""
    parts = [(row, getattr(row, part)) for row in rows]
    wholes = [(row, getattr(row, whole)) for row in rows]
    return Ratio(
        key,
        title,
        sum((amount for _row, amount in parts), NONE),
        sum((amount for _row, amount in wholes), NONE),
        on,
        tuple(row.code for row, amount in parts if amount),
        tuple(row.code for row, amount in wholes if amount),
        **asked,
    )


def integrable(rows):
    """Return the lines whose money should be integrated: public money in scope (LF-36)."""
    return [row for row in rows if row.level in FISCAL and row.in_scope]


def integration_rate(rows, on):
    """Integrated of what arrived in scope (整合率)."""
    return _ratio("integration", _("整合率"), integrable(rows), "integrated", "arrived", on)


def planned_rate(rows, on):
    """Integrated of what the plan says (计划整合完成率)."""
    return _ratio("planned", _("计划整合完成率"), integrable(rows), "integrated", "planned", on)


def stock_rate(rows, on, value):
    """Stock integrated of stock that can be, at least `fund.stock_share` (LF-35)."""
    stock = [row for row in integrable(rows) if row.origin == Origin.STOCK]
    asked = value.number("fund.stock_share")
    return _ratio("stock", _("存量整合率"), stock, "integrated", "arrived", on, asked=asked)


def increment_rate(rows, on, value):
    """Increment integrated of increment that can be, at least `fund.increment_share` (LF-35)."""
    increment = [row for row in integrable(rows) if row.origin == Origin.INCREMENT]
    asked = value.number("fund.increment_share")
    return _ratio("increment", _("增量整合率"), increment, "integrated", "arrived", on, asked=asked)


def payment_rate(rows, on):
    """Paid of what is integrated (支出率)."""
    return _ratio("payment", _("支出率"), rows, "paid", "integrated", on)


def paid_of_allotted(allotments, on):
    """Paid of what was allotted to projects (下达支出率); `allotments` carry their money and their line."""
    return Ratio(
        "paid_of_allotted",
        _("下达支出率"),
        sum((one.paid for one in allotments), NONE),
        sum((one.allotted for one in allotments), NONE),
        on,
        tuple(sorted({one.line.code for one in allotments if one.paid})),
        tuple(sorted({one.line.code for one in allotments if one.allotted})),
    )


def age_of(arrived_on, on):
    """Return how old money is on a day, in years of the calendar; an anniversary belongs to the older age."""
    if arrived_on > years_before(on, 1):
        return Age.UNDER_ONE
    return Age.ONE_TO_TWO if arrived_on > years_before(on, 2) else Age.OVER_TWO


def years_before(day, years):
    """Return the same day so many years earlier; of 29 February, the last of that February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


# What each age may carry over at most.
_LIMITS = {
    Age.UNDER_ONE: "fund.carry_over_under_1",
    Age.ONE_TO_TWO: "fund.carry_over_1_to_2",
    Age.OVER_TWO: "fund.carry_over_over_2",
}


def carry_over(rows, on, value):
    """Return age → allotted and not paid of what was allotted (结转结余率), by the age of the money; limits are
    `fund.carry_over_under_1`, `fund.carry_over_1_to_2` and `fund.carry_over_over_2`."""
    found = {}
    for age in Age:
        old = [row for row in rows if age_of(row.arrived_on, on) == age]
        asked = {"asked": value.number(_LIMITS[age]), "at_most": True}
        found[age] = _ratio(f"carry_{age.value}", _carried(age), old, "unpaid", "allotted", on, **asked)
    return found


def _carried(age):
    return format_lazy(_("结转结余率（{age}）"), age=age.label)


def left_out(rows):
    """Return the lines in scope of which nothing is integrated: there should be none (LF-36)."""
    return [row for row in integrable(rows) if row.arrived and not row.integrated]


def taken_in(rows):
    """Return the lines out of scope of which something is integrated: there should be none (LF-36)."""
    return [row for row in rows if row.level in FISCAL and not row.in_scope and row.integrated]
