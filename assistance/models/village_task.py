from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from assistance.models.assignment import DateSpan
from assistance.models.helper import HelpingUnit
from assistance.querysets.posts import TaskQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.models.area import VILLAGE_DIGITS
from povertyapp.core.scoping import ScopedModel


@tracked
class VillageTask(ScopedModel):
    """A village that a unit was given to help, and when the unit took it over (认领, CB1-09). `area`: the village."""

    unit = models.ForeignKey(HelpingUnit, models.PROTECT, related_name="tasks", verbose_name=_("帮扶单位"))
    assigned_on = models.DateField(_("交办日期"))
    claimed_on = models.DateField(_("认领日期"), null=True, blank=True)
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)

    objects: ClassVar = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("定点帮扶任务")
        ordering = ["unit_id", "area_id", "assigned_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed_on=None) | Q(claimed_on__gte=F("assigned_on")),
                name="task_claimed_after_assignment",
                violation_error_message=_("认领日期不能早于交办日期。"),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("assigned_on")),
                name="task_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于交办日期。"),
            ),
            models.CheckConstraint(
                condition=Q(Exact(Length("area"), VILLAGE_DIGITS)),
                name="task_is_a_village",
                violation_error_message=_("定点帮扶任务交办到村，请选一个村。"),
            ),
            ExclusionConstraint(
                name="one_task_a_unit_and_village",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    (DateSpan("assigned_on", "ended_on", RangeBoundary(True, True)), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个村已经交办给这个单位，不用再交办。"),
            ),
        ]

    def __str__(self):
        return f"{self.unit} → {self.area.short_name}"
