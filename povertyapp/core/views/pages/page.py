"""What every page has: who may open it, where its rows come from, which month it is about."""

from typing import Any
from urllib.parse import quote, urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from povertyapp.core.period import MONTH, Period
from povertyapp.core.text import Text
from povertyapp.core.ways import A_PART, PLAIN, steps_for


class Page(View):
    """A page for somebody who is signed in and has the verb."""

    request: Any  # an HttpRequest; the middleware adds `htmx`
    verb: str | None = None
    title: Text = ""
    template_name = ""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if self.verb and not request.user.has_perm(self.verb):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def asks_part(self):
        """Say whether htmx asks for a part of the page; going back in history, it needs the whole one."""
        return bool(self.request.htmx) and not self.request.htmx.history_restore_request

    def get_title(self):
        return self.title

    def get_actions(self):
        """Return the buttons in the head: dictionaries with label, url and style."""
        return []

    def get_breadcrumbs(self):
        """Return dictionaries with label and url, from the county down."""
        return []

    def get_context(self, **more):
        page = {"title": self.get_title(), "actions": self.get_actions()}
        steps = steps_for(self.request.user, self.get_breadcrumbs())
        return {"page": page, "view": self, "breadcrumbs": steps, **more}

    def render(self, template=None, status=200, **more):
        return render(self.request, template or self.template_name, self.get_context(**more), status=status)

    def get(self, request, *args, **kwargs):
        return self.render()


class Rows:
    """Where a page's rows come from: the only place that calls `visible_to` (and, for lists, `listed_to`)."""

    request: HttpRequest
    model: Any = None  # a scoped model
    related: tuple[str, ...] = ()

    def seen(self):
        return self.model.objects.visible_to(self.request.user)

    def rows(self, model=None):
        """Return the rows of the page's model that the user may see, or those of another model beside it."""
        if model is not None:
            return model.objects.visible_to(self.request.user)
        rows = self.seen()
        return rows.select_related(*self.related) if self.related else rows


class MonthAsked:
    """A page about the month of `?m=2017-03`; without one, or with a wrong one, about this month."""

    request: Any

    @cached_property
    def period(self):
        text = self.request.GET.get("m", "")
        return Period.parse(text) if MONTH.match(text) else Period.current()


def address(path, /, **query):
    """Return a path with the parts of a query string that are not empty, after those that it has."""
    text = urlencode({key: value for key, value in query.items() if value not in (None, "")})
    return f"{path}{'&' if '?' in path else '?'}{text}" if text else path


def addresses(name, *args, parts, **query):
    """Return a function that writes the address of a page from its last `parts` parts, each a code in plain text.

    For many rows of one page: where it lies is looked up once, which takes longer than all the rest of a cell.
    """
    whole = address(reverse(name, args=[*args, *[A_PART] * parts]), **query)
    pieces = whole.split(A_PART)
    return lambda *own: "".join(
        piece + quote(str(part), PLAIN) for piece, part in zip(pieces, (*own, ""), strict=True)
    )
