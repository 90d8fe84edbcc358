"""Two accounts of one natural person count as one for the database, on measures and under the seals of a month."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from inspections.models import AccountMonth, AccountSeal, RectificationMeasure
from inspections.services.problems import raise_problem
from povertyapp.core import clock
from povertyapp.core.errors import refusal_of
from tests.households.factories import make_user

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
