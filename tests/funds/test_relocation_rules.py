"""HA-T3 (LF-30, LF-31), E-21, and what must not be (B15): a township or household each way."""

import datetime as dt

import pytest

from funds.models import RelocationCase
from funds.relocation import behind, curve
from funds.services import relocation as desk
from funds.services.relocation.planning import straight_line
from households.exit_tests import bars_of
from povertyapp.core import clock
from povertyapp.core.figures import figure_rule_or_none, figures_of
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from povertyapp.core.verdicts import data_rows, verdicts_of_unit
from tests.funds.relocating import make_home, moved, movers, on_the_way
from tests.households.factories import COUNTY, TOWNSHIP

pytestmark = pytest.mark.django_db
JUNE, JULY, AUGUST = (Period(2017, month) for month in (6, 7, 8))


@pytest.fixture
def people(db):
    """The cast with the task of 2016: two households of four by the end of June 2017."""
    people = movers()
    people.task = desk.set_plan(
        by=people.clerk, township=people.places.township, year=2016, households=2, persons=8,
        begins_on=dt.date(2017, 5, 1), due_on=dt.date(2017, 6, 30), document="来搬〔2016〕9 号",
    )  # fmt: skip
    return people


def owed(people, period, rule="LF-30"):
    """Return (required, delivered) of the task of 2016, or None."""
    for one in verdicts_of_unit("township", TOWNSHIP, COUNTY, period):
        if one.rule.code == rule and one.subject_code == people.task.code:
            return one.required, one.delivered
    return None


def test_a_curve_is_a_straight_line_that_ends_with_all():
    line = straight_line(dt.date(2017, 1, 1), dt.date(2017, 6, 30), 1455, 5612)
    assert line[0] == (dt.date(2017, 1, 31), 243, 936)
    assert line[-1] == (dt.date(2017, 6, 30), 1455, 5612)
    assert len(straight_line(dt.date(2017, 3, 1), dt.date(2017, 10, 30), 2038, 7675)) == 8


def test_a_township_owes_the_curve_until_all_have_moved_in(people):
    assert owed(people, Period(2017, 4)) is None
    assert owed(people, Period(2017, 5)) == (1, 0)
    moved(people, make_home(people), people.task, dt.date(2017, 6, 30))
    late = moved(people, make_home(people), people.task, dt.date(2017, 7, 1))
    assert owed(people, JUNE) == (2, 1)
    assert owed(people, JUNE, "LF-30P") == (8, 4)
    assert owed(people, JULY) == (2, 2)
    assert owed(people, AUGUST) is None
    assert late.moved_in_on == dt.date(2017, 7, 1)


def test_who_moved_in_on_the_last_day_of_a_month_stands_on_its_point_of_the_curve(people):
    moved(people, make_home(people), people.task, dt.date(2017, 5, 31))
    tasks = type(people.task).objects.filter(pk=people.task.pk)
    points = curve(tasks, RelocationCase.objects.all(), 2016, dt.date(2017, 6, 2))
    assert [(point.moved, point.is_short) for point in points] == [(1, False), (1, True)]


def test_a_task_is_behind_for_households_or_for_persons(people):
    tasks = type(people.task).objects.filter(pk=people.task.pk)
    first, last = dt.date(2017, 5, 31), dt.date(2017, 6, 30)
    tasks.update(persons=12)
    people.task.targets.filter(month_end=first).update(persons=6)
    people.task.targets.filter(month_end=last).update(persons=12)
    moved(people, make_home(people), people.task, dt.date(2017, 5, 10), persons=5)
    (short,) = behind(tasks, first)
    assert (short.need, short.moved, short.need_people, short.moved_people) == (1, 1, 6, 5)
    moved(people, make_home(people), people.task, dt.date(2017, 5, 11), persons=7)
    for day in (first, last, first - dt.timedelta(days=1)):
        assert not behind(tasks, day)


def test_a_move_that_was_entered_after_the_cut_off_does_not_count_in_its_month(people):
    on = dt.date(2017, 6, 20)
    moved(people, make_home(people), people.task, on, at=clock.moment(dt.date(2017, 7, 4), 9))
    assert owed(people, JUNE) == (2, 0)
    assert owed(people, JULY) == (2, 1)


def test_a_key_is_shown_beside_and_does_not_count(people):
    home = make_home(people)
    case, way = on_the_way(people, "key_handed", home)
    rows = RelocationCase.objects.all()
    plans = type(people.plan).objects.filter(pk=people.plan.pk)
    points = {point.month_end: point for point in curve(plans, rows, 2017, dt.date(2017, 3, 15))}
    march = points[dt.date(2017, 3, 31)]
    assert (march.keyed, march.moved, march.is_short) == (1, 0, True)
    assert points[dt.date(2017, 4, 30)].moved is None
    strict, keys = (
        figures_of(people.clerk, COUNTY, Period(2017, 3), [figure_rule_or_none(code)])[0]
        for code in ("E-21", "E-21K")
    )
    assert ((strict.part, strict.whole), (keys.part, keys.whole)) == ((0, 1), (1, 1))


def faults(code, period):
    return list(data_rows(RULES[code], period, COUNTY).values_list("household_no", flat=True))


def test_nobody_exits_before_the_key(people):
    case, way = on_the_way(people, "accepted")
    home = case.household
    assert "还没有交钥匙" in bars_of(home, way.on)[0]
    type(home).objects.filter(pk=home.pk).update(exited_on=dt.date(2017, 2, 1))
    assert faults("B15-01", Period(2017, 3)) == [home.household_no]
    way.key_handed()
    home.refresh_from_db()
    assert bars_of(home, way.on) == []
    assert faults("B15-01", Period(2017, 3)) == []


def test_the_old_house_is_down_within_twelve_months(people):
    case = moved(people, make_home(people), people.task, dt.date(2017, 5, 31))
    assert faults("B15-02", Period(2018, 5)) == []
    assert faults("B15-02", Period(2018, 6)) == [case.household.household_no]


def test_a_plan_counts_up_and_keeps_its_list(people):
    facts = {
        "by": people.clerk, "township": people.places.township, "year": 2018, "households": 3, "persons": 9,
        "due_on": dt.date(2018, 10, 30), "document": "文",
    }  # fmt: skip
    march, april = dt.date(2018, 3, 31), dt.date(2018, 4, 30)
    for points, words in (
        ([(march, 2, 6), (april, 1, 9)], "不能减少"),
        ([(march, 2, 6)], "等于全部户数"),
        ([(march, 1, 2), (march, 3, 9)], "只能写一行"),
        ([(dt.date(2018, 11, 30), 3, 9)], "不能晚于完成期限"),
    ):
        with pytest.raises(Exception, match=words):
            desk.set_plan(points=points, **facts)
    plan = desk.set_plan(points=[(march, 1, 3), (april, 3, 9)], **facts)
    for _each in range(3):
        desk.list_household(
            by=people.clerk, plan=plan, household=make_home(people), persons=3, reason="hazard"
        )
    with pytest.raises(Exception, match="名单已满"):
        desk.list_household(
            by=people.clerk, plan=plan, household=make_home(people), persons=3, reason="hazard"
        )
    with pytest.raises(Exception, match="不能少于名单"):
        desk.set_plan(points=[(march, 2, 9)], **{**facts, "households": 2})
