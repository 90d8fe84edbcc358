"""Draws: the frozen population, the seed thrown after that, and the sample that follows from both."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.choices import (
    DrawMethod,
    DrawPurpose,
    SeedKind,
    UnitKind,
    UnitUse,
)
from inspections.models.checks.hidden import WRITES, Hidden
from inspections.models.checks.rounds import CheckRound
from inspections.models.columns import person_or_none
from inspections.models.guards import DRAW_GUARD, POPULATION_GUARD, POPULATION_STAYS, UNIT_GUARD
from inspections.querysets import SampleUnitQuerySet
from povertyapp.core.history import tracked


@tracked
class SampleDraw(Hidden):
    """One draw (抽样): the frozen population, the seed thrown after that, and how the sample follows from both.

    The population's condition stands as data (`conditions`) and in words; its list is kept in `PopulationUnit`. A
    redraw is a draw of its own with a reason, the first one stays. The database keeps the order
    (`models.guards.DRAW_GUARD`). Its `area` is the county; whoever sees a unit of it once it is published sees it.
    """

    REPORTED = "round__reported_at"
    SEEN_THROUGH = ("units",)

    round = models.ForeignKey(
        CheckRound, models.PROTECT, null=True, blank=True, related_name="draws", verbose_name=_("检查轮次")
    )
    purpose = models.CharField(_("用途"), max_length=12, choices=DrawPurpose, default=DrawPurpose.ROUND)
    kind = models.CharField(_("抽取对象"), max_length=12, choices=UnitKind, default=UnitKind.HOUSEHOLD)
    conditions = models.JSONField(_("总体条件"), default=dict, blank=True)
    words = models.CharField(_("总体"), max_length=300)
    population_size = models.PositiveIntegerField(_("总体数量"), default=0)
    fingerprint = models.CharField(_("清单指纹"), max_length=64, blank=True)
    frozen_at = models.DateTimeField(_("冻结时间"), null=True, blank=True)
    frozen_by = person_or_none(_("冻结人"))
    method = models.CharField(_("抽样方法"), max_length=10, choices=DrawMethod, blank=True)
    algorithm = models.CharField(_("算法"), max_length=30, blank=True)
    size = models.PositiveIntegerField(_("样本量"), default=0)
    spare = models.PositiveSmallIntegerField(_("备选数"), default=0)
    seed = models.CharField(_("种子"), max_length=80, blank=True)
    seed_kind = models.CharField(_("种子来源"), max_length=8, choices=SeedKind, blank=True)
    seed_note = models.CharField(_("种子说明"), max_length=120, blank=True)
    drawn_at = models.DateTimeField(_("抽取时间"), null=True, blank=True)
    drawn_by = person_or_none(_("抽取人"))
    redraw_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="redraw", verbose_name=_("重抽自")
    )
    reason = models.CharField(_("重抽理由"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("公开时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("抽样")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seed="") | Q(frozen_at__isnull=False),
                name="seed_comes_after_the_freeze",
                violation_error_message=_("总体冻结以后才能掷种子。"),
            ),
            models.CheckConstraint(
                condition=Q(redraw_of=None) | ~Q(reason=""),
                name="redraw_says_why",
                violation_error_message=_("重抽要写明理由。"),
            ),
            models.CheckConstraint(
                condition=Q(purpose=DrawPurpose.ROUND, round__isnull=False)
                | (~Q(purpose=DrawPurpose.ROUND) & Q(round=None)),
                name="draw_of_a_round_names_it",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="draw_keeps_its_order", when=pgtrigger.Before, operation=WRITES, func=DRAW_GUARD
            )
        ]

    def __str__(self):
        return f"{self.number} {self.words}"

    def get_absolute_url(self):
        return reverse("inspections:draw", args=[self.pk])

    @property
    def number(self):
        """Return the number of the record: `CY-000012`."""
        return f"CY-{self.pk:06d}"

    @property
    def is_drawn(self):
        return self.drawn_at is not None


class PopulationUnit(Hidden):
    """One unit of a frozen population; whole counties are kept, so the rows are narrow and never changed."""

    PUBLISHED = "draw__published_at"
    REPORTED = "draw__round__reported_at"

    draw = models.ForeignKey(SampleDraw, models.PROTECT, related_name="population", db_index=False)
    code = models.CharField(_("编号"), max_length=24)
    stratum = models.CharField(_("层"), max_length=24, blank=True)
    weight = models.PositiveSmallIntegerField(_("权重"), default=1)

    class Meta:
        verbose_name = _("抽样总体")
        constraints = [
            models.UniqueConstraint("draw", "code", name="population_unit_once"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="population_weight_at_least_one"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="population_frozen",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_values"),
                func=POPULATION_GUARD,
            ),
            pgtrigger.Trigger(
                name="population_stays",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=POPULATION_STAYS,
            ),
        ]

    def __str__(self):
        return self.code


@tracked
class SampleUnit(Hidden):
    """A unit that was drawn, with its place in the order; a spare one stands by for one that is replaced.

    `round` is that of the draw: no unit is visited twice in a round. `area` is where the unit lies.
    """

    PUBLISHED = "draw__published_at"
    REPORTED = "draw__round__reported_at"
    INSPECTOR = "site_check__inspectors__user"

    draw = models.ForeignKey(SampleDraw, models.PROTECT, related_name="units", verbose_name=_("抽样"))
    round = models.ForeignKey(CheckRound, models.PROTECT, null=True, blank=True, related_name="units")
    order = models.PositiveIntegerField(_("抽出顺序"))
    kind = models.CharField(_("对象"), max_length=12, choices=UnitKind)
    code = models.CharField(_("编号"), max_length=24)
    stratum = models.CharField(_("层"), max_length=24, blank=True)
    weight = models.PositiveSmallIntegerField(_("权重"), default=1)
    is_spare = models.BooleanField(_("备选"), default=False)
    use = models.CharField(_("使用"), max_length=8, choices=UnitUse, default=UnitUse.CHOSEN)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("替换为")
    )
    reason = models.CharField(_("替换理由"), max_length=200, blank=True)

    objects: ClassVar = SampleUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("样本")
        ordering = ["draw_id", "order"]
        indexes = [
            models.Index(fields=["area", "kind"], name="sample_by_area"),
            models.Index(fields=["kind", "code"], name="sample_by_code"),
        ]
        constraints = [
            models.UniqueConstraint("draw", "order", name="one_unit_an_order"),
            models.UniqueConstraint("draw", "code", name="unit_once_in_a_draw"),
            models.UniqueConstraint(
                "round",
                "kind",
                "code",
                condition=Q(use=UnitUse.CHOSEN),
                name="unit_once_in_a_round",
                violation_error_message=_("同一轮检查里，一户只查一次。"),
            ),
            models.CheckConstraint(
                condition=~Q(use__in=(UnitUse.REPLACED, UnitUse.DROPPED)) | ~Q(reason=""),
                name="unit_out_of_use_says_why",
                violation_error_message=_("替换样本要写明理由。"),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="unit_stays_as_drawn", when=pgtrigger.Before, operation=WRITES, func=UNIT_GUARD
            )
        ]

    def __str__(self):
        return f"{self.draw.number}-{self.order}"

    def get_absolute_url(self):
        return self.draw.get_absolute_url()
