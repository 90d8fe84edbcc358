from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assistance.models import Helper
from households.models import Household
from inspections.choices.objections import NEEDS_SUBSTITUTE, ExcuseKind, ExcuseStatus
from inspections.models.account import PartyLevel
from inspections.querysets.excuses import ExcuseQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class Excuse(ScopedModel):
    """Why a party need not deliver (rulebook D2): of the closed list, with papers, approved by the level above.

    `area` is where the party stands. It speaks of all that the party owes, of one household (`household`), of one
    rule (`rule`), or of both together. Days without an end hold until they get one.
    """

    ANSWERED_BY = "helper__user_id"

    kind = models.CharField(_("事由"), max_length=10, choices=ExcuseKind)
    level = models.CharField(_("责任方级别"), max_length=12, choices=PartyLevel)
    code = models.CharField(_("责任方编号"), max_length=20)
    name = models.CharField(_("责任方"), max_length=80)
    helper = models.ForeignKey(
        Helper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("帮扶责任人")
    )
    household = models.ForeignKey(
        Household, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("只免这一户")
    )
    rule = models.CharField(_("只免这一项"), max_length=12, blank=True)
    from_date = models.DateField(_("从"))
    to_date = models.DateField(_("到"), null=True, blank=True)
    reason = models.CharField(_("情况说明"), max_length=300)
    papers = models.CharField(_("证明材料"), max_length=200)
    file = models.ForeignKey(
        "core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("扫描件")
    )
    substitute = models.ForeignKey(
        Helper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("代替人")
    )
    status = models.CharField(
        _("状态"), max_length=10, choices=ExcuseStatus, default=ExcuseStatus.ASKED, editable=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("申请人"), editable=False
    )
    asked_at = models.DateTimeField(_("申请时间"), editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("审批人"),
        editable=False,
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True, blank=True, editable=False)
    answer = models.CharField(_("审批意见"), max_length=300, blank=True)

    objects: ClassVar = ExcuseQuerySet.as_manager()

    class Meta:
        verbose_name = _("免责申请")
        ordering = ["area_id", "-asked_at"]
        indexes = [models.Index(fields=["area", "status"], name="excuse_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="excuse_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="excuse_is_decided_by_another",
                violation_error_message=_("申请的人不能批准自己的申请，请由另一个人批准。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ExcuseStatus.APPROVED, ExcuseStatus.REFUSED])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decided_excuse_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=NEEDS_SUBSTITUTE) | Q(substitute__isnull=False, to_date__isnull=False),
                name="excuse_names_who_stood_in",
                violation_error_message=_("请假和更换要写明代替人和结束日期。"),
            ),
            models.CheckConstraint(
                condition=Q(substitute=None) | Q(helper=None) | ~Q(substitute=F("helper")),
                name="nobody_stands_in_for_himself",
                violation_error_message=_("代替人不能是本人，请另选一人。"),
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.get_kind_display()}"

    def get_absolute_url(self):
        from django.urls import reverse

        return reverse("inspections:excuse", args=[self.pk])
