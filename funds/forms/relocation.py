"""The steps of a relocation as forms, from the identification to the close, and the checks that follow it up."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance.forms.households import HouseholdAsked
from assistance.models import Visit
from funds.choices.relocation import Aim, CaseStatus, MoveReason, Settlement
from funds.forms.credit import a_day, line, words, yuan
from funds.models import RelocationSite
from funds.relocation import house_limit
from funds.services import relocation as desk
from funds.services.relocation.living import income_measures, visits_after_key
from households.forms.procedures.base import picture_field
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.forms import ScopedForm
from povertyapp.core.parameters import Parameters


def yes(label, **more):
    return forms.BooleanField(label=label, required=False, **more)


def square_metres(label):
    return forms.DecimalField(label=label, max_digits=7, decimal_places=2, min_value=0)


class IdentifyForm(HouseholdAsked):
    """A household to be moved: asked for by its number, with the reason for which its place is listed."""

    reason = forms.ChoiceField(
        label=_("搬迁原因"), choices=MoveReason, help_text=_("要与所在村列入迁出区的原因一致。")
    )
    on = a_day(_("识别日期"))

    def __init__(self, *args, household_no="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["household"].initial = household_no

    def save(self, *, by):
        return desk.identify_household(by=by, **self.cleaned_data)


class CaseForm(ScopedForm):
    """A step of one case; the step that the page showed is compared when it is saved."""

    seen_step = forms.IntegerField(widget=forms.HiddenInput)
    on = a_day(_("日期"))

    def __init__(self, *args, case, **kwargs):
        self.case = case
        super().__init__(*args, **kwargs)
        self.fields["seen_step"].initial = case.step
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])

    @property
    def value(self):
        return Parameters(self.case.area_id, clock.today())

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        if facts.pop("seen_step") != self.case.step:
            raise Conflict(_now("这个搬迁户刚刚被别人办过，请刷新后再办。"))
        self.take(by=by, case=self.case, **facts)
        return self.case

    def take(self, *, by, case, **facts):
        """Call the service."""
        raise NotImplementedError

    def tell_limit(self, name):
        limit = house_limit(self.case.area_id, self.case.persons, clock.today())
        said = _now("%(n)d 人最多 %(most)s 平方米（B15）。")
        self.fields[name].help_text = said % {"n": self.case.persons, "most": f"{limit:g}"}


class AgreeForm(CaseForm):
    paper = line(
        _("申请和协议存放"),
        100,
        help_text=_("农户自愿申请、搬迁和拆旧协议放在哪里，例如：镇档案室 12 号盒。"),
    )
    agrees_demolition = yes(_("协议写明同意拆除旧房"))
    take = staticmethod(desk.sign_agreement)


class PlanForm(CaseForm):
    take = staticmethod(desk.plan_case)


class SiteForm(CaseForm):
    settlement = forms.ChoiceField(label=_("安置方式"), choices=Settlement)
    site = forms.ModelChoiceField(
        queryset=None, label=_("安置点"), required=False, empty_label=_("（分散安置不选）")
    )
    house_m2 = square_metres(_("户型面积（平方米）"))
    take = staticmethod(desk.assign_site)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.tell_limit("house_m2")
        county = self.case.area_id[:6]
        self.fields["site"].queryset = RelocationSite.objects.in_area(county).order_by("area_id", "code")
        if self.case.listed is not None:
            self.fields["settlement"].initial = self.case.listed.settlement


class BuildForm(CaseForm):
    image = picture_field()
    self_paid = yuan(_("自筹资金（元）"))
    take = staticmethod(desk.start_building)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["image"].label, self.fields["image"].required = _("开工照片"), True
        most = self.value.number("relocation.self_paid_max")
        self.fields["self_paid"].help_text = _now("每户不超过 %(n)s 元。") % {"n": f"{most:,.0f}"}


class BuiltForm(CaseForm):
    dwelling_m2 = square_metres(_("实测住房面积（平方米）"))
    take = staticmethod(desk.finish_building)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.tell_limit("dwelling_m2")
        self.fields["dwelling_m2"].initial = self.case.house_m2


class AcceptForm(CaseForm):
    acceptor = line(_("验收单位"), 80, help_text=_("主管部门或第三方，不能是建房的人。"))
    quality = yes(_("质量合格"))
    water = yes(_("通水"))
    power = yes(_("通电"))
    road = yes(_("通路"))
    take = staticmethod(desk.accept_house)


class KeyForm(CaseForm):
    receipt = line(_("钥匙签收单存放"), 100)
    take = staticmethod(desk.hand_key)


class MoveForm(CaseForm):
    visit = forms.ModelChoiceField(
        queryset=None, label=_("核实入住的走访"), required=False, empty_label=_("（最近一次入户走访）")
    )
    image = picture_field()
    lives_since = a_day(_("实际居住起"), required=False, initial=None)
    goods_moved = yes(_("家当已搬入"))
    take = staticmethod(desk.confirm_move)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["image"].label, self.fields["image"].required = _("入住照片"), True
        has_key = self.case.keys_on is not None
        rows = visits_after_key(self.case, clock.today()) if has_key else Visit.objects.none()
        self.fields["visit"].queryset = rows.select_related("helper")
        self.fields["visit"].label_from_instance = _visit_line


def _visit_line(visit):
    return f"{visit.happened_on} {visit.visitor_name or visit.helper or ''}".strip()


class RemoveForm(CaseForm):
    image = picture_field()
    exemption = words(
        _("免予拆除的依据"), required=False, help_text=_("连体、文物保护等不能拆的写明依据，不传照片。")
    )
    take = staticmethod(desk.remove_old_house)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["image"].label = _("拆旧照片")


class SupportForm(CaseForm):
    measure = forms.ModelChoiceField(queryset=None, label=_("增收措施"), empty_label=None)
    school = yes(_("子女就学已衔接（没有学生的核实后勾选）"))
    insurance = yes(_("医保已衔接"))
    aims = forms.MultipleChoiceField(
        label=_("六项目标（LF-29）"), choices=Aim, required=False, widget=forms.CheckboxSelectMultiple
    )
    take = staticmethod(desk.support_household)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = income_measures(self.case, clock.today())


class CloseForm(CaseForm):
    take = staticmethod(desk.close_case)


class WithdrawForm(CaseForm):
    reason = words(_("退出原因"), help_text=_("例如：农户放弃、已不在册、不符合条件。"))
    take = staticmethod(desk.withdraw_case)


class FaultForm(CaseForm):
    reason = words(
        _("问题和整改要求"), 300, help_text=_("例如：实测 118 平方米，4 人最多 103 平方米，限期整改。")
    )
    take = staticmethod(desk.send_back)


class FollowUpForm(CaseForm):
    is_passed = yes(_("合格：住得稳、有收入"))
    note = words(_("回访情况"))
    take = staticmethod(desk.record_check)


FORMS = {
    CaseStatus.AGREED: AgreeForm,
    CaseStatus.PLANNED: PlanForm,
    CaseStatus.SITE_ASSIGNED: SiteForm,
    CaseStatus.BUILDING: BuildForm,
    CaseStatus.BUILT: BuiltForm,
    CaseStatus.ACCEPTED: AcceptForm,
    CaseStatus.KEY_HANDED: KeyForm,
    CaseStatus.MOVED_IN: MoveForm,
    CaseStatus.OLD_HOUSE_REMOVED: RemoveForm,
    CaseStatus.SUPPORTED: SupportForm,
    CaseStatus.CLOSED: CloseForm,
    CaseStatus.WITHDRAWN: WithdrawForm,
}
