"""The lines of the year of a village: base of the leading industry, contracts, cooperatives (LF-24, 26, 27, 28)."""

from fractions import Fraction
from math import ceil

from django.db.models import Count, F, IntegerField, Q, Sum, Value
from django.db.models.functions import Ceil, Coalesce, Floor
from django.utils.translation import gettext_lazy as _

from assistance.models import BenefitLink, Enterprise
from assistance.querysets.economy import newest_form, newest_year, registered_of
from households.choices import VillageKind
from households.models import Village, VillageYear
from povertyapp.core.models.area import Level
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule
from povertyapp.core.subjects import subject

POOR = Q(kind=VillageKind.POOR)
FACTS = {
    "kind": Kind.DUTY,
    "subject": UNIT,
    "party": "village",
    "obligation": "HA-V8",
    "owner": "county_office",
    "basis": "LF, 2017-05-28",
}


def _path(period, value):
    """Return how much of what is asked by the milestone of the year is asked in a month: a straight line."""
    return min(Fraction(period.month, int(value("village.milestone_month"))), Fraction(1))


def share_on_path(whole, least, period, value):
    """Return the least whole number that is that share of a column, on the path of the year; 0 where the column is
    unknown."""
    path = _path(period, value)
    asked = least * path.numerator / path.denominator
    return Coalesce(Ceil(F(whole) * Value(asked), output_field=IntegerField()), Value(0))


def _villages(period, value):
    villages = Village.objects.annotate(
        registered=registered_of(period.end), cultivated=newest_year("cultivated_mu", period.year)
    )
    return villages.values(
        "area_id",
        "kind",
        code=F("area_id"),
        need_base=share_on_path("cultivated", value.number("industry.base_share_min"), period, value),
        need_contracts=share_on_path("registered", value.number("link.contract_share_min"), period, value),
    ).order_by()


def _cooperatives(period, value):
    here = Enterprise.objects.cooperatives().standing(period.end).filter(area__level=Level.VILLAGE)
    facts = here.values("area_id", subject_kind=Value("cooperative"), subject_code=F("code"))
    # The party's code, when that of the enterprise has its other name: Django refuses both in one step.
    return facts.annotate(code=F("area_id")).order_by()


def _contracts(period, value):
    return BenefitLink.objects.contracts().in_force(period.end).of_registered(period.end)


def _lifted(period, value):
    links = BenefitLink.objects.in_force(period.end).of_registered(period.end)
    return links.annotate(subject_code=F("enterprise__code"))


def _bases(period, value):
    return newest_form(VillageYear.objects.all(), "industry_base_mu", period.year)


def _standing(period, value):
    return Enterprise.objects.cooperatives().standing(period.end)


subject("cooperative", _("合作社"), "assistance.Enterprise", url_name="assistance:enterprise")
VILLAGES = Population("economy_of_villages", ("code",), _villages)
COOPERATIVES = Population("cooperatives", ("code", "subject_kind", "subject_code"), _cooperatives)
CONTRACTS = Source("contracts", ("area_id",), _contracts)
LIFTED = Source("lifted", ("subject_code",), _lifted)
BASES = Source("bases", ("area_id",), _bases)
STANDING = Source("standing_cooperatives", ("area_id",), _standing)


def falls_due(period, value):
    return period.month in value("village.year_lines_months")


@rule("LF-24", over=VILLAGES, title=_("主导产业基地"), allows_part=True, **FACTS)
def industry_base(period, value):
    """贫困村要有占耕地面积 60% 以上的主导产业基地。

    By the newest village form the base of a poor village's leading industry covers at least
    `industry.base_share_min` of its cultivated land by the month `village.milestone_month`, and in the months
    `village.year_lines_months` before it the same part of that as of the year has passed. A village whose cultivated
    land nobody has reported owes no line, and a base that nobody has reported is none.
    """
    if not falls_due(period, value):
        return None
    base = Sum(Floor("industry_base_mu", output_field=IntegerField()))
    return Duty(due=POOR & Q(need_base__gt=0), required="need_base", counts=Tally(BASES, base))


@rule("LF-26", over=VILLAGES, title=_("合同签订率"), allows_part=True, **FACTS)
def contracts_signed(period, value):
    """利益联结合同签订率要覆盖 60% 以上的贫困户。

    At least `link.contract_share_min` of the village's households on the register have a signed contract in force on
    the last day of the month `village.milestone_month`, and in the months `village.year_lines_months` before it the
    same part of that as of the year has passed.
    """
    if not falls_due(period, value):
        return None
    homes = Count("household", distinct=True)
    return Duty(due=Q(need_contracts__gt=0), required="need_contracts", counts=Tally(CONTRACTS, homes))


@rule("LF-27", over=VILLAGES, title=_("贫困村专业合作社"), **FACTS)
def cooperative_in_village(period, value):
    """贫困村专业合作社全覆盖。

    A poor village has at least `cooperative.min_per_village` cooperative that sits in it on the last day of the
    month. Owed in the months `village.year_lines_months`.
    """
    if not falls_due(period, value):
        return None
    least = value("cooperative.min_per_village")
    return Duty(due=POOR, required=least, counts=Tally(STANDING, Count("pk")))


@rule("LF-28", over=COOPERATIVES, title=_("合作社带动户"), allows_part=True, **FACTS)
def cooperative_lifts(period, value):
    """每个合作社至少带动 10 户以上的贫困户脱贫。

    Each cooperative of a village is linked with at least `cooperative.min_households` different households on the
    register, of this village or another, by any link in force on the last day of the month `village.milestone_month`;
    in the months `village.year_lines_months` before it, with the same part of them as of the year has passed. One line
    for each cooperative, owed by the village in which it sits.
    """
    if not falls_due(period, value):
        return None
    homes = Count("household", distinct=True)
    least = ceil(value("cooperative.min_households") * _path(period, value))
    return Duty(due=Q(code__gt=""), required=least, counts=Tally(LIFTED, homes))
