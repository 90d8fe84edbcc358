"""What counts as income where, and what producing it costs (rulebook B1.3)."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from households.choices import IncomeLine, Produce
from households.models import ProductionCostRatio
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters, ancestors

FEN = Decimal("0.01")


def excluded_kinds(area_code, year):
    """Return the lines of a statement that the county does not count as income in a year."""
    return tuple(_value(area_code, year)("income.excluded_kinds"))


def cost_ratios(area_code, year):
    """Return kind of produce → share of cost: the nearest region's, of that year or the last one before it."""
    rows = ProductionCostRatio.objects.filter(area__in=ancestors(area_code), year__lte=year)
    nearest = sorted(rows, key=lambda row: (len(row.area_id), row.year))
    return {Produce(row.kind): row.ratio for row in nearest}  # the nearest and newest comes last and stays


def estimated_expense(area_code, year, gross):
    """Return what producing cost, in yuan, from the gross income by kind; None where a kind has no ratio."""
    ratios = cost_ratios(area_code, year)
    if not all(kind in ratios for kind, amount in gross.items() if amount):
        return None
    total = sum((Decimal(amount) * ratios[kind] for kind, amount in gross.items() if amount), Decimal(0))
    return total.quantize(FEN, ROUND_HALF_UP)


def income_rules(area_code, year):
    """Say in words which months a year's income covers, what does not count, and what costs are reckoned."""
    first, last = _value(area_code, year)("income.period")
    lines = [
        _("收入年度：%(first)s 至 %(last)s。") % {"first": f"{year - 1}-{first}", "last": f"{year}-{last}"}
    ]
    labels = dict(IncomeLine.choices)
    if kinds := excluded_kinds(area_code, year):
        lines.append(_("不计入：%(kinds)s。") % {"kinds": "、".join(str(labels[kind]) for kind in kinds)})
    if ratios := cost_ratios(area_code, year):
        told = "、".join(f"{kind.label} {ratio * 100:.0f}%" for kind, ratio in sorted(ratios.items()))
        lines.append(_("支出可按收入的比例估算：%(ratios)s。") % {"ratios": told})
    return "".join(lines)


def _value(area_code, year):
    return Parameters(area_code[:COUNTY_DIGITS], dt.date(year, 12, 31))
