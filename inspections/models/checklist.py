from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.choices import ChecklistKind, RootCause
from inspections.models.problem import Problem
from inspections.models.source import NoticeSource
from inspections.querysets import CountyWideQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class Checklist(ScopedModel):
    """A list that every unit of a county goes through: the common problems of a circular (JZ-28, JZ-32), the six
    ones (LF-11, JZ-02), nine ones… `area` is the county.

    `stated_count` is how long the source says it is. Items that the source does not name stay without words, and the
    list says that it is incomplete (T-40).
    """

    kind = models.CharField(_("类别"), max_length=10, choices=ChecklistKind)
    title = models.CharField(_("名称"), max_length=120)
    source = models.ForeignKey(
        NoticeSource,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="checklists",
        verbose_name=_("来源批次"),
    )
    stated_count = models.PositiveSmallIntegerField(_("原文项数"))
    due_on = models.DateField(_("完成时限"), null=True, blank=True)

    objects: ClassVar = CountyWideQuerySet.as_manager()

    class Meta:
        verbose_name = _("工作清单")
        ordering = ["area_id", "title"]
        constraints = [
            models.UniqueConstraint(
                "area",
                "title",
                name="one_checklist_a_title",
                violation_error_message=_("已经有同名的清单，请换一个名称。"),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("inspections:checklist", args=[self.pk])


@tracked
class ChecklistItem(ScopedModel):
    """One item of a list; without words where the source names none."""

    FOLLOWS = "checklist"

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="items", verbose_name=_("工作清单"))
    number = models.PositiveSmallIntegerField(_("序号"))
    text = models.CharField(_("内容"), max_length=300, blank=True)

    objects: ClassVar = CountyWideQuerySet.as_manager()

    class Meta:
        verbose_name = _("清单事项")
        ordering = ["checklist_id", "number"]
        constraints = [models.UniqueConstraint("checklist", "number", name="one_item_a_number")]

    def __str__(self):
        return self.text or f"{self.number}"


@tracked
class ChecklistAnswer(ScopedModel):
    """What one unit found of one item: it exists there, with causes, or it does not; or how much it has checked.

    A blank answer is none: the unit has not looked (JZ-32). `area` is the unit's place.
    """

    item = models.ForeignKey(
        ChecklistItem, models.CASCADE, related_name="answers", verbose_name=_("清单事项")
    )
    level = models.CharField(max_length=12)
    code = models.CharField(_("单位代码"), max_length=20)
    unit_name = models.CharField(_("单位"), max_length=80)
    exists_here = models.BooleanField(_("本单位存在"), null=True, blank=True)
    causes = ArrayField(
        models.CharField(max_length=20, choices=RootCause),
        verbose_name=_("原因类别"),
        default=list,
        blank=True,
    )
    text = models.TextField(_("具体表现"), blank=True)
    in_scope = models.PositiveIntegerField(_("应核查"), null=True, blank=True)
    checked = models.PositiveIntegerField(_("已核查"), null=True, blank=True)
    problem = models.ForeignKey(
        Problem, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("整改问题")
    )
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("答复时间"))

    class Meta:
        verbose_name = _("清单答复")
        ordering = ["item_id", "code"]
        indexes = [models.Index(fields=["area", "item"], name="answer_by_area")]
        constraints = [
            models.UniqueConstraint("item", "level", "code", name="one_answer_a_unit_and_item"),
            models.CheckConstraint(
                condition=Q(exists_here=False) | Q(exists_here=None) | Q(causes__len__gt=0),
                name="found_problem_has_a_cause",
                violation_error_message=_("存在的问题要选原因类别。"),
            ),
            models.CheckConstraint(
                condition=Q(checked=None) | Q(in_scope__isnull=False, checked__lte=F("in_scope")),
                name="checked_of_what_is_in_scope",
                violation_error_message=_("已核查的不能多于应核查的。"),
            ),
            models.CheckConstraint(
                condition=Q(exists_here__isnull=False) | Q(checked__isnull=False),
                name="answer_says_something",
                violation_error_message=_("请选存在或不存在。"),
            ),
        ]

    def __str__(self):
        return f"{self.unit_name} {self.item}"
