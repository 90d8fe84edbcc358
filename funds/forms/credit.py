"""The steps of a loan as forms, from the application to the end."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance.forms.households import HouseholdAsked
from funds.choices.credit import CreditRating, LoanPurpose, RefusalGround
from funds.services import credit as desk
from households.models import HouseholdMember
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.forms import ScopedForm
from povertyapp.core.parameters import value_of_reader


def a_day(label, **more):
    more.setdefault("initial", clock.today)
    return forms.DateField(
        label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more
    )


def yuan(label, **more):
    more.setdefault("min_value", 0)
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2, **more)


def words(label, most=200, **more):
    more.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
    return forms.CharField(label=label, max_length=most, **more)


def line(label, most=60, **more):
    return forms.CharField(label=label, max_length=most, **more)


def rate_field():
    return forms.DecimalField(
        label=_("年利率（%）"), max_digits=7, decimal_places=4, min_value=0, help_text=_("例如 4.35。")
    )


class ApplyForm(HouseholdAsked):
    """A household's application: asked for by its number, the borrower by his name in the household."""

    borrower = line(_("借款人姓名"), help_text=_("要是这一户的成员。"))
    purpose = forms.ChoiceField(label=_("用途"), choices=LoanPurpose)
    project = line(_("生产项目"), 80, help_text=_("例如：藤茶 5 亩。"))
    amount = yuan(_("申请金额（元）"))
    term_months = forms.IntegerField(label=_("期限（月）"), min_value=1, max_value=600)
    on = a_day(_("申请日期"))

    def __init__(self, *args, household_no="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["household"].initial = household_no
        value = value_of_reader(self.user)
        limit, term = value.number("loan.household_limit"), value("loan.term_months_max")
        self.fields["amount"].help_text = _now("每户合计不超过 %(n)s 元。") % {"n": f"{limit:,.0f}"}
        self.fields["term_months"].help_text = _now("最长 %(n)s 个月。") % {"n": term}

    def clean(self):
        found = super().clean()
        household, name = found.get("household"), (found.get("borrower") or "").strip()
        if household is None or not name:
            return found
        people = HouseholdMember.objects.present().filter(household=household, name=name)
        if len(people) != 1:
            self.add_error("borrower", _("这一户没有叫这个名字的成员（或有同名的人），请核对。"))
        else:
            found["borrower"] = people[0]
        return found

    def save(self, *, by):
        return desk.apply_for_loan(by=by, **self.cleaned_data)


class LoanForm(ScopedForm):
    """A step of one loan; the step that the page showed is compared when it is saved."""

    seen_step = forms.IntegerField(widget=forms.HiddenInput)
    on = a_day(_("日期"))

    def __init__(self, *args, loan, **kwargs):
        self.loan = loan
        super().__init__(*args, **kwargs)
        self.fields["seen_step"].initial = loan.step
        self.order_fields([name for name in self.fields if name != "on"] + ["on"])

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        if facts.pop("seen_step") != self.loan.step:
            raise Conflict(_now("这笔贷款刚刚被别人办过，请刷新后再办。"))
        self.take(by=by, loan=self.loan, **facts)
        return self.loan

    def take(self, *, by, loan, **facts):
        """Call the service."""
        raise NotImplementedError


class RateForm(LoanForm):
    rating = forms.ChoiceField(label=_("信用等级"), choices=CreditRating)
    credit_limit = yuan(_("授信额度（元）"))
    take = staticmethod(desk.rate_loan)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credit_limit"].initial = self.loan.amount


class PubliciseForm(LoanForm):
    take = staticmethod(desk.publicise_loan)


class AdviseForm(LoanForm):
    opinion = words(_("乡镇审核意见"), help_text=_("公示有没有异议、户是不是在册、项目可不可行。"))
    take = staticmethod(desk.advise_loan)


class RecommendForm(LoanForm):
    take = staticmethod(desk.recommend_loan)


class WithdrawForm(LoanForm):
    reason = words(_("撤回原因"), help_text=_("例如：农户放弃、评级不合格、公示有异议、已不在册。"))
    take = staticmethod(desk.withdraw_loan)


class ApproveForm(LoanForm):
    granted = yuan(_("贷款金额（元）"))
    reason = words(_("审批意见"), required=False)
    take = staticmethod(desk.approve_loan)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["granted"].initial = min(self.loan.amount, self.loan.credit_limit or self.loan.amount)


class RefuseForm(LoanForm):
    ground = forms.ChoiceField(label=_("原因"), choices=RefusalGround)
    text = words(_("具体情况"), help_text=_("写清事实，会告诉申请人（LF-44）。"))
    take = staticmethod(desk.refuse_loan)


class DisburseForm(LoanForm):
    bank = line(_("承贷银行"))
    contract_no = line(_("合同号"), 40)
    rate = rate_field()
    due_on = a_day(_("到期日"), initial=None)
    is_secured = forms.BooleanField(
        label=_("要求了担保或抵押"), required=False, help_text=_("扶贫小额信贷免担保、免抵押。")
    )
    take = staticmethod(desk.disburse_loan)

    def clean_rate(self):
        return self.cleaned_data["rate"] / 100


class UseForm(LoanForm):
    note = words(_("核查情况"), help_text=_("钱用在哪里、是不是农户自己在用。"))
    take = staticmethod(desk.check_use)


class DivertForm(LoanForm):
    firm = line(_("实际用款单位"), 80, help_text=_("企业、合作社或个人大户的名称。"))
    take = staticmethod(desk.report_diversion)


class ExtendForm(LoanForm):
    due_on = a_day(_("新的到期日"), initial=None)
    reason = words(_("理由"))
    take = staticmethod(desk.extend_loan)


class DeferForm(ExtendForm):
    take = staticmethod(desk.defer_loan)


class RenewForm(ExtendForm):
    contract_no = line(_("新合同号"), 40)
    rate = rate_field()
    field_order = ("seen_step", "contract_no", "rate", "due_on", "reason", "on")
    take = staticmethod(desk.renew_loan)

    def clean_rate(self):
        return self.cleaned_data["rate"] / 100


class PayForm(LoanForm):
    principal = yuan(_("还本（元）"), initial=0)
    interest = yuan(_("还息（元）"), initial=0)
    interest_owed = yuan(_("还款后还欠利息（元）"), initial=0, help_text=_("没有欠息填 0。"))
    note = line(_("说明"), 120, required=False)
    take = staticmethod(desk.record_payment)


class SettleForm(LoanForm):
    take = staticmethod(desk.settle_loan)


class CollectForm(LoanForm):
    way = words(_("催收方式和结果"), help_text=_("例如：上门催收，答应月底还。"))
    take = staticmethod(desk.record_collection)


class CompensateForm(LoanForm):
    document = line(_("代偿审批文号"), 80)
    take = staticmethod(desk.compensate_loan)


class WriteOffForm(LoanForm):
    reason = words(_("核销依据和文号"))
    take = staticmethod(desk.write_off_loan)


class ReverseForm(ScopedForm):
    """Take one payment back."""

    reason = words(_("冲正原因"), 120)

    def __init__(self, *args, payment, **kwargs):
        self.payment = payment
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return desk.reverse_payment(by=by, payment=self.payment, **self.cleaned_data)
