"""A reader's whole ledger: what its lines hold and how many stand where, asked once as long as nobody writes to them
(decision 49)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import CharField, Value
from django.db.models.functions import Concat

from inspections.models import (
    MeasureEvidence,
    NoticeSource,
    Problem,
    ProblemScope,
    RectificationMeasure,
)
from inspections.querysets.ledger import PROBLEMS_IN_ORDER, lines_of, problems_of
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.changes import changes_of, watch
from povertyapp.core.drawn import drawn
from povertyapp.core.models import Area, RuleParameter
from povertyapp.core.parameters import Parameters
from povertyapp.core.reading import read_together
from povertyapp.core.scoping import scope_of

# All that says which lines there are, who sees them, and which state and which grade they have.
READ_FROM = (
    *(Area, RuleParameter, NoticeSource, Problem, ProblemScope),
    *(RectificationMeasure, MeasureEvidence),
)
watch(*READ_FROM)


def as_of_today(rows, county):
    """Return lines with their state and their grade, by what the parameters of a county say today."""
    today = clock.today()
    return rows.judged(today, Parameters(county, today))


@dataclass(frozen=True)
class Standing:
    """How many lines stand where: of each state and grade, and of each problem in the order of the ledger, those that
    have the state and the grade that are asked for."""

    counts: Mapping[tuple[str, str], int]
    lines: list[tuple[int, int]]

    @classmethod
    def of(cls, problems, counted, state="", grade=""):
        """Return it for (problem, state, grade, how many lines) and the keys of all problems in their order."""
        counts: Counter[tuple[str, str]] = Counter()
        lines: Counter[int] = Counter()
        for problem, *own, count in counted:
            counts[*own] += count
            lines[problem] += count * (state in ("", own[0]) and grade in ("", own[1]))
        return cls(counts, [(problem, lines[problem]) for problem in problems if lines[problem]])


def problems_in_order(user):
    """Return the keys of the problems that a reader sees, in the order of the ledger."""
    return Alike(_keys_of_problems, user).all()


def standing(user, county, state="", grade=""):
    """Return how the whole ledger of a reader stands, by the parameters of a county."""

    def ask():
        counted = Alike(_counted, user, county, changes_of(RuleParameter)).all()
        problems = problems_in_order(user)
        read_together(problems, counted)
        return Standing.of(problems, counted, state, grade)

    return drawn(("standing of lines", county, state, grade, *_read_of(user)), ask)


def offered(user):
    """Return filter → {value: words} of what the lines of a reader hold. Many lines are of one problem, which says all
    but the unit."""
    return drawn(("offered by lines", *_read_of(user)), lambda: _offered(user))


def _read_of(user):
    return scope_of(user), *changes_of(*READ_FROM)


def _offered(user):
    problems, units = Alike(_problems, user).all(), Alike(_units, user).all()
    read_together(problems, units)
    found = {"source": {}, "category": {}, "area": {}, "unit": {unit: unit for unit in units if unit}}
    for number, batch, category, area, place in problems:
        found["source"][str(number)] = batch
        found["area"][area] = place
        if category:
            found["category"][category] = category
    return found


def _keys_of_problems(user):
    return problems_of(user).order_by(*PROBLEMS_IN_ORDER).values_list("pk", flat=True)


def _counted(user, county, _noted):
    return as_of_today(lines_of(user), county).counted()


def _problems(user):
    source = Concat("source__year", Value(" "), "source__name", output_field=CharField())
    return problems_of(user).values_list("source_id", source, "category", "area_id", "area__name").distinct()


def _units(user):
    return lines_of(user).values_list("responsible_unit", flat=True).distinct()
