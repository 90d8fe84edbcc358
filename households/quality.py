"""Which data checks one household breaks now (四无): the same conditions as the county's, on one row."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from povertyapp.core import clock
from povertyapp.core.onepass import true_or_false
from povertyapp.core.parameters import Parameters
from povertyapp.core.rules import Kind, Rule, rules_of
from povertyapp.core.scoping import nothing
from povertyapp.core.text import labelled
from povertyapp.core.written import Given, Written


@dataclass(frozen=True)
class DataFault:
    """A rule that a household breaks, or that one of its members breaks (`person` is his name)."""

    rule: Rule
    person: str = ""

    @property
    def label(self):
        return labelled(self.person, self.rule.title) if self.person else str(self.rule.title)


def broken_for(user, rule, period):
    """Return the condition that a row under the places of a user breaks a rule, for the list behind a check."""
    codes = user.area_codes or ([""] if user.is_superuser else [])
    broken = nothing()
    for code in codes:
        broken |= rule(period, Parameters(code, period.start))
    return broken


@dataclass(frozen=True)
class Checked:
    """One population of a household's checks: which rules are asked of it, and its rows, not read yet."""

    rules: list[Rule]
    rows: QuerySet


def checked(household, period) -> list[Checked]:
    """Return what tells which checks the household or a counted member breaks; `faults_in` reads it.

    One query a population, whatever the number of rules. What a rule asks of other households (the same number
    twice, all measures of a village alike) it asks of this village only.
    """
    said = Parameters(household.area_id, period.start).as_text()
    written = _written(household.area_id, period, clock.today(), said)
    return [Checked(rules, query.asked(household=household.pk)) for rules, query in written]


@lru_cache(maxsize=32)
def _written(place, period, _today, _said):
    """Return (rules, query) of each population of the households of a village: they stay the same until the day, or
    what the parameters say, is another."""
    value = Parameters(place, period.start)
    found = []
    for subject, own, columns in (("household", "pk", ()), ("member", "household_id", ("name",))):
        for over, rules in _by_population(subject).items():
            rows = over(period).filter(**{own: Given("household")}).order_by("pk")
            flags = {f"breaks_{i}": true_or_false(rule(period, value)) for i, rule in enumerate(rules)}
            found.append((rules, Written(rows.annotate(**flags).values(*flags, *columns))))
    return found


def faults_in(checks) -> list[DataFault]:
    """Return a DataFault for each check that is broken, in rule order."""
    found = [
        DataFault(rule, row.get("name", ""))
        for one in checks
        for row in one.rows
        for i, rule in enumerate(one.rules)
        if row[f"breaks_{i}"]
    ]
    return sorted(found, key=lambda fault: fault.rule.code)


def _by_population(subject):
    groups: dict[Callable, list[Rule]] = {}
    for rule in rules_of(Kind.DATA, subject=subject):
        groups.setdefault(rule.over, []).append(rule)
    return groups
