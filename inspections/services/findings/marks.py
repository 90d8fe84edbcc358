"""The mark of a record as a rule reads it: what the township confirmed is that, and nothing else."""

from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Q, Subquery
from django.db.models.expressions import NegatedExpression

from inspections.models.finding import SubjectKind
from inspections.services.findings.values import MODELS
from povertyapp.core.crypto import keyed_hash, unseal
from povertyapp.core.faults import Has
from povertyapp.core.fields import EncryptedTextField


class Question(NamedTuple):
    """A question for child rows, and whether the rule asks that there be none."""

    has: Has
    negated: bool


def marks_of(rule, codes, period, value):
    """Return code → mark of those records of the rule's population, a query for them and one a child table.

    The mark covers the columns of the record that the condition names or the finding shows, and of its child rows
    the columns that the condition names: of those that break the rule, or of all where the rule misses some. Any
    other column may change. What a condition asks in a subquery is covered where the rule says so by `reads`.
    """
    conditions = [rule(period, value)]
    if rule.extra.get("reads"):
        conditions.append(rule.extra["reads"](period, value))
    key = MODELS[SubjectKind(rule.subject)][1]
    rows = rule.over(period).filter(**{f"{key}__in": codes}).order_by()
    named = set(rule.extra.get("shows", ())) | {rule.extra.get("field") or "pk"}
    questions: list[Question] = []
    for condition in conditions:
        _take_apart(condition, named, questions)
    own = sorted({_path(rows.model, name) for name in named if "." not in name})
    children = _children(questions)
    links = sorted({child.of for child, _rows, _columns in children})
    records = {str(code): rest for code, *rest in rows.values_list(key, *own, *links)}
    said = {code: [_own(rows.model, own, code, rest)] for code, rest in records.items()}
    for child, asked, columns in children:
        place = len(own) + links.index(child.of)
        _add_children(said, {code: rest[place] for code, rest in records.items()}, child, asked, columns)
    return {code: keyed_hash(repr((rule.code, parts)), "confirmed") for code, parts in said.items()}


def _own(model, names, code, values):
    """Return the record's own columns in words; sealed ones opened, so that a new key is no change."""
    label = {name: _sealed(model, name) for name in names}
    return [
        (name, unseal(str(found), label[name].column_key, code) if label[name] and found else str(found))
        for name, found in zip(names, values, strict=False)
    ]


def _sealed(model, name):
    try:
        column: Any = model._meta.get_field(name)
    except FieldDoesNotExist:  # an annotation, or a column of the household
        return None
    return column if isinstance(column, EncryptedTextField) else None


def _add_children(said, links, child, rows, columns):
    found: dict[Any, list[str]] = {}
    wanted = {link for link in links.values() if link not in (None, "")}
    for link, *rest in (
        rows.filter(**{f"{child.key}__in": wanted}).order_by().values_list(child.key, *columns)
    ):
        found.setdefault(link, []).append(repr([str(one) for one in rest]))
    for code, link in links.items():
        said[code].append((child.name, sorted(found.get(link, ()))))


def _children(questions):
    """Return (child, rows, columns) once a child table, by name."""
    by_name: dict[str, list[Question]] = {}
    for question in questions:
        by_name.setdefault(question.has.child.name, []).append(question)
    found = []
    for _name, asked in sorted(by_name.items()):
        child = asked[0].has.child
        columns: set[str] = set()
        for has, _negated in asked:
            _take_apart(has.condition, columns, [])
            columns |= {has.different} - {""}
        rows = child.rows
        if all(has.condition and not negated for has, negated in asked):
            rows = rows.filter(reduce(or_, (has.condition for has, _negated in asked)))
        found.append((child, rows, sorted({_path(rows.model, name) for name in columns})))
    return found


def _take_apart(node: Any, named, questions, negated=False):
    """Collect the names that a condition reads of the row itself, and the questions for its children."""
    if isinstance(node, Has):
        questions.append(Question(node, negated))
    elif isinstance(node, NegatedExpression):
        _take_apart(node.expression, named, questions, not negated)
    elif isinstance(node, Q):
        for child in node.children:
            if isinstance(child, tuple):
                lookup, child = child  # noqa: PLW2901
                named.add(lookup)
            _take_apart(child, named, questions, negated != node.negated)
    elif isinstance(node, F):
        column: Any = node
        named.add(column.name)
    else:
        for one in _parts(node):
            _take_apart(one, named, questions, negated)


def _parts(node):
    """Return what an expression or a list is made of; a subquery speaks of other rows, a plain value of none."""
    if isinstance(node, list | tuple):
        return node
    if isinstance(node, Subquery) or not hasattr(node, "get_source_expressions"):
        return []
    return filter(None, node.get_source_expressions())


def _path(model, lookup):
    """Return the part of a look-up that is a column: `household__size__gt` → `household__size`."""
    parts, known = lookup.split("__"), 0
    for part in parts:
        try:
            column: Any = model._meta.pk if part == "pk" else model._meta.get_field(part)
        except FieldDoesNotExist:
            break
        known += 1
        if not column.is_relation:
            break
        model = apps.get_model(column.related_model._meta.label)
    return "__".join(parts[: max(known, 1)])
