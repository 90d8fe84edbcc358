"""Records of checks for tests: a drawn home with a helper, a visit and measures, and what an inspector answers."""

import datetime as dt
import uuid
from types import SimpleNamespace

from inspections.choices import CheckKind
from inspections.services.checks import (
    assign_inspectors,
    draw_sample,
    freeze_population,
    open_round,
    publish_round,
    report_round,
)
from inspections.services.field import registered_of, sealed_facts, take_check
from povertyapp.core import clock
from povertyapp.core.period import Period
from tests.inspections.checks import SEED, checks_of
from tests.inspections.factories import make_cared, make_helper, visit

ALL_WELL = {
    "found": "yes",
    "size": "match",
    "land": "match",
    "measures": "match",
    "last_visit": "match",
    "helper_known": "yes",
    "times_told": "monthly",
    "policy_known": "yes",
    "satisfaction": "satisfied",
    "six": "all",
}


def make_sample(people, homes=1, kind=CheckKind.UNANNOUNCED, **fields):
    """Draw cared-for homes of 老茶村 in a round of this month, sealed for the supervisor; return what was made."""
    helper = make_helper(user=people.helper)
    made = [make_cared(helper, answered_by=people.helper, **fields) for _each in range(homes)]
    visits = [visit(home, helper, clock.today() - dt.timedelta(days=3)) for home in made]
    round_ = open_round(
        by=people.supervisor,
        county=people.places.county,
        period=Period.current(),
        name="本月暗访",
        kind=kind,
    )
    draw = freeze_population(by=people.supervisor, county=people.places.county, round=round_)
    draw = draw_sample(by=people.supervisor, draw=draw, size=homes, seed=SEED)
    checks = list(checks_of(draw))
    assign_inspectors(by=people.supervisor, checks=checks, users=[people.supervisor])
    return SimpleNamespace(
        helper=helper,
        homes={home.household_no: home for home in made},
        visits={row.household_id: row for row in visits},
        round=round_,
        draw=draw,
        checks=list(checks_of(draw).select_related("unit")),
    )


def answers(sample, check, **more):
    """Return what the inspector sends of a check: all as the record says, unless told otherwise."""
    home = sample.homes[check.unit.code]
    known = registered_of([home], clock.today())[home.pk]
    token = sealed_facts(check, known)
    return {"submission_id": uuid.uuid4(), "check": check.key, "token": token, **ALL_WELL, **more}


def record(people, sample, check, **more):
    """Record a check and return the record."""
    return take_check(by=people.supervisor, sent=answers(sample, check, **more)).record


def publish(people, sample):
    """Report and publish the round of a sample."""
    report_round(by=people.supervisor, round=sample.round)
    publish_round(by=people.leader, round=sample.round, circular_no="来督〔2017〕3号")
