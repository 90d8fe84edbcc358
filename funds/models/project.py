"""Projects (rulebook C3, B16): the library's content list, who gains, and every step of the way."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models import AssistanceMeasure, HelpingUnit
from funds.choices.projects import OPEN_CONTENT, MoneyUse, ProjectKind, ProjectNature, Side, Stage, StepAct
from funds.models.columns import money, person
from funds.models.guards import guard
from funds.models.project_guards import BENEFIT_GUARD, PROJECT_GUARD, PROJECT_MUST_FOLLOW, STEP_GUARD
from funds.querysets.projects import BenefitQuerySet, ProjectQuerySet
from households.models import Household
from households.models.guards import stays
from povertyapp.core.history import tracked
from povertyapp.core.roles import Role
from povertyapp.core.scoping import ScopedModel
from povertyapp.core.statuses import PROJECTS


@tracked
class Project(ScopedModel):
    """A project of poverty alleviation on its way from the village's need to its close.

    `area` is the village, or the township, where it is. The content list of B16 is written while it is drafted or
    sent back; what was decided on stays as it was. `stage` changes only together with a `ProjectStep`.
    `recorded_from` names the paper or ledger of a project that was not begun here.
    """

    SEEN_THROUGH = ("benefits",)

    number = models.CharField(_("项目编号"), max_length=20, unique=True)
    county = models.ForeignKey("core.Area", models.PROTECT, related_name="+", verbose_name=_("县"))
    name = models.CharField(_("项目名称"), max_length=120)
    year = models.PositiveSmallIntegerField(_("年度"))
    kind = models.CharField(_("项目类别"), max_length=16, choices=ProjectKind)
    nature = models.CharField(_("建设性质"), max_length=10, choices=ProjectNature)
    uses = ArrayField(
        models.CharField(max_length=16, choices=MoneyUse),
        verbose_name=_("资金用途"),
        default=list,
        blank=True,
    )
    place = models.CharField(_("实施地点"), max_length=120, blank=True)
    task = models.TextField(_("建设任务"), blank=True)
    starts_on = models.DateField(_("计划开工"), null=True, blank=True)
    ends_on = models.DateField(_("计划完工"), null=True, blank=True)
    season_ends_on = models.DateField(_("栽植期限"), null=True, blank=True)
    responsible_unit = models.CharField(_("责任单位"), max_length=80, blank=True)
    responsible_person = models.CharField(_("项目法人"), max_length=40, blank=True)
    # The county unit that answers for the project in its account (HA-U3).
    unit = models.ForeignKey(
        HelpingUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("主管单位"),
    )
    budget = money(_("概算(元)"))
    money_sources = models.CharField(_("资金来源"), max_length=200, blank=True)
    performance_goal = models.TextField(_("绩效目标"), blank=True)
    participation = models.TextField(_("群众参与"), blank=True)
    benefit_mechanism = models.TextField(_("带贫减贫机制"), blank=True)
    deliberated_on = models.DateField(_("村民评议日期"), null=True, blank=True)
    deliberation_paper = models.CharField(_("评议记录存放"), max_length=100, blank=True)
    # Many small works or payments to households: each is accepted by itself, none by a sample (LF-65).
    is_mass = models.BooleanField(_("面广量小到户项目"), default=False)
    stage = models.CharField(_("阶段"), max_length=24, choices=Stage, default=Stage.DRAFT)
    step = models.PositiveSmallIntegerField(_("步"), default=0)
    stage_since = models.DateField(_("进入本阶段"))
    recorded_from = models.CharField(_("登记依据"), max_length=120, blank=True)
    entered_by = person(_("录入人"), null=True, blank=True)
    site_seen_on = models.DateField(_("现场踏勘日期"), null=True, blank=True)
    site_seen_by = models.CharField(_("踏勘人"), max_length=60, blank=True)
    in_library_on = models.DateField(_("入库日期"), null=True, blank=True)
    library_paper = models.CharField(_("入库文号"), max_length=100, blank=True)
    approved_on = models.DateField(_("批复日期"), null=True, blank=True)
    approved_amount = money(_("批复金额(元)"), null=True, blank=True)
    approval_paper = models.CharField(_("批复文号"), max_length=100, blank=True)
    plan_paper = models.CharField(_("年度计划文号"), max_length=100, blank=True)
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)
    started_on = models.DateField(_("实际开工"), null=True, blank=True)
    completed_on = models.DateField(_("实际完工"), null=True, blank=True)
    accepted_on = models.DateField(_("验收日期"), null=True, blank=True)
    reimbursed_on = models.DateField(_("报账完成日期"), null=True, blank=True)
    handed_over_on = models.DateField(_("资产移交日期"), null=True, blank=True)
    handed_over_to = models.CharField(_("资产接收人"), max_length=80, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)

    objects: ClassVar = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目")
        ordering = ["area_id", "number"]
        indexes = [
            models.Index(fields=["area", "stage"], name="project_by_area_and_stage"),
            models.Index(fields=["county", "year", "kind"], name="project_by_county_and_year"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(budget__gt=0),
                name="project_budget_is_positive",
                violation_error_message=_("概算要大于零。"),
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="project_ends_after_it_begins",
                violation_error_message=_("计划完工不能早于计划开工。"),
            ),
            models.CheckConstraint(
                condition=Q(approved_amount=None)
                | (Q(approved_amount__gt=0) & (~Q(recorded_from="") | Q(approved_amount__lte=F("budget")))),
                name="approved_amount_within_budget",
                violation_error_message=_("批复金额要大于零，不能超过概算。"),
            ),
        ]
        triggers = [
            guard(
                "project_keeps_its_order",
                PROJECT_GUARD,
                update=True,
                delete=True,
                declare=[("filled", "text[]"), ("s", "funds_projectstep%ROWTYPE")],
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("funds:project", args=[self.number])

    @property
    def is_open_for_content(self):
        """Say whether its content list and who gains may still be written."""
        return self.stage in OPEN_CONTENT

    @property
    def cue(self):
        """Return the key of the stage among the cues of pages (`povertyapp.core.statuses`)."""
        key = f"project:{self.stage}"
        return key if key in PROJECTS else "project:on_the_way"


@tracked
class Benefit(ScopedModel):
    """What a project brings to one registered household: planned with the content list, received by the close.

    `measure` is the measure of help that it counts as. `got_…` say what the household had of it in the end.
    """

    FOLLOWS = "household"

    project = models.ForeignKey(Project, models.PROTECT, related_name="benefits", verbose_name=_("项目"))
    household = models.ForeignKey(
        Household, models.PROTECT, related_name="benefits", verbose_name=_("受益户")
    )
    measure = models.ForeignKey(
        AssistanceMeasure,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="benefits",
        verbose_name=_("帮扶措施"),
    )
    what = models.CharField(_("受益内容"), max_length=100)
    amount = money(_("受益金额(元)"), default=0)
    got_on = models.DateField(_("受益核实日期"), null=True, blank=True)
    got_amount = money(_("实际受益(元)"), null=True, blank=True)
    got_note = models.CharField(_("核实情况"), max_length=100, blank=True)

    objects: ClassVar = BenefitQuerySet.as_manager()

    class Meta:
        verbose_name = _("受益户")
        ordering = ["project_id", "area_id", "household_id"]
        indexes = [models.Index(fields=["area"], name="benefit_by_area")]
        constraints = [
            models.UniqueConstraint(
                "project",
                "household",
                name="one_benefit_a_household",
                violation_error_message=_("这一户已经在受益名单里，不用再加。"),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0) & (Q(got_amount=None) | Q(got_amount__gte=0)),
                name="benefit_is_not_negative",
                violation_error_message=_("受益金额不能是负数。"),
            ),
            models.CheckConstraint(
                condition=Q(got_on=None, got_amount=None) | Q(got_on__isnull=False, got_amount__isnull=False),
                name="checked_benefit_has_day_and_amount",
                violation_error_message=_("核实受益要写日期和金额。"),
            ),
        ]
        triggers = [
            guard(
                "benefit_keeps_what_was_decided",
                BENEFIT_GUARD,
                update=True,
                delete=True,
                declare=[("p", "funds_project%ROWTYPE")],
            ),
        ]

    def __str__(self):
        return f"{self.household_id} {self.what}"


class ProjectStep(ScopedModel):
    """One step of a project: who took it, for which hand, when, why, what the guards found. Never changed.

    `digest` is the fingerprint of the content that was decided on; the database writes it.
    """

    FOLLOWS = "project"

    project = models.ForeignKey(
        Project, models.PROTECT, related_name="steps", db_index=False, verbose_name=_("项目")
    )
    number = models.PositiveSmallIntegerField(_("步"))
    act = models.CharField(_("方式"), max_length=8, choices=StepAct, default=StepAct.MOVE)
    from_stage = models.CharField(_("原阶段"), max_length=24, choices=Stage)
    to_stage = models.CharField(_("新阶段"), max_length=24, choices=Stage)
    side = models.CharField(_("职责"), max_length=10, choices=Side)
    actor = person(_("办理人"), null=True)
    acting_role = models.CharField(_("身份"), max_length=12, choices=Role)
    acting_unit = models.ForeignKey("core.Area", models.PROTECT, related_name="+", verbose_name=_("所在单位"))
    decided_on = models.DateField(_("办理日期"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    reason = models.TextField(_("说明"), blank=True)
    paper = models.CharField(_("文号"), max_length=100, blank=True)
    facts = models.JSONField(_("核对结果"), default=dict)
    digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("项目步骤")
        ordering = ["project_id", "number"]
        constraints = [models.UniqueConstraint("project", "number", name="one_step_a_number_of_a_project")]
        triggers = [
            stays(),
            guard(
                "project_step_keeps_its_order",
                STEP_GUARD,
                declare=[
                    ("p", "funds_project%ROWTYPE"),
                    ("before", "funds_projectstep%ROWTYPE"),
                    ("lacking", "text"),
                ],
            ),
            pgtrigger.Trigger(
                name="project_follows_step",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=PROJECT_MUST_FOLLOW,
            ),
        ]

    def __str__(self):
        return f"{self.project_id}: {self.from_stage} → {self.to_stage}"
