from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from households.models.procedure import ProcedureCase
from households.steps import ClueSource, MonitoringCategory, Risk
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


def yuan(label):
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True, blank=True)


@tracked
class MonitoringCase(ScopedModel):
    """A household watched against falling back since 2020 (B10): why, by whose clue, and the figures.

    `monitored_on` and `risk_removed_on` are the days of those two steps. A household that is not on the
    register (边缘易致贫户) stands here with its head and size alone.
    """

    FOLLOWS = "case"

    case = models.OneToOneField(
        ProcedureCase, models.PROTECT, related_name="monitoring", verbose_name=_("事项")
    )
    category = models.CharField(_("监测类型"), max_length=16, choices=MonitoringCategory)
    clue_source = models.CharField(_("线索来源"), max_length=12, choices=ClueSource)
    clue_on = models.DateField(_("发现日期"))
    risks = ArrayField(models.CharField(max_length=12, choices=Risk), verbose_name=_("风险类型"))
    size = models.PositiveSmallIntegerField(_("人数"))
    net_income = yuan(_("家庭纯收入（元）"))
    # Out of pocket: medicine, schooling, disaster, accident.
    rigid_spending = yuan(_("刚性支出（元）"))
    has_no_labour = models.BooleanField(_("整户无劳动能力"), default=False)
    monitored_on = models.DateField(_("纳入监测日期"), null=True, blank=True)
    risk_removed_on = models.DateField(_("风险消除日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("监测对象")
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0),
                name="monitored_household_has_people",
                violation_error_message=_("人数至少为 1。"),
            ),
            models.CheckConstraint(
                condition=Q(risk_removed_on=None) | Q(risk_removed_on__gte=F("monitored_on")),
                name="risk_removed_after_monitoring_begins",
                violation_error_message=_("风险消除日期不能早于纳入监测日期。"),
            ),
        ]

    def __str__(self):
        return str(self.case)
