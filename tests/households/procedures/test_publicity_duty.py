"""HA-V4 (CB1-13): a village that puts its lists up in time, and one that does not."""

import datetime as dt

import time_machine

from households.steps import State
from povertyapp.core.period import Period
from povertyapp.core.verdicts import verdicts_of_unit
from tests.households.procedures.ways import applicant, lead

MARCH = Period(2017, 3)


def test_lists_are_put_up_in_time(people):
    """HA-V4: within three days after the review, with a picture or its paper."""

    def stands():
        found = verdicts_of_unit("village", people.places.village.pk, people.places.village.pk, MARCH)
        return [(v.required, v.delivered, v.is_missed) for v in found if v.rule.code == "CB1-13"]

    with time_machine.travel("2017-03-30 12:00+08:00", tick=False):
        assert stands() == []
        in_time = applicant(people, dt.date(2017, 3, 1))
        lead(in_time, people, State.REVIEWED)
        assert stands() == [(1, 0, True)]
        lead(in_time, people, State.FIRST_PUBLICITY)
        assert stands() == [(1, 1, False)]
        late = applicant(people, dt.date(2017, 3, 2), head_name="向迟", signed_by="向迟")
        lead(late, people, State.REVIEWED)
        lead(late, people, State.FIRST_PUBLICITY, on=late.state_since + dt.timedelta(days=4))
        assert stands() == [(2, 1, True)]
