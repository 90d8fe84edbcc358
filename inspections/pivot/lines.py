"""Lines of the account that were not met, by place, month and rule, from the stored tallies of the account."""

from collections import defaultdict

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.models import AccountTally
from inspections.models.account import PartyLevel
from inspections.months import months_of, rules_of
from inspections.pivot.counting import Cell, Table
from inspections.pivot.subjects import MONTH, PLACES, RULE, TOWNSHIP
from inspections.standings import MISSING
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.templatetags.house import month_text

MONTHS = 12


class Lines:
    """The lines of households in one place and the newest months, for one reader.

    Of three dimensions two are shown; of the third, one value is meant: the newest month, the first rule, or
    the whole place.
    """

    def __init__(self, user, place, month="", rule=""):
        self.user, self.place = user, place
        accounts = months_of(place.code[:COUNTY_DIGITS])[:MONTHS]
        self.accounts = {account.month: account for account in accounts if account.computed_at}
        self.month = month if month in self.accounts else next(iter(self.accounts), "")
        newest = self.accounts.get(self.month)
        self.rules = {
            one.rule: _(one.title)
            for one in (rules_of(newest) if newest else ())
            if not one.is_about_units and not one.is_about_parties
        }
        self.rule = rule if rule in self.rules else next(iter(self.rules), "")

    def heads(self, dimension, found, names):
        if dimension == MONTH:
            return [(month, month_text(month)) for month in sorted(self.accounts)]
        if dimension == RULE:
            return list(self.rules.items())
        known = names(found)
        return [(code, known.get(code, code)) for code in sorted(found)]


def count_lines(lines: Lines, by_row, by_column, names) -> Table:
    """Return how many lines were not met by two of place, month and rule; the totals are those of the account."""
    shown = {by_row, by_column}
    place = next((one for one in shown if one in PLACES), "")
    found = _missing(lines, shown, place)
    codes = {code for code, _month, _rule in found if code != lines.place.code}
    table = Table(lines.heads(by_row, codes, names), lines.heads(by_column, codes, names))
    sums: dict[tuple, int] = defaultdict(int)
    for (code, month, rule), count in found.items():
        at = {place: None if code == lines.place.code else code, MONTH: month, RULE: rule}
        sums[at[by_row], at[by_column]] += count
    for (row, column), count in (sums | _totals(sums, by_row, by_column)).items():
        at = {by_row: row, by_column: column}
        table.cells[row, column] = Cell(count, count, _url(lines, at, place))
    return table


def _totals(sums, by_row, by_column):
    """Return the sums over months and over rules; those over places the account has itself."""
    totals: dict[tuple, int] = defaultdict(int)
    over_columns, over_rows = by_column not in PLACES, by_row not in PLACES
    for (row, column), count in sums.items():
        if over_columns and column is not None:
            totals[row, None] += count
        if over_rows and row is not None:
            totals[None, column] += count
        if over_rows and over_columns:
            totals[None, None] += count
    return dict(totals)


def _missing(lines, shown, place):
    """Return (place, month, rule) → how many lines were not met: of the places asked for and of the whole one."""
    months = list(lines.accounts) if MONTH in shown else [lines.month]
    rules = list(lines.rules) if RULE in shown else [lines.rule]
    level = PartyLevel.TOWNSHIP if place == TOWNSHIP else PartyLevel.VILLAGE
    rows = AccountTally.objects.visible_to(lines.user).in_area(lines.place.code)
    rows = rows.filter(account__in=[lines.accounts[month].pk for month in months if month], rule__in=rules)
    if place:
        here = rows.filter(level=level) | rows.filter(code=lines.place.code)
    else:
        here = rows.filter(code=lines.place.code)
    counted = here.values("code", "account__month", "rule").annotate(n=Sum(MISSING))
    return {(row["code"], row["account__month"], row["rule"]): row["n"] for row in counted}


def _url(lines, at, place):
    """Return the list behind a cell; a sum over several months or rules has none of its own."""
    month = at.get(MONTH) if MONTH in at else lines.month
    rule = at.get(RULE) if RULE in at else lines.rule
    code = (at.get(place) if place else None) or lines.place.code
    return reverse("inspections:ha_rows", args=[month, code, rule]) if month and rule else ""
