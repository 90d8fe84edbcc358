"""What must be true of the stored rows of every procedure, worked out from the rulebook (C1, B10) alone: nothing of
the services, their guards or the table of moves is used here."""

import datetime as dt

from households.models import Evidence, Meeting, Publicity, Transition

ENTRY = [
    "new",
    "applied",
    "reviewed",
    "first_publicity",
    "township_review",
    "second_publicity",
    "county_review",
    "announced",
    "registered",
    "assisted",
]
RETURN = [*ENTRY[1:8], "returned_to_poverty", "registered", "assisted"]
EXIT = ["assisted", "exit_proposed", "exit_verified", "exit_publicity", "exited", "closed"]
WATCH = [
    "new",
    "clue",
    "verified",
    "publicised",
    "approved",
    "monitored",
    "risk_verified",
    "risk_publicised",
    "risk_removed",
]
ORDER = {
    "entry": [ENTRY],
    "return": [["exited", *RETURN], ["closed", *RETURN]],
    "exit": [EXIT],
    "monitoring": [WATCH],
}
ON_REGISTER = ["registered", "assisted", "exited", "closed", "returned_to_poverty"]
SELECTION = ENTRY[1:8]
LEVEL = {
    "applied": "village", "reviewed": "village", "first_publicity": "village", "township_review": "village",
    "second_publicity": "township", "county_review": "township", "announced": "county", "registered": "county",
    "returned_to_poverty": "county", "assisted": "township", "exit_proposed": "village",
    "exit_verified": "township", "exit_publicity": "village", "exited": "county", "closed": "county",
    "removed_as_error": "county", "closed_natural": "township", "clue": "village", "verified": "village",
    "publicised": "village", "approved": "county", "monitored": "township", "risk_verified": "village",
    "risk_publicised": "village", "risk_removed": "county",
}  # fmt: skip
ROLE = {"village": "cadre", "township": "township", "county": "office", "leading": "leader"}
NEXT_LEVEL = {"village": "township", "township": "county", "county": "leading"}
WEEK = dt.timedelta(days=7)


def allowed(kind, was, to):
    """Say whether C1 knows this step of a procedure."""
    for line in ORDER.get(kind, ()):
        if was in line[:-1] and to == line[line.index(was) + 1]:
            return True
    if to == "closed_natural":
        starts = {"natural": ON_REGISTER, "entry": SELECTION, "return": SELECTION, "exit": EXIT[1:4]}
        return was in starts.get(kind, ())
    if kind == "removal":
        return was in ("registered", "assisted") and to == "removed_as_error"
    if to == "rejected":
        return was in {"entry": SELECTION, "return": SELECTION, "monitoring": WATCH[1:4]}.get(kind, ())
    if was == "rejected":
        return kind in ("entry", "return") and to in SELECTION
    return kind == "exit" and was in EXIT[1:4] and to == "assisted"


def faults_of(case):
    """Return what is wrong with a case and its steps; an empty list is what must be."""
    steps = list(Transition.objects.filter(case=case).order_by("number"))
    faults, state, before = [], case.start_state, None
    for number, step in enumerate(steps, 1):
        if step.number != number or step.from_state != state:
            faults.append(f"step {number} does not follow")
        faults += [
            f"{case.kind} {step.from_state} → {step.to_state}: {f}" for f in _faults(case, step, before)
        ]
        state, before = step.to_state, step
    if case.state != state or case.step != len(steps):
        faults.append(f"stands at {case.state} after {state}")
    return faults


def _faults(case, step, before):
    if not allowed(case.kind, step.from_state, step.to_state):
        yield "no such step"
    since = before.decided_on if before else case.opened_on
    if step.decided_on < since:
        yield "decided before the step before it"
    if before and before.actor_id == step.actor_id and before.level != step.level:
        yield "the same person on two levels in a row"
    yield from _level_faults(case, step, before)
    yield from _evidence_faults(case, step, since, before)


def _level_faults(case, step, before):
    if step.acting_role != ROLE.get(step.level) or not case.area_id.startswith(step.acting_unit_id):
        yield "acted without standing"
    if not step.actor.grants.filter(role=step.acting_role, area=step.acting_unit_id).exists():
        yield "acted without the role"
    if step.from_state == "rejected":
        wanted = NEXT_LEVEL[before.level]
    elif case.kind == "exit" and step.to_state == "assisted":
        wanted = "county" if step.from_state == "exit_publicity" else "township"
    else:
        wanted = LEVEL.get(step.to_state, step.level)
    if step.level != wanted:
        yield "decided on the wrong level"


def _evidence_faults(case, step, since, before):
    """What came onto record after the step does not speak against it; whatever came before does."""
    day, at = step.decided_on, step.recorded_at
    checks = {
        "applied": lambda: _applied(case, day),
        "reviewed": lambda: _paper(case, "survey", day) and _compared(case, "village", day)
        and _talked(case, case.kind, day),
        "first_publicity": lambda: _posted(case, "first", since, day),
        "township_review": lambda: _served(case, "first", day, at),
        "second_publicity": lambda: _checked(case, "township", since, day, 5) and _clear(case, "township", day, at)
        and _posted(case, "second", since, day),
        "county_review": lambda: _served(case, "second", day, at),
        "announced": lambda: _checked(case, "county", since, day, 10) and _clear(case, "county", day, at)
        and case.batch.announcements.filter(announced_on__range=(since, day)).exists(),
        "registered": lambda: case.household_id is not None,
        "exit_proposed": lambda: _talked(case, "exit", day) and _meets_standard(case, day, at),
        "exit_verified": lambda: _signed(case, "home_check", since, day)
        and _signed(case, "exit_ledger", case.opened_on, day)
        and step.actor_id != Transition.objects.filter(case=case, to_state="exit_proposed").last().actor_id,
        "exit_publicity": lambda: _posted(case, "exit", since, day),
        "exited": lambda: _served(case, "exit", day, at) and _checked(case, "township", since, day, 5)
        and _sampled(case, day, at),
        "closed": lambda: (day - since).days >= 365,
        "removed_as_error": lambda: _paper(case, "finding", day) and _signed(case, "hearing", case.opened_on, day)
        and _served(case, "removal", day, at) and step.actor_id != case.opened_by_id,
        "closed_natural": lambda: Evidence.objects.filter(case=case, kind="closing", happened_on__lte=day)
        .exclude(recorded_by=step.actor_id).exists(),
        "verified": lambda: _signed(case, "home_check", since, day),
        "publicised": lambda: _talked(case, "monitoring", day) and _posted(case, "monitoring", since, day),
        "approved": lambda: _served(case, "monitoring", day, at) and _checked(case, "township", since, day, 5),
        "monitored": lambda: _paper(case, "plan", day),
        "risk_verified": lambda: _signed(case, "risk_check", since, day) and _two_months(case, day),
        "risk_publicised": lambda: _talked(case, "risk_removal", day) and _posted(case, "risk_removal", since, day),
        "risk_removed": lambda: _served(case, "risk_removal", day, at) and _two_months(case, day),
        "rejected": lambda: _paper(case, "notice", day) and step.reason != "",
    }  # fmt: skip
    if step.from_state == "rejected":
        row = case.appeals.filter(against_step=before.number).first()
        good = (
            row
            and row.is_upheld
            and (row.made_on - before.decided_on).days <= 10
            and before.from_state == step.to_state
        )
    elif step.to_state == "assisted":
        good = step.reason != "" if case.kind == "exit" else _helped(case, day)
    elif case.kind == "return" and step.to_state == "applied":
        good = _paper(case, "return_cause", day)
    else:
        good = checks.get(step.to_state, lambda: True)()
    if not good:
        yield "without its evidence"


def _paper(case, kind, day):
    return Evidence.objects.filter(case=case, kind=kind, happened_on__lte=day).exists()


def _signed(case, kind, since, day):
    rows = Evidence.objects.filter(case=case, kind=kind, happened_on__lte=day)
    if kind != "exit_ledger" and kind != "hearing":
        rows = rows.filter(happened_on__gte=since)
    return any(row.signed_by and (row.image_id or row.paper) for row in rows)


def _applied(case, day):
    papers = Evidence.objects.filter(case=case, kind__in=("application", "omission"), happened_on__lte=day)
    people = list(case.applicant.members.all())
    return (
        any(p.kind == "omission" or (p.signed_by and (p.image_id or p.paper)) for p in papers)
        and people
        and all(person.id_number for person in people)
    )


def _talked(case, topic, day):
    for deliberation in case.batch.deliberations.filter(topic=topic):
        held = {meeting.kind: meeting for meeting in Meeting.objects.filter(deliberation=deliberation)}
        wanted = (
            ["review"]
            if deliberation.template == "review"
            else ["branch", "committees", "party", "villagers"]
        )
        if any(kind not in held or held[kind].held_on > day or not held[kind].minutes for kind in wanted):
            continue
        voting = [held[kind] for kind in wanted if kind in ("party", "villagers", "review")]
        fit = all(3 * m.present >= 2 * m.expected > 0 and 2 * m.in_favour > m.present for m in voting)
        in_order = all(held[a].held_on <= held[b].held_on for a, b in zip(wanted, wanted[1:], strict=False))
        if fit and in_order and any(held[kind].image_id or held[kind].paper for kind in wanted):
            return True
    return False


def _compared(case, level, day):
    return case.comparisons.filter(level=level, run_on__lte=day).exists()


def _clear(case, level, day, at):
    run = (
        case.comparisons.filter(level=level, run_on__lte=day, recorded_at__lte=at)
        .order_by("run_on", "pk")
        .last()
    )
    return run is not None and all(hit.action == "explain" and hit.explanation for hit in run.hits.all())


def _posted(case, kind, since, day):
    rows = Publicity.objects.filter(batch=case.batch_id, kind=kind, posted_on__range=(since, day))
    return any(row.complaint_line and ((row.image_id and row.image_dated_on) or row.paper) for row in rows)


def _served(case, kind, day, at):
    rows = Publicity.objects.filter(batch=case.batch_id, kind=kind, posted_on__gte=case.opened_on)
    long_enough = any(min(row.taken_down_on or day, day) - row.posted_on >= WEEK for row in rows)
    open_objections = [
        objection
        for row in Publicity.objects.filter(batch=case.batch_id, kind=kind)
        for objection in row.objections.filter(made_on__lte=day, recorded_at__lte=at)
        if objection.case_id in (None, case.pk)
        and not (objection.answered_on and objection.answered_on <= day)
    ]
    return long_enough and not open_objections


def _checked(case, level, since, day, one_in):
    rows = case.batch.spot_checks.filter(level=level, checked_on__range=(since, day))
    return any(row.checked * one_in >= row.list_size for row in rows)


def _sampled(case, day, at):
    rows = case.batch.spot_checks.filter(
        level__in=("county", "third_party"), checked_on__lte=day, recorded_at__lte=at
    )
    last = rows.filter(checked_on__gte=case.opened_on).order_by("checked_on", "pk").last()
    return last is not None and last.open_findings == 0


def _meets_standard(case, day, at):
    if case.standard is None:
        return False
    newest = {
        row.item_id: row
        for row in case.exit_answers.filter(answered_on__lte=day, recorded_at__lte=at).order_by("pk")
    }
    return all(
        item.pk in newest and newest[item.pk].is_met for item in case.standard.items.filter(is_veto=True)
    )


def _helped(case, day):
    papers = Evidence.objects.filter(case=case, kind="four_ones", happened_on__lte=day)
    all_four = any(
        all(
            row.facts.get(name) is True for name in ("ledger", "handbook", "plan", "measures", "contact_card")
        )
        for row in papers
    )
    helpers = case.household.assignments.filter(role="primary", from_date__lte=day)
    return all_four and any(row.to_date is None or row.to_date >= day for row in helpers)


def _two_months(case, day):
    begun = Transition.objects.filter(case=case, to_state="monitored").order_by("number").last()
    since = begun.decided_on if begun else case.monitoring.monitored_on
    months = (day.year - since.year) * 12 + day.month - since.month
    return months > 2 or (months == 2 and (day.day >= since.day or (day + dt.timedelta(1)).day == 1))
