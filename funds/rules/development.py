"""Figures of special areas, whole villages and mutual-fund societies (LN-02, LN-05, LN-06, LN-26, LN-34)."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from funds.choices.projects import APPROVED
from funds.models import FundSociety, Project, SpecialArea, SpecialAreaVillage, WholeVillage
from povertyapp.core.figures import VILLAGES, Group, figure_rule


def special_areas(period):
    """Special areas with their plans."""
    day = period.as_of
    rows = SpecialArea.objects.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)
    return rows.with_plans(day)


def whole_villages(period):
    """Whole-village projects of the year with their progress."""
    return WholeVillage.objects.filter(year=period.as_of.year).with_progress(period.as_of)


def projects_of_year(period):
    """Approved projects of the year."""
    return Project.objects.filter(year=period.as_of.year, stage__in=APPROVED)


def societies(period):
    """Mutual-fund societies that were applied for."""
    return FundSociety.objects.standing(period.as_of).with_standing(period.as_of)


@figure_rule(
    "LN-02",
    _("片区有规划和年度计划"),
    over=special_areas,
    group=Group.FUNDS,
    basis="LN-02",
    required="figure.special_areas",
    unit=_("个片区"),
)
def area_has_its_plans(period, value):
    """每个特困片区有实施规划和今年的年度计划。

    Of the special areas, those that have their plan and that of the year. The share asked for is
    `figure.special_areas`.
    """
    return Q(has_plan=True, has_year_plan=True)


@figure_rule(
    "LN-05",
    _("整村推进形象进度达到要求"),
    over=whole_villages,
    group=Group.FUNDS,
    basis="LN-05; E-22",
    unit=VILLAGES,
)
def village_is_far_enough(period, value):
    """整村推进项目形象进度达到 70% 以上。

    Of the whole-village projects of the year, those whose physical progress, the progress of each thing that is built
    weighted by its part of the whole, has reached `whole_village.progress_min`.
    """
    return Q(progress__gte=value.number("whole_village.progress_min") * 100)


@figure_rule(
    "E-23",
    _("项目投向片区比例"),
    over=projects_of_year,
    group=Group.FUNDS,
    basis="LN-26",
    required="special_area.projects_min",
    unit=_("个项目"),
)
def project_in_special_area(period, value):
    """80% 以上的涉农项目安排到特困片区。

    Of the approved projects of the year, those in a village that belongs to a special area. The share asked for is
    `special_area.projects_min`; that of the money stands on the page of each special area.
    """
    inside = SpecialAreaVillage.objects.in_force(period.as_of)
    return Q(Exists(inside.filter(area=OuterRef("area"))))


@figure_rule(
    "LN-06",
    _("互助资金社放贷"),
    over=societies,
    group=Group.FUNDS,
    basis="LN-06",
    unit=_("个社"),
)
def society_lends(period, value):
    """互助资金社完成登记、开户并正式放贷。

    Of the mutual-fund societies that were applied for, those that lend.
    """
    return Q(lends_since__isnull=False)


@figure_rule(
    "LN-34",
    _("互助资金社筹建超期"),
    over=societies,
    group=Group.FUNDS,
    basis="LN-34",
    at_most=True,
    unit=_("个社"),
)
def society_takes_too_long(period, value):
    """互助资金社从申请到放贷不超过半年。

    Of the mutual-fund societies that were applied for, those that do not lend though `society.days_max` days have
    passed since.
    """
    begun = period.as_of - dt.timedelta(days=int(value("society.days_max")))
    return Q(lends_since=None, begun_on__lt=begun)
