"""Bringing a case up."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from households.choices import Relation
from households.forms.fields import day_field
from households.forms.procedures.base import (
    WORDS_MAX,
    amount,
    long_text,
    paper_field,
    picture_field,
    whole,
)
from households.models import Household
from households.services import procedures as desk
from households.steps import ClosingCause, ClueSource, MonitoringCategory, ProcedureKind, Risk
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level

MEMBER_ROWS = 8


class StartForm(ScopedForm):
    """What every start shares: the picture is kept for the place of the case."""

    title: Any = ""
    hint: Any = ""

    def __init__(self, *args, household_no="", area="", **kwargs):
        super().__init__(*args, **kwargs)
        self.asked_area = area
        if "household_no" in self.fields:
            self.fields["household_no"].initial = household_no

    def proof(self, by, area):
        upload = self.cleaned_data.get("image")
        image = desk.keep_picture(by=by, area=area, upload=upload) if upload else None
        return {"image": image, "paper": self.cleaned_data.get("paper", "")}

    def household(self, name="household_no"):
        """Return the household with the number that was written; ValidationError where the user sees none."""
        return desk.household_by_number(self.user, self.cleaned_data[name], name)


class VillageField(forms.ModelChoiceField):
    """The villages that the user sees; the only one is chosen already."""

    def __init__(self, user, **more):
        villages = Area.objects.visible_to(user).filter(level=Level.VILLAGE, valid_to=None).order_by("code")
        first = list(villages[:2])
        only = first[0] if len(first) == 1 else None
        super().__init__(queryset=villages, label=_("村"), empty_label=_("请选择"), initial=only, **more)

    def label_from_instance(self, area):
        return area.short_name


def number_field(**more):
    return forms.CharField(label=_("户编号"), max_length=20, **more)


class EntryForm(StartForm):
    """A household applies, or a check found it left out."""

    title = _("申请纳入")
    on = day_field(_("申请日期"))
    head_name = forms.CharField(label=_("户主姓名"), max_length=60)
    group_name = forms.CharField(label=_("村民小组"), max_length=30, required=False)
    address = forms.CharField(label=_("详细地址"), max_length=120, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=40, required=False)
    income_per_capita = amount(_("申报人均纯收入（元）"), required=False)
    statement = long_text(_("申请理由"))
    is_omission = forms.BooleanField(label=_("由村或部门核查发现的漏评户"), required=False)
    signed_by = forms.CharField(label=_("申请书签字人"), max_length=WORDS_MAX, required=False)
    image = picture_field()
    paper = paper_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {"area": VillageField(self.user), **self.fields}
        for row in range(MEMBER_ROWS):
            self.fields[f"name-{row}"] = forms.CharField(label=_("姓名"), max_length=60, required=False)
            self.fields[f"relation-{row}"] = forms.ChoiceField(
                label=_("与户主关系"), choices=[("", "—"), *Relation.choices], required=False
            )
            self.fields[f"id-{row}"] = forms.CharField(label=_("证件号码"), max_length=40, required=False)

    @property
    def member_rows(self):
        """Return the fields of each member, for the table on the page."""
        return [[self[f"{name}-{row}"] for name in ("name", "relation", "id")] for row in range(MEMBER_ROWS)]

    @property
    def plain_fields(self):
        return [bound for bound in self.visible_fields() if "-" not in bound.name]

    def clean(self):
        data, members = super().clean(), []
        for row in range(MEMBER_ROWS):
            facts = {
                "name": data.get(f"name-{row}"),
                "relation": data.get(f"relation-{row}"),
                "id_number": data.get(f"id-{row}"),
            }
            if not any(facts.values()):
                continue
            for key, name in (("name", "name"), ("relation", "relation")):
                if not facts[key]:
                    self.add_error(f"{name}-{row}", _("第 %(n)d 行没有填全。") % {"n": row + 1})
            members.append(facts)
        if not members:
            self.add_error("name-0", _("请至少填写户主本人。"))
        self.members = members
        return data

    def save(self, *, by):
        data = self.cleaned_data
        names = ("head_name", "group_name", "address", "phone", "income_per_capita", "statement", "is_omission",
                 "signed_by", "on")  # fmt: skip
        return desk.apply_for_entry(
            by=by, area=data["area"], members=self.members, **{name: data[name] for name in names},
            **self.proof(by, data["area"]),
        )  # fmt: skip


class ExitForm(StartForm):
    """A village's list of households that may leave poverty; who stands over many villages names one first."""

    title = _("提出拟脱贫名单")
    hint = _("选中的户列入同一份名单，一次评议、一次公示。列入后按登记数据核对退出标准。")
    on = day_field(_("列入日期"))
    households = forms.ModelMultipleChoiceField(
        queryset=Household.objects.none(), label=_("拟脱贫户"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["households"]
        homes = desk.may_exit(self.user)
        villages = [] if self.asked_area else desk.villages_for_exit(self.user)
        self.villages = villages if len(villages) > 1 else []
        field.queryset = homes.filter(area=self.asked_area) if self.asked_area else homes
        if self.villages:
            field.queryset = homes.none()
            field.error_messages["required"] = _("请先选村，再选拟脱贫户。")
        field.label_from_instance = lambda home: (
            f"{home.head_name} · {home.household_no} · {home.area.short_name}"
        )

    def clean_households(self):
        found = list(self.cleaned_data["households"])
        if len({home.area_id for home in found}) > 1:
            raise ValidationError(_("一份名单只能是一个村的。"))
        return found

    def save(self, *, by):
        homes = self.cleaned_data["households"]
        batch = desk.open_exit_list(by=by, area=homes[0].area, households=homes, on=self.cleaned_data["on"])
        return batch.cases.order_by("pk").first()


class ReturnForm(StartForm):
    title = _("返贫纳入")
    household_no = number_field()
    on = day_field(_("提出日期"))
    cause = long_text(_("返贫原因"))
    image = picture_field()
    paper = paper_field()

    def save(self, *, by):
        home, data = self.household(), self.cleaned_data
        return desk.open_return(
            by=by, household=home, cause=data["cause"], on=data["on"], **self.proof(by, home.area)
        )


class RemovalForm(StartForm):
    title = _("错评清退")
    hint = _("由县扶贫办决定；提出的人不能自己决定。")
    household_no = number_field()
    on = day_field(_("提出日期"))
    finding = long_text(_("比对或核查发现"))
    image = picture_field()
    paper = paper_field()

    def save(self, *, by):
        home, data = self.household(), self.cleaned_data
        return desk.open_removal(
            by=by, household=home, finding=data["finding"], on=data["on"], **self.proof(by, home.area)
        )


class NaturalForm(StartForm):
    title = _("自然销户")
    hint = _("由乡镇确认；登记的人不能自己确认。")
    household_no = number_field()
    on = day_field(_("登记日期"))
    cause = forms.ChoiceField(label=_("原因"), choices=ClosingCause.choices, widget=forms.RadioSelect)
    target_no = forms.CharField(label=_("并入的户编号"), max_length=20, required=False)
    text = long_text(_("情况"))
    image = picture_field()
    paper = paper_field()

    def save(self, *, by):
        home, data = self.household(), self.cleaned_data
        target = self.household("target_no") if data["target_no"] else None
        return desk.open_natural_close(
            by=by, household=home, cause=data["cause"], text=data["text"], on=data["on"], target=target,
            **self.proof(by, home.area),
        )  # fmt: skip


class MonitoringForm(StartForm):
    title = _("登记监测线索")
    hint = _("在册的户填户编号；一般农户选村并填户主姓名、人数。")
    household_no = number_field(required=False)
    head_name = forms.CharField(label=_("户主姓名"), max_length=60, required=False)
    group_name = forms.CharField(label=_("村民小组"), max_length=30, required=False)
    size = whole(_("人数"), required=False)
    on = day_field(_("发现日期"))
    category = forms.ChoiceField(
        label=_("监测类型"), choices=MonitoringCategory.choices, widget=forms.RadioSelect
    )
    clue_source = forms.ChoiceField(label=_("线索来源"), choices=ClueSource.choices, widget=forms.RadioSelect)
    risks = forms.MultipleChoiceField(
        label=_("风险类型"), choices=Risk.choices, widget=forms.CheckboxSelectMultiple
    )
    net_income = amount(_("家庭纯收入（元）"), required=False)
    rigid_spending = amount(
        _("刚性支出（元）"), required=False, help_text=_("自付的医疗、教育、灾害、事故支出。")
    )
    has_no_labour = forms.BooleanField(label=_("整户无劳动能力"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        village = VillageField(self.user, required=False)
        names = list(self.fields)
        self.fields = {
            **{n: self.fields[n] for n in names[:1]},
            "area": village,
            **{n: self.fields[n] for n in names[1:]},
        }

    def clean(self):
        data = super().clean()
        if not data.get("household_no"):
            for name in ("area", "head_name", "size"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("没有户编号的，这一项要填。"))
        return data

    def save(self, *, by):
        data = self.cleaned_data
        home = self.household() if data["household_no"] else None
        names = ("head_name", "group_name", "size", "on", "category", "clue_source", "risks", "net_income",
                 "rigid_spending", "has_no_labour")  # fmt: skip
        return desk.open_monitoring(
            by=by,
            area=home.area if home else data["area"],
            household=home,
            **{name: data[name] for name in names},
        )


STARTERS = {
    ProcedureKind.ENTRY: EntryForm,
    ProcedureKind.EXIT: ExitForm,
    ProcedureKind.RETURN: ReturnForm,
    ProcedureKind.REMOVAL: RemovalForm,
    ProcedureKind.NATURAL: NaturalForm,
    ProcedureKind.MONITORING: MonitoringForm,
}
