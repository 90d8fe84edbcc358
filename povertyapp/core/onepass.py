"""Compile duties into one pass (performance.md 2.2): one row per row of the population, with a bit per rule.

Each child table is grouped once with filtered aggregates and joined; no correlated subquery, no pass per rule.
The same SQL answers the account (whole county), the list behind a figure (an area) and one household's verdict.
"""

from dataclasses import dataclass

from django.db import connection

from povertyapp.core.columns import true_or_false
from povertyapp.core.rules import Duty, Population, Rule, Tally

MOST_DUTIES = 63  # the bits of a bigint


@dataclass(frozen=True)
class Bit:
    """A rule that is owed in this period, and its place in the masks (its place in the arrays is its place in
    the list of bits)."""

    index: int
    rule: Rule
    duty: Duty


@dataclass(frozen=True)
class Pass:
    """Compiled SQL: columns are the keys, `area_id`, the masks due, missed, excused, falsified (bigint) and the
    arrays required, delivered, voided (int[], by bit)."""

    bits: tuple[Bit, ...]
    keys: tuple[str, ...]
    sql: str
    params: tuple

    def fetch(self, where="true", params=()):
        """Return the rows as dictionaries; `where` is a condition over the columns."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM ({self.sql}) AS fact WHERE {where}", [*self.params, *params])
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def fetch_due(passes, keys):
    """Return (place of the pass, row) for all rows of several passes that owe something, by one statement.

    A row has `keys`, blank where its pass has none of that name, the masks and what was required and delivered.
    """
    parts = [_part(place, each, keys) for place, each in enumerate(passes)]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [value for each in passes for value in each.params])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [(row.pop("place"), row) for row in rows]


def _part(place, compiled, keys):
    named = ", ".join(key if key in compiled.keys else f"'' AS {key}" for key in keys)
    told = f"{place} AS place, {named}, due, missed, excused, required, delivered"
    return f"SELECT {told} FROM ({compiled.sql}) AS fact{place} WHERE due <> 0"


def bits_of(rules, period, value):
    """Return a Bit for each rule that falls due in the period; a rule returns None when it does not."""
    duties = [(rule, duty) for rule in rules if (duty := rule(period, value)) is not None]
    if len(duties) > MOST_DUTIES:
        raise ValueError(f"{len(duties)} duties in one account: a mask holds {MOST_DUTIES}")
    return tuple(Bit(i, rule, duty) for i, (rule, duty) in enumerate(duties))


def by_population(bits):
    """Return population → its bits."""
    found: dict[Population, list[Bit]] = {}
    for bit in bits:
        found.setdefault(bit.rule.over, []).append(bit)
    return {population: tuple(group) for population, group in found.items()}


def compile_pass(population, bits, period, value, narrow=None, source_narrow=None):
    """Compile the duties in `bits` over one population into a Pass.

    `narrow` is a condition over the population's rows, `source_narrow` the same over the rows of the sources
    (both None for everything).
    """
    builder = _Builder(period, value, source_narrow)
    rows = population.narrowed(period, value, narrow).annotate(**_flags(bits))
    sql, params = rows.query.sql_with_params()
    columns = [builder.columns(bit) for bit in bits]
    sources = list(builder.queries())
    # Each row of the population is worked out once, however many rules ask its columns.
    ctes = [f"p AS MATERIALIZED ({sql})", *(f"s{i} AS ({query})" for i, (query, _) in enumerate(sources))]
    params = (*params, *(value for _, given in sources for value in given))
    joins = "".join(
        f" LEFT JOIN {name} ON " + " AND ".join(f"{name}.{k} = p.{k}" for k in source.keys)
        for name, source in builder.joined()
    )
    keys = ", ".join(f"p.{key}" for key in population.keys)
    select = f"SELECT {keys}, p.area_id, {_masks(bits, columns)} FROM p{joins}"
    return Pass(bits, population.keys, f"WITH {', '.join(ctes)} {select}", params)


def _flags(bits):
    """Annotate the population with `due_i` and, where there is an excuse, `may_excuse_i`; never unknown."""
    flags = {}
    for bit in bits:
        flags[f"due_{bit.index}"] = true_or_false(bit.duty.due)
        if bit.duty.excuse:
            flags[f"may_excuse_{bit.index}"] = true_or_false(bit.duty.excuse.when)
    return flags


class _Builder:
    """Collects the aggregates of each source, so that each is grouped once."""

    def __init__(self, period, value, narrow):
        self.period, self.value, self.narrow = period, value, narrow
        self.tallies = {}  # source → list of aggregates

    def column(self, tally):
        """Return the SQL of a tally's value in the joined row (0 where nothing was found)."""
        return f"coalesce({self._name(tally)}, 0)"

    def _name(self, tally):
        if tally.source.of:
            self._name(Tally(tally.source.of, tally.aggregate))  # the finer source stands first
        aggregates = self.tallies.setdefault(tally.source, [])
        if tally.aggregate not in aggregates:
            aggregates.append(tally.aggregate)
        return f"s{list(self.tallies).index(tally.source)}.n{aggregates.index(tally.aggregate)}"

    def columns(self, bit):
        duty, i = bit.duty, bit.index
        required = f"p.{duty.required}" if isinstance(duty.required, str) else str(int(duty.required))
        delivered = self.column(duty.counts)
        excused = "false"
        if duty.excuse:
            excused = f"(p.may_excuse_{i} AND {self.column(duty.excuse.tally)} >= {required})"
        return {
            "due": f"p.due_{i}",
            "required": required,
            "delivered": delivered,
            "voided": self.column(duty.voided) if duty.voided else "0",
            "false": f"{self.column(duty.false)} > 0" if duty.false else "false",
            "excused": f"({delivered} < {required} AND {excused})",
        }

    def joined(self):
        return [(f"s{i}", source) for i, source in enumerate(self.tallies)]

    def queries(self):
        """Yield the SQL of each source with its parameters, in the order of their names."""
        for source, aggregates in self.tallies.items():
            yield self._sum(source, aggregates) if source.of else self._group(source, aggregates)

    def _group(self, source, aggregates):
        more = (self.narrow,) if source.looks_into else ()
        rows = source.rows(self.period, self.value, *more)
        if self.narrow is not None:
            rows = rows.filter(self.narrow)
        named = {f"n{i}": aggregate for i, aggregate in enumerate(aggregates)}
        return rows.values(*source.keys).annotate(**named).order_by().query.sql_with_params()

    def _sum(self, source, aggregates):
        keys, finer = ", ".join(source.keys), list(self.tallies).index(source.of)
        sums = ", ".join(
            f"sum({self._name(Tally(source.of, aggregate))}) AS n{i}"
            for i, aggregate in enumerate(aggregates)
        )
        return f"SELECT {keys}, {sums} FROM s{finer} GROUP BY {keys}", ()


def _masks(bits, columns):
    bad = "({due} AND NOT {excused} AND ({delivered} < {required} OR {false}))"
    masks = {
        "due": "{due}",
        "missed": bad,
        "excused": "({due} AND {excused} AND NOT {false})",
        "falsified": "({due} AND {false})",
    }
    parts = [f"{_mask(bits, columns, text)} AS {name}" for name, text in masks.items()]
    parts += [f"{_array(columns, name)} AS {name}" for name in ("required", "delivered", "voided")]
    return ", ".join(parts)


def _mask(bits, columns, text):
    return mask_of({bit.index: _fill(text, column) for bit, column in zip(bits, columns, strict=True)})


def mask_of(conditions):
    """Return the SQL of a bigint with a bit for each condition, by its place."""
    terms = (
        f"((CASE WHEN {condition} THEN 1 ELSE 0 END)::bigint << {place})"
        for place, condition in conditions.items()
    )
    return "(" + (" | ".join(terms) or "0::bigint") + ")"


def _fill(text, column):
    return text.format(**column)


def _array(columns, name):
    return "ARRAY[" + ", ".join(c[name] for c in columns) + "]::int[]"
