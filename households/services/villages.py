"""What the village form says: the village itself, and its figures of a year."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.models import Village, VillageYear
from households.services.changing import check_known, create, write
from households.services.statements import check_not_negative, check_year
from povertyapp.core.models.area import Level

_KEYS = {"id", "area", "year"}
VILLAGE_FACTS = tuple(f.name for f in Village._meta.fields if f.name not in _KEYS)
VILLAGE_YEAR_FACTS = tuple(f.name for f in VillageYear._meta.fields if f.name not in _KEYS)

# The headings of the village form with their columns.
HEADINGS = (
    ("people", gettext_lazy("人口"), ("group_count", "household_count", "population", "allowance_households")
     + ("allowance_persons", "five_guarantee_households", "five_guarantee_persons", "minority_persons")
     + ("women", "disabled_persons", "labour_count", "away_workers", "registered_households")
     + ("registered_persons", "party_members", "graduate_officials")),
    ("land", gettext_lazy("土地"), ("cultivated_mu", "irrigated_mu", "woodland_mu", "farmland_to_forest_mu")
     + ("orchard_mu", "pasture_mu", "water_mu")),
    ("income", gettext_lazy("收入和参保"), ("net_income_per_capita", "collective_income", "medical_insured")
     + ("pension_insured", "worker_pension_insured")),
    ("facilities", gettext_lazy("道路、水电、住房"), ("has_paved_road", "has_bus", "unpaved_groups", "unpaved_km")
     + ("water_unsafe_households", "water_difficult_households", "powered_groups", "dangerous_houses")),
    ("industry", gettext_lazy("产业"), ("cooperatives", "leading_industry", "industry_base_mu", "tourism_households")
     + ("farmstays", "tourism_workers", "tourism_income")),
    ("services", gettext_lazy("公共服务"), ("clinics", "doctors", "public_toilets", "waste_points", "culture_rooms")
     + ("broadband_households", "has_school_broadband", "mobile_households", "information_officers")),
    ("team", gettext_lazy("驻村帮扶"), ("team_unit", "team_leader", "team_members", "team_days")),
)  # fmt: skip


@transaction.atomic
def record_village(*, by, area, reason, seen="", **facts):
    """Enter or correct what a village is; return it."""
    check_known(facts, VILLAGE_FACTS)
    _check_village(area)
    return _put(Village, {"area": area}, facts, by=by, reason=reason, seen=seen)


@transaction.atomic
def record_village_year(*, by, area, year, reason, seen="", **facts):
    """Enter or correct the figures of a village's year; return them.

    A part that is larger than its whole (women than people, poor households than households) is refused.
    """
    check_known(facts, VILLAGE_YEAR_FACTS)
    _check_village(area)
    check_year(year)
    check_not_negative(facts, VILLAGE_YEAR_FACTS)
    row = VillageYear.objects.filter(area=area, year=year).first()
    _check_parts({name: facts.get(name, getattr(row, name, None)) for name in VILLAGE_YEAR_FACTS})
    return _put(VillageYear, {"area": area, "year": year}, facts, by=by, reason=reason, seen=seen)


# Each part, and the whole that it cannot exceed.
WHOLES = {
    "household_count": ("allowance_households", "five_guarantee_households", "registered_households")
    + ("water_unsafe_households", "water_difficult_households", "dangerous_houses", "broadband_households")
    + ("mobile_households", "tourism_households"),
    "population": ("allowance_persons", "five_guarantee_persons", "minority_persons", "women")
    + ("disabled_persons", "labour_count", "registered_persons", "medical_insured", "pension_insured"),
    "labour_count": ("away_workers",),
    "group_count": ("unpaved_groups", "powered_groups"),
    "cultivated_mu": ("irrigated_mu",),
}


def _check_parts(values):
    wrong = {}
    for whole, parts in WHOLES.items():
        most = values[whole]
        for part in parts:
            if most is not None and values[part] is not None and values[part] > most:
                label = _label(whole)
                wrong[part] = _("不能大于%(whole)s（%(most)s）。") % {"whole": label, "most": most}
    if wrong:
        raise ValidationError(wrong)


def _label(name):
    column: Any = VillageYear._meta.get_field(name)
    return column.verbose_name


def _put(model, key, facts, *, by, reason, seen):
    row = model.objects.select_for_update().filter(**key).first()
    if row:
        write(row, facts, by=by, reason=reason, seen=seen)
        return row
    return create(model(**key, **facts), by=by, reason=reason)


def _check_village(area):
    if area.level != Level.VILLAGE:
        raise ValidationError(_("“%(name)s”不是行政村，村情只登记到村，请选一个村。") % {"name": area.name})
