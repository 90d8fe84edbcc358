"""The check of each drawn unit on the spot (rulebook C6), who makes it, and who opened its seal early."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.choices import (
    SIX,
    CheckState,
)
from inspections.models.checks.draws import SampleUnit
from inspections.models.checks.hidden import Hidden
from inspections.models.columns import person_or_none
from inspections.querysets import CheckQuerySet
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked


@tracked
class UnannouncedCheck(Hidden):
    """The check of one drawn unit (C6): sealed until the inspectors are on site, then recorded and reported.

    The six columns are the four no's and two straights of JZ-17: one that was not kept, and `is_unannounced` is
    false. A check that was opened early or went wrong is voided with a reason; it stays.
    """

    FOLLOWS = "unit"
    PUBLISHED = "unit__draw__published_at"
    REPORTED = "unit__draw__round__reported_at"
    INSPECTOR = "inspectors__user"

    unit = models.OneToOneField(SampleUnit, models.PROTECT, related_name="site_check", verbose_name=_("样本"))
    state = models.CharField(_("状态"), max_length=16, choices=CheckState, default=CheckState.DRAWN)
    no_notice = models.BooleanField(SIX["no_notice"], default=False)
    no_greeting = models.BooleanField(SIX["no_greeting"], default=False)
    no_briefing = models.BooleanField(SIX["no_briefing"], default=False)
    no_escort = models.BooleanField(SIX["no_escort"], default=False)
    straight_down = models.BooleanField(SIX["straight_down"], default=False)
    straight_in = models.BooleanField(SIX["straight_in"], default=False)
    is_unannounced = models.BooleanField(_("符合四不两直"), default=False)
    started_at = models.DateTimeField(_("到场时间"), null=True, blank=True)
    started_by = person_or_none(_("到场检查人"))
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    start_place = EncryptedTextField(_("到场位置"), bound_to="key")
    recorded_at = models.DateTimeField(_("记录时间"), null=True, blank=True)
    recorded_by = person_or_none(_("记录人"))
    reported_at = models.DateTimeField(_("报告时间"), null=True, blank=True)
    voided_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    voided_by = person_or_none(_("作废人"))
    void_reason = models.CharField(_("作废理由"), max_length=200, blank=True)

    objects: ClassVar = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("现场检查")
        ordering = ["unit_id"]
        indexes = [models.Index(fields=["area", "state"], name="check_by_area_and_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_unannounced=False) | Q(**dict.fromkeys(SIX, True)),
                name="unannounced_keeps_all_six",
                violation_error_message=_("四不两直有一条没做到，就不能算暗访。"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=(CheckState.DRAWN, CheckState.SEALED)) | Q(started_at__isnull=False),
                name="opened_check_says_when",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, void_reason="")
                | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="voided_check_says_why",
                violation_error_message=_("作废要写明理由。"),
            ),
        ]

    def __str__(self):
        return f"{self.unit}"

    def get_absolute_url(self):
        return reverse("inspections:check", args=[self.pk])


@tracked
class CheckInspector(Hidden):
    """Who carries a check out, and the unit that he comes from: never the one that is inspected (JZ-18)."""

    FOLLOWS = "site_check"
    PUBLISHED = "site_check__unit__draw__published_at"
    REPORTED = "site_check__unit__draw__round__reported_at"
    INSPECTOR = "user"

    site_check = models.ForeignKey(
        UnannouncedCheck, models.PROTECT, related_name="inspectors", verbose_name=_("现场检查")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("检查人")
    )
    unit_name = models.CharField(_("检查人单位"), max_length=80)

    class Meta:
        verbose_name = _("检查人")
        ordering = ["site_check_id", "pk"]
        constraints = [models.UniqueConstraint("site_check", "user", name="one_inspector_once_a_check")]

    def __str__(self):
        return f"{self.user} {self.unit_name}"


class SealOpening(Hidden):
    """That somebody opened a sealed check before its inspectors were on site: it is kept, and the check is void."""

    FOLLOWS = "site_check"
    PUBLISHED = "site_check__unit__draw__published_at"
    REPORTED = "site_check__unit__draw__round__reported_at"

    site_check = models.ForeignKey(
        UnannouncedCheck, models.PROTECT, related_name="openings", verbose_name=_("现场检查")
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("拆封人")
    )
    opened_at = models.DateTimeField(_("拆封时间"))
    reason = models.CharField(_("拆封理由"), max_length=200)

    class Meta:
        verbose_name = _("提前拆封")
        ordering = ["site_check_id", "pk"]

    def __str__(self):
        return f"{self.site_check} {self.opened_by}"
