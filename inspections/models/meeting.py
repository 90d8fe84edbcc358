from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.choices import DecisionState, MeetingKind
from inspections.models.source import NoticeSource
from inspections.querysets import DecisionQuerySet, RecordedQuerySet
from povertyapp.core import clock
from povertyapp.core.history import tracked
from povertyapp.core.models import StoredFile
from povertyapp.core.scoping import ScopedModel


@tracked
class Meeting(ScopedModel):
    """A meeting that was held, with its minutes (LF-02, LF-57, JZ-16). `area` is the county, or a township's own."""

    kind = models.CharField(_("会议"), max_length=16, choices=MeetingKind)
    held_on = models.DateField(_("召开日期"))
    title = models.CharField(_("会议名称"), max_length=120, blank=True)
    chair_name = models.CharField(_("主持人"), max_length=40)
    attended = models.PositiveSmallIntegerField(_("到会人数"), null=True, blank=True)
    minutes = models.TextField(_("会议纪要"))
    minutes_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("纪要原件")
    )
    source = models.ForeignKey(
        NoticeSource,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("针对的反馈"),
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("录入时间"), default=clock.now)

    objects: ClassVar = RecordedQuerySet.as_manager()

    class Meta:
        verbose_name = _("会议")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "area", "kind", "held_on",
                name="one_meeting_of_a_kind_a_day",
                violation_error_message=_("这一天的这种会议已经登记过，请打开那一次会议。"),
            ),
            models.CheckConstraint(
                condition=~Q(minutes=""),
                name="meeting_has_minutes",
                violation_error_message=_("请写会议纪要。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title or f"{self.held_on} {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("inspections:meeting", args=[self.pk])


@tracked
class MeetingDecision(ScopedModel):
    """What a party promised or was told at the monthly meeting: the matter, who, until when (ux P2).

    It is about the account of `month`; next month it stands beside the result. `rule` names the duty that it is to
    put right, blank where it is about something else. `area` is the place of the party.
    """

    ANSWERED_BY = "person_id"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("会议")
    )
    month = models.CharField(_("月份"), max_length=7)
    level = models.CharField(max_length=12)
    code = models.CharField(_("单位代码"), max_length=20)
    party_name = models.CharField(_("单位"), max_length=80)
    rule = models.CharField(_("事项代码"), max_length=12, blank=True)
    text = models.TextField(_("事项"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("账号"),
    )
    person_name = models.CharField(_("责任人"), max_length=40)
    due_on = models.DateField(_("时限"))
    state = models.CharField(_("状态"), max_length=8, choices=DecisionState, default=DecisionState.OPEN)
    result = models.TextField(_("结果"), blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("录入时间"), default=clock.now)

    objects: ClassVar = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("会议决定")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["area", "month"], name="decision_by_area_and_month"),
            models.Index(
                fields=["person", "due_on"], name="decision_by_person", condition=Q(state=DecisionState.OPEN)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DecisionState.OPEN) | (Q(answered_on__isnull=False) & ~Q(result="")),
                name="answered_decision_says_how",
                violation_error_message=_("请写明办理结果。"),
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("inspections:decision", args=[self.pk])

    @property
    def is_late(self):
        """Tell whether it was answered after its day, or is open after it."""
        return (self.answered_on or clock.today()) > self.due_on
