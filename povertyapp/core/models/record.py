from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from povertyapp.core.history import kept, tracked
from povertyapp.core.scoping import ScopedModel


@kept
class MonthLock(models.Model):
    """A county's month that was closed. A fact of that month which comes later is late (rulebook D5).

    It stands on the ground floor because visits, two floors below the account, must know it.
    """

    county = models.ForeignKey("core.Area", models.PROTECT, related_name="+", verbose_name=_("县"))
    month = models.CharField(_("月份"), max_length=7)
    closed_at = models.DateTimeField(_("锁定时间"))

    class Meta:
        verbose_name = _("月度锁定")
        constraints = [models.UniqueConstraint("county", "month", name="one_lock_a_month")]

    def __str__(self):
        return f"{self.county_id} {self.month}"


@tracked
class ExportRecord(ScopedModel):
    """Who took which rows and columns out, why, and the fingerprint of the file (reliability-security C5)."""

    kind = models.CharField(_("种类"), max_length=40)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("导出人")
    )
    made_at = models.DateTimeField(_("导出时间"))
    reason = models.CharField(_("用途"), max_length=200, blank=True)
    filters = models.JSONField(_("筛选条件"), default=dict)
    columns = models.JSONField(_("列"), default=list)
    row_count = models.PositiveIntegerField(_("行数"), default=0)
    file_sha256 = models.CharField(max_length=64, blank=True)
    is_unmasked = models.BooleanField(_("未脱敏"), default=False)
    # A file that was made in the background is fetched later, or never.
    fetched_at = models.DateTimeField(_("最近下载"), null=True)
    fetches = models.PositiveSmallIntegerField(_("下载次数"), default=0)

    class Meta:
        verbose_name = _("导出记录")
        indexes = [models.Index(fields=["area", "-made_at"], name="export_by_area")]

    @property
    def number(self):
        """Return the number printed on the file: `EX-000123`."""
        return f"EX-{self.pk:06d}"

    def __str__(self):
        return self.number


@kept
class RevealRecord(ScopedModel):
    """One look at one unmasked value: who, whose, which field and why."""

    subject = models.CharField(_("对象"), max_length=60)
    column = models.CharField(_("字段"), max_length=60)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("查看人")
    )
    seen_at = models.DateTimeField(_("查看时间"), auto_now_add=True)
    reason = models.CharField(_("理由"), max_length=200)

    class Meta:
        verbose_name = _("查看原值记录")

    def __str__(self):
        return f"{self.column} {self.subject}"


class AlertKind(models.TextChoices):
    """What somebody did so often that somebody else should look (reliability-security C5)."""

    REVEALS = "reveals", _("一天内查看原值过多")
    READS = "reads", _("一小时内打开户档案过多")


class AccessAlert(ScopedModel):
    """One person looked at very much in a short time; one row a person, kind and span, with the count so far."""

    kind = models.CharField(_("种类"), max_length=10, choices=AlertKind)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("人员")
    )
    span = models.CharField(_("时段"), max_length=13)
    count = models.PositiveIntegerField(_("次数"))
    raised_at = models.DateTimeField(_("提醒时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("查看过多提醒")
        indexes = [models.Index(fields=["area", "-raised_at"], name="alert_by_area")]
        constraints = [models.UniqueConstraint("person", "kind", "span", name="one_alert_a_span")]

    def __str__(self):
        return f"{self.person} {self.span}"
