"""A rule's verdict on single rows and units, and the list behind a figure: the one pass of the account, narrowed."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from povertyapp.core import clock
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.onepass import bits_of, by_population, compile_pass, fetch_due
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES, UNIT, Kind, Rule, rules_of
from povertyapp.core.scoping import nothing, within
from povertyapp.core.written import Given, filled, one_of


@dataclass(frozen=True)
class RuleVerdict:
    """How one duty stands in a period: for a household, for a unit, or for a thing that the unit owes it for."""

    rule: Rule
    required: int
    delivered: int
    is_missed: bool
    is_excused: bool
    subject_kind: str = ""
    subject_code: str = ""

    @property
    def missing(self):
        return max(self.required - self.delivered, 0)

    @property
    def figure(self):
        """Return what is done of what is due, with the rule's unit where it has one: `28/30 天`."""
        unit = self.rule.extra.get("unit", "")
        return f"{self.delivered}/{self.required}{f' {unit}' if unit else ''}"

    def state(self, is_over):
        """Return the state to show: `met`, `excused`, `partial`, `failed`; `pending` while the period runs."""
        if self.is_excused:
            return "excused"
        if not self.is_missed:
            return "met"
        if not is_over:
            return "pending"
        return "partial" if self.rule.allows_part and self.delivered else "failed"


def lines(verdicts, period):
    """Return what generic/_verdicts.html shows of verdicts of a period."""
    is_over = period.end < clock.today()
    return [
        {
            "code": verdict.rule.code,
            "title": verdict.rule.title,
            "state": verdict.state(is_over),
            "why": verdict.rule.clause,
            "figure": verdict.figure if verdict.required > 1 else "",
        }
        for verdict in verdicts
    ]


def verdicts(household, period):
    """Return a RuleVerdict for each duty that falls due for this household in the period, in rule order."""
    return verdicts_of([household.pk], household.area_id[:COUNTY_DIGITS], period).get(household.pk, [])


def verdicts_of(keys, county_code, period, codes=None):
    """Return household id → its verdicts, in rule order, for a page of households of a county; `codes` limits the
    duties looked at."""
    said = Parameters(county_code, period.start).as_text()
    written = _passes_of_some(county_code, period, codes, len(keys) == 1, clock.today(), said)
    values = {"key": keys[0], "keys": keys}
    return _by_household([replace(one, params=tuple(filled(one.params, **values))) for one in written])


@lru_cache(maxsize=64)
def _passes_of_some(county, period, codes, is_one, _today, _said):
    """Return the passes over some households, whichever they are: they stay the same until the day, or what the
    parameters say, is another."""
    narrow = Q(household_id=Given("key")) if is_one else Q(one_of("household_id", "keys"))
    return _passes(narrow, county, period, codes and [RULES[code] for code in codes])


def verdicts_by_household(narrow, county_code, period, rules=None, among=None):
    """Return household id → its verdicts, in rule order, for the households of a county that meet `narrow`.

    `narrow` is a condition over `household_id`; `rules` limits the duties looked at, `among` the rows of their
    populations further, such as to those of one helper. One pass a population, all of them in one statement.
    """
    return _by_household(_passes(narrow, county_code, period, rules, among))


def _passes(narrow, county_code, period, rules=None, among=None):
    value = Parameters(county_code, period.start)
    bits = bits_of(rules or rules_of(Kind.DUTY, subject="household"), period, value)
    whole = narrow & (among or Q())
    return [
        compile_pass(population, group, period, value, whole, narrow)
        for population, group in by_population(bits).items()
    ]


def _by_household(passes):
    found: dict[int, list[RuleVerdict]] = {}
    for place, row in fetch_due(passes, ("household_id",)):
        found.setdefault(row["household_id"], []).extend(_verdicts(row, passes[place].bits))
    return {key: sorted(group, key=lambda verdict: verdict.rule.code) for key, group in found.items()}


def verdicts_of_units(area_code, period, rules=None, narrow=None):
    """Return (level, code) → the verdicts of each unit whose subjects lie in an area, in rule order.

    Their duties over facts that are not households; `narrow` is a condition over the rows of the populations. What
    counts may lie elsewhere in the county (a cooperative lifts households of other villages).
    """
    county = area_code[:COUNTY_DIGITS]
    value = Parameters(county, period.start)
    bits = bits_of(rules or rules_of(Kind.DUTY, subject=UNIT), period, value)
    here, everywhere = within(area_code), within(county)
    found: dict[tuple[str, str], list[RuleVerdict]] = {}
    mine = here & (narrow or Q())
    passes = [
        compile_pass(population, group, period, value, mine, everywhere)
        for population, group in by_population(bits).items()
    ]
    for place, row in fetch_due(passes, ("code", "subject_kind", "subject_code")):
        for verdict in _verdicts(row, passes[place].bits):
            found.setdefault((verdict.rule.party, row["code"]), []).append(verdict)
    return {key: sorted(group, key=_by_rule_and_subject) for key, group in found.items()}


def verdicts_of_unit(level, code, area_code, period):
    """Return how the duties of one unit stand now; `area_code` is the place in which its subjects lie."""
    rules = rules_of(Kind.DUTY, subject=UNIT, party=level)
    if not rules:
        return []
    return verdicts_of_units(area_code, period, rules, Q(code=code)).get((level, code), [])


def _by_rule_and_subject(verdict):
    return verdict.rule.code, verdict.subject_code


def _verdicts(row, bits):
    """Return the verdicts of a row of a pass under the duties that it owes."""
    return [_verdict(row, slot, bit) for slot, bit in enumerate(bits) if row["due"] >> bit.index & 1]


def _verdict(row, slot, bit):
    return RuleVerdict(
        rule=bit.rule,
        required=row["required"][slot],
        delivered=row["delivered"][slot],
        is_missed=bool(row["missed"] >> bit.index & 1),
        is_excused=bool(row["excused"] >> bit.index & 1),
        subject_kind=row.get("subject_kind", ""),
        subject_code=row.get("subject_code", ""),
    )


def missed_households(rule, period, area_code):
    """Return the condition `household missed this duty` within an area, for a list of households.

    A SQL expression for `pk__in`; empty where the rule is not due in the period.
    """
    value = Parameters(area_code[:COUNTY_DIGITS], period.start)
    bits = bits_of([rule], period, value)
    if not bits:
        return []
    narrow = within(area_code)
    compiled = compile_pass(rule.over, bits, period, value, narrow, narrow)
    return RawSQL(f"SELECT household_id FROM ({compiled.sql}) AS fact WHERE missed <> 0", compiled.params)  # noqa: S611


def missed_now(rule, codes):
    """Return the condition that a household within those areas has not met a duty yet: in the running month, or in
    the quarter that runs where the duty falls due at its end."""
    missed = nothing()
    for code in codes:
        rows = (missed_households(rule, Period.current().shift(later), code) for later in range(3))
        missed |= Q(pk__in=next(filter(None, rows), []))
    return missed


@dataclass(frozen=True)
class Asked:
    """A duty of a period that is asked for; `narrow` and `source_narrow` are those of `compile_pass`."""

    rule: Rule
    period: Period
    narrow: Q = Q()  # noqa: RUF009 - never changed
    source_narrow: Q = Q()  # noqa: RUF009


def missed_by(asked, county_code, key):
    """Return for each duty asked key → how many rows of its population missed it in a county, in one statement for
    all of them. `key` is a column of the populations (`helper_id`)."""
    found: list[dict] = [{} for _one in asked]
    parts, params = [], []
    for place, one in enumerate(asked):
        if compiled := _compiled(one, county_code):
            parts.append(
                f"SELECT {place}, {key}, count(*) FROM ({compiled.sql}) AS fact WHERE missed <> 0 GROUP BY {key}"  # noqa: S608
            )
            params += compiled.params
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            for place, whose, count in cursor.fetchall():
                found[place][whose] = count
    return found


def _compiled(asked, county_code):
    """Return the pass of one duty over a county; None where it is not due in the period."""
    value = Parameters(county_code, asked.period.start)
    bits, here = bits_of([asked.rule], asked.period, value), within(county_code)
    narrow, source_narrow = here & asked.narrow, here & asked.source_narrow
    return compile_pass(asked.rule.over, bits, asked.period, value, narrow, source_narrow) if bits else None


def data_rows(rule, period, area_code):
    """Return the rows of a DATA or FIGURE rule's population within an area that meet its condition."""
    value = Parameters(area_code[:COUNTY_DIGITS], period.start)
    rows = rule.over(period)
    return rows.filter(within(area_code, rows.model.AREA_COLUMN)).filter(rule(period, value))
