from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from households.case_querysets import CaseQuerySet
from households.models.guards import CASE_GUARD, CASE_MUST_FOLLOW, TRANSITION_GUARD, stays
from households.models.household import Household
from households.steps import ENDS, ActingLevel, Origin, ProcedureKind, State
from povertyapp.core.history import tracked
from povertyapp.core.roles import Role
from povertyapp.core.scoping import ScopedModel
from povertyapp.core.statuses import PROCEDURES


def person(label, **more):
    """Return a column for the user who did something; such users are never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label, **more
    )


@tracked
class ProcedureBatch(ScopedModel):
    """A village's list (名单) that goes through a procedure together: its meetings, publicities, spot checks and
    announcement belong to the list. A single household is a list of one."""

    kind = models.CharField(_("程序"), max_length=12, choices=ProcedureKind)
    year = models.PositiveSmallIntegerField(_("年度"))
    number = models.PositiveSmallIntegerField(_("批次"))
    opened_on = models.DateField(_("提出日期"))
    opened_by = person(_("提出人"))

    class Meta:
        verbose_name = _("名单")
        ordering = ["-year", "area_id", "kind", "number"]
        constraints = [models.UniqueConstraint("area", "kind", "year", "number", name="one_batch_a_number")]

    def __str__(self):
        return _("%(year)s年%(kind)s名单第%(number)s批") % {
            "year": self.year,
            "kind": self.get_kind_display(),
            "number": self.number,
        }


@tracked
class ProcedureCase(ScopedModel):
    """One household's way through one procedure (rulebook C1).

    `state` changes only together with a `Transition`; a trigger refuses everything else. `due_on` is the end of
    the days that the present state may take, `ended_on` says that nothing is left to do. `household` is empty
    while an applicant is not on the register yet.
    """

    FOLLOWS = "household"

    batch = models.ForeignKey(ProcedureBatch, models.PROTECT, related_name="cases", verbose_name=_("名单"))
    kind = models.CharField(_("程序"), max_length=12, choices=ProcedureKind)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("户")
    )
    head_name = models.CharField(_("户主姓名"), max_length=60)
    group_name = models.CharField(_("村民小组"), max_length=30, blank=True)
    origin = models.CharField(_("来源"), max_length=10, choices=Origin, default=Origin.PROCEDURE)
    start_state = models.CharField(_("起始状态"), max_length=20, choices=State)
    state = models.CharField(_("状态"), max_length=20, choices=State)
    state_since = models.DateField(_("进入本状态"))
    due_on = models.DateField(_("办理期限"), null=True, blank=True)
    step = models.PositiveSmallIntegerField(_("步数"), default=0)
    standard = models.ForeignKey(
        "households.ExitStandard", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("退出标准"),
    )  # fmt: skip
    opened_on = models.DateField(_("提出日期"))
    opened_by = person(_("提出人"))
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)

    objects: ClassVar = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("进退事项")
        ordering = ["area_id", "pk"]
        indexes = [
            models.Index(fields=["area", "state"], name="case_by_area_and_state"),
            models.Index(fields=["batch"], name="case_by_batch"),
        ]
        constraints = [
            models.UniqueConstraint(
                "household",
                condition=Q(ended_on=None)
                & ~Q(state=State.EXITED)
                & ~Q(kind=ProcedureKind.MONITORING),
                name="one_running_case_a_household",
                violation_error_message=_("这一户还有没办结的事项，请先办结再开新的。"),
            ),
            models.UniqueConstraint(
                "household",
                condition=Q(ended_on=None, kind=ProcedureKind.MONITORING),
                name="one_running_monitoring_a_household",
                violation_error_message=_("这一户已经在监测，请在原来的事项里办理。"),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=(ProcedureKind.ENTRY, ProcedureKind.MONITORING))
                | Q(household__isnull=False),
                name="case_names_its_household",
                violation_error_message=_("请选定户。"),
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="case_keeps_its_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("start_ok", "boolean")],
                func=CASE_GUARD,
            ),
        ]

    def __str__(self):
        return _("%(name)s户%(kind)s") % {"name": self.head_name, "kind": self.get_kind_display()}

    def get_absolute_url(self):
        return reverse("households:change", args=[self.pk])

    @property
    def cue(self):
        """Return the key of the state among the cues of pages (`povertyapp.core.statuses.PROCEDURES`)."""
        key = f"case:{self.state}"
        return key if key in PROCEDURES else "case:on_the_way"

    @property
    def is_over(self):
        return self.step > 0 and self.state in ENDS[self.kind]


class PermittedMove(models.Model):
    """The table of `households.steps.MOVES` as the database reads it. Written by migrations only."""

    IS_FIXED = True

    kind = models.CharField(max_length=12, choices=ProcedureKind)
    from_state = models.CharField(max_length=20, choices=State)
    to_state = models.CharField(max_length=20, choices=State)
    level = models.CharField(max_length=10, choices=ActingLevel)
    needs = models.JSONField(default=list)

    class Meta:
        verbose_name = _("允许的步骤")
        constraints = [models.UniqueConstraint("kind", "from_state", "to_state", name="one_permitted_move")]

    def __str__(self):
        return f"{self.kind}: {self.from_state} → {self.to_state}"


class Transition(ScopedModel):
    """One step of a case: who decided it, for which unit, on what day, why, what the guards found, and which rows
    are its evidence. Never changed or deleted; a wrong step is put right by another step."""

    FOLLOWS = "case"
    IS_KEPT = True  # by triggers of its own

    case = models.ForeignKey(
        ProcedureCase, models.PROTECT, related_name="transitions", verbose_name=_("事项"), db_index=False
    )
    number = models.PositiveSmallIntegerField(_("步"))
    from_state = models.CharField(_("原状态"), max_length=20, choices=State)
    to_state = models.CharField(_("新状态"), max_length=20, choices=State)
    level = models.CharField(_("决定层级"), max_length=10, choices=ActingLevel)
    actor = person(_("决定人"))
    acting_role = models.CharField(_("身份"), max_length=12, choices=Role)
    acting_unit = models.ForeignKey(
        "core.Area", models.PROTECT, related_name="+", verbose_name=_("决定单位"), db_index=False
    )
    decided_on = models.DateField(_("决定日期"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    guards = models.JSONField(_("核对结果"), default=list)
    evidence = models.JSONField(_("依据"), default=list)

    class Meta:
        verbose_name = _("步骤记录")
        ordering = ["case_id", "number"]
        constraints = [models.UniqueConstraint("case", "number", name="one_transition_a_step")]
        triggers = [
            stays(name="step_stays"),
            pgtrigger.Trigger(
                name="step_keeps_its_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[
                    ("c", "households_procedurecase%ROWTYPE"),
                    ("p", "households_transition%ROWTYPE"),
                    ("m", "households_permittedmove%ROWTYPE"),
                    ("need", "text"),
                    ("lacking", "text[] := '{}'"),
                ],
                func=TRANSITION_GUARD,
            ),
            pgtrigger.Trigger(
                name="case_follows_step",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=CASE_MUST_FOLLOW,
            ),
        ]

    def __str__(self):
        return f"{self.case_id}: {self.from_state} → {self.to_state}"
