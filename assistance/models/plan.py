from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import ReliefKind
from households.choices import Cause
from households.models import Household, HouseholdMember
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel, ScopedQuerySet

FIRST_YEAR, LAST_YEAR = 2013, 2100


@tracked
class AssistancePlan(ScopedModel):
    """A household's plan of one year (一户一计划): causes, goal, income to be reached (JZ-08, CB1-03, TF-14).

    What is planned are the household's measures of that year; the plan says what the household earns without.
    """

    FOLLOWS = "household"

    household = models.ForeignKey(Household, models.CASCADE, related_name="plans", verbose_name=_("户"))
    year = models.PositiveSmallIntegerField(
        _("年度"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    causes = ArrayField(
        models.CharField(max_length=20, choices=Cause), verbose_name=_("针对的致贫原因"), default=list
    )
    goal = models.CharField(_("年度目标"), max_length=200)
    own_income = models.DecimalField(
        _("没有措施时的全年纯收入(元)"),
        max_digits=12,
        decimal_places=2,
        help_text=_("不算帮扶措施带来的收入，全家一年能有多少。"),
    )
    signed_on = models.DateField(_("农户签字日期"), null=True, blank=True)
    signed_by = models.CharField(_("签字人"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("帮扶计划")
        ordering = ["household_id", "-year"]
        indexes = [models.Index(fields=["area", "year"], name="plan_by_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "year"],
                name="one_plan_a_year",
                violation_error_message=_("这一户这一年已有帮扶计划，请在原计划上修改。"),
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None, signed_by="") | (Q(signed_on__isnull=False) & ~Q(signed_by="")),
                name="signed_plan_says_by_whom",
                violation_error_message=_("签字日期和签字人要一起填。"),
            ),
        ]

    def __str__(self):
        return _("%(household)s%(year)s年帮扶计划") % {"household": self.household, "year": self.year}


class ReliefQuerySet(ScopedQuerySet):
    """Reliefs with the days on which they were received."""

    def standing(self, first, last):
        """Reliefs received from the first to the last day."""
        return self.filter(received_on__gte=first, received_on__lte=last)


@tracked
class Relief(ScopedModel):
    """A relief that a person received (六项救助, JZ-42)."""

    FOLLOWS = "household"

    household = models.ForeignKey(Household, models.CASCADE, related_name="reliefs", verbose_name=_("户"))
    member = models.ForeignKey(
        HouseholdMember, models.CASCADE, related_name="reliefs", verbose_name=_("受助人")
    )
    kind = models.CharField(_("救助种类"), max_length=10, choices=ReliefKind)
    received_on = models.DateField(_("发放日期"))
    amount = models.DecimalField(
        _("金额(元)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    unit = models.CharField(_("发放单位"), max_length=80, blank=True)

    objects: ClassVar = ReliefQuerySet.as_manager()

    class Meta:
        verbose_name = _("救助")
        ordering = ["-received_on", "-pk"]
        indexes = [models.Index(fields=["area", "received_on"], name="relief_by_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "received_on"],
                name="one_relief_a_day",
                violation_error_message=_("这个人这一天已登记同一种救助，不用再登记；是另一天的请改日期。"),
            )
        ]

    def __str__(self):
        return self.get_kind_display()
