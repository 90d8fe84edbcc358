"""What the record pages of this floor share: tables of plain cells, links in them, yuan."""

from django.utils.html import format_html

from povertyapp.core.templatetags.house import money


def table(anchor, title, columns, rows, *, empty, numeric=(), total=None, note="", end_url="", end_label=""):
    """Return a table of `funds/record.html`; `numeric` are the places of the columns with figures."""
    heads = [{"label": label, "numeric": place in numeric} for place, label in enumerate(columns)]
    listed = list(rows)
    return {
        "anchor": anchor,
        "title": title,
        "columns": heads,
        "rows": listed,
        "empty": empty,
        "total": total if listed else None,
        "note": note,
        "end_url": end_url,
        "end_label": end_label,
    }


def link(url, words):
    """Return words that lead to an address; plain where there is none."""
    return format_html('<a href="{}">{}</a>', url, words) if url else words


def yuan(amount):
    """Return an amount as vouchers write it; None where there is none."""
    return None if amount is None else money(amount, "yuan")
