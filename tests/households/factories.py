"""Places, people and households for tests. The defaults keep every rule: a test breaks exactly one thing.

All persons are synthetic: sequence digits 900-995, telephones that begin with 154, accounts with 820100.
"""

import datetime as dt
import itertools
from decimal import Decimal
from types import SimpleNamespace

from households.choices import (
    AccessRoad,
    Cause,
    Education,
    FormSource,
    Fuel,
    Health,
    HousingGrade,
    LabourCapacity,
    MatchClass,
    MatchStatus,
    PoliticalStatus,
    PovertyAttribute,
    PovertyStatus,
    Relation,
    Sex,
    WorkRegion,
)
from households.identity import check_digit, hashes_of, judged
from households.models import (
    DuplicateRequest,
    FormFigures,
    Household,
    HouseholdMember,
    IncomeStatement,
    LivingCondition,
    LowIncomeList,
    LowIncomeRow,
)
from povertyapp.core import clock
from povertyapp.core.models import Area, RoleGrant, User
from povertyapp.core.models.area import LEVEL_BY_LENGTH
from povertyapp.core.names import pinyin_key
from povertyapp.core.roles import Role

COUNTY, TOWNSHIP, OTHER_TOWNSHIP = "422827", "422827100", "422827103"
VILLAGE, NEXT_VILLAGE, OTHER_VILLAGE = "422827100204", "422827100221", "422827103201"
OUTSIDER_COUNTY, OUTSIDER_TOWNSHIP, OUTSIDER_VILLAGE = "422828", "422828100", "422828100201"
PLACES = {
    "42": "湖北省",
    "4228": "恩施土家族苗族自治州",
    COUNTY: "来凤县",
    TOWNSHIP: "翔凤镇",
    OTHER_TOWNSHIP: "绿水镇",
    VILLAGE: "老茶村",
    NEXT_VILLAGE: "竹坝村",
    OTHER_VILLAGE: "老寨村",
    OUTSIDER_COUNTY: "鹤峰县",
    OUTSIDER_TOWNSHIP: "走马镇",
    OUTSIDER_VILLAGE: "走马坪村",
}
# Who they are, and on which place of `area_tree()` they stand.
PEOPLE = {
    "clerk": ("田办", Role.OFFICE, "county"),
    "township": ("向专干", Role.TOWNSHIP, "township"),
    "cadre": ("覃支书", Role.CADRE, "village"),
    "helper": ("彭帮扶", Role.HELPER, "village"),
    "outsider": ("外县专干", Role.TOWNSHIP, "outsider_township"),
    "leader": ("县领导", Role.LEADER, "county"),
    "supervisor": ("督查员", Role.SUPERVISOR, "county"),
    "finance": ("财务", Role.FINANCE, "county"),
    "admin": ("管理员", Role.ADMIN, "county"),
    "nobody": ("nobody", None, None),
}
YEARS = (2016, 2017)
LONG_AGO = dt.date(2010, 1, 1)

_numbers = itertools.count(1)


def area_tree():
    """Create province … village of county 422827 and an outsider county 422828; safe to call twice.

    Returns the areas as attributes: province, prefecture, county, township, other_township, village,
    next_village (same township), other_village (other township), outsider_county, outsider_township,
    outsider_village.
    """
    areas = Area.objects.in_bulk(PLACES)
    missing = [_place(code) for code in PLACES if code not in areas]
    areas |= {area.code: area for area in Area.objects.bulk_create(missing)}
    return SimpleNamespace(
        province=areas["42"],
        prefecture=areas["4228"],
        county=areas[COUNTY],
        township=areas[TOWNSHIP],
        other_township=areas[OTHER_TOWNSHIP],
        village=areas[VILLAGE],
        next_village=areas[NEXT_VILLAGE],
        other_village=areas[OTHER_VILLAGE],
        outsider_county=areas[OUTSIDER_COUNTY],
        outsider_township=areas[OUTSIDER_TOWNSHIP],
        outsider_village=areas[OUTSIDER_VILLAGE],
    )


def _place(code):
    parent = max((c for c in PLACES if len(c) < len(code) and code.startswith(c)), key=len, default=None)
    return Area(code=code, name=PLACES[code], level=LEVEL_BY_LENGTH[len(code)], parent_id=parent)


def make_user(username, role=None, area=None, **fields):
    """Create a user without a password (use `client.force_login`), with one grant when given a role."""
    user = _user(username, **fields)
    user.save()
    if role:
        RoleGrant.objects.create(user=user, role=role, area=area, from_date=LONG_AGO)
    return user


def _user(username, **fields):
    user = User(username=username, **{"display_name": username, **fields})
    user.set_unusable_password()
    return user


def cast():
    """Create the people of the tests on the places of `area_tree()`.

    clerk (county office), township (clerk of 翔凤镇), cadre (of 老茶村), helper (answers only for
    households made with `answered_by=cast.helper`), outsider (township clerk of another county); also leader,
    supervisor, finance, admin, and nobody (signed in, no grant). `cast.places` is the tree.
    """
    places = area_tree()
    people = {name: _user(name, display_name=title) for name, (title, _role, _place) in PEOPLE.items()}
    User.objects.bulk_create(people.values())
    RoleGrant.objects.bulk_create(
        RoleGrant(user=people[name], role=role, area=getattr(places, place), from_date=LONG_AGO)
        for name, (_title, role, place) in PEOPLE.items()
        if role
    )
    return SimpleNamespace(places=places, **people)


def id_number_of(born, sex=Sex.MALE, sequence=900):
    """Return a valid synthetic ID number: sequence 900-995, odd for a man and even for a woman."""
    sequence = sequence - sequence % 2 + (1 if sex == Sex.MALE else 0)
    body = f"{COUNTY}{born:%Y%m%d}{sequence:03d}"
    return body + check_digit(body)


def make_household(*, members=2, income=True, living=True, forms=True, years=YEARS, **fields):
    """Create a household that keeps every rule, with `members` people (a head, a spouse, then others).

    `members=0` leaves it empty; `income`, `living`, `forms` leave out the statements of `years` and the two
    forms' figures. Other keywords are columns of Household; `area` or `area_id` defaults to 老茶村.
    """
    number = next(_numbers)
    if "area" not in fields and "area_id" not in fields:
        fields["area"] = area_tree().village
    head_name = fields.pop("head_name", f"覃大{_chinese(number)}")
    household = Household.objects.create(
        **{
            "household_no": f"4200{number:08d}",
            "head_name": head_name,
            "head_pinyin": pinyin_key(head_name),
            "group_name": f"{1 + number % 8}组",
            "phone": f"154{number:08d}",
            "bank_name": "来凤县农村商业银行",
            "bank_account": f"820100{number:013d}",
            "poverty_attribute": PovertyAttribute.GENERAL,
            "poverty_status": PovertyStatus.IN_POVERTY,
            "main_cause": Cause.LACK_SKILL,
            "registered_on": dt.date(2014, 1, 1),
            "size": members,
            **fields,
        }
    )
    own = {"household": household, "area_id": household.area_id}
    people = [HouseholdMember(**own, **_person(household, place)) for place in range(members)]
    HouseholdMember.objects.bulk_create(people)
    if forms:
        land = {"cultivated_mu": Decimal("3.0"), "woodland_mu": Decimal("2.0")}
        figures = [FormFigures(**own, source=source, size=household.size, **land) for source in FormSource]
        FormFigures.objects.bulk_create(figures)
    if income:
        amounts = _amounts(household)
        IncomeStatement.objects.bulk_create(IncomeStatement(**own, year=year, **amounts) for year in years)
    if living:
        LivingCondition.objects.bulk_create(LivingCondition(**own, year=year, **LIVING) for year in years)
    return household


def make_member(household=None, **fields):
    """Create a member who keeps every rule: the first is the head (at work 6 months), the second the spouse.

    The household stays in order: size, forms and income per head follow. Without a household one is made.
    """
    household = household or make_household(members=0)
    values = _person(household, household.members.count(), **fields)
    member = HouseholdMember.objects.create(household=household, **values)
    settle(household)
    return member


def make_income(household, year, **fields):
    """Create an income statement whose parts add up; net income and income per head follow unless given."""
    return IncomeStatement.objects.create(household=household, year=year, **_amounts(household, **fields))


def make_living(household, year, **fields):
    """Create living conditions with every answer that the checks ask for."""
    return LivingCondition.objects.create(household=household, year=year, **{**LIVING, **fields})


def make_listed(member, listing=None, match_class=MatchClass.ID_TYPO, **fields):
    """Create a row of a low-income list that proposes a member; by default somebody must confirm it."""
    number = next(_numbers)
    listing = listing or LowIncomeList.objects.create(
        area_id=member.area_id[:6],
        file="低保.xlsx",
        file_sha256=f"{number:064d}",
        title="低保名单",
        taken_at=clock.now(),
    )
    values = {
        "entry_no": f"T-{number}",
        "row": number,
        "name": member.name,
        "id_number": member.id_number,
        "id_hash": hashes_of(member.id_number)[0],
        "match_class": match_class,
        "status": MatchStatus.OPEN,
        "household": member.household,
        "member": member,
        **fields,
    }
    return LowIncomeRow.objects.create(listing=listing, **values)


def make_request(member, asking=None, **fields):
    """Create a request of another county about a registration of a member."""
    asking = asking or make_household(area_id=OUTSIDER_VILLAGE, members=1).members.get()
    asker = User.objects.filter(username="outsider").first() or make_user("asker")
    values = {"reason": "现住我县", "asked_by": asker, "asked_at": clock.now(), **fields}
    return DuplicateRequest.objects.create(
        member=member, area_id=member.area_id, asking=asking, asking_county_id=asking.area_id[:6], **values
    )


def settle(household):
    """Make size, forms and income per head follow the members, as the services do."""
    household.size = sum(not member.is_gone for member in household.members.all())
    household.save()
    household.form_figures.update(size=household.size)
    for income in household.incomes.all():
        income.net_income_per_capita = _per_head(income.net_income, household)
        income.save()


LIVING = {
    "cultivated_mu": Decimal("3.0"),
    "woodland_mu": Decimal("2.0"),
    "has_production_power": True,
    "has_household_power": True,
    "has_broadcast_tv": True,
    "km_to_main_road": Decimal("0.6"),
    "access_road": AccessRoad.CONCRETE,
    "housing_m2": Decimal(80),
    "is_dangerous_house": False,
    "housing_grade": HousingGrade.A,
    "is_water_difficult": False,
    "is_water_safe": True,
    "fuel": Fuel.CLEAN,
    "has_sanitary_toilet": True,
    "is_in_cooperative": True,
}


def _person(household, place, **fields):
    """Return the columns of the member at that place of the household: 0 is the head, 1 the spouse."""
    number, head = next(_numbers), place == 0
    sex = fields.get("sex", Sex.MALE if head else Sex.FEMALE)
    born = fields.get("birth_date", dt.date(1972, 1, 1) + dt.timedelta(days=number % 3650))
    values = {
        "person_no": f"{household.household_no}{number:06d}",
        "name": household.head_name if head else f"黄秀{_chinese(number)}",
        "sex": sex,
        "birth_date": born,
        "id_number": id_number_of(born, sex, _sequence(number)) if born else "",
        "relation": (Relation.HEAD, Relation.SPOUSE)[place] if place < 2 else Relation.OTHER,
        "ethnicity": "土家族",
        "political_status": PoliticalStatus.MASSES,
        "education": Education.JUNIOR,
        "health": [Health.HEALTHY],
        "labour_capacity": LabourCapacity.ORDINARY,
        "work_region": WorkRegion.TOWNSHIP if head else "",
        "work_months": Decimal(6) if head else Decimal(0),
        "is_medical_insured": True,
        "is_major_illness_insured": True,
        "is_pension_insured": True,
        "gets_allowance": False,
        "gets_five_guarantee": False,
        "is_in_service": False,
        **fields,
    }
    numbers = values["id_number"], values.get("disability_card", "")
    derived = dict(
        zip(
            ("id_hash", "id_tail_hash", "id_fault", "card_state"),
            (*hashes_of(numbers[0]), *judged(*numbers)),
            strict=True,
        )
    )
    return {**derived, "name_pinyin": pinyin_key(values["name"]), **values}


def _sequence(number):
    """Return the sequence of the person with that number: no two of one day of birth share it, nor any two neighbours.

    So two people of one household share neither the last four characters of their ID numbers nor the whole.
    """
    return 900 + (number + number // 3650) * 2 % 94


def _amounts(household, **fields):
    values = {
        "wage_income": Decimal(9000),
        "business_income": Decimal(6000),
        "business_expense": Decimal(2000),
        "property_income": Decimal(0),
        "transfer_income": Decimal(400),
        "other_transfer": Decimal(400),
        **fields,
    }
    parts = ("wage_income", "business_income", "property_income", "transfer_income")
    values.setdefault("net_income", sum(values[name] for name in parts) - values["business_expense"])
    values.setdefault("net_income_per_capita", _per_head(values["net_income"], household))
    return values


def _per_head(net_income, household):
    return (net_income / (household.size or 1)).quantize(Decimal("0.01"))


def _chinese(number):
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
