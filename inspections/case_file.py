"""One case of accountability as its page shows it: who must act, what it stands on, what came of it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from inspections.choices.accountability import AT_ONCE, Actor, Body, CaseState, Trigger
from inspections.models import AccountMonth, DecisionSeat
from inspections.models.account import AccountState, PartyLevel
from inspections.querysets.accountability import parties_of
from inspections.services.accountability.common import is_clerk, is_party
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.subjects import names_of, url_of, word_of
from povertyapp.core.workdays import unlisted_years

CLERKS = (CaseState.PROPOSED, CaseState.DECIDED, CaseState.ISSUED)
# By which of his verbs a clerk or a checker must act.
ACTS = CHANGE, CHECK = "inspections.change_accountability", "inspections.check_accountability"
DECIDED = (CaseState.DECIDED, CaseState.ISSUED, CaseState.EXECUTED)


def waiting_for(cases, user):
    """Return the cases of these in which this user must act: as a clerk, from his seats, as a checker, as the party."""
    return waiting_as(cases, user, acts_of(user), parties_of(user))


def acts_of(user):
    """Return by which of his verbs a user must act as a clerk or a checker."""
    return tuple(verb for verb in ACTS if user.has_perm(verb))


def waiting_as(cases, user, acts, parties):
    """Return what waits for somebody who acts by these verbs, and for these parties, (level, code)."""
    today, every = clock.today(), cases.model.objects
    seats = DecisionSeat.objects.visible_to(user).in_force(today).filter(user=user.pk)
    found = [
        every.decided_by_seats(seats).ready(today),
        every.of_parties(user, parties).filter(state=CaseState.SERVED, window_ends_on__gte=today),
    ]
    # Each by an index of its own: no index answers one condition of them all.
    each = [rows.order_by().values("pk") for rows in found]
    waiting = Q(pk__in=each[0].union(*each[1:], all=True))
    # A clerk's are most of those that are open: they are not looked up one by one.
    if CHANGE in acts:
        waiting |= Q(state__in=CLERKS) & ~Q(pk__in=every.in_appeal_time(today).values("pk"))
    if CHECK in acts:
        waiting |= Q(state=CaseState.EXECUTED, deadline_on__lte=today)
    return cases.open().filter(waiting)


def waits_for(case):
    """Return who must act in a case, in words."""
    today = clock.today()
    if case.ended_on is not None:
        return ""
    if case.state == CaseState.SERVED:
        if today <= case.window_ends_on:
            return _("当事人陈述，至 %(day)s") % {"day": case.window_ends_on}
        return _("%(body)s决定") % {"body": deciding_words(case)}
    if case.state == CaseState.ISSUED and case.kind not in AT_ONCE and today <= case.appeal_until:
        return _("申诉期，至 %(day)s") % {"day": case.appeal_until}
    words = {
        CaseState.PROPOSED: _("县扶贫办告知当事人"),
        CaseState.DECIDED: _("县扶贫办下达"),
        CaseState.ISSUED: _("县扶贫办执行"),
        CaseState.APPEALED: _("%(body)s复核") % {"body": Body(case.appeal_body).label},
    }
    if case.state == CaseState.EXECUTED:
        return _("整改期满核查，%(day)s") % {"day": case.deadline_on}
    return words[CaseState(case.state)]


def deciding_words(case):
    """Return the bodies that decide a case."""
    words = str(Body(case.body).label)
    return f"{words}、{Body(case.joint_body).label}" if case.joint_body else words


def days_waiting(case):
    """Return for how many days the case has been in its state; None once it is over."""
    return None if case.ended_on else (clock.today() - case.state_since).days


def is_overdue(case):
    """Say whether the day by which somebody must act has passed."""
    return case.ended_on is None and case.due_on is not None and case.due_on < clock.today()


def account_url(case, month):
    """Return the page of the party's account of a month."""
    if case.level == PartyLevel.HELPER:
        return reverse("inspections:ha_helper", args=[month, case.code])
    if case.level == PartyLevel.COUNTY_UNIT:
        return reverse("inspections:ha_county_unit", args=[month, case.code])
    return reverse("inspections:ha_unit", args=[month, case.code])


@dataclass(frozen=True)
class Act:
    """A step that the reader may take on the page: its name in the URL, its words, how its button looks."""

    name: str
    label: Any
    style: str = ""

    def button(self, case):
        url = reverse(f"inspections:action_{self.name}", args=[case.no])
        return {"label": self.label, "url": url, "style": self.style}


class CaseFile:
    """What the page of a case shows to one reader."""

    def __init__(self, case, user):
        self.case, self.user = case, user

    @cached_property
    def is_own(self):
        """Say whether the reader is the party."""
        return is_party(self.case, self.user)

    @cached_property
    def seats(self):
        rows = DecisionSeat.objects.visible_to(self.user).in_force(clock.today())
        return {seat.body for seat in rows.filter(user=self.user, county=self.case.county_id)}

    @property
    def may_read_statements(self):
        """Say whether the reader may see the party's own words: itself, the clerk, and whoever decides."""
        bodies = {self.case.body, self.case.joint_body, self.case.appeal_body}
        return self.is_own or bool(self.seats & bodies) or is_clerk(self.user, self.case.county_id)

    @cached_property
    def years_without_holidays(self):
        """Return the years into which a term of working days reaches and whose holidays are not known."""
        case = self.case
        terms = (case.due_on, case.window_ends_on, case.appeal_until)
        return unlisted_years(terms, Parameters(case.county_id, clock.today()))

    @cached_property
    def acts(self) -> list[Act]:
        """Return the steps that the reader may take now."""
        return [*self._for_the_party(), *self._as_clerk(), *self._from_a_seat()]

    def buttons(self):
        return [act.button(self.case) for act in self.acts]

    def _may(self, verb):
        return self.user.has_perm(f"inspections.{verb}_accountability")

    def _for_the_party(self):
        case, is_own = self.case, self.is_own
        if not (self._may("state") and (is_own or is_clerk(self.user, case.county_id))):
            return
        if case.state == CaseState.SERVED:
            yield Act("state", _("陈述意见") if is_own else _("代录陈述"), "primary" if is_own else "")
        elif self._may_appeal:
            yield Act("appeal", _("申诉") if is_own else _("代录申诉"))

    def _as_clerk(self):
        labels = {
            CaseState.PROPOSED: ("serve", _("告知当事人")),
            CaseState.DECIDED: ("issue", _("下达决定")),
            CaseState.ISSUED: ("execute", _("登记执行")),
        }
        if self.is_own:
            return
        if self.case.state in labels and self._may("change"):
            yield Act(*labels[CaseState(self.case.state)], "primary")
        if self._may_be_checked and self._may("check"):
            yield Act("check", _("期满核查"), "primary")

    def _from_a_seat(self):
        case, state = self.case, self.case.state
        if self.is_own or not self._may("decide"):
            return
        if state == CaseState.SERVED and case.body in self.seats:
            yield Act("decide", _("作出决定"), "primary")
            if case.may_exonerate:
                yield Act("exonerate", _("容错免责"))
        elif case.appeal_body in self.seats and state == CaseState.APPEALED:
            yield Act("rule", _("复核申诉"), "primary")
        elif case.appeal_body in self.seats and state in DECIDED:
            yield Act("revoke", _("撤销决定"))

    @property
    def _may_appeal(self):
        case = self.case
        return (
            case.state in (CaseState.ISSUED, CaseState.EXECUTED)
            and case.appeal_until >= clock.today()
            and not any(statement.is_appeal for statement in self._statements)
        )

    @property
    def _may_be_checked(self):
        case = self.case
        is_waiting = case.state == CaseState.EXECUTED and case.ended_on is None
        return is_waiting and case.deadline_on <= clock.today()

    # What it stands on

    @cached_property
    def _grounds(self):
        rows = self.case.grounds.select_related("measure__problem", "order")
        return list(rows.order_by("-month", "rule", "subject_code", "pk"))

    @cached_property
    def months(self):
        """Return the months with verdict, score, page, and the newer version where there is one."""
        found = [ground for ground in self._grounds if ground.verdict]
        newest = dict(
            AccountMonth.objects.filter(
                area=self.case.county_id,
                state=AccountState.CLOSED,
                month__in=[ground.month for ground in found],
            )
            .order_by("version")
            .values_list("month", "version")
        )
        return [
            {
                "ground": ground,
                "url": account_url(self.case, ground.month),
                "newer": newest.get(ground.month, 0)
                if newest.get(ground.month, 0) > ground.version
                else None,
            }
            for ground in found
        ]

    @property
    def is_restated(self):
        return any(month["newer"] for month in self.months)

    @cached_property
    def lines(self):
        """Return the unsettled lines with what each speaks of."""
        found = [ground for ground in self._grounds if ground.rule]
        names = names_of([(ground.subject_kind, ground.subject_code) for ground in found])
        return [
            {
                "ground": ground,
                "word": word_of(ground.subject_kind),
                "name": names.get((ground.subject_kind, ground.subject_code), ground.subject_code),
                "url": url_of(ground.subject_kind, ground.subject_code),
            }
            for ground in found
        ]

    @property
    def measures(self):
        """Return the rectification measures that follow, or that were not met in time."""
        return [ground.measure for ground in self._grounds if ground.measure]

    @property
    def orders(self):
        return [ground.order for ground in self._grounds if ground.order]

    @property
    def reasons(self):
        """Return every trigger that held, in words."""
        return [Trigger(name).label for name in reversed(self.case.triggers)]

    # What came of it

    @cached_property
    def _statements(self):
        return list(self.case.statements.select_related("recorded_by"))

    @property
    def statements(self):
        return self._statements if self.may_read_statements else []

    @property
    def hidden_statements(self):
        """Return how many statements there are that the reader may not read."""
        return 0 if self.may_read_statements else len(self._statements)

    @cached_property
    def supervision(self):
        return list(self.case.supervision.select_related("self_report"))

    @cached_property
    def timeline(self):
        """Return the steps, newest first, each with who took it; the software is named as such."""
        return [
            {
                "step": step,
                "word": CaseState(step.to_state).label,
                "who": _who(step),
            }
            for step in self.case.steps.select_related("actor", "joined_by").order_by("-number")
        ]

    @property
    def rights(self):
        """Return what the party may do now and until when (PIPL 24), as tasks for its own page."""
        case, today = self.case, clock.today()
        if case.state == CaseState.SERVED:
            ends = case.window_ends_on
            yield {
                "state": "warning" if today <= ends else "none",
                "word": _("陈述"),
                "what": _("您有权陈述意见、提交材料，决定之前必须听取。"),
                "due": ends,
            }
        if case.appeal_until and case.state in (CaseState.ISSUED, CaseState.EXECUTED):
            yield {
                "state": "warning" if today <= case.appeal_until else "none",
                "word": _("申诉"),
                "what": _("对决定不服，可以向%(body)s申诉一次。") % {"body": Body(case.appeal_body).label},
                "due": case.appeal_until,
            }
        if case.deadline_on and case.ended_on is None and case.state != CaseState.SERVED:
            yield {
                "state": "warning",
                "word": _("整改"),
                "what": _("在期限以前完成整改，期满核查。"),
                "due": case.deadline_on,
            }


def _who(step):
    if step.acting_as == Actor.SOFTWARE:
        return _("系统")
    words = f"{step.actor}（{Actor(step.acting_as).label}）"
    return f"{words}、{step.joined_by}" if step.joined_by else words
