"""Two months of a place side by side. Where a definition changed in between, nothing is subtracted."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.board import Board, unit_word
from inspections.dashboard.live import PROBLEMS, Live, money_of, money_rows
from inspections.dashboard.trend import REDEFINED, change_of, definition_of
from inspections.models import AccountMonth
from inspections.months import rate
from povertyapp.core.reading import read_together
from povertyapp.core.templatetags.house import signed
from povertyapp.core.text import Text

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Side:
    """How a figure stood in one month: the rate, how many are missing and their list, by which definition."""

    rate: Any
    missing: int = 0
    url: str = ""
    definition: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """One line of the comparison; `metric` is the code of its definition. A side of None has no figure."""

    metric: str
    title: Text
    unit: Text
    a: Side | None
    b: Side | None

    @property
    def change(self):
        return change_of(self.b, self.a)

    @property
    def is_redefined(self):
        return self.change == REDEFINED

    @property
    def has_both(self):
        return self.change is not None and not self.is_redefined

    @property
    def rate_change(self):
        """Return how many points of a per cent the second month is above the first, in words; blank where nobody
        can say."""
        return signed(self.change, _("个百分点")) if self.has_both else ""

    @property
    def missing_change(self):
        return signed(self.b.missing - self.a.missing, self.unit) if self.has_both else ""


class Comparison:
    """Two months of one place, for one reader. `accounts` are those of both months, None where a month has none."""

    def __init__(self, user, code, months, accounts):
        self.user, self.code, self.months, self.accounts = user, code, months, accounts
        self.boards = [Board(user, account, code) if account else None for account in accounts]
        if all(self.boards):
            self._read_together(*self.boards)

    def _read_together(self, first, second):
        """Let one board read what both show."""
        first.beside = second.account
        second.rules_read, second.figures_read = first.rules_read, first.figures_read

    @cached_property
    def numbers(self):
        """Return account → the numbers of its month; the money of both months is read along."""
        known = [account.pk for account in self.accounts if account]
        rows = AccountMonth.objects.filter(pk__in=known).order_by().values("pk", "parameters")
        read_together(rows, *(found for found in self.money if found is not None))
        return {row["pk"]: row["parameters"] for row in rows}

    @cached_property
    def money(self):
        """Return the money of either month, None for who may not see it."""
        return [money_rows(self.user, self.code, month.year, month.as_of) for month in self.months]

    @cached_property
    def lines(self):
        """Return a line for each duty of either month, and for what of the money was paid and of the ledger closed."""
        rules = {}
        for board in self.boards:
            rules |= {rule.rule: rule for rule in board.rules} if board else {}
        found = [self._duty(code, rule) for code, rule in sorted(rules.items())]
        return [*(line for line in found if line.a or line.b), *self._of_money(), *self._of_ledger()]

    def _duty(self, code, rule):
        a, b = (self._side(board, code) for board in self.boards)
        return Compared(code, _(rule.title), unit_word(rule), a, b)

    def _side(self, board, code):
        standing = board.standings.get((self.code, code)) if board else None
        if standing is None or not standing.lines:
            return None
        rule = next(rule for rule in board.rules if rule.rule == code)
        url = reverse("inspections:ha_rows", args=[board.account.month, self.code, code])
        definition = definition_of(code, rule.text, self.numbers.get(board.account.pk) or {})
        return Side(standing.rate, standing.missing, url, definition)

    def _of_money(self):
        sides = []
        for month, rows in zip(self.months, self.money, strict=True):
            found = money_of(rows, month.as_of)
            share = found and found.payment.share
            sides.append(
                None if share is None else Side((share * 100).quantize(_TENTH), definition=(str(month.year),))
            )
        if any(sides):
            yield Compared("payment", _("资金支出进度"), "", *sides)

    def _of_ledger(self):
        if not self.user.has_perm(PROBLEMS):
            return
        live, sides = Live(self.user, self.code, only=PROBLEMS), []
        for month in self.months:
            closed, lines = live.closing_by(str(month))
            sides.append(Side(rate(lines, lines - closed), lines - closed) if lines else None)
        if any(sides):
            yield Compared("closing", _("整改销号率"), _("条"), *sides)
