"""HA-V4 and E-30 for money and projects: a village whose notices are kept, and one whose are not."""

import datetime as dt

import pytest
import time_machine

from funds.choices.notices import NoticeKind
from funds.choices.projects import Stage
from funds.services.notices import add_photo, answer_objection, object_to_notice, take_down
from povertyapp.core.figures import figures_of
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from povertyapp.core.verdicts import verdicts_of_unit
from tests.funds.notices import make_notice
from tests.funds.projects import Walk
from tests.households.factories import COUNTY, cast
from tests.inspections.rectifying import picture

pytestmark = pytest.mark.django_db
MARCH = Period(2017, 3)


def stands(village):
    found = verdicts_of_unit("village", village.pk, village.pk, MARCH)
    return [(v.required, v.delivered, v.is_missed) for v in found if v.rule.code == "CB1-13N"]


def complying(people):
    (found,) = figures_of(people.clerk, COUNTY, MARCH, [RULES["E-30b"]])
    return (found.part, found.whole)


@pytest.fixture
def people():
    with time_machine.travel("2017-03-30 12:00+08:00", tick=False):
        yield cast()


def test_a_notice_is_kept_with_its_picture_and_answered_objections(people):
    village = people.places.village
    assert stands(village) == []
    notice = make_notice(people.cadre, village)
    assert stands(village) == [(1, 0, True)]
    add_photo(by=people.cadre, notice=notice, upload=picture(), taken_on=dt.date(2017, 3, 2))
    assert stands(village) == [(1, 1, False)]
    assert complying(people) == (1, 1)
    made = object_to_notice(by=people.cadre, notice=notice, made_by="匿名", text="金额不对")
    assert stands(village) == [(1, 0, True)]
    answer_objection(by=people.township, objection=made, answer="已核对")
    assert stands(village) == [(1, 1, False)]


def test_taken_down_early_it_is_not_kept(people):
    notice = make_notice(people.cadre, people.places.village, paper="村档案柜")
    assert complying(people) == (1, 1)
    take_down(by=people.cadre, notice=notice, on=dt.date(2017, 3, 9), reason="下雨")
    assert stands(people.places.village) == [(1, 0, True)]
    assert complying(people) == (0, 1)


def test_only_a_village_s_own_notices_whose_days_end_in_the_month_are_owed(people):
    make_notice(people.township, people.places.township)
    make_notice(people.cadre, people.places.village, posted_on=dt.date(2017, 3, 25))
    assert stands(people.places.village) == []


def test_what_was_entered_after_the_cut_off_counts_for_no_line(people):
    with time_machine.travel("2017-05-20 12:00+08:00", tick=False):
        make_notice(people.cadre, people.places.next_village, paper="村档案柜")
        assert stands(people.places.next_village) == []


def owed(village, rule, period):
    found = verdicts_of_unit("village", village.pk, village.pk, period)
    return [(v.required, v.delivered) for v in found if v.rule.code == rule]


def test_a_project_is_posted_in_its_village_after_the_approval(people):
    """C3: five days after the approval of 27 March the plan hangs; the walk posts it on the next day."""
    with time_machine.travel("2018-11-20 12:00+08:00", tick=False):
        walk = Walk(people)
        walk.to(Stage.APPROVED)
    april = Period(2017, 4)
    with time_machine.travel("2017-04-30 12:00+08:00", tick=False):
        assert owed(people.places.village, "CB1-13B", april) == [(1, 0)]
        assert owed(people.places.village, "CB1-13E", april) == []
    with time_machine.travel("2017-03-28 12:00+08:00", tick=False):
        walk.post(NoticeKind.YEAR_PLAN, dt.date(2017, 3, 28), [people.places.township])
        assert owed(people.places.village, "CB1-13B", april) == [(1, 0)]
        walk.post(NoticeKind.YEAR_PLAN, dt.date(2017, 3, 28), [people.places.village])
        assert owed(people.places.village, "CB1-13B", april) == [(1, 1)]


def test_a_project_is_posted_in_its_village_after_the_acceptance(people):
    """CB1-13E, C3: five days after the acceptance of 3 August; a notice elsewhere, or later, keeps nothing."""
    with time_machine.travel("2018-11-20 12:00+08:00", tick=False):
        walk = Walk(people)
        accepted = walk.to(Stage.ACCEPTED).accepted_on
    village, august = people.places.village, Period(2017, 8)
    last = accepted + dt.timedelta(days=5)
    with time_machine.travel("2017-08-31 12:00+08:00", tick=False):
        assert owed(village, "CB1-13E", Period(2017, 7)) == []
        assert owed(village, "CB1-13E", august) == [(1, 0)]
        walk.post(NoticeKind.AFTER, last, [people.places.township])
        walk.post(NoticeKind.BEFORE, last, [village])
        walk.post(NoticeKind.AFTER, last + dt.timedelta(days=1), [village])
        assert owed(village, "CB1-13E", august) == [(1, 0)]
        walk.post(NoticeKind.AFTER, last, [village])
        assert owed(village, "CB1-13E", august) == [(1, 1)]
