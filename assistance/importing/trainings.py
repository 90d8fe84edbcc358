"""The attendance list of trainings (技能培训签到表): its columns, and what it means beside what is stored.

A row is one member at one training. Rows with one topic, first day and organiser are one training; it belongs to
the smallest place that holds all who came, unless it is on record already.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assistance.choices import TrainingKind
from assistance.models import TrainingAttendance, TrainingSession
from households.importing.lists import SHARED_COLUMNS, SHARED_FIELDS, Stored, check_length
from households.models import HouseholdMember
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import ancestors
from povertyapp.core.workbooks import CellError, ColumnSpec, Field, Layout, cells
from povertyapp.core.workbooks.listing import ListRow

TOPIC, KIND, START, END = "培训内容", "培训类别", "培训日期", "结束日期"
ORGANISER, PLACE, HOURS = "主办单位", "培训地点", "学时"
NAME, PERSON, SIGNED = "参加人姓名", "人编号", "签到"
LAYOUT = Layout(
    "技能培训签到表",
    (
        *SHARED_COLUMNS,
        ColumnSpec(NAME, aliases=("姓名", "参训人员", "参训人", "参加人", "学员姓名"), required=True),
        ColumnSpec(PERSON, aliases=("人员编号",)),
        ColumnSpec(TOPIC, aliases=("培训主题", "培训名称", "培训项目", "课程", "内容"), required=True),
        ColumnSpec(KIND, aliases=("培训类型", "类别")),
        ColumnSpec(
            START, aliases=("培训时间", "开始日期", "开始时间", "培训开始日期", "日期", "时间"), required=True
        ),
        ColumnSpec(END, aliases=("结束时间", "培训结束日期")),
        ColumnSpec(ORGANISER, aliases=("举办单位", "组织单位", "培训单位", "承办单位", "培训机构")),
        ColumnSpec(PLACE, aliases=("地点", "举办地点")),
        ColumnSpec(HOURS, aliases=("课时", "培训学时")),
        ColumnSpec(SIGNED, aliases=("是否签到", "签名", "签字")),
    ),
)
UNNAMED = "未写明"


def kind(value: Any) -> str:
    """Return the kind that a cell names by its word; `other` for a blank one."""
    written = cells.word(value)
    known = {str(label): code for code, label in TrainingKind.choices}
    if not written:
        return TrainingKind.OTHER
    if written not in known:
        raise CellError("DICT_UNKNOWN", "、".join(known))
    return str(known[written])


def hours(value: Any) -> Decimal | None:
    """Return the hours of a training."""
    result = cells.number(value)
    if result is not None and not 0 <= result < 10_000:
        raise CellError("NUMBER_INVALID", _("不小于 0 的学时"))
    return result


FIELDS = (
    *SHARED_FIELDS,
    Field(NAME, "name", cells.name),
    Field(PERSON, "person_no", cells.long_digits),
    Field(TOPIC, "topic", cells.word),
    Field(KIND, "kind", kind),
    Field(START, "held_on", cells.date),
    Field(END, "ended_on", cells.date),
    Field(ORGANISER, "organiser", cells.word),
    Field(PLACE, "place", cells.word),
    Field(HOURS, "hours", hours),
    Field(SIGNED, "is_signed", cells.yes_no),
)
LIMITS = {"topic": (TOPIC, 80), "organiser": (ORGANISER, 80), "place": (PLACE, 80)}
FACTS = ("kind", "ended_on", "place", "hours")
Key = tuple[str, dt.date, str]


@dataclass
class People:
    """The members that the rows mean, and who came already, by what the list calls them."""

    by_number: dict[str, HouseholdMember] = field(default_factory=dict)
    by_name: dict[tuple[int, str], list[HouseholdMember]] = field(default_factory=lambda: defaultdict(list))
    of_row: dict[int, HouseholdMember] = field(default_factory=dict)


def check(rows: list[ListRow], households: dict[str, Stored], as_of: dt.date, county: Area) -> People:
    """Tell what is wrong with each row; return who is meant."""
    people = _people(households)
    seen: dict[tuple, ListRow] = {}
    for row in rows:
        row.values["organiser"] = row["organiser"] or UNNAMED
        _check_fields(row)
        _check_days(row)
        check_length(row, LIMITS)
        household = households.get(row["household_no"] or "")
        member = household and _member(row, household, people)
        if not member:
            continue
        _check_register(row, member)
        people.of_row[id(row)] = member
        key = (*key_of(row), member.pk)
        if all(key) and seen.setdefault(key, row) is not row:
            place = {"sheet": seen[key].record.sheet, "row": seen[key].record.row}
            row.tell(
                NAME, "LIST_DUPLICATE", message=_("与“%(sheet)s”第 %(row)s 行是同一人次，请只留一行") % place
            )
    return people


def key_of(row: ListRow) -> Key:
    """Return what makes rows one training."""
    return row["topic"], row["held_on"], row["organiser"]


def _check_fields(row: ListRow) -> None:
    unread = {fault.column for fault in row.faults}
    for column, attr in ((TOPIC, "topic"), (START, "held_on"), (NAME, "name")):
        if not row[attr] and row.record.table.written(column) not in unread:
            row.tell(column, "LIST_FIELD_MISSING", message=_("“%(column)s”不能为空") % {"column": column})


def _check_days(row: ListRow) -> None:
    today = clock.today()
    if row["held_on"] and row["ended_on"] and row["ended_on"] < row["held_on"]:
        row.tell(END, "LIST_DATE_ORDER", expected=row["held_on"])
    for column, attr in ((START, "held_on"), (END, "ended_on")):
        if row[attr] and row[attr] > today:
            row.tell(column, "LIST_DATE_FUTURE", expected=today)


def _check_register(row: ListRow, member: HouseholdMember) -> None:
    day, household = row["ended_on"] or row["held_on"], member.household
    if day and day < household.registered_on:
        row.tell(START, "LIST_BEFORE_REGISTERED", expected=household.registered_on)
    elif day and household.left_register_on and day >= household.left_register_on:
        row.tell(START, "LIST_AFTER_LEFT", expected=household.left_register_on)


def _people(households: dict[str, Stored]) -> People:
    people = People()
    here = HouseholdMember.objects.filter(household__in=[stored.pk for stored in households.values()])
    for member in here.select_related("household"):
        people.by_number[member.person_no] = member
        if not member.is_gone:
            people.by_name[member.household_id, member.name].append(member)
    return people


def _member(row: ListRow, household: Stored, people: People) -> HouseholdMember | None:
    """Return the member of the household that a row means: by his number, else by his name there."""
    named = people.by_name.get((household.pk, row["name"] or ""), [])
    if row["person_no"]:
        member = people.by_number.get(row["person_no"])
        if member is None or member.household_id != household.pk:
            row.tell(PERSON, "LIST_PERSON_UNKNOWN")
        elif row["name"] and member.name != row["name"]:
            row.tell(NAME, "LIST_PERSON_OTHER", expected=member.name)
        else:
            return member
    elif row["name"] and len(named) != 1:
        row.tell(NAME, "LIST_PERSON_UNKNOWN")
    return named[0] if not row["person_no"] and len(named) == 1 else None


def store(cursor, rows: list[ListRow], people: People, county: Area, moment_of, by) -> dict[str, Any]:
    """Write trainings and attendances that are not on record; return how many. `moment_of` tells when a member's
    attendance on a day counts as entered."""
    groups = defaultdict(list)
    for row in rows:
        groups[key_of(row)].append(row)
    trainings = {key: _training(key, lines, people, county) for key, lines in groups.items()}
    new = TrainingSession.objects.bulk_create([one for one in trainings.values() if one.pk is None])
    known = set(
        TrainingAttendance.objects.filter(session__in=list(trainings.values())).values_list(
            "session_id", "member_id"
        )
    )
    made = []
    for key, lines in groups.items():
        session = trainings[key]
        for row in lines:
            member = people.of_row[id(row)]
            if (session.pk, member.pk) in known:
                continue
            known.add((session.pk, member.pk))
            made.append(_attendance(session, member, row, moment_of, by))
    TrainingAttendance.objects.bulk_create(made, batch_size=2000)
    return {
        "trainings_created": len(new),
        "attendances_created": len(made),
        "attendances_unchanged": len(rows) - len(made),
        "late": TrainingAttendance.objects.filter(pk__in=[row.pk for row in made]).late().count(),
    }


def _training(key: Key, lines: list[ListRow], people: People, county: Area) -> TrainingSession:
    """Return the training on record that rows mean, or a new one with what they say first."""
    topic, held_on, organiser = key
    place = _place_of({people.of_row[id(row)].area_id for row in lines}, county)
    known = TrainingSession.objects.filter(topic=topic, held_on=held_on, organiser=organiser)
    around = [one for one in known.in_area(county.pk) if place.startswith(one.area_id)]
    if around:
        return max(around, key=lambda one: len(one.area_id))
    facts = {name: next((row[name] for row in lines if row[name] not in (None, "")), None) for name in FACTS}
    facts["place"] = facts["place"] or ""
    return TrainingSession(area_id=place, topic=topic, held_on=held_on, organiser=organiser, **facts)


def _place_of(codes: set[str], county: Area) -> str:
    """Return the smallest place that holds all these villages."""
    shared = set.intersection(*(set(ancestors(code)) for code in codes))
    return max((code for code in shared if len(code) >= COUNTY_DIGITS), key=len, default=county.pk)


def _attendance(session, member, row, moment_of, by) -> TrainingAttendance:
    return TrainingAttendance(
        session=session,
        household_id=member.household_id,
        member=member,
        area_id=member.area_id,
        happened_on=session.last_day,
        is_signed=row["is_signed"] is not False,
        recorded_at=moment_of(member, session.last_day),
        recorded_by=by,
    )
