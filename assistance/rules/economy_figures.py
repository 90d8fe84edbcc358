"""Figures of trainings, stations, bases, contracts, cooperatives and care (rulebook E-11 to E-15, LF-32)."""

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from assistance.models import BenefitLink, Enterprise, LeftBehindPerson, TrainingAttendance
from assistance.querysets.economy import ALL_THREE, lifted_of, with_economy
from assistance.querysets.left_behind import complete_file
from assistance.rules.coverage import registered
from households.choices import VillageKind
from households.models import Village
from povertyapp.core.faults import Child, Has
from povertyapp.core.figures import PEOPLE, VILLAGES, Group, figure_rule

COOPERATIVES = _("家")


def poor_villages(period):
    """Poor villages with what they have."""
    return with_economy(Village.objects.filter(kind=VillageKind.POOR), period.as_of)


def ordinary_villages(period):
    """Ordinary villages with what they have."""
    return with_economy(Village.objects.filter(kind=VillageKind.ORDINARY), period.as_of)


def cooperatives(period):
    """Cooperatives that are there, with the households that each lifts."""
    day = period.as_of
    return (
        Enterprise.objects.cooperatives().standing(day).annotate(**lifted_of(BenefitLink.objects.all(), day))
    )


def left_behind(period):
    """People who are left behind."""
    return LeftBehindPerson.objects.left_on(period.as_of)


@figure_rule(
    "E-11",
    _("培训达标率"),
    over=registered,
    group=Group.MEASURES,
    basis="LF-20",
    required="figure.trained_households",
)
def trained_enough(period, value):
    """每户今年参加技能培训 2 次以上。

    Of the households on the register, those whose people have together attended as many different trainings since
    the beginning of the year as `training.min_by_month` asks at its end. The share asked for is
    `figure.trained_households`.
    """
    least, day = max(value("training.min_by_month").values()), period.as_of
    came = TrainingAttendance.objects.happened(day.replace(month=1, day=1), day)
    counted = came.filter(household=OuterRef("pk")).order_by().values("household")
    return Q(Exists(counted.annotate(n=Count("session", distinct=True)).filter(n__gte=least)))


@figure_rule(
    "E-12a",
    _("一站两社覆盖率（贫困村）"),
    over=poor_villages,
    group=Group.ECONOMY,
    basis="LF-21",
    required="station.poor_villages_min",
    unit=VILLAGES,
)
def poor_village_has_all_three(period, value):
    """100% 的贫困村有一站两社。

    Of the poor villages, those that have a finance station, a cooperative and a mutual-fund society. The share asked
    for is `station.poor_villages_min`.
    """
    return ALL_THREE


@figure_rule(
    "E-12b",
    _("一站两社覆盖率（一般村）"),
    over=ordinary_villages,
    group=Group.ECONOMY,
    basis="LF-21",
    required="station.ordinary_villages_min",
    unit=VILLAGES,
)
def ordinary_village_has_all_three(period, value):
    """40% 以上的一般村有一站两社。

    Of the ordinary villages, those that have a finance station, a cooperative and a mutual-fund society. The share
    asked for is `station.ordinary_villages_min`.
    """
    return ALL_THREE


@figure_rule(
    "E-13",
    _("主导产业基地达标村"),
    over=poor_villages,
    group=Group.ECONOMY,
    basis="LF-24",
    required="figure.industry_base",
    unit=VILLAGES,
)
def base_large_enough(period, value):
    """贫困村主导产业基地占耕地面积 60% 以上。

    Of the poor villages, those whose base covers at least `industry.base_share_min` of the cultivated land, both by
    the newest form that says so; a village that has reported one of the two not, is not among them. The share asked
    for is `figure.industry_base`.
    """
    least = value.number("industry.base_share_min")
    known = Q(base_mu__isnull=False, cultivated_mu__isnull=False, cultivated_mu__gt=0)
    return known & Q(base_mu__gte=F("cultivated_mu") * least)


@figure_rule(
    "E-14",
    _("合同签订率"),
    over=registered,
    group=Group.ECONOMY,
    basis="LF-26",
    required="link.contract_share_min",
)
def has_contract(period, value):
    """利益联结合同签订率覆盖 60% 以上的贫困户。

    Of the households on the register, those with a signed contract in force. The share asked for is
    `link.contract_share_min`.
    """
    signed = BenefitLink.objects.contracts().in_force(period.as_of)
    return Q(Has(Child("contracts_in_force", signed)))


@figure_rule(
    "E-15",
    _("合作社带动达标率"),
    over=cooperatives,
    group=Group.ECONOMY,
    basis="LF-28",
    required="figure.cooperatives_lifting",
    unit=COOPERATIVES,
)
def lifts_enough(period, value):
    """每个合作社带动 10 户以上的贫困户。

    Of the cooperatives, those that are linked with at least `cooperative.min_households` different households on the
    register. The share asked for is `figure.cooperatives_lifting`.
    """
    return Q(lifted__gte=int(value("cooperative.min_households")))


@figure_rule(
    "LF-32",
    _("留守人员户情档案完整率"),
    over=left_behind,
    group=Group.CARE,
    basis="LF-32",
    required="figure.left_behind_files",
    unit=PEOPLE,
)
def file_is_complete(period, value):
    """留守老人、妇女、儿童都有村情档案和户情档案。

    Of the people who are left behind, those whose household file says with whom they live, who cares for them and as
    what, and what they need, and was looked at within `left_behind.review_days`. The share asked for is
    `figure.left_behind_files`.
    """
    return complete_file(period.as_of, int(value("left_behind.review_days")))
