"""Two accounts of one natural person count as one for the database, on measures and under the seals of a month."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from inspections.models import AccountMonth, AccountSeal, Excuse, Objection, RectificationMeasure
from inspections.services.accountability import propose_for
from inspections.services.accountability.common import made_it
from inspections.services.excuses import ask_excuse, decide_excuse
from inspections.services.problems import raise_problem
from povertyapp.core import clock
from povertyapp.core.errors import refusal_of
from tests.households.factories import make_user
from tests.inspections.accountability.ways import MARCH, close_month

pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(county):
    return make_user("twin", "supervisor", county.places.county, main_account=county.cadre)


def measure(county, **facts):
    problem = raise_problem(
        by=county.clerk, county=county.places.county, area=county.places.village, text="问题"
    )
    return RectificationMeasure.objects.create(
        problem=problem, area=problem.area, number=1, text="措施", recorded_from="纸质台账", **facts
    )


def test_mender_does_not_verify_with_his_other_account(county, twin):
    assert measure(county, submitted_by=county.cadre, verified_by=county.supervisor).pk
    with pytest.raises(IntegrityError, match="one_person_one_role") as refused, transaction.atomic():
        measure(county, submitted_by=county.cadre, verified_by=twin)
    assert "另一个账号" in refusal_of(refused.value).messages[0]


def test_other_refusals_of_the_database_stay_errors(county):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        measure(county, percent=101)
    with pytest.raises(IntegrityError):
        refusal_of(refused.value)
    assert not isinstance(refused.value, ValidationError)


def test_month_is_signed_by_two_persons(county):
    twin = make_user("twin_leader", "leader", county.places.county, main_account=county.clerk)
    account = AccountMonth.objects.create(area=county.places.county, month="2017-03", state="draft")

    def sign(user, role):
        return AccountSeal.objects.create(
            account=account,
            area=account.area,
            digest="x",
            role=role,
            signed_by=user,
            signed_at=clock.now(),
            note="…",
        )

    sign(county.clerk, "office")
    with pytest.raises(IntegrityError, match="two persons"), transaction.atomic():
        sign(twin, "leader")
    assert sign(county.leader, "leader").pk


def ruled_objection(county, account, by):
    return Objection.objects.create(
        no="SS-1", account=account, month=account.month, area=county.places.village, level="village",
        code=county.places.village.pk, name="老茶村", reason="走访了", filed_by=county.cadre, filed_at=clock.now(),
        due_on=clock.today(), ruled_by=by, ruled_at=clock.now(), ruling="维持", status="upheld",
    )  # fmt: skip


def test_who_ruled_neither_signs_nor_closes_the_month_with_his_other_account(county):
    places = county.places
    account = AccountMonth.objects.create(area=places.county, month="2017-03", state="draft")
    ruled_objection(county, account, county.township)
    twin = make_user("twin_office", "office", places.county, main_account=county.township)
    facts = {"account": account, "area": account.area, "digest": "x", "role": "office", "note": "…"}
    with pytest.raises(IntegrityError, match="does not sign"), transaction.atomic():
        AccountSeal.objects.create(signed_by=twin, signed_at=clock.now(), **facts)
    account.state, account.closed_at, account.closed_by = "closed", clock.now(), twin
    with pytest.raises(IntegrityError, match="does not close"), transaction.atomic():
        account.save()
    AccountSeal.objects.create(signed_by=county.clerk, signed_at=clock.now(), **facts)
    account.closed_by = county.clerk
    account.save()


def test_nobody_excuses_himself_with_his_other_account(county):
    places = county.places
    facts = {
        "kind": "outage",
        "party": places.village,
        "reason": "停电",
        "papers": "证明",
        "from_date": clock.today(),
    }
    excuse = ask_excuse(by=county.township, to_date=clock.today(), **facts)
    second = make_user("cadre_two", "cadre", places.village)
    for who in (county.township, second):
        twin = make_user(f"{who.username}_twin", "office", places.county, main_account=who)
        with pytest.raises(ValidationError, match="另一个人"):
            decide_excuse(by=twin, excuse=excuse, approve=True)
        with pytest.raises(IntegrityError, match="one_person_one_role"), transaction.atomic():
            Excuse.objects.filter(pk=excuse.pk).update(decided_by=twin)
    assert decide_excuse(by=county.clerk, excuse=excuse, approve=True).status == "approved"


def test_who_had_a_hand_in_a_month_does_not_decide_on_what_a_later_version_of_it_says(county):
    village = county.places.village.pk
    said = {"parties": {("village", village): "not_settled"}, "lines": [("village", village, "failed")]}
    close_month(county, MARCH, by=county.office_member, **said)
    (case,) = propose_for(close_month(county, MARCH, version=2, by=county.second, **said)).made
    assert made_it(case, county.second)
    assert made_it(case, county.office_member)
    assert not made_it(case, county.deputy)


def test_second_account_is_tied_by_command(county):
    call_command("same_person", "second", "clerk", stdout=StringIO())
    county.second.refresh_from_db()
    assert county.second.person == county.clerk.pk
    for account, main in (
        ("clerk", "second"),
        ("clerk", "clerk"),
        ("leader", "second"),
        ("leader", "nobody-there"),
    ):
        with pytest.raises(CommandError):
            call_command("same_person", account, main, stdout=StringIO())
    call_command("same_person", "second", stdout=StringIO())
    county.second.refresh_from_db()
    assert county.second.person == county.second.pk
