"""Microcredit (扶贫小额信贷, rulebook C4, B14): a loan, its steps, what was paid back, how payment was asked for."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funds.choices.credit import (
    EVER_OUT,
    OUT,
    CreditRating,
    LoanAct,
    LoanPurpose,
    LoanStatus,
    RefusalGround,
)
from funds.models.columns import money, person
from funds.models.credit_guards import LOAN_GUARD, LOAN_MUST_FOLLOW, PAID, PAYMENT_GUARD, STEP_GUARD
from funds.querysets.credit import LoanQuerySet
from households.models import Household, HouseholdMember
from povertyapp.core.history import kept, tracked
from povertyapp.core.roles import Role
from povertyapp.core.scoping import ScopedModel


@tracked
class Microloan(ScopedModel):
    """A loan of a registered household, from the application to its end.

    `amount` is what was asked for, `granted` what the bank approved, `balance` what of it is not paid back. It changes
    only by `funds.services.credit`; the database keeps the order and the limits whoever writes.
    """

    FOLLOWS = "household"

    no = models.CharField(_("贷款编号"), max_length=20, unique=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="loans", verbose_name=_("户"))
    borrower = models.ForeignKey(
        HouseholdMember, models.PROTECT, null=True, blank=True, related_name="loans", verbose_name=_("借款人"),
        db_index=False,
    )  # fmt: skip
    purpose = models.CharField(_("用途"), max_length=12, choices=LoanPurpose)
    project = models.CharField(_("生产项目"), max_length=80, blank=True)
    amount = money(_("申请金额（元）"))
    term_months = models.PositiveSmallIntegerField(_("期限（月）"))
    applied_on = models.DateField(_("申请日期"))
    status = models.CharField(_("状态"), max_length=12, choices=LoanStatus, default=LoanStatus.APPLIED)
    step = models.PositiveSmallIntegerField(default=0, editable=False)
    state_since = models.DateField(_("进入本状态的日期"))
    rating = models.CharField(_("信用等级"), max_length=10, choices=CreditRating, blank=True)
    credit_limit = money(_("授信额度（元）"), null=True, blank=True)
    granted = money(_("贷款金额（元）"), null=True, blank=True)
    refusal_ground = models.CharField(_("不予贷款的原因"), max_length=12, choices=RefusalGround, blank=True)
    refusal_text = models.CharField(_("不予贷款的说明"), max_length=200, blank=True)
    bank = models.CharField(_("承贷银行"), max_length=60, blank=True)
    contract_no = models.CharField(_("合同号"), max_length=40, blank=True)
    rate = models.DecimalField(_("年利率"), max_digits=7, decimal_places=6, null=True, blank=True)
    is_secured = models.BooleanField(_("要求担保或抵押"), default=False)
    disbursed_on = models.DateField(_("放款日期"), null=True, blank=True)
    first_due_on = models.DateField(_("合同到期日"), null=True, blank=True)
    due_on = models.DateField(_("到期日"), null=True, blank=True)
    extension_count = models.PositiveSmallIntegerField(_("展期次数"), default=0)
    deferral_count = models.PositiveSmallIntegerField(_("延期还款次数"), default=0)
    renewal_count = models.PositiveSmallIntegerField(_("续贷次数"), default=0)
    renewed_on = models.DateField(_("续贷日期"), null=True, blank=True)
    former_rate = models.DecimalField(
        _("续贷前的年利率"), max_digits=7, decimal_places=6, null=True, blank=True
    )
    # What had been paid back before the bank's list first named the loan.
    paid_before = money(_("登记前已还本金（元）"), default=0)
    balance = money(_("贷款余额（元）"), default=0)
    interest_owed = money(_("欠息（元）"), default=0)
    use_checked_on = models.DateField(_("用途核查日期"), null=True, blank=True)
    use_note = models.CharField(_("用途核查情况"), max_length=200, blank=True)
    diverted_on = models.DateField(_("发现户贷企用的日期"), null=True, blank=True)
    diverted_to = models.CharField(_("实际用款单位"), max_length=80, blank=True)
    compensated_on = models.DateField(_("代偿日期"), null=True, blank=True)
    compensated_of = money(_("代偿时的本金（元）"), null=True, blank=True)
    compensated = money(_("风险金代偿（元）"), null=True, blank=True)
    fund_share = models.DecimalField(
        _("风险金分担比例"), max_digits=5, decimal_places=4, null=True, blank=True
    )
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)
    # The bank's list by which a loan of before came in; blank for one that was applied for here.
    recorded_from = models.CharField(_("来源台账"), max_length=120, blank=True)

    objects: ClassVar = LoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("扶贫小额信贷")
        ordering = ["area_id", "no"]
        default_permissions = ("view",)
        permissions = [
            ("add_loan", _("受理贷款申请")),
            ("rate_loan", _("评定信用等级")),
            ("publicise_loan", _("登记贷款公示")),
            ("advise_loan", _("乡镇审核贷款")),
            ("recommend_loan", _("向银行推荐贷款")),
            ("decide_loan", _("审批、发放和收回贷款")),
            ("check_loan", _("核查贷款用途")),
            ("compensate_loan", _("动用风险补偿金")),
            ("import_loan", _("导入银行台账")),
            ("export_loan", _("导出贷款台账")),
        ]
        indexes = [
            models.Index(fields=["area", "status"], name="loan_by_area"),
            models.Index(fields=["due_on"], name="loan_by_due", condition=Q(status__in=OUT)),
        ]
        constraints = [
            models.UniqueConstraint(
                "bank", "contract_no", condition=~Q(contract_no=""), name="one_loan_a_contract",
                violation_error_message=_("这家银行的这个合同号已经登记过，请核对。"),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="loan_asks_for_money",
                violation_error_message=_("申请金额要大于 0。"),
            ),
            models.CheckConstraint(
                condition=Q(term_months__gt=0), name="loan_has_a_term",
                violation_error_message=_("期限要大于 0 个月。"),
            ),
            models.CheckConstraint(
                condition=Q(balance__gte=0, interest_owed__gte=0, paid_before__gte=0),
                name="loan_owes_nothing_below_zero",
                violation_error_message=_("还款超过了贷款余额，请核对金额。"),
            ),
            models.CheckConstraint(
                condition=Q(granted=None) | Q(granted__gt=0, granted__lte=F("amount")),
                name="loan_grants_no_more_than_asked",
                violation_error_message=_("审批金额不能超过申请金额。"),
            ),
            models.CheckConstraint(
                condition=Q(is_secured=False), name="loan_needs_no_security",
                violation_error_message=_("扶贫小额信贷免担保、免抵押，不能要求担保或抵押。"),
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=LoanPurpose.values), name="loan_is_for_production",
                violation_error_message=_("扶贫小额信贷只能用于生产经营。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=EVER_OUT)
                | Q(granted__isnull=False, disbursed_on__isnull=False, due_on__gt=F("disbursed_on"),
                    rate__isnull=False) & ~Q(contract_no=""),
                name="paid_out_loan_has_its_contract",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="loan_keeps_its_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[
                    ("s", "funds_loanstep%ROWTYPE"),
                    ("county", "text"),
                    ("since", "date"),
                    ("filled", "text[]"),
                    ("owes", "numeric"),
                    ("carried", "numeric"),
                    ("wrong", "boolean"),
                ],
                func=LOAN_GUARD,
            ),
        ]

    def __str__(self):
        return self.no

    def get_absolute_url(self):
        return reverse("funds:loan", args=[self.no])

    def is_overdue(self, day):
        """Say whether the loan is overdue on a day; `LoanQuerySet.overdue` says the same of many."""
        return self.status in OUT and self.due_on < day


@kept
class LoanStep(ScopedModel):
    """One step of a loan: who took it, in which role and for which place, on what day, why, what the guards found.

    A wrong step is put right by another one.
    """

    FOLLOWS = "loan"

    loan = models.ForeignKey(
        Microloan, models.PROTECT, related_name="steps", verbose_name=_("贷款"), db_index=False
    )
    number = models.PositiveSmallIntegerField(_("步"))
    act = models.CharField(_("办理方式"), max_length=8, choices=LoanAct, default=LoanAct.MOVE)
    from_status = models.CharField(_("原状态"), max_length=12, choices=LoanStatus)
    to_status = models.CharField(_("新状态"), max_length=12, choices=LoanStatus)
    actor = person(_("办理人"), null=True, blank=True)
    acting_role = models.CharField(_("身份"), max_length=12, choices=Role, blank=True)
    acting_unit = models.ForeignKey(
        "core.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("办理单位"),
        db_index=False,
    )  # fmt: skip
    decided_on = models.DateField(_("办理日期"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    reason = models.CharField(_("说明"), max_length=300, blank=True)
    guards = models.JSONField(_("核对结果"), default=list, blank=True)

    class Meta:
        verbose_name = _("贷款步骤")
        ordering = ["loan_id", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint("loan", "number", name="one_loan_step_a_number")]
        triggers = [
            pgtrigger.Trigger(
                name="step_keeps_its_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[
                    ("m", "funds_microloan%ROWTYPE"),
                    ("p", "funds_loanstep%ROWTYPE"),
                    ("roles", "text[]"),
                ],
                func=STEP_GUARD,
            ),
            pgtrigger.Trigger(
                name="loan_follows_step",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=LOAN_MUST_FOLLOW,
            ),
        ]

    def __str__(self):
        return f"{self.loan_id}: {self.from_status} → {self.to_status}"


@kept
class LoanPayment(ScopedModel):
    """What a household paid back on a day. A wrong one is taken back by its reverse, never changed."""

    FOLLOWS = "loan"

    loan = models.ForeignKey(Microloan, models.PROTECT, related_name="payments", verbose_name=_("贷款"))
    paid_on = models.DateField(_("还款日期"))
    principal = money(_("本金（元）"), default=0)
    interest = money(_("利息（元）"), default=0)
    note = models.CharField(_("说明"), max_length=120, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name=_("冲正")
    )
    recorded_by = person(_("录入人"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("还款")
        ordering = ["loan_id", "paid_on", "pk"]
        default_permissions = ()
        triggers = [
            pgtrigger.Trigger(
                name="payment_keeps_its_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("m", "funds_microloan%ROWTYPE")],
                func=PAYMENT_GUARD,
            ),
            pgtrigger.Trigger(
                name="payment_lowers_balance", when=pgtrigger.After, operation=pgtrigger.Insert, func=PAID
            ),
        ]

    def __str__(self):
        return f"{self.loan_id} {self.paid_on}"


@kept
class LoanCollection(ScopedModel):
    """How an overdue loan was asked for (催收): without it the fund does not pay."""

    FOLLOWS = "loan"

    loan = models.ForeignKey(Microloan, models.PROTECT, related_name="collections", verbose_name=_("贷款"))
    happened_on = models.DateField(_("催收日期"))
    way = models.CharField(_("催收方式和结果"), max_length=200)
    recorded_by = person(_("录入人"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("催收记录")
        ordering = ["loan_id", "happened_on", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.way
