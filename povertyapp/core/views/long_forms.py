"""Long forms: what is filled in is kept as a draft, and the answers are checked before they are saved (ux 10, 15)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.drafts import PATH_LENGTH, discard_draft, drafts_of, save_draft
from povertyapp.core.models import Draft
from povertyapp.core.recording import recording
from povertyapp.core.views.pages import Column, FormPage, ListPage

# Names of the buttons; a form that is sent without them is saved.
KEEP, DISCARD, CHECK, BACK = "_draft", "_discard", "_check", "_back"
CONTROLS = (KEEP, DISCARD, CHECK, BACK, "csrfmiddlewaretoken")


class LongForm(FormPage):
    """Stands before the page's other bases. The page says by `get_area_code()` to which place its draft belongs.

    Without script the draft is kept by a button; with script on every change of a field.
    """

    get_area_code: Callable[[], str]
    checks_answers = True
    check_template = "generic/check.html"

    @property
    def draft_path(self):
        """Return the address of the form, cut to what a draft can hold: anybody may write a longer one."""
        return self.request.get_full_path()[:PATH_LENGTH]

    def get_initial_form(self):
        form = self.get_form()
        if draft := self.own_draft:
            _fill(form, draft.given)
        return form

    @property
    def own_draft(self):
        return drafts_of(self.draft_path).filter(user=self.request.user).first()

    def get_context(self, **more):
        drafts = list(drafts_of(self.draft_path).select_related("user").order_by("saved_at"))
        return super().get_context(
            own_draft=next((d for d in drafts if d.user_id == self.request.user.pk), None),
            other_drafts=[d for d in drafts if d.user_id != self.request.user.pk],
            checks_answers=self.checks_answers,
            keeps_draft=True,
            **more,
        )

    def post(self, request, *args, **kwargs):
        if KEEP in request.POST:
            return self._keep()
        if DISCARD in request.POST:
            discard_draft(by=request.user, path=self.draft_path)
            messages.success(request, _("草稿已丢弃。"))
            return HttpResponseRedirect(self.draft_path)
        if BACK in request.POST:
            form = self.get_form()
            _fill(form, request.POST)
            return self.render(form=form, submit_label=self.submit_label)
        if CHECK in request.POST:
            form = self.get_form(request.POST, request.FILES)
            if form.is_valid():
                return self.render(self.check_template, form=form, answers=_answers(form), sent=_sent(form))
        return super().post(request, *args, **kwargs)

    def succeed(self, saved):
        discard_draft(by=self.request.user, path=self.draft_path)
        return super().succeed(saved)

    def _keep(self):
        data = self.request.POST.copy()
        for name in CONTROLS:
            data.pop(name, None)
        with recording():  # others see of a draft how its form is called
            title = str(self.get_title())
        draft = save_draft(
            by=self.request.user,
            area_code=self.get_area_code(),
            path=self.draft_path,
            title=title,
            answers=data,
        )
        if self.request.headers.get("X-Draft"):
            return HttpResponse(_("已存草稿") + f" {draft.clock_time}", content_type="text/plain")
        messages.success(self.request, _("已存草稿，可以离开本页，回来接着填。"))
        return HttpResponseRedirect(self.draft_path)


def _fill(form, data):
    """Show these answers in a form as if they stood there."""
    for name, field in form.fields.items():
        if form.add_prefix(name) in data:
            form.initial[name] = field.widget.value_from_datadict(data, {}, form.add_prefix(name))
        elif getattr(field.widget, "allow_multiple_selected", False):
            form.initial[name] = []


def _answers(form):
    """Return each question with the answer in words, and whether it differs from what is stored."""
    return [
        {
            "label": bound.label,
            "value": _words(bound.field, form.cleaned_data.get(bound.name), getattr(bound.field, "kept", "")),
            "is_new": bound.name in form.changed_data,
            "anchor": bound.auto_id,
        }
        for bound in form.visible_fields()
    ]


def _words(field, value, kept=""):
    """Return an answer in words; a masked value that was left blank is kept."""
    if kept and value in (None, ""):
        return _("不变（%(value)s）") % {"value": kept}
    words = {str(key): label for key, label in getattr(field, "choices", ())}
    if isinstance(value, list):
        return "、".join(str(words.get(str(one), one)) for one in value) or _("未填")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return _("未填") if value in (None, "") else words.get(str(value), value)


def _sent(form):
    """Return what was sent, as name and value of hidden fields."""
    return [(name, v) for name, values in form.data.lists() if name not in CONTROLS for v in values]


class DraftList(ListPage):
    """`/drafts/`: the forms that the reader, and others in his places, have begun."""

    model = Draft
    title = gettext_lazy("草稿")
    empty_text = gettext_lazy("没有存下的草稿。")
    related = ("user", "area")
    order = ("-saved_at",)
    columns = (
        Column("title", gettext_lazy("表单")),
        Column("area", gettext_lazy("村"), "area.short_name"),
        Column("user", gettext_lazy("填写人")),
        Column("saved_at", gettext_lazy("保存时间"), lambda row: row.saved_at),
    )

    def get_question(self):
        return _("已经开始填、还没有提交的表单。点开自己的接着填。")

    def get_row_url(self, row):
        return row.path if row.user_id == self.request.user.pk else ""
