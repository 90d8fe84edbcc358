"""The steps of a relocation as pages: whoever may not take one now is told why before he begins."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from funds.choices.relocation import CaseStatus
from funds.forms import relocation as forms
from funds.relocation_file import LABELS
from funds.tables.relocation import whole_state
from funds.views.relocation.cases import CasePage, crumbs
from povertyapp.core.views.pages import FormPage, RowFormPage

STEP = "funds.step_relocation"
HINTS = {
    CaseStatus.AGREED: _("搬迁由农户自愿申请，签订搬迁和拆旧协议。"),
    CaseStatus.PLANNED: _("系统会核对年度名单，以及这一户有没有享受过危房改造。"),
    CaseStatus.SITE_ASSIGNED: _("按人数选户型；长期没有开工的安置点不能再安排。"),
    CaseStatus.BUILT: _("按实测面积登记，超过面积红线的不能登记，由县或乡镇退回整改。"),
    CaseStatus.KEY_HANDED: _("先在“公示”里张贴安置房分配名单，挂满规定的天数、异议都答复以后，再交钥匙。"),
    CaseStatus.MOVED_IN: _("先由帮扶责任人入户走访；住满规定的天数或家当已搬入，才算入住。"),
    CaseStatus.OLD_HOUSE_REMOVED: _("建新必拆旧：入住后 12 个月内拆除。"),
}


class CaseAdd(FormPage):
    """`/funds/relocation/new/`: identify a household to be moved."""

    verb = "funds.add_relocation"
    form_class = forms.IdentifyForm
    title = _("识别搬迁户")
    submit_label = _("登记")
    success_message = _("已识别，下一步由农户自愿签订搬迁协议。")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "household_no": self.request.GET.get("household", "")}

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))


class ActPage(RowFormPage, CasePage):
    """Something done about one case."""

    template_name = "funds/relocation_act.html"
    row_name = "case"
    verb = STEP
    success_message = _("已登记。")
    hint = ""
    may_act = False

    def get_title(self):
        return self.title

    def get_context(self, **more):
        return super().get_context(
            case=self.object,
            state=whole_state(self.object),
            may_act=self.may_act,
            hint=self.hint,
            **more,
        )


class CaseStep(ActPage):
    """`/funds/relocation/<no>/step/<to>/`: one step of C5."""

    @property
    def to(self):
        if self.kwargs["to"] not in forms.FORMS:
            raise Http404
        return CaseStatus(self.kwargs["to"])

    @property
    def form_class(self):
        return forms.FORMS[self.to]

    @property
    def title(self):
        return LABELS[self.to]

    submit_label = title

    @property
    def hint(self):
        return HINTS.get(self.to, "")

    @property
    def may_act(self):
        return self.to in self.file.nexts


class CaseFault(ActPage):
    """`/funds/relocation/<no>/fault/`: a house that is not as it must be goes back."""

    form_class = forms.FaultForm
    title, submit_label = _("搬迁退回整改"), _("退回整改")

    @property
    def may_act(self):
        return self.file.may_find_fault


class CaseCheck(ActPage):
    """`/funds/relocation/<no>/check/`: a check that follows the household up."""

    verb = "funds.check_relocation"
    form_class = forms.FollowUpForm
    title = submit_label = _("登记回访")

    @property
    def may_act(self):
        return self.file.may_check
