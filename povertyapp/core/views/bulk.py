"""Acting on many rows of a list: what can be done with them, then the act, then what became of each (ux 8, 9)."""

from collections import Counter

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override

from povertyapp.core.bulk import BULK, BulkFile, export_run, label_of, most_at_once, run_bulk
from povertyapp.core.files import XLSX
from povertyapp.core.list_export import export_rows
from povertyapp.core.list_settings import kept_query
from povertyapp.core.models import Act, BulkRun
from povertyapp.core.undo import can_undo, tell
from povertyapp.core.views.downloads import file_response
from povertyapp.core.views.filters import page_at
from povertyapp.core.views.pages import DetailPage, Page, add_errors

SHOWN = 200  # lines that a page shows; the workbook has all of them
BACK_LENGTH = Act._meta.get_field("back_url").max_length or 0


class BulkPage(Page):
    """`/bulk/<action>/?list=…&q=…`: the ticked rows, or with `all` those that the conditions leave.

    The first POST shows how many can be acted on and asks for what the act needs, the second one acts.
    """

    template_name = "core/bulk.html"

    @cached_property
    def list_name(self):
        return self.request.GET.get("list", "")

    @cached_property
    def action(self):
        action = BULK.get(self.list_name, {}).get(self.kwargs["action"])
        if action is None:
            raise Http404
        return action

    @property
    def verb(self):  # type: ignore[override]
        return self.action.verb

    @property
    def back_url(self):
        query = self.request.GET.get("q", "")
        return f"{reverse(self.list_name)}?{query}" if query else reverse(self.list_name)

    @property
    def kept_url(self):
        """Return the list with those of its conditions that may be kept: choices, no words that somebody typed."""
        bare = reverse(self.list_name)
        has_query = self.page.filter is not None
        query = kept_query(self.list_name, self.request.GET.get("q", "")) if has_query else ""
        return f"{bare}?{query}" if query and len(bare) + 1 + len(query) <= BACK_LENGTH else bare

    @cached_property
    def chosen(self):
        """Return the rows that were chosen, of those that the list shows this user."""
        found = self.page.found
        if not self.request.POST.get("all"):
            picked = [int(pk) for pk in self.request.POST.getlist("pick") if pk.isdecimal()]
            found = found.filter(pk__in=picked)
        return list(found[: self.most + 1])

    @cached_property
    def page(self):
        """Return the list with its conditions, as this user sees it."""
        return page_at(self.back_url, self.list_name, self.request)

    @cached_property
    def most(self):
        return most_at_once(self.request.user)

    def get_title(self):
        return self.action.label

    def get_breadcrumbs(self):
        return [
            {"label": _("名单"), "url": self.back_url},
            {"label": self.action.label, "url": ""},
        ]

    def get_form(self, data=None):
        form_class = self.action.form_class or forms.Form
        return form_class(data)

    def get(self, request, *args, **kwargs):
        return self._refuse(_("请先在名单上勾选，或按条件选择全部。"))

    def post(self, request, *args, **kwargs):
        if not self.chosen:
            return self._refuse(_("还没有选：请先在名单上勾选，或按条件选择全部。"))
        if len(self.chosen) > self.most:
            words = _("一次最多办 %(most)s 条，请用条件缩小范围，分几次办。")
            return self._refuse(words % {"most": self.most})
        if isinstance(self.action, BulkFile):
            return self._file()
        if "_do" not in request.POST:
            return self._show(self.get_form(), self.action.plan(self.chosen, {}))
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self._show(form, self.action.plan(self.chosen, {}), status=400)
        steps = self.action.plan(self.chosen, form.cleaned_data)
        try:
            run = run_bulk(
                by=request.user,
                action=self.action,
                list_name=self.list_name,
                steps=steps,
                data=form.cleaned_data,
                back_url=self.kept_url,
            )
        except ValidationError as error:
            add_errors(form, error)
            return self._show(form, steps, status=400)
        tell(request, run.act.summary if run.act else "")
        return HttpResponseRedirect(run.get_absolute_url())

    def _file(self):
        page, rows = self.page, self.chosen
        columns = [column for column in page.shown_columns if not column.stays]
        with override("zh-hans"):  # an official document, in whatever language the page is read
            title = str(page.get_title())
            heads = [(str(column.label), column.numeric) for column in columns]
            cells = [[column.of(row) for column in columns] for row in rows]
        try:
            made = export_rows(
                by=self.request.user,
                title=title,
                kind=self.list_name,
                columns=heads,
                rows=cells,
                codes=[row.area_id for row in rows],
                filters=page.get_conditions(),
            )
        except ValidationError as error:
            return self._refuse(error.messages[0])
        return file_response(made.data, f"{title}-{made.record.number}.xlsx", XLSX)

    def _refuse(self, words):
        messages.error(self.request, words)
        return HttpResponseRedirect(self.back_url)

    def _show(self, form, steps, status=200):
        reasons = Counter(str(step.reason) for step in steps if step.reason)
        return self.render(
            status=status,
            form=form,
            count=len(steps),
            able=sum(not step.reason for step in steps),
            reasons=reasons.most_common(),
            picks=[] if self.request.POST.get("all") else [step.row.pk for step in steps],
            takes_all=bool(self.request.POST.get("all")),
            submit_label=self.action.label,
            cancel_url=self.back_url,
        )


class BulkRunDetail(DetailPage):
    """`/bulk/runs/<pk>/`: what was done, what was left out and why."""

    model = BulkRun
    related = ("area", "made_by", "act")
    template_name = "core/bulk_run.html"

    def get_title(self):
        return _("%(what)s：办理结果") % {"what": label_of(self.object)}

    def get_context(self, **more):
        lines = sorted(self.object.lines, key=lambda line: line[2])  # those left out first
        shown = [[*facts, reason and _(reason)] for *facts, reason in lines[:SHOWN]]
        act = self.object.act
        return super().get_context(
            lines=shown,
            total=len(lines),
            undo_url=act.get_absolute_url() if act and can_undo(act, self.request.user) else "",
            is_undone=bool(act and act.undone_at),
            **more,
        )


class BulkRunFile(BulkRunDetail):
    """`/bulk/runs/<pk>/result.xlsx`."""

    def get(self, request, *args, **kwargs):
        made = export_run(by=request.user, run=self.object)
        return file_response(made.data, f"{_('办理结果')}-{made.record.number}.xlsx", XLSX)
