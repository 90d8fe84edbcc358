from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.models.helper import Helper
from assistance.querysets import CardQuerySet
from households.models import ArchivePaper, Household
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class ContactCard(ScopedModel):
    """结对帮扶联系卡 was posted in a household's home (CB1-14). It names one helper: with the next one it is old."""

    FOLLOWS = "household"
    ANSWERED_BY = "helper__user_id"

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="contact_cards", verbose_name=_("户"), db_index=False
    )
    helper = models.ForeignKey(Helper, models.PROTECT, related_name="+", verbose_name=_("卡上的帮扶责任人"))
    posted_on = models.DateField(_("张贴日期"))
    picture = models.ForeignKey(
        ArchivePaper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("张贴照片")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人")
    )

    objects: ClassVar = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("联系卡张贴")
        ordering = ["-posted_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "household",
                "helper",
                "posted_on",
                name="one_card_a_day",
                violation_error_message=_("这一天的张贴已经登记，不用再登记。"),
            )
        ]

    def __str__(self):
        return f"{self.household} {self.posted_on}"
