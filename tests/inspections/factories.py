"""Helpers, assignments, visits and measures for tests of the account; the defaults keep every duty."""

import datetime as dt
import itertools
from decimal import Decimal

from assistance.choices import CLASS_OF_KIND, Channel, MeasureKind
from assistance.models import (
    AssistanceMeasure,
    AssistancePlan,
    ContactCard,
    Helper,
    HelperAssignment,
    HelpingUnit,
    Visit,
)
from households.choices import Cause, Presence
from inspections.models import Finding
from inspections.services.findings import refresh_findings
from inspections.services.published import record_published_figure
from povertyapp.core import clock
from povertyapp.core.period import Period
from tests.households.factories import area_tree, make_household

_numbers = itertools.count(1)
SINCE = dt.date(2017, 1, 1)


def make_helper(*, area=None, user=None, name=""):
    """Create a helper of the county's 县农业局."""
    number = next(_numbers)
    county = area or area_tree().county
    unit, _made = HelpingUnit.objects.get_or_create(area=county, name="县农业局")
    return Helper.objects.create(
        area=county, code=f"{county.code}-{number:05d}", name=name or f"李帮{number}", unit=unit, user=user
    )


def assign(household, helper, from_date=SINCE, to_date=None):
    """Make the helper responsible from a day to a day."""
    return HelperAssignment.objects.create(
        household=household, helper=helper, from_date=from_date, to_date=to_date
    )


def visit(household, helper, day, *, channel=Channel.HOME, recorded_at=None, **fields):
    """Record a visit that was entered on its own evening unless told otherwise."""
    return Visit.objects.create(
        household=household,
        helper=helper,
        channel=channel,
        happened_on=day,
        recorded_at=recorded_at or clock.moment(day, 18),
        **fields,
    )


def measure(household, kind=MeasureKind.INDUSTRY, from_date=SINCE, to_date=None):
    """Put a measure in force."""
    return AssistanceMeasure.objects.create(
        household=household,
        measure_class=CLASS_OF_KIND.get(kind, "other"),
        kind=kind,
        name=f"{kind.label}{next(_numbers)}",
        from_date=from_date,
        to_date=to_date,
    )


def put_on_file(household, helper, *, year=SINCE.year, posted_on=SINCE):
    """Write what belongs to a household's file beside its forms and measures: its plan, the card on its wall."""
    AssistancePlan.objects.create(
        household=household, year=year, causes=[household.main_cause], goal="年内脱贫", own_income=9000
    )
    ContactCard.objects.create(household=household, helper=helper, posted_on=posted_on)


def make_cared(helper, *, capable=True, away=False, measures=None, since=SINCE, **fields):
    """Create a household in a helper's care with the measures and the file that it should have."""
    household = make_household(
        is_labour_capable=capable,
        presence=Presence.ALL_AWAY if away else Presence.HOME_LABOUR,
        **fields,
    )
    assign(household, helper, since)
    put_on_file(household, helper)
    wanted = (3 if capable else 1) if measures is None else measures
    for _each in range(wanted):
        measure(household, MeasureKind.INDUSTRY if capable else MeasureKind.ASSET_RETURN)
    return household


def make_twice_caused(county, count=3):
    """Create households in care that name their main cause twice (DQ-23), beside their newest statements; find it."""
    helper, this_year, found = make_helper(), clock.today().year, []
    for _each in range(count):
        home = make_household(years=(this_year - 1, this_year), other_causes=[Cause.LACK_SKILL])
        assign(home, helper)
        measure(home)
        found.append(home)
    refresh_findings(county, Period.current())
    return found


def make_finding(record, rule="DQ-23", **fields):
    """Open a finding about a household or a member, found now and due in a month."""
    member = hasattr(record, "person_no")
    return Finding.objects.create(
        **{
            "area_id": record.area_id,
            "rule": rule,
            "subject_kind": "member" if member else "household",
            "subject_code": record.person_no if member else record.household_no,
            "found_at": clock.now(),
            "due_on": clock.today() + dt.timedelta(days=30),
            **fields,
        }
    )


def published_figure(area, numerator="19030", denominator="20830", text="91.35%", **fields):
    """Enter a published percentage; the default one is T-01, which was cut and not rounded."""
    return record_published_figure(
        **{
            "by": None,
            "area": area,
            "unit": "市扶贫办",
            "name": "资金到位率",
            "published_on": dt.date(2014, 7, 1),
            "numerator": Decimal(numerator),
            "denominator": Decimal(denominator),
            "published_text": text,
            **fields,
        }
    )
