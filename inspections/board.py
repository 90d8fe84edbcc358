"""The hard-account board (ux P2): how each unit stands under each rule, read from the stored account.

One query whatever the number of villages (`board_rows`).
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.board_rows import CHILD, BoardRows
from inspections.contested import contested_cells, places_of
from inspections.models.account import PartyLevel, Verdict
from inspections.months import (
    NEAR,
    PENDING,
    SO_FAR,
    grade,
    is_of_places,
    is_provisional,
    level_of,
    may_miss_hard,
    shown_score,
    shown_verdict,
)
from inspections.standings import add_up, own_lines
from povertyapp.core.reading import read_together
from povertyapp.core.statuses import cue_for
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.pages import address, addresses

# The chips, in the order of ux P2; no unit is counted in two.
DISPUTED = "under_objection"
CHIPS = (
    Verdict.SETTLED,
    SO_FAR,
    NEAR,
    PENDING,
    Verdict.NOT_SETTLED,
    Verdict.FALSIFIED,
    Verdict.NO_ACCOUNT,
)


@dataclass(frozen=True)
class Cell:
    """One cell of the board. `gap` is the number of rows behind `gap_url`."""

    state: str
    figure: str
    gap: int
    gap_url: str
    name: str
    unit: str
    is_disputed: bool = False


@dataclass(frozen=True)
class Row:
    """One unit of the board. `state` is a key of the chips, blank for a county that owed no line itself."""

    code: str
    name: str
    level: str
    url: str
    state: str
    word: str | None
    score: Decimal | None
    cells: list
    previous: str | None
    previous_word: str | None
    is_open: bool
    can_open: bool
    is_nested: bool
    promises: int
    promises_url: str
    is_disputed: bool = False


UNITS = {
    "household": gettext_lazy("户"),
    "helper": gettext_lazy("人"),
    "village": gettext_lazy("村"),
    "line": gettext_lazy("项"),
}


def unit_word(rule):
    """Return what is counted when lines of a rule are missing: households, helpers, villages or lines."""
    if rule.is_about_units:
        return UNITS["line"]
    if not rule.is_about_parties:
        return UNITS["household"]
    return UNITS["helper" if rule.party_level == PartyLevel.VILLAGE else "village"]


class Board:
    """The board of one place, for one user; `opened` are the townships whose villages are shown too.

    `shown` limits the rows to one kind of verdict (a key of the chips), blank shows all. `version` is the one that the
    reader asked for, kept in the addresses. `beside` says what of other months is read in the same queries.
    """

    def __init__(self, user, account, code, *, previous=None, opened=(), shown="", version=None, beside=None):
        self.user, self.account, self.previous, self.version = user, account, previous, version
        self.beside = beside
        self.code, self.level, self.shown = code, level_of(code), shown_verdict(account, shown)
        self.child = CHILD.get(self.level)
        self.opened = [township for township in opened if self._can_open(township)]

    def _url(self, name, *args):
        if name not in self._addresses:
            month, version = self.account.month, self.version
            self._addresses[name] = addresses(f"inspections:{name}", month, parts=len(args), version=version)
        return self._addresses[name](*args)

    @cached_property
    def _addresses(self):
        """Return name of a page → the function that writes its addresses: a board shows hundreds."""
        return {}

    @cached_property
    def _promises(self):
        return address(reverse("inspections:decisions"), month=self.account.month)

    def _can_open(self, code):
        return (
            self.child == PartyLevel.TOWNSHIP and level_of(code) == self.child and code.startswith(self.code)
        )

    # ---- what is read

    @cached_property
    def rows_read(self):
        """Return what is read of the stored account."""
        accounts = [account for account in (self.account, self.previous) if account]
        return BoardRows(self.user, self.code, accounts, opened=self.opened, beside=self.beside)

    @cached_property
    def contested(self):
        """Return the rows of the cells in which a line waits for a ruling."""
        return contested_cells(self.user, self.account)

    @property
    def asks(self):
        """Return all that it reads, to be read together."""
        return self.rows_read.rules, self.rows_read.parties, self.rows_read.figures, self.contested

    @cached_property
    def rules(self):
        return [rule for rule in self.rules_read if rule.account_id == self.account.pk and is_of_places(rule)]

    @cached_property
    def rules_read(self):
        """Return the rules of the month, and those of what is read beside it."""
        read_together(*self.asks)
        return list(self.rows_read.rules)

    @cached_property
    def parties(self):
        """Return (account id, code) → party, of this month and the last."""
        read_together(*self.asks)
        return {(row.account_id, row.code): row for row in self.rows_read.parties}

    @property
    def parents(self):
        """Return (code, name) of the places above this one that the user may see, from the county down."""
        seen = (self.parties.get((self.account.pk, code)) for code in self.rows_read.above)
        return [(party.code, party.name) for party in seen if party]

    @cached_property
    def figures(self):
        """Return the figures of the shown places and their own lines, and what of other units adds up to them."""
        return [row for row in self.figures_read if row[-1] == self.account.pk]

    @cached_property
    def figures_read(self):
        """Return the figures of the month, and those of the months beside it."""
        read_together(*self.asks)
        return list(self.rows_read.figures)

    @cached_property
    def standings(self):
        return add_up(self.figures, self.rules, self.code)

    @cached_property
    def own_lines(self):
        shown = {code for _account, code in self.parties}
        return own_lines(row for row in self.figures if row[1] in shown)

    @cached_property
    def disputed(self):
        """Return (place, rule) of the cells in which a line waits for a ruling."""
        return places_of(self.contested)

    @cached_property
    def disputed_codes(self):
        return {code for code, _rule in self.disputed}

    # ---- what is shown

    @cached_property
    def total(self):
        """Return the row of the place itself; None where no such party is there to see."""
        return self._row(self.code)

    @cached_property
    def units(self):
        """Return all units one level down (a village stands alone) in the official order, unfiltered."""
        if not self.child:
            return [self.total] if self.total else []
        codes = (
            code
            for account, code in self.parties
            if account == self.account.pk and level_of(code) == self.child
        )
        return [self._row(code) for code in sorted(codes)]

    @cached_property
    def rows(self):
        """Return the rows: units that the chip leaves, opened townships followed by their villages."""
        rows = []
        for unit in self.units:
            if self.shown and self.shown not in (unit.state, DISPUTED if unit.is_disputed else ""):
                continue
            rows.append(unit)
            if unit.code in self.opened:
                rows += self._villages(unit.code)
        return rows

    def _villages(self, township):
        codes = (
            code
            for account, code in self.parties
            if account == self.account.pk and code.startswith(township) and code != township
        )
        return [self._row(code) for code in sorted(codes)]

    def _row(self, code):
        party = self.parties.get((self.account.pk, code))
        if party is None:
            return None
        state, word = grade(self.account, party, self.has_hard_miss(code))
        before = self.parties.get((self.previous.pk, code)) if self.previous else None
        previous, previous_word = (
            grade(self.previous, before, may_miss_hard(before)) if before else (None, None)
        )
        return Row(
            code=code,
            name=party.name,
            level=party.level,
            url=self._url("ha_unit", code),
            state=state if party.lines or party.level != PartyLevel.COUNTY else "",
            word=word,
            score=shown_score(self.account, party.score),
            cells=[self._cell(code, rule) for rule in self.rules],
            previous=previous if before and before.lines else None,
            previous_word=previous_word,
            is_open=code in self.opened,
            can_open=self.child == PartyLevel.TOWNSHIP and party.level == PartyLevel.TOWNSHIP,
            is_nested=self.child == PartyLevel.TOWNSHIP and party.level == PartyLevel.VILLAGE,
            promises=party.promises,
            promises_url=address(self._promises, code=code),
            is_disputed=code in self.disputed_codes,
        )

    def has_hard_miss(self, code):
        """Say whether a hard line of the unit itself is not met."""
        hard = {rule.rule for rule in self.rules if rule.is_hard}
        return any(line.is_broken and rule in hard for rule, line in self.own_lines.get(code, {}).items())

    def _cell(self, code, rule):
        standing = self.standings.get((code, rule.rule))
        if standing is None or not standing.lines:
            return None
        return Cell(
            state=standing.state(rule, is_provisional(self.account)),
            figure=f"{standing.rate}%" if standing.owed else _("全部免责"),
            gap=standing.missing,
            gap_url=self._url("ha_rows", code, rule.rule),
            name=f"{rule.rule}-{code}",
            unit=unit_word(rule),
            is_disputed=(code, rule.rule) in self.disputed,
        )

    @property
    def chips(self):
        """Return (key, number of units) of the chips; what can occur in such a month is there with a zero too."""
        counts = Counter(unit.state for unit in self.units)
        owing = (PENDING,) if is_provisional(self.account) else (NEAR, Verdict.NOT_SETTLED)
        always = (shown_verdict(self.account, Verdict.SETTLED), *owing, Verdict.NO_ACCOUNT)
        return [(key, counts[key]) for key in CHIPS if key in always or counts[key]]

    @property
    def disputed_chip(self):
        """Return the chip of the units with lines that wait for a ruling, whatever their verdict; none without."""
        count = sum(unit.is_disputed for unit in self.units)
        return [(DISPUTED, count)] if count else []

    @property
    def conclusion(self):
        """Return the month in one sentence: how many settled, how many owe, and what is missing most."""
        if not self.units:
            return ""
        said = _("、").join(
            _("%(word)s%(n)s") % {"word": cue_for(key).word, "n": n} for key, n in self.chips if n
        )
        unit = _("个乡镇") if self.child == PartyLevel.TOWNSHIP else _("个村")
        lead = _("%(month)s：%(n)s%(unit)s，%(said)s。") % {
            "month": month_text(self.account.month), "n": len(self.units), "unit": unit, "said": said
        }  # fmt: skip
        return format_html("{}{}", lead, self._worst())

    def _worst(self):
        """Return which rule misses most in the whole place, and by how much; a link to the list."""
        found = [(self.standings.get((self.code, rule.rule)), rule) for rule in self.rules]
        found = [(standing, rule) for standing, rule in found if standing and standing.missing]
        if not found:
            return _("各项没有差额。")
        standing, rule = max(found, key=lambda pair: (pair[1].is_hard, pair[0].missing))
        url = self._url("ha_rows", self.code, rule.rule)
        gap = format_html('<a href="{}">{} {} {}</a>', url, _("差"), standing.missing, unit_word(rule))
        return format_html(_("差得最多的是“{}”，完成{}%，{}。"), _(rule.title), standing.rate, gap)
