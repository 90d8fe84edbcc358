"""Pages of many rows: filter, columns, order, pages of a list and the htmx fragment."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import override

from povertyapp.core import clock
from povertyapp.core.filters import PLACES, words_of
from povertyapp.core.list_settings import arrangement, default_query, without_default
from povertyapp.core.pagination import NearEndPaginator
from povertyapp.core.scoping import ScopedQuerySet
from povertyapp.core.tallies import seen_of
from povertyapp.core.text import Text
from povertyapp.core.views.arranging import arranging, cleared, default_chips
from povertyapp.core.views.pages.page import Page, Rows
from povertyapp.core.ways import way

PAGE_ROWS = 25


@dataclass(frozen=True)
class Column:
    """A column of a list: `value` is an attribute path or a function of the row, `order` the database column."""

    key: str
    label: Text
    value: str | Callable[[Any], Any] = ""
    numeric: bool = False
    order: str = ""
    # A column that nobody hides: what it holds is no fact of the row (a box to tick, a button).
    stays: bool = False

    @property
    def sortable(self):
        return bool(self.order)

    def of(self, row):
        if callable(self.value):
            return self.value(row)
        for name in (self.value or self.key).split("."):
            row = getattr(row, name, "") if row is not None else ""
        return row() if callable(row) else row


class LaterRows(SimpleLazyObject):
    """The rows of a page, put together when they are first asked for: of which model they are is known before."""

    def __init__(self, page):
        self.__dict__["model"] = page.model
        super().__init__(page.rows)


class ListPage(Rows, Page):
    """A list with filter, columns, order and pages. With the htmx header it answers the table alone."""

    template_name = "generic/list.html"
    fragment_name = "generic/_table.html"
    filterset_class: Any = None
    columns: tuple[Column, ...] = ()
    order: tuple[str, ...] = ()
    page_rows = PAGE_ROWS
    # What its page shows of a row, where that is little of what a row has; files and acts read rows whole.
    shown: tuple[str, ...] = ()
    export_name = ""
    # How many columns stay in sight when a wide list is moved sideways.
    frozen = 1
    # What is said while there is nothing at all, and what is done first: label, name of the address, verb.
    empty_text: Text = ""
    begins_with: tuple[Text, str, str] | None = None

    @cached_property
    def filter(self):
        if not self.filterset_class:
            return None
        return self.filterset_class(self.request.GET, queryset=LaterRows(self), request=self.request)

    def seen(self, code=""):
        """Return the rows that the reader may see, of one place or of all."""
        rows, user = self.model.objects.all(), self.request.user
        if code:
            return rows.visible_in(user, code)
        return rows.listed_to(user) if isinstance(rows, ScopedQuerySet) else rows.visible_to(user)

    @cached_property
    def found(self):
        """Return the rows that the filter leaves, in order."""
        rows = self.filter.qs if self.filter is not None else self.rows()
        return rows.order_by(*self.get_order())

    def get_order(self):
        """Return the order asked for in the query string (`?sort=-name`), else the official one."""
        asked = self.request.GET.get("sort", "")
        by_key = {column.key: column.order for column in self.columns if column.order}
        column = by_key.get(asked.lstrip("-"))
        if not column:
            return self.order
        return (("-" if asked.startswith("-") else "") + column, *self.order)

    @cached_property
    def list_name(self):
        """Return the name under which the reader's arrangement of this list is kept: that of its address."""
        match = self.request.resolver_match
        return match.view_name if match else ""

    @property
    def optional_columns(self):
        """Return the columns that a reader may hide; the first one always stands."""
        return [column for column in self.columns[1:] if not column.stays]

    @cached_property
    def shown_columns(self):
        """Return the columns that the reader has not hidden."""
        chosen = arrangement(self.request.user, self.list_name).get("hidden", ())
        hidden = {column.key for column in self.optional_columns} & set(chosen)
        return tuple(column for column in self.columns if column.key not in hidden)

    def get_question(self):
        """Return the sentence that the list answers."""
        return ""

    def get_chips(self):
        """Return the active conditions, each with the address of the list without it."""
        chips = []
        for name, label, words in self._active_conditions():
            rest = without_default(self.request.GET)
            rest.pop(name), rest.pop("page", None)
            chips.append({"label": f"{label}:{words}", "remove_url": f"?{rest.urlencode()}"})
        return chips

    def get_conditions(self):
        """Return label → words of the active conditions as an official document says them: in Chinese."""
        with override("zh-hans"):
            return {str(label): str(words) for _name, label, words in self._active_conditions()}

    def _active_conditions(self):
        if self.filter is None or not self.filter.form.is_valid():
            return
        for name, value in self.filter.form.cleaned_data.items():
            if value not in (None, "", []) and name in self.request.GET:
                field = self.filter.form.fields[name]
                yield name, field.label, words_of(field, value)

    def get_total(self) -> int | None:
        """Return how many rows are found where that is known, to the row; None has them counted."""
        return None

    def asked(self, condition):
        """Return what a condition asks for; None where nothing, or where it is not understood."""
        return self.filter.form.is_valid() and self.filter.form.cleaned_data.get(condition) or None

    def noted_total(self, kind, key="", but=()):
        """Return how many rows are noted of a kind, under the keys that begin so and in the place asked for; None
        where another condition is asked for beside the place and some."""
        if self.is_narrowed(*PLACES, *but) or self.filter.place is None:
            return None
        return seen_of(self.found, self.request.user, kind, key, self.filter.place)

    def is_narrowed(self, *but):
        """Say whether a condition is asked for beside some, or one that is not understood."""
        if self.filter is None:
            return False
        return not self.filter.form.is_valid() or bool(
            {name for name, _label, _words in self._active_conditions()} - set(but)
        )

    def get_row_url(self, row):
        return row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""

    def get_export_url(self):
        return ""

    def get_empty(self):
        """Return what an empty list says, and the first step for who may take it (ux 31)."""
        found: dict[str, Any] = {"empty_text": self.empty_text}
        if self.begins_with and self.request.user.has_perm(self.begins_with[2]):
            label, name, _verb = self.begins_with
            found["empty_action"] = {"label": label, "url": reverse(name)}
        return found

    def get_paper_url(self):
        """Return where the list is handed out on paper, blank where it is not."""
        return ""

    def get_paginator(self) -> Paginator:
        """Return the pages of the list."""
        found = self.found.only(*self.shown) if self.shown else self.found
        return NearEndPaginator(found, self.page_rows, self.get_total())

    def get_context(self, **more):
        paginator = self.get_paginator()
        pager = paginator.get_page(self.request.GET.get("page"))
        columns, user = self.shown_columns, self.request.user
        rows = [
            {"url": way(user, self.get_row_url(row)), "cells": [c.of(row) for c in columns], "object": row}
            for row in pager
        ]
        more.setdefault("as_of", clock.now())
        return super().get_context(
            filter=self.filter,
            chips=[*default_chips(self), *self.get_chips()],
            total=paginator.count,
            columns=columns,
            arranging=arranging(self),
            rows=rows,
            pager=pager,
            question=self.get_question(),
            export_url=self.get_export_url(),
            paper_url=self.get_paper_url(),
            clear_url=cleared(self),
            **self.get_empty() | more,
        )

    def get(self, request, *args, **kwargs):
        if not request.GET and not self.asks_part and (query := default_query(request.user, self.list_name)):
            return HttpResponseRedirect(f"{request.path}?{query}")
        return self.render(self.fragment_name if self.asks_part else None)
