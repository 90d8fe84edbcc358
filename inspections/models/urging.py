from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


class UrgedKind(models.TextChoices):
    """What somebody can be urged to do."""

    FINDING = "finding", _("改正数据问题")
    MEASURE = "measure", _("办理整改措施")
    ACCOUNT = "account", _("交硬账")


@tracked
class Urging(ScopedModel):
    """Somebody was urged (催办) to mend a record, to carry out a measure or to hand in a month: which one, who asked,
    when.

    Whoever is to do it reads one line in 待阅 for all that one act urges; it goes when the act is taken back.
    """

    kind = models.CharField(_("催办的事"), max_length=10, choices=UrgedKind)
    code = models.CharField(_("编号"), max_length=60)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("催办人")
    )
    sent_on = models.DateField(_("催办日期"))

    class Meta:
        verbose_name = _("催办")
        indexes = [models.Index(fields=["area"], name="urging_by_area")]
        constraints = [
            models.UniqueConstraint(
                "kind",
                "code",
                "sent_on",
                name="one_urging_a_day",
                violation_error_message=_("今天已经催过，明天再催。"),
            )
        ]

    def __str__(self):
        return f"{self.code} {self.sent_on}"
