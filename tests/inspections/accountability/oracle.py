"""What must be true of the stored rows of every case, worked out from the rulebook (D6, G5 and A5 of the security
bars) alone: nothing of the services, their guards or the table of steps is used here."""

import datetime as dt

from django.db.models import F, Q

from assistance.models import Helper
from inspections.models import DecisionSeat, RectificationMeasure
from povertyapp.core.models import RoleGrant, User

ORDER = {
    "served": {"proposed"},
    "withdrawn": {"proposed", "served"},
    "decided": {"served"},
    "exonerated": {"served"},
    "issued": {"decided", "appealed"},
    "executed": {"issued", "appealed"},
    "appealed": {"issued", "executed"},
    "revoked": {"decided", "issued", "appealed", "executed"},
    "fulfilled": {"executed"},
    "not_fulfilled": {"executed"},
}
# days off between Monday and Friday, working days at a weekend: of the year in which the walk moves
OFF = {
    *(dt.date(2026, 1, day) for day in (1, 2)), *(dt.date(2026, 2, day) for day in (16, 17, 18, 19, 20, 23)),
    dt.date(2026, 4, 6), *(dt.date(2026, 5, day) for day in (1, 4, 5)), dt.date(2026, 6, 19), dt.date(2026, 9, 25),
    *(dt.date(2026, 10, day) for day in (1, 2, 5, 6, 7)),
}  # fmt: skip
ON = {
    dt.date(2026, 1, 4), dt.date(2026, 2, 14), dt.date(2026, 2, 28), dt.date(2026, 5, 9), dt.date(2026, 9, 20),
    dt.date(2026, 10, 10),
}  # fmt: skip


def faults_of(case):
    """Return what is wrong with a case; nothing is the only good answer."""
    return [f"{case.no}: {fault}" for fault in _faults(case)]


def _faults(case):
    steps = list(case.steps.select_related("actor", "joined_by").order_by("number"))
    state, day = "proposed", None
    deciders: list[int] = []
    for step in steps:
        if step.from_state != state or state not in ORDER[step.to_state]:
            yield f"{state} → {step.to_state}"
        if day and step.decided_on < day:
            yield "a step before the one before it"
        state, day = step.to_state, step.decided_on
        yield from _of_the_person(case, step)
        if step.to_state in ("decided", "exonerated", "revoked", "fulfilled", "not_fulfilled") or (
            step.from_state == "appealed"
        ):
            persons = [_person(step.actor)] + ([_person(step.joined_by)] if step.joined_by else [])
            if set(persons) & set(deciders) or len(set(persons)) != len(persons):
                yield "one person twice"
            deciders += persons
        if step.to_state in ("decided", "exonerated"):
            yield from _of_the_hearing(case, steps, step)
    if state != case.state:
        yield f"stands at {case.state} after {state}"
    if case.decided_by_id is None and case.state not in ("proposed", "served", "withdrawn"):
        yield "a sanction without a named decider"


def _of_the_hearing(case, steps, step):
    served = [s for s in steps if s.to_state == "served" and s.number < step.number]
    if not served:
        yield "decided without notice"
        return
    if step.decided_on <= _third_working_day(served[0].decided_on):
        yield "decided before the window had passed"
    if case.decided_by_id != step.actor_id:
        yield "decided by somebody else than it says"
    seats = DecisionSeat.objects.filter(
        Q(to_date=None) | Q(to_date__gte=step.decided_on), user=step.actor, body=case.body, county=case.county_id,
        from_date__lte=step.decided_on,
    )  # fmt: skip
    if case.body == "township":
        seats = seats.filter(area=case.area_id[:9])
    if not seats.exists():
        yield "decided by somebody without a seat"
    if not step.reason:
        yield "decided without reasons"


def _of_the_person(case, step):
    if step.actor is None:
        if step.to_state != "withdrawn":
            yield "taken by nobody"
        return
    is_party = _person(step.actor) in _parties(case)
    if step.to_state == "appealed":
        return
    if is_party:
        yield f"{step.to_state} by the party"
    if step.to_state in ("decided", "exonerated") and _person(step.actor) in _makers(case):
        yield "decided by who made what it stands on"


def _person(user):
    return user.main_account_id or user.pk


def _persons(users):
    return {_person(user) for user in User.objects.filter(pk__in=[pk for pk in users if pk])}


def _parties(case):
    found = [case.answered_by_id]
    if case.level == "helper":
        found += Helper.objects.filter(code=case.code).values_list("user_id", flat=True)
    role = {"village": "cadre", "township": "township"}.get(case.level)
    found += RoleGrant.objects.filter(area=case.code, role=role).values_list("user_id", flat=True)
    return _persons(found)


def _makers(case):
    closers = case.grounds.filter(verdict__gt="").values_list("account__closed_by_id", flat=True)
    return _persons([case.entered_by_id, *closers])


def _third_working_day(day):
    left = 3
    while left:
        day += dt.timedelta(days=1)
        if day in ON or (day.weekday() < 5 and day not in OFF):
            left -= 1
    return day


def forbidden_measures():
    """Return the measures whose mender verified or closed them himself."""
    rows = RectificationMeasure.objects.filter(
        Q(verified_by=F("submitted_by")) | Q(verified_by=F("answered_by")) | Q(closed_by=F("verified_by"))
    )
    return [f"measure {code}: mended and verified by one" for code in rows.values_list("code", flat=True)]
