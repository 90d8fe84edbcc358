"""The rows of a list."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from povertyapp.core.templatetags.house import cell

register = template.Library()


@register.simple_tag
def cells(row, columns):
    """Write the cells of a list's row, the first as its head and the way to its page.

    In one piece: a template that goes from cell to cell takes longer than all that is read for the row.
    """
    found = zip(columns, row["cells"], strict=True)
    first, value = next(found)
    shown = cell(value, first)
    head = format_html(
        '<th scope="row" class="frozen{}">{}</th>',
        " num" if first.numeric else "",
        format_html('<a href="{}">{}</a>', url, shown) if (url := row.get("url")) else shown,
    )
    kinds = (SafeString(' class="num"') if column.numeric else "" for column in columns[1:])
    rest = ((kind, cell(value, column)) for kind, (column, value) in zip(kinds, found, strict=True))
    return head + format_html_join("", "<td{}>{}</td>", rest)
