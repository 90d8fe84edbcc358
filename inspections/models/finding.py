from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.choices import ClaimStatus, Resolution
from inspections.querysets import FindingQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


class SubjectKind(models.TextChoices):
    """What a finding can be about."""

    HOUSEHOLD = "household", _("户")
    MEMBER = "member", _("成员")
    HELPER = "helper", _("帮扶责任人")
    PUBLISHED = "published", _("公布数字")


class Finding(ScopedModel):
    """A stored result of a DATA rule: this row breaks that rule (rulebook B21).

    Its class, its field and how to mend it are the rule's; village and township are its area. Findings that
    ended stay, with the moment and how. `value` holds the columns that the rule shows, as they were then; sealed
    columns are never copied into it.
    """

    rule = models.CharField(_("规则"), max_length=12)
    subject_kind = models.CharField(_("对象"), max_length=12, choices=SubjectKind)
    subject_code = models.CharField(_("编号"), max_length=24)
    value = models.JSONField(_("原值"), default=dict, blank=True)
    found_at = models.DateTimeField(_("发现时间"))
    due_on = models.DateField(_("整改期限"), null=True, blank=True)
    cleared_at = models.DateTimeField(_("消除时间"), null=True, blank=True)
    resolution = models.CharField(_("处理结果"), max_length=10, choices=Resolution, blank=True)

    # Somebody says that it is true as it stands, and the township has not answered yet.
    is_claimed = models.BooleanField(_("待核实"), default=False, editable=False)

    objects: ClassVar = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("数据问题")
        indexes = [
            models.Index(fields=["area", "rule"], name="finding_by_area"),
            models.Index(fields=["subject_code"], name="finding_by_subject", condition=Q(cleared_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                "rule", "subject_code", condition=models.Q(cleared_at=None), name="one_open_finding"
            ),
            models.CheckConstraint(
                condition=Q(cleared_at=None, resolution="") | Q(cleared_at__isnull=False) & ~Q(resolution=""),
                name="ended_finding_says_how",
            ),
        ]

    def __str__(self):
        return f"{self.rule} {self.subject_code}"


@tracked
class Claim(ScopedModel):
    """The claim that a record which breaks a rule is true as it stands (属实), and what the township said of it.

    While an accepted claim is valid and the record is what was confirmed, it is no finding. It expires, and is
    asked again.
    """

    rule = models.CharField(_("规则"), max_length=12)
    subject_kind = models.CharField(_("对象"), max_length=12, choices=SubjectKind)
    subject_code = models.CharField(_("编号"), max_length=24)
    reason = models.CharField(_("理由"), max_length=300)
    evidence = models.CharField(_("佐证"), max_length=200, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=ClaimStatus, default=ClaimStatus.ASKED, editable=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("说明人"), editable=False
    )
    asked_at = models.DateTimeField(_("说明时间"), editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("核实人"),
        editable=False,
    )
    checked_at = models.DateTimeField(_("核实时间"), null=True, blank=True, editable=False)
    answer = models.CharField(_("核实意见"), max_length=300, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True, editable=False)
    # Of what the rule read when the township said yes (services/findings/marks.py).
    confirmed_mark = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        verbose_name = _("属实说明")
        ordering = ["area_id", "rule", "subject_code", "-asked_at"]
        indexes = [models.Index(fields=["area", "status"], name="claim_by_area")]
        constraints = [
            models.UniqueConstraint(
                "rule",
                "subject_code",
                condition=Q(status=ClaimStatus.ASKED),
                name="one_claim_at_a_time",
                violation_error_message=_("这一条已经有一份说明等着乡镇核实，不用再写。"),
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("asked_by")),
                name="claim_is_checked_by_another",
                violation_error_message=_("说明的人不能核实自己的说明，请由另一个人核实。"),
            ),
        ]

    def __str__(self):
        return f"{self.rule} {self.subject_code}"
