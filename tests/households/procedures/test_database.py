"""The database itself refuses a step out of order, whoever writes."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from households.models import Transition
from households.services import procedures as desk
from households.steps import State
from povertyapp.core.models import RoleGrant
from tests.households.factories import make_user
from tests.households.procedures.ways import applicant, exit_case, lead, meetings, supply

START = dt.date(2023, 3, 1)


def sql(text, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(text, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def case(people):
    return lead(applicant(people, START), people, State.REVIEWED)


@pytest.fixture
def ready(people, case):
    """A case whose next step has all that it needs."""
    supply("posted:first", case, people, case.state_since)
    return case


def insert_both(case, to, by, on, *, follow=True, level="village", role=None, unit=None):
    """Write a step by SQL and, with `follow`, let its case take it."""
    grant = by.grants.get()
    text = (
        "INSERT INTO households_transition (case_id, area_id, number, from_state, to_state, level, actor_id,"
        " acting_role, acting_unit_id, decided_on, recorded_at, reason, guards, evidence)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, now(), '', '[]', '[]');"
    )
    values = (case.pk, case.area_id, case.step + 1, case.state, to, level, by.pk, role or grant.role)
    values = (*values, unit or grant.area_id, on)
    if follow:
        text += "UPDATE households_procedurecase SET state = %s, step = step + 1 WHERE id = %s"
        values = (*values, to, case.pk)
    sql(text, *values)


def test_step_with_everything_is_taken_by_sql_too(people, ready):
    insert_both(ready, "first_publicity", people.cadre, ready.state_since)
    ready.refresh_from_db()
    assert ready.state == State.FIRST_PUBLICITY


WRONG = {
    "a state without a step": lambda case, people: sql(
        "UPDATE households_procedurecase SET state = 'announced', step = step + 1 WHERE id = %s", case.pk
    ),
    "a step that its case does not take": lambda case, people: insert_both(
        case, "first_publicity", people.cadre, case.state_since, follow=False
    ),
    "a step left out": lambda case, people: insert_both(
        case, "township_review", people.cadre, case.state_since
    ),
    "another level": lambda case, people: insert_both(
        case, "first_publicity", people.township, case.state_since, level="township"
    ),
    "a role that one does not have": lambda case, people: insert_both(
        case, "first_publicity", people.township, case.state_since, role="cadre", unit=case.area_id
    ),
    "a village that is not one's own": lambda case, people: insert_both(
        case, "first_publicity", make_user("far", "cadre", people.places.other_village), case.state_since
    ),
    "a day before the step before": lambda case, people: insert_both(
        case, "first_publicity", people.cadre, case.state_since - dt.timedelta(1)
    ),
    "a case gone": lambda case, people: sql("DELETE FROM households_procedurecase WHERE id = %s", case.pk),
    "a step gone": lambda case, people: sql("DELETE FROM households_transition WHERE case_id = %s", case.pk),
    "a step rewritten": lambda case, people: sql(
        "UPDATE households_transition SET reason = 'x' WHERE case_id = %s", case.pk
    ),
    "evidence gone": lambda case, people: sql("DELETE FROM households_evidence WHERE case_id = %s", case.pk),
    "evidence rewritten": lambda case, people: sql("UPDATE households_publicity SET posted_on = posted_on - 9"),
    "another household": lambda case, people: sql(
        "UPDATE households_procedurecase SET kind = 'exit' WHERE id = %s", case.pk
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(WRONG))
def test_database_refuses(what, people, ready):
    before = Transition.objects.count()
    with pytest.raises(DatabaseError):
        WRONG[what](ready, people)
    ready.refresh_from_db()
    assert (ready.state, Transition.objects.count()) == (State.REVIEWED, before)


def test_database_refuses_a_step_without_its_evidence(people, case):
    with pytest.raises(DatabaseError, match="lacking: posted:first"):
        insert_both(case, "first_publicity", people.cadre, case.state_since)


@pytest.mark.parametrize("changes", [{"present": 19}, {"in_favour": 12, "present": 24}, {"paper": ""}])
def test_database_counts_quorum_and_majority_itself(people, changes):
    case = applicant(people, START)
    for need in ("evidence:survey", "compared:village"):
        supply(need, case, people, START)
    desk.record_deliberation(
        by=people.cadre, batch=case.batch, topic="entry", template="review",
        meetings=meetings(on=START, **{"in_favour": 19, **changes}),
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="lacking: talks:entry"):
        insert_both(case, "reviewed", people.cadre, START)


def test_one_person_does_not_decide_on_two_levels_in_a_row(people):
    case = lead(exit_case(people, START), people, State.EXIT_PROPOSED)
    both = people.cadre
    RoleGrant.objects.create(user=both, role="township", area=people.places.township, from_date=START)
    for need in ("evidence:home_check", "evidence:exit_ledger"):
        supply(need, case, people, case.state_since)
    unit = people.places.township.pk
    both.grants.filter(role="cadre").delete()
    with pytest.raises(DatabaseError, match="twice in a row"):
        insert_both(case, "exit_verified", both, case.state_since, level="township", unit=unit)
    insert_both(case, "exit_verified", people.township, case.state_since, level="township")


def test_list_that_a_step_went_by_was_not_taken_down_before(people):
    case = lead(applicant(people, START), people, State.TOWNSHIP_REVIEW)
    posted = case.batch.publicities.get()
    with pytest.raises(ValidationError, match="取下日期不能更早"):
        desk.take_down(by=people.cadre, publicity=posted, on=posted.posted_on + dt.timedelta(3))
    early = posted.posted_on + dt.timedelta(3)
    with pytest.raises(DatabaseError, match="being up for longer"):
        sql("UPDATE households_publicity SET taken_down_on = %s WHERE id = %s", early, posted.pk)
    desk.take_down(by=people.cadre, publicity=posted, on=posted.posted_on + dt.timedelta(7))


def test_nobody_joins_a_list_that_was_deliberated(people, case):
    with pytest.raises(ValidationError, match="已经评议或公示"):
        applicant(people, START, batch=case.batch)
    with pytest.raises(DatabaseError, match="nobody joins"):
        sql(
            "INSERT INTO households_procedurecase (area_id, batch_id, kind, head_name, group_name, origin, start_state,"
            " state, state_since, step, opened_on, opened_by_id) VALUES (%s, %s, 'entry', 'x', '', 'procedure', 'new',"
            " 'new', %s, 0, %s, %s)",
            *(case.area_id, case.batch_id, START, START, people.cadre.pk),
        )
