"""Acceptance by a third party (LF-38, LF-39): every household, once a round, passed or not, satisfied or not."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.choices import Satisfaction
from households.models import Household
from inspections.choices import AcceptanceState
from inspections.models.columns import person_or_none
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class AcceptanceRound(ScopedModel):
    """A round of acceptance by an agency that was chosen by tender and recognised above the county.

    Its `area` is the county; whoever sees one of its results sees it. `accepted_on` is the day whose assignments the
    results are rolled up by.
    """

    SEEN_THROUGH = ("results",)

    name = models.CharField(_("名称"), max_length=60)
    agency = models.CharField(_("第三方机构"), max_length=80)
    tender_no = models.CharField(_("招标编号"), max_length=60)
    recognised_by = models.CharField(_("认可单位"), max_length=80)
    recognition_no = models.CharField(_("认可文号"), max_length=60)
    begins_on = models.DateField(_("开始日期"))
    accepted_on = models.DateField(_("验收日期"))
    state = models.CharField(_("状态"), max_length=8, choices=AcceptanceState, default=AcceptanceState.OPEN)
    made_by = person_or_none(_("登记人"))
    closed_by = person_or_none(_("结束人"))
    closed_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("第三方验收")
        ordering = ["area_id", "-accepted_on"]
        permissions = [("change_acceptance", _("登记第三方验收"))]
        constraints = [
            models.UniqueConstraint(
                "area", "name", name="one_acceptance_a_name",
                violation_error_message=_("已有同名的验收，请换一个名称。"),
            ),
            models.CheckConstraint(
                condition=Q(begins_on__lte=F("accepted_on")),
                name="acceptance_begins_before_it_ends",
                violation_error_message=_("验收日期不能早于开始日期。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("inspections:acceptance", args=[self.pk])


@tracked
class AcceptanceResult(ScopedModel):
    """What the agency found at one household. Who was not surveyed has no word on satisfaction."""

    FOLLOWS = "household"

    round = models.ForeignKey(
        AcceptanceRound, models.PROTECT, related_name="results", verbose_name=_("第三方验收"), db_index=False
    )
    household = models.ForeignKey(
        Household, models.PROTECT, related_name="acceptance_results", verbose_name=_("户")
    )
    visited_on = models.DateField(_("入户日期"), null=True, blank=True)
    passed = models.BooleanField(_("是否合格"))
    satisfaction = models.CharField(_("满意度"), max_length=12, choices=Satisfaction, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("验收结果")
        ordering = ["round_id", "area_id", "household_id"]
        indexes = [models.Index(fields=["area", "passed"], name="acceptance_by_area")]
        constraints = [models.UniqueConstraint("round", "household", name="one_result_a_household")]

    def __str__(self):
        return f"{self.household} {self.round}"
