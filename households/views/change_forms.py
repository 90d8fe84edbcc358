"""The acts on cases: bring one up, put something on record, take a step."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.case_file import CaseView
from households.forms.procedures import RECORDS, STARTERS, MoveForm
from households.models import ProcedureCase
from households.services.procedures.common import grant_for
from households.steps import ActingLevel, ProcedureKind, moves_from
from households.views.changes import CHANGE, CasePage
from povertyapp.core.text import told
from povertyapp.core.views import FormPage


class ChangeStart(FormPage):
    """`/households/changes/start/<kind>/`: bring a case up; `?no=` fills in the household, `?area=` the village."""

    verb = CHANGE
    template_name = "households/change_start.html"
    success_message = gettext_lazy("已提出。")

    @cached_property
    def form_class(self):
        try:
            return STARTERS[ProcedureKind(self.kwargs["kind"])]
        except ValueError:
            raise Http404 from None

    def get_title(self):
        return self.form_class.title

    @property
    def submit_label(self):
        return self.get_title()

    def get_breadcrumbs(self):
        return [
            {"label": _("进退管理"), "url": reverse("households:changes")},
            {"label": self.get_title(), "url": ""},
        ]

    def get_form_kwargs(self):
        asked = {"household_no": self.request.GET.get("no", ""), "area": self.request.GET.get("area", "")}
        return {**super().get_form_kwargs(), **asked}

    def get_context(self, **more):
        return super().get_context(
            hint=self.form_class.hint, cancel_url=reverse("households:changes"), **more
        )


class CaseFormPage(FormPage, CasePage):
    """A form about one case; afterwards one is back at the case."""

    verb = CHANGE

    def get_success_url(self, saved):
        return self.object.get_absolute_url()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "case": self.object}

    def get_context(self, **more):
        return super().get_context(cancel_url=self.object.get_absolute_url(), **more)


class ChangeRecord(CaseFormPage):
    """`/households/changes/<id>/record/<what>/`: `evidence-survey`, `posted-first`, `spot-township`…"""

    template_name = "households/change_record.html"
    success_message = gettext_lazy("已登记。")

    @cached_property
    def record(self):
        """Return (form class, argument); 404 for what no procedure asks for."""
        name, _dash, argument = self.kwargs["what"].partition("-")
        form_class, arguments = RECORDS.get(name, (None, ()))
        if argument not in arguments:
            raise Http404
        if name == "information" and not hasattr(self.object, "applicant"):
            raise Http404
        return form_class, argument

    def get_form(self, data=None, files=None):
        form_class, argument = self.record
        return form_class(data, files, argument=argument, **self.get_form_kwargs())

    def get_title(self):
        return self.get_form().get_title()

    def get_context(self, **more):
        return super().get_context(hint=self.record[0].hint, **more)


class ChangeMove(CaseFormPage):
    """`/households/changes/<id>/move/<state>/`: decide a step, with all that was found before one's eyes."""

    template_name = "households/change_move.html"

    @cached_property
    def move(self):
        """Return the step; 404 where none leads there now. Who does not decide it is told who does."""
        found = [m for m in moves_from(self.object.kind, self.object.state) if m.to == self.kwargs["to"]]
        if not found:
            raise Http404
        return found[0]

    @cached_property
    def others(self):
        return (
            self.rows(ProcedureCase)
            .running()
            .filter(batch=self.object.batch_id, state=self.object.state)
            .exclude(pk=self.object.pk)
            .count()
        )

    def get_title(self):
        return CaseView(self.object, self.request.user).label_of(self.move)

    @property
    def submit_label(self):
        return self.get_title()

    def get_form(self, data=None, files=None):
        self.saved_form = MoveForm(data, files, move=self.move, others=self.others, **self.get_form_kwargs())
        return self.saved_form

    def get_context(self, **more):
        checks = CaseView(self.object, self.request.user).tasks_of(self.move)
        acts = grant_for(self.request.user, self.object.area_id, self.move.level) is not None
        level = ActingLevel(self.move.level).label
        return super().get_context(checks=checks, level=level, acts=acts, **more)

    def succeed(self, saved):
        messages.success(self.request, self._told())
        return super().succeed(saved)

    def _told(self):
        moved = self.saved_form.moved
        words = _("%(name)s：%(state)s。") % {"name": self.object.head_name, "state": self.get_title()}
        if moved is None:
            return words
        words += _("同一名单另有 %(n)d 户一并办理。") % {"n": len(moved.done)}
        if moved.left:
            left = "；".join(f"{case.head_name}（{told(' '.join(texts))}）" for case, texts in moved.left)
            words += _("没有办的 %(n)d 户：%(left)s") % {"n": len(moved.left), "left": left}
        return words
