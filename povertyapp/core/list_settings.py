"""How one arranges a list for oneself: which columns it shows, and with which conditions it opens (ux 6, 7).

The two are kept apart: another filter never changes the columns. Both stand in `User.list_choices`, which every
page has read already; the conditions themselves in `SavedFilter`.
"""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, QueryDict
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.models import SavedFilter, User

# In the address of a list that opened with its default (`1`), or that shall open without (`0`).
DEFAULT = "default"
MOST_OWN = 50
QUERY_LENGTH = SavedFilter._meta.get_field("query").max_length or 0
# How the filters of the house are called (their conditions stand in the database).
HOUSE_NAMES = (
    gettext_lazy("本月未走访"),
    gettext_lazy("外出户本季未联系"),
    gettext_lazy("有劳力户增收措施不够"),
    gettext_lazy("无劳力户没有兜底措施"),
    gettext_lazy("四无未清（阻断）"),
    gettext_lazy("整改逾期"),
)


def arrangement(user, name) -> dict[str, Any]:
    """Return what a user chose for the list of that name: `hidden` columns and the `default` filter, if any."""
    return getattr(user, "list_choices", {}).get(name, {})


def default_query(user, name):
    """Return the query string with which a list opens for a user, or blank."""
    chosen = arrangement(user, name).get("default")
    if not chosen:
        return ""
    found = SavedFilter.objects.visible_to(user).filter(pk=chosen, page=name).first()
    return f"{found.query}&{DEFAULT}=1" if found else ""


def without_default(query):
    """Return a copy of a query that no default takes the place of, where one was applied."""
    rest = query.copy()
    if rest.get(DEFAULT):
        rest[DEFAULT] = "0"
    return rest


def list_page(name) -> Any:
    """Return the class of the list of that name that can keep filters: one address, and conditions; else 404."""
    try:
        view = getattr(resolve(reverse(name)).func, "view_class", None)
    except NoReverseMatch:
        view = None
    if not isinstance(getattr(view, "filterset_class", None), type):
        raise Http404
    return view


def kept_query(name, text):
    """Return what of a query string a filter keeps: choices and the order, in one fixed order.

    Words that somebody typed are left out, as they may be a person's name; so is the page of the list.
    """
    asked, kept = QueryDict(text), QueryDict(mutable=True)
    for key, one in list_page(name).filterset_class.base_filters.items():
        if asked.get(key) and not takes_words(one):
            kept.setlist(key, asked.getlist(key))
    if asked.get("sort"):
        kept["sort"] = asked["sort"]
    return kept.urlencode()


def drops_words(name, text):
    """Say whether a query string holds typed words, which are not kept."""
    asked, filters = QueryDict(text), list_page(name).filterset_class.base_filters
    return any(asked.get(key) and takes_words(one) for key, one in filters.items())


def takes_words(one):
    """Say whether a filter takes what somebody types."""
    return isinstance(one, django_filters.CharFilter) and not isinstance(
        one.extra.get("widget"), forms.HiddenInput
    )


@transaction.atomic
def save_filter(*, by, page, name, query, shared_with=None, is_default=False):
    """Keep the conditions of a list under a name and return the filter; one's own of the same name is replaced."""
    kept = kept_query(page, query)
    if not kept:
        raise ValidationError(_("还没有选条件：请先在名单上查询，再保存。"))
    if len(kept) > QUERY_LENGTH:
        raise ValidationError(_("条件太多，保存不下，请减少几个条件。"))
    _check_place(by, shared_with)
    own = SavedFilter.objects.of(by)
    if own.count() >= MOST_OWN and not own.filter(page=page, name=name).exists():
        raise ValidationError(_("最多保存 %(most)s 个常用查询，请先删去不用的。") % {"most": MOST_OWN})
    facts = {"query": kept, "shared_with": shared_with}
    saved, _is_new = SavedFilter.objects.update_or_create(owner=by, page=page, name=name, defaults=facts)
    if is_default:
        set_default(by=by, saved=saved, is_default=True)
    return saved


@transaction.atomic
def change_filter(*, by, saved, name, shared_with=None):
    """Give one's own filter another name, or share it with another place or with nobody."""
    _check_place(by, shared_with)
    if SavedFilter.objects.of(by).filter(page=saved.page, name=name).exclude(pk=saved.pk).exists():
        raise ValidationError({"name": _("这个名单已有同名的常用查询，请换一个名称。")})
    saved.name, saved.shared_with = name, shared_with
    saved.save(update_fields=["name", "shared_with"])
    return saved


@transaction.atomic
def delete_filter(*, by, saved):
    """Delete one's own filter; whoever opened a list with it opens it without from now on."""
    SavedFilter.objects.of(by).filter(pk=saved.pk).delete()


@transaction.atomic
def set_default(*, by, saved, is_default):
    """Let a list open with a filter for this user, or no more; nobody chooses for another."""
    chosen = dict(arrangement(by, saved.page))
    chosen.pop("default", None)
    _keep(by, saved.page, chosen | ({"default": saved.pk} if is_default else {}))


@transaction.atomic
def hide_columns(*, by, page, hidden):
    """Let a list show this user all columns but those; its filters stay as they are."""
    chosen = dict(arrangement(by, page))
    chosen.pop("hidden", None)
    _keep(by, page, chosen | ({"hidden": sorted(hidden)} if hidden else {}))


def _keep(user, page, chosen):
    # Read again under a lock: two windows arrange two lists.
    row = User.objects.select_for_update().get(pk=user.pk)
    others = {name: kept for name, kept in row.list_choices.items() if name != page}
    user.list_choices = others | ({page: chosen} if chosen else {})
    user.save(update_fields=["list_choices"])


def _check_place(user, area):
    if area is not None and area.pk not in user.area_codes:
        raise ValidationError({"shared_with": _("只能共享给您所在的单位。")})
