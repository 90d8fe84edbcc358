"""What accountability puts into 待办: cases in which somebody must act, and what a party is told."""

from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.case_file import acts_of, waiting_as, waits_for
from inspections.choices.accountability import CaseState
from inspections.models import AccountabilityAction
from inspections.querysets.accountability import parties_of
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.notices import notice
from povertyapp.core.todo import LINES, Tab, Todo, day_of, named_first, since, todo_source


@todo_source(Tab.DO)
def cases_to_act_on(user):
    """Yield the cases that wait for this user: the oldest ones, the rest in one line."""
    if not user.has_perm("inspections.view_accountability"):
        return
    yield from named_first(Alike(_waiting, user, acts_of(user), parties_of(user)), _case, _other_cases)


def _waiting(user, acts, parties):
    cases = AccountabilityAction.objects.visible_to(user)
    return waiting_as(cases, user, acts, parties).order_by("due_on", "no")


def _case(case):
    return Todo(
        kind=_("问责"),
        what=f"{case.no} {case.get_kind_display()}",
        whose=case.name,
        why=waits_for(case),
        due=case.due_on,
        state="bad" if case.due_on and case.due_on < clock.today() else "warning",
        url=case.get_absolute_url(),
        action=_word(case),
        area=case.area_id,
    )


def _other_cases(count):
    return Todo(
        kind=_("问责"),
        what=_("另有 %(n)s 件问责事项") % {"n": count},
        why=_("等您办理"),
        url=reverse("inspections:actions") + "?show=mine",
        action=_("去办理"),
        count=count,
    )


def _word(case):
    words = {
        CaseState.PROPOSED: _("去告知"),
        CaseState.DECIDED: _("去下达"),
        CaseState.ISSUED: _("去执行"),
        CaseState.APPEALED: _("去复核"),
        CaseState.EXECUTED: _("去核查"),
    }
    if case.state == CaseState.SERVED:
        return _("去陈述") if clock.today() <= case.window_ends_on else _("去决定")
    return words[CaseState(case.state)]


@todo_source(Tab.DONE)
def cases_decided(user):
    """Yield the cases in which the user took a step lately."""
    found = AccountabilityAction.objects.visible_to(user).filter(
        steps__actor=user.pk, steps__recorded_at__gte=since()
    )
    for case in (yield found.distinct().order_by("-state_since", "no")[:LINES]):
        yield Todo(
            kind=case.get_state_display(),
            what=f"{case.no} {case.get_kind_display()}",
            whose=case.name,
            why=_("您办过一步"),
            url=case.get_absolute_url(),
            action=_("看事项"),
            state=case.cue,
            on=case.state_since,
            area=case.area_id,
        )


def _told(told, what, why):
    no, day = told.facts["no"], told.facts["day"]
    return Todo(
        kind=_("问责"),
        what=what % {"day": day},
        why=why,
        url=reverse("inspections:action", args=[no]),
        action=_("看事项"),
        on=day_of(told.told_at),
    )


@notice("action_served")
def served(told):
    return _told(told, _("有一件事要问责，您可以陈述意见，至 %(day)s"), _("您是当事人，决定以前要听您的意见"))


@notice("action_issued")
def issued(told):
    return _told(told, _("问责决定已下达，不服可以申诉，至 %(day)s"), _("您是当事人"))


@notice("action_exonerated")
def exonerated(told):
    return _told(told, _("问责事项已容错免责，%(day)s"), _("您是当事人"))


@notice("action_ruled")
def ruled(told):
    return _told(told, _("问责事项已复核，%(day)s"), _("您是当事人"))
