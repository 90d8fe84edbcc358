"""责任倒查 (JZ-20): what the party above answers for when a party below is held to account."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.account import PartyLevel
from inspections.models.accountability import AccountabilityAction
from inspections.models.accountability_guards import STAYS
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel

LEADER = "leader"


class TracedLevel(models.TextChoices):
    """Whom a fault is traced up to; a leader in contact has no account, and is named on the case."""

    VILLAGE = PartyLevel.VILLAGE.value, PartyLevel.VILLAGE.label
    TOWNSHIP = PartyLevel.TOWNSHIP.value, PartyLevel.TOWNSHIP.label
    COUNTY_UNIT = PartyLevel.COUNTY_UNIT.value, PartyLevel.COUNTY_UNIT.label
    LEADER = LEADER, _("联系领导")


def _stays(name, operation):
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=operation, func=STAYS)


@tracked
class SelfReport(ScopedModel):
    """A fault below that a village, township or unit found and reported itself, before anybody checked.

    Only one entered before the month was closed counts."""

    county = models.ForeignKey("core.Area", models.PROTECT, related_name="+", verbose_name=_("县"))
    level = models.CharField(_("报告单位层级"), max_length=12, choices=TracedLevel)
    code = models.CharField(_("报告单位代码"), max_length=20)
    about_level = models.CharField(_("问题单位层级"), max_length=12, choices=PartyLevel)
    about_code = models.CharField(_("问题单位代码"), max_length=20)
    about_name = models.CharField(_("问题单位"), max_length=80)
    month = models.CharField(_("月份"), max_length=7)
    text = models.TextField(_("自查发现的问题"))
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("报告人")
    )
    reported_at = models.DateTimeField(_("报告时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("自查报告")
        ordering = ["area_id", "-month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "level", "code", "about_level", "about_code", "month",
                name="one_self_report_a_month",
                violation_error_message=_("这个月已经报告过，不用再报。"),
            )
        ]  # fmt: skip
        triggers = [_stays("self_report_stays", pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.month} {self.about_name}"


@tracked
class SupervisionLine(ScopedModel):
    """A line on the party above, made by a decision on the party below, owed in `month`: met where the upper party had
    reported the fault itself. Never changed; taken back (`revoked_on`) only with the decision."""

    action = models.ForeignKey(
        AccountabilityAction, models.PROTECT, related_name="supervision", verbose_name=_("问责事项")
    )
    level = models.CharField(_("上级层级"), max_length=12, choices=TracedLevel)
    code = models.CharField(_("上级代码"), max_length=20)
    name = models.CharField(_("上级"), max_length=80)
    month = models.CharField(_("计入月份"), max_length=7)
    self_report = models.ForeignKey(
        SelfReport, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("自查报告")
    )
    revoked_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("倒查责任")
        ordering = ["action_id", "level", "code"]
        indexes = [models.Index(fields=["area", "month"], name="supervision_by_area_and_month")]
        constraints = [
            models.UniqueConstraint("action", "level", "code", name="one_supervision_line_a_party")
        ]
        triggers = [
            _stays("supervision_stays", pgtrigger.Delete),
            pgtrigger.Trigger(
                name="supervision_does_not_change",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "((OLD.action_id, OLD.level, OLD.code, OLD.month, OLD.self_report_id)"
                    " IS DISTINCT FROM (NEW.action_id, NEW.level, NEW.code, NEW.month, NEW.self_report_id)"
                    " OR OLD.revoked_on IS NOT NULL)"
                ),
                func=STAYS,
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.month}"

    @property
    def is_met(self):
        return self.self_report_id is not None
