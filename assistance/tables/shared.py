"""Cells that several lists of assistance have."""

from django.utils.html import format_html

from povertyapp.core.models.area import Level

SHORT = 40  # characters of a long text in a list; the whole of it stands on the detail page


def short(text):
    """Return a long text cut for a list, with the whole of it for whoever points at it."""
    if len(text) <= SHORT:
        return text
    return format_html('<span title="{}">{}…</span>', text, text[: SHORT - 1])


def household_link(household, may_open=True):
    """Return the household's name, leading to its page for whoever may open that."""
    if not may_open:
        return str(household)
    return format_html('<a href="{}">{}</a>', household.get_absolute_url(), household)


def place_name(area):
    """Return a place by its short name, a village with its township before it."""
    above = f"{area.parent.name} " if area.level == Level.VILLAGE and area.parent else ""
    return f"{above}{area.short_name}"


def enterprise_link(enterprise, may_open=True):
    """Return the enterprise's name, leading to its page for whoever may open that."""
    if not may_open:
        return enterprise.name
    return format_html('<a href="{}">{}</a>', enterprise.get_absolute_url(), enterprise.name)


def one_line(words):
    """Return a name that no narrow column breaks."""
    return format_html('<span class="name">{}</span>', words)
