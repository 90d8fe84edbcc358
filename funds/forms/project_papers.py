"""What a project goes by, as forms: review, procurement, contract, pictures, progress, checks, acceptance, claims."""

from django import forms
from django.utils.translation import gettext_lazy as _

from funds.choices.projects import SupervisionKind
from funds.forms.fields import a_day, a_picture, columns
from funds.models import (
    Acceptance,
    Claim,
    Contract,
    JointReview,
    Procurement,
    ProgressReport,
    ProjectCheck,
    ProjectImage,
)
from funds.models.project_papers import SCORES
from funds.services import projects as desk
from povertyapp.core.forms import ScopedForm


class PaperForm(ScopedForm):
    """A paper of one project: the columns of its model, and what the service asks beside them."""

    model: type = JointReview
    names: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    service = ""
    picture = ""

    def __init__(self, *args, project, **kwargs):
        self.project = project
        super().__init__(*args, **kwargs)
        if self.names:
            self.fields.update(columns(self.model, *self.names, required=self.must))
        if self.picture:
            self.fields["upload" if self.picture == "image" else self.picture] = a_picture(
                _("照片") if self.picture == "image" else _("扫描件")
            )

    def save(self, *, by):
        getattr(desk, self.service)(by=by, project=self.project, **self.cleaned_data)
        return self.project


class JointReviewForm(PaperForm):
    service = "record_review"
    names = (
        "held_on", "chair_name", "attendees", "minutes", "paper", "estimate", "proposed_line", *SCORES,
        "duplicates_note", "is_passed",
    )  # fmt: skip


class ProcurementForm(PaperForm):
    model, service = Procurement, "record_procurement"
    names = (
        "mode", "announced_on", "opened_on", "bidders", "winner", "paper", "exception", "exception_paper",
        "preliminary_cost", "preliminary_source",
    )  # fmt: skip


class ContractForm(PaperForm):
    model, service, picture = Contract, "record_contract", "scan"
    names = (
        "number", "contractor", "amount", "signed_on", "starts_on", "ends_on", "retention_percent", "is_related",
        "relation_note", "paper",
    )  # fmt: skip


class AgreeForm(PaperForm):
    service = "agree_contract"
    on = a_day(_("同意日期"))


class SupervisionForm(PaperForm):
    service = "name_supervision"
    supervision = forms.ChoiceField(
        label=_("监督方式"), choices=[("", _("请选择")), *SupervisionKind.choices]
    )
    supervisor_name = forms.CharField(label=_("监理单位或监督小组成员"), max_length=120)


class ProgressForm(PaperForm):
    model, service = ProgressReport, "report_progress"
    names = ("percent", "text")
    on = a_day(_("日期"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(("percent", "text", "on"))


class ImageForm(PaperForm):
    model, service, picture = ProjectImage, "add_image", "image"
    names = ("phase", "taken_on", "place", "person_name", "note", "paper")


class SiteCheckForm(PaperForm):
    model, service = ProjectCheck, "record_check"
    names = ("checked_on", "checked_by_words", "finding", "is_in_order")


class AcceptanceForm(PaperForm):
    model, service, picture = Acceptance, "record_acceptance", "scan"
    names = (
        "accepted_on", "body", "unit_name", "people", "quantity", "quality", "finding", "items", "items_seen",
        "accepted_amount", "verdict", "paper",
    )  # fmt: skip


class ClaimForm(PaperForm):
    model, service = Claim, "file_claim"
    names = (
        "kind", "amount", "handed_in_on", "claimed_on", "vouchers", "department_signed", "opinion", "paper",
    )  # fmt: skip


class BenefitCheckForm(PaperForm):
    """Say of all households that were not checked yet that they got what was planned, or another amount."""

    got_on = a_day(_("核实日期"))
    amount = forms.DecimalField(
        label=_("实际受益(元)"), max_digits=18, decimal_places=2, min_value=0, required=False,
        help_text=_("不填就是每户都按计划的金额得到。"),
    )  # fmt: skip
    note = forms.CharField(label=_("核实情况"), max_length=100, required=False)

    def save(self, *, by):
        rows = self.project.benefits.filter(got_on=None)
        desk.check_benefits(by=by, project=self.project, benefits=rows, **self.cleaned_data)
        return self.project


class ClaimDecisionForm(ScopedForm):
    """The county's word on a claim: passed, or given back with the reason."""

    decision = forms.CharField(label=_("审核意见"), max_length=200, required=False)
    on = a_day(_("审核日期"))

    def __init__(self, *args, claim, passes, **kwargs):
        self.claim, self.passes = claim, passes
        super().__init__(*args, **kwargs)
        self.fields["decision"].required = not passes

    def save(self, *, by):
        act = desk.pass_claim if self.passes else desk.return_claim
        return act(by=by, claim=self.claim, **self.cleaned_data)


PAPER_FORMS = {
    "review": JointReviewForm,
    "procurement": ProcurementForm,
    "contract": ContractForm,
    "agreement": AgreeForm,
    "supervision": SupervisionForm,
    "progress": ProgressForm,
    "image": ImageForm,
    "check": SiteCheckForm,
    "acceptance": AcceptanceForm,
    "claim": ClaimForm,
    "benefits": BenefitCheckForm,
}
