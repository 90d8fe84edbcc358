from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import WRITTEN, Outcome, RoundKind
from assistance.models.helper import Helper
from households.models import Household
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


class AssignmentRound(ScopedModel):
    """One act that gave many households their helpers, or handed them from one helper to another (交接).

    It is a record of the act itself and stays when the act is taken back. `outcome` holds a line a household:
    its row id, the helper's, and what became of it; names are read where it is shown. `area` covers them all.
    """

    ANSWERED_BY = ("made_by_id", "predecessor__user_id", "successor__user_id")

    kind = models.CharField(_("种类"), max_length=8, choices=RoundKind)
    act = models.ForeignKey("core.Act", models.PROTECT, null=True, related_name="+", editable=False)
    from_date = models.DateField(_("开始日期"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("办理人")
    )
    made_at = models.DateTimeField(_("办理时间"))
    reason = models.CharField(_("理由"), max_length=100, blank=True)
    predecessor = models.ForeignKey(
        Helper, models.PROTECT, null=True, related_name="+", verbose_name=_("移交人")
    )
    successor = models.ForeignKey(
        Helper, models.PROTECT, null=True, related_name="+", verbose_name=_("接手人")
    )
    note = models.CharField(_("交接说明"), max_length=300, blank=True)
    taken_at = models.DateTimeField(_("接手时间"), null=True, editable=False)
    outcome = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("批量安排")
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["area", "-made_at"], name="round_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=RoundKind.BULK, predecessor=None, successor=None)
                | Q(kind=RoundKind.HANDOVER, predecessor__isnull=False, successor__isnull=False),
                name="handover_names_both_helpers",
            ),
            models.CheckConstraint(
                condition=Q(predecessor=None) | ~Q(predecessor=F("successor")),
                name="handover_is_between_two",
                violation_error_message=_("移交人和接手人不能是同一个人，请另选接手人。"),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.from_date}"

    @property
    def written(self):
        """Return the lines that were written; the others were skipped, each with its reason."""
        return [line for line in self.outcome if Outcome(line["outcome"]) in WRITTEN]

    @property
    def skipped(self):
        return [line for line in self.outcome if Outcome(line["outcome"]) not in WRITTEN]


@tracked
class HelperKin(ScopedModel):
    """A helper is a relative of a household, as he or somebody else declared: it is not proposed to him."""

    FOLLOWS = "household"

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="kin_helpers", verbose_name=_("户"), db_index=False
    )
    helper = models.ForeignKey(Helper, models.CASCADE, related_name="kin", verbose_name=_("帮扶责任人"))
    relation = models.CharField(_("亲属关系"), max_length=20)

    class Meta:
        verbose_name = _("亲属关系申报")
        constraints = [
            models.UniqueConstraint(
                "household",
                "helper",
                name="one_kinship_a_pair",
                violation_error_message=_("这一户和这名帮扶责任人的亲属关系已经登记，不用再登记。"),
            )
        ]

    def __str__(self):
        return f"{self.helper} {self.household}"
