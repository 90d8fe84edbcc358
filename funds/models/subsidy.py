"""The interest subsidy of microcredit (财政贴息): a bank's claim of a quarter, and the days that it counts."""

import datetime as dt

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funds.choices.credit import ClaimStatus
from funds.models.columns import money, person
from funds.models.credit import Microloan
from funds.models.credit_guards import CLAIM_GUARD, LINE_GUARD
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class SubsidyClaim(ScopedModel):
    """What one bank claims for a quarter. Computed anew while it is a draft; once approved it stays."""

    bank = models.CharField(_("承贷银行"), max_length=60)
    year = models.PositiveSmallIntegerField(_("年度"))
    quarter = models.PositiveSmallIntegerField(_("季度"))
    basis_days = models.PositiveSmallIntegerField(_("年计息天数"))
    status = models.CharField(_("状态"), max_length=10, choices=ClaimStatus, default=ClaimStatus.DRAFT)
    total = money(_("贴息合计（元）"), default=0)
    claimed = money(_("银行申报（元）"), null=True, blank=True)
    computed_at = models.DateTimeField(_("计算时间"), null=True, blank=True)
    submitted_by = person(_("申报人"), null=True, blank=True)
    submitted_on = models.DateField(_("申报日期"), null=True, blank=True)
    approved_by = person(_("核准人"), null=True, blank=True)
    approved_on = models.DateField(_("核准日期"), null=True, blank=True)
    document = models.CharField(_("核准文号"), max_length=80, blank=True)
    note = models.CharField(_("退回说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("贴息申报")
        ordering = ["-year", "-quarter", "bank"]
        default_permissions = ("view",)
        permissions = [("claim_subsidy", _("申报贴息")), ("approve_subsidy", _("核准贴息"))]
        constraints = [
            models.UniqueConstraint(
                "area", "bank", "year", "quarter", name="one_claim_a_quarter",
                violation_error_message=_("这家银行这个季度已经有申报，请打开原来的申报。"),
            ),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="claim_names_a_quarter"),
            models.CheckConstraint(
                condition=~Q(status=ClaimStatus.APPROVED)
                | Q(submitted_by__isnull=False, approved_by__isnull=False, approved_on__isnull=False)
                & ~Q(document="") & ~Q(approved_by=F("submitted_by")),
                name="approved_claim_says_by_whom",
                violation_error_message=_("核准要写明文号，由申报人以外的人办理。"),
            ),
            models.CheckConstraint(
                condition=Q(claimed=None) | Q(claimed__gt=0, claimed__lte=F("total")),
                name="claim_within_what_days_give",
                violation_error_message=_("申报的贴息不能超过按本金、年利率和天数算出的合计。"),
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="claim_keeps_its_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=CLAIM_GUARD,
            )
        ]

    def __str__(self):
        return _("%(bank)s %(year)s 年第 %(quarter)s 季度贴息") % {
            "bank": self.bank,
            "year": self.year,
            "quarter": self.quarter,
        }

    def get_absolute_url(self):
        return reverse("funds:subsidy", args=[self.pk])

    @property
    def first_day(self):
        return dt.date(self.year, 3 * self.quarter - 2, 1)

    @property
    def next_day(self):
        """Return the first day after the quarter."""
        return dt.date(self.year + self.quarter // 4, 3 * self.quarter % 12 + 1, 1)


class SubsidyLine(ScopedModel):
    """Days of a loan in the quarter, within its term, on which the same principal was out: from a day, before a day."""

    FOLLOWS = "claim"

    claim = models.ForeignKey(
        SubsidyClaim, models.CASCADE, related_name="lines", verbose_name=_("贴息申报"), db_index=False
    )
    loan = models.ForeignKey(Microloan, models.PROTECT, related_name="subsidies", verbose_name=_("贷款"))
    from_date = models.DateField(_("起"))
    before_date = models.DateField(_("止（不含）"))
    days = models.PositiveSmallIntegerField(_("天数"))
    principal = money(_("本金（元）"))
    rate = models.DecimalField(_("年利率"), max_digits=7, decimal_places=6)
    amount = money(_("贴息（元）"))

    class Meta:
        verbose_name = _("贴息明细")
        ordering = ["claim_id", "loan_id", "from_date"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("claim", "loan", "from_date", name="one_subsidy_line_a_day"),
            models.CheckConstraint(
                condition=Q(before_date__gt=F("from_date"), days__gt=0), name="subsidy_line_counts_days"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="lines_stay_once_claimed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=LINE_GUARD,
            )
        ]

    def __str__(self):
        return f"{self.loan_id} {self.from_date}"
