"""Rounds of work and indicators for tests, as they stood in a month long ago."""

import datetime as dt
import itertools

from inspections.choices import Book
from inspections.models import (
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    WorkAttendee,
    WorkRegister,
    WorkRound,
    WorkVillage,
)
from povertyapp.core import clock
from tests.assistance.teams import make_unit

_numbers = itertools.count(1)
DAY = dt.date(2017, 3, 20)
COUNTY = "422827"


def make_register(township, kind="training", due_on=DAY, **fields):
    """A round for one township that began on the first of the month of its due day, with an empty register."""
    number = next(_numbers)
    round_ = WorkRound.objects.create(
        area_id=COUNTY,
        code=f"{COUNTY}R9{number:03d}",
        kind=kind,
        title=f"工作{number}",
        topics=["indicators"] if kind == "training" else [],
        from_on=due_on.replace(day=1),
        due_on=due_on,
        **fields,
    )
    return WorkRegister.objects.create(round=round_, area=township)


def attend(register, name, on=DAY, recorded_at=None):
    at = (recorded_at or clock.moment(on, 18)) if on else None
    return WorkAttendee.objects.create(register=register, name=name, attended_on=on, recorded_at=at)


def go_through(register, village, on=DAY, of=10, recorded_at=None):
    """A village on a clean-up's register: complete on a day, or with half of its households where `on` is None."""
    facts = {"gone_through": of // 2}
    if on:
        facts = {"gone_through": of, "books": list(Book), "done_on": on}
        facts["recorded_at"] = recorded_at or clock.moment(on, 18)
    return WorkVillage.objects.create(register=register, area=village, in_scope=of, **facts)


def make_indicator(unit=None, targets=None, **fields):
    number = next(_numbers)
    facts = {"name": f"指标{number}", "measured_in": "户", "owner_unit": unit or make_unit()}
    made = Indicator.objects.create(area_id=COUNTY, code=f"{COUNTY}Z9{number:03d}", **facts | fields)
    for month, target in (targets or {}).items():
        IndicatorTarget.objects.create(indicator=made, month=month, target=target)
    return made


def report(indicator, numerator, denominator=None, month="2017-03", at=DAY, hour=9):
    return IndicatorValue.objects.create(
        indicator=indicator,
        month=month,
        numerator=numerator,
        denominator=denominator,
        as_of=at,
        evidence="月报",
        recorded_at=clock.moment(at, hour),
    )
