"""Mutual-fund societies (互助资金社, LN-06, LN-34, LN-35): on their way until they lend, and what they lend."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models import VillageInstitution
from funds.choices.development import BEFORE_LENDING, SocietyStepKind
from funds.models.columns import money, person
from funds.querysets.development import SocietyQuerySet
from households.models.guards import stays
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel

# Nobody lends before every office has done its part.
LENDS_LAST = f"""
IF NEW.step = '{SocietyStepKind.LENDING}' AND (
        SELECT count(*) FROM funds_societystep AS s
        WHERE s.society_id = NEW.society_id AND s.step <> NEW.step AND s.done_on <= NEW.done_on
   ) < {len(BEFORE_LENDING)} THEN
    RAISE EXCEPTION 'a society lends after all other steps' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


@tracked
class FundSociety(ScopedModel):
    """A village's mutual-fund society: applied for, registered step by step, lending since. Once it lends it is the
    village's institution (一站两社)."""

    code = models.CharField(_("编号"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    begun_on = models.DateField(_("申请日期"))
    lending_due_on = models.DateField(_("应放贷日期"), null=True, blank=True)
    ended_on = models.DateField(_("撤销日期"), null=True, blank=True)
    planned_capital = money(_("计划资金规模(元)"))
    institution = models.OneToOneField(
        VillageInstitution,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="society",
        verbose_name=_("一站两社登记"),
    )

    objects: ClassVar = SocietyQuerySet.as_manager()

    class Meta:
        verbose_name = _("互助资金社")
        ordering = ["area_id", "code"]
        constraints = [
            models.UniqueConstraint(
                "area", condition=Q(ended_on=None), name="one_society_a_village",
                violation_error_message=_("这个村已有互助资金社，撤销了才能再登记。"),
            ),
            models.CheckConstraint(
                condition=(Q(lending_due_on=None) | Q(lending_due_on__gte=F("begun_on")))
                & (Q(ended_on=None) | Q(ended_on__gte=F("begun_on"))),
                name="society_days_follow_its_beginning",
                violation_error_message=_("应放贷日期、撤销日期不能早于申请日期。"),
            ),
            models.CheckConstraint(
                condition=Q(planned_capital__gt=0), name="society_capital_is_positive",
                violation_error_message=_("计划资金规模要大于零。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("funds:society", args=[self.code])


@tracked
class SocietyStep(ScopedModel):
    """One step on the way of a society, with its paper. The last one is that it lends."""

    FOLLOWS = "society"

    society = models.ForeignKey(
        FundSociety, models.PROTECT, related_name="steps", verbose_name=_("互助资金社")
    )
    step = models.CharField(_("事项"), max_length=8, choices=SocietyStepKind)
    done_on = models.DateField(_("办结日期"))
    document_no = models.CharField(_("证照或文号"), max_length=60, blank=True)
    recorded_by = person(_("录入人"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("互助资金社筹建事项")
        ordering = ["society_id", "done_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "society", "step", name="one_society_step_a_kind",
                violation_error_message=_("这一项已经登记过，请打开原来的那一条。"),
            )
        ]  # fmt: skip
        triggers = [
            stays(),
            pgtrigger.Trigger(
                name="lends_last", when=pgtrigger.Before, operation=pgtrigger.Insert, func=LENDS_LAST
            ),
        ]

    def __str__(self):
        return self.get_step_display()


@tracked
class SocietyReport(ScopedModel):
    """What a society had lent by a day: members, capital, lent so far, outstanding, borrowers now."""

    FOLLOWS = "society"

    society = models.ForeignKey(
        FundSociety, models.PROTECT, related_name="reports", verbose_name=_("互助资金社"), db_index=False
    )
    as_of = models.DateField(_("截至日期"))
    members = models.PositiveSmallIntegerField(_("入社户数"))
    borrowers = models.PositiveSmallIntegerField(_("借款户数"))
    capital = money(_("资金规模(元)"))
    lent = money(_("累计借出(元)"))
    outstanding = money(_("借款余额(元)"))
    recorded_by = person(_("录入人"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("互助资金社运行情况")
        ordering = ["society_id", "as_of"]
        triggers = [stays()]
        constraints = [
            models.UniqueConstraint(
                "society", "as_of", name="one_society_report_a_day",
                violation_error_message=_("这一天的运行情况已经登记过，是另一天的请改日期。"),
            ),
            models.CheckConstraint(
                condition=Q(outstanding__gte=0, outstanding__lte=F("capital"))
                & Q(outstanding__lte=F("lent"), borrowers__lte=F("members")),
                name="society_figures_fit",
                violation_error_message=_("借款余额不能超过资金规模和累计借出，借款户数不能超过入社户数。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.society_id} {self.as_of}"
