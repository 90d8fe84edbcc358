"""Where the bands of the flow stand: four columns, each band as wide as its money, every node with its label."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from funds.rules.flow import LEVELS, NONE, POOL, STATES, USES, Flow, Share
from povertyapp.core.templatetags.house import money
from povertyapp.core.text import Text

WIDTH, TOP, ROOM, GAP, NODE = 1080, 44, 420, 24, 16
COLUMNS = {"source": 130, "pool": 350, "use": 560, "state": 890}
SMALL = Decimal("0.01")  # what is less than one in a hundred of the pool goes into 其他
LEAST = 1.5  # however little money, a band is seen
LABELLED = 20  # a band so high carries its own amount
SEVERAL = "several"


@dataclass(frozen=True)
class Group:
    """One or several values that are drawn as one; `key` names it, `values` are the values of its filter."""

    key: str
    label: Text
    values: tuple[str, ...]

    @property
    def query(self):
        return ",".join(self.values)


@dataclass
class Node:
    """A box of a column: its label and amount, the list behind it, where it stands."""

    column: str
    group: Group
    share: Share
    url: str
    x: float = 0
    y: float = 0
    height: float = 0
    taken: dict[str, float] = field(default_factory=lambda: {"left": 0.0, "right": 0.0})

    @property
    def anchor(self):
        """Say which way its label runs: left of sources, above the pool, right of the others."""
        return {"source": "end", "pool": "middle"}.get(self.column, "start")

    @property
    def text_x(self):
        return self.x + {"source": -8, "pool": NODE / 2}.get(self.column, NODE + 8)

    @property
    def text_y(self):
        return self.y - 8 if self.column == "pool" else round(self.y + self.height / 2 + 4, 1)

    @property
    def written(self):
        return f"{self.group.label} {money(self.share.amount)}"


@dataclass(frozen=True)
class Band:
    """A band between two nodes: its origin (how it is filled), its words, the list behind it, its outline."""

    name: str
    origin: str
    label: str
    share: Share
    url: str
    path: str
    x: float
    y: float
    height: float

    @property
    def written(self):
        return money(self.share.amount) if self.height >= LABELLED else ""


@dataclass
class Chart:
    """The whole drawing."""

    nodes: list[Node]
    bands: list[Band]
    height: float
    origins: list[Group]
    width: int = WIDTH


def groups_of(labels, amounts, whole, all_shown):
    """Return the groups of a column in the order of its words: what is small goes together, where it is several."""
    known = [key for key in labels if amounts.get(key)]
    small = [key for key in known if amounts[key] < SMALL * whole and key != POOL]
    if all_shown or len(small) < 2:
        small = []
    groups = [Group(key, labels[key], (key,)) for key in known if key not in small]
    if small:
        groups.append(Group(SEVERAL, _("其他（%(n)d项）") % {"n": len(small)}, tuple(small)))
    return groups


class Drawing:
    """Draws a flow. `url` gives the address of the list of a share: called with levels, uses and a state."""

    def __init__(self, flow: Flow, url: Callable[..., str], *, all_shown=False):
        self.flow, self.url = flow, url
        whole = flow.pool
        self.levels = groups_of(LEVELS, flow.integrated, whole, all_shown)
        by_use = {use: sum((s.amount for (_l, u), s in flow.uses.items() if u == use), NONE) for use in USES}
        by_state = {
            key: sum((s.amount for (*_k, t), s in flow.states.items() if t == key), NONE) for key in STATES
        }
        self.uses = groups_of(USES, by_use, whole, all_shown)
        self.states = [Group(key, STATES[key], (key,)) for key in STATES if by_state[key]]
        self.scale = ROOM / float(whole) if whole else 0
        self.bands: list[Band] = []

    def draw(self) -> Chart:
        """Return the drawing; an empty one where nothing is integrated."""
        sources = self._column("source", self.levels, self._level, lambda g: self.url(levels=g))
        whole = sum((found for found in self.flow.lines.values()), Share())
        pool = self._column(
            "pool",
            [Group("pool", _("整合池"), ())] if self.scale else [],
            lambda g: whole,
            lambda g: self.url(),
        )
        uses = self._column("use", self.uses, self._use, lambda g: self.url(uses=g))
        states = self._column("state", self.states, self._state, lambda g: self.url(state=g.key))
        for source in sources:
            self._band(source, pool[0], source.group, source.group.key, source.share, source.url)
        for level in self.levels:
            for use in uses:
                share = self.share(level, use.group)
                if share.amount:
                    url = self.url(levels=level, uses=use.group)
                    self._band(pool[0], use, level, f"{level.key}-{use.group.key}", share, url)
        for use in uses:
            for level in self.levels:
                for state in states:
                    self._to_state(level, use, state)
        nodes = [*sources, *pool, *uses, *states]
        height = max((node.y + node.height for node in nodes), default=0) + GAP
        return Chart(nodes, self.bands, round(height, 1), self.levels)

    def share(self, level: Group, use: Group, state: str | None = None) -> Share:
        """Return what of these levels is for these uses, of it what is in a state where one is named."""
        if state is None:
            keys = [(one, two) for one in level.values for two in use.values]
            return sum((self.flow.uses.get(key, Share()) for key in keys), Share())
        triples = [(one, two, state) for one in level.values for two in use.values]
        return sum((self.flow.states.get(key, Share()) for key in triples), Share())

    def _level(self, group):
        return sum((self.flow.lines[key] for key in group.values), Share())

    def _use(self, group):
        return sum((self.share(level, group) for level in self.levels), Share())

    def _state(self, group):
        return sum((self.share(level, use, group.key) for level in self.levels for use in self.uses), Share())

    def _column(self, name, groups, share, url):
        nodes, y = [], float(TOP)
        for group in groups:
            found = share(group)
            node = Node(name, group, found, url(group), COLUMNS[name], round(y, 1))
            node.height = round(max(float(found.amount) * self.scale, LEAST), 1)
            y += node.height + GAP
            nodes.append(node)
        return nodes

    def _to_state(self, level, use, state):
        share = self.share(level, use.group, state.group.key)
        if share.amount:
            url = self.url(levels=level, uses=use.group, state=state.group.key)
            self._band(use, state, level, f"{level.key}-{use.group.key}-{state.group.key}", share, url)

    def _band(self, left: Node, right: Node, level: Group, name, share: Share, url):
        height = max(float(share.amount) * self.scale, LEAST)
        y0, y1 = left.y + left.taken["right"], right.y + right.taken["left"]
        left.taken["right"] += height
        right.taken["left"] += height
        x0, x1 = left.x + NODE, right.x
        mid = (x0 + x1) / 2
        path = (
            f"M{x0} {y0:.1f}C{mid} {y0:.1f} {mid} {y1:.1f} {x1} {y1:.1f}V{y1 + height:.1f}"
            f"C{mid} {y1 + height:.1f} {mid} {y0 + height:.1f} {x0} {y0 + height:.1f}Z"
        )
        label = f"{level.label} → {right.group.label} {money(share.amount)}"
        if left.group.label not in (level.label, _("整合池")):
            label = f"{level.label} · {left.group.label} → {right.group.label} {money(share.amount)}"
        # where the band passes the next column's side, half way between the two ends
        self.bands.append(
            Band(name, level.key, label, share, url, path, mid, round((y0 + y1 + height) / 2 + 4, 1), height)
        )
