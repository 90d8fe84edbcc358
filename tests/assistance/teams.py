"""Teams, people on posts, days on post and villages of units for tests. The defaults keep every rule."""

import datetime as dt

from assistance.choices import AttendanceSource, PostKind
from assistance.models import Attendance, HelpingUnit, Official, Post, ResidentTeam, VillageTask
from povertyapp.core import clock
from povertyapp.core.models import Area
from tests.households.factories import VILLAGE

SINCE = dt.date(2017, 1, 1)
MARCH = dt.date(2017, 3, 1)


def make_unit(name="县供电公司", county="422827"):
    return HelpingUnit.objects.get_or_create(area_id=county, name=name)[0]


def make_official(name="", unit=None, county="422827", **fields):
    number = Official.objects.count() + 1
    return Official.objects.create(
        code=fields.pop("code", f"{county}G{number:05d}"),
        name=name or f"田驻{number}",
        unit=unit,
        area_id=county,
        **fields,
    )


def make_team(village=VILLAGE, unit=None, since=SINCE, until=None):
    return ResidentTeam.objects.create(
        area_id=village, unit=unit or make_unit(), from_date=since, to_date=until
    )


def make_post(kind=PostKind.CLERK, place=VILLAGE, official=None, since=SINCE, until=None, **fields):
    return Post.objects.create(
        kind=kind,
        area_id=place,
        official=official or make_official(),
        from_date=since,
        to_date=until,
        **fields,
    )


def make_resident(team=None, kind=PostKind.FIRST_SECRETARY, since=SINCE, until=None, **fields):
    team = team or make_team()
    official = fields.pop("official", None) or make_official(fields.pop("name", ""), unit=team.unit)
    return make_post(kind, team.area_id, official, since, until, team=team, **fields)


def make_staffed(village=VILLAGE):
    """Create a village with clerk, leader and a team of three under its first secretary; return the secretary."""
    team = make_team(village)
    first = make_resident(team, is_head=True)
    for _more in range(2):
        make_resident(team, PostKind.TEAM_MEMBER)
    for kind in (PostKind.CLERK, PostKind.CONTACT_LEADER):
        make_post(kind, village)
    return first


def make_days(post, days=22, month=MARCH, leave=0, recorded_at=None, **fields):
    """Create the attendance of a month, entered on the first day of the next one unless told otherwise."""
    entered = clock.moment((month + dt.timedelta(days=32)).replace(day=1))
    return Attendance.objects.create(
        post=post,
        month=month,
        days=days,
        leave_days=leave,
        source=AttendanceSource.TOWNSHIP,
        recorded_at=recorded_at or entered,
        **fields,
    )


def make_task(unit=None, village=VILLAGE, claimed=SINCE, **fields):
    return VillageTask.objects.create(
        unit=unit or make_unit(), area_id=village, assigned_on=SINCE, claimed_on=claimed, **fields
    )


def village():
    return Area.objects.get(pk=VILLAGE)
