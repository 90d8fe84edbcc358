"""What is put on record for one household: papers, comparisons, exit items, the information form, appeals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.forms.fields import YesNoField, day_field, form_field
from households.forms.procedures.base import (
    WORDS_MAX,
    CaseForm,
    amount,
    long_text,
    paper_field,
    picture_field,
)
from households.models import Applicant, ApplicantMember
from households.services import procedures as desk
from households.services.procedures.evidence import LEDGER_SOURCES
from households.services.procedures.guards_case import FOUR_ONES
from households.steps import (
    SIGNED,
    Blocking,
    ClosingCause,
    ComparisonLevel,
    EvidenceKind,
)


class EvidenceForm(CaseForm):
    """A paper of one household; some kinds ask for more."""

    on = day_field()
    people = forms.CharField(label=_("经办人"), max_length=WORDS_MAX, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.argument
        own = {
            EvidenceKind.EXIT_LEDGER: self._ledger_fields,
            EvidenceKind.FOUR_ONES: self._four_fields,
            EvidenceKind.CLOSING: self._closing_fields,
            EvidenceKind.HOME_CHECK: self._home_check_fields,
        }
        if kind in own:
            self.fields.update(own[kind]())
        if kind != EvidenceKind.FOUR_ONES:
            needed = kind != EvidenceKind.EXIT_LEDGER
            self.fields["text"] = long_text(_("内容"), required=needed)
        if kind in SIGNED:
            self.fields["signed_by"] = forms.CharField(
                label=_("农户签字人"), max_length=WORDS_MAX, required=False
            )
        self.fields["image"], self.fields["paper"] = picture_field(), paper_field()

    def get_title(self):
        return EvidenceKind(self.argument).label

    @staticmethod
    def _ledger_fields():
        from households.models import IncomeStatement

        label_of = {name: IncomeStatement._meta.get_field(name).verbose_name for name in LEDGER_SOURCES}
        return {
            name: amount(_("%(source)s（元）") % {"source": label_of[name]}, required=False)
            for name in LEDGER_SOURCES
        }

    @staticmethod
    def _four_fields():
        labels = (
            _("一本台账"),
            _("一本扶贫手册"),
            _("一个脱贫计划"),
            _("一套帮扶措施"),
            _("已张贴结对帮扶联系卡"),
        )
        return {
            name: forms.BooleanField(label=label, required=False)
            for name, label in zip(FOUR_ONES, labels, strict=True)
        }

    @staticmethod
    def _closing_fields():
        return {
            "cause": forms.ChoiceField(label=_("原因"), choices=ClosingCause.choices),
            "target_no": forms.CharField(label=_("并入的户编号"), max_length=20, required=False),
        }

    def _home_check_fields(self):
        household = self.case.household
        if not (household and household.is_relocated):
            return {}
        return {
            "has_key": forms.BooleanField(label=_("已拿到新房钥匙"), required=False),
            "lives_there": forms.BooleanField(label=_("已实际入住"), required=False),
        }

    def save(self, *, by):
        data = self.cleaned_data
        names = (*LEDGER_SOURCES, *FOUR_ONES, "cause", "has_key", "lives_there")
        facts = {name: _plain(data[name]) for name in names if name in data and data[name] is not None}
        target = None
        if data.get("target_no"):
            target = desk.household_by_number(self.user, data["target_no"], "target_no")
        desk.record_evidence(
            by=by, case=self.case, kind=self.argument, on=data["on"], people=data["people"],
            text=data.get("text", ""), facts=facts, signed_by=data.get("signed_by", ""), target=target, **self.proof,
        )  # fmt: skip
        return self.case


def _plain(value):
    return value if isinstance(value, bool) else str(value)


class ComparisonForm(CaseForm):
    """What a comparison with other registers found."""

    on = day_field(_("比对日期"))
    source = forms.CharField(label=_("依据（部门回函等）"), max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = desk.comparison_rules(self.case.area_id)
        self.fields["source"].required = self.argument != ComparisonLevel.VILLAGE
        if self.argument == ComparisonLevel.VILLAGE:
            return
        for rule in self.rules:
            bars = rule.action == Blocking.BLOCK
            self.fields[f"hit-{rule.code}"] = forms.BooleanField(
                label=_("命中：%(label)s（%(action)s）")
                % {"label": rule.label, "action": rule.get_action_display()},
                required=False,
            )
            self.fields[f"detail-{rule.code}"] = forms.CharField(
                label=_("%(label)s：比对情况") % {"label": rule.label}, max_length=200, required=False
            )
            if not bars:
                self.fields[f"why-{rule.code}"] = forms.CharField(
                    label=_("%(label)s：情况说明") % {"label": rule.label}, max_length=200, required=False
                )

    def get_title(self):
        return ComparisonLevel(self.argument).label

    def save(self, *, by):
        data = self.cleaned_data
        hits = {
            rule.code: (data[f"detail-{rule.code}"], data.get(f"why-{rule.code}", ""))
            for rule in self.rules
            if data.get(f"hit-{rule.code}")
        }
        desk.record_comparison(
            by=by, case=self.case, level=self.argument, on=data["on"], source=data["source"], hits=hits
        )
        return self.case


class ItemsForm(CaseForm):
    """The items of the exit standard that a person answers; the others are judged from the records anew."""

    title = _("核对退出标准")
    hint = _("有登记数据的项目由系统判断；数据不对，请先改正档案。")
    on = day_field(_("核实日期"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = desk.open_items(self.case)
        for item in self.items:
            self.fields[f"met-{item.pk}"] = YesNoField(
                label=item.label, required=False, help_text=_("佐证：%(what)s") % {"what": item.evidence}
            )
            self.fields[f"fact-{item.pk}"] = forms.CharField(
                label=_("%(item)s：核实到的情况") % {"item": item.label}, max_length=200, required=False
            )
        if self.items:
            self.fields["image"], self.fields["paper"] = picture_field(), paper_field()

    def save(self, *, by):
        data = self.cleaned_data
        desk.judge_items(by=by, case=self.case, on=data["on"])
        for item in self.items:
            if data[f"met-{item.pk}"] is not None:
                desk.answer_item(
                    by=by, case=self.case, item=item, is_met=data[f"met-{item.pk}"], on=data["on"],
                    fact=data[f"fact-{item.pk}"], **self.proof,
                )  # fmt: skip
        return self.case


class InformationForm(CaseForm):
    """贫困户信息采集表: the facts that the register needs."""

    title = _("填写信息采集表")
    hint = _("可以分次填。县扶贫办确认时要全部填好，填表的人不能自己确认。")
    COLUMNS = ("household_no", "address", "phone", "poverty_attribute", "main_cause", "presence", "housing_grade",
               "is_water_safe")  # fmt: skip
    OF_MEMBER = ("birth_date", "labour_capacity", "is_medical_insured")
    on = day_field(_("填表日期"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        applicant = self.case.applicant
        self.people = list(applicant.members.all())
        for name in self.COLUMNS:
            self._add(name, Applicant._meta.get_field(name), getattr(applicant, name))
        for person in self.people:
            for name in self.OF_MEMBER:
                column = ApplicantMember._meta.get_field(name)
                self._add(f"{name}-{person.pk}", column, getattr(person, name), f"{person.name}：")

    def _add(self, name, column, value, prefix=""):
        masked = _("已登记") if name == "phone" and value else ""
        field = form_field(column, masked)
        field.required = False
        field.label = f"{prefix}{column.verbose_name}"
        self.fields[name] = field
        if not masked:
            self.initial[name] = value

    def save(self, *, by):
        data = self.cleaned_data
        facts = {name: data[name] for name in self.COLUMNS if name != "phone" or data["phone"]}
        members = [(p, {name: data[f"{name}-{p.pk}"] for name in self.OF_MEMBER}) for p in self.people]
        desk.fill_information_form(by=by, case=self.case, on=data["on"], members=members, **facts)
        return self.case


class AppealForm(CaseForm):
    title = _("登记申诉")
    on = day_field(_("申诉日期"))
    text = long_text(_("申诉理由"))

    def save(self, *, by):
        desk.appeal(by=by, case=self.case, **self.cleaned_data)
        return self.case


class AppealDecisionForm(CaseForm):
    title = _("裁定申诉")
    on = day_field(_("裁定日期"))
    is_upheld = forms.TypedChoiceField(
        label=_("裁定"),
        choices=[("1", _("申诉成立，退回重办")), ("0", _("维持原决定"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
    )
    decision = long_text(_("裁定意见"))

    def save(self, *, by):
        desk.decide_appeal(by=by, case=self.case, **self.cleaned_data)
        return self.case
