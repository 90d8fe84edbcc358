"""Cases of accountability (rulebook D6): proposed by the software, decided by a named person, the party heard first."""

import uuid
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models import Helper
from inspections.choices.accountability import (
    ActionKind,
    Actor,
    Body,
    CaseState,
    ExonerationGround,
    Misuse,
    Trigger,
)
from inspections.models.account import Outcome, PartyLevel, Verdict
from inspections.models.accountability_guards import (
    CASE_GUARD,
    CASE_MUST_FOLLOW,
    GROUND_GUARD,
    SEAT_GUARD,
    STATEMENT_GUARD,
    STAYS,
    STEP_GUARD,
)
from inspections.models.columns import person
from inspections.querysets.accountability import ActionQuerySet, SeatQuerySet
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel

ALWAYS = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def _stays(name):
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete, func=STAYS
    )


@tracked
class DecisionSeat(ScopedModel):
    """A named person who decides for a body from a day to a day (D6), appointed by another with the paper.

    Its `area` is the township of a township's body, else the county."""

    county = models.ForeignKey("core.Area", models.PROTECT, related_name="+", verbose_name=_("县"))
    body = models.CharField(_("决定机关"), max_length=12, choices=Body)
    user = person(_("成员"))
    title = models.CharField(_("职务"), max_length=40)
    from_date = models.DateField(_("起"))
    to_date = models.DateField(_("止"), null=True, blank=True)
    paper = models.CharField(_("任命文号"), max_length=100)
    appointed_by = person(_("登记人"))

    objects: ClassVar = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("决定机关成员")
        ordering = ["area_id", "body", "from_date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="seat_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            models.UniqueConstraint(
                "county", "area", "body", "user",
                condition=Q(to_date=None),
                name="one_seat_a_person_in_a_body",
                violation_error_message=_("这个人已经是这个机关的成员，不用再登记。"),
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="seat_is_given_by_another", when=pgtrigger.Before, operation=ALWAYS, func=SEAT_GUARD
            )
        ]

    def __str__(self):
        return f"{self.user} {self.title}"


@tracked
class AccountabilityAction(ScopedModel):
    """One case about one party: why it was proposed, where it stands, what was decided, until when it lasts.

    `level`, `code` and `name` are the party as of then. `area` is where those stand who act on it: a helper's case
    lies with the township, so that his village does not read it. `answered_by` is who answers for the party and was
    served; he sees his own case. `state` changes only together with an `AccountabilityStep`.
    """

    ANSWERED_BY = ("answered_by_id", "helper__user_id")

    no = models.CharField(_("编号"), max_length=20, unique=True)
    county = models.ForeignKey("core.Area", models.PROTECT, related_name="+", verbose_name=_("县"))
    level = models.CharField(_("当事人层级"), max_length=12, choices=PartyLevel)
    code = models.CharField(_("当事人代码"), max_length=20)
    name = models.CharField(_("当事人"), max_length=80)
    helper = models.ForeignKey(Helper, models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = person(_("受送达人账号"), null=True, blank=True)
    answers_for = models.CharField(_("受送达人"), max_length=40, blank=True)
    proposed_kind = models.CharField(_("建议处理"), max_length=16, choices=ActionKind)
    kind = models.CharField(_("处理方式"), max_length=16, choices=ActionKind)
    trigger = models.CharField(_("触发情形"), max_length=16, choices=Trigger)
    triggers = ArrayField(models.CharField(max_length=16, choices=Trigger), verbose_name=_("同时触发"))
    may_exonerate = models.BooleanField(_("可以容错"), default=True)
    month = models.CharField(_("所依据月份"), max_length=7)
    # One proposal a party, month and ladder; a withdrawn one does not stand in the way of a new one.
    key = models.CharField(max_length=80)
    body = models.CharField(_("决定机关"), max_length=12, choices=Body)
    joint_body = models.CharField(_("会同机关"), max_length=12, choices=Body, blank=True)
    appeal_body = models.CharField(_("复核机关"), max_length=12, choices=Body)
    facts = models.JSONField(_("事实"), default=dict)
    source = models.CharField(_("材料"), max_length=200, blank=True)
    misuse = models.CharField(_("资金违规情形"), max_length=12, choices=Misuse, blank=True)
    entered_by = person(_("录入人"), null=True, blank=True)
    proposed_at = models.DateTimeField(_("提出时间"))
    state = models.CharField(_("状态"), max_length=14, choices=CaseState, default=CaseState.PROPOSED)
    step = models.PositiveSmallIntegerField(_("步"), default=0)
    state_since = models.DateField(_("进入本状态"))
    due_on = models.DateField(_("应办期限"), null=True, blank=True)
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)
    served_on = models.DateField(_("告知送达"), null=True, blank=True)
    window_ends_on = models.DateField(_("陈述期满"), null=True, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    decided_by = person(_("决定人"), null=True, blank=True)
    joined_by = person(_("会同决定人"), null=True, blank=True)
    decision = models.TextField(_("决定"), blank=True)
    exoneration = models.CharField(_("容错情形"), max_length=10, choices=ExonerationGround, blank=True)
    deadline_on = models.DateField(_("整改期限"), null=True, blank=True)
    until_on = models.DateField(_("处理期限至"), null=True, blank=True)
    issued_on = models.DateField(_("下达日期"), null=True, blank=True)
    appeal_until = models.DateField(_("申诉期限"), null=True, blank=True)
    executed_on = models.DateField(_("执行日期"), null=True, blank=True)
    record = models.TextField(_("执行记录"), blank=True)
    signed_by = models.CharField(_("记录签字人"), max_length=40, blank=True)
    record_paper = models.CharField(_("签字记录存放"), max_length=100, blank=True)

    objects: ClassVar = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("问责事项")
        ordering = ["county_id", "-month", "no"]
        indexes = [
            models.Index(fields=["area", "state", "due_on"], name="action_by_area_and_state"),
            models.Index(fields=["county", "level", "code", "month"], name="action_by_party"),
            models.Index(fields=["due_on", "no"], condition=Q(ended_on=None), name="open_action_by_due_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                "county", "key", condition=~Q(state="withdrawn"), name="one_action_a_key"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (Q(served_on__isnull=False) & Q(decided_on__gt=F("window_ends_on"))),
                name="decided_after_the_party_was_heard",
                violation_error_message=_("陈述期满以后才能决定。"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "served", "withdrawn")) | Q(decided_by__isnull=False),
                name="decision_names_its_person",
                violation_error_message=_("决定要写明由谁作出。"),
            ),
            models.CheckConstraint(
                condition=~Q(kind="rectify_order") | Q(decided_by=None) | ~Q(exoneration="")
                | Q(deadline_on__isnull=False, deadline_on__gt=F("decided_on")),
                name="order_has_a_deadline",
                violation_error_message=_("限期整改要写明期限，期限晚于决定日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(kind="no_promotion") | Q(decided_by=None) | ~Q(exoneration="")
                | Q(until_on__isnull=False, until_on__gte=F("decided_on")),
                name="restriction_ends_on_a_day",
                violation_error_message=_("不得提拔重用要写明到哪一天。"),
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="action_keeps_its_order",
                when=pgtrigger.Before,
                operation=ALWAYS,
                declare=[("filled", "text[]"), ("s", "inspections_accountabilitystep%ROWTYPE")],
                func=CASE_GUARD,
            ),
        ]

    def __str__(self):
        return f"{self.no} {self.name} {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("inspections:action", args=[self.no])

    @property
    def cue(self):
        """Return the key of the state among the cues of pages (`povertyapp.core.statuses`)."""
        return f"action:{self.state}"


class AccountabilityGround(ScopedModel):
    """What a case stands on: a month's verdict, an unsettled line of it, a measure or an order that was not met.

    A month has `verdict` and no `rule`; a line has its `rule` and figures as the account had them."""

    FOLLOWS = "action"

    action = models.ForeignKey(
        AccountabilityAction, models.PROTECT, related_name="grounds", verbose_name=_("问责事项")
    )
    account = models.ForeignKey(
        "inspections.AccountMonth", models.PROTECT, null=True, blank=True, related_name="+"
    )
    month = models.CharField(_("月份"), max_length=7, blank=True)
    version = models.PositiveSmallIntegerField(_("版本"), null=True, blank=True)
    verdict = models.CharField(_("结论"), max_length=12, choices=Verdict, blank=True)
    score = models.DecimalField(_("得分"), max_digits=5, decimal_places=2, null=True, blank=True)
    rule = models.CharField(_("规则"), max_length=12, blank=True)
    title = models.CharField(_("事项"), max_length=80, blank=True)
    subject_kind = models.CharField(max_length=12, blank=True)
    subject_code = models.CharField(max_length=20, blank=True)
    required = models.IntegerField(_("应完成"), null=True, blank=True)
    delivered = models.IntegerField(_("已完成"), null=True, blank=True)
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome, blank=True)
    measure = models.ForeignKey(
        "inspections.RectificationMeasure", models.PROTECT, null=True, blank=True, related_name="+"
    )
    order = models.ForeignKey(AccountabilityAction, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("问责依据")
        ordering = ["action_id", "-month", "rule", "pk"]
        triggers = [
            _stays("ground_stays"),
            pgtrigger.Trigger(
                name="ground_comes_before_the_notice",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=GROUND_GUARD,
            ),
        ]

    def __str__(self):
        return f"{self.month} {self.rule}".strip()


class PermittedStep(models.Model):
    """The table of `inspections.choices.accountability.STEPS` as the database reads it. Written by migrations only."""

    IS_FIXED = True

    from_state = models.CharField(max_length=14, choices=CaseState)
    to_state = models.CharField(max_length=14, choices=CaseState)
    actor = models.CharField(max_length=10, choices=Actor)
    decides = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("问责允许的步骤")
        constraints = [models.UniqueConstraint("from_state", "to_state", name="one_permitted_step")]

    def __str__(self):
        return f"{self.from_state} → {self.to_state}"


class AccountabilityStep(ScopedModel):
    """One step of a case: who took it, as whom, on what day, why. Never changed or deleted."""

    FOLLOWS = "action"

    action = models.ForeignKey(
        AccountabilityAction, models.PROTECT, related_name="steps", db_index=False, verbose_name=_("问责事项")
    )
    number = models.PositiveSmallIntegerField(_("步"))
    from_state = models.CharField(_("原状态"), max_length=14, choices=CaseState)
    to_state = models.CharField(_("新状态"), max_length=14, choices=CaseState)
    acting_as = models.CharField(_("身份"), max_length=10, choices=Actor)
    actor = person(_("办理人"), null=True)
    joined_by = person(_("会同人"), null=True)
    decided_on = models.DateField(_("办理日期"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    reason = models.TextField(_("理由"), blank=True)
    paper = models.CharField(_("文书"), max_length=100, blank=True)
    facts = models.JSONField(_("事实"), default=dict)

    class Meta:
        verbose_name = _("问责步骤")
        ordering = ["action_id", "number"]
        constraints = [models.UniqueConstraint("action", "number", name="one_step_a_number_of_an_action")]
        triggers = [
            _stays("action_step_stays"),
            pgtrigger.Trigger(
                name="action_step_keeps_its_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[
                    ("c", "inspections_accountabilityaction%ROWTYPE"),
                    ("p", "inspections_accountabilitystep%ROWTYPE"),
                    ("m", "inspections_permittedstep%ROWTYPE"),
                    ("since", "date"),
                    ("sits_in", "text"),
                ],
                func=STEP_GUARD,
            ),
            pgtrigger.Trigger(
                name="action_follows_step",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=CASE_MUST_FOLLOW,
            ),
        ]

    def __str__(self):
        return f"{self.action_id}: {self.from_state} → {self.to_state}"


class Statement(ScopedModel):
    """What the party said for itself, before the decision or in its appeal. Its words lie sealed and stay."""

    FOLLOWS = "action"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    action = models.ForeignKey(
        AccountabilityAction, models.PROTECT, related_name="statements", verbose_name=_("问责事项")
    )
    is_appeal = models.BooleanField(_("申诉"), default=False)
    text = EncryptedTextField(_("陈述"), bound_to="key")
    made_on = models.DateField(_("陈述日期"))
    paper = models.CharField(_("书面材料存放"), max_length=100, blank=True)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("当事人陈述")
        ordering = ["action_id", "made_on", "pk"]
        triggers = [
            _stays("statement_stays"),
            pgtrigger.Trigger(
                name="statement_follows_the_notice",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("c", "inspections_accountabilityaction%ROWTYPE")],
                func=STATEMENT_GUARD,
            ),
        ]

    def __str__(self):
        return f"{self.action_id} {self.made_on}"
