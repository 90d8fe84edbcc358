"""Excuses (rulebook D2): a closed list, asked by the party, approved by the level above before the cut-off."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from inspections.choices.objections import ExcuseKind
from inspections.models import Excuse
from inspections.services.excuses import ask_excuse, decide_excuse, withdraw_excuse
from povertyapp.core.period import Period
from povertyapp.core.roles import Role
from tests.households.factories import make_user
from tests.inspections.factories import make_cared, make_helper

pytestmark = pytest.mark.django_db
MARCH = Period(2017, 3)
IN_TIME, TOO_LATE = "2017-04-02 09:00+08:00", "2017-04-04 00:00+08:00"


@pytest.fixture
def people(cast):
    cast.ill = make_helper(user=cast.helper, name="彭帮扶")
    cast.other = make_helper(name="田代替")
    cast.home = make_cared(cast.ill, area=cast.places.village)
    return cast


def leave(people, **changes):
    facts = {
        "by": people.helper,
        "party": people.ill,
        "kind": ExcuseKind.LEAVE,
        "from_date": dt.date(2017, 3, 6),
        "to_date": dt.date(2017, 3, 20),
        "reason": "住院手术",
        "papers": "县医院诊断书",
        "substitute": people.other,
    }
    return ask_excuse(**facts | changes)


def said(error):
    return set(error.value.message_dict)


def test_a_leave_stands_where_the_households_lie_and_waits(people):
    excuse = leave(people)
    assert (excuse.level, excuse.code, excuse.area, excuse.status) == (
        "helper",
        people.ill.code,
        people.places.village,
        "asked",
    )
    make_cared(people.ill, area=people.places.next_village)
    assert leave(people).area == people.places.township
    make_cared(people.ill, area=people.places.other_village)
    assert leave(people).area == people.places.county


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"to_date": dt.date(2017, 3, 21)}, {"to_date"}),
        ({"to_date": None, "substitute": None, "papers": " "}, {"to_date", "substitute", "papers"}),
        ({"kind": ExcuseKind.AWAY}, {"household"}),
        ({"kind": ExcuseKind.DISASTER, "to_date": dt.date(2017, 3, 1)}, {"to_date"}),
    ],
)
def test_what_is_wrong_is_said_at_once(people, changes, fields):
    with pytest.raises(ValidationError) as error:
        leave(people, **changes)
    assert said(error) == fields
    assert not Excuse.objects.exists()


def test_nobody_stands_in_for_himself(people):
    with pytest.raises(ValidationError) as error:
        leave(people, substitute=people.ill)
    assert said(error) == {"substitute"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Excuse.objects.filter(pk=leave(people).pk).update(substitute=people.ill)


def test_the_township_approves_and_the_month_takes_it(people):
    excuse = leave(people)
    county, cutoff = people.places.county.pk, MARCH.cutoff(3)
    with time_machine.travel(IN_TIME, tick=False):
        decide_excuse(by=people.township, excuse=excuse, approve=True)
    holding = Excuse.objects.holding(county, MARCH, cutoff)
    assert list(holding) == [excuse]
    assert not Excuse.objects.holding(county, MARCH.next, cutoff).exists()
    assert not Excuse.objects.holding(people.places.outsider_county.pk, MARCH, cutoff).exists()


def test_after_the_cutoff_nothing_is_approved(people):
    excuse = leave(people)
    with time_machine.travel(TOO_LATE, tick=False):
        with pytest.raises(ValidationError, match="申诉"):
            decide_excuse(by=people.township, excuse=excuse, approve=True)
        decide_excuse(by=people.township, excuse=excuse, approve=False, answer="过了截止")
    assert not Excuse.objects.holding(people.places.county.pk, MARCH, MARCH.cutoff(3)).exists()


def test_only_the_level_above_decides_and_never_who_asked(people):
    excuse, asked_above = leave(people), leave(people, by=people.township)
    with time_machine.travel(IN_TIME, tick=False):
        for by in (people.helper, people.cadre, people.outsider, people.leader):
            with pytest.raises(ValidationError):
                decide_excuse(by=by, excuse=excuse, approve=True)
        with pytest.raises(ValidationError, match="另一个人"):
            decide_excuse(by=people.township, excuse=asked_above, approve=True)
        decide_excuse(by=people.clerk, excuse=asked_above, approve=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Excuse.objects.filter(pk=asked_above.pk).update(decided_by=people.township)


def test_a_township_and_an_outage_are_decided_by_the_county(people):
    flood = ask_excuse(
        by=people.township,
        party=people.places.township,
        kind=ExcuseKind.DISASTER,
        from_date=dt.date(2017, 3, 1),
        to_date=dt.date(2017, 3, 31),
        reason="山洪",
        papers="县防汛办〔2017〕3号",
    )
    outage = leave(people, kind=ExcuseKind.OUTAGE, substitute=None)
    second = make_user("township2", Role.TOWNSHIP, people.places.township)
    with time_machine.travel(IN_TIME, tick=False):
        for excuse in (flood, outage):
            with pytest.raises(ValidationError, match="上一级"):
                decide_excuse(by=second, excuse=excuse, approve=True)
            assert decide_excuse(by=people.clerk, excuse=excuse, approve=True).status == "approved"


def test_a_refusal_says_why_and_what_is_decided_stays_decided(people):
    excuse = leave(people)
    with time_machine.travel(IN_TIME, tick=False):
        with pytest.raises(ValidationError):
            decide_excuse(by=people.township, excuse=excuse, approve=False)
        decide_excuse(by=people.township, excuse=excuse, approve=False, answer="没有材料")
        with pytest.raises(ValidationError):
            decide_excuse(by=people.township, excuse=excuse, approve=True)
        with pytest.raises(ValidationError):
            withdraw_excuse(by=people.helper, excuse=excuse)


def test_whoever_asked_takes_it_back(people):
    excuse = leave(people)
    with pytest.raises(ValidationError):
        withdraw_excuse(by=people.township, excuse=excuse)
    assert withdraw_excuse(by=people.helper, excuse=excuse).status == "withdrawn"
