"""The village forms of a generated county: what a village is, and its figures of the last years.

The households are drawn from the register itself, everything else around them.
"""

import io

from django.db.models import Count, Q, Sum

from households.choices import Terrain, VillageKind
from households.models import Household, Village, VillageYear
from inspections.demo.names import given_name, phone, surname
from inspections.demo.people import between
from inspections.demo.rows import Sheet
from inspections.demo.words import pick
from povertyapp.core.crypto import seal
from povertyapp.core.models.area import TOWNSHIP_DIGITS

YEARS = 3
INDUSTRIES = ("茶叶", "油茶", "藤茶", "生猪养殖", "蔬菜", "中药材")
HEAD_PHONE = Village._meta.get_field("head_phone").column_key
VILLAGE_COLUMNS = (
    *("area_id", "kind", "direction", "terrain", "head_name", "head_phone"),
    *("longitude", "latitude"),
)
# A county of forty kilometres; a township's villages lie within some of them.
MIDDLE, COUNTY_DEGREES, TOWNSHIP_DEGREES = (109.4, 29.5), 0.2, 0.04
TERRAINS = {"42": Terrain.MOUNTAINS, "51": Terrain.MOUNTAINS, "62": Terrain.MOUNTAINS, "43": Terrain.HILLS}
YEAR_COLUMNS = (
    *("area_id", "year", "group_count", "household_count", "population", "allowance_households"),
    *(
        "allowance_persons",
        "five_guarantee_households",
        "five_guarantee_persons",
        "minority_persons",
        "women",
    ),
    *("disabled_persons", "labour_count", "away_workers", "registered_households", "registered_persons"),
    *("party_members", "graduate_officials", "cultivated_mu", "irrigated_mu", "woodland_mu"),
    *("farmland_to_forest_mu", "orchard_mu", "pasture_mu", "water_mu", "net_income_per_capita"),
    *("collective_income", "medical_insured", "pension_insured", "worker_pension_insured", "has_paved_road"),
    *("has_bus", "unpaved_groups", "unpaved_km", "water_unsafe_households", "water_difficult_households"),
    *("powered_groups", "dangerous_houses", "cooperatives", "tourism_households", "farmstays"),
    *(
        "tourism_workers",
        "tourism_income",
        "leading_industry",
        "industry_base_mu",
        "clinics",
        "public_toilets",
    ),
    *("doctors", "waste_points", "culture_rooms", "broadband_households", "has_school_broadband"),
    *("mobile_households", "information_officers", "team_unit", "team_leader", "team_members", "team_days"),
)


def write_village_books(cursor, plan, sizes):
    """Write the villages of a plan and their years; return how many of each. Deterministic by the plan's seed."""
    years = range(plan.last_day.year - YEARS, plan.last_day.year)
    registered = {year: _registered(plan.county.code, year) for year in years}
    villages, statements = Sheet(Village, VILLAGE_COLUMNS), Sheet(VillageYear, YEAR_COLUMNS)
    for village, size in sizes.items():
        draw = plan.random(village.code, "book")
        kind = VillageKind.POOR if draw.random() < 0.4 else VillageKind.ORDINARY
        industry = pick(draw, INDUSTRIES)
        terrain = TERRAINS.get(village.code[:2], Terrain.HILLS)
        head_phone = seal(phone(draw), HEAD_PHONE, village.code)
        place = _coordinates(plan, village)
        villages.add(village.code, kind, industry, terrain, _name(draw), head_phone, *place)
        base = _base(draw, size)
        for step, year in enumerate(years):
            found = registered[year].get(village.code, (0, 0, 0, 0, 0, 0))
            statements.add(village.code, year, *_figures(draw, base, step, industry, found))
    for sheet in (villages, statements):
        cursor.copy_expert(sheet.statement, io.StringIO(sheet.take()))
    return {"villages": villages.count, "village_years": statements.count}


def _coordinates(plan, village):
    """Return the longitude and latitude of a village: near the others of its township."""
    town, own = plan.random(village.code[:TOWNSHIP_DIGITS], "map"), plan.random(village.code, "map")
    return [
        round(middle + town.uniform(-1, 1) * COUNTY_DEGREES + own.uniform(-1, 1) * TOWNSHIP_DEGREES, 6)
        for middle in MIDDLE
    ]


def _registered(county, year):
    """Return village code → households and persons on the register at the end of a year who were not out of
    poverty then, and of those on it: allowance households and persons, five-guarantee households and persons."""
    end = f"{year}-12-31"
    rows = Household.objects.in_area(county).filter(registered_on__lte=end)
    poor = Q(exited_on=None) | Q(exited_on__gt=end)
    low, five = Q(poverty_attribute="subsistence_allowance"), Q(poverty_attribute="five_guarantee")
    found = (
        rows.order_by()
        .values("area_id")
        .annotate(
            **{f"h{n}": Count("pk", filter=where) for n, where in enumerate((poor, low, five))},
            **{f"p{n}": Sum("size", filter=where) for n, where in enumerate((poor, low, five))},
        )
    )
    return {r["area_id"]: tuple(r[f"{k}{n}"] or 0 for n in range(3) for k in "hp") for r in found}


def _base(draw, size):
    """Return what changes little from year to year: households, persons, groups, land."""
    households = max(size * between(draw, 3, 5), size + 60)
    persons = max(households * between(draw, 30, 42) // 10, size * 6)
    return households, persons, between(draw, 5, 14), persons * between(draw, 9, 16) // 10


def _name(draw):
    return surname(draw) + given_name(draw, male=draw.random() < 0.85, age=50)


def _figures(draw, base, step, industry, found):
    """Return a year's figures in the order of the columns; things get better by the step."""
    households, persons, groups, land = base
    poor_h, poor_p, low_h, low_p, five_h, five_p = found
    labour = persons * between(draw, 50, 58) // 100
    people = (
        groups,
        households,
        persons,
        low_h,
        low_p,
        five_h,
        five_p,
        persons * between(draw, 50, 75) // 100,
    )
    people += (persons * between(draw, 46, 49) // 100, persons * between(draw, 3, 6) // 100, labour)
    people += (
        labour * between(draw, 35, 55) // 100,
        poor_h,
        poor_p,
        between(draw, 18, 60),
        between(draw, 0, 1),
    )
    lands = (land, land * between(draw, 20, 45) // 100, land * between(draw, 2, 6), land // 10, land // 8)
    lands += (0, between(draw, 2, 60))
    income = (between(draw, 8000, 9800) + 900 * step, between(draw, 1, 9) * 10_000 * (step + 1))
    income += (persons * between(draw, 94, 99) // 100, persons * between(draw, 40, 52) // 100, persons // 50)
    unpaved = max(0, between(draw, 0, 3) - step)
    unsafe = max(0, households * (2 - step) // 100)
    roads = (
        True,
        draw.random() < 0.6 + step / 5,
        unpaved,
        unpaved * between(draw, 1, 3),
        unsafe,
        unsafe // 2,
    )
    roads += (groups, max(0, households * (3 - step) // 100))
    tourists = between(draw, 0, 6)
    trade = (between(draw, 1, 4) + step, tourists, tourists // 2, tourists * 3, 12_000 if tourists else None)
    trade += (industry, land * between(draw, 55, 88) // 100)
    services = (1, between(draw, 1, 3), between(draw, 1, 2), groups, 1, households * (30 + 15 * step) // 100)
    services += (draw.random() < 0.5 + step / 4, households * (60 + 12 * step) // 100, 1)
    team = ("", _name(draw), between(draw, 2, 4), between(draw, 210, 260))
    return people + lands + income + roads + trade + services + team
