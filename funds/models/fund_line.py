"""Lines of money as they come down to the county, and the county's yearly plan of integrating them (B16, LF-36)."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funds.choices.money import FISCAL, FundKind, FundLevel, Origin
from funds.models.columns import money
from funds.models.money_guards import LINE_GUARD
from funds.querysets.money import LineQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class FundLine(ScopedModel):
    """One line of money (资金来源): from which level, by which document, for what, and whose.

    Its `area` is the county. What arrived and what became of it are postings; nothing of that stands here. Once money
    of it is integrated, its channel and its use stay as they are (LN-27).
    """

    code = models.CharField(_("资金编号"), max_length=20, unique=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    name = models.CharField(_("资金名称"), max_length=120)
    level = models.CharField(_("级次"), max_length=12, choices=FundLevel)
    document_no = models.CharField(_("下达文号"), max_length=100, blank=True)
    arrived_on = models.DateField(_("到账日期"))
    origin = models.CharField(_("存量或增量"), max_length=10, choices=Origin)
    in_scope = models.BooleanField(_("纳入整合范围"))
    kind = models.CharField(_("资金类别"), max_length=12, choices=FundKind)
    purpose = models.CharField(_("规定用途"), max_length=200)
    owner_unit = models.CharField(_("主管单位"), max_length=80)
    planned = money(_("计划整合金额"), default=0)
    note = models.CharField(_("备注"), max_length=200, blank=True)

    objects: ClassVar = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("资金来源")
        ordering = ["-year", "code"]
        indexes = [models.Index(fields=["area", "year", "level"], name="line_by_area_and_year")]
        constraints = [
            models.UniqueConstraint(
                "area", "year", "level", "name", "document_no",
                name="one_line_a_document",
                violation_error_message=_("同一年度、级次、文号已经登记过同名的资金，追加到账请在那一笔上办。"),
            ),
            models.CheckConstraint(
                condition=Q(planned__gte=0),
                name="planned_is_not_negative",
                violation_error_message=_("计划整合金额不能是负数。"),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(2000, 2100)),
                name="line_year_is_a_year",
                violation_error_message=_("年度要写四位数，如 2017。"),
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="channel_stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=LINE_GUARD
            )
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def get_absolute_url(self):
        return reverse("funds:source", args=[self.code])

    @property
    def may_integrate(self):
        """Say whether its money may go into the pool: what is out of the scope of public money must not (LF-36)."""
        return self.in_scope or self.level not in FISCAL


@tracked
class IntegrationPlan(ScopedModel):
    """The county's plan of a year with its five parts: scheme, body, platform, scope and amount (LF-36)."""

    PARTS: ClassVar = ("scheme", "body", "platform", "scope", "amount")

    year = models.PositiveSmallIntegerField(_("年度"))
    document_no = models.CharField(_("方案文号"), max_length=100)
    adopted_on = models.DateField(_("印发日期"))
    filed_on = models.DateField(_("报备日期"), null=True, blank=True)
    scheme = models.TextField(_("整合方案"), blank=True)
    body = models.CharField(_("整合主体"), max_length=200, blank=True)
    platform = models.CharField(_("整合平台"), max_length=200, blank=True)
    scope = models.TextField(_("整合范围"), blank=True)
    amount = money(_("整合数量"), null=True, blank=True)

    class Meta:
        verbose_name = _("整合方案")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                "area",
                "year",
                name="one_integration_plan_a_year",
                violation_error_message=_("这一年度已经有整合方案，请直接修改。"),
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0),
                name="plan_amount_is_positive",
                violation_error_message=_("整合数量要大于零。"),
            ),
        ]

    def __str__(self):
        return f"{self.year} {self.document_no}"

    def get_absolute_url(self):
        return reverse("funds:plan", args=[self.pk])

    @property
    def lacking(self):
        """Return the words of the parts that the plan does not have."""
        words = {column.name: str(column.verbose_name) for column in self._meta.concrete_fields}
        return [words[part] for part in self.PARTS if not getattr(self, part)]
