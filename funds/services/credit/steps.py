"""How a loan goes a step further: the record of the step first, then the status; nothing else changes one."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from funds.choices.credit import LOAN_MOVES, OPINION_ROLES, STEP_ROLES, LoanAct, LoanStatus
from funds.models import LoanStep, Microloan, OperatorLoan
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.moves import advance
from povertyapp.core.parameters import Parameters
from povertyapp.core.roles import Role


def locked(loan: Microloan) -> Microloan:
    """Lock a loan; Conflict where it is no longer as the user saw it."""
    known = Microloan.objects.select_for_update(no_key=True, of=("self",)).get(pk=loan.pk)
    if (known.status, known.step) != (loan.status, loan.step):
        raise Conflict(_("这笔贷款刚刚被别人办过，请刷新后再办。"))
    for name in ("balance", "interest_owed", "due_on", "diverted_on"):
        setattr(loan, name, getattr(known, name))
    return loan


def parameters_of(loan: Microloan | OperatorLoan, on: dt.date) -> Parameters:
    return Parameters(loan.area_id[:6], on)


def take_step(loan, to, *, by, on=None, reason="", guards=(), act=LoanAct.MOVE, **facts):
    """Move a loan to a status with the record of who did it, as what, where, on what day, and what was looked at.

    ValidationError: the table of moves does not know it, or it is another's to do; Conflict: somebody was faster.
    """
    if to not in LOAN_MOVES.get(loan.status, ()):
        raise ValidationError(
            _("现在是“%(was)s”，不能改为“%(to)s”；请刷新后看现在能办哪一步。")
            % {"was": loan.get_status_display(), "to": LoanStatus(to).label}
        )
    on = on or clock.today()
    _write(loan, to, by=by, on=on, reason=reason, guards=guards, act=act, roles=STEP_ROLES[to])
    facts |= {"step": loan.step + 1, "state_since": on}
    return advance(loan, to, by=by, moves=LOAN_MOVES, reason=reason or f"{to}_loan", **facts)


def give_opinion(loan, *, by, on, reason, guards=()):
    """Record the township's opinion, which moves nothing."""
    _write(
        loan, loan.status, by=by, on=on, reason=reason, guards=guards, act=LoanAct.OPINION,
        roles=OPINION_ROLES,
    )  # fmt: skip
    with because(by=by, reason=reason):
        Microloan.objects.filter(pk=loan.pk).update(step=loan.step + 1)
    loan.step += 1
    return loan


def _write(loan, to, *, by, on, reason, guards, act, roles):
    locked(loan)
    _check_day(loan, on)
    grant = acting(by, loan, roles)
    if grant is None and act != LoanAct.PAPER:
        names = "、".join(str(Role(role).label) for role in roles)
        raise ValidationError(_("这一步由%(roles)s办理。") % {"roles": names})
    if act != LoanAct.PAPER:
        _check_person(loan, by, grant)
    with because(by=by, reason=reason or f"{to}_loan"):
        LoanStep.objects.create(
            loan=loan,
            area_id=loan.area_id,
            number=loan.step + 1,
            act=act,
            from_status=loan.status,
            to_status=to,
            actor=by,
            acting_role=grant.role if grant else "",
            acting_unit_id=grant.area_id if grant else None,
            decided_on=on,
            reason=reason,
            guards=list(guards),
        )


def acting(by, loan, roles):
    """Return the grant by which somebody takes a step of those roles: the nearest that holds the place of the loan; a
    helper acts for the households that he answers for."""
    found = []
    for grant in by.grants_today if by else ():
        over = grant.role == Role.HELPER or loan.area_id.startswith(grant.area_id)
        answers = grant.role != Role.HELPER or loan.household.answered_by_id == by.pk
        if grant.role in roles and over and answers:
            found.append(grant)
    return max(found, key=lambda grant: len(grant.area_id), default=None)


def _check_day(loan, on):
    last = loan.steps.order_by("-number").values_list("decided_on", flat=True).first() or loan.applied_on
    if not last <= on <= clock.today():
        raise ValidationError({"on": _("日期要在上一步（%(last)s）和今天之间。") % {"last": last}})


def _check_person(loan, by, grant):
    """Nobody decides twice in a row on two levels (C); the database compares natural persons."""
    before = loan.steps.exclude(act=LoanAct.PAPER).select_related("actor").order_by("-number").first()
    if before and before.acting_role != grant.role and before.actor.person == by.person:
        raise ValidationError(_("上一步是您用另一个身份办的，这一步请由另一个人办。"))
