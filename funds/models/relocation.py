"""Relocation of households (易地扶贫搬迁, rulebook C5, B15): a case, its steps, the checks that follow it up."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models import AssistanceMeasure, Visit
from funds.choices.relocation import Aim, CaseAct, CaseStatus, MoveReason, Settlement
from funds.models.columns import money, person, stored_file
from funds.models.guards import guard
from funds.models.relocation_guards import CASE_GUARD, CASE_MUST_FOLLOW, STEP_GUARD
from funds.models.relocation_site import RelocationListed, RelocationSite
from funds.querysets.relocation import RelocationQuerySet
from households.models import Household
from povertyapp.core.history import kept, tracked
from povertyapp.core.roles import Role
from povertyapp.core.scoping import ScopedModel


def area_column(label):
    return models.DecimalField(label, max_digits=7, decimal_places=2, null=True, blank=True)


@tracked
class RelocationCase(ScopedModel):
    """The relocation of a household, from its being identified to the close.

    `persons` are those who are moved: counted when the case is opened, then as the year's list says. It changes only
    by `funds.services.relocation`; the database keeps the order and the limits whoever writes.
    """

    FOLLOWS = "household"

    no = models.CharField(_("搬迁编号"), max_length=20, unique=True)
    household = models.ForeignKey(
        Household, models.PROTECT, related_name="relocations", verbose_name=_("户"), db_index=False
    )
    reason = models.CharField(_("搬迁原因"), max_length=12, choices=MoveReason)
    persons = models.PositiveSmallIntegerField(_("搬迁人数"))
    status = models.CharField(_("状态"), max_length=20, choices=CaseStatus, default=CaseStatus.IDENTIFIED)
    step = models.PositiveSmallIntegerField(default=0, editable=False)
    state_since = models.DateField(_("进入本状态的日期"))
    opened_on = models.DateField(_("识别日期"))
    opened_by = person(_("识别人"), null=True, blank=True)
    agreed_on = models.DateField(_("协议签订日期"), null=True, blank=True)
    agreement_paper = models.CharField(_("申请和协议存放"), max_length=100, blank=True)
    agrees_demolition = models.BooleanField(_("同意拆旧"), default=False)
    listed = models.OneToOneField(
        RelocationListed,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case",
        verbose_name=_("年度名单"),
    )
    settlement = models.CharField(_("安置方式"), max_length=12, choices=Settlement, blank=True)
    site = models.ForeignKey(
        RelocationSite, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("安置点")
    )
    house_m2 = area_column(_("户型面积（平方米）"))
    started_on = models.DateField(_("开工日期"), null=True, blank=True)
    start_image = stored_file(_("开工照片"), null=True, blank=True)
    self_paid = money(_("自筹资金（元）"), null=True, blank=True)
    built_on = models.DateField(_("建成日期"), null=True, blank=True)
    dwelling_m2 = area_column(_("住房面积（平方米）"))
    accepted_on = models.DateField(_("验收日期"), null=True, blank=True)
    acceptor = models.CharField(_("验收单位"), max_length=80, blank=True)
    quality_ok = models.BooleanField(_("质量合格"), default=False)
    water_ok = models.BooleanField(_("通水"), default=False)
    power_ok = models.BooleanField(_("通电"), default=False)
    road_ok = models.BooleanField(_("通路"), default=False)
    keys_on = models.DateField(_("交钥匙日期"), null=True, blank=True)
    key_receipt = models.CharField(_("钥匙签收单存放"), max_length=100, blank=True)
    moved_in_on = models.DateField(_("入住日期"), null=True, blank=True)
    moved_in_at = models.DateTimeField(_("入住录入时间"), null=True, blank=True)
    move_visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("核实入住的走访")
    )
    move_image = stored_file(_("入住照片"), null=True, blank=True)
    lives_since = models.DateField(_("实际居住起"), null=True, blank=True)
    goods_moved = models.BooleanField(_("家当已搬入"), default=False)
    removed_on = models.DateField(_("拆旧日期"), null=True, blank=True)
    removal_image = stored_file(_("拆旧照片"), null=True, blank=True)
    exemption = models.CharField(_("免予拆除的依据"), max_length=200, blank=True)
    measure = models.ForeignKey(
        AssistanceMeasure, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("增收措施"),
        db_index=False,
    )  # fmt: skip
    school_moved = models.BooleanField(_("就学已衔接"), default=False)
    insurance_moved = models.BooleanField(_("医保已衔接"), default=False)
    aims = ArrayField(
        models.CharField(max_length=10, choices=Aim), verbose_name=_("六项目标"), default=list, blank=True
    )
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)
    # The county's register by which a relocation of before came in; blank for one that was identified here.
    recorded_from = models.CharField(_("登记依据"), max_length=120, blank=True)

    objects: ClassVar = RelocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("易地搬迁")
        ordering = ["area_id", "no"]
        default_permissions = ("view",)
        permissions = [
            ("add_relocation", _("识别搬迁户")),
            ("step_relocation", _("办理搬迁各步")),
            ("check_relocation", _("登记搬迁回访")),
            ("plan_relocation", _("下达搬迁年度计划")),
            ("export_relocation", _("导出搬迁台账")),
            ("import_relocation", _("导入搬迁年度名单")),
        ]
        indexes = [
            models.Index(fields=["area", "status"], name="relocation_by_area"),
            models.Index(fields=["household"], name="relocation_by_household"),
        ]
        constraints = [
            models.UniqueConstraint(
                "household", condition=~Q(status=CaseStatus.WITHDRAWN), name="one_relocation_a_household",
                violation_error_message=_("这一户已经有搬迁个案，请打开原来的个案办理。"),
            ),
            models.CheckConstraint(
                condition=Q(persons__gt=0), name="relocation_moves_people",
                violation_error_message=_("搬迁人数要大于 0。"),
            ),
            models.CheckConstraint(
                condition=Q(self_paid=None) | Q(self_paid__gte=0), name="own_money_is_not_negative",
                violation_error_message=_("自筹资金不能是负数。"),
            ),
            models.CheckConstraint(
                condition=Q(house_m2=None) | Q(house_m2__gt=0), name="house_has_an_area",
                violation_error_message=_("户型面积要大于 0。"),
            ),
        ]  # fmt: skip
        triggers = [
            guard(
                "relocation_keeps_its_order",
                CASE_GUARD,
                update=True,
                delete=True,
                declare=[
                    ("s", "funds_relocationstep%ROWTYPE"),
                    ("site", "funds_relocationsite%ROWTYPE"),
                    ("day", "date"),
                    ("filled", "text[]"),
                    ("wrong", "boolean"),
                ],
            ),
        ]

    def __str__(self):
        return self.no

    def get_absolute_url(self):
        return reverse("funds:relocation", args=[self.no])


@kept
class RelocationStep(ScopedModel):
    """One step of a case: who took it, in which role and for which place, on what day, why, what the guards found.

    A fault found with a house is a step that moves nothing.
    """

    FOLLOWS = "case"

    case = models.ForeignKey(
        RelocationCase, models.PROTECT, related_name="steps", verbose_name=_("搬迁"), db_index=False
    )
    number = models.PositiveSmallIntegerField(_("步"))
    act = models.CharField(_("办理方式"), max_length=8, choices=CaseAct, default=CaseAct.MOVE)
    from_status = models.CharField(_("原状态"), max_length=20, choices=CaseStatus)
    to_status = models.CharField(_("新状态"), max_length=20, choices=CaseStatus)
    actor = person(_("办理人"))
    acting_role = models.CharField(_("身份"), max_length=12, choices=Role)
    acting_unit = models.ForeignKey(
        "core.Area", models.PROTECT, related_name="+", verbose_name=_("办理单位"), db_index=False
    )
    decided_on = models.DateField(_("办理日期"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    reason = models.CharField(_("说明"), max_length=300, blank=True)
    guards = models.JSONField(_("核对结果"), default=list, blank=True)

    class Meta:
        verbose_name = _("搬迁步骤")
        ordering = ["case_id", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint("case", "number", name="one_relocation_step_a_number")]
        triggers = [
            guard(
                "step_keeps_its_order",
                STEP_GUARD,
                declare=[
                    ("m", "funds_relocationcase%ROWTYPE"),
                    ("p", "funds_relocationstep%ROWTYPE"),
                    ("roles", "text[]"),
                ],
            ),
            pgtrigger.Trigger(
                name="relocation_follows_step",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=CASE_MUST_FOLLOW,
            ),
        ]

    def __str__(self):
        return f"{self.case_id}: {self.from_status} → {self.to_status}"


@kept
class RelocationCheck(ScopedModel):
    """A check that follows a supported household up: does it stay, does it earn. Two passed ones close the case."""

    FOLLOWS = "case"

    case = models.ForeignKey(RelocationCase, models.PROTECT, related_name="checks", verbose_name=_("搬迁"))
    checked_on = models.DateField(_("回访日期"))
    is_passed = models.BooleanField(_("是否合格"))
    note = models.CharField(_("回访情况"), max_length=200)
    recorded_by = person(_("录入人"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("搬迁回访")
        ordering = ["case_id", "checked_on", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.note
