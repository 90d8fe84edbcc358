"""The board of projects (ux P8): how much stands in each column and since when, and the cards that ask first."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    Aggregate,
    Case,
    Count,
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    Q,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.utils.functional import cached_property

from funds.choices.board import STAGES_OF_COLUMN, BoardColumn
from funds.choices.projects import BOTTLENECKS, NEXT_MOVE, OVER, Stage
from funds.models import Project
from funds.project_file import owner_words
from funds.services.projects.common import stands

CARDS = 6  # in each column; the rest stands in its list
# The column of a project; one that is over has none and is told by its stage.
COLUMN = Case(
    *(When(stage__in=stages, then=Value(column.value)) for column, stages in STAGES_OF_COLUMN.items()),
    default=F("stage"),
)


class Median(Aggregate):
    """The middle of a column: of an even number, halfway between the two in the middle."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass
class Column:
    """One column: how many projects, what they cost, how long the middle one stands there, how many are late."""

    key: str
    label: str
    count: int = 0
    amount: Decimal = Decimal(0)
    median: timedelta | None = None
    late: int = 0
    stuck: int = 0
    longest: timedelta | None = None
    cards: tuple = ()

    @property
    def days(self):
        """Return the median of the days in the stage, whole days; None where nothing stands."""
        return None if self.median is None else round(self.median / timedelta(days=1))

    @property
    def more(self):
        """Return how many projects have no card here."""
        return self.count - len(self.cards)


@dataclass(frozen=True)
class Card:
    """One project on the board, and the step that comes next; `is_own` says that the reader may take it."""

    project: Any
    days: int
    days_over: int
    aim: str
    is_own: bool

    @property
    def owner(self):
        """Return who has to act next, in words."""
        return owner_words(self.project)

    @property
    def shows_stage(self):
        """Say whether the column's name alone does not tell the stage."""
        return len(STAGES_OF_COLUMN[self.project.column]) > 1


class Board:
    """The projects of a reader on one day, by two queries however many they are."""

    def __init__(self, projects, user, on, value):
        self.user, self.on, self.value = user, on, value
        self.projects = projects.with_limit(value).annotate(column=COLUMN)

    @cached_property
    def _heads(self):
        """Return the sums of each column, and of each stage that is over, by key."""
        stood = ExpressionWrapper(
            Value(self.on, output_field=DateField()) - F("stage_since"), output_field=DurationField()
        )
        late = Q(limit_on__lt=self.on)
        rows = self.projects.order_by().values("column").annotate(
            count=Count("pk"), amount=Sum("budget"), median=Median(stood, output_field=DurationField()),
            longest=Max(stood, output_field=DurationField()), late=Count("pk", filter=late),
            stuck=Count("pk", filter=late & Q(stage__in=BOTTLENECKS)),
        )  # fmt: skip
        return {row.pop("column"): row for row in rows}

    @cached_property
    def columns(self):
        cards = self._cards
        return [
            Column(key.value, key.label, cards=tuple(cards.get(key.value, ())), **self._heads.get(key, {}))
            for key in BoardColumn
        ]

    @property
    def over(self):
        """Return the stages in which a project has left the board, and how many stand there."""
        return [
            (stage, self._heads[stage]["count"]) for stage in Stage if stage in OVER and stage in self._heads
        ]

    @cached_property
    def total(self):
        """Return the sums of all columns."""
        columns = self.columns
        longest = max((column.longest for column in columns if column.longest), default=None)
        sums = {name: sum(getattr(column, name) for column in columns) for name in ("count", "late", "stuck")}
        amount = sum((column.amount for column in columns), Decimal(0))
        return Column("", "", amount=amount, longest=longest, **sums)

    @cached_property
    def _cards(self):
        """Return the first projects of each column: those beyond their limit first, the longest-standing first."""
        is_in_time = Case(When(limit_on__lt=self.on, then=Value(0)), default=Value(1))
        turn = Window(RowNumber(), partition_by=[F("column")], order_by=[is_in_time, "stage_since", "number"])
        running = self.projects.exclude(stage__in=OVER).order_by()
        first = running.annotate(turn=turn).filter(turn__lte=CARDS).values("pk")
        rows = Project.objects.filter(pk__in=first).with_limit(self.value).annotate(column=COLUMN)
        found: dict[str, list[Card]] = {}
        for project in rows.with_households().select_related("area__parent", "unit"):
            found.setdefault(project.column, []).append(self._card(project))
        for cards in found.values():
            cards.sort(key=lambda card: (not card.days_over, card.project.stage_since, card.project.number))
        return found

    def _card(self, project):
        move = NEXT_MOVE.get(project.stage)
        over = (self.on - project.limit_on).days if project.limit_on else 0
        is_own = move is not None and stands(self.user, project, move.side, move.roles) is not None
        return Card(
            project=project, days=(self.on - project.stage_since).days, days_over=max(over, 0),
            aim=move.to if move else "", is_own=is_own,
        )  # fmt: skip
