"""Acting on many rows of a list: what can be done with them, then the act, then what became of each (ux 8, 9)."""

import re
from collections import Counter
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import resolve, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.bulk import BULK, BulkFile, export_run, label_of, run_bulk, seen_mark
from povertyapp.core.context import reverse_or_none
from povertyapp.core.files import XLSX
from povertyapp.core.forms import ScopedForm
from povertyapp.core.list_settings import kept_query
from povertyapp.core.models import Act, BulkRun
from povertyapp.core.parameters import limit_for
from povertyapp.core.recording import recording
from povertyapp.core.text import told
from povertyapp.core.undo import can_undo, tell
from povertyapp.core.views.downloads import file_response
from povertyapp.core.views.filters import page_at
from povertyapp.core.views.handing import FilePage, opens_elsewhere
from povertyapp.core.views.list_files import export_list, name_of_list
from povertyapp.core.views.pages import DetailPage, Page, add_errors

# A line of a view may have a key below zero.
ROW_ID = re.compile(r"-?[0-9]{1,18}")
SHOWN = 200  # lines that a page shows; the workbook has all of them
BACK_LENGTH = Act._meta.get_field("back_url").max_length or 0


class BulkPage(Page):
    """`/bulk/<action>/?list=…&q=…`: the ticked rows, or with `all` those that the conditions leave; a list with
    arguments in its address says where it is (`at`).

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

    @cached_property
    def path(self):
        """Return where the list is; 404 for an address that is not its own: one is sent back there."""
        path = self.request.GET.get("at") or reverse_or_none(self.list_name) or ""
        if resolve(path).view_name != self.list_name:
            raise Http404
        return path

    @property
    def back_url(self):
        query = self.request.GET.get("q", "")
        return f"{self.path}?{query}" if query else self.path

    @property
    def kept_url(self):
        """Return the list with those of its conditions that may be kept: choices, no words that somebody typed."""
        bare = self.path
        has_query = self.page.filter is not None and "at" not in self.request.GET
        query = kept_query(self.list_name, self.request.GET.get("q", "")) if has_query else ""
        return f"{bare}?{query}" if query and len(bare) + 1 + len(query) <= BACK_LENGTH else bare

    @cached_property
    def chosen(self):
        """Return the rows that were chosen, of those that the list shows this user."""
        found = self.page.found
        if not self.takes_all:
            picked = [int(pk) for pk in self.request.POST.getlist("pick") if ROW_ID.fullmatch(pk)]
            found = found.filter(pk__in=picked)
        return list(found[: self.most + 1])

    @property
    def takes_all(self):
        """Say whether all are meant that the conditions leave: never of those that are looked at one by one."""
        return bool(self.request.POST.get("all")) and self.action.takes_all

    @cached_property
    def page(self):
        """Return the list with its conditions, as this user sees it."""
        return page_at(self.back_url, self.list_name, self.request)

    @cached_property
    def most(self):
        return limit_for(self.request.user, self.action.limit)

    def get_title(self):
        return self.action.label

    def get_breadcrumbs(self):
        return [
            {"label": _("名单"), "url": self.back_url},
            {"label": self.action.label, "url": ""},
        ]

    def get_form(self, data=None):
        form_class = self.action.form_class or forms.Form
        more = {"user": self.request.user} if issubclass(form_class, ScopedForm) else {}
        return form_class(data, **more)

    def plan(self, data=None):
        """Return a step for each chosen row; with `data` none for what is no longer as it was shown."""
        with recording():  # why a row is left out is kept with what was done
            steps = self.action.plan(by=self.request.user, rows=self.chosen, data=data or {})
        if self.action.shows is None:
            return steps
        self.shown = self.action.shows(self.request.user, [step.row for step in steps if not step.reason])
        if data is None:
            return steps
        return [self._as_seen(step) for step in steps]

    def _as_seen(self, step):
        asked = self.request.POST.get(f"seen_{step.row.pk}")
        if step.reason or asked == seen_mark(self.shown.get(step.row.pk, ())):
            return step
        return replace(step, reason=gettext_lazy("这一条刚刚改过，请回名单重新选、重新看。"))

    def get(self, request, *args, **kwargs):
        return self._refuse(_("请先在名单上勾选，或按条件选择全部。"))

    def post(self, request, *args, **kwargs):
        if not self.chosen:
            return self._refuse(self._none_chosen())
        if self.takes_all and isinstance(self.action, BulkFile) and self.action.whole:
            return HttpResponseRedirect(self._whole_url())
        if len(self.chosen) > self.most:
            words = _("一次最多办 %(most)s 条，请用条件缩小范围，分几次办。")
            return self._refuse(words % {"most": self.most})
        if isinstance(self.action, BulkFile):
            return self._file()
        if "_do" not in request.POST:
            return self._show(self.get_form(), self.plan())
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self._show(form, self.plan(), status=400)
        steps = self.plan(form.cleaned_data)
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

    def _none_chosen(self):
        if self.request.POST.get("all") and not self.takes_all:
            return _("这一项要逐条看过再办，不能按条件选择全部：请在名单上勾选。")
        return _("还没有选：请先在名单上勾选，或按条件选择全部。")

    def _file(self):
        """Answer with the chosen rows: in the list's own form, or as the page shows them."""
        if answer := opens_elsewhere(self.request):
            return answer
        try:
            if self.action.make:
                made = self.action.make(by=self.request.user, page=self.page, rows=self.chosen)
            else:
                made = export_list(self.page, self.chosen)
        except ValidationError as error:
            return self._refuse(" ".join(error.messages))
        return file_response(made.data, name_of_list(self.page, made), XLSX)

    def _whole_url(self):
        """Return where the whole list is handed out, at once or as a job, whatever its length."""
        query = self.request.GET.get("q", "")
        return f"{reverse(self.action.whole)}?{query}" if query else reverse(self.action.whole)

    def _refuse(self, words):
        messages.error(self.request, words)
        return HttpResponseRedirect(self.back_url)

    def _show(self, form, steps, status=200):
        reasons = Counter(told(str(step.reason)) for step in steps if step.reason)
        return self.render(
            status=status,
            form=form,
            count=len(steps),
            able=sum(not step.reason for step in steps),
            reasons=reasons.most_common(),
            picks=[] if self.takes_all else [step.row.pk for step in steps],
            takes_all=self.takes_all,
            looked_at=self._looked_at(steps),
            submit_label=self.action.label,
            cancel_url=self.back_url,
        )

    def _looked_at(self, steps):
        """Return what is to be looked at of each row that can be acted on: its number, place, facts, their mark."""
        if self.action.shows is None:
            return []
        return [
            {
                "pk": step.row.pk,
                "code": step.code,
                "place": step.place,
                "facts": self.shown.get(step.row.pk, []),
                "mark": seen_mark(self.shown.get(step.row.pk, ())),
            }
            for step in steps
            if not step.reason
        ]


class BulkRunDetail(DetailPage):
    """`/bulk/runs/<pk>/`: what was done, what was left out and why."""

    model = BulkRun
    related = ("area", "made_by", "act")
    template_name = "core/bulk_run.html"

    def get_title(self):
        return _("%(what)s：办理结果") % {"what": label_of(self.object)}

    def get_context(self, **more):
        lines = sorted(self.object.lines, key=lambda line: line[2])  # those left out first
        shown = [[*facts, told(reason)] for *facts, reason in lines[:SHOWN]]
        act = self.object.act
        return super().get_context(
            lines=shown,
            total=len(lines),
            undo_url=act.get_absolute_url() if act and can_undo(act, self.request.user) else "",
            is_undone=bool(act and act.undone_at),
            **more,
        )


class BulkRunFile(FilePage, BulkRunDetail):
    """`/bulk/runs/<pk>/result.xlsx`."""

    file_label = gettext_lazy("导出办理结果")

    def count_lines(self):
        return len(self.object.lines)

    def make(self):
        return export_run(by=self.request.user, run=self.object)

    def name_of(self, made):
        return f"{_('办理结果')}-{made.record.number}.xlsx"
