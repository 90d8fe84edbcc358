"""Money that was paid out of an allotment, to a household or to a unit (支付)."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funds.models.allotment import Allotment
from funds.models.columns import money
from funds.models.money_guards import PAYEE_GUARD
from funds.models.posting import FundEntry
from funds.querysets.money import PaymentQuerySet
from povertyapp.core.history import kept
from povertyapp.core.scoping import ScopedModel


@kept
class Payment(ScopedModel):
    """One payment out of an allotment. It goes to a household whom the project benefits, or to a unit by name."""

    FOLLOWS = "allotment"

    allotment = models.ForeignKey(
        Allotment, models.PROTECT, related_name="payments", verbose_name=_("资金下达")
    )
    amount = money(_("支付金额"))
    paid_on = models.DateField(_("支付日期"))
    household = models.ForeignKey(
        "households.Household",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name=_("收款户"),
    )
    payee = models.CharField(_("收款单位"), max_length=120, blank=True)
    claim = models.ForeignKey(
        "funds.Claim",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name=_("报账单"),
    )
    document_no = models.CharField(_("支付凭据"), max_length=100, blank=True)
    entry = models.OneToOneField(
        FundEntry, models.PROTECT, related_name="payment", verbose_name=_("资金凭证")
    )

    objects: ClassVar = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("资金支付")
        ordering = ["-paid_on", "-pk"]
        indexes = [
            models.Index(fields=["area", "paid_on"], name="payment_by_area_and_day"),
            # By which the bank's lines find their payments, and payments their like.
            models.Index(fields=["document_no", "amount"], name="payment_by_number"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="payment_is_positive",
                violation_error_message=_("支付金额要大于零。"),
            ),
            models.CheckConstraint(
                condition=(Q(household__isnull=False) & Q(payee="")) | (Q(household=None) & ~Q(payee="")),
                name="payment_has_one_payee",
                violation_error_message=_("收款户和收款单位填一个，只填一个。"),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="payee_benefits", when=pgtrigger.Before, operation=pgtrigger.Insert, func=PAYEE_GUARD
            )
        ]

    def __str__(self):
        return f"{self.paid_on} {self.amount}"

    @property
    def payee_name(self):
        """Return the name alone of who was paid, as a bank writes it."""
        return self.household.head_name if self.household else self.payee

    def get_absolute_url(self):
        return reverse("funds:payment", args=[self.pk])
