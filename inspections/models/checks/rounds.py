"""Rounds of checks (rulebook B18)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.choices import (
    CheckKind,
    RoundState,
)
from inspections.models.checks.hidden import Hidden
from inspections.models.columns import person_or_none
from inspections.querysets import CheckRoundQuerySet
from povertyapp.core.history import tracked


@tracked
class CheckRound(Hidden):
    """A round of checks (检查轮次) of a month: what kind, how much of a county. Its `area` is the county.

    Whoever sees one of its draws once it is published sees it.
    """

    SEEN_THROUGH = ("draws",)

    kind = models.CharField(_("检查方式"), max_length=12, choices=CheckKind, default=CheckKind.UNANNOUNCED)
    month = models.CharField(_("月份"), max_length=7)
    name = models.CharField(_("名称"), max_length=60)
    groups = models.PositiveSmallIntegerField(_("检查组数"))
    villages_per_group = models.PositiveSmallIntegerField(_("每组村数"))
    registered_per_village = models.PositiveSmallIntegerField(_("每村建档立卡户数"))
    other_per_village = models.PositiveSmallIntegerField(_("每村其他农户数"))
    state = models.CharField(_("状态"), max_length=10, choices=RoundState, default=RoundState.OPEN)
    made_by = person_or_none(_("发起人"))
    made_at = models.DateTimeField(_("发起时间"))
    reported_by = person_or_none(_("报告人"))
    reported_at = models.DateTimeField(_("报告时间"), null=True, blank=True)
    published_by = person_or_none(_("通报人"))
    published_at = models.DateTimeField(_("通报时间"), null=True, blank=True)
    circular_no = models.CharField(_("通报文号"), max_length=60, blank=True)

    objects: ClassVar = CheckRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("检查轮次")
        ordering = ["area_id", "-month", "name"]
        permissions = [
            ("view_check", _("查看已通报的检查")),
            ("change_check", _("组织检查：抽样、派组、报告")),
            ("publish_check", _("通报检查结果")),
            ("add_check", _("到场检查")),
        ]
        constraints = [
            models.UniqueConstraint(
                "area", "month", "name", name="one_round_a_name",
                violation_error_message=_("这个月已有同名的检查轮次，请换一个名称。"),
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.PUBLISHED, published_at__isnull=False)
                | (~Q(state=RoundState.PUBLISHED) & Q(published_at=None)),
                name="published_round_says_when",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.month} {self.name}"

    def get_absolute_url(self):
        return reverse("inspections:round", args=[self.pk])
