"""Who helps whom and when: helpers, how diligent they are, handovers, households left alone."""

import datetime as dt
from dataclasses import dataclass, field

from inspections.demo.names import given_name, surname
from inspections.demo.people import Weighted, between
from inspections.demo.words import WORDS, pick

HOUSEHOLDS_A_HELPER = 12


@dataclass(frozen=True)
class Diligence:
    """How well a helper does: chances that he misses a visit, enters it late, misses a quarter's contact, and
    that a household of his lacks measures."""

    misses: float
    late: float
    contact: float
    lacking: float


@dataclass(frozen=True)
class Manners:
    """How a county's helpers are: their kinds with their shares, and how often other things happen."""

    kinds: dict
    handover: float = 0.04  # helpers who hand all their households over in the middle of a month
    handover_gap: float = 0.1  # of these, how many leave some days without a helper
    gap_villages: float = 0.02  # villages with a household that has had no helper for some time
    newcomers: float = 0.008  # households registered in the months shown
    leavers: float = 0.004
    voided: float = 0.0008
    faulty_forms: float = 0  # households whose two forms disagree on land (CB1-12)

    def draw(self, draw):
        """Return how diligent one helper is."""
        return Weighted(self.kinds)(draw)


GOOD = Diligence(misses=0.003, late=0.003, contact=0.98, lacking=0.004)
FAIR = Diligence(misses=0.08, late=0.08, contact=0.8, lacking=0.3)
POOR = Diligence(misses=0.42, late=0.3, contact=0.3, lacking=0.85)
USUAL = Manners({GOOD: 84, FAIR: 8, POOR: 8})
# The demo county is a good one: of a dozen helpers one owes something each month.
PROMPT = Diligence(misses=0.0007, late=0.0007, contact=0.995, lacking=0.0007)
DEMO = Manners(
    {PROMPT: 94, FAIR: 4, POOR: 2},
    handover=0.03,
    handover_gap=0,
    gap_villages=0,
    voided=0.0004,
    faulty_forms=0.005,
)


@dataclass(slots=True, eq=False)
class HelperRow:
    """A helper before he is written."""

    pk: int
    code: str
    name: str
    unit_id: int
    diligence: Diligence
    user_id: int | None = None


@dataclass(slots=True)
class Term:
    """A helper's time with a household, or with a group of them; `to` is None while it lasts."""

    helper: HelperRow
    since: dt.date
    to: dt.date | None = None


@dataclass(slots=True)
class Ward:
    """What a helper needs to know of a household: its row, its village, whether all are away, who had it."""

    pk: int
    area_id: str
    away: bool
    spans: list[Term]
    quarter: dt.date | None = None
    contact_month: object = None


@dataclass(slots=True)
class Group:
    """Households of one village that have the same helper, and his successor when there is one."""

    terms: list[Term]
    wards: list[Ward] = field(default_factory=list)


class HelperMaker:
    """Makes the helpers of a county with codes and names of their own (a name is unique in its unit)."""

    def __init__(self, county_code, ids, manners):
        self.county_code, self.ids, self.manners = county_code, ids, manners
        self.taken, self.made = set(), []

    def __call__(self, draw, unit_id, *, user=None, diligence=None):
        male, age = draw.random() < 0.68, between(draw, 26, 58)
        name = user.display_name if user else surname(draw) + given_name(draw, male=male, age=age)
        while (unit_id, name) in self.taken:
            name = surname(draw) + given_name(draw, male=male, age=age)
        self.taken.add((unit_id, name))
        helper = HelperRow(
            pk=next(self.ids),
            code=f"{self.county_code}{len(self.made) + 1:05d}",
            name=name,
            unit_id=unit_id,
            diligence=diligence or self.manners.draw(draw),
            user_id=user.pk if user else None,
        )
        self.made.append(helper)
        return helper


def post_of(draw):
    """Return (post, expertise) of a helper."""
    return pick(draw, WORDS["posts"]), pick(draw, WORDS["expertise"])


def terms_of_group(draw, make_helper, unit_id, plan, **first):
    """Return the terms of a group: one helper, or two with a handover in the middle of one of the months."""
    manners = make_helper.manners
    helper = make_helper(draw, unit_id, **first)
    if first or draw.random() >= manners.handover:
        return [Term(helper, plan.since)]
    last = pick(draw, plan.months).start + dt.timedelta(days=between(draw, 4, 23))
    if last > plan.last_day:
        return [Term(helper, plan.since)]
    gap = between(draw, 2, 9) if draw.random() < manners.handover_gap else 0
    successor = make_helper(draw, unit_id, diligence=GOOD)
    return [Term(helper, plan.since, last), Term(successor, last + dt.timedelta(days=1 + gap))]


def spans_of(terms, home):
    """Return who had a household when: the terms of its group, cut to its time on the register."""
    left = home.left_on - dt.timedelta(days=1) if home.left_on else None
    found = []
    for term in terms:
        since = max(term.since, home.registered_on)
        to = min((day for day in (term.to, left) if day), default=None)
        if to is None or since <= to:
            found.append(Term(term.helper, since, to))
    return found


def uncover(draw, spans, plan, *, still):
    """Leave a household without a helper from a day of the last month but one, for good or for some weeks."""
    last = spans[-1]
    if last.to is not None:
        return spans
    month = plan.months[-min(2, len(plan.months))]
    last_covered = max(month.start + dt.timedelta(days=between(draw, 2, 19)), last.since)
    again = last_covered + dt.timedelta(days=between(draw, 5, 40))
    before = Term(last.helper, last.since, last_covered)
    if still:
        return [*spans[:-1], before]
    if last_covered >= plan.last_day:
        return spans
    return [*spans[:-1], before, Term(last.helper, min(again, plan.last_day))]
