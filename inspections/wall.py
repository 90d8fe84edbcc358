"""The wall chart (挂图作战, ux P3): which village, what state, who answers.

How places stand is read from the stored account, by the board's own functions. 脱贫进度 has no line in the account:
it is how the register stands today, counted as the lists of the register count.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import PostKind
from assistance.models import Post
from households.choices.register import IN_NEED, PovertyStatus
from households.models import Household
from households.models.household import REGISTERED
from inspections.board import DISPUTED, UNITS, Board, unit_word
from inspections.choices.wall import RULES_OF, WallLevel, WallMetric
from inspections.models.account import Outcome, PartyLevel, Verdict
from inspections.months import (
    NEAR,
    PENDING,
    grade,
    is_provisional,
    level_of,
    rate,
    shown_score,
    shown_verdict,
)
from inspections.standings import Standing
from inspections.wall_grid import Grid, grid_of
from inspections.wall_rows import WallRows
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.statuses import CUES, Cue, cue_for
from povertyapp.core.tallies import SEPARATOR, tallies_under
from povertyapp.core.text import Text
from povertyapp.core.views.pages import address, addresses

# The worst of several lines is what a place is shown with.
WORST_FIRST = (DISPUTED, Outcome.FAILED, "warn", PENDING, Outcome.MET, Outcome.EXCUSED)
NOTHING_DUE = gettext_lazy("没有到期事项")
# What the five cues say under a metric, in the order of the legend.
_OF_LINES = (
    cue_for(Outcome.MET),
    cue_for("warn"),
    cue_for(Outcome.FAILED),
    cue_for("none", NOTHING_DUE),
    cue_for(DISPUTED),
)
LEGENDS = {
    WallMetric.VERDICT: tuple(
        cue_for(key) for key in (Verdict.SETTLED, NEAR, Verdict.NOT_SETTLED, Verdict.NO_ACCOUNT, DISPUTED)
    ),
    WallMetric.EXIT: (
        cue_for("good", gettext_lazy("全部脱贫")),
        cue_for("warn", gettext_lazy("还有未脱贫")),
        cue_for("bad", gettext_lazy("有返贫")),
        cue_for("none", gettext_lazy("没有建档户")),
    ),
    **dict.fromkeys(RULES_OF, _OF_LINES),
}
# Who answers for a place, the first that is on post.
ANSWERS = {
    PartyLevel.VILLAGE: (PostKind.FIRST_SECRETARY,),
    PartyLevel.TOWNSHIP: (PostKind.TASK_FORCE, PostKind.CONTACT_LEADER),
}


@dataclass(frozen=True)
class Gap:
    """What is missing, and the list of it; `count` is the total of that list."""

    word: Text
    count: int
    unit: Text
    name: str
    url: str


@dataclass(frozen=True)
class Mark:
    """How a place stands under one metric: the state in glyph and word, the figure, what is missing."""

    cue: Cue
    figure: str = ""
    note: str = ""
    gaps: tuple[Gap, ...] = ()
    share: object = None  # by what the table is put in order; None is last
    owes: bool = False


@dataclass
class Tile:
    """One place on the chart. `marks` has one of each metric, `mark` is that of the chart."""

    code: str
    name: str
    level: str
    mark: Mark
    marks: dict[str, Mark]
    role: Text
    person: str
    url: str
    account_url: str

    @property
    def lines(self):
        """Return (name of the metric, Mark) of all metrics, for the card."""
        return [(WallMetric(key).label, mark) for key, mark in self.marks.items()]


@dataclass
class Block:
    """A township with the rows of its villages; no head where the reader sees only what lies under it."""

    code: str
    name: str
    head: Tile | None
    rows: list[list[Tile]] = field(default_factory=list)

    @property
    def tiles(self):
        return [tile for row in self.rows for tile in row]


class Wall(Board):
    """The chart of one place under one metric, for one user."""

    def __init__(self, user, account, code, *, metric, level="", owing=False, version=None):
        super().__init__(user, account, code, version=version)
        self.metric, self.owing = WallMetric(metric), owing
        # A village has no townships in it, and below a township there is nothing but villages.
        self.shown_level = WallLevel.TOWNSHIP if level == "township" and self.is_county else WallLevel.VILLAGE

    @property
    def is_county(self):
        return self.level == PartyLevel.COUNTY

    # ---- what is read

    @cached_property
    def rows_read(self):
        return WallRows(self.user, self.code, [self.account])

    @cached_property
    def _statuses(self):
        """Return code → {poverty status: households} of villages and townships, as the register stands today."""
        noted = tallies_under(self.user, self.code, REGISTERED, clock.today())
        found: dict[str, Counter[str]] = {}
        if noted is not None:
            for code, key, n in noted.values_list("code", "key").annotate(Sum("n")):
                found.setdefault(code, Counter())[key.split(SEPARATOR)[0]] += n
            return found
        seen = Household.objects.visible_in(self.user, self.code).order_by()
        for code, status, n in seen.values_list("area_id", "poverty_status").annotate(Count("pk")):
            for place in (code, code[:TOWNSHIP_DIGITS]):
                found.setdefault(place, Counter())[status] += n
        return found

    @cached_property
    def _people(self):
        """Return code → (post, name) of who answers for it at the end of the month, or today while it runs."""
        day = self.account.period.as_of
        kinds = [kind for wanted in ANSWERS.values() for kind in wanted]
        posts = Post.objects.visible_in(self.user, self.code).of_kind(*kinds).in_force(day)
        found: dict[str, tuple[int, str, str]] = {}
        for code, kind, leads, name in posts.order_by("area_id", "pk").values_list(
            "area_id", "kind", "is_head", "official__name"
        ):
            if kind == PostKind.TASK_FORCE and not leads:
                continue
            order = ANSWERS.get(level_of(code), ())
            rank = order.index(kind) if kind in order else None
            if rank is not None and (code not in found or rank < found[code][0]):
                found[code] = (rank, kind, name)
        return {code: (PostKind(kind).label, name) for code, (_rank, kind, name) in found.items()}

    @cached_property
    def _spots(self):
        """Return code → where the county has put a place on the chart, of those that it has put."""
        found = ((party.code, party.spot) for party in self.parties.values())
        return {code: (spot["row"], spot["column"]) for code, spot in found if spot}

    @cached_property
    def _codes(self):
        found = {code for account, code in self.parties if account == self.account.pk}
        return {
            level: sorted(code for code in found if self.parties[self.account.pk, code].level == level)
            for level in (PartyLevel.TOWNSHIP, PartyLevel.VILLAGE)
        }

    # ---- how a place stands

    @cached_property
    def tiles(self):
        """Return code → Tile of all townships and villages that the reader sees."""
        return {code: self._tile(code) for codes in self._codes.values() for code in codes}

    def _tile(self, code):
        party = self.parties[self.account.pk, code]
        marks = {metric.value: self._mark(metric, code, party) for metric in WallMetric}
        role, person = self._people.get(code, (PostKind(ANSWERS[party.level][0]).label, ""))
        if party.level == PartyLevel.TOWNSHIP and role == PostKind.TASK_FORCE.label:
            role = _("专班负责人")
        return Tile(
            code=code,
            name=Area(name=party.name).short_name,
            level=party.level,
            mark=marks[self.metric],
            marks=marks,
            role=role,
            person=person,
            url=self._page_of(code) if self._sees_places else "",
            account_url=self._url("ha_unit", code),
        )

    @cached_property
    def _sees_places(self):
        return self.user.has_perm("households.view_household")

    @cached_property
    def _page_of(self):
        """Return the function that writes the address of a place's page."""
        return addresses("households:area", parts=1)

    @cached_property
    def _register(self):
        return reverse("households:list") if self._sees_places else ""

    def _mark(self, metric, code, party):
        if metric == WallMetric.VERDICT:
            return self._verdict(code, party)
        return self._exit(code) if metric == WallMetric.EXIT else self._of_lines(metric, code)

    def _verdict(self, code, party):
        """Return the verdict and the score, as the board grades them; while a line waits for a ruling, 复核中."""
        state, word = grade(self.account, party, self.has_hard_miss(code))
        cue, score = cue_for(state, word), shown_score(self.account, party.score)
        owes = state in (Verdict.NOT_SETTLED, Verdict.FALSIFIED)
        note = _("欠 %(n)d 项") % {"n": party.failed} if owes and party.failed else ""
        if code in self.disputed_codes:
            note, cue = "·".join(filter(None, [str(cue.word), note])), cue_for(DISPUTED)
        figure = "—" if score is None else _("%(score)s 分") % {"score": score}
        return Mark(cue, figure, note, share=score, owes=owes)

    def _of_lines(self, metric, code):
        """Return how the lines of the metric's rules stand together; the worst rule gives the state."""
        rules = [rule for rule in self.rules if rule.rule in RULES_OF[metric]]
        found = [(cell, rule) for rule in rules if (cell := self._cell(code, rule))]
        if not found:
            return Mark(cue_for("none", NOTHING_DUE), "/")
        whole = Standing()
        for _one, rule in found:
            told = self.standings[code, rule.rule]
            whole.add(told.lines, told.missing, told.excused, told.is_broken)
        states = {DISPUTED if cell.is_disputed else cell.state for cell, _rule in found}
        state = next(each for each in WORST_FIRST if each in states)
        gaps = tuple(Gap(_("差"), c.gap, c.unit, c.name, c.gap_url) for c, _rule in found if c.gap)
        unit = unit_word(found[0][1])
        owes = bool(whole.missing) and not is_provisional(self.account)
        word = _("差 %(n)d %(unit)s") if owes else _("还有 %(n)d %(unit)s")
        note = word % {"n": whole.missing, "unit": unit} if whole.missing else ""
        figure = f"{whole.rate}%" if whole.owed else _("全部免责")
        return Mark(cue_for(state), figure, note, gaps, share=whole.rate, owes=owes)

    def _exit(self, code):
        """Return how many of the registered households are out of poverty, as the register says today."""
        counts = self._statuses.get(code, {})
        whole, left = sum(counts.values()), sum(counts.get(status.value, 0) for status in IN_NEED)
        good, warn, bad, none = LEGENDS[WallMetric.EXIT]
        if not whole:
            return Mark(none, "/")
        cue = bad if counts.get(PovertyStatus.RETURNED.value) else warn if left else good
        share = rate(whole, left)
        note = _("未脱贫 %(n)d 户") % {"n": left} if left else ""
        gaps = self._in_need(code, counts) if self.metric == WallMetric.EXIT else ()  # the card shows none
        return Mark(cue, f"{share}%", note, gaps, share=share, owes=bool(left))

    def _in_need(self, code, counts):
        """Return the households that are not out of poverty, of each status with its list."""
        return tuple(
            Gap(
                *(status.label, counts[status.value], UNITS["household"], f"{status.value}-{code}"),
                self._register and address(self._register, area=code, poverty_status=status.value),
            )
            for status in IN_NEED
            if counts.get(status.value)
        )

    # ---- where it stands

    @cached_property
    def grid(self):
        """Return the codes of townships as they stand on the chart."""
        townships = {code[:TOWNSHIP_DIGITS] for codes in self._codes.values() for code in codes}
        return grid_of(townships, self._spots)

    def villages_of(self, township, ratio=1.4) -> Grid:
        """Return the codes of a township's villages as they stand in its block of that ratio."""
        codes = [code for code in self._codes[PartyLevel.VILLAGE] if code.startswith(township)]
        return grid_of(codes, self._spots, ratio)

    @cached_property
    def blocks(self):
        """Return the rows of blocks as they stand on the screen; those who owe nothing are left out on request."""
        return [[self._block(code) for code in row] for row in self.grid]

    def _block(self, code):
        head = self.tiles.get(code)
        rows = self.villages_of(code) if self.shown_level == WallLevel.VILLAGE else []
        if not any(each in self._spots for row in rows for each in row):
            rows = [
                [each for row in rows for each in row]
            ]  # as many beside each other as the screen has room for
        shown = [[self.tiles[each] for each in row if self._is_shown(each)] for row in rows]
        name = head.name if head else ""
        return Block(code, name, head, [row for row in shown if row])

    def _is_shown(self, code):
        return self.tiles[code].mark.owes or not self.owing

    @cached_property
    def listed(self):
        """Return the tiles of the level that is shown, in the official order."""
        return [self.tiles[code] for code in self._codes[self.shown_level]]

    @property
    def count(self):
        """Return how many places of the shown level the reader sees; it writes no tile, in no language."""
        return len(self._codes[self.shown_level])

    @property
    def rows(self):
        """Return the tiles for the table."""
        return [tile for tile in self.listed if self._is_shown(tile.code)]

    # ---- what is said

    @cached_property
    def legend(self):
        """Return (cue, all words that the chart shows it with, how many tiles)."""
        cues = self._cues
        told: dict[str, list[str]] = {cue.key: [str(cue.word)] for cue in cues}
        counts: Counter[str] = Counter()
        for tile in self.listed:
            counts[tile.mark.cue.key] += 1
            words = told.setdefault(tile.mark.cue.key, [])
            if str(tile.mark.cue.word) not in words:
                words.append(str(tile.mark.cue.word))
        return [(CUES[key], "、".join(words), counts[key]) for key, words in told.items()]

    @property
    def _cues(self):
        """Return what the cues say under the metric; while entry goes on nobody has settled for good."""
        good, *others = LEGENDS[self.metric]
        if self.metric == WallMetric.VERDICT:
            good = cue_for(shown_verdict(self.account, Verdict.SETTLED))
        return (good, *others)

    @property
    def owing_count(self):
        return sum(tile.mark.owes for tile in self.listed)

    @property
    def counts_today(self):
        """Say whether the figures are those of today, not those of the month."""
        return self.metric == WallMetric.EXIT
