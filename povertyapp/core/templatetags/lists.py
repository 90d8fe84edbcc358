"""The rows of a list."""

from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from povertyapp.core.templatetags.house import cell

register = template.Library()

_NUMBER = '<td class="num">'


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
    return format_html(
        '<td class="pick"><input type="checkbox" name="pick" value="{}" form="bulk" aria-label="{}"></td>',
        row.pk,
        _("选中 %(name)s") % {"name": row},
    )
