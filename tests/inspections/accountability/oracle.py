"""What must be true of the stored rows of every case, worked out from the rulebook (D6, G5 and A5 of the security
bars) alone: nothing of the services, their guards or the table of steps is used here."""

import datetime as dt

from django.db.models import Q

from assistance.models import Helper
from inspections.models import AccountMonth, AccountSeal, DecisionSeat, Objection, RectificationMeasure
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


SANCTION, PAIR, FROZEN = (
    "sanctions without notice, window or decider",
    "forbidden pairs",
    "frozen months changed",
)
_OF_A_SANCTION = (
    "without notice",
    "window",
    "named decider",
    "without a seat",
    "without reasons",
    "→",
    "stands at",
)


def kind_of(fault):
    """Return which of the three promises a fault breaks."""
    if "frozen month" in fault:
        return FROZEN
    return SANCTION if any(words in fault for words in _OF_A_SANCTION) else PAIR


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
    return _persons([case.answered_by_id]) | _holders(case.level, case.code)


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


def forbidden_measures(keys=None):
    """Return the measures that one natural person mended and verified, verified and closed, or signed for himself."""
    rows = RectificationMeasure.objects.exclude(verified_by=None, closed_by=None, signed_by=None)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    rows = rows.select_related(
        "submitted_by", "answered_by", "signed_by", "led_by", "verified_by", "closed_by"
    )
    return [f"measure {measure.code}: {fault}" for measure in rows for fault in _of_the_measure(measure)]


def _of_the_measure(measure):
    menders = {measure.submitted_by, measure.answered_by, measure.signed_by, measure.led_by}
    menders |= {entry.recorded_by for entry in measure.progress.select_related("recorded_by")}
    menders |= {shown.made_by for shown in measure.evidence.filter(phase="after").select_related("made_by")}
    mended = {_person(user) for user in menders if user}
    if measure.verified_by and _person(measure.verified_by) in mended:
        yield "mended and verified by one person"
    closer = measure.closed_by and _person(measure.closed_by)
    if closer and closer in {_person(user) for user in (measure.verified_by, measure.submitted_by) if user}:
        yield "closed by who mended or verified it"
    if (
        measure.signed_by
        and measure.submitted_by
        and _person(measure.signed_by) == _person(measure.submitted_by)
    ):
        yield "signed by who handed it in"
    if measure.status == "closed" and not (measure.verified_by and measure.closed_by):
        yield "closed without a verification"


def forbidden_rulings():
    """Return the objections that their party, who holds its office, who is spoken of, or who closed or signed the
    month ruled on, and those of one line on which one person ruled at two levels."""
    found, ruled = [], {}
    for objection in Objection.objects.exclude(ruled_by=None).select_related(
        "ruled_by", "filed_by", "helper__user"
    ):
        person = _person(objection.ruled_by)
        lines = list(objection.lines.values_list("level", "code", "rule", "subject_code"))
        months = AccountMonth.objects.filter(area=objection.account.area_id, month=objection.month)
        closers = months.filter(version=1).values_list("closed_by_id", flat=True)
        signers = AccountSeal.objects.filter(account__in=months).values_list("signed_by_id", flat=True)
        others = _persons([objection.filed_by_id, *closers, *signers])
        for level, code in {(objection.level, objection.code), *((line[0], line[1]) for line in lines)}:
            others |= _holders(level, code)
        if person in others:
            found.append(f"objection {objection.no}: ruled on by the party or by who closed it")
        for line in lines:
            before = ruled.setdefault((objection.month, *line), {})
            if before.setdefault(person, objection.level) != objection.level:
                found.append(f"objection {objection.no}: one person ruled at two levels")
    return found


def _holders(level, code):
    """Return the persons who are a party: the helper himself, who holds a village's or a township's office."""
    found = (
        list(Helper.objects.filter(code=code).values_list("user_id", flat=True)) if level == "helper" else []
    )
    role = {"village": "cadre", "township": "township"}.get(level)
    return _persons(
        [*found, *RoleGrant.objects.filter(area=code, role=role).values_list("user_id", flat=True)]
    )
