"""What all verbs of the procedures share: who acts for which unit, on what day, with which parameters."""

import calendar
import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from households.case_querysets import ROLE_OF_LEVEL
from households.models import ProcedureCase
from households.steps import ActingLevel, ProcedureKind, State
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters

# Limits that count for the whole procedure and not for one state.
WHOLE = {
    ProcedureKind.REMOVAL: "procedure.limit.removal",
    ProcedureKind.NATURAL: "procedure.limit.natural",
}


def parameters(area_code, day):
    """Return the parameters in force at a place; `name in` it tells whether there is one."""
    return Parameters(area_code, day)


def grant_for(user, area_code, level):
    """Return the user's grant that lets him act on that level for that place, or None."""
    role = ROLE_OF_LEVEL[level]
    for grant in user.grants_today:
        if grant.role == role and area_code.startswith(grant.area_id):
            return grant
    return None


def acting(user, area_code, level):
    """Return the grant under which the user acts; PermissionDenied where he has none."""
    grant = grant_for(user, area_code, level)
    if grant is None:
        raise PermissionDenied(
            _("这一步由%(level)s办理，您没有这个身份。") % {"level": ActingLevel(level).label}
        )
    return grant


def given_day(on, *, name="on", not_before=None):
    """Return the day of an act, today where none is given; ValidationError for one that cannot be."""
    day = on or clock.today()
    if day > clock.today():
        raise ValidationError({name: _("日期不能晚于今天。")})
    if not_before and day < not_before:
        raise ValidationError({name: _("日期不能早于上一步的 %(day)s。") % {"day": not_before}})
    return day


def due_day(case, state, since, value):
    """Return the last day that the state may take, or None where there is no limit."""
    name = WHOLE.get(case.kind) or f"procedure.limit.{state}"
    begun = case.opened_on if case.kind in WHOLE else since
    days = value(name) if name in value.values else None
    due = begun + dt.timedelta(days=days) if days else None
    if case.kind == ProcedureKind.RETURN and state != State.REGISTERED:
        whole = case.opened_on + dt.timedelta(days=value("procedure.limit.return"))
        due = min(due or whole, whole)
    return due


def months_after(day, months):
    """Return the same day so many months later; the last of the month where there is no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def locked_case(case) -> ProcedureCase:
    """Return the case as it stands now, locked until the end of the transaction."""
    return (
        ProcedureCase._base_manager.select_for_update(of=("self",))
        .select_related("area", "household")
        .get(pk=case.pk)
    )


def text_of(value, name, message):
    """Return a text without surrounding blanks; ValidationError where it is blank."""
    text = (value or "").strip()
    if not text:
        raise ValidationError({name: message})
    return text
