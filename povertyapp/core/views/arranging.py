"""What stands beside a list's count: its saved filters, its columns, and that it opened with a default."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from povertyapp.core.bulk import actions_of
from povertyapp.core.list_settings import DEFAULT, arrangement


def arranging(page):
    """Return what the tools of a list need: where its filters are kept, and its columns with those hidden."""
    shown = {column.key for column in page.shown_columns}
    choices = [(column, column.key in shown) for column in page.optional_columns]
    return {
        "filters_url": filters_of(page),
        "list_name": page.list_name,
        "columns": choices,
        "hidden": sum(not is_shown for _one, is_shown in choices),
        "has_default": _has_default(page),
        "bulk": _bulk(page),
        "bulk_all": any(one.takes_all for one in actions_of(page.request.user, page.list_name)),
    }


def cleared(page):
    """Return the address of the list without conditions: there, its default is not applied again."""
    return f"{page.request.path}?{DEFAULT}=0" if _has_default(page) else page.request.path


def default_chips(page):
    """Return the chip that says that the list opened with the reader's default."""
    if page.request.GET.get(DEFAULT) != "1" or not _has_default(page):
        return []
    return [{"label": _("已应用默认查询"), "remove_url": f"?{DEFAULT}=0"}]


def _bulk(page):
    """Return what the reader may do with many rows: pairs of label and address."""
    asked = {"list": page.list_name, "q": page.request.GET.urlencode()}
    if page.kwargs:
        asked["at"] = page.request.path
    query = urlencode(asked)
    return [
        (action.label, f"{reverse('core:bulk', args=[action.code])}?{query}")
        for action in actions_of(page.request.user, page.list_name)
    ]


def _has_default(page):
    return "default" in arrangement(page.request.user, page.list_name)


def filters_of(page):
    """Return where the list's filters are kept; blank for a list without conditions, or with arguments."""
    if page.filter is None:
        return ""
    try:
        reverse(page.list_name)
    except NoReverseMatch:
        return ""
    asked = {"page": page.list_name, "q": page.request.GET.urlencode()}
    return f"{reverse('core:filter_menu')}?{urlencode(asked)}"
