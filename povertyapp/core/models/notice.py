from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something that one person should know of, shown in his 待阅 until he puts it away; nobody else sees it.

    `kind` says how it is told (`core.notices`), `facts` hold codes, counts and dates and no personal data. `key` makes
    it one: the same thing is told to the same person once, whoever tells it and however often.
    """

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notices",
        db_index=False,
        verbose_name=_("阅读人"),
    )
    kind = models.CharField(_("种类"), max_length=20)
    key = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    told_at = models.DateTimeField(_("告知时间"))
    put_away_at = models.DateTimeField(_("收起时间"), null=True, blank=True)
    # Of a digest that also went to the messenger of the office.
    sent_at = models.DateTimeField(_("发出时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("提醒")
        indexes = [
            models.Index(fields=["reader", "-told_at"], name="notice_to_read", condition=Q(put_away_at=None)),
            models.Index(fields=["told_at"], name="notice_by_time"),
        ]
        constraints = [models.UniqueConstraint("reader", "key", name="one_notice_a_key")]

    def __str__(self):
        return f"{self.kind} {self.key}"


class ReminderDay(models.Model):
    """A county's people were reminded on a day. Its key lets one of two beats do it, and the other find it done."""

    county = models.ForeignKey("core.Area", models.CASCADE, related_name="+", verbose_name=_("县"))
    day = models.DateField(_("日期"))
    told_at = models.DateTimeField(_("告知时间"))

    class Meta:
        verbose_name = _("提醒日")
        constraints = [models.UniqueConstraint("county", "day", name="one_reminder_a_day")]

    def __str__(self):
        return f"{self.county_id} {self.day}"
