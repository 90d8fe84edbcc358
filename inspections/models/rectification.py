"""What belongs to a problem and its measures: whom it concerns, what proves it, every step, every check on the spot."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from households.models.guards import stays
from inspections.choices import EvidencePhase, MeasureStatus, ScopeKind, StepAct, VerifyVerdict
from inspections.models.checks import SampleDraw
from inspections.models.columns import person
from inspections.models.problem import Problem, RectificationMeasure
from inspections.models.rectification_guards import MEASURE_MUST_FOLLOW, SCOPE_GUARD, STEP_GUARD
from inspections.querysets import EvidenceQuerySet, ScopeQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.roles import Role
from povertyapp.core.scoping import ScopedModel


def _file(label, **more):
    return models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name=label, **more)


@tracked
class ProblemScope(ScopedModel):
    """One household, village or project that a problem concerns, and whether it is mended (rulebook B17).

    `code` is the household's number, the village's code or the project's number; `area` is where it lies. A row
    entered by mistake is taken out with a reason, never deleted: else a problem could be closed by forgetting.
    """

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="scope", verbose_name=_("问题"))
    kind = models.CharField(_("对象种类"), max_length=10, choices=ScopeKind)
    code = models.CharField(_("对象编号"), max_length=30)
    name = models.CharField(_("名称"), max_length=80, blank=True)
    mended_on = models.DateField(_("整改到位日期"), null=True, blank=True)
    mended_by = person(_("确认人"), blank=True, null=True)
    mended_note = models.CharField(_("整改情况"), max_length=300, blank=True)
    dropped_on = models.DateField(_("移出日期"), null=True, blank=True)
    dropped_by = person(_("移出人"), blank=True, null=True)
    dropped_reason = models.CharField(_("移出理由"), max_length=200, blank=True)

    objects: ClassVar = ScopeQuerySet.as_manager()

    class Meta:
        verbose_name = _("问题涉及对象")
        ordering = ["problem_id", "area_id", "kind", "code"]
        indexes = [models.Index(fields=["area"], name="problem_scope_by_area")]
        constraints = [
            models.UniqueConstraint("problem", "kind", "code", name="one_scope_row_a_thing"),
            models.CheckConstraint(
                condition=Q(mended_on=None, mended_by=None)
                | Q(mended_on__isnull=False, mended_by__isnull=False),
                name="mended_scope_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None, dropped_by=None, dropped_reason="")
                | Q(dropped_on__isnull=False, dropped_by__isnull=False) & ~Q(dropped_reason=""),
                name="dropped_scope_says_why",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="scope_keeps_closed_closed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=SCOPE_GUARD,
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.name or self.code}"

    def get_absolute_url(self):
        return reverse("inspections:scope", args=[self.problem.slug])

    @property
    def is_open(self):
        return self.mended_on is None and self.dropped_on is None


@tracked
class MeasureEvidence(ScopedModel):
    """A picture that shows a measure, or one household of its problem, before or after (B17).

    It stays as it was handed in. Whoever doubts it says why; a second inspector confirms that it is false.
    """

    ANSWERED_BY = "made_by_id"

    measure = models.ForeignKey(
        RectificationMeasure, models.PROTECT, null=True, blank=True, related_name="evidence",
        verbose_name=_("措施"),
    )  # fmt: skip
    scope = models.ForeignKey(
        ProblemScope, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("对象")
    )
    phase = models.CharField(_("阶段"), max_length=6, choices=EvidencePhase)
    file = _file(_("照片"))
    caption = models.CharField(_("说明"), max_length=100, blank=True)
    taken_on = models.DateField(_("拍摄日期"))
    made_by = person(_("提供人"), null=True)
    made_at = models.DateTimeField(_("提供时间"), auto_now_add=True)
    doubted_by = person(_("质疑人"), blank=True, null=True)
    doubted_on = models.DateField(_("质疑日期"), null=True, blank=True)
    doubt_reason = models.CharField(_("质疑理由"), max_length=200, blank=True)
    false_by = person(_("认定人"), blank=True, null=True)
    false_on = models.DateField(_("认定造假日期"), null=True, blank=True)

    objects: ClassVar = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("佐证照片")
        ordering = ["taken_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure=None, scope__isnull=False) | Q(measure__isnull=False, scope=None),
                name="evidence_shows_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(false_on=None, false_by=None)
                | Q(false_on__isnull=False, false_by__isnull=False, doubted_by__isnull=False)
                & ~Q(false_by=F("doubted_by"))
                & ~Q(false_by=F("made_by")),
                name="false_evidence_needs_a_second_inspector",
                violation_error_message=_("认定佐证造假要由另一名督查员确认。"),
            ),
        ]
        triggers = [
            stays(
                "doubted_by_id",
                "doubted_on",
                "doubt_reason",
                "false_by_id",
                "false_on",
                "made_by_id",
                "caption",
            )
        ]

    def __str__(self):
        return self.caption or str(self.get_phase_display())


class MeasureStep(ScopedModel):
    """One step of a measure: who took it, in which role and for which place, on what day, why, what the guards found
    and what it went by. Never changed or deleted; a wrong step is put right by another one (rulebook C)."""

    FOLLOWS = "measure"

    measure = models.ForeignKey(
        RectificationMeasure, models.PROTECT, related_name="steps", verbose_name=_("措施"), db_index=False
    )
    number = models.PositiveSmallIntegerField(_("步"))
    act = models.CharField(_("办理方式"), max_length=10, choices=StepAct, default=StepAct.MOVE)
    from_status = models.CharField(_("原状态"), max_length=12, choices=MeasureStatus)
    to_status = models.CharField(_("新状态"), max_length=12, choices=MeasureStatus)
    actor = person(_("办理人"), blank=True, null=True)
    acting_role = models.CharField(_("身份"), max_length=12, choices=Role, blank=True)
    acting_unit = models.ForeignKey(
        "core.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("办理单位"),
        db_index=False,
    )  # fmt: skip
    decided_on = models.DateField(_("办理日期"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    reason = models.TextField(_("理由"), blank=True)
    guards = models.JSONField(_("核对结果"), default=list, blank=True)
    evidence = models.JSONField(_("依据"), default=list, blank=True)

    class Meta:
        verbose_name = _("整改步骤")
        ordering = ["measure_id", "number"]
        constraints = [models.UniqueConstraint("measure", "number", name="one_measure_step_a_number")]
        triggers = [
            stays(),
            pgtrigger.Trigger(
                name="step_keeps_its_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("m", "inspections_rectificationmeasure%ROWTYPE"), ("last", "int")],
                func=STEP_GUARD,
            ),
            pgtrigger.Trigger(
                name="measure_follows_step",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=MEASURE_MUST_FOLLOW,
            ),
        ]

    def __str__(self):
        return f"{self.measure_id}: {self.from_status} → {self.to_status}"


@tracked
class Verification(ScopedModel):
    """One unannounced check of a submitted measure (C-V): what was drawn from the problem's scope, how, and what was
    found. `draw` is the draw by lot with its population and seed; none where the whole scope was looked at."""

    FOLLOWS = "measure"

    measure = models.ForeignKey(
        RectificationMeasure, models.PROTECT, related_name="verifications", verbose_name=_("措施")
    )
    number = models.PositiveSmallIntegerField(_("次"))
    drawn_by = person(_("抽取人"), null=True)
    drawn_at = models.DateTimeField(_("抽取时间"), auto_now_add=True)
    draw = models.OneToOneField(
        SampleDraw, models.PROTECT, null=True, blank=True, related_name="verification", verbose_name=_("抽样")
    )
    frame_size = models.PositiveIntegerField(_("总体"))
    sample_size = models.PositiveIntegerField(_("样本"))
    conduct = models.JSONField(_("四不两直"), null=True, blank=True)
    checked_on = models.DateField(_("验收日期"), null=True, blank=True)
    checked_by = person(_("验收人"), blank=True, null=True)
    verdict = models.CharField(_("验收结论"), max_length=4, choices=VerifyVerdict, blank=True)
    note = models.CharField(_("验收说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("现场复核")
        ordering = ["measure_id", "number"]
        constraints = [models.UniqueConstraint("measure", "number", name="one_verification_a_number")]
        triggers = [stays("checked_on", "checked_by_id", "verdict", "note", "conduct")]

    def __str__(self):
        return f"{self.measure} #{self.number}"


@tracked
class VerificationItem(ScopedModel):
    """One drawn thing and whether it meets the goal; without a row of the scope it is the measure as a whole."""

    FOLLOWS = "verification"

    verification = models.ForeignKey(
        Verification, models.PROTECT, related_name="items", verbose_name=_("现场复核")
    )
    position = models.PositiveSmallIntegerField(_("顺序"))
    scope = models.ForeignKey(
        ProblemScope, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("对象")
    )
    is_met = models.BooleanField(_("达到目标"), null=True, blank=True)
    note = models.CharField(_("情况"), max_length=200, blank=True)
    image = _file(_("现场照片"), null=True, blank=True)

    class Meta:
        verbose_name = _("抽查对象")
        ordering = ["verification_id", "position"]
        constraints = [models.UniqueConstraint("verification", "position", name="one_item_a_position")]
        triggers = [stays("is_met", "note", "image_id")]

    def __str__(self):
        return str(self.scope or self.verification)
