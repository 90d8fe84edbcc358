"""The risk fund with what it carries, and the claims of subsidy."""

from django.db.models import Count
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from funds.choices.credit import ClaimStatus
from funds.credit import NOTHING, exposure_of, target_of
from funds.filters.credit import CONDITIONS
from funds.forms import fund as forms
from funds.models import Microloan, RiskFund, RiskFundEntry, RiskFundInstalment, SubsidyClaim, SubsidyLine
from funds.services.credit import compute_claim
from funds.tables.credit import CLAIM_COLUMNS, ENTRY_COLUMNS, LINE_COLUMNS, claim_tag, percent
from funds.views.credit.loans import crumbs
from funds.views.now import OfNow
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.views.pages import ActionPage, FormPage, ListPage, RowFormPage, Rows, address

CHANGE = "funds.change_riskfund"


class RiskFundPage(ListPage):
    """`/funds/loans/risk-fund/`: what the fund of a county holds and carries, what is to be paid in, each movement."""

    model = RiskFundEntry
    related = ("loan", "recorded_by")
    verb = "funds.view_riskfund"
    title = _("风险补偿金")
    template_name = "funds/risk_fund.html"
    columns = ENTRY_COLUMNS
    order = ("-happened_on", "-pk")

    @cached_property
    def fund(self):
        """Return the fund of the county asked for, else the first that the reader sees; None where there is none."""
        funds = self.rows(RiskFund).select_related("area").order_by("area_id")
        code = self.request.GET.get("area", "")
        found = funds.filter(area=code).first() if code else funds.first()
        if code and found is None:
            raise Http404
        return found

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(fund=self.fund)

    def get_row_url(self, row):
        return row.loan.get_absolute_url() if row.loan_id else ""

    def get_question(self):
        return _now("风险金到位没有、撑得起多少贷款、动用了多少。")

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        if self.fund is None:
            return [{"label": _now("设立风险金"), "url": reverse("funds:risk_fund_open"), "style": "primary"}]
        links = (
            ("risk_fund_pay", _now("登记拨入"), "primary"),
            ("risk_fund_plan", _now("登记拨入计划"), ""),
            ("risk_fund_return", _now("退回财政"), ""),
        )
        return [
            {"label": label, "url": reverse(f"funds:{name}", args=[self.fund.pk]), "style": style}
            for name, label, style in links
        ]

    def get_row_of_instalment(self, row):
        missing = max(row.amount - row.paid, NOTHING)
        is_due = row.due_on <= clock.today()
        state = "good" if not missing else ("bad" if is_due else "none")
        word = _now("已按期拨足") if not missing else (_now("没有按期拨足") if is_due else _now("没到期"))
        return {"row": row, "missing": missing, "state": state, "word": word}

    def counts_of(self, loans, today, value):
        """Return how many loans are out and how many are bad, as the list of loans counts them."""
        rows = loans.with_standing(today, int(value("loan.due_soon_days")), int(value("loan.bad_days")))
        asked = {name: Count("pk", filter=CONDITIONS[name]) for name in ("out", "bad")}
        return rows.order_by().aggregate(**asked)

    def get_context(self, **more):
        if self.fund is None:
            return super().get_context(fund=None, **more)
        today = clock.today()
        at = exposure_of(self.fund.area_id, today)
        plan = self.rows(RiskFundInstalment).filter(fund=self.fund).with_paid().order_by("due_on")
        value = Parameters(self.fund.area_id, today)
        loans = self.rows(Microloan).in_area(self.fund.area_id)
        return super().get_context(
            fund=self.fund,
            at=at,
            bad_max=percent(at.bad_share_max),
            target=value.number("risk_fund.target"),
            goal=target_of(value),
            lent=loans.sums(today),
            counts=self.counts_of(loans, today, value),
            instalments=[self.get_row_of_instalment(row) for row in plan],
            bad_url=address(reverse("funds:loans"), show="bad", area=self.fund.area_id),
            out_url=address(reverse("funds:loans"), show="out", area=self.fund.area_id),
            as_of=clock.now(),
            **more,
        )


class RiskFundOpen(FormPage):
    """`/funds/loans/risk-fund/open/`."""

    verb = CHANGE
    form_class = forms.OpenFundForm
    title = submit_label = _("设立风险补偿金")
    success_message = _("已设立，请登记拨入计划和到账。")

    def get_breadcrumbs(self):
        return crumbs((_now("风险补偿金"), reverse("funds:risk_fund")), (self.title, ""))


class FundFormPage(RowFormPage):
    """A form about one fund."""

    model = RiskFund
    verb = CHANGE
    row_name = "fund"

    def get_title(self):
        return self.title

    def get_breadcrumbs(self):
        return crumbs((_now("风险补偿金"), self.object.get_absolute_url()), (self.title, ""))


class RiskFundPlan(FundFormPage):
    """`/funds/loans/risk-fund/<pk>/plan/`."""

    form_class = forms.InstalmentForm
    title = submit_label = _("登记拨入计划")
    success_message = _("拨入计划已登记。")


class RiskFundPay(FundFormPage):
    """`/funds/loans/risk-fund/<pk>/pay/`."""

    form_class = forms.PayInForm
    title = submit_label = _("登记拨入")
    success_message = _("拨入已登记。")


class RiskFundReturn(FundFormPage):
    """`/funds/loans/risk-fund/<pk>/return/`."""

    form_class = forms.TakeOutForm
    title = submit_label = _("退回财政")
    success_message = _("退回已登记。")


class SubsidyList(OfNow, ListPage):
    """`/funds/loans/subsidies/`: the banks' claims by quarter."""

    model = SubsidyClaim
    related = ("area",)
    verb = "funds.view_subsidyclaim"
    title = _("贴息申报")
    columns = CLAIM_COLUMNS
    order = ("-year", "-quarter", "bank")

    def get_question(self):
        return _now("各银行每个季度申报了多少贴息，核准没有。")

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))

    def get_actions(self):
        if not self.request.user.has_perm("funds.claim_subsidy"):
            return []
        return [{"label": _now("计算一个季度"), "url": reverse("funds:subsidy_add"), "style": "primary"}]


class SubsidyAdd(FormPage):
    """`/funds/loans/subsidies/new/`: compute the draft of a quarter."""

    verb = "funds.claim_subsidy"
    form_class = forms.ComputeForm
    title = _("计算贴息")
    submit_label = _("计算")
    success_message = _("已算出草稿，核对明细以后申报。")

    def get_breadcrumbs(self):
        return crumbs((_now("贴息申报"), reverse("funds:subsidies")), (self.title, ""))


class ClaimPage(Rows):
    """What the pages of one claim share."""

    def crumbs_to(self, claim, title=""):
        steps = [(_now("贴息申报"), reverse("funds:subsidies")), (str(claim), claim.get_absolute_url())]
        return crumbs(*steps, (title, "")) if title else crumbs(steps[0], (str(claim), ""))


class SubsidyDetail(OfNow, ClaimPage, ListPage):
    """`/funds/loans/subsidies/<pk>/`: each loan's days of the quarter, and what may be done with the claim."""

    model = SubsidyLine
    related = ("loan__household", "area__parent")
    verb = "funds.view_subsidyclaim"
    template_name = "funds/subsidy.html"
    columns = LINE_COLUMNS
    order = ("area_id", "loan__no", "from_date")

    @cached_property
    def claim(self):
        found = self.rows(SubsidyClaim).select_related("area", "submitted_by", "approved_by")
        claim = found.filter(pk=self.kwargs["pk"]).first()
        if claim is None:
            raise Http404
        return claim

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(claim=self.claim)

    def get_row_url(self, row):
        return row.loan.get_absolute_url()

    def get_title(self):
        return str(self.claim)

    def get_breadcrumbs(self):
        return self.crumbs_to(self.claim)

    def get_actions(self):
        has_perm, status = self.request.user.has_perm, self.claim.status
        links = (
            (ClaimStatus.DRAFT, "funds.claim_subsidy", "submit", _now("申报"), "primary"),
            (ClaimStatus.DRAFT, "funds.claim_subsidy", "compute", _now("重新计算"), ""),
            (ClaimStatus.SUBMITTED, "funds.approve_subsidy", "approve", _now("核准"), "primary"),
            (ClaimStatus.SUBMITTED, "funds.approve_subsidy", "return", _now("退回"), ""),
        )
        return [
            {"label": label, "url": reverse(f"funds:subsidy_{name}", args=[self.claim.pk]), "style": style}
            for at, verb, name, label, style in links
            if at == status and has_perm(verb)
        ]

    def get_context(self, **more):
        sums = self.rows().aggregate(
            loans=Count("loan", distinct=True), homes=Count("loan__household", distinct=True)
        )
        return super().get_context(claim=self.claim, sums=sums, state=claim_tag(self.claim), **more)


class ClaimAct(ClaimPage, ActionPage):
    """An act on one claim that asks only whether it is meant."""

    model = SubsidyClaim

    def get_title(self):
        return self.title

    def get_breadcrumbs(self):
        return self.crumbs_to(self.object, self.title)

    def get_context(self, **more):
        return super().get_context(cancel_url=self.object.get_absolute_url(), **more)


class SubsidyCompute(ClaimAct):
    """`/funds/loans/subsidies/<pk>/compute/`."""

    verb = "funds.claim_subsidy"
    related = ("area",)
    title = _("重新计算贴息")
    success_message = _("已重新计算。")

    def get_context(self, **more):
        return super().get_context(consequences=[_now("草稿里的明细会按现在的还款和到期日重算。")], **more)

    def act(self, *, by, data):
        claim = self.object
        return compute_claim(
            by=by, county=claim.area, bank=claim.bank, year=claim.year, quarter=claim.quarter
        )


class ClaimFormPage(ClaimPage, RowFormPage):
    """A form about one claim."""

    model = SubsidyClaim
    verb = "funds.approve_subsidy"
    row_name = "claim"

    def get_title(self):
        return self.title

    def get_breadcrumbs(self):
        return self.crumbs_to(self.object, self.title)


class SubsidySubmit(ClaimFormPage):
    """`/funds/loans/subsidies/<pk>/submit/`: what the bank asks for, held against what was computed."""

    verb = "funds.claim_subsidy"
    form_class = forms.SubmitClaimForm
    title = submit_label = _("申报贴息")
    success_message = _("已申报，等核准。")


class SubsidyApprove(ClaimFormPage):
    """`/funds/loans/subsidies/<pk>/approve/`."""

    form_class = forms.ApproveClaimForm
    title = submit_label = _("核准贴息")
    success_message = _("已核准。")


class SubsidyReturn(ClaimFormPage):
    """`/funds/loans/subsidies/<pk>/return/`."""

    form_class = forms.ReturnClaimForm
    title = submit_label = _("退回贴息申报")
    success_message = _("已退回，由银行更正。")
