"""Each procedure from its beginning to its end, and what the household follows."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from households.choices import PovertyStatus
from households.models import ProcedureCase
from households.services import procedures as desk
from households.steps import MonitoringCategory, ProcedureKind, State
from povertyapp.core.models import Act
from tests.households.factories import make_household
from tests.households.procedures.ways import applicant, exit_case, lead, step, supply

START = dt.date(2023, 3, 1)


def states(case):
    return [case.start_state, *case.transitions.order_by("number").values_list("to_state", flat=True)]


def test_an_applicant_comes_onto_the_register_by_two_publicities_and_an_announcement(people):
    case = applicant(people, START)
    lead(case, people, State.REGISTERED)
    home = case.household
    assert home.head_name == "向有福"
    assert home.registered_on == case.state_since
    assert home.poverty_status == PovertyStatus.IN_POVERTY
    assert home.members.get().id_number == case.applicant.members.get().id_number
    assert not Act.objects.exists(), "a step of a procedure cannot be undone"
    lead(case, people, State.ASSISTED)
    assert case.ended_on == case.state_since
    assert states(case) == [
        "new", "applied", "reviewed", "first_publicity", "township_review", "second_publicity", "county_review",
        "announced", "registered", "assisted",
    ]  # fmt: skip
    last = case.transitions.get(to_state=State.SECOND_PUBLICITY)
    assert (last.acting_unit_id, last.level, last.actor) == ("422827100", "township", people.township)
    assert all(result["met"] for result in last.guards)
    assert any(row.startswith("spotcheck:") for row in last.evidence)


def test_a_household_leaves_poverty_and_is_closed_a_year_later(people):
    case = exit_case(people, START)
    home = case.household
    lead(case, people, State.EXIT_PROPOSED)
    home.refresh_from_db()
    assert home.poverty_status == PovertyStatus.PRE_EXIT
    lead(case, people, State.EXITED)
    home.refresh_from_db()
    assert (home.poverty_status, home.exited_on) == (PovertyStatus.EXITED, case.state_since)
    assert ProcedureCase.objects.busy().count() == 0
    assert desk.recorded_state(home) == State.EXITED
    lead(case, people, State.CLOSED)
    assert desk.recorded_state(home) == State.CLOSED


def test_records_that_changed_after_the_check_hold_an_exit_back(people):
    case, day = exit_case(people, START), START + dt.timedelta(1)
    for need in ("talks:exit", "items"):
        supply(need, case, people, day)
    case.household.living.update(is_water_safe=False)
    propose = {"by": people.cadre, "case": case, "to": State.EXIT_PROPOSED, "on": day, "reason": "符合标准"}
    with pytest.raises(ValidationError, match="饮水安全"):
        desk.move_case(**propose)
    case.household.living.update(is_water_safe=True)
    desk.move_case(**propose)


def test_a_household_that_lost_a_guarantee_is_not_closed(people):
    case = lead(exit_case(people, START), people, State.EXITED)
    case.household.living.update(is_water_safe=False)
    with pytest.raises(ValidationError, match="饮水安全"):
        lead(case, people, State.CLOSED)
    case.household.living.update(is_water_safe=True)
    lead(case, people, State.CLOSED)


def test_an_exited_household_that_fell_back_returns_and_its_exit_ends(people):
    exit_ = lead(exit_case(people, START), people, State.EXITED)
    home = exit_.household
    case = desk.open_return(
        by=people.cadre, household=home, cause="户主大病", on=exit_.state_since + dt.timedelta(30)
    )
    lead(case, people, State.RETURNED)
    home.refresh_from_db()
    exit_.refresh_from_db()
    assert (home.poverty_status, home.returned_on, home.return_reason) == (
        PovertyStatus.RETURNED, case.state_since, "户主大病",
    )  # fmt: skip
    assert exit_.ended_on == case.state_since
    lead(case, people, State.ASSISTED)
    home.refresh_from_db()
    assert home.poverty_status == PovertyStatus.RETURNED


def test_a_household_registered_by_mistake_is_removed_by_the_county(people):
    home = make_household(helper_name="彭帮扶")
    case = desk.open_removal(by=people.township, household=home, finding="比对发现有商品房", on=START)
    step(case, people, State.REMOVED, on=START + dt.timedelta(20))
    home.refresh_from_db()
    assert home.left_register_on == case.ended_on == START + dt.timedelta(20)


def test_a_household_that_moved_abroad_is_closed(people):
    home = make_household(helper_name="彭帮扶")
    case = desk.open_natural_close(
        by=people.cadre, household=home, cause="emigration", text="全家出国定居", on=START, paper="村档案柜"
    )
    desk.move_case(by=people.township, case=case, to=State.CLOSED_NATURAL, on=START)
    home.refresh_from_db()
    assert home.left_register_on == START


def test_a_sudden_hardship_is_watched_until_the_risk_is_gone(people):
    case = desk.open_monitoring(
        by=people.cadre,
        area=people.places.village,
        category=MonitoringCategory.HARDSHIP,
        clue_source="department",
        risks=["illness"],
        head_name="田大山",
        size=3,
        net_income=30000,
        rigid_spending=20000,
        on=START,
    )
    lead(case, people, State.RISK_REMOVED)
    case.monitoring.refresh_from_db()
    entered = case.transitions.get(to_state=State.MONITORED).decided_on
    assert case.monitoring.monitored_on == entered
    assert case.monitoring.risk_removed_on == case.ended_on


def test_a_rejected_application_goes_back_when_the_level_above_upholds_the_appeal(people):
    case = lead(applicant(people, START), people, State.TOWNSHIP_REVIEW)
    step(case, people, State.REJECTED)
    assert case.ended_on
    day = case.state_since + dt.timedelta(5)
    desk.appeal(by=people.cadre, case=case, text="情况已变化", on=day)
    desk.decide_appeal(by=people.clerk, case=case, is_upheld=True, decision="申诉成立，重新审核", on=day)
    desk.move_case(by=people.clerk, case=case, to=State.TOWNSHIP_REVIEW, on=day)
    case.refresh_from_db()
    assert (case.state, case.ended_on) == (State.TOWNSHIP_REVIEW, None)


def test_an_exit_that_is_sent_back_leaves_the_household_in_poverty(people):
    case = lead(exit_case(people, START), people, State.EXIT_PROPOSED)
    desk.move_case(by=people.township, case=case, to=State.ASSISTED, on=case.state_since, reason="住房未达标")
    case.household.refresh_from_db()
    assert case.household.poverty_status == PovertyStatus.IN_POVERTY


@pytest.mark.parametrize("kind", [kind for kind in ProcedureKind])
def test_every_permitted_step_stands_in_the_database_as_in_the_code(db, kind):
    from households.models import PermittedMove
    from households.steps import MOVES

    stored = PermittedMove.objects.filter(kind=kind).values_list("from_state", "to_state", "level", "needs")
    coded = {(m.was, m.to, m.level, m.needs) for m in MOVES if m.kind == kind}
    assert {(was, to, level, tuple(needs)) for was, to, level, needs in stored} == coded
