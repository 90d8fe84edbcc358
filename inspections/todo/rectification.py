"""整改 in 待办: measures to hand over, mend, sign, verify, close, for whoever may take the next step."""

import datetime as dt
from collections import defaultdict
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import MENDING, MeasureStatus
from inspections.models import RectificationMeasure
from inspections.next_steps import (
    AHEAD,
    DUTIES,
    SIGN,
    STEPS,
    VERIFY,
    to_mend,
    waiting,
)
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.parameters import Parameters, limit_for
from povertyapp.core.reminding import Due, due_source, standing_with
from povertyapp.core.todo import Tab, Todo, named_first, todo_source
from povertyapp.core.views.pages import address


def steps_to_take(duty, user):
    """Yield the measures whose next step, of one kind, this user takes: the oldest ones, the rest in one line."""
    if STEPS[duty.page].may(user):
        rows = Alike(_longest, user, duty.page)
        yield from named_first(rows, partial(_line, duty), partial(_others, duty.page))


def _longest(user, page):
    rows = STEPS[page].found(user).select_related("problem", "area")
    return rows.order_by("state_since", "pk")


for _duty in DUTIES:
    todo_source(Tab.DO)(partial(steps_to_take, _duty))


def _line(duty, measure):
    page = reverse(f"inspections:measure_{duty.page}", args=[measure.code])
    due = measure.deadline if duty is SIGN else _limit(measure, duty.days)
    is_drawn = duty is VERIFY and measure.inspector is not None
    why = _("样本已抽出并密封，等您到场") if is_drawn else duty.why
    return Todo(
        kind=duty.kind, what=_what(measure), whose=f"{measure.area.short_name} {measure.responsible_unit}".strip(),
        why=why, due=due, state=duty.state, url=page, action=duty.action, area=measure.area_id,
    )  # fmt: skip


def _limit(measure, name):
    return _after(measure.state_since, measure.area_id, name) if name and measure.state_since else None


def _after(day, area, name):
    """Return the last day of so many days as the parameter of a place gives."""
    return day + dt.timedelta(days=int(Parameters(area, clock.today())(name)))


def _what(measure):
    return f"{measure.problem.no}-{measure.number} {measure.text[:40]}"


@todo_source(Tab.DO)
def problems_to_analyse(user):
    """Yield the problems whose cause nobody has written down yet: the oldest ones, the rest in one line."""
    if STEPS["analyse"].may(user):
        yield from named_first(Alike(_oldest, user, "analyse"), _to_analyse, partial(_others, "analyse"))


@todo_source(Tab.DO)
def problems_to_plan(user):
    """Yield the problems about which nothing is planned yet: the oldest ones, the rest in one line."""
    if STEPS["plan"].may(user):
        yield from named_first(Alike(_oldest, user, "plan"), _to_plan, partial(_others, "plan"))


def _oldest(user, step):
    return STEPS[step].found(user).select_related("area").order_by("found_on", "pk")


def _to_analyse(problem):
    days = "rectification.analysis_days"
    return _problem("analyse", problem, "item_edit", days, _("查出的问题还没有分析原因"), _("去分析"))


def _to_plan(problem):
    days = "rectification.assign_days"
    return _problem("plan", problem, "measure_add", days, _("问题还没有整改措施"), _("去列措施"))


def _problem(step, problem, page, days, why, action):
    return Todo(
        kind=STEPS[step].label,
        what=f"{problem.no} {problem.text[:40]}",
        whose=problem.area.short_name,
        why=why,
        due=_after(problem.found_on, problem.area_id, days),
        state="warning",
        url=reverse(f"inspections:{page}", args=[problem.slug]),
        action=action,
        area=problem.area_id,
    )


def _others(step, count):
    """Return the line of those that are not named: the ledger lists all of that step."""
    said = {"analyse": _("另有 %(n)s 个问题没有分析原因"), "plan": _("另有 %(n)s 个问题没有整改措施")}
    return Todo(
        kind=STEPS[step].label,
        what=said.get(step, _("另有 %(n)s 条整改措施")) % {"n": count},
        why=_("等您办理"),
        url=address(reverse("inspections:ledger"), waits=step),
        action=_("去办理"),
        count=count,
    )


@todo_source(Tab.DO)
def measures_to_mend(user):
    """Yield the measures to carry out: those that fall due first, the rest in one line."""
    if STEPS["mend"].may(user):
        rows = Alike(_next_due, user, limit_for(user, AHEAD))
        yield from named_first(rows, partial(_to_mend, user), partial(_others, "mend"))


def _next_due(user, ahead):
    return to_mend(user, ahead).select_related("problem", "area").order_by("deadline", "pk")


def _to_mend(user, measure):
    is_back = measure.status in (MeasureStatus.SENT_BACK, MeasureStatus.REOPENED)
    is_late = measure.deadline is not None and measure.deadline < clock.today()
    return Todo(
        kind=measure.get_status_display() if is_back else STEPS["mend"].label,
        what=_what(measure),
        whose=f"{measure.area.short_name} {measure.responsible_unit}".strip(),
        why=_("您是责任人") if measure.answered_by_id == user.pk else _("您这里的整改措施"),
        due=measure.deadline,
        state="bad" if is_late or is_back else "warning",
        url=measure.get_absolute_url(),
        action=_("去整改"),
        area=measure.area_id,
        is_returned=is_back,
    )


@due_source("rectification", label=gettext_lazy("整改措施"), unit=gettext_lazy("条"))
def measures_due(county, today):
    """Yield the measures of a county that somebody answers for, or leads, by their deadline."""
    rows = RectificationMeasure.objects.in_area(county).filter(status__in=MENDING, deadline__isnull=False)
    found: dict = defaultdict(int)
    for person, leader, deadline in rows.values_list("answered_by", "led_by", "deadline"):
        for user in {person, leader} - {None}:
            found[user, deadline] += 1
    for (user, deadline), count in found.items():
        yield Due(user, count, deadline)


@due_source("rectification_steps", label=gettext_lazy("等办理的整改"), unit=gettext_lazy("条"))
def steps_due(county, today):
    """Yield the measures of a county that wait to be signed, verified, closed or sent back, for whoever may do it."""
    value = Parameters(county, today)
    for duty in DUTIES:
        columns = ["area_id", "state_since", "deadline", "submitted_by", "signed_by", "verified_by"]
        columns.append("inspector" if duty is VERIFY else "led_by")
        rows = list(waiting(RectificationMeasure.objects.in_area(county), duty).values_list(*columns))
        for user, places in standing_with(f"inspections.{duty.verb}_problem", county, today).items():
            yield from _summed(user, places, rows, duty, value)


def _summed(user, places, rows, duty, value):
    """Add up what waits for one person, by its last day; never what he took the step before of."""
    found: dict = defaultdict(int)
    for area, since, deadline, submitted, signed, verified, named in rows:
        another_is_named = duty in (SIGN, VERIFY) and named not in (None, user)
        if another_is_named or user in (submitted, signed, verified) or not area.startswith(tuple(places)):
            continue
        limit = since + dt.timedelta(days=int(value(duty.days))) if duty.days and since else deadline
        found[limit] += 1
    for limit, count in found.items():
        yield Due(user, count, limit)
