"""Unannounced checks (rulebook B18, C6): rounds, draws and their samples, and the check of each drawn unit."""

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.choices import (
    SIX,
    CheckKind,
    CheckState,
    DrawMethod,
    DrawPurpose,
    RoundState,
    SeedKind,
    UnitKind,
    UnitUse,
)
from inspections.models.guards import DRAW_GUARD, POPULATION_GUARD, POPULATION_STAYS, UNIT_GUARD
from inspections.querysets import CheckQuerySet, CheckRoundQuerySet, HiddenQuerySet, SampleUnitQuerySet
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel

WRITES = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def _person(label):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


class Hidden(ScopedModel):
    """A row that only the inspecting side sees until the circular is out (`querysets.checks.HiddenQuerySet`)."""

    PUBLISHED: ClassVar[str] = "published_at"
    REPORTED: ClassVar[str] = "reported_at"
    INSPECTOR: ClassVar[str] = ""

    objects: ClassVar = HiddenQuerySet.as_manager()

    class Meta:
        abstract = True


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
    made_by = _person(_("发起人"))
    made_at = models.DateTimeField(_("发起时间"))
    reported_by = _person(_("报告人"))
    reported_at = models.DateTimeField(_("报告时间"), null=True, blank=True)
    published_by = _person(_("通报人"))
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
    frozen_by = _person(_("冻结人"))
    method = models.CharField(_("抽样方法"), max_length=10, choices=DrawMethod, blank=True)
    algorithm = models.CharField(_("算法"), max_length=30, blank=True)
    size = models.PositiveIntegerField(_("样本量"), default=0)
    spare = models.PositiveSmallIntegerField(_("备选数"), default=0)
    seed = models.CharField(_("种子"), max_length=80, blank=True)
    seed_kind = models.CharField(_("种子来源"), max_length=8, choices=SeedKind, blank=True)
    seed_note = models.CharField(_("种子说明"), max_length=120, blank=True)
    drawn_at = models.DateTimeField(_("抽取时间"), null=True, blank=True)
    drawn_by = _person(_("抽取人"))
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


@tracked
class UnannouncedCheck(Hidden):
    """The check of one drawn unit (C6): sealed until the inspectors are on site, then recorded and reported.

    The six columns are the four no's and two straights of JZ-17: one that was not kept, and `is_unannounced` is
    false. A check that was opened early or went wrong is voided with a reason; it stays.
    """

    FOLLOWS = "unit"
    PUBLISHED = "unit__draw__published_at"
    REPORTED = "unit__draw__round__reported_at"
    INSPECTOR = "inspectors__user"

    unit = models.OneToOneField(SampleUnit, models.PROTECT, related_name="site_check", verbose_name=_("样本"))
    state = models.CharField(_("状态"), max_length=16, choices=CheckState, default=CheckState.DRAWN)
    no_notice = models.BooleanField(SIX["no_notice"], default=False)
    no_greeting = models.BooleanField(SIX["no_greeting"], default=False)
    no_briefing = models.BooleanField(SIX["no_briefing"], default=False)
    no_escort = models.BooleanField(SIX["no_escort"], default=False)
    straight_down = models.BooleanField(SIX["straight_down"], default=False)
    straight_in = models.BooleanField(SIX["straight_in"], default=False)
    is_unannounced = models.BooleanField(_("符合四不两直"), default=False)
    started_at = models.DateTimeField(_("到场时间"), null=True, blank=True)
    started_by = _person(_("到场检查人"))
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    start_place = EncryptedTextField(_("到场位置"), bound_to="key")
    recorded_at = models.DateTimeField(_("记录时间"), null=True, blank=True)
    recorded_by = _person(_("记录人"))
    reported_at = models.DateTimeField(_("报告时间"), null=True, blank=True)
    voided_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    voided_by = _person(_("作废人"))
    void_reason = models.CharField(_("作废理由"), max_length=200, blank=True)

    objects: ClassVar = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("现场检查")
        ordering = ["unit_id"]
        indexes = [models.Index(fields=["area", "state"], name="check_by_area_and_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_unannounced=False) | Q(**dict.fromkeys(SIX, True)),
                name="unannounced_keeps_all_six",
                violation_error_message=_("四不两直有一条没做到，就不能算暗访。"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=(CheckState.DRAWN, CheckState.SEALED)) | Q(started_at__isnull=False),
                name="opened_check_says_when",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, void_reason="")
                | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="voided_check_says_why",
                violation_error_message=_("作废要写明理由。"),
            ),
        ]

    def __str__(self):
        return f"{self.unit}"

    def get_absolute_url(self):
        return reverse("inspections:check", args=[self.pk])


@tracked
class CheckInspector(Hidden):
    """Who carries a check out, and the unit that he comes from: never the one that is inspected (JZ-18)."""

    FOLLOWS = "site_check"
    PUBLISHED = "site_check__unit__draw__published_at"
    REPORTED = "site_check__unit__draw__round__reported_at"
    INSPECTOR = "user"

    site_check = models.ForeignKey(
        UnannouncedCheck, models.PROTECT, related_name="inspectors", verbose_name=_("现场检查")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("检查人")
    )
    unit_name = models.CharField(_("检查人单位"), max_length=80)

    class Meta:
        verbose_name = _("检查人")
        ordering = ["site_check_id", "pk"]
        constraints = [models.UniqueConstraint("site_check", "user", name="one_inspector_once_a_check")]

    def __str__(self):
        return f"{self.user} {self.unit_name}"


class SealOpening(Hidden):
    """That somebody opened a sealed check before its inspectors were on site: it is kept, and the check is void."""

    FOLLOWS = "site_check"
    PUBLISHED = "site_check__unit__draw__published_at"
    REPORTED = "site_check__unit__draw__round__reported_at"

    site_check = models.ForeignKey(
        UnannouncedCheck, models.PROTECT, related_name="openings", verbose_name=_("现场检查")
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("拆封人")
    )
    opened_at = models.DateTimeField(_("拆封时间"))
    reason = models.CharField(_("拆封理由"), max_length=200)

    class Meta:
        verbose_name = _("提前拆封")
        ordering = ["site_check_id", "pk"]

    def __str__(self):
        return f"{self.site_check} {self.opened_by}"
