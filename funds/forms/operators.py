"""Loans of operators as forms."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance.models import Enterprise
from funds.choices.credit import LoanPurpose
from funds.choices.operators import GROUNDS
from funds.forms.credit import a_day, line, rate_field, words, yuan
from funds.services import credit as desk
from povertyapp.core.forms import ScopedForm
from povertyapp.core.parameters import value_of_reader


class OperatorApplyForm(ScopedForm):
    """An operator's application, with how many households it pledges to carry."""

    enterprise = forms.ModelChoiceField(
        Enterprise.objects.filter(ended_on=None).order_by("area_id", "name"),
        label=_("合作社或企业"),
        to_field_name="code",
    )
    purpose = forms.ChoiceField(label=_("用途"), choices=LoanPurpose)
    project = line(_("生产项目"), 80, help_text=_("例如：藤茶加工厂。"))
    amount = yuan(_("申请金额（元）"))
    households = forms.IntegerField(
        label=_("承诺带动户数"), min_value=1, help_text=_("不超过已登记利益联结、现在有效的在册户数。")
    )
    term_months = forms.IntegerField(label=_("期限（月）"), min_value=1, max_value=600)
    on = a_day(_("申请日期"))

    def __init__(self, *args, enterprise="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enterprise"].initial = enterprise
        value = value_of_reader(self.user)
        each, most = value.number("loan.operator_per_household"), value.number("loan.operator_limit")
        said = _now("每带动 1 户最多 %(each)s 元，一个经营主体合计不超过 %(most)s 元。")
        self.fields["amount"].help_text = said % {"each": f"{each:,.0f}", "most": f"{most:,.0f}"}

    def save(self, *, by):
        return desk.apply_for_operator_loan(by=by, **self.cleaned_data)


class OperatorStepForm(ScopedForm):
    """A step of one operator's loan."""

    def __init__(self, *args, loan, **kwargs):
        self.loan = loan
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return self.take(by=by, loan=self.loan, **self.cleaned_data)

    def take(self, *, by, loan, **facts):
        """Call the service."""
        raise NotImplementedError


class OperatorRefuseForm(OperatorStepForm):
    ground = forms.ChoiceField(label=_("原因"), choices=GROUNDS)
    text = words(_("具体情况"), help_text=_("写清事实，会告诉申请人（LF-44）。"))
    on = a_day(_("日期"))
    take = staticmethod(desk.refuse_operator_loan)


class OperatorWithdrawForm(OperatorStepForm):
    reason = words(_("撤回原因"))
    on = a_day(_("日期"))
    take = staticmethod(desk.withdraw_operator_loan)


class OperatorDisburseForm(OperatorStepForm):
    bank = line(_("承贷银行"))
    contract_no = line(_("合同号"), 40)
    rate = rate_field()
    due_on = a_day(_("到期日"), initial=None)
    on = a_day(_("放款日期"))
    take = staticmethod(desk.disburse_operator_loan)

    def clean_rate(self):
        return self.cleaned_data["rate"] / 100


class OperatorRepayForm(OperatorStepForm):
    principal = yuan(_("还本（元）"))
    on = a_day(_("还款日期"))
    take = staticmethod(desk.repay_operator_loan)
