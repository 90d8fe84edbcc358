"""The year's plan of a township with its curve, and the list of its households (LF-30, LF-31)."""

import calendar
import datetime as dt
from fractions import Fraction
from math import ceil

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.relocation import MoveReason, Settlement
from funds.models import RelocationListed, RelocationPlan, RelocationTarget
from households.models import Household
from povertyapp.core.history import because
from povertyapp.core.models.area import Level
from povertyapp.core.moves import check


def month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def straight_line(begins_on: dt.date, due_on: dt.date, households: int, persons: int):
    """Return (month's end, households, persons) of each month: the same part of all in each, rounded up."""
    first, last = (day.year * 12 + day.month - 1 for day in (begins_on, due_on))
    months = last - first + 1
    found = []
    for number in range(1, months + 1):
        at = first + number - 1
        part = Fraction(number, months)
        end = month_end(dt.date(at // 12, at % 12 + 1, 1))
        found.append((end, ceil(households * part), ceil(persons * part)))
    return found


@transaction.atomic
def set_plan(*, by, township, year, households, persons, due_on, document, begins_on=None, points=()):
    """Put down, or change, what a township has to move of a year's task, with its curve; return the plan.

    `points` are (month's end, households, persons), counted from the beginning; without them the curve is a straight
    line from the month of `begins_on` to that of the deadline.
    """
    check(
        ("township", township.level == Level.TOWNSHIP, _("计划下达到乡镇，请选一个乡镇。")),
        ("numbers", 0 < households <= persons, _("户数要大于 0，人数不能少于户数。")),
        ("document", bool(document.strip()), _("请写明文号。")),
        (
            "begin",
            bool(points) or (begins_on is not None and begins_on <= due_on),
            _("起始月份不能晚于完成期限。"),
        ),
    )
    points = sorted(points) or straight_line(begins_on, due_on, households, persons)
    _check_curve(points, households, persons, due_on)
    facts = {"households": households, "persons": persons, "due_on": due_on, "document": document.strip()}
    with because(by=by, reason="set_plan"):
        plan = RelocationPlan.objects.select_for_update().filter(area=township, year=year).first()
        if plan is None:
            code = f"{township.pk}-{year}"
            name = _("%(year)s 年度搬迁任务") % {"year": year}
            plan = RelocationPlan.objects.create(area=township, year=year, code=code, name=name, **facts)
        else:
            _check_listed(plan, households)
            for name, given in facts.items():
                setattr(plan, name, given)
            plan.save(update_fields=list(facts))
            plan.targets.all().delete()
        RelocationTarget.objects.bulk_create(
            RelocationTarget(plan=plan, area_id=plan.area_id, month_end=end, households=n, persons=people)
            for end, n, people in points
        )
    return plan


def _check_curve(points, households, persons, due_on):
    """Raise what is wrong with a curve: it rises, each month once, and ends with all of the plan at the deadline."""
    ends = [end for end, _n, _people in points]
    rising = all(a[1] <= b[1] and a[2] <= b[2] for a, b in zip(points, points[1:], strict=False))
    last = points[-1]
    check(
        ("months", len(set(ends)) == len(ends), _("月度目标每个月只能写一行。")),
        ("rising", rising, _("月度目标是累计数，不能减少。")),
        ("whole", last[1:] == (households, persons), _("最后一个月的目标要等于全部户数和人数。")),
        ("in_time", last[0] <= month_end(due_on), _("月度目标不能晚于完成期限。")),
    )


def _check_listed(plan, households):
    listed = plan.listed.count()
    words = _("年度名单已有 %(n)d 户，计划不能少于名单。")
    check(("listed", listed <= households, words % {"n": listed}))


@transaction.atomic
def list_household(
    *, by, plan: RelocationPlan, household: Household, persons, reason, settlement="", source=""
):
    """Put a household on the year's list of its township; no more of them than the plan has."""
    plan = RelocationPlan.objects.select_for_update().get(pk=plan.pk)
    listed = plan.listed.exclude(household=household)
    full = _("计划 %(n)d 户，名单已满；请先调整计划。") % {"n": plan.households}
    known = RelocationListed.objects.filter(household=household).first()
    check(
        ("township", household.area_id.startswith(plan.area_id), _("这一户不在这个乡镇，请选本乡镇的户。")),
        ("persons", persons > 0, _("人数要大于 0。")),
        ("reason", reason in MoveReason.values, _("请选搬迁原因。")),
        ("settlement", not settlement or settlement in Settlement.values, _("请选安置方式。")),
        ("room", listed.count() < plan.households, full),
        ("free", known is None or not hasattr(known, "case"), _("这一户已按名单办理搬迁，不能再改名单。")),
    )
    facts = {"plan": plan, "persons": persons, "reason": reason, "settlement": settlement}
    facts |= {"area_id": household.area_id, "recorded_from": source}
    with because(by=by, reason="list_household"):
        return RelocationListed.objects.update_or_create(household=household, defaults=facts)[0]


@transaction.atomic
def strike_off(*, by, listed: RelocationListed, reason: str):
    """Take a household off the year's list before its relocation rests on it."""
    if hasattr(listed, "case"):
        raise ValidationError(_("这一户已按名单办理搬迁，不能移出名单；不搬的请在个案里退出搬迁。"))
    if not reason.strip():
        raise ValidationError({"reason": _("移出名单要写明原因。")})
    with because(by=by, reason=reason.strip()):
        listed.delete()
