"""Whom a problem concerns: added, mended one by one, taken out with a reason."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.choices import ScopeKind
from inspections.models import Problem, ProblemScope
from inspections.services.problems.raising import add_to_scope
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import Area


@transaction.atomic
def add_scope(*, by, problem: Problem, households=(), villages=(), projects=()) -> int:
    """Say whom a problem concerns; what is there already stays. Returns how many are new.

    `households` are households or their numbers, `villages` areas or their codes, `projects` pairs of the project's
    number and the area where it lies. ValidationError names every number that the county does not have.
    """
    Problem.objects.select_for_update(no_key=True, of=("self",)).get(pk=problem.pk)
    if problem.status == "closed":
        raise ValidationError(_("这个问题已经销号，同样问题再次出现请先办理反弹。"))
    before = problem.scope.count()
    with because(by=by, reason=_("登记涉及对象")):
        unknown = add_to_scope(problem, households, villages)
        if unknown:
            raise ValidationError(
                {"codes": _("本县没有这些编号，请核对：%(codes)s。") % {"codes": "、".join(unknown)}}
            )
        for code, area in projects:
            place = area if isinstance(area, Area) else Area.objects.get(code=area)
            ProblemScope.objects.get_or_create(
                problem=problem, kind=ScopeKind.PROJECT, code=code, defaults={"area": place, "name": code}
            )
    return problem.scope.count() - before


@transaction.atomic
def mend_scope(*, by, scope: ProblemScope, day: dt.date, note: str = "") -> ProblemScope:
    """Say that one household, village or project of a problem is mended, and how."""
    if not scope.is_open:
        raise ValidationError(_("这个对象已经整改到位或移出，请刷新后再看。"))
    if day > clock.today():
        raise ValidationError({"day": _("整改到位日期不能晚于今天。")})
    if not note.strip():
        raise ValidationError({"note": _("请写明怎样整改到位。")})
    scope.mended_on, scope.mended_by, scope.mended_note = day, by, note.strip()
    with because(by=by, reason=_("整改到位：%(name)s") % {"name": scope.code}):
        scope.save(update_fields=["mended_on", "mended_by", "mended_note"])
    return scope


@transaction.atomic
def unmend_scope(*, by, scope: ProblemScope, reason: str) -> ProblemScope:
    """Take back that something is mended: it is not, or not any more."""
    if scope.mended_on is None or scope.dropped_on:
        raise ValidationError(_("这个对象还没有登记整改到位，请刷新后再看。"))
    if not reason.strip():
        raise ValidationError({"reason": _("请写明为什么没有整改到位。")})
    if scope.problem.status == "closed":
        raise ValidationError(_("这个问题已经销号，同样问题再次出现请先办理反弹。"))
    scope.mended_on = scope.mended_by = None
    scope.mended_note = ""
    with because(by=by, reason=reason.strip()):
        scope.save(update_fields=["mended_on", "mended_by", "mended_note"])
    return scope


@transaction.atomic
def drop_scope(*, by, scope: ProblemScope, reason: str) -> ProblemScope:
    """Take out what was put into the scope of a problem by mistake; the row and the reason stay."""
    if scope.dropped_on:
        raise ValidationError(_("这个对象已经移出，请刷新后再看。"))
    if not reason.strip():
        raise ValidationError({"reason": _("移出必须写明理由。")})
    scope.dropped_on, scope.dropped_by, scope.dropped_reason = clock.today(), by, reason.strip()
    with because(by=by, reason=reason.strip()):
        scope.save(update_fields=["dropped_on", "dropped_by", "dropped_reason"])
    return scope
