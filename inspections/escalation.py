"""When the software proposes what (rulebook D6): one function a trigger, over how a party stands in a closed month.

The functions know no rows and no database: `inspections.services.accountability` counts, they judge. Of the triggers
that hold for a party in a month the last one in this order decides what is proposed; all are kept with the case.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inspections.choices.accountability import (
    APPEAL_BODY,
    BY_PAPER,
    INEXCUSABLE,
    VETO,
    ActionKind,
    Body,
    Trigger,
)
from inspections.models.account import PartyLevel, Verdict

BELOW = (PartyLevel.HELPER, PartyLevel.VILLAGE)
ACCOUNTABLE = (ActionKind.SELF_CRITICISM, ActionKind.ORGANISATIONAL)
GOOD, FAIR, POOR = "good", "fair", "poor"


@dataclass(frozen=True)
class Standing:
    """How a party stands at the end of a closed month: its verdict, and what the rolling year holds of it.

    `in_a_row` and `in_year` count months that it did not settle (a falsified one is none), months without an account
    are passed over. `unmet` counts measures of unsettled lines whose deadline went by, `unfulfilled` orders.
    """

    verdict: str = Verdict.SETTLED
    in_a_row: int = 0
    in_year: int = 0
    falsified: int = 0
    unmet: int = 0
    unfulfilled: int = 0
    # whether it criticised itself before the meeting in the rolling year: the next is an organisational measure
    has_criticised_itself: bool = False


@dataclass(frozen=True)
class Year:
    """A party's year: the mean of its months, and what caps the grade (D4)."""

    mean: Decimal | None
    unsettled: int = 0
    falsified: int = 0
    vetoes: int = 0


Test = Callable[[Standing, Any], bool]
TRIGGERS: dict[str, Test] = {}


def trigger(name: str):
    """Register the test of a trigger; the order of registration is from the mildest to the gravest."""

    def register(function: Test) -> Test:
        TRIGGERS[name] = function
        return function

    return register


@trigger(Trigger.FIRST)
def not_settled(standing, value):
    """A month that was not settled."""
    return standing.verdict == Verdict.NOT_SETTLED


@trigger(Trigger.THREE_IN_YEAR)
def three_in_year(standing, value):
    """Not settled `accountability.interview_in_year` times within the rolling year, this month among them."""
    return _owes(standing) and standing.in_year >= value("accountability.interview_in_year")


@trigger(Trigger.TWO_IN_A_ROW)
def two_in_a_row(standing, value):
    """Not settled `accountability.interview_in_a_row` months in a row."""
    return _owes(standing) and standing.in_a_row >= value("accountability.interview_in_a_row")


@trigger(Trigger.FALSIFIED)
def falsified(standing, value):
    """A falsified month."""
    return standing.verdict == Verdict.FALSIFIED


@trigger(Trigger.STILL_UNMET)
def still_unmet(standing, value):
    """A line of an earlier month that is still unmet after its measure's deadline."""
    return standing.unmet > 0


@trigger(Trigger.THREE_IN_A_ROW)
def three_in_a_row(standing, value):
    """Not settled `accountability.order_in_a_row` months in a row."""
    return _owes(standing) and standing.in_a_row >= value("accountability.order_in_a_row")


@trigger(Trigger.FOUR_IN_YEAR)
def four_in_year(standing, value):
    """Not settled `accountability.accountability_in_year` times within the rolling year."""
    return _owes(standing) and standing.in_year >= value("accountability.accountability_in_year")


@trigger(Trigger.NOT_FULFILLED)
def not_fulfilled(standing, value):
    """An order to rectify that its check found not fulfilled."""
    return standing.unfulfilled > 0


@trigger(Trigger.FALSIFIED_AGAIN)
def falsified_again(standing, value):
    """Falsified `accountability.falsified_again` times within the rolling year."""
    return standing.verdict == Verdict.FALSIFIED and standing.falsified >= value(
        "accountability.falsified_again"
    )


def _owes(standing):
    return standing.verdict in (Verdict.NOT_SETTLED, Verdict.FALSIFIED)


def triggers_of(standing, value):
    """Return the triggers that hold, from the mildest to the gravest."""
    return [name for name, test in TRIGGERS.items() if test(standing, value)]


def grade_of(year, value):
    """Return the grade of a year (D4): the mean of its months, capped at fair by an unsettled month and at poor by a
    falsified one or a veto (JZ-43); None without a month that was scored."""
    if year.mean is None:
        return None
    if year.falsified or year.vetoes or year.mean < value.number("grade.fair_score"):
        return POOR
    if year.unsettled or year.mean < value.number("grade.good_score"):
        return FAIR
    return GOOD


YEAR_TRIGGERS = {FAIR: Trigger.YEAR_FAIR, POOR: Trigger.YEAR_POOR}

KINDS = {
    Trigger.FIRST: ActionKind.CIRCULAR,
    Trigger.TWO_IN_A_ROW: ActionKind.INTERVIEW,
    Trigger.THREE_IN_YEAR: ActionKind.INTERVIEW,
    Trigger.FALSIFIED: ActionKind.INTERVIEW,
    Trigger.THREE_IN_A_ROW: ActionKind.RECTIFY_ORDER,
    Trigger.STILL_UNMET: ActionKind.RECTIFY_ORDER,
    Trigger.FOUR_IN_YEAR: ActionKind.SELF_CRITICISM,
    Trigger.NOT_FULFILLED: ActionKind.SELF_CRITICISM,
    Trigger.FALSIFIED_AGAIN: ActionKind.SELF_CRITICISM,
    Trigger.YEAR_FAIR: ActionKind.INTERVIEW,
    Trigger.YEAR_POOR: ActionKind.NO_PROMOTION,
    **dict.fromkeys(VETO, ActionKind.CASE_INVESTIGATION),
    Trigger.MISUSE: ActionKind.CASE_INVESTIGATION,
    Trigger.ACCEPTANCE_FAILED: ActionKind.NO_PROMOTION,
}


@dataclass(frozen=True)
class Proposal:
    """What is proposed, and who decides it: alone, or together with another body."""

    trigger: str
    kind: str
    body: str
    joint_body: str = ""

    @property
    def appeal_body(self):
        return APPEAL_BODY[Body(self.body)]

    @property
    def may_exonerate(self):
        return self.trigger not in INEXCUSABLE


def proposal_of(name, level, *, place="", has_criticised_itself=False):
    """Return what a trigger proposes for a party of a level; `place` is the township that may decide, if one may."""
    kind = KINDS[name]
    if kind == ActionKind.SELF_CRITICISM and has_criticised_itself:
        kind = ActionKind.ORGANISATIONAL
    body, joint = _deciding(name, level, place)
    if kind in ACCOUNTABLE and body == Body.LEADING_GROUP:
        joint = Body.ORGANISATION
    return Proposal(name, kind, body, joint)


def _deciding(name, level, place):
    if name == Trigger.FIRST:
        return Body.OFFICE, ""
    if name in (Trigger.TWO_IN_A_ROW, Trigger.THREE_IN_YEAR):
        is_townships = level in BELOW and place
        return (Body.TOWNSHIP if is_townships else Body.LEADING_GROUP), ""
    if name in (Trigger.YEAR_FAIR, Trigger.YEAR_POOR):
        return Body.ORGANISATION, ""
    if name == Trigger.ACCEPTANCE_FAILED:
        return Body.LEADING_GROUP, Body.ORGANISATION
    if name in BY_PAPER:
        return Body.DISCIPLINE, ""
    return Body.LEADING_GROUP, ""
