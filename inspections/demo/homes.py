"""What a household's form says beside its people: status, causes of poverty, income, house and land."""

import datetime as dt
from dataclasses import dataclass, field

from households.choices import (
    AccessRoad,
    Cause,
    FiveGuaranteeMode,
    Fuel,
    Health,
    HousingGrade,
    HousingStructure,
    NotExitedReason,
    PovertyAttribute,
    PovertyStatus,
    RelocationMode,
    SchoolStatus,
    SettlementMode,
)
from households.labour import presence_of
from inspections.demo.people import OLD_AGE, Person, Weighted, between
from inspections.demo.words import WORDS, pick

SENIOR_SCHOOL = SchoolStatus.SENIOR_1
OTHER_CAUSES = Weighted(
    {
        Cause.LACK_SKILL: 42,
        Cause.LACK_CAPITAL: 24,
        Cause.POOR_TRANSPORT: 14,
        Cause.LACK_MOTIVATION: 5,
        Cause.LACK_LAND: 5,
        Cause.DISASTER: 4,
        Cause.LACK_WATER: 3,
    }
)
STATUS: dict[str, Weighted] = {
    PovertyAttribute.GENERAL: Weighted(
        {
            PovertyStatus.EXITED: 56,
            PovertyStatus.IN_POVERTY: 38,
            PovertyStatus.PRE_EXIT: 5,
            PovertyStatus.RETURNED: 1,
        }
    ),
    PovertyAttribute.ALLOWANCE: Weighted(
        {
            PovertyStatus.EXITED: 36,
            PovertyStatus.IN_POVERTY: 59,
            PovertyStatus.PRE_EXIT: 4,
            PovertyStatus.RETURNED: 1,
        }
    ),
    PovertyAttribute.FIVE_GUARANTEE: Weighted({PovertyStatus.EXITED: 30, PovertyStatus.IN_POVERTY: 70}),
}
# Net income of a head in yuan: exited households stand well above every line of B9, the others mostly below.
INCOME_A_HEAD = {
    PovertyStatus.EXITED: (4600, 13000),
    PovertyStatus.PRE_EXIT: (3900, 5200),
    PovertyStatus.RETURNED: (2100, 3600),
    PovertyStatus.IN_POVERTY: (1500, 3700),
}
# Of the households that have not exited, how many lack one of the guarantees (8 % of all).
WEAK = 0.165
RELOCATED = 0.13


@dataclass(slots=True)
class Home:
    """A household before it is written: its people and what the forms say of it."""

    people: list[Person]
    presence: str
    capable: bool
    attribute: str = ""
    status: str = ""
    causes: list = field(default_factory=list)
    registered_on: dt.date | None = None
    registered_precision: str = "year"
    exited_on: dt.date | None = None
    returned_on: dt.date | None = None
    left_on: dt.date | None = None
    relocated: bool = False
    weakness: str = ""

    @property
    def head(self):
        return self.people[0]

    @property
    def size(self):
        return len(self.people)

    def size_in(self, year):
        """Return how many people there were at the end of a year."""
        return sum(not (p.is_newborn and p.birth_date and p.birth_date.year > year) for p in self.people)

    @property
    def exited(self):
        return self.status == PovertyStatus.EXITED

    @property
    def is_five_guarantee(self):
        return self.attribute == PovertyAttribute.FIVE_GUARANTEE

    @property
    def gets_allowance(self):
        return self.attribute == PovertyAttribute.ALLOWANCE


def settle(draw, people, away, capable):
    """Return the Home of these people: every word on its form fits them."""
    home = Home(people, presence_of(away, capable), capable)
    home.attribute = _attribute(draw, home)
    home.status = STATUS[home.attribute](draw)
    home.causes = _causes(draw, home)
    home.relocated = not home.is_five_guarantee and draw.random() < RELOCATED
    if not home.exited and draw.random() < WEAK:
        home.weakness = pick(draw, ("house", "house", "water", "insurance"))
    if home.weakness == "house":
        home.relocated = False
    return home


def _attribute(draw, home):
    chance = draw.random()
    if home.capable:
        return PovertyAttribute.ALLOWANCE if chance < 0.13 else PovertyAttribute.GENERAL
    none_to_lean_on = home.size <= 2 and all(p.age >= 16 and not p.school_status for p in home.people)
    if none_to_lean_on and chance < 0.14:
        return PovertyAttribute.FIVE_GUARANTEE
    return PovertyAttribute.ALLOWANCE if chance < 0.5 else PovertyAttribute.GENERAL


def _causes(draw, home):
    """Return one to three causes, each of which the members bear out (DQ-20 to DQ-23)."""
    found = []
    people = home.people
    if any(Health.DISABLED in person.health for person in people) and draw.random() < 0.75:
        found.append(Cause.DISABILITY)
    sick = (Health.CHRONIC, Health.SERIOUS)
    if any(person.health[0] in sick for person in people) and draw.random() < 0.75:
        found.append(Cause.ILLNESS)
    if any(person.school_status >= SENIOR_SCHOOL for person in people) and draw.random() < 0.5:
        found.append(Cause.SCHOOLING)
    if not home.capable and draw.random() < 0.6:
        found.append(Cause.LACK_LABOUR)
    for _more in range(between(draw, 0 if found else 1, 2)):
        cause = OTHER_CAUSES(draw)
        if cause not in found:
            found.append(cause)
    return found[:3]


def not_exited_reason(draw, home):
    """Return why the household has not exited, blank where it has."""
    if home.exited or home.status == PovertyStatus.RETURNED:
        return ""
    if home.is_five_guarantee:
        return NotExitedReason.FIVE_GUARANTEE
    if home.gets_allowance and not home.capable:
        return NotExitedReason.ALLOWANCE
    if home.weakness in ("house", "water"):
        return NotExitedReason.GUARANTEES
    by_cause = {
        Cause.ILLNESS: NotExitedReason.ILLNESS,
        Cause.DISABILITY: NotExitedReason.DISABILITY,
        Cause.SCHOOLING: NotExitedReason.COSTS,
    }
    other = NotExitedReason.SMALL_EFFECT if draw.random() < 0.5 else NotExitedReason.UNSTABLE
    return by_cause.get(home.causes[0], other)


def five_guarantee_mode(draw, home):
    if not home.is_five_guarantee:
        return ""
    return FiveGuaranteeMode.DISPERSED if draw.random() < 0.8 else FiveGuaranteeMode.CENTRALISED


def income(draw, home, year, growth):
    """Return the columns of INCOME_COLUMNS for a year in whole yuan; the sums add up.

    Income per head is by the people of that year: who was born later does not count (DQ-39).
    """
    low, high = INCOME_A_HEAD[home.status]
    aim = home.size * int((low + (high - low) * draw.random() ** 1.6) * growth)
    pensioners = sum(person.age >= OLD_AGE for person in home.people)
    parts = {
        "family_planning": 960 if home.exited and draw.random() < 0.04 else 0,
        "allowance": between(draw, 12, 30) * 120 * home.size if home.gets_allowance else 0,
        "five_guarantee": between(draw, 40, 50) * 120 * home.size if home.is_five_guarantee else 0,
        "pension": pensioners * between(draw, 70, 115) * 12,
        "ecology": between(draw, 8, 60) * 10 if draw.random() < 0.6 else 0,
        "other": between(draw, 3, 60) * 10 if draw.random() < 0.7 else 0,
    }
    wage, business, rent = 0, 0, between(draw, 4, 60) * 10 if draw.random() < 0.6 else 0
    earned = aim - sum(parts.values()) - rent
    months = sum(person.work_months for person in home.people)
    if months:
        wage = max(months * 150, int(earned * between(draw, 60, 90) / 100)) // 10 * 10
        earned -= wage
    if home.capable or (not home.is_five_guarantee and draw.random() < 0.4):
        business = max(300, earned)
        earned -= business
    if earned > 0:  # a household that cannot work and stands above its part lives on transfers
        parts["other"] += earned
    cost = between(draw, 15, 40)
    gross = business * 100 // (100 - cost)
    expense = gross - business
    transfer = sum(parts.values())
    net = wage + gross + rent + transfer - expense
    return (wage, gross, expense, rent, transfer, *parts.values(), net, f"{net / home.size_in(year):.2f}")


INCOME_COLUMNS = (
    "wage_income",
    "business_income",
    "business_expense",
    "property_income",
    "transfer_income",
    "family_planning_aid",
    "allowance_aid",
    "five_guarantee_aid",
    "pension_aid",
    "eco_compensation",
    "other_transfer",
    "net_income",
    "net_income_per_capita",
)
LIVING_COLUMNS = (
    "cultivated_mu",
    "irrigated_mu",
    "woodland_mu",
    "farmland_to_forest_mu",
    "orchard_mu",
    "pasture_mu",
    "water_mu",
    "has_production_power",
    "has_household_power",
    "has_broadcast_tv",
    "km_to_main_road",
    "access_road",
    "housing_m2",
    "housing_structure",
    "housing_built_year",
    "is_dangerous_house",
    "housing_grade",
    "renovation_year",
    "is_water_difficult",
    "is_water_safe",
    "fuel",
    "has_sanitary_toilet",
    "is_in_cooperative",
    "is_firm_linked",
    "is_leader_linked",
    "needs_relocation",
    "relocation_mode",
    "settlement_mode",
    "settlement_place",
)
ROAD = Weighted({AccessRoad.CONCRETE: 55, AccessRoad.GRAVEL: 22, AccessRoad.EARTH: 21, AccessRoad.ASPHALT: 2})
FUEL = Weighted({Fuel.FIREWOOD: 62, Fuel.CLEAN: 26, Fuel.COAL: 12})
STRUCTURE = Weighted(
    {HousingStructure.BRICK_CONCRETE: 52, HousingStructure.BRICK_TILE: 40, HousingStructure.REINFORCED: 8}
)
GRADE = Weighted({HousingGrade.A: 60, HousingGrade.B: 40})


def land(draw, home):
    """Return (cultivated, woodland) in mu, as both forms say."""
    return between(draw, 4, 14) * home.size / 10, between(draw, 0, 40) * home.size / 10


def living(draw, home, year, fields, woods):
    """Return the columns of LIVING_COLUMNS for a year."""
    bad_house, bad_water = home.weakness == "house", home.weakness == "water"
    grade = ("C" if draw.random() < 0.6 else "D") if bad_house else GRADE(draw)
    structure = HousingStructure.EARTH if grade == "D" else STRUCTURE(draw)
    renovated = not bad_house and not home.relocated and draw.random() < 0.12
    built = year - between(draw, 0, 2) if home.relocated else year - between(draw, 6, 38)
    area = min(25 * home.size, 150) if home.relocated else between(draw, 45, 70) + 12 * home.size
    moved = _moved(draw) if home.relocated else ("", "", "")
    return (
        fields,
        round(fields * 0.4, 2),
        woods,
        round(woods * 0.25, 2),
        round(woods * 0.1, 2),
        0,
        0,
        draw.random() < 0.9,
        True,
        draw.random() < 0.97 or home.exited,
        between(draw, 1, 60) / 10,
        ROAD(draw),
        area,
        structure,
        built,
        bad_house,
        grade,
        year - between(draw, 0, 3) if renovated else None,
        bad_water and draw.random() < 0.6,
        not bad_water,
        FUEL(draw),
        draw.random() < 0.55,
        home.capable and draw.random() < 0.4,
        home.capable and draw.random() < 0.15,
        home.capable and draw.random() < 0.1,
        home.relocated,
        *moved,
    )


def _moved(draw):
    mode = RelocationMode.SINGLE if draw.random() < 0.6 else RelocationMode.NATURAL_VILLAGE
    settlement = SettlementMode.CENTRALISED if draw.random() < 0.8 else SettlementMode.DISPERSED
    return mode, settlement, pick(draw, WORDS["settlements"])
