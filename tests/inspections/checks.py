"""Rounds, draws and checks for tests."""

from inspections.choices import SIX
from inspections.models import UnannouncedCheck
from inspections.services.checks import (
    assign_inspectors,
    draw_sample,
    finish_check,
    freeze_population,
    open_round,
    publish_round,
    report_round,
    start_check,
)
from povertyapp.core.period import Period
from tests.households.factories import make_household

SEED = "35124662135241346251"
MARCH = Period(2017, 3)
ALL_SIX = dict.fromkeys(SIX, True)


def make_homes(count, **fields):
    """Create households without their papers: a population to draw from."""
    bare = {"members": 0, "income": False, "living": False, "forms": False}
    return [make_household(**bare, **fields) for _number in range(count)]


def make_round(people, name="三月暗访"):
    return open_round(by=people.supervisor, county=people.places.county, period=MARCH, name=name)


def make_draw(people, round, size=2, **fields):
    """Freeze the county's households and draw from them."""
    draw = freeze_population(by=people.supervisor, county=people.places.county, round=round)
    return draw_sample(by=people.supervisor, draw=draw, size=size, seed=SEED, **fields)


def checks_of(draw):
    return UnannouncedCheck.objects.filter(unit__draw=draw, unit__use="chosen").order_by("unit__order")


def visit_all(people, draw):
    """Let the supervisor carry out every check of a draw."""
    assign_inspectors(by=people.supervisor, checks=checks_of(draw), users=[people.supervisor])
    for check in checks_of(draw):
        start_check(by=people.supervisor, check=check, kept=ALL_SIX)
        finish_check(by=people.supervisor, check=check)


def make_published(people, **fields):
    """Create a round that was drawn, visited, reported and published; return its draw."""
    made = make_round(people)
    draw = make_draw(people, made, **fields)
    visit_all(people, draw)
    report_round(by=people.supervisor, round=made)
    publish_round(by=people.supervisor, round=made, circular_no="来督〔2017〕3号")
    return draw


def published_round(people):
    """What the doors of checks lead to: a round whose circular is out, with the one household drawn."""
    draw = make_published(people, size=1)
    unit = draw.units.get(is_spare=False)
    return {
        "check_round": draw.round_id,
        "check_draw": draw.pk,
        "site_check": unit.site_check.pk,
        "sample_unit": unit.pk,
    }
