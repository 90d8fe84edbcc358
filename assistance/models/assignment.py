from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import AssignmentRole
from assistance.models.helper import Helper
from assistance.querysets import AssignmentQuerySet
from households.models import Household
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


class DateSpan(Func):
    """The days from one date to another, both inside; no end means for ever."""

    function = "DATERANGE"
    output_field = DateRangeField()


@tracked
class HelperAssignment(ScopedModel):
    """A helper's responsibility for a household from a day to a day, both inside (LF-13)."""

    FOLLOWS = "household"
    ANSWERED_BY = "helper__user_id"

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="assignments", verbose_name=_("户"), db_index=False
    )
    helper = models.ForeignKey(
        Helper, models.PROTECT, related_name="assignments", verbose_name=_("帮扶责任人")
    )
    role = models.CharField(_("角色"), max_length=8, choices=AssignmentRole, default=AssignmentRole.PRIMARY)
    from_date = models.DateField(_("开始日期"))
    to_date = models.DateField(_("结束日期"), null=True, blank=True)

    objects: ClassVar = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("结对帮扶")
        ordering = ["household_id", "from_date"]
        indexes = [
            models.Index(fields=["household", "from_date"], name="assignment_by_household"),
            models.Index(fields=["area"], name="assignment_by_area"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="assignment_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            ExclusionConstraint(
                name="one_primary_helper_at_a_time",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    (DateSpan("from_date", "to_date", RangeBoundary(True, True)), RangeOperators.OVERLAPS),
                ],
                condition=Q(role=AssignmentRole.PRIMARY),
                violation_error_message=_("同一户同一天只能有一名帮扶责任人。"),
            ),
        ]

    def __str__(self):
        return f"{self.helper} → {self.household}"
