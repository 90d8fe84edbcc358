"""Loans of operators who lift households (LF-44): the list, one loan with whom it carries, and its steps."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance.tables import place_name
from funds.choices.operators import OperatorLoanStatus
from funds.filters.operators import SHOW, OperatorLoanFilter
from funds.forms import operators as forms
from funds.models import OperatorLoan
from funds.querysets.operators import shown
from funds.tables.credit import percent, yuan
from funds.tables.operators import OPERATOR_LOAN_COLUMNS, carried, operator_state
from funds.views.credit.loans import VIEW, crumbs
from funds.views.records import link
from funds.views.shown import ShownByChips
from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.text import labelled
from povertyapp.core.views.pages import DetailPage, FormPage, ListPage, RowFormPage, address

ADD, DECIDE = "funds.add_loan", "funds.decide_loan"
CUES = {"overdue": "bad", "short": "bad", "asked": "review"}
# What may be done with a loan that stands there: verb, name of the page, words.
ACTS = {
    OperatorLoanStatus.APPLIED: (
        (DECIDE, "disburse", _("放款")),
        (DECIDE, "refuse", _("不予贷款")),
        (ADD, "withdraw", _("撤回申请")),
    ),
    OperatorLoanStatus.DISBURSED: ((DECIDE, "repay", _("登记还款")),),
}


class OperatorLoans:
    """Loans of operators with how many households each carries today."""

    model = OperatorLoan
    related = ("enterprise", "area__parent")
    verb = VIEW

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_carried(clock.today())


class OperatorLoanList(ShownByChips, OperatorLoans, ListPage):
    """`/funds/operator-loans/`: which operators borrowed what, and whether they carry whom they pledged."""

    title = _("经营主体贷款")
    template_name = "funds/operator_loans.html"
    filterset_class = OperatorLoanFilter
    columns = OPERATOR_LOAN_COLUMNS
    order = ("area_id", "no")
    words, cues, chips = SHOW, CUES, "operators"

    @property
    def conditions(self):
        return shown(clock.today())

    def get_question(self):
        return _now("哪些合作社和企业贷了款，承诺带动的户带动了没有。")

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))

    def get_actions(self):
        if not self.request.user.has_perm(ADD):
            return []
        return [{"label": _now("新增申请"), "url": reverse("funds:operator_loan_add"), "style": "primary"}]

    def get_context(self, **more):
        return super().get_context(state_chips=self.get_state_chips(), as_of=clock.today(), **more)


class OperatorLoanAdd(FormPage):
    """`/funds/operator-loans/add/`: take in an operator's application."""

    verb = ADD
    form_class = forms.OperatorApplyForm
    title = _("经营主体贷款申请")
    submit_label = _("提交申请")
    success_message = _("申请已登记，由银行审批。")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "enterprise": self.request.GET.get("enterprise", "")}

    def get_breadcrumbs(self):
        return crumbs((_now("经营主体贷款"), reverse("funds:operator_loans")), (self.title, ""))


class OperatorLoanPage(OperatorLoans, DetailPage):
    """A page about one operator's loan."""

    key = url_key = "no"
    related = ("enterprise", "area__parent", "recorded_by", "decided_by")

    def get_breadcrumbs(self):
        loan, title = self.object, self.get_title()
        way = [(_now("经营主体贷款"), reverse("funds:operator_loans"))]
        own = [(loan.no, loan.get_absolute_url())] if title != str(loan) else []
        return crumbs(*way, *own, (loan.no if title == str(loan) else title, ""))


class OperatorLoanDetail(OperatorLoanPage):
    """`/funds/operator-loans/<no>/`: one loan, whom it carries, and what may be done next."""

    template_name = "generic/detail.html"

    def get_actions(self):
        has_perm, loan = self.request.user.has_perm, self.object
        acts = ACTS.get(OperatorLoanStatus(loan.status), ())
        return [
            {"label": label, "url": reverse(f"funds:operator_loan_{name}", args=[loan.no]), "style": ""}
            for verb, name, label in acts
            if has_perm(verb)
        ]

    @cached_property
    def links_url(self):
        """Return where the households that the operator carries are listed, for who may read it."""
        if not self.request.user.has_perm("assistance.view_visit"):
            return ""
        return address(
            reverse("assistance:links"), enterprise=self.object.enterprise.code, in_force="true", registered="true"
        )  # fmt: skip

    def get_context(self, **more):
        loan = self.object
        sees = self.request.user.has_perm("assistance.view_visit")
        url = reverse_or_none("assistance:enterprise", code=loan.enterprise.code) if sees else ""
        facts = [
            (_now("合作社或企业"), link(url, loan.enterprise.name)),
            (_now("所在"), place_name(loan.area)),
            (_now("用途"), labelled(loan.get_purpose_display(), loan.project)),
            (_now("申请金额（元）"), yuan(loan.amount)),
            (_now("期限（月）"), loan.term_months),
            (_now("申请日期"), loan.applied_on),
            (_now("受理人"), str(loan.recorded_by or _now("系统"))),
            (_now("审批日期"), loan.decided_on),
            (_now("审批人"), str(loan.decided_by) if loan.decided_by else ""),
            (_now("不予贷款的原因"), loan.get_refusal_ground_display()),
            (_now("说明"), loan.refusal_text),
            (_now("承贷银行"), loan.bank),
            (_now("合同号"), loan.contract_no),
            (_now("年利率"), percent(loan.rate)),
            (_now("放款日期"), loan.disbursed_on),
            (_now("到期日"), loan.due_on),
            (_now("办结日期"), loan.ended_on),
        ]
        return super().get_context(
            status_items=[
                {"label": _now("状态"), "value": operator_state(loan)},
                {"label": _now("余额（元）"), "value": yuan(loan.balance)},
                {"label": _now("带动 / 承诺（户）"), "value": link(self.links_url, carried(loan))},
            ],
            sections=[
                {
                    "anchor": "facts",
                    "title": _now("申请和合同"),
                    "facts": [
                        {"label": label, "value": value} for label, value in facts if value not in (None, "")
                    ],
                }
            ],
            as_of=clock.now(),
            **more,
        )


class OperatorAct(RowFormPage, OperatorLoanPage):
    """A step of one operator's loan."""

    row_name = "loan"

    def get_title(self):
        """Return what is done, and to which kind of loan: those of households have steps of the same names."""
        return labelled(_now("经营主体贷款"), self.title)


class OperatorRefuse(OperatorAct):
    """`/funds/operator-loans/<no>/refuse/`."""

    verb, form_class = DECIDE, forms.OperatorRefuseForm
    title = submit_label = _("不予贷款")
    success_message = _("已登记不予贷款。")


class OperatorWithdraw(OperatorAct):
    """`/funds/operator-loans/<no>/withdraw/`."""

    verb, form_class = ADD, forms.OperatorWithdrawForm
    title = submit_label = _("撤回申请")
    success_message = _("申请已撤回。")


class OperatorDisburse(OperatorAct):
    """`/funds/operator-loans/<no>/disburse/`."""

    verb, form_class = DECIDE, forms.OperatorDisburseForm
    title = submit_label = _("放款")
    success_message = _("已放款。")


class OperatorRepay(OperatorAct):
    """`/funds/operator-loans/<no>/repay/`."""

    verb, form_class = DECIDE, forms.OperatorRepayForm
    title = submit_label = _("登记还款")
    success_message = _("还款已登记。")
