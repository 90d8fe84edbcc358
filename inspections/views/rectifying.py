"""The steps of a measure: handed over, reported on, shown, signed, verified on the spot, closed or sent back."""

from django.http import FileResponse, Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.forms.rectifying import (
    AssignForm,
    CloseForm,
    DeadlineForm,
    DoubtForm,
    DrawForm,
    EvidenceForm,
    ExtendForm,
    HandInForm,
    ProgressForm,
    ReopenForm,
    SignForm,
    VerifyForm,
)
from inspections.models import MeasureEvidence, RectificationMeasure, VerificationItem
from inspections.services import ledger, problems
from inspections.services.ledger.verifying import draws_all
from inspections.views.ledger import crumbs
from povertyapp.core.files import pieces
from povertyapp.core.pictures import JPEG
from povertyapp.core.views import ActionPage, DetailPage
from povertyapp.core.views.downloads import attachment
from povertyapp.core.views.pages import RowFormPage

VIEW = "inspections.view_problem"
MEND, SIGN = "inspections.mend_problem", "inspections.sign_problem"
VERIFY, CLOSE = "inspections.verify_problem", "inspections.close_problem"


class MeasurePage(DetailPage):
    """`/rectification/measures/<code>/`: where a line of the account leads: the measure on its problem's page."""

    model = RectificationMeasure
    related = ("problem",)
    key = url_key = "code"
    verb = VIEW

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.object.get_absolute_url())


class StepPage(RowFormPage):
    """`/rectification/measures/<code>/…/`: a step of one measure, with what it is about above the form."""

    model = RectificationMeasure
    related = ("problem__source", "problem__county", "submitted_by", "led_by")
    key = url_key = "code"
    row_name = "measure"
    template_name = "inspections/step.html"

    def get_breadcrumbs(self):
        return crumbs(self.object.problem, self.get_title())

    def get_title(self):
        return self.title


class MeasureAssign(StepPage):
    """Hand it over to whoever is to mend it."""

    verb = "inspections.change_problem"
    title = gettext_lazy("交办整改措施")
    form_class = AssignForm
    submit_label = gettext_lazy("交办")
    success_message = gettext_lazy("已交办。")


class MeasureProgress(StepPage):
    """What has been done."""

    verb = MEND
    title = gettext_lazy("填报整改进展")
    form_class = ProgressForm
    success_message = gettext_lazy("已填报。")


class MeasureEvidencePage(StepPage):
    """A picture of it, before or after."""

    verb = MEND
    title = gettext_lazy("上传佐证")
    form_class = EvidenceForm
    submit_label = gettext_lazy("上传")
    success_message = gettext_lazy("已上传。")

    def get_form_kwargs(self):
        return {"user": self.request.user, "shown": {"measure": self.object}}


class MeasureHandIn(StepPage):
    """Lay it before its leader."""

    verb = MEND
    title = gettext_lazy("报请责任领导签字")
    form_class = HandInForm
    submit_label = gettext_lazy("报请签字")
    success_message = gettext_lazy("已报请责任领导签字。")


class MeasureSign(StepPage):
    """The leader signs, and it is submitted."""

    verb = SIGN
    title = gettext_lazy("签字提交验收")
    form_class = SignForm
    submit_label = gettext_lazy("签字并提交验收")
    success_message = gettext_lazy("已提交验收。")


class MeasureVerify(StepPage):
    """The unannounced check: first the draw, where not everything is looked at, then what was found on the spot."""

    verb = VERIFY
    title = gettext_lazy("现场复核")
    template_name = "inspections/verify.html"

    @cached_property
    def drawn(self):
        """Return the check that waits for its results, or None before the draw."""
        found = self.object.verifications.filter(verdict="").order_by("-number").first()
        return found

    @property
    def is_draw(self):
        return self.drawn is None and not draws_all(self.object)

    @property
    def items(self):
        """Return what is asked of: what was drawn, or all of the scope before it is written down."""
        if self.drawn is not None:
            return list(self.drawn.items.select_related("scope__area"))
        return ledger.whole_scope(self.object)

    def get_form(self, data=None, files=None):
        if self.is_draw:
            return DrawForm(data, files, **self.get_form_kwargs())
        return VerifyForm(data, files, items=self.items, **self.get_form_kwargs())

    @property
    def submit_label(self):
        return _("抽取") if self.is_draw else _("提交复核结果")

    @property
    def success_message(self):
        return "" if self.is_draw else _("复核结果已记录。")

    def get_success_url(self, saved):
        if isinstance(saved, RectificationMeasure):
            return self.back_url
        return reverse("inspections:measure_verify", args=[self.object.code])

    def get_context(self, **more):
        scope = self.object.problem.scope.in_scope().count()
        return super().get_context(check=self.drawn, is_draw=self.is_draw, scope_count=scope, **more)


class MeasureClose(StepPage):
    """It passed and is closed."""

    verb = CLOSE
    title = gettext_lazy("销号")
    form_class = CloseForm
    submit_label = gettext_lazy("销号")
    success_message = gettext_lazy("已销号。")


class MeasureSendBack(StepPage):
    """It failed and goes back."""

    verb = CLOSE
    title = gettext_lazy("退回整改")
    form_class = DeadlineForm
    submit_label = gettext_lazy("退回")
    success_message = gettext_lazy("已退回。")


class MeasureExtend(StepPage):
    """Its deadline is put off, once."""

    verb = "inspections.extend_problem"
    title = gettext_lazy("批准延期")
    form_class = ExtendForm
    submit_label = gettext_lazy("批准延期")
    success_message = gettext_lazy("已延期。")


class MeasureReopen(StepPage):
    """The problem came back."""

    verb = "inspections.add_problem"
    title = gettext_lazy("登记反弹")
    form_class = ReopenForm
    submit_label = gettext_lazy("登记反弹")
    success_message = gettext_lazy("已登记反弹，重新整改。")


def shown(file):
    """Return a stored picture as an answer; 404 where its bytes are gone."""
    if not file.path.exists():
        raise Http404
    return attachment(FileResponse(pieces(file)), file.name, JPEG)


class EvidenceRow:
    """Pictures of rectification that the user may see."""

    model = MeasureEvidence
    related = ("file", "measure__problem", "scope__problem")

    @property
    def problem(self):
        return (self.object.measure or self.object.scope).problem

    @property
    def back_url(self):
        return (self.object.measure or self.object.scope).get_absolute_url()

    def get_breadcrumbs(self):
        return crumbs(self.problem, self.get_title())


class EvidencePicture(EvidenceRow, DetailPage):
    """`/rectification/evidence/<pk>/picture/`: one picture, drawn anew, for whoever sees what it shows."""

    verb = VIEW

    def get(self, request, *args, **kwargs):
        return shown(self.object.file)


class VerificationPicture(DetailPage):
    """`/rectification/checks/<pk>/picture/`: a picture of a check that ended, for whoever sees what was checked."""

    model = VerificationItem
    related = ("image",)
    verb = VIEW

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.exclude(verification__verdict="").exclude(image=None)

    def get(self, request, *args, **kwargs):
        return shown(self.object.image)


class EvidenceDoubt(EvidenceRow, RowFormPage):
    """`/rectification/evidence/<pk>/doubt/`: what is not true of a picture."""

    verb = VERIFY
    title = gettext_lazy("质疑佐证")
    row_name = "evidence"
    form_class = DoubtForm
    submit_label = gettext_lazy("提出质疑")
    success_message = gettext_lazy("已提出，等另一名督查员认定。")

    def get_title(self):
        return self.title


class EvidenceFalse(EvidenceRow, ActionPage):
    """`/rectification/evidence/<pk>/false/`: a second inspector finds a doubted picture false."""

    verb = VERIFY
    title = gettext_lazy("认定佐证造假")
    success_message = gettext_lazy("已认定造假，本措施列入黑色问责。")

    def act(self, *, by, data):
        return problems.confirm_false(by=by, evidence=self.object)

    def get_success_url(self, result):
        return self.back_url

    def get_context(self, **more):
        consequences = [
            _("质疑理由：%(reason)s") % {"reason": self.object.doubt_reason},
            _("认定后不能撤回，这条措施列入黑色问责。"),
        ]
        return super().get_context(
            consequences=consequences, style="danger", cancel_url=self.back_url, **more
        )
