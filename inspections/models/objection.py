"""Objections to the account (申诉, rulebook D5) and the corrections that rulings make."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models import Helper
from inspections.choices.objections import OPEN_OBJECTIONS, RULED, ObjectionStatus
from inspections.models.account import AccountMonth, Outcome, PartyLevel
from inspections.models.columns import person
from inspections.models.seal import RULER_NEVER_SEALED
from inspections.querysets.objections import ObjectionQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class Objection(ScopedModel):
    """A party says that lines of its month are wrong; the level above answers. `area` is where the party stands."""

    ANSWERED_BY = "helper__user_id"

    no = models.CharField(_("编号"), max_length=30, unique=True, editable=False)
    account = models.ForeignKey(
        AccountMonth, models.PROTECT, related_name="objections", verbose_name=_("月度硬账"), editable=False
    )
    month = models.CharField(_("月份"), max_length=7, editable=False)
    level = models.CharField(_("责任方级别"), max_length=12, choices=PartyLevel)
    code = models.CharField(_("责任方编号"), max_length=20)
    name = models.CharField(_("责任方"), max_length=80)
    helper = models.ForeignKey(
        Helper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("帮扶责任人")
    )
    reason = models.CharField(_("申诉理由"), max_length=1000)
    status = models.CharField(
        _("状态"), max_length=10, choices=ObjectionStatus, default=ObjectionStatus.FILED, editable=False
    )
    filed_by = person(_("申诉人"), editable=False)
    filed_at = models.DateTimeField(_("提出时间"), editable=False)
    due_on = models.DateField(_("答复期限"), editable=False)
    taken_by = person(_("受理人"), null=True, blank=True, editable=False)
    taken_at = models.DateTimeField(_("受理时间"), null=True, blank=True, editable=False)
    ruled_by = person(_("复核人"), null=True, blank=True, editable=False)
    ruled_at = models.DateTimeField(_("答复时间"), null=True, blank=True, editable=False)
    ruling = models.CharField(_("复核意见"), max_length=1000, blank=True)

    objects: ClassVar = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("申诉")
        ordering = ["-filed_at", "-pk"]
        indexes = [
            models.Index(fields=["area", "month"], name="objection_by_area"),
            models.Index(fields=["due_on"], name="open_objection", condition=Q(status__in=OPEN_OBJECTIONS)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(ruled_by=None) | ~Q(ruled_by=F("filed_by")))
                & (Q(taken_by=None) | ~Q(taken_by=F("filed_by"))),
                name="objection_is_answered_by_another",
                violation_error_message=_("提出申诉的人不能受理或复核自己的申诉，请由另一个人办。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=RULED)
                | Q(ruled_by__isnull=False, ruled_at__isnull=False) & ~Q(ruling=""),
                name="ruled_objection_says_by_whom_and_why",
            ),
        ]
        triggers: ClassVar = [
            RULER_NEVER_SEALED,
            pgtrigger.Protect(
                name="ruling_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__status__in=RULED),
            ),
        ]

    def __str__(self):
        return self.no

    def get_absolute_url(self):
        return reverse("inspections:objection", args=[self.no])

    @property
    def is_open(self):
        return self.status in OPEN_OBJECTIONS


@tracked
class ObjectionLine(ScopedModel):
    """One line that is objected to, by its key, with what was locked when it was. `area` is where its subject lies.

    `is_standing` until the objection ended without a word on it: so long nobody objects to the line again.
    """

    ANSWERED_BY = "objection__helper__user_id"

    objection = models.ForeignKey(Objection, models.CASCADE, related_name="lines")
    county = models.ForeignKey("core.Area", models.PROTECT, related_name="+", db_index=False)
    month = models.CharField(_("月份"), max_length=7)
    level = models.CharField(max_length=12, choices=PartyLevel)
    code = models.CharField(max_length=20)
    rule = models.CharField(_("事项"), max_length=12)
    subject_kind = models.CharField(max_length=12)
    subject_code = models.CharField(_("对象"), max_length=20)
    required = models.IntegerField(_("应做"))
    delivered = models.IntegerField(_("已做"))
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome)
    is_standing = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("申诉的事项")
        ordering = ["area_id", "rule", "subject_code", "pk"]
        indexes = [models.Index(fields=["area", "month"], name="objected_line_by_area")]
        constraints = [
            models.UniqueConstraint(
                *("county", "month", "level", "code", "rule", "subject_kind", "subject_code", "area"),
                condition=Q(is_standing=True),
                name="one_objection_a_line",
                violation_error_message=_("这一项已经提过申诉，不能再提；请看原来那件申诉的答复。"),
            )
        ]

    def __str__(self):
        return f"{self.rule} {self.subject_code}"


class ObjectionFile(ScopedModel):
    """A file that the party gave with its objection."""

    FOLLOWS = "objection"
    ANSWERED_BY = "objection__helper__user_id"

    objection = models.ForeignKey(Objection, models.CASCADE, related_name="files")
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("申诉材料")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.objection_id} {self.file_id}"


class LineCorrection(ScopedModel):
    """What a ruling puts right on one line; what is NULL stays as it was. Written once, never changed.

    A draft takes it at its next computation, a closed month by a new version (services/account/restate.py).
    """

    FOLLOWS = "line"
    ANSWERED_BY = "line__objection__helper__user_id"

    line = models.OneToOneField(ObjectionLine, models.PROTECT, related_name="correction")
    delivered = models.PositiveIntegerField(_("已做改为"), null=True, blank=True)
    excused = models.BooleanField(_("免责"), null=True, blank=True)
    falsified = models.BooleanField(_("作假"), null=True, blank=True)
    made_by = person(_("更正人"), editable=False)
    made_at = models.DateTimeField(_("更正时间"), editable=False)

    class Meta:
        verbose_name = _("更正")
        constraints = [
            models.CheckConstraint(
                condition=~Q(delivered=None, excused=None, falsified=None),
                name="correction_changes_something",
            )
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="correction_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.line}"
