"""Data checks compiled into one pass over each population, like the duties in `core.onepass`.

A DATA rule returns a condition over the rows of its population. Where it asks for rows of a child table it says so
with `Has`. For one rule that is an EXISTS, as anybody would write it. For all rules of a population together each
child table is read and grouped once, with a filtered count for each question, and joined: no rule costs a pass of
its own.
"""

from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import NegatedExpression
from django.db.models.lookups import LessThan

from povertyapp.core.onepass import mask_of, true_or_false
from povertyapp.core.scoping import within

MOST_RULES = 63  # the bits of a bigint


@dataclass(frozen=True, eq=False)
class Child:
    """Rows that hang on a population's rows: `key` of the child is `of` of the parent.

    Two children of one name hold the same rows. An `only` child has at most one row a key and is not grouped.
    """

    name: str
    rows: QuerySet
    key: str = "household_id"
    of: str = "pk"
    only: bool = False


class Has(Exists):
    """The condition that a row has at least so many child rows of a kind.

    With `different` it asks instead for two different values of a column, blanks left out. `condition` speaks of
    the child's columns only; it may reach over to the parent by the child's foreign key.
    """

    def __init__(self, child, *conditions, at_least=1, different=""):
        self.child, self.at_least, self.different = child, at_least, different
        self.condition = reduce(and_, conditions, Q())
        rows = child.rows.filter(self.condition, **{child.key: OuterRef(child.of)}).order_by()
        if different:
            rows = rows.exclude(**{different: None}).values(different).distinct()[1:2]
        super().__init__(rows[at_least - 1 : at_least] if at_least > 1 else rows)


def named_by(rows, key="household_id"):
    """Return the condition that a row is the `key` of one of these. Asked for each row on its own: so the database
    looks up the rows of one, and reads them all once where it is asked for many."""
    return Q(Exists(rows.order_by().filter(**{key: OuterRef("pk")})))


@dataclass(frozen=True)
class FaultPass:
    """Compiled SQL with the columns rule, code (the natural key of the row) and area_id: a row for each fault."""

    sql: str
    params: tuple[Any, ...]


def compile_faults(rules, key, period, value, area_code):
    """Compile the DATA rules of one population within an area; `key` is the column of its natural key."""
    if len(rules) > MOST_RULES:
        raise ValueError(f"{len(rules)} rules over one population: a mask holds {MOST_RULES}")
    rows = rules[0].over(period)
    builder = _Builder(area_code)
    faults = [builder.expression(rule(period, value)) for rule in rules]
    columns = {**builder.flags, **builder.keys, "fault_code": F(key)}
    narrow = within(area_code, rows.model.AREA_COLUMN)
    population = rows.filter(narrow).order_by().annotate(**columns).values(rows.model.AREA_COLUMN, *columns)
    sql, params = population.query.sql_with_params()
    mask = mask_of(dict(enumerate(faults)))
    ctes = ", ".join([f"p AS ({sql})", *builder.ctes()])
    area = f"p.{rows.model.AREA_COLUMN} AS area_id"
    # OFFSET 0: the mask is worked out once a row, not once for the test and again for each bit. MATERIALIZED:
    # only the rows with a fault are kept and taken apart.
    text = (
        f"WITH {ctes}, judged AS MATERIALIZED (SELECT * FROM (SELECT fault_code, {area}, {mask} AS mask"
        f" FROM p{builder.joins()} OFFSET 0) AS every_row WHERE mask <> 0)"
        " SELECT named.rule, judged.fault_code AS code, judged.area_id FROM judged"
        " JOIN unnest(%s::text[]) WITH ORDINALITY AS named(rule, place)"
        " ON (judged.mask >> (named.place - 1)::int) & 1 = 1"
    )
    return FaultPass(text, (*params, *builder.params, [rule.code for rule in rules]))


def compile_counts(conditions, rows, area_code):
    """Compile how many of the rows there are and how many meet each condition, into one row of numbers.

    The same taking apart: each child table of the area is read and grouped once.
    """
    builder = _Builder(area_code)
    met = [builder.expression(condition) for condition in conditions]
    columns = {**builder.flags, **builder.keys, "row_key": F("pk")}
    sql, params = rows.order_by().annotate(**columns).values(*columns).query.sql_with_params()
    ctes = ", ".join([f"p AS ({sql})", *builder.ctes()])
    counts = "".join(f", count(*) FILTER (WHERE {condition})" for condition in met)
    return f"WITH {ctes} SELECT count(*){counts} FROM p{builder.joins()}", (*params, *builder.params)


class _Builder:
    """Takes conditions apart: what the row itself says becomes a flag, what its children say a count."""

    def __init__(self, area_code):
        self.area_code = area_code
        self.flags, self.keys = {}, {}
        self.children, self.counts, self.params = {}, {}, []

    def expression(self, node):
        """Return the SQL of a condition over the joined row; true or false, never unknown."""
        if isinstance(node, Has):
            return self._count(node)
        if isinstance(node, NegatedExpression):
            return f"NOT {self.expression(_inside(node))}"
        if isinstance(node, Q) and _asks_children(node):
            parts = [self.expression(child) for child in node.children]
            joined = f"({f' {node.connector} '.join(parts)})"
            return f"(NOT {joined})" if node.negated else joined
        return self._flag(node if isinstance(node, Q) else Q(node))

    def _flag(self, condition):
        name = f"flag_{len(self.flags)}"
        self.flags[name] = true_or_false(condition)
        return f"p.{name}"

    def _count(self, has):
        child = self.children.setdefault(has.child.name, has.child)
        self.keys.setdefault(f"key_{child.of}", F(child.of))
        counts = self.counts.setdefault(child.name, {})
        asked = (has.condition, has.different)
        if asked not in counts:
            counts[asked] = (f"n{len(counts)}", has)
        name, _first = counts[asked]
        return f"(coalesce({child.name}.{name}, 0) >= {has.at_least})"

    def ctes(self):
        """Return each child table, grouped once."""
        found = []
        for name, child in self.children.items():
            rows = child.rows.filter(within(self.area_code, child.rows.model.AREA_COLUMN))
            counted = {column: _count_of(has) for column, has in self.counts[name].values()}
            grouped = rows.order_by() if child.only else rows.order_by().values(child.key)
            grouped = grouped.annotate(child_key=F(child.key), **counted)
            sql, params = grouped.values("child_key", *counted).query.sql_with_params()
            found.append(f"{name} AS ({sql})")
            self.params += params
        return found

    def joins(self):
        return "".join(
            f" LEFT JOIN {name} ON {name}.child_key = p.key_{child.of}"
            for name, child in self.children.items()
        )


def _count_of(has):
    condition = has.condition if has.condition else None
    if has.different:
        # neither sorts, as a count of the different values would
        least, most = (extreme(has.different, filter=condition) for extreme in (Min, Max))
        return Case(When(LessThan(least, most), then=Value(1)), default=Value(0))
    if has.child.only:
        return Case(When(condition, then=Value(1)), default=Value(0)) if condition else Value(1)
    return Count("pk", filter=condition)


def _asks_children(node):
    if isinstance(node, Has):
        return True
    if isinstance(node, NegatedExpression):
        return _asks_children(_inside(node))
    return isinstance(node, Q) and any(_asks_children(child) for child in node.children)


def _inside(negated):
    return negated.expression
