"""The verbs of a case (rulebook D6): notice, statement, decision, exoneration, delivery, execution, appeal, check.

Each says everything that stands in its way at once. The database asks the same (`inspections.models.
accountability_guards`): what passes here passes there.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.procedures.common import text_of
from inspections.choices.accountability import (
    ALLOWED,
    AT_ONCE,
    EXONERATION_CONDITIONS,
    ActionKind,
    Actor,
    Body,
    CaseState,
    Trigger,
)
from inspections.models import AccountabilityStep, Statement
from inspections.services.accountability.common import (
    given_day,
    has_seat,
    is_clerk,
    is_party,
    is_supervisor,
    locked,
    made_it,
    working_day,
)
from inspections.services.accountability.taking import take
from inspections.services.accountability.telling import tell_party
from inspections.services.accountability.tracing import revoke_supervision, trace_upward
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.parameters import Parameters


def _begin(case, *, was, seen_step=None):
    """Return the case locked; Conflict where it has moved on since the page was looked at."""
    case = locked(case)
    if seen_step is not None and case.step != seen_step:
        raise Conflict(_("这件事刚刚被别人办过一步，请刷新后再办。"))
    if case.state not in was:
        raise ValidationError(
            _("现在是“%(state)s”，不能办这一步；请刷新后看现在能办哪一步。")
            % {"state": case.get_state_display()}
        )
    return case


def _last_day(case):
    step = AccountabilityStep.objects.filter(action=case, number=case.step).first()
    return step.decided_on if step else case.state_since


def _clerk_only(by, case):
    if not is_clerk(by, case.county_id):
        raise PermissionDenied(_("这一步由县扶贫办经办人办理。"))
    if is_party(case, by):
        raise ValidationError(_("您是本案当事人，请由其他人办理。"))


@transaction.atomic
def serve_notice(*, by, case, answers_for, paper, answered_by=None, on=None, seen_step=None):
    """Serve the notice: what is proposed, why, and that the party may state its view within the window."""
    case = _begin(case, was=(CaseState.PROPOSED,), seen_step=seen_step)
    _clerk_only(by, case)
    day = given_day(on, not_before=_last_day(case))
    answers_for = text_of(answers_for, "answers_for", _("请填写受送达人。"))
    paper = text_of(paper, "paper", _("请填写告知书文号或存放处。"))
    if answered_by is not None and answered_by.person == by.person:
        raise ValidationError({"answers_for": _("送达的人不能同时是受送达人，请由另一个人送达。")})
    ends = working_day(case.county_id, day, "accountability.statement_days")
    take(
        case,
        CaseState.SERVED,
        by=by,
        acting_as=Actor.CLERK,
        on=day,
        reason=_("告知 %(who)s") % {"who": answers_for},
        paper=paper,
        due_on=working_day(case.county_id, ends, "accountability.decide_days"),
        served_on=day,
        window_ends_on=ends,
        answers_for=answers_for,
        answered_by_id=getattr(answered_by, "pk", None) or case.answered_by_id,
    )
    tell_party(case, "action_served", day=ends)
    return case


@transaction.atomic
def record_statement(*, by, case, text, on=None, paper=""):
    """Keep what the party says for itself. The party does so itself; the office only with the party's paper."""
    case = _begin(case, was=(CaseState.SERVED,))
    day = given_day(on, not_before=case.served_on)
    return _keep_statement(by, case, text, day, paper, is_appeal=False)


def _keep_statement(by, case, text, day, paper, *, is_appeal):
    text = text_of(text, "text", _("请写明陈述内容。"))
    paper = (paper or "").strip()
    if not is_party(case, by):
        if not is_clerk(by, case.county_id):
            raise PermissionDenied(_("陈述由当事人本人提交。"))
        if not paper:
            raise ValidationError({"paper": _("代录当事人陈述，要填写书面材料存放处。")})
    with because(by=by, reason="record_statement"):
        return Statement.objects.create(
            action=case,
            area_id=case.area_id,
            text=text,
            made_on=day,
            paper=paper,
            recorded_by=by,
            is_appeal=is_appeal,
        )


def _faults_of_decider(by, case, body, day):
    """Return why somebody may not decide; what only this person's seat can give is PermissionDenied."""
    if not has_seat(by, case, body, day):
        raise PermissionDenied(
            _("由%(body)s的成员决定，您不是它登记在册的成员。") % {"body": Body(body).label}
        )
    if is_party(case, by):
        yield _("您是本案当事人，不能决定；请由其他成员决定。")
    if made_it(case, by):
        yield _("所依据的账、验收或线索由您计算、锁定、验收或录入，请由其他成员决定。")
    yield from _decided_before(by, case)


def _decided_before(by, case):
    """Yield a fault where the same natural person has decided in this case."""
    deciding = AccountabilityStep.objects.filter(
        action=case, acting_as__in=(Actor.BODY, Actor.ABOVE, Actor.CHECKER)
    ).select_related("actor", "joined_by")
    persons = {step.actor.person for step in deciding} | {
        step.joined_by.person for step in deciding if step.joined_by
    }
    if by.person in persons:
        yield _("本案上一次决定是您作出的，请由其他成员决定。")


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
    case = _begin(case, was=(CaseState.SERVED,), seen_step=seen_step)
    day = given_day(on, not_before=_last_day(case))
    faults = [*_faults_of_decider(by, case, case.body, day), *_faults_of_hearing(case, day)]
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
    case = _begin(case, was=(CaseState.SERVED,), seen_step=seen_step)
    day = given_day(on, not_before=_last_day(case))
    faults = [*_faults_of_decider(by, case, case.body, day), *_faults_of_hearing(case, day)]
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


@transaction.atomic
def issue(*, by, case, paper, on=None, seen_step=None):
    """Deliver the decision to the party in writing; the time to appeal begins."""
    case = _begin(case, was=(CaseState.DECIDED,), seen_step=seen_step)
    _clerk_only(by, case)
    day = given_day(on, not_before=_last_day(case))
    paper = text_of(paper, "paper", _("请填写决定书文号或存放处。"))
    until = working_day(case.county_id, day, "accountability.appeal_days")
    starts = day if case.kind in AT_ONCE else until
    take(
        case,
        CaseState.ISSUED,
        by=by,
        acting_as=Actor.CLERK,
        on=day,
        paper=paper,
        due_on=working_day(case.county_id, starts, "accountability.execute_days"),
        issued_on=day,
        appeal_until=until,
    )
    tell_party(case, "action_issued", day=until)
    return case


@transaction.atomic
def execute(*, by, case, record, signed_by, paper, on=None, seen_step=None):
    """Record that the decision was carried out, with who signed the record and where it lies."""
    case = _begin(case, was=(CaseState.ISSUED,), seen_step=seen_step)
    _clerk_only(by, case)
    day = given_day(on, not_before=_last_day(case))
    is_appealed = case.statements.filter(is_appeal=True).exists()
    if case.kind not in AT_ONCE and not is_appealed and day <= case.appeal_until:
        raise ValidationError(_("申诉期到 %(day)s 为止，期满以后执行。") % {"day": case.appeal_until})
    paper = text_of(paper, "paper", _("请填写签字记录存放处。"))
    take(
        case,
        CaseState.EXECUTED,
        by=by,
        acting_as=Actor.CLERK,
        on=day,
        paper=paper,
        due_on=_check_day(case),
        executed_on=day,
        record=text_of(record, "record", _("请写明执行情况。")),
        signed_by=text_of(signed_by, "signed_by", _("请填写在记录上签字的人。")),
        record_paper=paper,
    )
    return case


def _check_day(case):
    if case.kind != ActionKind.RECTIFY_ORDER:
        return None
    return working_day(case.county_id, case.deadline_on, "accountability.check_days")


@transaction.atomic
def appeal(*, by, case, text, on=None, paper="", seen_step=None):
    """Let the party appeal against the decision within its time; what it says is kept with the case."""
    case = _begin(case, was=(CaseState.ISSUED, CaseState.EXECUTED), seen_step=seen_step)
    day = given_day(on, not_before=_last_day(case))
    if day > case.appeal_until:
        raise ValidationError(
            _("申诉期到 %(day)s 为止，已经过了，原决定照此执行。") % {"day": case.appeal_until}
        )
    if case.statements.filter(is_appeal=True).exists():
        raise ValidationError(_("本案已经申诉过一次，复核决定为最终决定。"))
    _keep_statement(by, case, text, day, paper, is_appeal=True)
    take(
        case,
        CaseState.APPEALED,
        by=by,
        acting_as=Actor.PARTY,
        on=day,
        reason=_("当事人申诉"),
        paper=(paper or "").strip(),
        due_on=working_day(case.county_id, day, "accountability.appeal_answer_days"),
    )
    return case


@transaction.atomic
def rule_on_appeal(*, by, case, is_upheld, reason, on=None, seen_step=None):
    """Rule on the party's appeal, by another person of the body above: revoke the decision, or let it stand."""
    case = _begin(case, was=(CaseState.APPEALED,), seen_step=seen_step)
    to = CaseState.REVOKED
    if not is_upheld:
        to = CaseState.EXECUTED if case.executed_on else CaseState.ISSUED
    return _from_above(by, case, to, reason, on)


@transaction.atomic
def revoke(*, by, case, reason, on=None, seen_step=None):
    """Revoke a decision that turned out wrong, by the body above: a month that it stands on was restated since."""
    case = _begin(case, was=(CaseState.DECIDED, CaseState.ISSUED, CaseState.EXECUTED), seen_step=seen_step)
    return _from_above(by, case, CaseState.REVOKED, reason, on)


def _from_above(by, case, to, reason, on):
    day = given_day(on, not_before=_last_day(case))
    if faults := list(_faults_of_decider(by, case, case.appeal_body, day)):
        raise ValidationError(faults)
    due = None
    if to == CaseState.ISSUED:
        due = working_day(case.county_id, day, "accountability.execute_days")
    elif to == CaseState.EXECUTED:
        due = _check_day(case)
    reason = text_of(reason, "reason", _("请写明复核的理由。"))
    take(case, to, by=by, acting_as=Actor.ABOVE, on=day, reason=reason, due_on=due)
    if to == CaseState.REVOKED:
        revoke_supervision(by=by, case=case, day=day)
    tell_party(case, "action_ruled", day=day)
    return case


@transaction.atomic
def check_order(*, by, case, is_fulfilled, reason, on=None, seen_step=None):
    """Check at the end of an order's time whether it was fulfilled; an order that was not is proposed for more."""
    case = _begin(case, was=(CaseState.EXECUTED,), seen_step=seen_step)
    day = given_day(on, not_before=_last_day(case))
    if not (is_clerk(by, case.county_id) or is_supervisor(by, case.county_id)):
        raise PermissionDenied(_("整改期满由县扶贫办或督查员核查。"))
    faults = list(_decided_before(by, case))
    if is_party(case, by):
        faults.append(_("您是本案当事人，请由其他人核查。"))
    if case.kind != ActionKind.RECTIFY_ORDER:
        faults.append(_("只有限期整改要核查。"))
    elif day < case.deadline_on:
        faults.append(_("整改期限到 %(day)s，期满再核查。") % {"day": case.deadline_on})
    if faults:
        raise ValidationError(faults)
    to = CaseState.FULFILLED if is_fulfilled else CaseState.NOT_FULFILLED
    reason = text_of(reason, "reason", _("请写明核查情况。"))
    take(case, to, by=by, acting_as=Actor.CHECKER, on=day, reason=reason)
    return case
