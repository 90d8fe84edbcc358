"""One loan as its page shows it: how it stands, what may be done next and by whom, what was done and paid."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from funds.choices.credit import ASKED, OUT, OWED, LoanAct, LoanStatus
from funds.credit import cents
from funds.interest import interest_of
from funds.models import Microloan
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.roles import Role
from povertyapp.core.text import labelled
from povertyapp.core.views.pages import address

CHECKED = (LoanStatus.IN_USE, LoanStatus.EXTENDED, LoanStatus.RENEWED)


@dataclass(frozen=True)
class Act:
    """A step that the reader may take on the page: its name in the URL, its words, how its button looks."""

    name: str
    label: Any
    style: str = ""

    def button(self, loan):
        url = reverse(f"funds:loan_{self.name}", args=[loan.no])
        return {"label": self.label, "url": url, "style": self.style}


class LoanFile:
    """What the page of a loan shows to one reader."""

    def __init__(self, loan: Microloan, user):
        self.loan, self.user, self.today = loan, user, clock.today()

    @cached_property
    def value(self):
        return Parameters(self.loan.area_id[:6], self.today)

    @cached_property
    def steps(self):
        return list(self.loan.steps.select_related("actor", "acting_unit").order_by("number"))

    @cached_property
    def acts(self) -> list[Act]:
        """Return the steps that the reader may take now."""
        return [*self._before_money(), *self._in_use(), *self._with_the_bank(), *self._with_the_fund()]

    def buttons(self):
        return [act.button(self.loan) for act in self.acts]

    def _may(self, verb):
        return self.user.has_perm(f"funds.{verb}")

    @property
    def has_opinion(self):
        return any(step.act == LoanAct.OPINION for step in self.steps)

    def _before_money(self):
        loan, status = self.loan, self.loan.status
        nexts = {
            LoanStatus.APPLIED: (("rate_loan", "rate", _("评级授信")),),
            LoanStatus.RATED: (("publicise_loan", "publicise", _("公示期满")),),
            LoanStatus.RECOMMENDED: (
                ("decide_loan", "approve", _("审批同意")),
                ("decide_loan", "refuse", _("不予贷款")),
            ),
            LoanStatus.APPROVED: (("decide_loan", "disburse", _("放款")),),
        }
        for verb, name, label in nexts.get(LoanStatus(status), ()):
            if self._may(verb):
                yield Act(name, label, "" if name == "refuse" else "primary")
        if status == LoanStatus.PUBLICISED and not self.has_opinion and self._may("advise_loan"):
            yield Act("advise", _("乡镇意见"), "primary")
        if status == LoanStatus.PUBLICISED and self.has_opinion and self._may("recommend_loan"):
            yield Act("recommend", _("向银行推荐"), "primary")
        if loan.status in ASKED and self._may("publicise_loan"):
            yield Act("withdraw", _("撤回申请"))

    def _in_use(self):
        loan = self.loan
        if not self._may("check_loan") or loan.status not in OUT or loan.diverted_on:
            return
        if loan.status == LoanStatus.DISBURSED and self._checks_here:
            yield Act("use", _("核查用途"), "primary")
        yield Act("divert", _("登记户贷企用"))

    @property
    def _checks_here(self):
        """Say whether this reader is the helper of the household, or of its township."""
        own = self.loan.household.answered_by_id == self.user.pk
        return own or Role.TOWNSHIP in self.user.roles

    def _with_the_bank(self):
        loan = self.loan
        if not self._may("decide_loan"):
            return
        if loan.status in OWED:
            if loan.balance == 0 and loan.interest_owed == 0:
                yield Act("settle", _("办结"), "primary")
            else:
                yield Act("pay", _("登记还款"), "primary")
        if loan.status in CHECKED and not loan.is_overdue(self.today) and loan.diverted_on is None:
            if loan.extension_count < int(self.value("loan.extensions_max")):
                yield Act("extend", _("展期"))
            if loan.renewal_count < int(self.value("loan.renewals_max")):
                yield Act("renew", _("续贷"))
            if loan.deferral_count < int(self.value("loan.deferrals_max")):
                yield Act("defer", _("延期还款"))
        if loan.is_overdue(self.today) or loan.status == LoanStatus.COMPENSATED:
            yield Act("collect", _("登记催收"))

    def _with_the_fund(self):
        loan = self.loan
        if not self._may("compensate_loan"):
            return
        late = loan.is_overdue(self.today) and loan.status in CHECKED and loan.diverted_on is None
        if late and (self.today - loan.due_on).days >= int(self.value("loan.compensate_after_days")):
            yield Act("compensate", _("风险金代偿"), "primary")
        if loan.status == LoanStatus.COMPENSATED and loan.balance > 0:
            yield Act("write_off", _("核销"))

    # What is shown

    @property
    def waits_for(self):
        """Return who must act next, in words; blank where nobody must."""
        status = LoanStatus(self.loan.status)
        if status == LoanStatus.PUBLICISED:
            return _("县扶贫办推荐") if self.has_opinion else _("乡镇签署意见")
        words = {
            LoanStatus.APPLIED: _("村评级小组和银行评级"),
            LoanStatus.RATED: _("村公示期满"),
            LoanStatus.RECOMMENDED: _("银行审批"),
            LoanStatus.APPROVED: _("银行放款"),
            LoanStatus.DISBURSED: _("帮扶责任人核查用途"),
            LoanStatus.COMPENSATED: _("银行追偿"),
        }
        if self.loan.is_overdue(self.today):
            return _("银行催收")
        return words.get(status, "")

    @property
    def notice_url(self):
        """Return where a notice about the loan is put up, for whoever may do so while it is asked for."""
        if self.loan.status != LoanStatus.RATED or not self.user.has_perm("funds.change_notice"):
            return None
        url = reverse("funds:notice_add")
        return address(
            url, kind="loans", subject_kind="loan", subject_code=self.loan.no, area=self.loan.area_id
        )

    @cached_property
    def payments(self):
        may = self._may("decide_loan") and self.loan.status in OUT
        rows = self.loan.payments.select_related("recorded_by", "reversed_by").order_by("paid_on", "pk")
        found = []
        for row in rows:
            is_taken_back = hasattr(row, "reversed_by")
            open_to = may and row.reverses_id is None and not is_taken_back
            url = reverse("funds:loan_reverse", args=[self.loan.no, row.pk]) if open_to else ""
            found.append({"row": row, "is_reversed": is_taken_back, "url": url})
        return found

    @property
    def facts(self):
        """Return the facts of the application and the contract as (label, value)."""
        loan = self.loan
        return [
            (_("借款人"), loan.borrower.name if loan.borrower else ""),
            (_("用途"), labelled(loan.get_purpose_display(), loan.project)),
            (_("申请金额（元）"), loan.amount),
            (_("期限（月）"), loan.term_months),
            (_("申请日期"), loan.applied_on),
            (_("信用等级"), loan.get_rating_display()),
            (_("授信额度（元）"), loan.credit_limit),
            (_("贷款金额（元）"), loan.granted),
            (_("承贷银行"), loan.bank),
            (_("合同号"), loan.contract_no),
            (_("放款日期"), loan.disbursed_on),
            (_("合同到期日"), loan.first_due_on),
            (_("现到期日"), loan.due_on),
            (_("来源台账"), loan.recorded_from),
        ]

    @cached_property
    def subsidised(self):
        """Return what was claimed of subsidy for this loan, by quarter."""
        rows = self.loan.subsidies.select_related("claim").order_by(
            "claim__year", "claim__quarter", "from_date"
        )
        found: dict[Any, Any] = {}
        for line in rows:
            row = found.setdefault(line.claim, {"claim": line.claim, "days": 0, "amount": 0})
            row["days"] += line.days
            row["amount"] += line.amount
        return list(found.values())

    @cached_property
    def interest(self):
        """Return the interest up to and with yesterday; None before the money is out."""
        return interest_of(self.loan, self.today) if self.loan.disbursed_on else None

    @property
    def bank_loss(self):
        """Return what the bank bears of a compensated loan."""
        loan = self.loan
        return cents(loan.compensated_of - loan.compensated) if loan.compensated is not None else None
