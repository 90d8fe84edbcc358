"""HA-V5, HA-U3 and HA-T2: one project or claim that keeps its days, and one that does not."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction

from funds.choices.projects import Stage
from funds.services import projects as desk
from funds.services.money import allot, pay
from inspections.models import AccountLine
from inspections.services.account import compute_account
from povertyapp.core import clock
from povertyapp.core.period import Period
from povertyapp.core.roles import Role
from povertyapp.core.rules import RULES
from tests.assistance.teams import make_unit
from tests.funds.money import make_line
from tests.funds.projects import CLAIM, Walk, day, recorded
from tests.households.factories import cast, make_user

pytestmark = pytest.mark.django_db
MAY, AUGUST, SEPTEMBER = (Period(2017, month) for month in (5, 8, 9))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def make_world():
    """A project of 老茶村 that keeps every day; one of 老寨村 in the other township that keeps none."""
    people = cast()
    places = people.places
    made = SimpleNamespace(people=people, good=make_unit("县交通局"), bad=make_unit("县水利局"))
    made.kept = recorded(
        people, unit=made.good, stage=Stage.REIMBURSED, completed_on=dt.date(2017, 8, 1),
        accepted_on=dt.date(2017, 8, 10), reimbursed_on=dt.date(2017, 9, 10),
    )  # fmt: skip
    cadre = make_user("cadre_there", Role.CADRE, places.other_village)
    made.missed = recorded(
        SimpleNamespace(places=places, cadre=cadre), area=places.other_village, unit=made.bad, stage=Stage.ACCEPTED,
        started_on=None, completed_on=None, accepted_on=dt.date(2017, 8, 10),
    )  # fmt: skip
    made.there = make_user("township_there", Role.TOWNSHIP, places.other_township)
    make_claims(made)
    made.late = Walk(people)
    made.late.to(Stage.IN_PROGRESS)
    made.accounts = {month: compute_account(places.county, month) for month in (MAY, AUGUST, SEPTEMBER)}
    return made


def make_claims(made):
    """Each township has claimed an advance in May; one of them is paid."""
    line = make_line(made.people.finance, made.people.places.county, "500000", "400000")
    for by, project in ((made.people.township, made.kept), (made.there, made.missed)):
        claim = desk.file_claim(
            by=by,
            project=project,
            kind="advance",
            amount=Decimal("1000"),
            handed_in_on=day(57),
            claimed_on=day(57),
            **CLAIM,
        )
        if project is made.kept:
            allotment = allot(
                by=made.people.finance,
                line=line,
                project=project,
                amount=Decimal("9000"),
                on=day(58),
                document="文",
            )
            desk.pass_claim(by=made.people.clerk, claim=claim, on=day(58))
            claim.refresh_from_db()
            pay(
                by=made.people.finance,
                allotment=allotment,
                amount=claim.amount,
                on=day(60),
                payee="公司",
                claim=claim,
            )


def line(made, month, rule, code, project=None):
    found = AccountLine.objects.filter(account=made.accounts[month], rule=rule, party_code=code)
    return found.get(subject_code=project.number) if project else found.get()


@pytest.mark.parametrize(
    ("month", "letter"), [(MAY, "S"), (AUGUST, "P"), (SEPTEMBER, "M")], ids=["start", "progress", "payment"]
)
def test_a_project_keeps_its_days_for_its_village_and_its_unit(world, month, letter):
    places = world.people.places
    rule = RULES[f"LF-63V{letter}"]
    assert (rule.obligation, RULES[f"LF-63U{letter}"].obligation) == ("HA-V5", "HA-U3")
    for project, village, unit, outcome in (
        (world.kept, places.village, world.good, "met"),
        (world.missed, places.other_village, world.bad, "failed"),
    ):
        assert line(world, month, rule.code, village.pk, project).outcome == outcome
        assert line(world, month, f"LF-63U{letter}", unit.code, project).outcome == outcome


def test_what_is_entered_after_the_cut_off_was_not_done(world):
    """The walk's start of 5 May 2017 was entered today."""
    assert line(world, MAY, "LF-63VS", world.people.places.village.pk, world.late.project).outcome == "failed"


def test_a_month_without_a_milestone_owes_nothing(world):
    lines = AccountLine.objects.filter(
        account=world.accounts[AUGUST], rule__startswith="LF-63", subject_kind="project"
    )
    assert set(lines.values_list("rule", flat=True)) == {"LF-63VP", "LF-63UP"}


def test_claims_are_settled_within_their_working_days(world):
    """HA-T2: hard, and a claim that stays open is missed in every month."""
    places = world.people.places
    for township, outcome, figures in (
        (places.township, "met", (1, 1)),
        (places.other_township, "failed", (1, 0)),
    ):
        found = line(world, MAY, "LF-42T", township.pk)
        assert (found.outcome, (found.required, found.delivered)) == (outcome, figures)
    assert line(world, SEPTEMBER, "LF-42T", places.other_township.pk).outcome == "failed"
    settled = AccountLine.objects.filter(
        account=world.accounts[SEPTEMBER], rule="LF-42T", party_code=places.township.pk
    )
    assert not settled.exists()


def test_a_claim_falls_due_fifteen_working_days_later(world):
    """2 May 2017 and 15 working days: 23 May, past the Dragon Boat festival only in the week after."""
    assert {claim.due_on for claim in world.kept.claims.all()} == {dt.date(2017, 5, 23)}
    with time_machine.travel(clock.moment(dt.date(2017, 5, 24), 9), tick=False):
        assert not world.kept.claims.late(clock.today()).exists()
        assert world.missed.claims.late(clock.today()).exists()
