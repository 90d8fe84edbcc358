"""Acceptance by another party, and what the township claims for a project (报账制)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funds.choices.projects import AcceptanceBody, AcceptanceVerdict, ClaimKind, ClaimState
from funds.models.columns import money, person, stored_file
from funds.models.guards import guard
from funds.models.project import Project
from funds.models.project_guards import ACCEPTANCE_GUARD, CLAIM_GUARD
from funds.querysets.projects import ClaimQuerySet
from households.models.guards import stays
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class Acceptance(ScopedModel):
    """What the department or a third party found on the spot: quantity, quality, verdict (LF-65)."""

    FOLLOWS = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="acceptances", verbose_name=_("项目"))
    accepted_on = models.DateField(_("验收日期"))
    body = models.CharField(_("验收方"), max_length=12, choices=AcceptanceBody)
    unit_name = models.CharField(_("验收单位"), max_length=80)
    people = models.CharField(_("验收人员"), max_length=120)
    quantity = models.CharField(_("完成数量"), max_length=200)
    quality = models.CharField(_("质量情况"), max_length=200)
    finding = models.TextField(_("验收意见"))
    items = models.PositiveSmallIntegerField(_("应验收项(户)数"), default=1)
    items_seen = models.PositiveSmallIntegerField(_("逐一验收数"), default=1)
    accepted_amount = money(_("审定金额(元)"))
    verdict = models.CharField(_("结论"), max_length=8, choices=AcceptanceVerdict)
    scan = stored_file(_("验收单扫描件"), null=True, blank=True)
    paper = models.CharField(_("验收单存放"), max_length=100)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("验收")
        ordering = ["project_id", "accepted_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(items__gt=0, items_seen__lte=F("items")),
                name="acceptance_counts_fit",
                violation_error_message=_("逐一验收数不能多于应验收数。"),
            ),
            models.CheckConstraint(
                condition=~Q(quantity="") & ~Q(quality="") & ~Q(finding="") & Q(accepted_amount__gte=0),
                name="acceptance_states_what_was_done",
                violation_error_message=_("验收单要写明完成数量、质量、意见和审定金额。"),
            ),
        ]
        triggers = [
            stays("scan_id"),
            guard(
                "acceptance_is_not_the_implementer_s",
                ACCEPTANCE_GUARD,
                declare=[("p", "funds_project%ROWTYPE"), ("c", "funds_contract%ROWTYPE")],
            ),
        ]

    def __str__(self):
        return f"{self.accepted_on} {self.get_verdict_display()}"


@tracked
class Claim(ScopedModel):
    """What the township claims for a project: advance, settlement or retention money.

    An advance may come before the acceptance, the others not. `due_on` is the last working day on which it is to be
    settled (HA-T2). The village hands its vouchers in, the township says its opinion, the county passes it.
    """

    FOLLOWS = "project"

    project = models.ForeignKey(Project, models.PROTECT, related_name="claims", verbose_name=_("项目"))
    number = models.PositiveSmallIntegerField(_("序号"))
    kind = models.CharField(_("种类"), max_length=12, choices=ClaimKind)
    amount = money(_("报账金额(元)"))
    handed_in_on = models.DateField(_("村交票据日期"))
    claimed_on = models.DateField(_("报账日期"))
    due_on = models.DateField(_("应办结日期"))
    vouchers = models.CharField(_("发票和凭证号"), max_length=200)
    department_signed = models.CharField(_("主管部门签字人"), max_length=60)
    opinion = models.CharField(_("乡镇意见"), max_length=200)
    paper = models.CharField(_("报账资料存放"), max_length=100, blank=True)
    claimed_by = person(_("报账人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    state = models.CharField(_("状态"), max_length=8, choices=ClaimState, default=ClaimState.FILED)
    decided_by = person(_("审核人"), null=True, blank=True)
    decided_on = models.DateField(_("审核日期"), null=True, blank=True)
    decision = models.CharField(_("审核意见"), max_length=200, blank=True)
    settled_on = models.DateField(_("付清日期"), null=True, blank=True)

    objects: ClassVar = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("报账")
        ordering = ["project_id", "number"]
        indexes = [models.Index(fields=["area", "state", "due_on"], name="claim_by_area_and_state")]
        constraints = [
            models.UniqueConstraint("project", "number", name="one_claim_a_number"),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="claim_is_positive",
                violation_error_message=_("报账金额要大于零。"),
            ),
            models.CheckConstraint(
                condition=Q(claimed_on__gte=F("handed_in_on"), due_on__gte=F("claimed_on")),
                name="claim_follows_its_vouchers",
                violation_error_message=_("乡镇报账不能早于村里交票据。"),
            ),
            models.CheckConstraint(
                condition=~Q(vouchers="") & ~Q(department_signed="") & ~Q(opinion=""),
                name="claim_has_vouchers_and_signatures",
                violation_error_message=_("报账要有票据、主管部门签字和乡镇意见。"),
            ),
            models.CheckConstraint(
                condition=Q(state="filed", decided_by=None, decided_on=None)
                | (Q(decided_by__isnull=False) & Q(decided_on__gte=F("claimed_on")) & ~Q(state="filed")),
                name="decided_claim_names_who_and_when",
                violation_error_message=_("审核报账要写明审核人和日期，不早于报账日期。"),
            ),
            models.CheckConstraint(
                condition=(Q(state="settled") & Q(settled_on__gte=F("decided_on")))
                | (~Q(state="settled") & Q(settled_on=None)),
                name="settled_claim_has_its_day",
                violation_error_message=_("付清的报账要有付清日期。"),
            ),
        ]
        triggers = [
            guard(
                "claim_keeps_its_order",
                CLAIM_GUARD,
                update=True,
                delete=True,
                declare=[
                    ("p", "funds_project%ROWTYPE"),
                    ("c", "funds_contract%ROWTYPE"),
                    ("claimed", "numeric"),
                    ("advances", "numeric"),
                    ("retained", "numeric"),
                    ("share", "numeric"),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self):
        return reverse("funds:claim", args=[self.project.number, self.number])

    @property
    def cue(self):
        """Return the key of the state among the cues of pages (`povertyapp.core.statuses`)."""
        return f"claim:{self.state}"
