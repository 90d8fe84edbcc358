from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assistance.choices.posts import AttendanceSource
from assistance.models.team import Post
from assistance.querysets.posts import AttendanceQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel

LONGEST_MONTH = 31


@tracked
class Attendance(ScopedModel):
    """The days on post of one person in one month (驻村天数): a figure of the month, never a place or an hour.

    A correction is a row of its own: the one before stays with `superseded_at`, so that the account counts what
    had been entered by its cut-off, whatever was corrected afterwards.
    """

    FOLLOWS = "post"

    post = models.ForeignKey(Post, models.PROTECT, related_name="attendance", verbose_name=_("岗位"))
    month = models.DateField(_("月份"))  # its first day
    days = models.PositiveSmallIntegerField(_("在岗天数"))
    leave_days = models.PositiveSmallIntegerField(_("请假天数"), default=0)
    source = models.CharField(_("依据"), max_length=12, choices=AttendanceSource)
    recorded_at = models.DateTimeField(_("录入时间"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("录入人"),
    )
    superseded_at = models.DateTimeField(_("更正时间"), null=True, blank=True)

    objects: ClassVar = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("驻村考勤")
        ordering = ["area_id", "-month", "post_id"]
        indexes = [models.Index(fields=["area", "month"], name="attendance_by_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "month"],
                condition=Q(superseded_at=None),
                name="one_attendance_a_post_and_month",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="attendance_is_of_a_month",
                violation_error_message=_("考勤按月登记，请选月份。"),
            ),
            models.CheckConstraint(
                condition=Q(days__lte=LONGEST_MONTH - F("leave_days")),
                name="attendance_fits_a_month",
                violation_error_message=_("在岗天数加请假天数不能超过当月天数。"),
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(superseded_at__gte=F("recorded_at")),
                name="attendance_superseded_after_entry",
            ),
        ]

    def __str__(self):
        return f"{self.post} {self.month:%Y-%m}"
