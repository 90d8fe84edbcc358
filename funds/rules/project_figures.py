"""Figures of projects: large ones are tendered (E-32, LN-32), finished ones were checked in three phases (LF-50)."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from funds.choices.projects import CONTRACTED, FINISHED, TENDERS, Phase
from funds.models import Procurement, Project, ProjectCheck
from povertyapp.core.figures import Group, figure_rule


def to_be_tendered(period):
    """Projects of the year that are contracted and as large as is to be tendered in their place on that day."""
    return Project.objects.filter(year=period.as_of.year, stage__in=CONTRACTED).of_tender_size(period.as_of)


def finished(period):
    """Projects of the year that are accepted."""
    return Project.objects.filter(year=period.as_of.year, stage__in=FINISHED)


@figure_rule(
    "E-32",
    _("招标合规率"),
    over=to_be_tendered,
    group=Group.FUNDS,
    basis="E-32; LN-32",
    required="project.tendered_share",
    unit=_("个项目"),
)
def tendered(period, value):
    """达到招标限额的项目都有招标记录。

    Of the contracted projects of the year that reach `project.tender_threshold` of their place on the day of the
    opening, those with a record of an open or invited tender, or of the lawful ground for none and the paper that
    allows it. The share asked for is `project.tendered_share`.
    """
    lawful = Q(mode__in=TENDERS) | ~Q(exception="")
    return Q(Exists(Procurement.objects.filter(lawful, project=OuterRef("pk"))))


@figure_rule(
    "LF-50",
    _("项目前、中、后期都检查过"),
    over=finished,
    group=Group.FUNDS,
    basis="LF-50",
    required="project.checked_share",
    unit=_("个项目"),
)
def checked_in_three_phases(period, value):
    """扶贫项目前期、中期、后期各有监督检查记录。

    Of the accepted projects of the year, those that were checked on the spot before, during and after the building.
    The share asked for is `project.checked_share`.
    """
    checks = ProjectCheck.objects.filter(project=OuterRef("pk"), checked_on__lte=period.as_of)
    return Q(*(Exists(checks.filter(phase=phase)) for phase in Phase))
