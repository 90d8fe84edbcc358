from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from households.choices import RequestStatus
from households.models.member import HouseholdMember
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class DuplicateRequest(ScopedModel):
    """One place asks another to look at a registration of the same person (DQ-37).

    Its `area` is that of the registration asked about. Whoever asks sees that it was asked and what was answered,
    and nothing of the other registration.
    """

    FOLLOWS = "member"

    member = models.ForeignKey(
        HouseholdMember, models.CASCADE, related_name="requests_received", verbose_name=_("对方的登记")
    )
    asking = models.ForeignKey(
        HouseholdMember, models.CASCADE, related_name="requests_made", verbose_name=_("提出方的登记")
    )
    asking_county = models.ForeignKey(
        "core.Area", models.PROTECT, related_name="+", verbose_name=_("提出的县")
    )
    reason = models.CharField(_("说明"), max_length=100)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    asked_at = models.DateTimeField(_("提出时间"))
    status = models.CharField(_("状态"), max_length=10, choices=RequestStatus, default=RequestStatus.OPEN)
    answer = models.CharField(_("答复"), max_length=100, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("答复人")
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("重复登记核对请求")
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["area"], name="duplicate_request_by_area")]
        constraints = [
            models.UniqueConstraint(
                "member", "asking", condition=Q(status=RequestStatus.OPEN), name="one_open_duplicate_request"
            ),
            models.CheckConstraint(
                condition=Q(status=RequestStatus.OPEN) | (Q(answered_by__isnull=False) & ~Q(answer="")),
                name="duplicate_request_is_answered_by_somebody",
                violation_error_message=_("答复要有答复人和内容。"),
            ),
        ]

    def __str__(self):
        return str(self.member)

    def get_absolute_url(self):
        return reverse("households:duplicate_answer", args=[self.pk])
