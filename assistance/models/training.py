from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import TrainingKind
from assistance.querysets import EnteredQuerySet
from households.models import Household, HouseholdMember
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class TrainingSession(ScopedModel):
    """A skills training that was held (技能培训, LF-20). Its `area` is the place that organised it: a village, a
    township or the county; villages see it through those of theirs who attended."""

    SEEN_THROUGH = ("attendances",)

    topic = models.CharField(_("培训内容"), max_length=80)
    kind = models.CharField(_("培训类别"), max_length=12, choices=TrainingKind)
    held_on = models.DateField(_("开始日期"))
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    organiser = models.CharField(_("主办单位"), max_length=80)
    place = models.CharField(_("培训地点"), max_length=80, blank=True)
    hours = models.DecimalField(
        _("学时"), max_digits=5, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    class Meta:
        verbose_name = _("培训")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["area", "-held_on"], name="training_by_area")]
        constraints = [
            models.UniqueConstraint(
                "area",
                "topic",
                "held_on",
                "organiser",
                name="one_training_a_topic_and_day",
                violation_error_message=_("这个地方这一天已有同名培训，请打开那一场补登参加人。"),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("held_on")),
                name="training_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
        ]

    def __str__(self):
        return self.topic

    def get_absolute_url(self):
        """Return the page of the training; before it is stored, the list in which it will stand."""
        return reverse("assistance:training", args=[self.pk]) if self.pk else reverse("assistance:trainings")

    @property
    def last_day(self):
        """Return the day on which it counts as attended."""
        return self.ended_on or self.held_on


@tracked
class TrainingAttendance(ScopedModel):
    """One member of a household at one training. `happened_on` is the training's last day, taken along as the
    area is, so that a year's attendance is counted without asking the trainings."""

    FOLLOWS = "household"

    session = models.ForeignKey(
        TrainingSession, models.CASCADE, related_name="attendances", verbose_name=_("培训"), db_index=False
    )
    household = models.ForeignKey(
        Household, models.CASCADE, related_name="attendances", verbose_name=_("户"), db_index=False
    )
    member = models.ForeignKey(
        HouseholdMember, models.CASCADE, related_name="attendances", verbose_name=_("参加人"), db_index=False
    )
    happened_on = models.DateField(_("参加日期"))
    is_signed = models.BooleanField(_("本人签到"), default=True)
    recorded_at = models.DateTimeField(_("录入时间"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("录入人"),
    )

    objects: ClassVar = EnteredQuerySet.as_manager()

    class Meta:
        verbose_name = _("培训签到")
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["household", "-happened_on"], name="trained_by_household"),
            models.Index(fields=["area", "-happened_on"], name="trained_by_area"),
            models.Index(fields=["member"], name="trained_by_member"),
        ]
        constraints = [
            models.UniqueConstraint("session", "member", name="one_attendance_a_training_and_member")
        ]

    def __str__(self):
        return f"{self.member} {self.happened_on}"
