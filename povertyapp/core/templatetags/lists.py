"""The heads and the rows of a list."""

from functools import lru_cache
from html import escape

from django import forms, template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from povertyapp.core.filters import QueryForm
from povertyapp.core.spoken import spoken
from povertyapp.core.templatetags.house import cell, query

register = template.Library()

_NUMBER = '<td class="num">'


@register.simple_tag
def query_field(bound):
    """Write a condition with its label. Where nothing stands in it, or one of the choices that it offers, it is the
    same for all and kept; what somebody typed is not."""
    value = bound.data or ""
    if bound.errors or (value and not isinstance(bound.field, forms.ChoiceField)):
        return _condition(bound)
    return _kept_condition(bound.name, bound.field, value, get_language(), spoken())


@lru_cache(maxsize=2048)
def _kept_condition(name, field, value, language, speech):
    return _condition(QueryForm({name: field}, {name: value})[name])


def _condition(bound):
    return render_to_string("generic/_query_field.html", {"bound": bound})


@register.simple_tag(takes_context=True)
def sort_head(context, column):
    """Show a column's head; a sortable one is a link that turns the order round and keeps the filters."""
    if not getattr(column, "sortable", False):
        return column.label
    key = column.key
    state = _sorted_by(context, column)
    return format_html(
        '<a href="{0}" hx-get="{0}" hx-target="#results" hx-swap="outerHTML" hx-push-url="true" id="sort-{1}">{2}'
        '<span aria-hidden="true">{3}</span></a>',
        query(context, sort=f"-{key}" if state == "ascending" else key, page=None),
        key,
        column.label,
        {"ascending": "▲", "descending": "▼"}.get(state, "↕"),
    )


def _sorted_by(context, column):
    """Return `ascending` or `descending` where the list stands in the order of this column, else None."""
    current = context["request"].GET.get("sort", "") if "request" in context else ""
    return {column.key: "ascending", f"-{column.key}": "descending"}.get(current)


@register.simple_tag(takes_context=True)
def aria_sort(context, column):
    """Return the `aria-sort` attribute of a column's head, or nothing."""
    state = _sorted_by(context, column)
    return format_html(' aria-sort="{}"', state) if state else ""


@register.simple_tag
def list_row(row, columns, has_pick=False):
    """Write a row of a list: a box to tick if asked for, then its cells, the first as its head and the way to its page.

    In one piece: a template that goes from cell to cell takes longer than all that is read for the row.
    """
    found = zip(columns, row["cells"], strict=True)
    first, value = next(found)
    url, head = escape(row.get("url") or ""), _written(value, first)
    parts = [f'<tr data-href="{url}">' if url else "<tr>", _pick(row["object"]) if has_pick else ""]
    parts.append(f'<th scope="row" class="frozen{" num" if first.numeric else ""}">')
    parts.append(f'<a href="{url}">{head}</a></th>' if url else f"{head}</th>")
    for column, value in found:
        parts.append(f"{_NUMBER if column.numeric else '<td>'}{_written(value, column)}</td>")
    return SafeString("".join([*parts, "</tr>"]))


def _written(value, column):
    shown = cell(value, column)
    return shown if isinstance(shown, SafeString) else escape(str(shown))


def _pick(row):
    label = escape(_("选中 %(name)s") % {"name": row})
    box = (
        f'<input type="checkbox" name="pick" value="{escape(str(row.pk))}" form="bulk" aria-label="{label}">'
    )
    return f'<td class="pick">{box}</td>'
