"""一口清: whether a resident team member knows the households of the village by heart (LF-15)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.models import Post
from households.models import Household
from inspections.choices import AskedFact, Said
from inspections.models.checks import CheckRound, Hidden
from inspections.models.field_guards import KNOWLEDGE_GUARD, QUESTION_GUARD
from povertyapp.core import clock
from povertyapp.core.history import tracked


@tracked
class KnowledgeCheck(Hidden):
    """One person on a resident post asked about drawn households during a round of checks.

    The questions and the right answers are drawn and kept before he is asked; `seed` draws them again. The verdict
    is that of the share asked for on that day.
    """

    FOLLOWS = "post"
    PUBLISHED = "round__published_at"
    REPORTED = "round__reported_at"
    INSPECTOR = "asked_by"

    round = models.ForeignKey(
        CheckRound, models.PROTECT, related_name="knowledge_checks", verbose_name=_("检查轮次")
    )
    post = models.ForeignKey(
        Post, models.PROTECT, related_name="knowledge_checks", verbose_name=_("驻村岗位")
    )
    seed = models.CharField(_("种子"), max_length=40)
    made_at = models.DateTimeField(_("出题时间"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提问人")
    )
    asked_at = models.DateTimeField(_("提问时间"), null=True, blank=True)
    asked = models.PositiveSmallIntegerField(_("提问项数"))
    right = models.PositiveSmallIntegerField(_("答对项数"), default=0)
    pass_share = models.DecimalField(_("合格线"), max_digits=5, decimal_places=4)
    passed = models.BooleanField(_("是否一口清"), null=True, blank=True)

    class Meta:
        verbose_name = _("一口清抽问")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["area", "-made_at"], name="knowledge_by_area")]
        constraints = [
            models.UniqueConstraint(
                "round", "post", name="one_knowledge_check_a_round",
                violation_error_message=_("这一轮已经抽问过这个人，请另选一人。"),
            ),
            models.CheckConstraint(
                condition=Q(asked__gte=1, right__lte=F("asked")), name="no_more_right_than_asked"
            ),
            models.CheckConstraint(
                condition=Q(asked_at=None, passed=None) | Q(asked_at__isnull=False, passed__isnull=False),
                name="asked_knowledge_has_a_verdict",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Trigger(
                name="knowledge_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=KNOWLEDGE_GUARD,
            )
        ]

    def __str__(self):
        return f"{self.post} {clock.day_of(self.made_at)}"

    def get_absolute_url(self):
        return reverse("inspections:knowledge_check", args=[self.pk])


@tracked
class KnowledgeQuestion(Hidden):
    """One fact of one household that is asked: what the record says, and what was answered."""

    FOLLOWS = "knowledge"
    PUBLISHED = "knowledge__round__published_at"
    REPORTED = "knowledge__round__reported_at"
    INSPECTOR = "knowledge__asked_by"

    knowledge = models.ForeignKey(
        KnowledgeCheck, models.PROTECT, related_name="questions", verbose_name=_("一口清抽问")
    )
    number = models.PositiveSmallIntegerField(_("题号"))
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", verbose_name=_("户"))
    fact = models.CharField(_("问什么"), max_length=10, choices=AskedFact)
    expected = models.CharField(_("档案"), max_length=200)
    said = models.CharField(_("回答"), max_length=8, choices=Said, blank=True)
    words = models.CharField(_("原话"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("一口清题目")
        ordering = ["knowledge_id", "number"]
        constraints = [
            models.UniqueConstraint("knowledge", "number", name="one_question_a_number"),
            models.UniqueConstraint("knowledge", "household", "fact", name="one_question_a_fact"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="question_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=QUESTION_GUARD,
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.get_fact_display()}"
