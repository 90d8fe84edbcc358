"""常用查询 and 列设置: keeping the conditions of a list under a name, and choosing its columns (ux 6, 7)."""

import copy
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.urls import resolve, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.forms import ScopedForm
from povertyapp.core.list_settings import (
    arrangement,
    change_filter,
    delete_filter,
    drops_words,
    hide_columns,
    kept_query,
    list_page,
    save_filter,
    set_default,
)
from povertyapp.core.models import Area, SavedFilter
from povertyapp.core.views.pages import ActionPage, Column, FormPage, ListPage, Page, RowFormPage

NAME_LENGTH = SavedFilter._meta.get_field("name").max_length


class FilterForm(ScopedForm):
    """The name of a filter, and who else may use it."""

    name = forms.CharField(label=gettext_lazy("名称"), max_length=NAME_LENGTH)
    shared_with = forms.ModelChoiceField(
        Area.objects.none(),
        label=gettext_lazy("给谁用"),
        required=False,
        empty_label=gettext_lazy("只有我自己"),
        help_text=gettext_lazy("共享后，本单位和下级的同志都能用；各人只看到自己权限内的记录。"),
    )

    def __init__(self, *args, saved=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.saved = saved
        shared: Any = self.fields["shared_with"]
        shared.queryset = Area.objects.filter(pk__in=self.user.area_codes)
        if not self.user.area_codes:
            del self.fields["shared_with"]

    def save(self, *, by):
        place = self.cleaned_data.get("shared_with")
        return change_filter(by=by, saved=self.saved, name=self.cleaned_data["name"], shared_with=place)


class NewFilterForm(FilterForm):
    """A filter of the list's conditions of now."""

    is_default = forms.BooleanField(label=gettext_lazy("打开这个名单时默认使用"), required=False)

    def __init__(self, *args, page, query, **kwargs):
        super().__init__(*args, **kwargs)
        self.page, self.query = page, query

    def save(self, *, by):
        data = self.cleaned_data
        return save_filter(
            by=by,
            page=self.page,
            query=self.query,
            name=data["name"],
            shared_with=data.get("shared_with"),
            is_default=data["is_default"],
        )


class SavedFilterMenu(FormPage):
    """`/filters/menu/?page=…&q=…`: the filters of a list, and keeping the conditions that it shows now."""

    template_name = "core/filter_menu.html"
    menu_name = "core/_filter_menu.html"
    form_class = NewFilterForm
    success_message = gettext_lazy("已保存到常用查询。")

    @cached_property
    def list_name(self):
        return self.request.GET.get("page", "")

    @cached_property
    def list_page(self):
        return list_page(self.list_name)

    @property
    def verb(self):  # type: ignore[override]
        return self.list_page.verb

    @property
    def asked(self):
        return self.request.GET.get("q", "")

    def get_title(self):
        return _("常用查询：%(list)s") % {"list": self.list_page.title}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.list_name, "query": self.asked}

    def get_context(self, **more):
        user = self.request.user
        found = SavedFilter.objects.visible_to(user).filter(page=self.list_name)
        kept = kept_query(self.list_name, self.asked)
        return super().get_context(
            saved=found.select_related("shared_with").order_by("owner", "pk"),
            default_pk=arrangement(user, self.list_name).get("default"),
            kept=kept,
            words=self._words(kept),
            drops_words=drops_words(self.list_name, self.asked),
            cancel_url=f"{reverse(self.list_name)}?{self.asked}",
            back=f"{self.request.path}?{self.request.GET.urlencode()}",
            **more,
        )

    def _words(self, kept):
        """Return the conditions that are kept as their list says them."""
        page, request = self.list_page(), copy.copy(self.request)
        request.GET = QueryDict(kept)
        page.setup(request)
        return [chip["label"] for chip in page.get_chips()]

    def get(self, request, *args, **kwargs):
        template = self.menu_name if self.asks_part else None
        return self.render(template, form=self.get_initial_form(), submit_label=_("保存"))

    def check_still_visible(self, saved):
        """It is one's own."""


class SavedFilterList(ListPage):
    """`/filters/`: all filters that one may use, by list."""

    model = SavedFilter
    title = gettext_lazy("常用查询")
    related = ("owner", "shared_with")
    order = ("page", "owner", "pk")

    @property
    def columns(self):  # type: ignore[override]
        return (
            Column("name", gettext_lazy("名称"), "title"),
            Column("page", gettext_lazy("名单"), lambda row: _page_of(row).title),
            Column("owner", gettext_lazy("谁保存的"), self._owner),
            Column("shared", gettext_lazy("给谁用"), _shared),
            Column("default", gettext_lazy("默认"), self._default),
            Column("acts", gettext_lazy("办理"), self._acts, stays=True),
        )

    def rows(self, model=None):
        """Return the filters of lists that the reader may open."""
        rows = super().rows(model)
        return rows.filter(page__in=[name for name in _names(rows) if self._may_open(name)])

    def _may_open(self, name):
        try:
            verb = list_page(name).verb
        except Http404:
            return False
        return not verb or self.request.user.has_perm(verb)

    def get_question(self):
        return _("名单上点“常用查询”保存；点名称就按这些条件打开名单")

    def _owner(self, row):
        return str(row.owner) if row.owner else _("系统预设")

    def _default(self, row):
        chosen = arrangement(self.request.user, row.page).get("default") == row.pk
        return _("打开名单时使用") if chosen else ""

    def _acts(self, row):
        if row.owner_id != self.request.user.pk:
            return ""
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            reverse("core:filter_change", args=[row.pk]),
            _("改名或共享"),
            reverse("core:filter_delete", args=[row.pk]),
            _("删除"),
        )


def _names(rows):
    return set(rows.order_by().values_list("page", flat=True))


def _page_of(row):
    return list_page(row.page)


def _shared(row):
    if row.owner_id is None:
        return _("所有人")
    return row.shared_with.name if row.shared_with else _("只有我自己")


class OwnFilter:
    """A page about one of one's own filters: of others it says nothing."""

    model = SavedFilter
    request: Any
    object: Any

    def rows(self, model=None):
        return SavedFilter.objects.visible_to(self.request.user).of(self.request.user)

    def get_breadcrumbs(self):
        crumbs = [(_("常用查询"), reverse("core:filter_list")), (str(self.object), "")]
        return [{"label": label, "url": url} for label, url in crumbs]


class SavedFilterChange(OwnFilter, RowFormPage):
    """`/filters/<pk>/`: another name, or shared with others."""

    title = gettext_lazy("改名或共享")
    form_class = FilterForm
    row_name = "saved"
    success_message = gettext_lazy("已保存。")

    def get_title(self):
        return self.title

    def get_form(self, data=None, files=None):
        initial = {"name": self.object.name, "shared_with": self.object.shared_with_id}
        return self.form_class(data, files, initial=initial, **self.get_form_kwargs())

    @property
    def back_url(self):
        return reverse("core:filter_list")


class SavedFilterDelete(OwnFilter, ActionPage):
    """`/filters/<pk>/delete/`."""

    title = gettext_lazy("删除常用查询")
    success_message = gettext_lazy("已删除。")

    def get_context(self, **more):
        lines = [_("“%(name)s”将删除，名单上的记录不受影响。") % {"name": self.object}]
        if self.object.shared_with:
            lines.append(_("%(place)s的同志也不能再用它。") % {"place": self.object.shared_with.name})
        return super().get_context(consequences=lines, cancel_url=reverse("core:filter_list"), **more)

    def act(self, *, by, data):
        delete_filter(by=by, saved=self.object)

    def get_success_url(self, result):
        return reverse("core:filter_list")


class SavedFilterDefault(ActionPage):
    """`/filters/<pk>/default/`: the list opens with it, or no more (`on=0`)."""

    model = SavedFilter
    title = gettext_lazy("默认查询")

    def get_context(self, **more):
        line = _("以后打开“%(list)s”时先用“%(name)s”的条件。") % {
            "list": _page_of(self.object).title,
            "name": self.object,
        }
        return super().get_context(consequences=[line], cancel_url=reverse("core:filter_list"), **more)

    def act(self, *, by, data):
        set_default(by=by, saved=self.object, is_default=data.get("on") != "0")

    def get_success_url(self, result):
        return _back(self.request, reverse("core:filter_list"))


class ColumnChoice(Page):
    """`/columns/`: hide columns of a list, or show all again; then back to the list as it was."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(reverse("core:filter_list"))

    def post(self, request, *args, **kwargs):
        name, back = request.POST.get("page", ""), _back(request, "/")
        page = page_at(back, name, request)
        columns = {column.key for column in page.optional_columns}
        hidden = () if "all" in request.POST else columns - set(request.POST.getlist("column"))
        hide_columns(by=request.user, page=name, hidden=hidden)
        messages.success(request, _("列已按您的选择显示，查询条件不变。"))
        return HttpResponseRedirect(back)


def page_at(address, name, request):
    """Return the list at an address as its reader would open it; 404 where it is not the list of that name, 403
    without its verb."""
    path, _mark, query = address.partition("?")
    match = resolve(path)
    view: Any = getattr(match.func, "view_class", None)
    if match.view_name != name or not hasattr(view, "shown_columns"):
        raise Http404
    page, asked = view(), copy.copy(request)
    asked.GET, asked.path, asked.resolver_match = QueryDict(query), path, match
    page.setup(asked, *match.args, **match.kwargs)
    if page.verb and not request.user.has_perm(page.verb):
        raise PermissionDenied
    return page


def _back(request, otherwise):
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if is_ours else otherwise
