"""A decision of the body: what is done, or why an honest error is excused."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.procedures.common import text_of
from inspections.choices.accountability import (
    ALLOWED,
    EXONERATION_CONDITIONS,
    ActionKind,
    Actor,
    Body,
    CaseState,
    Trigger,
)
from inspections.services.accountability.common import given_day, has_seat, is_party, made_it, working_day
from inspections.services.accountability.moving.deciders import faults_of_decider
from inspections.services.accountability.moving.steps import begin, last_day
from inspections.services.accountability.taking import take
from inspections.services.accountability.telling import tell_party
from inspections.services.accountability.tracing import trace_upward
from povertyapp.core.parameters import Parameters


def kinds_for(case):
    """Return the kinds that may be decided in a case: what was proposed or a lighter one."""
    kinds = ALLOWED[ActionKind(case.proposed_kind)]
    if case.trigger == Trigger.FALSIFIED:  # at least an interview (D6)
        kinds = tuple(kind for kind in kinds if kind != ActionKind.CIRCULAR)
    return kinds


@transaction.atomic
def decide(*, by, case, kind, reason, deadline_on=None, joined_by=None, on=None, seen_step=None):
    """Decide what is done, by a named person of the deciding body after the party was heard; trace the fault upward.

    ValidationError lists all that stands in the way: the window still runs, the decider is a party or made what the
    case stands on, a heavier measure than proposed, an order without a day.
    """
    case = begin(case, was=(CaseState.SERVED,), seen_step=seen_step)
    day = given_day(on, not_before=last_day(case))
    faults = [*faults_of_decider(by, case, case.body, day), *_faults_of_hearing(case, day)]
    faults += _faults_of_joining(by, case, joined_by, day)
    if kind not in kinds_for(case):
        faults.append(
            _("建议是“%(kind)s”，只能照此或者从轻决定。") % {"kind": case.get_proposed_kind_display()}
        )
    faults += _faults_of_deadline(case, kind, deadline_on, day)
    if faults:
        raise ValidationError(faults)
    reason = text_of(reason, "reason", _("请写明决定的理由，并回应当事人的陈述。"))
    take(
        case,
        CaseState.DECIDED,
        by=by,
        acting_as=Actor.BODY,
        on=day,
        reason=reason,
        joined_by=joined_by,
        due_on=working_day(case.county_id, day, "accountability.issue_days"),
        kind=kind,
        decided_on=day,
        decided_by=by,
        joined_by_id=getattr(joined_by, "pk", None),
        decision=reason,
        deadline_on=deadline_on if kind == ActionKind.RECTIFY_ORDER else None,
        until_on=_until(case, kind, day),
    )
    trace_upward(by=by, case=case)
    return case


def _faults_of_hearing(case, day):
    if day <= case.window_ends_on:
        yield _("陈述期到 %(day)s 为止，期满以后才能决定。") % {"day": case.window_ends_on}


def _faults_of_joining(by, case, joined_by, day):
    if not case.joint_body:
        if joined_by:
            yield _("本案不需要会同决定。")
        return
    label = Body(case.joint_body).label
    if joined_by is None:
        yield _("要会同%(body)s决定，请选定它的成员。") % {"body": label}
    elif joined_by.person == by.person:
        yield _("会同决定要由另一个人作出。")
    elif not has_seat(joined_by, case, case.joint_body, day):
        yield _("会同决定人不是%(body)s登记在册的成员，请另选一人。") % {"body": label}
    elif is_party(case, joined_by) or made_it(case, joined_by):
        yield _("会同决定人是本案当事人，或者经手过所依据的账。")


def _faults_of_deadline(case, kind, deadline_on, day):
    if kind != ActionKind.RECTIFY_ORDER:
        return
    most = int(Parameters(case.county_id, day)("accountability.order_days_max"))
    if deadline_on is None:
        yield _("限期整改要写明期限。")
    elif not day < deadline_on <= day + dt.timedelta(days=most):
        yield _("整改期限要在决定以后 %(n)s 天以内。") % {"n": most}


def _until(case, kind, day):
    """Return the last day of a restriction: two years after a poor year (JZ-22), else the end of the year (JZ-21)."""
    if kind != ActionKind.NO_PROMOTION:
        return None
    if case.trigger != Trigger.YEAR_POOR:
        return dt.date(day.year, 12, 31)
    years = int(Parameters(case.county_id, day)("accountability.promotion_ban_years"))
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + years, day=last)


@transaction.atomic
def exonerate(*, by, case, ground, reason, conditions=(), on=None, seen_step=None):
    """Excuse an honest error (GY-19): a named person of the deciding body confirms each condition and says why."""
    case = begin(case, was=(CaseState.SERVED,), seen_step=seen_step)
    day = given_day(on, not_before=last_day(case))
    faults = [*faults_of_decider(by, case, case.body, day), *_faults_of_hearing(case, day)]
    if not case.may_exonerate:
        faults.append(_("弄虚作假、资金违规和“三个一律”的情形不适用容错免责。"))
    lacking = [str(label) for code, label in EXONERATION_CONDITIONS if code not in conditions]
    if lacking:
        faults.append(_("容错免责的条件要全部符合，还缺：%(what)s。") % {"what": "；".join(lacking)})
    if faults:
        raise ValidationError(faults)
    reason = text_of(reason, "reason", _("请写明免责的理由。"))
    take(
        case,
        CaseState.EXONERATED,
        by=by,
        acting_as=Actor.BODY,
        on=day,
        reason=reason,
        facts={"ground": ground, "conditions": [code for code, _label in EXONERATION_CONDITIONS]},
        decided_on=day,
        decided_by=by,
        decision=reason,
        exoneration=ground,
    )
    tell_party(case, "action_exonerated", day=day)
    return case
