"""Who is on post in a generated county: teams, first secretaries, clerks, leaders, task forces, and their days."""

import datetime as dt
import io
from itertools import count

from assistance.choices import AttendanceSource, PostKind
from assistance.models import Attendance, Official, Post, ResidentTeam, VillageTask
from households.choices import VillageKind
from households.models import Village
from inspections.demo.names import given_name, phone, surname
from inspections.demo.people import between
from inspections.demo.rows import Sheet
from inspections.demo.words import WORDS, pick
from povertyapp.core.crypto import seal
from povertyapp.core.models.area import TOWNSHIP_DIGITS

PHONE = Official._meta.get_field("phone").column_key
TEAM_SIZE, TASK_FORCE_SIZE = 3, 4
WITHOUT_TEAM = 0.04  # ordinary villages with registered households that no team was posted to (JZ-44)
HANDOVER = 0.04  # villages whose first secretary was replaced in the middle of one of the months
SHORT, LATE = 0.02, 0.02  # people who were too few days on post; figures that came after the cut-off
VILLAGES_A_LEADER = 5
MID_MONTH = 20  # the day on which townships send in what there is of the running month


class StaffMaker:
    """Makes the people on posts of one county, with numbers and names of their own."""

    def __init__(self, plan, new_ids):
        self.plan, self.county = plan, plan.county.code
        self.new_ids, self.numbers, self.taken = new_ids, count(1), set()
        self.teams = Sheet(ResidentTeam, ("id", "area_id", "unit_id", "from_date"))
        self.officials = Sheet(Official, ("id", "area_id", "code", "name", "unit_id", "office", "phone"))
        self.posts = Sheet(
            Post, ("id", "area_id", "kind", "official_id", "team_id", "is_head", "from_date", "to_date")
        )
        self.tasks = Sheet(VillageTask, ("area_id", "unit_id", "assigned_on", "claimed_on"))
        self.attendance = Sheet(
            Attendance, ("area_id", "post_id", "month", "days", "leave_days", "source", "recorded_at")
        )

    @property
    def sheets(self):
        return (self.teams, self.officials, self.posts, self.tasks, self.attendance)

    def person(self, draw, unit_id, office):
        """Add a person and return the row's id."""
        pk, code = next(self.new_ids[Official]), f"{self.county}G{next(self.numbers):05d}"
        age, male = between(draw, 28, 56), draw.random() < 0.75
        name = surname(draw) + given_name(draw, male=male, age=age)
        while (unit_id, name) in self.taken:
            name = surname(draw) + given_name(draw, male=male, age=age)
        self.taken.add((unit_id, name))
        self.officials.add(pk, self.county, code, name, unit_id, office, seal(phone(draw), PHONE, code))
        return pk

    def post(self, area, kind, official, *, team=None, is_head=False, since=None, to=None):
        pk = next(self.new_ids[Post])
        since = since or self.plan.since
        self.posts.add(pk, area, str(kind.value), official, team, is_head, since, to)
        return pk, since, to

    def team(self, draw, area, unit_id):
        """Add a team of three under its first secretary, with their days of every month."""
        pk = next(self.new_ids[ResidentTeam])
        self.teams.add(pk, area, unit_id, self.plan.since)
        made = [
            self.post(
                area, PostKind.TEAM_MEMBER, self.person(draw, unit_id, pick(draw, WORDS["posts"])), team=pk
            )
            for _member in range(TEAM_SIZE - 1)
        ]
        for since, to in self._terms(draw):
            who = self.person(draw, unit_id, pick(draw, WORDS["posts"]))
            kind = PostKind.FIRST_SECRETARY
            made.append(self.post(area, kind, who, team=pk, is_head=True, since=since, to=to))
        for post, since, to in made:
            for month in self.plan.months:
                self._days(draw, area, post, month, max(since, month.start), min(to or month.end, month.end))

    def _terms(self, draw):
        """Return from when to when a village has its first secretaries: one, or two after each other."""
        last = pick(draw, self.plan.months).start + dt.timedelta(days=between(draw, 7, 19))
        if draw.random() >= HANDOVER or last > self.plan.last_day:
            return [(self.plan.since, None)]
        return [(self.plan.since, last), (last + dt.timedelta(days=1), None)]

    def _days(self, draw, area, post, month, first, last):
        """Add the days of a month, as they were sent in."""
        sent = month.next.start + dt.timedelta(
            days=between(draw, 4, 6) if draw.random() < LATE else between(draw, 0, 1)
        )
        if sent >= self.plan.known_until:  # the month is running: what there was on the 20th
            sent = month.start + dt.timedelta(days=MID_MONTH - 1)
            last = min(last, sent)
        held = (last - first).days + 1
        if held <= 0 or sent >= self.plan.known_until:
            return
        share = between(draw, 40, 62) if draw.random() < SHORT else between(draw, 74, 88)
        leave = between(draw, 0, 2) if held > MID_MONTH else 0
        days = min(-(-held * share // 100), held - leave)
        self.attendance.add(
            area, post, month.start, days, leave, AttendanceSource.TOWNSHIP.value, f"{sent} 10:00:00+08"
        )


def write_staffing(cursor, plan, sizes, villages, unit_ids, new_ids):
    """Write who is on post and which unit has which village; return how many of each.

    Every village has its clerk but one; those of the register have a unit with the task, taken over but by one
    unit, and a team unless they are ordinary and nobody was sent. `new_ids(model, n)` gives unused row ids.
    """
    people = len(villages) * (TEAM_SIZE + 4) + 100
    ids = {model: iter(new_ids(model, people)) for model in (ResidentTeam, Official, Post)}
    maker = StaffMaker(plan, ids)
    poor = set(
        Village.objects.in_area(plan.county.code)
        .filter(kind=VillageKind.POOR)
        .values_list("area_id", flat=True)
    )
    draw = plan.random("staffing")
    without_clerk = pick(draw, list(sizes)).code
    _write_units(maker, draw, plan, sizes, unit_ids, poor)
    _write_clerks(maker, plan, villages, without_clerk)
    _write_townships(maker, plan, villages)
    for sheet in maker.sheets:
        cursor.copy_expert(sheet.statement, io.StringIO(sheet.take()))
    names = ("teams", "officials", "posts", "village_tasks", "attendance")
    return {name: sheet.count for name, sheet in zip(names, maker.sheets, strict=True)}


def _write_units(maker, draw, plan, sizes, unit_ids, poor):
    """Give each village of the register the unit whose helpers it has, and a team of that unit."""
    units = [unit_ids[place % len(unit_ids)] for place in range(len(sizes))]
    idle = pick(draw, units)
    for village, unit_id in zip(sizes, units, strict=True):
        mine = plan.random(village.code, "staff")
        claimed = None if unit_id == idle else plan.since + dt.timedelta(days=between(mine, 3, 20))
        maker.tasks.add(village.code, unit_id, plan.since, claimed)
        if village.code in poor or mine.random() >= WITHOUT_TEAM:
            maker.team(mine, village.code, unit_id)


def _write_clerks(maker, plan, villages, without):
    """Give every village its clerk, and a leader of the county to every five neighbours."""
    leader = None
    for place, village in enumerate(villages):
        draw = plan.random(village.code, "clerk")
        if village.code != without:
            maker.post(village.code, PostKind.CLERK, maker.person(draw, None, "村委委员"))
        if place % VILLAGES_A_LEADER == 0:
            leader = maker.person(
                draw, None, pick(draw, ("县委常委", "副县长", "县人大副主任", "县政协副主席"))
            )
        maker.post(village.code, PostKind.CONTACT_LEADER, leader)


def _write_townships(maker, plan, villages):
    """Give every township its task force; that of the last one is too small (CB1-02)."""
    townships = sorted({village.code[:TOWNSHIP_DIGITS] for village in villages})
    for township in townships:
        draw = plan.random(township, "task force")
        size = 2 if township == townships[-1] and len(townships) > 1 else TASK_FORCE_SIZE
        for place in range(size):
            who = maker.person(draw, None, "副乡镇长" if place == 0 else "乡镇干部")
            maker.post(township, PostKind.TASK_FORCE, who, is_head=place == 0)
