"""Helpers, assignments, visits and measures for tests. The defaults keep every rule."""

import csv
import datetime as dt
import itertools
from functools import cache

from assistance.choices import AssignmentRole, Channel, MeasureClass, MeasureKind
from assistance.models import AssistanceMeasure, Helper, HelperAssignment, HelpingUnit, Visit
from households.choices import PovertyAttribute, PovertyStatus, Presence
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS
from tests.data import FIXTURES
from tests.households.factories import make_household

SINCE = dt.date(2017, 1, 1)

_numbers = itertools.count(1)


def make_helper(name="", user=None, county="422827", unit="县供电公司", **fields):
    """Create a helper of a county; with `user` he can sign in."""
    number = next(_numbers)
    unit_row, _made = HelpingUnit.objects.get_or_create(area_id=county, name=unit)
    return Helper.objects.create(
        code=fields.pop("code", f"T{number:05d}"),
        name=name or f"向帮{number}",
        unit=unit_row,
        user=user,
        area_id=county,
        **fields,
    )


def put_in_charge(helper, household, since=SINCE, until=None, role=AssignmentRole.PRIMARY):
    """Create an assignment and let the household's own columns say it, as the service does."""
    made = HelperAssignment.objects.create(
        household=household, helper=helper, from_date=since, to_date=until, role=role
    )
    if role == AssignmentRole.PRIMARY and until is None:
        household.helper_name, household.answered_by = helper.name, helper.user
        household.save()
    return made


def make_helped(user=None, helper=None, since=SINCE, **fields):
    """Create a household with a primary helper and the measures that its rules ask for; return both."""
    household = make_household(members=2, income=False, living=False, forms=False, **fields)
    helper = helper or make_helper(user=user)
    put_in_charge(helper, household, since)
    for name in ("茶叶种植", "务工就业", "小额信贷"):
        make_measure(household, name=name)
    return household, helper


def make_measure(household, name="茶叶种植", kind=MeasureKind.INDUSTRY, **fields):
    return AssistanceMeasure.objects.create(
        household=household,
        name=name,
        kind=kind,
        measure_class=fields.pop("measure_class", MeasureClass.INCOME),
        from_date=fields.pop("from_date", SINCE),
        **fields,
    )


def make_visit(household, helper=None, day=dt.date(2017, 3, 10), channel=Channel.HOME, **fields):
    """Create a visit, recorded on its own day at noon unless told otherwise."""
    return Visit.objects.create(
        household=household,
        helper=helper,
        visitor_name=fields.pop("visitor_name", helper.name if helper else "某人"),
        happened_on=day,
        channel=channel,
        recorded_at=fields.pop("recorded_at", clock.moment(day, 12)),
        **fields,
    )


@cache
def _expected():
    with (FIXTURES / "roster-clean.members.expected.csv").open(encoding="utf-8") as file:
        members = {row["户编号"]: row for row in csv.DictReader(file)}
    with (FIXTURES / "roster-clean.households.expected.csv").open(encoding="utf-8") as file:
        return [(row, members[row["户编号"]]) for row in csv.DictReader(file)]


def roster_households():
    """Create the households of roster-clean.xlsx with their helpers since 2017-01-01; number → household.

    Only what visits ask for: place, presence, status, helper.
    """
    households, helpers, charges = [], {}, []
    codes = {row["village_code"][:length] for row, _member in _expected() for length in LEVELS}
    Area.objects.bulk_create(
        [Area(code=code, name=code, level=LEVELS[len(code)]) for code in codes], ignore_conflicts=True
    )
    for row, member in _expected():
        name, unit = member["帮扶责任人"], member["帮扶单位"]
        if (name, unit) not in helpers:
            helpers[name, unit] = make_helper(name, unit=unit, county=row["village_code"][:COUNTY_DIGITS])
        household = Household(
            household_no=row["户编号"],
            head_name=row["户主姓名"],
            area_id=row["village_code"],
            registered_on=dt.date(int(member["识别年度"]), 1, 1),
            poverty_attribute=PovertyAttribute.GENERAL,
            poverty_status=_status(member),
            presence=Presence.ALL_AWAY if row["是否全家外出"] == "是" else Presence.HOME_LABOUR,
            helper_name=name,
        )
        households.append(household)
        charges.append(
            HelperAssignment(
                household=household, area_id=household.area_id, helper=helpers[name, unit], from_date=SINCE
            )
        )
    Household.objects.bulk_create(households)
    HelperAssignment.objects.bulk_create(charges)
    return {household.household_no: household for household in households}


def _status(member):
    return next(
        (status for status in PovertyStatus if status.label == member["脱贫状态"]), PovertyStatus.IN_POVERTY
    )


LEVELS = {2: "province", 4: "prefecture", 6: "county", 9: "township", 12: "village"}
