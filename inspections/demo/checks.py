"""Unannounced checks of the demo: a round of last month whose circular is out, and one of this month that is sealed."""

import datetime as dt

from django.db import transaction

from inspections.choices import SIX, DrawMethod, UnitKind
from inspections.models import UnannouncedCheck
from inspections.services.checks import (
    assign_inspectors,
    draw_sample,
    finish_check,
    freeze_population,
    open_round,
    publish_round,
    redraw_sample,
    report_round,
    start_check,
)
from povertyapp.core import clock
from povertyapp.core.period import Period

# What the dice showed.
SEEDS = (
    "35124662135241346251",
    "61352416532146351224",
    "24635112463521346651",
    "53162436521463521341",
    "12653421364512634562",
    "46521332164532165241",
)
DAY_OF_ROUND = 15
ALL_SIX = dict.fromkeys(SIX, True)


@transaction.atomic
def make_rounds(*, by, county, today):
    """Make both rounds as the supervisor would; return how many checks there are."""
    now = Period.of(today)
    _published(by, county, now.previous)
    _sealed(by, county, now)
    return UnannouncedCheck.objects.in_area(county.code).count()


def _draw(by, round, seed, size, *, kind=UnitKind.HOUSEHOLD, method=DrawMethod.SIMPLE, spare=2, **conditions):
    draw = freeze_population(by=by, county=round.area, round=round, kind=kind, conditions=conditions)
    size = min(size, draw.population_size)
    return draw_sample(by=by, draw=draw, size=size, seed=SEEDS[seed], method=method, spare=spare)


def _send(by, draw):
    checks = list(UnannouncedCheck.objects.standing().filter(unit__draw=draw).select_related("unit"))
    assign_inspectors(by=by, checks=checks, users=[by])
    return checks


def _published(by, county, period):
    """Households of every township, people on post and units of the county; in one place there was an escort."""
    made = open_round(by=by, county=county, period=period, name=f"{period.month}月暗访")
    draws = (
        _draw(by, made, 0, 16, method=DrawMethod.STRATIFIED),
        _draw(by, made, 1, 3, kind=UnitKind.POST),
        _draw(by, made, 2, 2, kind=UnitKind.COUNTY_UNIT),
    )
    moment = clock.moment(period.start.replace(day=DAY_OF_ROUND), 9)
    for number, check in enumerate(check for draw in draws for check in _send(by, draw)):
        begun = moment + dt.timedelta(days=number // 6, minutes=70 * (number % 6))
        kept = ALL_SIX | {"no_escort": number != 3}
        start_check(by=by, check=check, kept=kept, started_at=begun)
        finish_check(by=by, check=check, recorded_at=begun + dt.timedelta(minutes=50))
    report_round(by=by, round=made)
    publish_round(by=by, round=made, circular_no=f"来督〔{period.year}〕{period.month}号")


def _sealed(by, county, period):
    """First villages, then households in them: drawn twice, since a die fell from the table; sealed since."""
    made = open_round(by=by, county=county, period=period, name=f"{period.month}月暗访")
    villages = _draw(by, made, 3, 4, kind=UnitKind.VILLAGE, method=DrawMethod.WEIGHTED, spare=1)
    inside = {"villages_of": villages.pk, "stratum": "village"}
    first = _draw(by, made, 4, 3, method=DrawMethod.EACH, spare=1, **inside)
    again = redraw_sample(by=by, draw=first, reason="有一粒骰子掉下桌，当场重掷")
    draw_sample(by=by, draw=again, size=3, seed=SEEDS[5], method=DrawMethod.EACH, spare=1)
    _send(by, villages)
    _send(by, again)
