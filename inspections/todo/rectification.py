"""整改 in 待办: measures to hand over, mend, sign, verify, close, for whoever may take the next step."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import partial

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import MENDING, MeasureStatus, VerifyVerdict
from inspections.models import Problem, RectificationMeasure, Verification
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.reminding import Due, due_source, standing_with
from povertyapp.core.text import Text
from povertyapp.core.todo import LINES, Tab, Todo, todo_source

AHEAD = dt.timedelta(
    days=30
)  # how far ahead a deadline is shown to those who do not answer for it themselves


@dataclass(frozen=True)
class Duty:
    """One kind of next step: which measures wait for it, for whom, in which days, and the page on which it is done."""

    verb: str
    page: str
    kind: Text
    why: Text
    action: Text
    statuses: tuple[str, ...]
    days: str = ""
    state: str = "review"
    verdict: str = ""


ASSIGN = Duty(
    "change", "assign", gettext_lazy("交办"), gettext_lazy("已列入方案，还没有交办"), gettext_lazy("去交办"),
    (MeasureStatus.PLANNED,), "rectification.assign_days", "warning",
)  # fmt: skip
SIGN = Duty(
    "sign", "sign", gettext_lazy("签字"), gettext_lazy("责任单位报请验收，等责任领导签字"), gettext_lazy("去签字"),
    (MeasureStatus.IN_PROGRESS,),
)  # fmt: skip
VERIFY = Duty(
    "verify", "verify", gettext_lazy("验收"), gettext_lazy("已提交，等现场复核"), gettext_lazy("去复核"),
    (MeasureStatus.SUBMITTED,), "rectification.verify_days",
)  # fmt: skip
CLOSE = Duty(
    "close", "close", gettext_lazy("销号"), gettext_lazy("验收通过，等销号"), gettext_lazy("去销号"),
    (MeasureStatus.VERIFIED,), "rectification.close_days", verdict=VerifyVerdict.PASS,
)  # fmt: skip
SEND_BACK = Duty(
    "close", "send_back", gettext_lazy("退回"), gettext_lazy("验收不通过，等退回"), gettext_lazy("去退回"),
    (MeasureStatus.VERIFIED,), "rectification.send_back_days", "warning", verdict=VerifyVerdict.FAIL,
)  # fmt: skip
DUTIES = (ASSIGN, SIGN, VERIFY, CLOSE, SEND_BACK)


def waiting(rows, duty):
    """Return the measures that wait for a step."""
    rows = rows.filter(status__in=duty.statuses)
    if duty is ASSIGN:  # a plan that names nobody yet is still being written
        return rows.exclude(responsible_unit="").exclude(threshold=None)
    if duty is SIGN:
        return rows.filter(submitted_by__isnull=False)
    if duty is VERIFY:  # what was drawn is sealed for its inspector: nobody else goes there
        drawn = Verification.objects.filter(measure=OuterRef("pk"), verdict="", draw__isnull=False)
        return rows.annotate(inspector=Subquery(drawn.values("drawn_by")[:1]))
    return rows.filter(verdict=duty.verdict) if duty.verdict else rows


def own(rows, user, duty):
    """Leave out what this user may not do because he did the step before, or another is named for it."""
    rows = rows.exclude(submitted_by=user)
    if duty is SIGN:
        return rows.filter(Q(led_by=None) | Q(led_by=user)).exclude(answered_by=user)
    if duty is VERIFY:
        rows = rows.exclude(signed_by=user).exclude(answered_by=user)
        return rows.filter(Q(inspector=None) | Q(inspector=user))
    return rows.exclude(verified_by=user) if duty in (CLOSE, SEND_BACK) else rows


def steps_to_take(duty, user):
    """Yield the measures whose next step, of one kind, this user takes."""
    if not user.has_perm(f"inspections.{duty.verb}_problem"):
        return
    rows = own(waiting(RectificationMeasure.objects.visible_to(user), duty), user, duty)
    for measure in (yield rows.select_related("problem", "area").order_by("state_since", "pk")[:LINES]):
        yield _line(measure, duty)


for _duty in DUTIES:
    todo_source(Tab.DO)(partial(steps_to_take, _duty))


def _line(measure, duty):
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
    """Yield the problems found here whose cause nobody has written down yet, or about which nothing is planned (LF-07,
    LF-12). Those of a paper ledger stand as their paper is."""
    if not user.has_perm("inspections.change_problem"):
        return
    bare = Q(causes=[], cause_text="")
    rows = Problem.objects.visible_to(user).filter(bare | Q(measures=None), found_on__isnull=False)
    for problem in (yield rows.select_related("area").order_by("found_on", "pk")[:LINES]):
        is_bare = not (problem.causes or problem.cause_text)
        page = "item_edit" if is_bare else "measure_add"
        days = "rectification.analysis_days" if is_bare else "rectification.assign_days"
        yield Todo(
            kind=_("分析") if is_bare else _("定措施"),
            what=f"{problem.no} {problem.text[:40]}",
            whose=problem.area.short_name,
            why=_("查出的问题还没有分析原因") if is_bare else _("问题还没有整改措施"),
            due=_after(problem.found_on, problem.area_id, days),
            state="warning",
            url=reverse(f"inspections:{page}", args=[problem.slug]),
            action=_("去分析") if is_bare else _("去列措施"),
            area=problem.area_id,
        )


@todo_source(Tab.DO)
def measures_to_mend(user):
    """Yield the measures that this user answers for, and those of his places that nobody with an account answers for
    and that fall due soon."""
    if not user.has_perm("inspections.mend_problem"):
        return
    rows = RectificationMeasure.objects.visible_to(user).filter(status__in=MENDING, handed_in_on=None)
    mine = rows.filter(answered_by=user)
    others = rows.filter(answered_by=None, deadline__lte=clock.today() + AHEAD)
    found = (mine | others).select_related("problem", "area").order_by("deadline", "pk")
    for measure in (yield found[:LINES]):
        is_back = measure.status in (MeasureStatus.SENT_BACK, MeasureStatus.REOPENED)
        is_late = measure.deadline is not None and measure.deadline < clock.today()
        yield Todo(
            kind=measure.get_status_display() if is_back else _("整改"),
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
