"""The dashboard as a whole: figures, panels, and the sentence above them."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from assistance.choices import Batch
from households.choices import Cause
from inspections.board import Board, Cell, Row
from inspections.choices import LedgerState
from inspections.dashboard.chart import draw
from inspections.dashboard.figures import Figures, Part, asked_of, in_per_cent
from inspections.dashboard.live import BLOCKED, CASES, HOUSEHOLDS, MEASURES, OBJECTIONS, WAITS
from inspections.dashboard.trend import MEASURES as ENOUGH
from inspections.dashboard.trend import VISITS, Trend
from inspections.models.account import PartyLevel
from inspections.months import level_of, rate
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.reading import read_together
from povertyapp.core.templatetags.house import figure, month_text
from povertyapp.core.views.pages import address

CAUSES, WORST = 8, 2


@dataclass(frozen=True)
class Bar:
    """One bar: its words, how many rows stand behind it, and the longest of all, by which it is drawn."""

    name: str
    label: str
    count: int
    url: str
    most: int
    share: str


@dataclass(frozen=True)
class UnitLine:
    """One unit of the account in the panel: the board's row, how long its bar is, and what it misses of the duties
    beside it; None where it owes no such line."""

    row: Row
    bar: Decimal | None
    gaps: dict[str, Cell | None]


class Dashboard:
    """The dashboard of one place, for one reader and one month; `account` is None where the month has no figures."""

    def __init__(self, live, accounts, *, account, previous, name, worst_first=False, contested=None):
        """`live` and `contested` (the cells in which a line waits for a ruling) may be read already."""
        self.live, self.user, self.code, self.period = live, live.user, live.code, live.period
        self.account, self.name, self.worst_first = account, name, worst_first
        self.trend = Trend(live.user, accounts, live.code, live.period)
        self.board = Board(live.user, account, live.code, previous=previous) if account else None
        if self.board and contested is not None:
            self.board.contested = contested

    def read(self):
        """Read at once what was not read yet; what is asked for alone is read by itself."""
        read_together(*self.live.asks, *self.trend.asks, *(self.board.asks if self.board else ()))
        return self

    def url_of(self, name, *args):
        return reverse(f"inspections:{name}", args=[str(self.period), *args])

    @cached_property
    def figures(self):
        return list(Figures(self))

    # ---- the account

    @cached_property
    def has_account(self):
        return self.board is not None and self.board.total is not None

    @property
    def unit_rules(self):
        """Return (place in the row, rule) of the two duties whose gaps stand beside each unit."""
        found = {rule.rule: number for number, rule in enumerate(self.board.rules)}
        return [(found[code], self.board.rules[found[code]]) for code in (VISITS, ENOUGH) if code in found]

    @cached_property
    def units(self):
        """Return the units in the official order, or the worst first where that is asked for."""
        if not self.has_account:
            return []
        lines = [self._unit(row) for row in self.board.units]
        if self.worst_first:
            lines.sort(key=lambda line: (line.bar is None, line.bar if line.bar is not None else 0))
        return lines

    def _unit(self, row):
        gaps = {rule.rule: row.cells[number] for number, rule in self.unit_rules}
        visits = self.board.standings.get((row.code, VISITS))
        share = visits.rate if visits else None
        return UnitLine(row, share if row.score is None else row.score, gaps)

    @property
    def limit(self):
        """Return the score from which a unit has settled, where the scores are final."""
        scored = any(line.row.score is not None for line in self.units)
        return self.account.settled_score if scored else None

    @cached_property
    def duties(self):
        """Return (rule, cell) of a village: each duty of the month as it stands there."""
        if not self.has_account or level_of(self.code) != PartyLevel.VILLAGE:
            return []
        cells = zip(self.board.rules, self.board.total.cells, strict=True)
        return [(rule, cell) for rule, cell in cells if cell]

    # ---- what stands now

    @cached_property
    def causes(self):
        """Return the causes of poverty, the most frequent first, as shares of all registered households."""
        if not self.user.has_perm(HOUSEHOLDS):
            return None
        register = reverse("households:list")
        counts = sorted(self.live.causes.items(), key=lambda pair: (-pair[1], pair[0]))[:CAUSES]
        registered = sum(self.live.statuses.values())
        return self._bars(
            *("cause", counts, registered, Cause),
            lambda key: address(register, area=self.code, main_cause=key),
        )

    @cached_property
    def batches(self):
        """Return how many measures are in force of each of the five batches, in their order."""
        if not self.user.has_perm(MEASURES):
            return None
        counts, listed = self.live.batches, reverse("assistance:measures")
        pairs = [(batch.value, counts.get(batch.value, 0)) for batch in Batch]
        here = {"area": self.code, "state": "in_force"}
        whole = sum(counts.values())
        return self._bars("batch", pairs, whole, Batch, lambda key: address(listed, batch=key, **here))

    def _bars(self, name, pairs, whole, words, url):
        most = max((n for _key, n in pairs), default=0)
        return [
            Bar(
                *(f"{name}-{key}", words(key).label, n, url(key), most),
                f"{rate(whole, whole - n)}%" if whole else "/",
            )
            for key, n in pairs
        ]

    @cached_property
    def waiting(self):
        """Return what a person has to decide: each kind with its list, none where nothing waits."""
        counts, here = self.live.of(WAITS), {"area": self.code}
        found = (
            Part("waits-objections", _("申诉等答复"), counts.get(OBJECTIONS, 0),
                 address(reverse("inspections:objections"), status="open", **here), _("件")),
            Part("waits-overdue", _("整改逾期未销号"), self.live.in_state(LedgerState.OVERDUE),
                 address(reverse("inspections:ledger"), state=LedgerState.OVERDUE, **here), _("条")),
            Part("waits-blocked", _("项目超期卡住"), counts.get(BLOCKED, 0),
                 address(reverse("funds:project_list"), show="blocked", **here), _("个")),
            Part("waits-cases", _("问责事项等您办"), counts.get(CASES, 0),
                 address(reverse("inspections:actions"), show="mine", **here), _("件")),
        )  # fmt: skip
        return [part for part in found if part.count]

    # ---- twelve months

    @cached_property
    def points(self):
        return self.trend.points(self.live)

    @cached_property
    def chart(self):
        return draw(self.points, (_("走访率"), _("销号率")))

    # ---- the sentence

    @property
    def conclusion(self):
        """Return the month in words: who settled and who owes, where visits lack most, what is overdue."""
        if not self.has_account:
            return _("%(place)s%(month)s还没有出账：账上的数未报，不是零。") % {
                "place": self.name, "month": month_text(self.period)
            }  # fmt: skip
        said = [self.board.conclusion, self._worst(), self._overdue(), self._short_of_money()]
        return format_html_join("", "{}", ((one,) for one in said if one))

    def _worst(self):
        """Return the units that lack most visits, each a link to its households."""
        if level_of(self.code) == PartyLevel.VILLAGE:
            return ""
        found = [(line.row.name, line.gaps.get(VISITS)) for line in self.units]
        visits = [(name, cell) for name, cell in found if cell and cell.gap]
        visits.sort(key=lambda pair: -pair[1].gap)
        if not visits:
            return ""
        worst = format_html_join(
            _("、"), "{} {}", ((name, figure(cell.gap, f"worst-{cell.name}", cell.gap_url, cell.unit))
                           for name, cell in visits[:WORST])
        )  # fmt: skip
        return format_html(_("没有走访到的多在 {}。"), worst)

    def _overdue(self):
        late = next((part for part in self.waiting if part.name == "waits-overdue"), None)
        if late is None:
            return ""
        link = figure(late.count, "said-overdue", late.url, late.unit)
        return format_html(_("整改逾期 {}。"), link)

    def _short_of_money(self):
        """Return how much of the county's stock is integrated, where that is less than asked."""
        for ratio, count in self.money.integration if self.money else ():
            if ratio.key == "stock" and ratio.state == "short":
                here = {"origin": "stock", "in_scope": "True", "area": self.code}
                url = address(reverse("funds:sources"), **self.of_money, **here)
                share = figure(in_per_cent(ratio), "said-stock", url, count=count, label=ratio.title)
                return format_html(_("存量整合 {}{}。"), share, asked_of(ratio))
        return ""

    @property
    def of_money(self):
        return self.live.of_money

    @property
    def money(self):
        return self.live.money

    @property
    def parents(self):
        """Return the codes of the places above this one that the reader may see, with their names."""
        return self.board.parents if self.board and len(self.code) > COUNTY_DIGITS else []
