"""What a first unsettled month asks for (D6): its hard lines are put right by the middle of the next month."""

import itertools
from collections import defaultdict

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from inspections.choices import DeadlineKind
from inspections.choices.accountability import Trigger
from inspections.models import AccountabilityGround, RectificationMeasure
from inspections.models.account import PartyLevel
from inspections.models.problem import measure_codes
from inspections.services.problems import raise_problem
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.models.area import TOWNSHIP_DIGITS


def plan_mending(account, cases, value):
    """Plan a measure for each hard line's rule of the parties whose first unsettled month it is; return how many.

    One problem a month and township holds them, one measure a party and rule; each is a ground of its case.
    """
    firsts = {case.pk: case for case in cases if case.trigger == Trigger.FIRST}
    lines = (
        AccountabilityGround.objects.filter(action__in=firsts)
        .exclude(rule="")
        .order_by("action_id", "rule")
        .values("action_id", "rule", "title")
        .annotate(n=Count("pk"))
    )
    by_place = defaultdict(list)
    for line in lines:
        by_place[firsts[line["action_id"]].area_id[:TOWNSHIP_DIGITS]].append(line)
    deadline = due_day(account.period, value)
    codes = measure_codes(account.area_id)
    made = []
    for place, found in sorted(by_place.items()):
        problem = _problem(account, place)
        last = problem.measures.aggregate(last=Max("number"))["last"] or 0
        known = {_name(measure): measure for measure in problem.measures.all()}
        numbers = itertools.count(last + 1)
        for line in found:
            measure = _measure(problem, firsts[line["action_id"]], line, deadline)
            measure = known.get(_name(measure), measure)
            if measure.pk is None:
                measure.number, measure.code = next(numbers), next(codes)
            made.append((line, measure))
    with because(by=None, reason="plan_mending"):
        RectificationMeasure.objects.bulk_create([measure for _line, measure in made if measure.pk is None])
    AccountabilityGround.objects.bulk_create(
        AccountabilityGround(
            action_id=line["action_id"],
            area_id=firsts[line["action_id"]].area_id,
            measure=measure,
            month=account.month,
        )
        for line, measure in made
    )
    return len(made)


def due_day(period, value):
    """Return the day on which the lines of a month must be put right: the middle of the next month that is to come."""
    day = int(value("accountability.measure_due_day"))
    month = period.next
    while month.start.replace(day=day) <= clock.today():
        month = month.next
    return month.start.replace(day=day)


def _problem(account, place):
    return raise_problem(
        by=None,
        county=account.area,
        area=Area.objects.get(pk=place),
        text=_("%(month)s 硬账没有交清的必须完成事项") % {"month": account.month},
        category=_("交硬账"),
        origin=_("%(month)s 硬账") % {"month": account.month},
        cause_text=_("当月没有按规定完成，见各责任人和单位的硬账。"),
        key=f"HA:{account.month}:{place}",
    )


def _name(measure):
    """Return what tells a measure of a month from the others: a case proposed anew takes up the one that is there."""
    return measure.text, measure.responsible_unit, measure.person_name, measure.answered_by_id


def _measure(problem, case, line, deadline):
    is_helper = case.level == PartyLevel.HELPER
    return RectificationMeasure(
        problem=problem,
        area_id=problem.area_id,
        text=_("补做%(title)s（%(rule)s）") % {"title": line["title"], "rule": line["rule"]},
        goal=_("%(n)s 项全部补做到位") % {"n": line["n"]},
        deadline=deadline,
        deadline_text=deadline.isoformat(),
        deadline_kind=DeadlineKind.DATE,
        responsible_unit=case.helper.unit.name if is_helper else case.name,
        person_name=case.name if is_helper else "",
        answered_by_id=case.answered_by_id,
        state_since=clock.today(),
        known_on=clock.today(),
    )
