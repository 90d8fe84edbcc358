"""Bringing a case up: an application, a list of exits, a return, a removal, a natural close, a clue."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from households.choices import IN_NEED, PovertyStatus
from households.models import Applicant, Household, MonitoringCase, ProcedureBatch, ProcedureCase
from households.services.procedures.common import acting, due_day, given_day, parameters, text_of
from households.services.procedures.evidence import record_evidence
from households.services.procedures.exits import judge_items, standard_for
from households.services.procedures.moving import move_case
from households.services.procedures.registering import enter_members
from households.steps import (
    ActingLevel,
    ClosingCause,
    EvidenceKind,
    Origin,
    ProcedureKind,
    State,
)
from povertyapp.core.history import because


def recorded_state(household):
    """Return where a household stands by the register: the start of its next case."""
    last = (
        household.cases.exclude(kind=ProcedureKind.MONITORING).exclude(ended_on=None).order_by("-pk").first()
    )
    if household.poverty_status in IN_NEED:
        return State.ASSISTED if household.helper_name else State.REGISTERED
    closed = last and last.state == State.CLOSED and last.ended_on >= (household.exited_on or dt.date.min)
    return State.CLOSED if closed else State.EXITED


def open_batch(*, by, area, kind, on):
    """Begin a list of a village; return it."""
    newest = ProcedureBatch.objects.filter(area=area, kind=kind, year=on.year).aggregate(n=Max("number"))["n"]
    return ProcedureBatch.objects.create(
        area=area, kind=kind, year=on.year, number=(newest or 0) + 1, opened_on=on, opened_by=by
    )


def _joined(batch, area, kind, on):
    """Check that a case may still join a list: same village and procedure, nothing deliberated or posted yet."""
    if batch.area_id != area.pk or batch.kind != kind:
        raise ValidationError({"batch": _("这份名单不是本村、本程序的，请另选一份。")})
    if batch.deliberations.exists() or batch.publicities.exists():
        raise ValidationError({"batch": _("这份名单已经评议或公示，不能再加户，请另开一份。")})
    if on < batch.opened_on:
        raise ValidationError({"on": _("日期不能早于名单的提出日期 %(day)s。") % {"day": batch.opened_on}})
    return batch


def _open(*, by, area, kind, on, start, household=None, batch=None, **facts):
    if household is not None:
        household = Household.objects.select_for_update().get(pk=household.pk)
        _check_free(household, kind)
        facts = {"head_name": household.head_name, "group_name": household.group_name} | facts
    batch = _joined(batch, area, kind, on) if batch else open_batch(by=by, area=area, kind=kind, on=on)
    earlier = household.cases.exclude(step=0).exists() if household else False
    case = ProcedureCase(
        area=area,
        batch=batch,
        kind=kind,
        household=household,
        origin=Origin.PROCEDURE if earlier or start == State.NEW else Origin.RECORDED,
        start_state=start,
        state=start,
        state_since=on,
        opened_on=on,
        opened_by=by,
        **facts,
    )
    case.due_on = due_day(case, start, on, parameters(area.pk, on))
    case.full_clean(exclude=("area",))
    case.save(force_insert=True)
    return case


def _check_free(household, kind):
    if household.left_register_on:
        raise ValidationError({"household": _("%(name)s已不在名册上，请另选一户。") % {"name": household}})
    running = household.cases.running() if kind == ProcedureKind.MONITORING else household.cases.busy()
    if kind == ProcedureKind.MONITORING:
        running = running.filter(kind=kind)
    found = running.first()
    if found:
        raise ValidationError(
            {
                "household": _("%(name)s有没办结的事项（%(kind)s，%(state)s），先办完再说。")
                % {"name": household, "kind": found.get_kind_display(), "state": found.get_state_display()}
            }
        )


@transaction.atomic
def apply_for_entry(
    *, by, area, head_name, statement, members, on=None, signed_by="", paper="", image=None, is_omission=False,
    group_name="", address="", phone="", income_per_capita=None, batch=None,
):  # fmt: skip
    """Take in a household's application, or a household that a check found left out; return the case (已申请)."""
    day = given_day(on)
    acting(by, area.pk, ActingLevel.VILLAGE)
    head = text_of(head_name, "head_name", _("请填写户主姓名。"))
    with because(by=by, reason=_("申请纳入")):
        case = _open(
            by=by, area=area, kind=ProcedureKind.ENTRY, on=day, start=State.NEW, batch=batch,
            head_name=head, group_name=group_name,
        )  # fmt: skip
        applicant = Applicant.objects.create(
            case=case,
            area=area,
            address=address,
            phone=phone,
            statement=text_of(statement, "statement", _("请写明申请理由。")),
            income_per_capita=income_per_capita,
        )
        enter_members(applicant, members)
        kind = EvidenceKind.OMISSION if is_omission else EvidenceKind.APPLICATION
        record_evidence(
            by=by, case=case, kind=kind, on=day, text=statement, signed_by=signed_by, paper=paper, image=image
        )
        move_case(by=by, case=case, to=State.APPLIED, on=day)
    case.refresh_from_db()
    return case


@transaction.atomic
def open_exit_list(*, by, area, households, on=None):
    """Begin a village's list of households that may leave poverty; return it.

    Each is judged by the standard of its region and year as far as the records go; the deliberation and the
    answers of persons are recorded for the list and its households, then `move_batch` proposes them.
    ValidationError names every household that cannot be on the list.
    """
    day = given_day(on)
    acting(by, area.pk, ActingLevel.VILLAGE)
    faults = [fault for household in households if (fault := _exit_fault(household, area))]
    if not households:
        faults = [_("请至少选一户。")]
    if faults:
        raise ValidationError({"households": faults})
    with because(by=by, reason=_("列入拟脱贫名单")):
        batch = open_batch(by=by, area=area, kind=ProcedureKind.EXIT, on=day)
        standard = standard_for(area.pk, day.year)
        for household in households:
            case = _open(
                by=by, area=area, kind=ProcedureKind.EXIT, on=day, start=State.ASSISTED, household=household,
                batch=batch, standard=standard,
            )  # fmt: skip
            judge_items(by=by, case=case, on=day)
    return batch


def _exit_fault(household, area):
    if household.area_id != area.pk:
        return _("%(name)s不是这个村的，请从本村的户里选。") % {"name": household}
    if household.poverty_status not in IN_NEED:
        return _("%(name)s已经脱贫，不用再列入。") % {"name": household}
    if not household.helper_name:
        return _("%(name)s还没有帮扶责任人，请先安排，再提出退出。") % {"name": household}
    return ""


@transaction.atomic
def open_return(*, by, household, cause, on=None, paper="", image=None):
    """Take up an exited household that fell back into poverty (返贫); return the case (已申请)."""
    day = given_day(on)
    acting(by, household.area_id, ActingLevel.VILLAGE)
    if household.poverty_status != PovertyStatus.EXITED:
        raise ValidationError({"household": _("只有已脱贫的户才能按返贫纳入。")})
    cause = text_of(cause, "cause", _("请写明返贫原因。"))
    with because(by=by, reason=cause):
        case = _open(
            by=by,
            area=household.area,
            kind=ProcedureKind.RETURN,
            on=day,
            start=recorded_state(household),
            household=household,
        )
        record_evidence(
            by=by, case=case, kind=EvidenceKind.RETURN_CAUSE, on=day, text=cause, paper=paper, image=image
        )
        move_case(by=by, case=case, to=State.APPLIED, on=day)
    case.refresh_from_db()
    return case


@transaction.atomic
def open_removal(*, by, household, finding, on=None, paper="", image=None):
    """Bring up that a household was registered by mistake (错评); the county decides. Return the case."""
    day = given_day(on)
    finding = text_of(finding, "finding", _("请写明比对或核查发现了什么。"))
    start = recorded_state(household)
    if start not in (State.REGISTERED, State.ASSISTED):
        raise ValidationError({"household": _("已脱贫的户不能按错评清退，请另选一户，或另一种情形。")})
    with because(by=by, reason=finding):
        case = _open(
            by=by, area=household.area, kind=ProcedureKind.REMOVAL, on=day, start=start, household=household
        )
        record_evidence(
            by=by, case=case, kind=EvidenceKind.FINDING, on=day, text=finding, paper=paper, image=image
        )
    return case


@transaction.atomic
def open_natural_close(*, by, household, cause, text, on=None, target=None, paper="", image=None):
    """Bring up that a household is no more (all died, emigrated, merged into `target`); the township confirms."""
    day = given_day(on)
    start = recorded_state(household)
    if household.poverty_status == PovertyStatus.RETURNED and start == State.REGISTERED:
        start = State.RETURNED
    with because(by=by, reason=ClosingCause(cause).label):
        case = _open(
            by=by, area=household.area, kind=ProcedureKind.NATURAL, on=day, start=start, household=household
        )
        record_evidence(
            by=by, case=case, kind=EvidenceKind.CLOSING, on=day, text=text, facts={"cause": cause},
            target=target, paper=paper, image=image,
        )  # fmt: skip
    return case


@transaction.atomic
def open_monitoring(
    *, by, area, category, clue_source, risks, on=None, household=None, head_name="", group_name="",
    size=None, net_income=None, rigid_spending=None, has_no_labour=False,
):  # fmt: skip
    """Take up a clue that a household may fall (back) into poverty; return the case (线索)."""
    day = given_day(on)
    acting(by, area.pk, ActingLevel.VILLAGE)
    if household is None:
        head_name = text_of(head_name, "head_name", _("请选择在册的户，或填写户主姓名。"))
        facts = {"head_name": head_name, "group_name": group_name}
    else:
        facts = {}
    with because(by=by, reason=_("登记监测线索")):
        case = _open(
            by=by,
            area=area,
            kind=ProcedureKind.MONITORING,
            on=day,
            start=State.NEW,
            household=household,
            **facts,
        )
        row = MonitoringCase(
            case=case,
            area=area,
            category=category,
            clue_source=clue_source,
            clue_on=day,
            risks=list(risks),
            size=size or (household.size if household else 0),
            net_income=net_income,
            rigid_spending=rigid_spending,
            has_no_labour=has_no_labour,
        )
        row.full_clean(exclude=("area",))
        row.save()
        move_case(by=by, case=case, to=State.CLUE, on=day)
    case.refresh_from_db()
    return case
