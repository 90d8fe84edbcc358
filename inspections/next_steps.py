"""Whose next step problems and measures of the ledger wait for: 待办 names the first of them, the ledger lists all."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy

from inspections.choices import MENDING, MeasureStatus, VerifyVerdict
from inspections.models import Problem, RectificationMeasure, Verification
from povertyapp.core import clock
from povertyapp.core.parameters import limit_for
from povertyapp.core.text import Text

# How far ahead a deadline is shown to those who do not answer for it themselves.
AHEAD = "rectification.ahead_days"
BARE = Q(causes=[], cause_text="")  # of a problem: nobody has written down why


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
    rows = rows.exclude(submitted_by=user.pk)
    if duty is SIGN:
        return rows.filter(Q(led_by=None) | Q(led_by=user.pk)).exclude(answered_by=user.pk)
    if duty is VERIFY:
        rows = rows.exclude(signed_by=user.pk).exclude(answered_by=user.pk)
        return rows.filter(Q(inspector=None) | Q(inspector=user.pk))
    return rows.exclude(verified_by=user.pk) if duty in (CLOSE, SEND_BACK) else rows


def to_take(duty, user):
    """Return the measures whose next step, of one kind, this user takes."""
    return own(waiting(RectificationMeasure.objects.visible_to(user), duty), user, duty)


def to_analyse(user):
    """Return the problems found in the user's places whose cause nobody has written down yet (LF-07). Those of a paper
    ledger stand as their paper is."""
    return Problem.objects.visible_to(user).filter(BARE, found_on__isnull=False)


def to_plan(user):
    """Return the problems found in the user's places whose cause is known and about which nothing is planned
    (LF-12)."""
    return Problem.objects.visible_to(user).filter(~BARE, measures=None, found_on__isnull=False)


def to_mend(user, ahead):
    """Return the measures that this user answers for, and those of his places that nobody with an account answers for
    and that fall due within so many days."""
    rows = RectificationMeasure.objects.visible_to(user).filter(status__in=MENDING, handed_in_on=None)
    soon = Q(answered_by=None, deadline__lte=clock.today() + dt.timedelta(days=ahead))
    return rows.filter(Q(answered_by=user.pk) | soon)


@dataclass(frozen=True)
class Step:
    """A kind of next step, as the ledger lists what waits for it: for whom, in which words, and what of a user."""

    verb: str
    label: Text
    found: Callable[[Any], QuerySet]

    def may(self, user):
        return user.has_perm(f"inspections.{self.verb}_problem")


STEPS = {
    "analyse": Step("change", gettext_lazy("分析"), to_analyse),
    "plan": Step("change", gettext_lazy("定措施"), to_plan),
    "mend": Step("mend", gettext_lazy("整改"), lambda user: to_mend(user, limit_for(user, AHEAD))),
} | {duty.page: Step(duty.verb, duty.kind, partial(to_take, duty)) for duty in DUTIES}


def lines_for(lines, user, name):
    """Return the lines of the ledger that wait for a step of this user: one a measure, the first of a problem."""
    step = STEPS[name]
    if not step.may(user):
        return lines.none()
    found = step.found(user)
    if found.model is RectificationMeasure:
        return lines.filter(measure__in=found.values("pk"))
    before = RectificationMeasure.objects.filter(
        problem=OuterRef("problem"), number__lt=OuterRef("measure__number")
    )
    return lines.filter(~Exists(before), problem__in=found.values("pk"))
