"""Money of a line that was allotted to a project (下达)."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funds.models.columns import money
from funds.models.fund_line import FundLine
from funds.models.money_guards import ALLOTMENT_GUARD
from funds.models.posting import FundEntry
from funds.querysets.money import AllotmentQuerySet
from povertyapp.core.history import kept
from povertyapp.core.scoping import ScopedModel


@kept
class Allotment(ScopedModel):
    """One allotment of a line's integrated money to a project, by a document; its place is that of the project.

    What of it is paid and whether it was taken back are said by its entries.
    """

    FOLLOWS = "project"

    line = models.ForeignKey(FundLine, models.PROTECT, related_name="allotments", verbose_name=_("资金来源"))
    project = models.ForeignKey(
        "funds.Project", models.PROTECT, related_name="allotments", verbose_name=_("项目")
    )
    amount = money(_("下达金额"))
    allotted_on = models.DateField(_("下达日期"))
    document_no = models.CharField(_("下达文号"), max_length=100)
    entry = models.OneToOneField(
        FundEntry, models.PROTECT, related_name="allotment", verbose_name=_("资金凭证")
    )

    objects: ClassVar = AllotmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("资金下达")
        ordering = ["-allotted_on", "-pk"]
        indexes = [models.Index(fields=["area", "allotted_on"], name="allotment_by_area_and_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="allotment_is_positive",
                violation_error_message=_("下达金额要大于零。"),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="allotted_to_the_library",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ALLOTMENT_GUARD,
            )
        ]

    def __str__(self):
        return f"{self.document_no} {self.project}"

    def get_absolute_url(self):
        return reverse("funds:allocation", args=[self.pk])
