"""Days on post: recorded for many at once, corrected by a further row, late when they come late."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from assistance.choices import AttendanceSource, PostKind
from assistance.models import Attendance
from assistance.services import record_attendance
from povertyapp.core import clock
from povertyapp.core.models import Act, MonthLock
from povertyapp.core.period import Period
from tests.assistance.teams import make_days, make_resident, make_team

pytestmark = pytest.mark.django_db
MARCH = Period(2017, 3)
IN_TIME, LATE = "2017-04-02 09:00+08:00", "2017-04-05 09:00+08:00"


@pytest.fixture
def posts(places):
    team = make_team()
    return [make_resident(team), make_resident(team, PostKind.TEAM_MEMBER)]


def record(cast, entries, period=MARCH):
    return record_attendance(
        by=cast.township,
        area=cast.places.township,
        period=period,
        source=AttendanceSource.TOWNSHIP,
        entries=entries,
    )


def test_a_sheet_is_recorded_once_and_corrected_by_a_further_row(cast, posts):
    first, member = posts
    with time_machine.travel(IN_TIME, tick=False):
        made = record(cast, {first: (22, 2), member: (18, 0)})
        assert (made.created, made.corrected, made.unchanged, made.is_late) == (2, 0, 0, False)
        again = record(cast, {first: (22, 2), member: (18, 0)})
        assert (again.created, again.corrected, again.unchanged) == (0, 0, 2)
        assert Attendance.objects.count() == 2
    with time_machine.travel("2017-04-03 09:00+08:00", tick=False):
        mended = record(cast, {first: (22, 2), member: (20, 0)})
    assert (mended.created, mended.corrected, mended.unchanged) == (0, 1, 1)
    assert set(Attendance.objects.newest().values_list("post", "days")) == {(first.pk, 22), (member.pk, 20)}
    assert Act.objects.count() == 2  # the sheet that changed nothing left none


def test_what_comes_after_the_cut_off_is_late_and_the_account_still_counts_what_was_there(cast, posts):
    first, member = posts
    with time_machine.travel(IN_TIME, tick=False):
        record(cast, {first: (19, 0)})
    with time_machine.travel(LATE, tick=False):
        late = record(cast, {first: (21, 0), member: (21, 0)})
    assert late.is_late
    counted = Attendance.objects.entered_by(MARCH.cutoff(3))
    assert set(counted.values_list("post", "days")) == {(first.pk, 19)}
    lateness = Attendance.objects.with_lateness().newest()
    assert set(lateness.values_list("post", "is_late")) == {(first.pk, True), (member.pk, True)}


def test_a_locked_month_takes_late_rows_only(cast, posts):
    with time_machine.travel(IN_TIME, tick=False):
        closed = clock.now() + dt.timedelta(hours=2)
        MonthLock.objects.create(county=cast.places.county, month=str(MARCH), closed_at=closed)
        record(cast, {posts[0]: (22, 0)})
    assert Attendance.objects.get().recorded_at == closed


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(cast, posts):
    first, member = posts
    gone = make_resident(first.team, PostKind.TEAM_MEMBER, until=dt.date(2017, 2, 28))
    with time_machine.travel(IN_TIME, tick=False), pytest.raises(ValidationError) as error:
        record(cast, {first: (30, 2), member: (20, 0), gone: (3, 0)})
    assert set(error.value.message_dict) == {f"days_{first.pk}", f"days_{gone.pk}"}
    assert not Attendance.objects.exists()


def test_the_running_month_counts_up_to_today_and_none_ahead(cast, posts):
    with time_machine.travel("2017-03-10 09:00+08:00", tick=False):
        record(cast, {posts[0]: (10, 0)})
        with pytest.raises(ValidationError, match="应在岗 10 天"):
            record(cast, {posts[0]: (11, 0)})
        with pytest.raises(ValidationError, match="还没有到"):
            record(cast, {posts[0]: (1, 0)}, Period(2017, 4))


def test_the_database_keeps_one_figure_a_month_that_fits_it(places):
    first = make_resident()
    make_days(first)
    row = "post_id, area_id, month, days, leave_days, source, recorded_at"
    for month, days, leave, name in (
        ("2017-03-01", 20, 0, "one_attendance_a_post_and_month"),
        ("2017-02-02", 20, 0, "attendance_is_of_a_month"),
        ("2017-02-01", 30, 2, "attendance_fits_a_month"),
    ):
        values = [first.pk, first.area_id, month, days, leave, "sheet", clock.now()]
        marks = ", ".join(["%s"] * len(values))
        with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO assistance_attendance ({row}) VALUES ({marks})", values)
