"""The steps of a loan as pages: whoever may not take one now is told why before he begins."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from funds.forms import credit as forms
from funds.models import LoanPayment
from funds.tables.credit import whole_state
from funds.views.credit.loans import LoanPage, crumbs
from povertyapp.core.views.pages import FormPage, RowFormPage

DECIDE, CHECK, FUND = "funds.decide_loan", "funds.check_loan", "funds.compensate_loan"


class LoanAdd(FormPage):
    """`/funds/loans/new/`: take in a household's application."""

    verb = "funds.add_loan"
    form_class = forms.ApplyForm
    title = _("新增贷款申请")
    submit_label = _("提交申请")
    success_message = _("申请已登记，下一步由村评级小组和银行评级授信。")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "household_no": self.request.GET.get("household", "")}

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))


class ActPage(RowFormPage, LoanPage):
    """A step of one loan."""

    template_name = "funds/loan_act.html"
    row_name = "loan"
    act = ""
    hint = ""

    def get_title(self):
        return self.title

    def get_context(self, **more):
        return super().get_context(
            loan=self.object,
            state=whole_state(self.object),
            may_act=self.act in {act.name for act in self.file.acts},
            hint=self.hint,
            **more,
        )


class LoanRate(ActPage):
    """`/funds/loans/<no>/rate/`."""

    verb, act, form_class = "funds.rate_loan", "rate", forms.RateForm
    title = submit_label = _("评级授信")
    hint = _("由村评级小组会同银行评定。不能授信的，请撤回申请并写明原因。")
    success_message = _("已评级，下一步张榜公示。")


class LoanPublicise(ActPage):
    """`/funds/loans/<no>/publicise/`."""

    verb, act, form_class = "funds.publicise_loan", "publicise", forms.PubliciseForm
    title = submit_label = _("公示期满")
    hint = _("先在“公示”里张贴这笔贷款的名单，挂满规定的天数、异议都答复以后，再办这一步。")
    success_message = _("公示已期满，下一步由乡镇签署意见。")


class LoanAdvise(ActPage):
    """`/funds/loans/<no>/advise/`."""

    verb, act, form_class = "funds.advise_loan", "advise", forms.AdviseForm
    title = submit_label = _("乡镇意见")
    success_message = _("意见已签署，下一步由县扶贫办推荐。")


class LoanRecommend(ActPage):
    """`/funds/loans/<no>/recommend/`."""

    verb, act, form_class = "funds.recommend_loan", "recommend", forms.RecommendForm
    title = submit_label = _("向银行推荐")
    hint = _("系统会核对这一户在推荐当天是不是还在册。")
    success_message = _("已推荐，由银行独立审批。")


class LoanWithdraw(ActPage):
    """`/funds/loans/<no>/withdraw/`."""

    verb, act, form_class = "funds.publicise_loan", "withdraw", forms.WithdrawForm
    title = submit_label = _("撤回申请")
    success_message = _("申请已撤回。")


class LoanApprove(ActPage):
    """`/funds/loans/<no>/approve/`."""

    verb, act, form_class = DECIDE, "approve", forms.ApproveForm
    title = submit_label = _("审批同意")
    success_message = _("已审批，请在 5 个工作日内放款。")


class LoanRefuse(ActPage):
    """`/funds/loans/<no>/refuse/`."""

    verb, act, form_class = DECIDE, "refuse", forms.RefuseForm
    title = submit_label = _("不予贷款")
    hint = _("符合条件而不予贷款的，会列入县里的统计（LF-44）。")
    success_message = _("已登记不予贷款的原因。")


class LoanDisburse(ActPage):
    """`/funds/loans/<no>/disburse/`."""

    verb, act, form_class = DECIDE, "disburse", forms.DisburseForm
    title = submit_label = _("放款")
    hint = _("免担保、免抵押，利率不超过当天允许的上限，全县余额不超过风险补偿金的规定倍数。")
    success_message = _("已放款，由帮扶责任人到户核查用途。")


class LoanUse(ActPage):
    """`/funds/loans/<no>/use/`."""

    verb, act, form_class = CHECK, "use", forms.UseForm
    title = submit_label = _("核查用途")
    success_message = _("用途已核查。")


class LoanDivert(ActPage):
    """`/funds/loans/<no>/divert/`."""

    verb, act, form_class = CHECK, "divert", forms.DivertForm
    title = submit_label = _("登记户贷企用")
    hint = _("登记以后当天起不再贴息，不能展期、续贷和代偿，列入四无问题，登记不能撤销。")
    success_message = _("已登记户贷企用，列入四无问题。")


class LoanExtend(ActPage):
    """`/funds/loans/<no>/extend/`."""

    verb, act, form_class = DECIDE, "extend", forms.ExtendForm
    title = submit_label = _("展期")
    success_message = _("已展期。")


class LoanDefer(ActPage):
    """`/funds/loans/<no>/defer/`."""

    verb, act, form_class = DECIDE, "defer", forms.DeferForm
    title = submit_label = _("延期还款")
    success_message = _("已延期。")


class LoanRenew(ActPage):
    """`/funds/loans/<no>/renew/`."""

    verb, act, form_class = DECIDE, "renew", forms.RenewForm
    title = submit_label = _("续贷")
    success_message = _("已续贷。")


class LoanPay(ActPage):
    """`/funds/loans/<no>/pay/`."""

    verb, act, form_class = DECIDE, "pay", forms.PayForm
    title = submit_label = _("登记还款")
    success_message = _("还款已登记。")


class LoanSettle(ActPage):
    """`/funds/loans/<no>/settle/`."""

    verb, act, form_class = DECIDE, "settle", forms.SettleForm
    title = submit_label = _("办结")
    success_message = _("贷款已办结。")


class LoanCollect(ActPage):
    """`/funds/loans/<no>/collect/`."""

    verb, act, form_class = DECIDE, "collect", forms.CollectForm
    title = submit_label = _("登记催收")
    success_message = _("催收已登记。")


class LoanCompensate(ActPage):
    """`/funds/loans/<no>/compensate/`."""

    verb, act, form_class = FUND, "compensate", forms.CompensateForm
    title = submit_label = _("风险金代偿")
    hint = _("按规定比例从风险补偿金代偿；追回以后按同样的比例归还。")
    success_message = _("已代偿，由银行继续追偿。")


class LoanWriteOff(ActPage):
    """`/funds/loans/<no>/write-off/`."""

    verb, act, form_class = FUND, "write_off", forms.WriteOffForm
    title = submit_label = _("核销")
    success_message = _("已核销。")


class LoanReverse(ActPage):
    """`/funds/loans/<no>/payments/<pk>/reverse/`."""

    verb, form_class = DECIDE, forms.ReverseForm
    title = submit_label = _("冲正还款")
    hint = _("冲正会另记一笔相反的还款，原来的记录保留。")
    success_message = _("已冲正。")

    @cached_property
    def payment(self):
        found = self.rows(LoanPayment).filter(loan=self.object, pk=self.kwargs["payment"]).first()
        if found is None:
            raise Http404
        return found

    def get_form_kwargs(self):
        return {"user": self.request.user, "payment": self.payment}

    def get_context(self, **more):
        urls = {row["row"].pk for row in self.file.payments if row["url"]}
        return super().get_context(**more) | {"may_act": self.payment.pk in urls}
