"""The content list of a project, who gains by it, and its steps, as forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.models import HelpingUnit
from funds.choices.projects import MoneyUse, Stage
from funds.forms.fields import a_day, columns, long_text
from funds.models import Project
from funds.services import projects as desk
from funds.services.projects.drafting import CONTENT
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level

NUMBER_MAX = 20


class ContentForm(ScopedForm):
    """The content list of B16."""

    unit = forms.ModelChoiceField(
        HelpingUnit.objects.all(), label=_("主管单位"), required=False, empty_label=_("没有"),
        help_text=_("项目算在这个县直单位的硬账里。"),
    )  # fmt: skip
    uses = forms.MultipleChoiceField(
        label=_("资金用途"), choices=MoneyUse, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("在负面清单里的用途不能申报。"),
    )  # fmt: skip

    def __init__(self, *args, project=None, **kwargs):
        self.project = project
        super().__init__(*args, **kwargs)
        made = columns(Project, *(name for name in CONTENT if name not in ("unit", "uses")))
        self.fields.update(made)
        self.fields["year"].initial = clock.today().year
        self.fields["budget"].help_text = _("单位：元。")
        self.fields["performance_goal"].help_text = _("可以衡量的目标；没有绩效目标不予入库。")
        if project is not None:
            self.initial = {name: getattr(project, name) for name in CONTENT}
        self.order_fields(CONTENT)

    def content(self):
        return {name: self.cleaned_data[name] for name in CONTENT}

    def save(self, *, by):
        return desk.edit_project(by=by, project=self.project, **self.content())


class DraftForm(ContentForm):
    """The content list of a new project, with its place."""

    area = forms.ModelChoiceField(Area.objects.all(), label=_("所在村（乡镇）"), empty_label=_("请选择"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = Area.objects.visible_to(self.user).filter(level__in=(Level.VILLAGE, Level.TOWNSHIP))
        self.fields["area"].queryset = places.order_by("code")
        if len(places[:2]) == 1:
            self.fields["area"].initial = places[0]
        self.order_fields(("area", *CONTENT))

    def save(self, *, by):
        return desk.draft_project(by=by, area=self.cleaned_data["area"], **self.content())


class BenefitsForm(ScopedForm):
    """Households that gain by a project, many at once by their numbers."""

    numbers = long_text(_("户编号"), rows=6, help_text=_("一行一个，或用空格、逗号隔开；可以从花名册复制。"))
    what = forms.CharField(label=_("受益内容"), max_length=100)
    amount = forms.DecimalField(
        label=_("每户受益金额(元)"), max_digits=18, decimal_places=2, min_value=0, initial=0
    )

    def __init__(self, *args, project, **kwargs):
        self.project = project
        super().__init__(*args, **kwargs)

    def clean_numbers(self):
        text = self.cleaned_data["numbers"].replace(",", " ").replace("，", " ").replace("、", " ")
        return text.split()

    def save(self, *, by):
        desk.add_benefits(by=by, project=self.project, **self.cleaned_data)
        return self.project


class StepForm(ScopedForm):
    """A step of one project; the step that the page showed is compared when it is saved."""

    seen_step = forms.IntegerField(widget=forms.HiddenInput)
    on = a_day(_("办理日期"))

    service = ""
    needs_reason = False

    def __init__(self, *args, project, **kwargs):
        self.project = project
        super().__init__(*args, **kwargs)
        self.fields["seen_step"].initial = project.step
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        if facts.pop("seen_step") != self.project.step:
            raise Conflict(
                _("这个项目刚刚已经办到“%(stage)s”，请刷新后再办。")
                % {"stage": self.project.get_stage_display()}
            )
        return getattr(desk, self.service)(by=by, project=self.project, **facts)


class ReasonForm(StepForm):
    reason = long_text(_("理由"))


class ApplyForm(StepForm):
    service = "apply_project"
    reason = long_text(_("说明"), required=False)


class TownshipForm(StepForm):
    service = "check_project"
    seen_on = a_day(_("现场踏勘日期"))
    seen_by = forms.CharField(label=_("踏勘人"), max_length=60)
    reason = long_text(
        _("说明"), required=False, help_text=_("与别的项目相近的，写明为什么不重复（LN-37）。")
    )


class ReviewForm(StepForm):
    service = "review_project"
    reason = long_text(_("说明"), required=False)


class LibraryForm(StepForm):
    service = "enter_library"
    paper = forms.CharField(label=_("入库文号"), max_length=100)


class ApproveForm(StepForm):
    service = "approve_project"
    amount = forms.DecimalField(
        label=_("批复金额(元)"),
        max_digits=18,
        decimal_places=2,
        help_text=_("不超过概算，也不超过已下达的资金。"),
    )
    paper = forms.CharField(label=_("批复文号"), max_length=100)
    plan_paper = forms.CharField(label=_("年度计划文号"), max_length=100)


class StartForm(StepForm):
    service = "start_project"
    started_on = a_day(_("实际开工"))


class CloseForm(StepForm):
    service = "close_project"
    handed_over_to = forms.CharField(label=_("资产接收人"), max_length=80)
    handed_over_on = a_day(_("资产移交日期"))


class RemoveForm(ReasonForm):
    service = "remove_from_library"
    paper = forms.CharField(label=_("出库文号"), max_length=100)


def _plain(name):
    return type(f"{name}Form", (StepForm,), {"service": name, "__doc__": None})


def _reasoned(name):
    return type(f"{name}Form", (ReasonForm,), {"service": name, "__doc__": None})


# The form of the step to each stage; that from `suspended` back is the one of resuming.
STEP_FORMS = {
    Stage.APPLIED: ApplyForm,
    Stage.TOWNSHIP_CHECKED: TownshipForm,
    Stage.COUNTY_REVIEWED: ReviewForm,
    Stage.LIBRARY_PUBLICITY: _plain("publish_library"),
    Stage.IN_LIBRARY: LibraryForm,
    Stage.APPROVED: ApproveForm,
    Stage.PLAN_PUBLICITY: _plain("publish_plan"),
    Stage.PROCUREMENT: _plain("begin_procurement"),
    Stage.CONTRACTED: _plain("contract_project"),
    Stage.IN_PROGRESS: StartForm,
    Stage.COMPLETED: _plain("complete_project"),
    Stage.ACCEPTED: _plain("accept_project"),
    Stage.COMPLETION_PUBLICITY: _plain("publish_completion"),
    Stage.REIMBURSED: _plain("reimburse_project"),
    Stage.CLOSED: CloseForm,
    Stage.RETURNED: _reasoned("return_project"),
    Stage.REJECTED: _reasoned("reject_project"),
    Stage.REMOVED: RemoveForm,
    Stage.SUSPENDED: _reasoned("suspend_project"),
    Stage.CANCELLED: _reasoned("cancel_project"),
}
RESUME, BACK_TO_WORK = _reasoned("resume_project"), _reasoned("send_back_to_work")


def step_form(project, to):
    """Return the form of the step from where a project stands to a stage."""
    if project.stage == Stage.SUSPENDED and to != Stage.CANCELLED:
        return RESUME
    if (project.stage, to) == (Stage.COMPLETED, Stage.IN_PROGRESS):
        return BACK_TO_WORK
    return STEP_FORMS[Stage(to)]
