"""A loan of an operator who lifts households (带贫主体, LF-44): so much for each of those whom it carries."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models import Enterprise
from funds.choices.credit import LoanPurpose, RefusalGround
from funds.choices.operators import OperatorLoanStatus
from funds.models.columns import money, person
from funds.models.operator_guards import OPERATOR_GUARD
from funds.querysets.operators import OperatorLoanQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel

EVER_OUT = Q(status__in=[OperatorLoanStatus.DISBURSED, OperatorLoanStatus.REPAID])


@tracked
class OperatorLoan(ScopedModel):
    """A loan of a cooperative or an enterprise. `households` is how many registered ones it pledges to carry.

    It is no microcredit: it counts neither for the coverage of a village nor against what the risk fund carries.
    """

    FOLLOWS = "enterprise"

    no = models.CharField(_("贷款编号"), max_length=20, unique=True)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="loans", verbose_name=_("合作社或企业")
    )
    purpose = models.CharField(_("用途"), max_length=12, choices=LoanPurpose)
    project = models.CharField(_("生产项目"), max_length=80, blank=True)
    amount = money(_("申请金额（元）"))
    households = models.PositiveIntegerField(_("承诺带动户数"))
    term_months = models.PositiveSmallIntegerField(_("期限（月）"))
    applied_on = models.DateField(_("申请日期"))
    status = models.CharField(
        _("状态"), max_length=10, choices=OperatorLoanStatus, default=OperatorLoanStatus.APPLIED
    )
    refusal_ground = models.CharField(_("不予贷款的原因"), max_length=12, choices=RefusalGround, blank=True)
    refusal_text = models.CharField(_("说明"), max_length=200, blank=True)
    decided_by = person(_("审批人"), null=True, blank=True)
    decided_on = models.DateField(_("审批日期"), null=True, blank=True)
    bank = models.CharField(_("承贷银行"), max_length=60, blank=True)
    contract_no = models.CharField(_("合同号"), max_length=40, blank=True)
    rate = models.DecimalField(_("年利率"), max_digits=7, decimal_places=6, null=True, blank=True)
    disbursed_on = models.DateField(_("放款日期"), null=True, blank=True)
    due_on = models.DateField(_("到期日"), null=True, blank=True)
    balance = money(_("贷款余额（元）"), default=0)
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)
    recorded_by = person(_("录入人"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    objects: ClassVar = OperatorLoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("经营主体贷款")
        ordering = ["area_id", "no"]
        default_permissions = ()
        indexes = [models.Index(fields=["area", "status"], name="operator_loan_by_area")]
        constraints = [
            models.UniqueConstraint(
                "bank", "contract_no", condition=~Q(contract_no=""), name="one_operator_loan_a_contract",
                violation_error_message=_("这家银行的这个合同号已经登记过，请核对。"),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, households__gt=0, term_months__gt=0), name="operator_loan_asks_for_money",
                violation_error_message=_("金额、户数和期限要大于 0。"),
            ),
            models.CheckConstraint(
                condition=Q(balance__gte=0, balance__lte=F("amount")), name="operator_loan_owes_no_more",
                violation_error_message=_("还款超过了贷款余额，请核对金额。"),
            ),
            models.CheckConstraint(
                condition=~EVER_OUT | Q(disbursed_on__isnull=False, due_on__gt=F("disbursed_on"), rate__gt=0,
                                   decided_by__isnull=False) & ~Q(contract_no="") & ~Q(bank=""),
                name="paid_operator_loan_has_its_contract",
            ),
            models.CheckConstraint(
                condition=~Q(status=OperatorLoanStatus.REFUSED)
                | ~Q(refusal_ground="") & ~Q(refusal_text="") & Q(decided_by__isnull=False),
                name="refused_operator_is_told_why",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="operator_loan_keeps_its_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[
                    ("county", "text"),
                    ("day", "date"),
                    ("filled", "text[]"),
                    ("most", "numeric"),
                    ("owed", "numeric"),
                ],
                func=OPERATOR_GUARD,
            )
        ]

    def __str__(self):
        return f"{self.no} {self.enterprise}"

    def get_absolute_url(self):
        return reverse("funds:operator_loan", args=[self.no])
