"""Many households in one act: done or skipped with a reason, all together, taken back as one; and the hand-over."""

import datetime as dt
import threading

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from assistance.choices import AssignmentRole, Outcome
from assistance.models import AssignmentRound, Helper, HelperAssignment
from assistance.services import assign_helper, assign_many, hand_over, refresh_answers
from assistance.services.pairing import import_assignments
from households.models import Household
from povertyapp.core.models import Area
from povertyapp.core.undo import undo_act
from tests.assistance.factories import make_helper, put_in_charge
from tests.households.factories import OUTSIDER_VILLAGE, cast, make_household

MARCH, MAY = dt.date(2017, 3, 1), dt.date(2017, 5, 16)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel("2017-05-20 12:00+08:00", tick=False):
        yield


def home(**fields):
    return make_household(members=0, income=False, living=False, forms=False, **fields)


def outcomes(made):
    return {line["household"]: line["outcome"] for line in made.outcome}


def spans(household):
    rows = HelperAssignment.objects.filter(household=household).order_by("from_date", "pk")
    return [(row.helper_id, row.from_date, row.to_date) for row in rows]


@pytest.mark.django_db
def test_each_household_is_done_or_skipped_with_its_reason(cast):
    old, new = make_helper(), make_helper()
    empty, helped, same, today = home(), home(), home(), home()
    put_in_charge(old, helped, MARCH)
    put_in_charge(new, same, MARCH)
    put_in_charge(old, today, MAY)
    planned, gone, young = home(), home(left_register_on=MARCH), home(registered_on=dt.date(2017, 5, 17))
    put_in_charge(old, planned, dt.date(2017, 6, 1))
    nobody, abroad = home(), home(area_id=OUTSIDER_VILLAGE)
    homes = [empty, helped, same, today, planned, gone, young, nobody, abroad]
    choices = {h.pk: new for h in homes} | {nobody.pk: None}
    made = assign_many(by=cast.clerk, choices=choices, from_date=MAY)
    assert [outcomes(made)[h.pk] for h in homes] == [
        *("opened", "replaced", "same", "corrected", "later", "off_register", "off_register"),
        *("nobody", "elsewhere"),
    ]
    assert (len(made.written), len(made.skipped)) == (3, 6)
    assert spans(helped) == [(old.pk, MARCH, dt.date(2017, 5, 15)), (new.pk, MAY, None)]
    assert spans(today) == [(new.pk, MAY, None)]
    assert spans(planned) == [(old.pk, dt.date(2017, 6, 1), None)]
    assert set(Household.objects.filter(helper_name=new.name)) == {empty, helped, today, same}


@pytest.mark.django_db
def test_nothing_to_do_is_refused_and_writes_nothing(cast):
    helper, gone = make_helper(), home(left_register_on=MARCH)
    with pytest.raises(ValidationError, match="没有一户可以办理.*不在册"):
        assign_many(by=cast.clerk, choices={gone.pk: helper}, from_date=MAY)
    assert not AssignmentRound.objects.exists()
    assert not HelperAssignment.objects.exists()


@pytest.mark.django_db
def test_the_act_is_taken_back_whole_even_what_began_in_the_night(cast):
    old, new, homes = make_helper(), make_helper(user=cast.helper), [home(), home()]
    put_in_charge(old, homes[0], MARCH)
    made = assign_many(by=cast.clerk, choices={h.pk: new for h in homes}, from_date=dt.date(2017, 5, 21))
    with time_machine.travel("2017-05-21 02:00+08:00", tick=False):
        refresh_answers()
        assert {h.answered_by_id for h in Household.objects.all()} == {cast.helper.pk}
        undo_act(by=cast.clerk, act=made.act)
    assert spans(homes[0]) == [(old.pk, MARCH, None)]
    assert spans(homes[1]) == []
    assert [(h.helper_name, h.answered_by_id) for h in Household.objects.order_by("pk")] == [
        (old.name, None),
        ("", None),
    ]
    made.refresh_from_db()
    assert made.act.undone_at


@pytest.mark.django_db
def test_a_supporter_comes_beside_the_helper(cast):
    helper, second, household = make_helper(), make_helper(), home()
    put_in_charge(helper, household, MARCH)
    role = {"role": AssignmentRole.SUPPORT, "from_date": MAY}
    made = assign_many(by=cast.clerk, choices={household.pk: second}, **role)
    assert outcomes(made) == {household.pk: Outcome.OPENED}
    with pytest.raises(ValidationError, match="本来就由此人负责"):
        assign_many(by=cast.clerk, choices={household.pk: second}, **role)
    household.refresh_from_db()
    assert household.helper_name == helper.name


def statements(function, **facts):
    """Count what is sent to the database; COPY goes past the log of queries."""
    sent = []

    def count(execute, sql, params, many, context):
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        function(**facts)
    return len(sent)


@pytest.mark.django_db
def test_statements_do_not_grow_with_households(cast):
    helper, facts = make_helper(), {"by": cast.clerk, "from_date": MAY}
    few = statements(assign_many, choices={home().pk: helper}, **facts)
    many = statements(assign_many, choices={home().pk: helper for _n in range(12)}, **facts)
    assert many <= few < 40


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("second", "meets"), [("2017-05-16", True), ("2017-05-15", True), ("2017-05-17", False)]
)
def test_the_database_refuses_two_helpers_on_one_day(cast, second, meets):
    one, two, household = make_helper(), make_helper(), home()
    put_in_charge(one, household, MARCH, until=MAY)
    values = [household.pk, household.area_id, two.pk, second]
    sql = (
        "INSERT INTO assistance_helperassignment (household_id, area_id, helper_id, role, from_date)"
        " VALUES (%s, %s, %s, 'primary', %s)"
    )
    if meets:
        with pytest.raises(IntegrityError, match="one_primary_helper"), transaction.atomic():
            connection.cursor().execute(sql, values)
    else:
        connection.cursor().execute(sql, values)
    assert HelperAssignment.objects.count() == (1 if meets else 2)


@pytest.mark.django_db(transaction=True)
def test_two_sessions_at_once_one_result_one_clear_refusal(places):
    people = cast()
    household, helpers, said = home(), [make_helper(), make_helper()], []
    started = threading.Barrier(2)

    def assign(helper):
        try:
            started.wait(5)
            made = assign_many(
                by=people.clerk, choices={household.pk: helper}, seen={household.pk: 0}, from_date=MAY
            )
            said.append(outcomes(made)[household.pk])
        except ValidationError as error:
            said.append(error.messages[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=assign, args=[helper]) for helper in helpers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(said) == ["opened", "没有一户可以办理：刚刚被别人改过，请刷新后再办（1）。"]
    assert len(spans(household)) == 1


@pytest.mark.django_db
def test_page_and_import_write_through_one_function(cast, monkeypatch, tmp_path):
    calls = []
    from assistance.services import assigning, pairing, terms

    def watched(cursor, **facts):
        calls.append(len(facts["opened"]))
        return terms.write_terms(cursor, **facts)

    monkeypatch.setattr(assigning, "write_terms", watched)
    monkeypatch.setattr(pairing, "write_terms", watched)
    household = home()
    assign_many(by=cast.clerk, choices={household.pk: make_helper()}, from_date=MARCH)
    file = tmp_path / "结对表.csv"
    file.write_text(
        "帮扶责任人结对表\n户编号,户主姓名,帮扶责任人,帮扶单位,开始日期\n"
        f"{household.household_no},{household.head_name},新人,县林业局,2017-05-16\n",
        encoding="utf-8",
    )
    result = import_assignments(by=cast.clerk, source=str(file), county=Area.objects.get(pk="422827"))
    assert not result.refused
    assert calls == [1, 1]
    new = Helper.objects.get(name="新人")
    assert spans(household)[-1] == (new.pk, MAY, None)


@pytest.mark.django_db
def test_hand_over_moves_all_or_some_from_a_day(cast):
    old, new, homes = make_helper(), make_helper(), [home() for _n in range(3)]
    for household in homes:
        put_in_charge(old, household, MARCH)
    facts = {"by": cast.clerk, "predecessor": old, "successor": new, "from_date": MAY}
    made = hand_over(**facts, households=[homes[0].pk], note="老人行动不便")
    assert (made.predecessor, made.successor, made.note) == (old, new, "老人行动不便")
    assert outcomes(made) == {homes[0].pk: "replaced"}
    rest = hand_over(**facts)
    assert set(outcomes(rest)) == {homes[1].pk, homes[2].pk}
    with pytest.raises(ValidationError, match="不用交接"):
        hand_over(**facts)
    with pytest.raises(ValidationError, match="不能是同一个人"):
        hand_over(**facts | {"successor": old})
    assert spans(homes[0]) == [(old.pk, MARCH, dt.date(2017, 5, 15)), (new.pk, MAY, None)]


@pytest.mark.django_db
def test_a_single_assignment_waits_for_the_same_lock(cast):
    """The service for one household locks it, too: what the bulk act saw before is refused afterwards."""
    household, one, two = home(), make_helper(), make_helper()
    assign_helper(by=cast.clerk, household=household, helper=one, from_date=MAY)
    with pytest.raises(ValidationError, match="刚刚被别人改过"):
        assign_many(by=cast.clerk, choices={household.pk: two}, seen={household.pk: 0}, from_date=MAY)
