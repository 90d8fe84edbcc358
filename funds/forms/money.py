"""What is asked for money to move: each form ends in one service, and a second press of its button moves nothing."""

import uuid
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from funds.choices.money import FundKind, FundLevel, Origin
from funds.choices.projects import IN_LIBRARY, OVER, ClaimState
from funds.models import Claim, FundLine, Project
from funds.services import money
from households.forms.fields import WrittenField, day_field
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.templatetags.house import money as written
from povertyapp.core.workbooks import cells

LINE_FACTS = (
    "year",
    "name",
    "level",
    "document_no",
    "arrived_on",
    "origin",
    "in_scope",
    "kind",
    "purpose",
    "owner_unit",
    "planned",
    "note",
)


def yuan_field(label, **more):
    """Return a field for an amount in yuan, in whatever way people write numbers."""
    return WrittenField(
        label=label, read=cells.number, **{"help_text": _("单位是元，最多两位小数。"), **more}
    )


class MoneyForm(ScopedForm):
    """A form with a key of its own, made when it is shown: sent twice, it is one act."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())

    @property
    def facts(self):
        """Return what was filled in; the key as the service takes it."""
        facts = dict(self.cleaned_data)
        key = facts.pop("key", None)
        return facts | {"key": str(key) if key else ""}


class LineForm(MoneyForm):
    """A line of money as its document says."""

    county = forms.ModelChoiceField(
        Area.objects.filter(level=Level.COUNTY, valid_to=None).order_by("code"),
        label=_("县"),
        empty_label=None,
    )
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    name = forms.CharField(label=_("资金名称"), max_length=120)
    level = forms.ChoiceField(label=_("级次"), choices=FundLevel.choices)
    document_no = forms.CharField(label=_("下达文号"), max_length=100, required=False)
    arrived_on = day_field(_("到账日期"))
    amount = yuan_field(_("到账金额（元）"))
    origin = forms.ChoiceField(label=_("存量或增量"), choices=Origin.choices)
    in_scope = forms.TypedChoiceField(
        label=_("纳入整合范围"), choices=[("1", _("是")), ("0", _("否"))], coerce=lambda text: text == "1"
    )
    kind = forms.ChoiceField(label=_("资金类别"), choices=FundKind.choices)
    purpose = forms.CharField(label=_("规定用途"), max_length=200)
    owner_unit = forms.CharField(label=_("主管单位"), max_length=80)
    planned = yuan_field(_("计划整合金额（元）"), required=False)
    note = forms.CharField(label=_("备注"), max_length=200, required=False)

    def __init__(self, *args, line=None, **kwargs):
        self.line = line
        super().__init__(*args, **kwargs)
        self.initial["year"] = clock.today().year
        if line:
            for name in ("county", "amount", "key"):
                del self.fields[name]
            self.initial |= {name: getattr(line, name) for name in LINE_FACTS}
            self.initial["in_scope"] = "1" if line.in_scope else "0"

    def save(self, *, by):
        facts = self.facts
        facts["planned"] = facts["planned"] or 0
        if self.line:
            del facts["key"]
            return money.edit_line(by=by, line=self.line, **facts)
        return money.open_line(by=by, **facts)


class MoveForm(MoneyForm):
    """An amount, a day and a document about one line."""

    amount = yuan_field(_("金额（元）"))
    on = day_field(_("日期"))
    document = forms.CharField(label=_("文号或凭据"), max_length=100)

    def __init__(self, *args, line, **kwargs):
        self.line = line
        super().__init__(*args, **kwargs)


class ReceiveForm(MoveForm):
    """More of the line arrived."""

    def save(self, *, by):
        return money.receive(by=by, line=self.line, **self.facts)


class IntegrateForm(MoveForm):
    """What arrived goes into the pool."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = _("到账未整合 %(held)s 元。") % {
            "held": written(self.line.held, "yuan")
        }

    def save(self, *, by):
        return money.integrate(by=by, line=self.line, **self.facts)


class LineField(forms.ModelChoiceField):
    """A line with what of it may still be allotted."""

    def label_from_instance(self, obj):
        return _("%(line)s（未下达 %(left)s 元）") % {
            "line": obj.name,
            "left": written(obj.unallotted, "yuan"),
        }


class ProjectField(forms.ModelChoiceField):
    """A project with its number and its budget."""

    default_error_messages: ClassVar = {
        "invalid_choice": _(
            "这个项目不在项目库：库外项目不安排资金（LF-40）。请选下面列出的项目，或先办入库。"
        )
    }

    def label_from_instance(self, obj):
        return _("%(number)s %(name)s（概算 %(budget)s 元）") % {
            "number": obj.number,
            "name": obj.name,
            "budget": written(obj.budget, "yuan"),
        }


class AllotForm(MoneyForm):
    """Integrated money of a line goes to a project of the library."""

    line = LineField(FundLine.objects.none(), label=_("资金来源"), to_field_name="code")
    project = ProjectField(
        Project.objects.filter(stage__in=IN_LIBRARY - OVER).order_by("number"),
        label=_("项目"),
        to_field_name="number",
    )
    amount = yuan_field(_("下达金额（元）"))
    on = day_field(_("下达日期"))
    document = forms.CharField(label=_("下达文号"), max_length=100)

    def __init__(self, *args, line="", project="", **kwargs):
        super().__init__(*args, **kwargs)
        known = FundLine.objects.visible_to(self.user).with_money()
        self.fields["line"].queryset = known.filter(unallotted__gt=0).order_by("-year", "code")
        self.initial |= {"line": line, "project": project}

    def save(self, *, by):
        return money.allot(by=by, **self.facts)


class HouseholdField(forms.ModelChoiceField):
    """A household whom the project benefits."""

    def label_from_instance(self, obj):
        return f"{obj.household_no} {obj.head_name}"


class ClaimField(forms.ModelChoiceField):
    """A claim that was passed."""

    def label_from_instance(self, obj):
        return _("第 %(number)s 号 %(kind)s %(amount)s 元") % {
            "number": obj.number,
            "kind": obj.get_kind_display(),
            "amount": written(obj.amount, "yuan"),
        }


class PayForm(MoneyForm):
    """Money of an allotment is paid to a household whom the project benefits, or to a unit."""

    amount = yuan_field(_("支付金额（元）"))
    on = day_field(_("支付日期"))
    household = HouseholdField(
        Household.objects.none(),
        label=_("收款户"),
        required=False,
        empty_label=_("不付给农户"),
        help_text=_("只列项目受益名单上的户。"),
    )
    payee = forms.CharField(
        label=_("收款单位"), max_length=120, required=False, help_text=_("付给施工、供货单位时填。")
    )
    claim = ClaimField(
        Claim.objects.none(), label=_("报账单"), required=False, empty_label=_("没有报账单"),
        help_text=_("只列审核通过的报账单。"),
    )  # fmt: skip
    document = forms.CharField(label=_("支付凭据"), max_length=100, required=False)

    def __init__(self, *args, allotment, **kwargs):
        self.allotment = allotment
        super().__init__(*args, **kwargs)
        project = allotment.project
        gaining = Household.objects.visible_to(self.user).filter(benefits__project=project)
        self.fields["household"].queryset = gaining.order_by("household_no")
        claims = Claim.objects.visible_to(self.user).filter(project=project, state=ClaimState.PASSED)
        self.fields["claim"].queryset = claims.order_by("number")
        self.fields["amount"].help_text = _("这笔下达未支付 %(left)s 元。") % {
            "left": written(allotment.unpaid, "yuan")
        }

    def save(self, *, by):
        return money.pay(by=by, allotment=self.allotment, **self.facts)


class PlanForm(ScopedForm):
    """The county's integration plan of a year with its five parts."""

    county = forms.ModelChoiceField(
        Area.objects.filter(level=Level.COUNTY, valid_to=None).order_by("code"),
        label=_("县"),
        empty_label=None,
    )
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    document_no = forms.CharField(label=_("方案文号"), max_length=100)
    adopted_on = day_field(_("印发日期"))
    filed_on = day_field(_("报备日期"), required=False, initial=None)
    scheme = forms.CharField(label=_("整合方案"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    body = forms.CharField(label=_("整合主体"), max_length=200, required=False)
    platform = forms.CharField(label=_("整合平台"), max_length=200, required=False)
    scope = forms.CharField(label=_("整合范围"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    amount = yuan_field(_("整合数量（元）"), required=False)

    def __init__(self, *args, plan=None, **kwargs):
        self.plan = plan
        super().__init__(*args, **kwargs)
        self.initial["year"] = clock.today().year
        if plan:
            del self.fields["county"]
            self.initial |= {name: getattr(plan, name) for name in self.fields}

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        county = facts.pop("county", None) or self.plan.area
        return money.adopt_plan(by=by, county=county, plan=self.plan, **facts)
