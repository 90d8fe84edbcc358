"""What a bank's or the treasury's statement says was paid (对账单), line by line, beside the payments of the books."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funds.models.columns import money, person
from funds.models.payment import Payment
from funds.querysets.bank import BankRowQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class BankRow(ScopedModel):
    """One line of a statement. Its `area` is the county.

    A payment of the same number and amount is its counterpart without anybody saying so. `payment` is the one that a
    finance officer named where the numbers differ.
    """

    happened_on = models.DateField(_("日期"))
    document_no = models.CharField(_("凭证号"), max_length=100, blank=True)
    about = models.CharField(_("资金编号或名称"), max_length=120, blank=True)
    amount = money(_("金额"))
    payee = models.CharField(_("收款人"), max_length=120, blank=True)
    recorded_from = models.CharField(_("登记依据"), max_length=120)
    payment = models.OneToOneField(
        Payment, models.PROTECT, null=True, blank=True, related_name="bank_row", verbose_name=_("资金支付")
    )
    matched_by = person(_("对账人"), null=True, blank=True)

    objects: ClassVar = BankRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("银行对账单流水")
        ordering = ["happened_on", "pk"]
        indexes = [
            models.Index(fields=["area", "happened_on"], name="bank_row_by_area_and_day"),
            models.Index(fields=["document_no", "amount"], name="bank_row_by_number"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="bank_row_is_positive",
                violation_error_message=_("金额要大于零。"),
            ),
            models.CheckConstraint(
                condition=Q(payment=None, matched_by=None) | Q(payment__isnull=False),
                name="match_names_a_payment",
            ),
            models.UniqueConstraint(
                "area", "happened_on", "document_no", "amount", "payee", name="one_row_of_a_statement"
            ),
        ]

    def __str__(self):
        return f"{self.happened_on} {self.document_no}".strip()

    def get_absolute_url(self):
        return reverse("funds:bank_row", args=[self.pk])
