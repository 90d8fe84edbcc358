"""What a village has: its stations and societies, its base of the leading industry, its contracts (LF-21 … LF-28)."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, Subquery

from assistance.choices import InstitutionKind
from povertyapp.core.columns import number_of


def _model(name: str) -> Any:
    return apps.get_model("assistance", name).objects


def there_is(kind: InstitutionKind, day: dt.date) -> Exists:
    """Return whether the village has an institution of that kind on a day."""
    rows = _model("VillageInstitution").standing(day).filter(kind=kind)
    return Exists(rows.filter(area=OuterRef("area_id")))


def cooperatives_of(day: dt.date):
    """Return how many cooperatives sit in the village on a day."""
    return number_of(
        _model("Enterprise").cooperatives().standing(day).filter(area=OuterRef("area_id")), "area"
    )


def registered_of(day: dt.date):
    """Return how many households of the village are on the register on a day."""
    gone = Q(left_register_on__lte=day)
    rows = apps.get_model("households", "Household")._base_manager.exclude(gone)
    return number_of(rows.filter(area=OuterRef("area_id"), registered_on__lte=day), "area")


def contracted_of(day: dt.date):
    """Return how many registered households of the village have a contract in force on a day."""
    rows = _model("BenefitLink").contracts().in_force(day).of_registered(day)
    return number_of(rows.filter(area=OuterRef("area_id")), "area", "household", distinct=True)


def newest_form(rows, column: str, year: int):
    """Return those of the villages' yearly forms that are the last with a figure, up to a year."""
    rows = rows.filter(year__lte=year, **{f"{column}__isnull": False})
    return rows.filter(~Exists(rows.filter(area=OuterRef("area"), year__gt=OuterRef("year"))))


def newest_year(column: str, year: int):
    """Return a figure of the village's last form that has it, up to a year."""
    rows: Any = apps.get_model("households", "VillageYear")._base_manager
    known = rows.filter(area=OuterRef("area_id"), year__lte=year, **{f"{column}__isnull": False})
    return Subquery(known.order_by("-year").values(column)[:1])


def with_economy(villages, day: dt.date):
    """Annotate villages with what LF-21, 24, 26 and 27 ask: has_station, has_fund, cooperative_count, registered,
    contracted, base_mu, cultivated_mu."""
    return villages.annotate(
        has_station=there_is(InstitutionKind.FINANCE_STATION, day),
        has_fund=there_is(InstitutionKind.MUTUAL_FUND, day),
        cooperative_count=cooperatives_of(day),
        registered=registered_of(day),
        contracted=contracted_of(day),
        base_mu=newest_year("industry_base_mu", day.year),
        cultivated_mu=newest_year("cultivated_mu", day.year),
    )


def lifted_of(links, day: dt.date) -> dict[str, Any]:
    """Return columns of an enterprise, counted of these links: `lifted`, the registered households linked with it
    on a day (LF-28), and `link_count`, their links."""
    rows = links.in_force(day).of_registered(day).filter(enterprise=OuterRef("pk"))
    return {
        "lifted": number_of(rows, "enterprise", "household", distinct=True),
        "link_count": number_of(rows, "enterprise"),
    }


ALL_THREE = Q(has_station=True, has_fund=True, cooperative_count__gt=0)
"""A village with one station and two societies, of those with `with_economy`."""
