"""What a paper ledger says of a line of money and of a project, kept beside what is booked: both are compared."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from funds.models.columns import money
from funds.models.fund_line import FundLine
from funds.models.project import Project
from funds.querysets.statements import LineStatementQuerySet, ProjectStatementQuerySet
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


class Statement(ScopedModel):
    """One row of a paper ledger: of which day, on which sheet and row. A later ledger takes its place."""

    as_of = models.DateField(_("台账日期"))
    sheet = models.CharField(_("工作表"), max_length=60)
    row = models.PositiveIntegerField(_("行"))

    class Meta:
        abstract = True


@tracked
class LineStatement(Statement):
    """What the ledger says of a line: blank where its cell could not be read."""

    FOLLOWS = "line"

    line = models.OneToOneField(
        FundLine, models.PROTECT, related_name="statement", verbose_name=_("资金来源")
    )
    allocated = money(_("下达金额"), null=True, blank=True)
    integrated = money(_("纳入整合金额"), null=True, blank=True)
    disbursed = money(_("已拨付"), null=True, blank=True)
    paid = money(_("已支付"), null=True, blank=True)

    objects: ClassVar = LineStatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("资金台账记载")
        ordering = ["line_id"]

    def __str__(self):
        return f"{self.line_id} {self.as_of}"


@tracked
class ProjectStatement(Statement):
    """What the ledger says of a project: its money, where from, how many households, how far it is."""

    FOLLOWS = "project"

    project = models.OneToOneField(Project, models.PROTECT, related_name="statement", verbose_name=_("项目"))
    # None where the ledger names a source that it does not list.
    line = models.ForeignKey(
        FundLine, models.PROTECT, null=True, related_name="project_statements", verbose_name=_("资金来源")
    )
    source = models.CharField(_("资金来源（原文）"), max_length=120)
    amount = money(_("安排金额"))
    paid = money(_("已报账"), null=True, blank=True)
    in_library = models.BooleanField(_("已入库"), null=True)
    homes = models.PositiveIntegerField(_("受益贫困户"), null=True)
    state = models.CharField(_("项目状态（原文）"), max_length=20, blank=True)
    village = models.CharField(_("村（原文）"), max_length=60, blank=True)
    accepted_on = models.DateField(_("验收日期"), null=True)

    objects: ClassVar = ProjectStatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("项目台账记载")
        ordering = ["project_id"]

    def __str__(self):
        return f"{self.project_id} {self.as_of}"
