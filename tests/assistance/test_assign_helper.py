"""Who helps whom: one primary helper at a time, and the household says who it is today."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from assistance.choices import AssignmentRole
from assistance.models import HelperAssignment
from assistance.services import assign_helper, end_assignment, refresh_answers
from povertyapp.core.errors import Conflict
from tests.assistance.factories import make_helper, put_in_charge
from tests.households.factories import make_household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

MARCH, MAY = dt.date(2017, 3, 1), dt.date(2017, 5, 16)


@pytest.fixture
def noon():
    with time_machine.travel("2017-05-20 12:00+08:00", tick=False):
        yield


@pytest.fixture
def home(places):
    return make_household(members=0, income=False, living=False, forms=False)


def spans(household):
    rows = HelperAssignment.objects.filter(household=household).order_by("from_date", "pk")
    return [(row.helper.name, row.from_date, row.to_date) for row in rows]


def test_the_first_helper_stands_on_the_household(cast, home):
    helper = make_helper("覃月芝", user=cast.helper)
    assign_helper(by=cast.township, household=home, helper=helper, from_date=MARCH)
    home.refresh_from_db()
    assert (home.helper_name, home.answered_by) == ("覃月芝", cast.helper)
    assert spans(home) == [("覃月芝", MARCH, None)]


def test_a_new_helper_takes_over_and_the_old_one_ends_the_day_before(cast, home):
    old, new = make_helper("旧", user=cast.helper), make_helper("新")
    assign_helper(by=cast.township, household=home, helper=old, from_date=MARCH)
    assign_helper(by=cast.township, household=home, helper=new, from_date=MAY)
    home.refresh_from_db()
    assert spans(home) == [("旧", MARCH, dt.date(2017, 5, 15)), ("新", MAY, None)]
    assert (home.helper_name, home.answered_by) == ("新", None)


def test_the_same_helper_again_changes_nothing(cast, home):
    helper = make_helper()
    first = assign_helper(by=cast.township, household=home, helper=helper, from_date=MARCH)
    again = assign_helper(by=cast.township, household=home, helper=helper, from_date=MAY)
    assert again == first
    assert first.history.count() == 1


def test_a_mistake_of_the_first_day_is_corrected_in_place(cast, home):
    wrong, right = make_helper("错"), make_helper("对")
    assign_helper(by=cast.township, household=home, helper=wrong, from_date=MARCH)
    assign_helper(by=cast.township, household=home, helper=right, from_date=MARCH)
    assert spans(home) == [("对", MARCH, None)]


def test_a_helper_of_a_day_to_come_stands_on_the_household_from_that_day(cast, home):
    now, then = make_helper("现任"), make_helper("下任")
    assign_helper(by=cast.township, household=home, helper=now, from_date=MARCH)
    assign_helper(by=cast.township, household=home, helper=then, from_date=dt.date(2017, 6, 1))
    home.refresh_from_db()
    assert home.helper_name == "现任"
    assert refresh_answers(day=dt.date(2017, 6, 1)) == 1
    home.refresh_from_db()
    assert home.helper_name == "下任"
    assert refresh_answers(day=dt.date(2017, 6, 1)) == 0


def test_a_day_before_a_later_assignment_is_refused(cast, home):
    assign_helper(by=cast.township, household=home, helper=make_helper(), from_date=MAY)
    with pytest.raises(ValidationError) as caught:
        assign_helper(by=cast.township, household=home, helper=make_helper(), from_date=MARCH)
    assert "2017-05-16" in caught.value.message_dict["from_date"][0]


def test_a_helper_of_another_county_is_refused(cast, home):
    with pytest.raises(ValidationError):
        assign_helper(by=cast.township, household=home, helper=make_helper(county="422828"), from_date=MARCH)


def test_a_day_before_registration_is_refused(cast, home):
    with pytest.raises(ValidationError):
        assign_helper(by=cast.township, household=home, helper=make_helper(), from_date=dt.date(2013, 1, 1))


def test_a_supporting_helper_stands_beside_the_primary_one(cast, home):
    first, second = make_helper("责任人"), make_helper("协助人")
    assign_helper(by=cast.township, household=home, helper=first, from_date=MARCH)
    assign_helper(
        by=cast.township, household=home, helper=second, from_date=MARCH, role=AssignmentRole.SUPPORT
    )
    home.refresh_from_db()
    assert home.helper_name == "责任人"
    assert len(spans(home)) == 2


def test_an_ended_assignment_leaves_the_household_without_helper(cast, home):
    made = assign_helper(by=cast.township, household=home, helper=make_helper(), from_date=MARCH)
    end_assignment(by=cast.township, assignment=made, to_date=dt.date(2017, 5, 19))
    home.refresh_from_db()
    assert home.helper_name == ""


def test_an_assignment_that_ends_today_still_stands_today(cast, home):
    made = assign_helper(by=cast.township, household=home, helper=make_helper("今"), from_date=MARCH)
    end_assignment(by=cast.township, assignment=made, to_date=dt.date(2017, 5, 20))
    home.refresh_from_db()
    assert home.helper_name == "今"


def test_ending_twice_is_a_conflict(cast, home):
    made = assign_helper(by=cast.township, household=home, helper=make_helper(), from_date=MARCH)
    end_assignment(by=cast.township, assignment=made, to_date=MAY)
    with pytest.raises(Conflict):
        end_assignment(by=cast.township, assignment=made, to_date=MARCH + dt.timedelta(days=1))


def test_ending_before_the_beginning_is_refused(cast, home):
    made = put_in_charge(make_helper(), home, MARCH)
    with pytest.raises(ValidationError):
        end_assignment(by=cast.township, assignment=made, to_date=dt.date(2017, 2, 1))


def test_the_database_itself_refuses_two_primary_helpers_on_one_day(home):
    put_in_charge(make_helper(), home, MARCH)
    other = make_helper()
    insert = """INSERT INTO assistance_helperassignment (area_id, household_id, helper_id, role, from_date)
                VALUES (%s, %s, %s, 'primary', '2017-12-31')"""
    with pytest.raises(IntegrityError, match="one_primary_helper_at_a_time"):  # noqa: SIM117
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(insert, [home.area_id, home.pk, other.pk])
    assert HelperAssignment.objects.count() == 1


def test_the_database_takes_the_next_day_for_the_next_helper(home):
    put_in_charge(make_helper(), home, MARCH, until=dt.date(2017, 5, 15))
    put_in_charge(make_helper(), home, MAY)
    assert HelperAssignment.objects.count() == 2
