"""The county's risk fund for microcredit (风险补偿金, LF-43): what is to be paid in by when, and every movement."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funds.choices.credit import FundMove
from funds.models.columns import money, person
from funds.models.credit import Microloan
from funds.models.credit_guards import ENTRY_GUARD, FUND_GUARD, MOVED
from funds.querysets.credit import InstalmentQuerySet
from povertyapp.core.history import kept, tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class RiskFund(ScopedModel):
    """The risk fund of a county. `balance` is the sum of its movements, which the database keeps, never below zero."""

    bank = models.CharField(_("存放银行"), max_length=60)
    opened_on = models.DateField(_("设立日期"))
    balance = money(_("余额（元）"), default=0)

    class Meta:
        verbose_name = _("风险补偿金")
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint("area", name="one_risk_fund_a_county"),
            models.CheckConstraint(
                condition=Q(balance__gte=0),
                name="risk_fund_not_below_zero",
                violation_error_message=_("风险补偿金余额不足，不能支出；请先拨入，或减少支出。"),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="balance_is_the_sum",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=FUND_GUARD,
            )
        ]

    def __str__(self):
        return f"{self.area} {self._meta.verbose_name}"

    def get_absolute_url(self):
        return reverse("funds:risk_fund") + f"?area={self.area_id}"


@tracked
class RiskFundInstalment(ScopedModel):
    """What the county is to pay into its fund by a date (及时足额调拨, LF-43)."""

    FOLLOWS = "fund"

    fund = models.ForeignKey(
        RiskFund, models.PROTECT, related_name="instalments", verbose_name=_("风险补偿金")
    )
    amount = money(_("应拨入（元）"))
    due_on = models.DateField(_("拨入期限"))
    document = models.CharField(_("依据文号"), max_length=80)

    objects: ClassVar = InstalmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("风险金拨入计划")
        ordering = ["fund_id", "due_on"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("fund", "due_on", "document", name="one_instalment_a_document"),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="instalment_is_money",
                violation_error_message=_("应拨入金额要大于 0。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.due_on} {self.document}"


@kept
class RiskFundEntry(ScopedModel):
    """One movement of the fund: paid in, paid out for a loan, come back from one. Never changed."""

    FOLLOWS = "fund"

    fund = models.ForeignKey(RiskFund, models.PROTECT, related_name="entries", verbose_name=_("风险补偿金"))
    kind = models.CharField(_("类别"), max_length=12, choices=FundMove)
    amount = money(_("金额（元）"))
    happened_on = models.DateField(_("日期"))
    document = models.CharField(_("凭证号"), max_length=80)
    instalment = models.ForeignKey(
        RiskFundInstalment, models.PROTECT, null=True, blank=True, related_name="entries",
        verbose_name=_("拨入计划"),
    )  # fmt: skip
    loan = models.ForeignKey(
        Microloan, models.PROTECT, null=True, blank=True, related_name="fund_entries", verbose_name=_("贷款")
    )
    recorded_by = person(_("录入人"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("风险金收支")
        ordering = ["fund_id", "happened_on", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[FundMove.PAID_IN, FundMove.RECOVERY], amount__gt=0)
                | Q(kind__in=[FundMove.COMPENSATION, FundMove.RETURNED], amount__lt=0),
                name="fund_entry_has_its_sign",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[FundMove.PAID_IN, FundMove.RETURNED], loan=None)
                | Q(kind__in=[FundMove.COMPENSATION, FundMove.RECOVERY], loan__isnull=False, instalment=None),
                name="fund_entry_names_its_loan",
            ),
            models.UniqueConstraint(
                "loan", condition=Q(kind=FundMove.COMPENSATION), name="one_compensation_a_loan"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="entry_keeps_its_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ENTRY_GUARD,
            ),
            pgtrigger.Trigger(
                name="entry_moves_balance", when=pgtrigger.After, operation=pgtrigger.Insert, func=MOVED
            ),
        ]

    def __str__(self):
        return f"{self.happened_on} {self.get_kind_display()}"
