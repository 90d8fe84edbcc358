"""The base classes of all pages. Scope, verbs, filters, pages of a list and the htmx fragment live here only.

Which rows: `visible_to(user)`, applied by `rows()`; outside the area is 404. Which verbs: the attribute `verb`,
a Django permission that roles give; without it 403.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import override
from django.views.generic import View

from povertyapp.core import clock
from povertyapp.core.errors import refusal_of
from povertyapp.core.filters import words_of
from povertyapp.core.list_settings import arrangement, default_query, without_default
from povertyapp.core.pagination import NearEndPaginator
from povertyapp.core.period import MONTH, Period
from povertyapp.core.text import Text
from povertyapp.core.undo import tell
from povertyapp.core.views.arranging import arranging, cleared, default_chips
from povertyapp.core.ways import steps_for, way

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
    """Where a page's rows come from: the only place that calls `visible_to`."""

    request: HttpRequest
    model: Any = None  # a scoped model
    related: tuple[str, ...] = ()

    def rows(self, model=None):
        """Return the rows of the page's model that the user may see, or those of another model beside it."""
        if model is not None:
            return model.objects.visible_to(self.request.user)
        rows = self.model.objects.visible_to(self.request.user)
        return rows.select_related(*self.related) if self.related else rows


class MonthAsked:
    """A page about the month of `?m=2017-03`; without one, or with a wrong one, about this month."""

    request: Any

    @cached_property
    def period(self):
        text = self.request.GET.get("m", "")
        return Period.parse(text) if MONTH.match(text) else Period.current()


class ListPage(Rows, Page):
    """A list with filter, columns, order and pages. With the htmx header it answers the table alone."""

    template_name = "generic/list.html"
    fragment_name = "generic/_table.html"
    filterset_class: Any = None
    columns: tuple[Column, ...] = ()
    order: tuple[str, ...] = ()
    page_rows = PAGE_ROWS
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
        return self.filterset_class(self.request.GET, queryset=self.rows(), request=self.request)

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

    def get_context(self, **more):
        paginator = NearEndPaginator(self.found, self.page_rows)
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


class OneRow(Rows, Page):
    """A page about one row, found by `key` among those that the user may see; anything else is 404."""

    key = "pk"
    url_key = "pk"

    @cached_property
    def object(self):
        try:
            return self.rows().get(**{self.key: self.kwargs[self.url_key]})
        except (self.model.DoesNotExist, ValueError, ValidationError):
            raise Http404 from None

    def get_context(self, **more):
        return super().get_context(object=self.object, **more)


class DetailPage(OneRow):
    """One row as it is."""

    template_name = "generic/detail.html"

    def get_title(self):
        return str(self.object)


class Panel(DetailPage):
    """A part of another floor's page, fetched by htmx from the app that owns it; scoped like a page.

    Whoever opens its address without script gets it as a page of its own.
    """

    template_name = "generic/panel.html"
    panel_name = ""

    def get_context(self, **more):
        return super().get_context(panel_name=self.panel_name, **more)

    def get(self, request, *args, **kwargs):
        return self.render(self.panel_name if self.asks_part else None)


class FormPage(Page):
    """A form that ends in a service: `form.save(by=user)`. Errors keep what was entered and answer 400."""

    template_name = "generic/form.html"
    # The verb of writing, where who has only the page's verb reads the page without its form.
    write_verb: str | None = None
    form_class: Any = None
    submit_label: Text = ""
    success_message: Text = ""

    @property
    def may_write(self):
        return self.write_verb is None or self.request.user.has_perm(self.write_verb)

    def get_form_kwargs(self):
        return {"user": self.request.user}

    def get_form(self, data=None, files=None):
        return self.form_class(data, files, **self.get_form_kwargs())

    def get_success_url(self, saved):
        return saved.get_absolute_url()

    def get_initial_form(self):
        return self.get_form()

    def get(self, request, *args, **kwargs):
        return self.render(form=self.get_initial_form(), submit_label=self.submit_label)

    def post(self, request, *args, **kwargs):
        if not self.may_write:
            raise PermissionDenied
        form = self.get_form(request.POST, request.FILES)
        if form.is_valid():
            try:
                with transaction.atomic():
                    saved = form.save(by=request.user)
                    self.check_still_visible(saved)
            except ValidationError as error:
                add_errors(form, error)
            except IntegrityError as error:
                add_errors(form, refusal_of(error))
            else:
                return self.succeed(saved)
        return self.render(status=400, form=form, submit_label=self.submit_label)

    def check_still_visible(self, saved):
        """Roll back when the saved row fell outside what the user may see (house.md 4.4, rail 3)."""
        if hasattr(type(saved).objects, "visible_to"):
            seen = type(saved).objects.visible_to(self.request.user).filter(pk=saved.pk)
            if not seen.exists():
                raise PermissionDenied

    def succeed(self, saved):
        tell(self.request, self.success_message)
        return HttpResponseRedirect(self.get_success_url(saved))


class RowFormPage(FormPage, DetailPage):
    """A form about one row, which it is given as `row_name`; saved or cancelled it leads to `back_url`."""

    template_name = "generic/form.html"
    row_name = "row"

    @property
    def back_url(self):
        return self.object.get_absolute_url()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), self.row_name: self.object}

    def get_context(self, **more):
        return super().get_context(cancel_url=self.back_url, **more)

    def get_success_url(self, saved):
        return self.back_url


class ActionPage(OneRow):
    """An act on one row with a confirmation page: GET asks in words, POST acts through a service."""

    template_name = "generic/confirm.html"
    success_message: Text = ""

    def act(self, *, by, data):
        """Call the service; a ValidationError is shown on the same page."""
        raise NotImplementedError

    def get_success_url(self, result):
        return self.object.get_absolute_url()

    def post(self, request, *args, **kwargs):
        try:
            result = self.act(by=request.user, data=request.POST)
        except ValidationError as error:
            return self.render(status=400, errors=error.messages)
        except IntegrityError as error:
            return self.render(status=400, errors=refusal_of(error).messages)
        tell(request, self.success_message)
        return HttpResponseRedirect(self.get_success_url(result))


def add_errors(form, error):
    """Put a service's ValidationError on the fields that it names, the rest above the form."""
    found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, texts in found.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


def address(path, **query):
    """Return a path with the parts of a query string that are not empty, after those that it has."""
    text = urlencode({key: value for key, value in query.items() if value not in (None, "")})
    return f"{path}{'&' if '?' in path else '?'}{text}" if text else path


__all__ = ["ActionPage", "Column", "DetailPage", "FormPage", "ListPage", "Page", "Panel", "address"]
