from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from households.choices import IncomeLine
from households.models.household import Household
from households.querysets import StatementQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


def yuan(label):
    """Return a column for an amount in yuan, exact to the fen."""
    return models.DecimalField(label, max_digits=16, decimal_places=2, default=0)


@tracked
class IncomeStatement(ScopedModel):
    """A household's income of one year in yuan, with its parts, as recorded (rulebook B1.3)."""

    FOLLOWS = "household"
    PARTS = (
        "family_planning_aid",
        "allowance_aid",
        "five_guarantee_aid",
        "pension_aid",
        "eco_compensation",
        "other_transfer",
    )

    household = models.ForeignKey(Household, models.CASCADE, related_name="incomes", verbose_name=_("户"))
    year = models.PositiveSmallIntegerField(_("年度"))
    wage_income = yuan(_("工资性收入"))
    business_income = yuan(_("生产经营性收入"))
    business_expense = yuan(_("生产经营性支出"))
    property_income = yuan(_("财产性收入"))
    transfer_income = yuan(_("转移性收入"))
    family_planning_aid = yuan(_("计划生育金"))
    allowance_aid = yuan(_("低保金"))
    five_guarantee_aid = yuan(_("五保金"))
    pension_aid = yuan(_("养老保险金"))
    eco_compensation = yuan(_("生态补偿金"))
    other_transfer = yuan(_("其他转移性收入"))
    # A line whose source is not expected to last does not count towards an exit (rulebook B1.3).
    one_off = ArrayField(
        models.CharField(max_length=24, choices=IncomeLine),
        verbose_name=_("一次性收入项目"),
        default=list,
        blank=True,
    )
    # As written in the form: a figure that does not follow from its parts is a finding, not a correction.
    net_income = yuan(_("家庭纯收入"))
    net_income_per_capita = yuan(_("人均纯收入"))

    objects: ClassVar = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("收入")
        ordering = ["household_id", "-year"]
        constraints = [models.UniqueConstraint("household", "year", name="one_income_a_year")]

    def __str__(self):
        return f"{self.household} {self.year}"

    @property
    def recurring_net_income(self):
        """Return the net income without the lines that come once only."""
        return self.net_income - sum(getattr(self, line) for line in self.one_off)
