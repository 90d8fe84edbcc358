"""Trainings with those who attended: recorded in one act, corrected with a reason (LF-20)."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import TrainingAttendance, TrainingSession
from assistance.services.visits import entry_moment, is_on_register, lock_of
from households.models import HouseholdMember
from households.services.changing import create, given_reason, write
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.month_locks import hold_months_open
from povertyapp.core.undo import undoable

TRAINING_FACTS = ("topic", "kind", "held_on", "ended_on", "organiser", "place", "hours")
VERB = "assistance.change_training"
# Between two people of a pasted list; a name and a number of one person stand apart by blanks.
BETWEEN = re.compile(r"[\n\r、,，;；]+")
NAMES_SHOWN = 5


@transaction.atomic
def record_training(*, by, area, attendees, recorded_at=None, **facts):
    """Record a training that was held together with its attendance list and return it; `facts` are the columns
    of `TRAINING_FACTS`, `attendees` the members who came.

    ValidationError by field, all at once: a day in the future, a training of that name and day at that place,
    nobody who came, somebody whose household was not on the register on its last day. A day of a month gone by is
    recorded and is late (`TrainingAttendance.objects.late()`), never refused.
    """
    session = TrainingSession(area=area, **facts)
    session.full_clean(exclude=["area"], validate_constraints=False, validate_unique=False)
    wrong = _wrong_days(session) | _wrong_attendees(session, attendees)
    if wrong:
        raise ValidationError(wrong)
    with _about(by, session, _("登记培训")):
        create(session, by=by, reason=_("登记培训"))
        _attend(by, session, attendees, recorded_at)
    return session


@transaction.atomic
def add_attendees(*, by, session, attendees, recorded_at=None):
    """Add members to a training's attendance list; who stands in it already stays once. Return how many came new."""
    if wrong := _wrong_attendees(session, attendees):
        raise ValidationError(wrong)
    with _about(by, session, _("补登培训参加人")):
        return _attend(by, session, attendees, recorded_at)


@transaction.atomic
def correct_training(*, by, session, reason, seen="", **facts):
    """Correct what is recorded of a training; those who attended go along to its new last day."""
    session = TrainingSession.objects.select_for_update().get(pk=session.pk)
    changed = TrainingSession(**{name: facts.get(name, getattr(session, name)) for name in TRAINING_FACTS})
    if wrong := _wrong_days(changed):
        raise ValidationError(wrong)
    with _about(by, session, given_reason(reason)):
        write(session, facts, by=by, reason=reason, seen=seen)
        moved = session.attendances.exclude(happened_on=session.last_day)
        members = [row.member for row in moved.select_related("member__household")]
        if wrong := _wrong_attendees(session, members, needed=False):
            raise ValidationError({"held_on": wrong["attendees"]})
        moved.update(happened_on=session.last_day)
    return session


@transaction.atomic
def strike_attendance(*, by, attendance, reason):
    """Take somebody off an attendance list who did not attend; the history keeps the row and the reason."""
    reason = given_reason(reason)
    with because(by=by, reason=reason):
        attendance.delete()
    return attendance


def find_attendees(*, by, area, text, members=()):
    """Return the members that a pasted list means, beside those ticked; ValidationError names every line that
    means nobody or several people.

    A line is a person's number, or a name of somebody in the place; of namesakes the number says which.
    """
    words = [word for word in BETWEEN.split(text or "") if word.strip()]
    seen = HouseholdMember.objects.visible_to(by).present().select_related("household")
    tokens = {token for word in words for token in word.split()}
    numbered = {row.person_no: row for row in seen.filter(person_no__in=tokens)}
    named: dict[str, list[HouseholdMember]] = {}
    for row in seen.in_area(area.pk).filter(name__in=tokens, household__left_register_on=None):
        named.setdefault(row.name, []).append(row)
    found, wrong = {row.pk: row for row in members}, []
    for word in words:
        row, sentence = _meant(word, numbered, named)
        if row:
            found[row.pk] = row
        else:
            wrong.append(sentence)
    if wrong:
        raise ValidationError({"attendees": wrong})
    return list(found.values())


def _meant(word, numbered, named):
    tokens = word.split()
    numbers = [token for token in tokens if token in numbered]
    if len(numbers) == 1:
        return numbered[numbers[0]], ""
    people: list[HouseholdMember] = next((named[token] for token in tokens if token in named), [])
    said = " ".join(tokens)
    if len(people) == 1 and len(tokens) == 1:
        return people[0], ""
    if people:
        listed = "、".join(f"{row.person_no}（{row.household}）" for row in people[:NAMES_SHOWN])
        return None, _("“%(said)s”对不准人，请写人编号：%(listed)s") % {"said": said, "listed": listed}
    return None, _("“%(said)s”不是这个地方在册的家庭成员，请核对姓名或写人编号。") % {"said": said}


def _wrong_days(session):
    """Tell a training that is not over, or ends before it begins."""
    today = clock.today()
    if session.held_on > today:
        return {"held_on": _("培训日期不能晚于今天（%(today)s）。") % {"today": today}}
    if session.last_day > today:
        return {"ended_on": _("培训还没有结束，结束后再登记（今天是 %(today)s）。") % {"today": today}}
    if session.last_day < session.held_on:
        return {"ended_on": _("结束日期不能早于开始日期。")}
    return {}


def _wrong_attendees(session, members, needed=True):
    """Tell an empty list, and people whose household was not on the register on the day."""
    if needed and not members:
        return {"attendees": [_("请写上参加培训的人，至少一名。")]}
    day = session.last_day
    text = _("%(name)s 一户在 %(day)s 不在册，请核对培训日期或参加人。")
    wrong = [
        text % {"name": row.name, "day": day} for row in members if not is_on_register(row.household, day)
    ]
    return {"attendees": wrong} if wrong else {}


def _attend(by, session, members, recorded_at):
    if recorded_at:
        hold_months_open(session.area_id[:COUNTY_DIGITS])
    day = session.last_day
    moments = {}
    present = set(session.attendances.values_list("member_id", flat=True))
    rows = []
    for row in members:
        if row.pk in present:
            continue
        present.add(row.pk)
        county = row.area_id[:COUNTY_DIGITS]
        if county not in moments:
            moments[county] = entry_moment(recorded_at, lock_of(row, day), clock.now())
        rows.append(
            TrainingAttendance(
                session=session,
                household_id=row.household_id,
                member=row,
                area_id=row.area_id,
                happened_on=day,
                recorded_at=moments[county],
                recorded_by=by,
            )
        )
    TrainingAttendance.objects.bulk_create(rows)
    return len(rows)


def _about(by, session, reason):
    """Begin an act that may be taken back; it covers rows of the whole county, because people come from anywhere."""
    return undoable(
        by=by,
        area=session.area_id[:COUNTY_DIGITS],
        summary=_("%(act)s：%(topic)s") % {"act": reason, "topic": session.topic},
        verb=VERB,
        reason=reason,
        back_url="/assistance/trainings/",
    )
