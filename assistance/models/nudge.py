from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.models.helper import Helper
from households.models import Household
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class Nudge(ScopedModel):
    """A helper was reminded of what he still owes a household; who reminded him, when, and of which duty.

    It stands in the helper's 待阅 as one line for all households of one act, and goes when the act is taken back.
    """

    FOLLOWS = "household"
    ANSWERED_BY = "helper__user_id"

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="nudges", verbose_name=_("户"), db_index=False
    )
    helper = models.ForeignKey(Helper, models.PROTECT, related_name="+", verbose_name=_("帮扶责任人"))
    rule = models.CharField(_("提醒的事"), max_length=10)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提醒人")
    )
    sent_on = models.DateField(_("提醒日期"))

    class Meta:
        verbose_name = _("提醒")
        indexes = [
            models.Index(fields=["household", "rule", "-sent_on"], name="nudge_by_household"),
            models.Index(fields=["area"], name="nudge_by_area"),
        ]
        constraints = [
            models.UniqueConstraint("household", "helper", "rule", "sent_on", name="one_nudge_a_day")
        ]

    def __str__(self):
        return f"{self.household_id} {self.rule} {self.sent_on}"
