"""The forms of accountability. Each ends in a service."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.models import Helper, HelpingUnit
from inspections.choices.accountability import (
    BY_PAPER,
    EXONERATION_CONDITIONS,
    ActionKind,
    Body,
    ExonerationGround,
    Misuse,
    Trigger,
)
from inspections.models import DecisionSeat
from inspections.models.account import PartyLevel
from inspections.services import accountability as desk
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area, User
from povertyapp.core.models.area import Level

TEXT_MAX = 2000


def a_day(label, **more):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        initial=clock.today,
        **more,
    )


def long_text(label, **more):
    return forms.CharField(label=label, max_length=TEXT_MAX, widget=forms.Textarea(attrs={"rows": 5}), **more)


def a_paper(label, **more):
    return forms.CharField(label=label, max_length=100, **more)


class CaseForm(ScopedForm):
    """A form about one case; the step that the page showed is compared when it is saved."""

    seen_step = forms.IntegerField(widget=forms.HiddenInput)
    on = a_day(_("日期"))

    def __init__(self, *args, case, **kwargs):
        self.case = case
        super().__init__(*args, **kwargs)
        self.fields["seen_step"].initial = case.step
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])


class ServeForm(CaseForm):
    answers_for = forms.CharField(
        label=_("受送达人"), max_length=40, help_text=_("当事人本人，或者代表单位签收的人。")
    )
    paper = a_paper(
        _("告知书文号或存放处"), help_text=_("例如：来扶告〔2026〕12 号，送达回证在档案柜 3 号。")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answers_for"].initial = self.case.answers_for

    def save(self, *, by):
        return desk.serve_notice(by=by, case=self.case, **self.cleaned_data)


class StatementForm(CaseForm):
    text = long_text(_("陈述意见"), help_text=_("写清事实和理由；决定的人必须回应。"))
    paper = a_paper(_("书面材料存放处"), required=False, help_text=_("经办人代录时必填。"))

    def save(self, *, by):
        self.cleaned_data.pop("seen_step")
        desk.record_statement(by=by, case=self.case, **self.cleaned_data)
        return self.case


class AppealForm(StatementForm):
    text = long_text(_("申诉理由"), help_text=_("只能申诉一次，由另外的人复核。"))

    def save(self, *, by):
        return desk.appeal(by=by, case=self.case, **self.cleaned_data)


class DecideForm(CaseForm):
    kind = forms.ChoiceField(label=_("处理方式"), help_text=_("照建议，或者从轻。"))
    deadline_on = a_day(_("整改期限"), required=False, help_text=_("只有限期整改要填，最长 30 天。"))
    joined_by = forms.ModelChoiceField(
        DecisionSeat.objects.none(), label=_("会同决定人"), required=False, empty_label=_("请选择")
    )
    reason = long_text(_("决定的理由"), help_text=_("写清事实和依据，并逐条回应当事人的陈述。"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = desk.kinds_for(self.case)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["kind"].initial = self.case.proposed_kind
        self.fields["deadline_on"].initial = None
        if ActionKind.RECTIFY_ORDER not in kinds:
            del self.fields["deadline_on"]
        if not self.case.joint_body:
            del self.fields["joined_by"]
        else:
            seats = DecisionSeat.objects.visible_to(self.user).in_force(clock.today())
            found = seats.filter(county=self.case.county_id, body=self.case.joint_body).select_related("user")
            self.fields["joined_by"].queryset = found
            self.fields["joined_by"].required = True

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        seat = facts.pop("joined_by", None)
        return desk.decide(by=by, case=self.case, joined_by=seat.user if seat else None, **facts)


class ExonerateForm(CaseForm):
    ground = forms.ChoiceField(label=_("容错情形"), choices=ExonerationGround)
    conditions = forms.MultipleChoiceField(
        label=_("逐条确认"), choices=EXONERATION_CONDITIONS, widget=forms.CheckboxSelectMultiple
    )
    reason = long_text(_("免责的理由"))

    def save(self, *, by):
        return desk.exonerate(by=by, case=self.case, **self.cleaned_data)


class IssueForm(CaseForm):
    paper = a_paper(_("决定书文号或存放处"))

    def save(self, *, by):
        return desk.issue(by=by, case=self.case, **self.cleaned_data)


class ExecuteForm(CaseForm):
    record = long_text(_("执行情况"), help_text=_("约谈、检讨、通报怎么做的，谁在场。"))
    signed_by = forms.CharField(label=_("记录签字人"), max_length=40)
    paper = a_paper(_("签字记录存放处"))

    def save(self, *, by):
        return desk.execute(by=by, case=self.case, **self.cleaned_data)


class ReasonForm(CaseForm):
    reason = long_text(_("理由"))


class RuleForm(ReasonForm):
    is_upheld = forms.TypedChoiceField(
        label=_("复核结论"),
        choices=[("1", _("申诉成立，撤销决定")), ("0", _("申诉不成立，维持决定"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
    )
    field_order = ("seen_step", "is_upheld", "reason", "on")

    def save(self, *, by):
        return desk.rule_on_appeal(by=by, case=self.case, **self.cleaned_data)


class RevokeForm(ReasonForm):
    def save(self, *, by):
        return desk.revoke(by=by, case=self.case, **self.cleaned_data)


class CheckForm(ReasonForm):
    is_fulfilled = forms.TypedChoiceField(
        label=_("核查结论"),
        choices=[("1", _("整改完成")), ("0", _("整改未完成"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
    )
    field_order = ("seen_step", "is_fulfilled", "reason", "on")

    def save(self, *, by):
        return desk.check_order(by=by, case=self.case, **self.cleaned_data)


class EnterForm(ScopedForm):
    """A case that no account can show, with the paper (JZ-43, LF-51, JZ-21)."""

    trigger = forms.ChoiceField(label=_("情形"), choices=[(name, Trigger(name).label) for name in BY_PAPER])
    misuse = forms.ChoiceField(
        label=_("资金违规情形"), choices=[("", _("不是资金问题")), *Misuse.choices], required=False
    )
    level = forms.ChoiceField(
        label=_("当事人"),
        choices=[choice for choice in PartyLevel.choices if choice[0] != PartyLevel.COUNTY],
        widget=forms.RadioSelect,
    )
    place = forms.ModelChoiceField(
        Area.objects.filter(level__in=(Level.TOWNSHIP, Level.VILLAGE)).order_by("code"),
        label=_("乡镇或村"),
        required=False,
        empty_label=_("不是乡镇或村"),
    )
    unit = forms.ModelChoiceField(
        HelpingUnit.objects.all(), label=_("县直单位"), required=False, empty_label=_("不是单位")
    )
    helper_code = forms.CharField(label=_("帮扶人编号"), max_length=20, required=False)
    source = forms.CharField(
        label=_("材料名称和文号"), max_length=200, help_text=_("媒体名称和日期、通报文号、督查组名称。")
    )
    text = long_text(_("情况"))

    def clean(self):
        found = super().clean()
        level = found.get("level")
        if level in (PartyLevel.VILLAGE, PartyLevel.TOWNSHIP):
            place = found.get("place")
            if place is None or place.level != level:
                self.add_error("place", _("请选定与层级相符的乡镇或村。"))
        elif level == PartyLevel.COUNTY_UNIT and not found.get("unit"):
            self.add_error("unit", _("请选定单位。"))
        elif level == PartyLevel.HELPER:
            helpers = Helper.objects.visible_to(self.user)
            if not helpers.filter(code=found.get("helper_code")).exists():
                self.add_error("helper_code", _("没有这个编号的帮扶责任人，请核对编号。"))
        return found

    def save(self, *, by):
        facts = self.cleaned_data
        code = {
            PartyLevel.COUNTY_UNIT: facts["unit"] and facts["unit"].code,
            PartyLevel.HELPER: facts["helper_code"],
        }.get(facts["level"], facts["place"] and facts["place"].pk)
        names = ("trigger", "misuse", "level", "source", "text")
        county = Area.objects.get(pk=by.county_codes[0])
        return desk.enter_case(by=by, county=county, code=code, **{name: facts[name] for name in names})


class SeatForm(ScopedForm):
    body = forms.ChoiceField(label=_("决定机关"), choices=Body)
    area = forms.ModelChoiceField(
        Area.objects.filter(level__in=(Level.COUNTY, Level.TOWNSHIP)).order_by("code"),
        label=_("地方"),
        help_text=_("乡镇党委政府选乡镇，其他机关选县。"),
    )
    user = forms.CharField(label=_("成员的登录名"), max_length=150)
    title = forms.CharField(label=_("职务"), max_length=40)
    paper = a_paper(_("任命文号"))
    from_date = a_day(_("从哪天起"))

    def clean_user(self):
        found = User.objects.filter(username=self.cleaned_data["user"].strip(), is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("没有这个登录名，请核对。"))
        return found

    def save(self, *, by):
        return desk.give_seat(by=by, **self.cleaned_data)


class SelfReportForm(ScopedForm):
    """What a village, township or helping unit found below itself, before anybody checked (JZ-20)."""

    about = forms.ChoiceField(label=_("问题单位或人员"))
    month = forms.CharField(label=_("月份"), max_length=7, help_text=_("例如 2026-11；锁定以后不能再报。"))
    text = long_text(_("自查发现的问题"))

    def __init__(self, *args, unit=None, **kwargs):
        self.unit = unit
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = desk.parties_below(self.user, unit)
        self.fields["month"].initial = f"{clock.today():%Y-%m}"

    def save(self, *, by):
        level, code = self.cleaned_data.pop("about").split(":", 1)
        facts = self.cleaned_data | {"about_level": level, "about_code": code}
        return desk.report_own_finding(by=by, unit=self.unit, **facts)
