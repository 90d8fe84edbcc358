"""The phone pages of helpers and cadres, under /m/. They work without script; htmx gets the fragment."""

import datetime as dt

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from assistance.forms import VisitForm
from assistance.models import HeldSubmission, Visit
from assistance.packing import age
from assistance.phone import USE
from assistance.services import is_late, why_closed
from assistance.standing import CONTACT, VISIT, standings, tally
from assistance.todo.visits import visits_to_make
from assistance.views.answers import promise, said
from assistance.views.versions import versions
from households.models import Household, HouseholdMember
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.models import Device
from povertyapp.core.period import Period
from povertyapp.core.todo import Tab, todos_of
from povertyapp.core.verdicts import lines, verdicts
from povertyapp.core.views.pages import DetailPage, FormPage, Page, Rows

FIRST_ROWS, PAGE_ROWS, LAST_VISITS = 20, 50, 10
TODOS, SOON = 5, dt.timedelta(days=7)


class MyHouseholds(Rows, Page):
    """The households that the user may see, those still to be visited this month first."""

    model = Household
    verb = "assistance.add_visit"
    page_rows = PAGE_ROWS

    @cached_property
    def period(self):
        return Period.current()

    @cached_property
    def found(self):
        return standings(self.rows(), self.period)

    def get_context(self, **more):
        pager = Paginator(self.found, self.page_rows).get_page(self.request.GET.get("page"))
        return super().get_context(
            period=self.period,
            households=[household_row(standing) for standing in pager],
            total=len(self.found),
            pager=pager,
            **more,
        )


class PhoneHome(MyHouseholds):
    """`/m/`: how many are still to be visited, and who."""

    template_name = "assistance/m_home.html"
    title = _("待办")
    page_rows = FIRST_ROWS

    def get_context(self, **more):
        visits, contacts = tally(self.found, VISIT), tally(self.found, CONTACT)
        quarter_end = self.period.shift(-self.period.month % 3).end
        return super().get_context(
            tab="home",
            visits=visits,
            contacts=contacts,
            month_end=self.period.end,
            quarter_end=quarter_end,
            as_of_moment=clock.now(),
            **self.get_todos(),
            **more,
        )

    def get_todos(self):
        """Return what is soon due beside the visits, which stand on this page anyway, and how much there is."""
        lines = todos_of(self.request.user, Tab.DO, without=(visits_to_make,))
        soon = clock.today() + SOON
        near = [line for line in lines if line.is_returned or (line.due and line.due <= soon)]
        return {"todos": near[:TODOS], "todo_total": len(lines)}


class PhoneHouseholds(MyHouseholds):
    """`/m/h/`: all my households."""

    template_name = "assistance/m_households.html"
    title = _("我的户")

    def get_context(self, **more):
        return super().get_context(tab="households", **more)


class PhonePick(MyHouseholds):
    """`/m/visit/`: which household was visited?"""

    template_name = "assistance/m_pick.html"
    title = _("记走访")

    def get_context(self, **more):
        return super().get_context(tab="visit", **more)


class PhoneHousehold(DetailPage):
    """`/m/h/<no>/`: one household on the phone. The browser keeps titles in its history, so they hold no name."""

    model = Household
    related = ("area",)
    key, url_key = "household_no", "no"
    verb = "assistance.add_visit"
    template_name = "assistance/m_household.html"

    def get_title(self):
        return _("我的户 %(number)s") % {"number": self.object.household_no}

    def get_context(self, **more):
        household, period = self.object, Period.current()
        visits = list(self.rows(Visit).filter(household=household)[:LAST_VISITS])
        members = self.rows(HouseholdMember).filter(household=household)
        agreed = next((visit for visit in visits if visit.next_promise and not visit.voided_at), None)
        found = lines(verdicts(household, period), period)
        return super().get_context(
            tab="households",
            back_url=reverse("assistance:m_households"),
            household=head(household),
            verdicts=found,
            promise=promise(agreed),
            status_items=status_items(household),
            members=[member_row(member) for member in members if not member.is_gone],
            visits=[visit_row(visit) for visit in visits],
            visit_url=visit_url(household),
            period=period,
            **more,
        )


class PhoneVisit(DetailPage, FormPage):
    """`/m/h/<no>/visit/`: the visit form. A second press of the same form leads to the same receipt."""

    model = Household
    related = ("area",)
    key, url_key = "household_no", "no"
    verb = "assistance.add_visit"
    form_class = VisitForm
    template_name = "assistance/m_visit.html"
    fragment_name = "assistance/_m_visit_form.html"

    def get_title(self):
        return _("记走访 %(number)s") % {"number": self.object.household_no}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"household": self.object}

    def get_success_url(self, saved):
        return reverse("assistance:m_visit_done", args=[self.object.household_no, saved.pk])

    def succeed(self, saved):
        """Say that what was sent now is kept for a person, where its number was used for another content."""
        if isinstance(saved, HeldSubmission):
            raise Conflict(_("这个提交编号已经用过，内容与这次不同。这次的内容已留给工作人员核对。"))
        return super().succeed(saved)

    def get_context(self, **more):
        back = reverse("assistance:m_household", args=[self.object.household_no])
        return super().get_context(household=head(self.object), back_url=back, **more)

    def render(self, template=None, status=200, **more):
        return super().render(template or (self.fragment_name if self.asks_part else None), status, **more)


class PhoneVisitDone(DetailPage):
    """`/m/h/<no>/visit/<pk>/`: the receipt, how the household stands now, and the next one."""

    model = Visit
    related = ("household__area",)
    verb = "assistance.add_visit"
    template_name = "assistance/m_visit_done.html"
    fragment_name = "assistance/_m_visit_done.html"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(household__household_no=self.kwargs["no"])

    def get_title(self):
        return _("已送达")

    def get_context(self, **more):
        visit = self.object
        period = Period.of(visit.happened_on)
        others = standings(self.rows(Household).exclude(pk=visit.household_id), Period.current())
        following = next((standing for standing in others if standing.is_open), None)
        return super().get_context(
            visit=visit,
            period=period,
            household=head(visit.household),
            verdicts=lines(verdicts(visit.household, period), period),
            next_household=household_row(following) if following else None,
            late=is_late(visit),
            versions=versions(self, visit),
            correct_url=correct_url(self.request.user, visit),
            **more,
        )

    def render(self, template=None, status=200, **more):
        return super().render(template or (self.fragment_name if self.asks_part else None), status, **more)


class PhoneQueue(Rows, Page):
    """`/m/queue/`: what the phone still holds, by its script, and what the server received from this person."""

    model = Visit
    related = ("household",)
    verb = USE
    template_name = "assistance/m_queue.html"
    title = _("待发")

    def get_context(self, **more):
        mine = (
            self.rows().filter(recorded_by=self.request.user, voided_at=None).order_by("-recorded_at", "-pk")
        )
        return super().get_context(
            tab="queue", received=[received_row(visit) for visit in mine[:LAST_VISITS]], **more
        )


class PhoneMe(Rows, Page):
    """`/m/me/`: who I am here, and the way out."""

    template_name = "assistance/m_me.html"
    title = _("我的")

    def get_context(self, **more):
        devices = self.rows(Device).filter(owner=self.request.user).order_by("-seen_at")
        return super().get_context(tab="me", devices=devices, **more)


def correct_url(user, visit):
    """Return where a visit is corrected, for its author while its month takes corrections; else blank."""
    if visit.recorded_by_id != user.pk or why_closed(visit):
        return ""
    return reverse("assistance:m_visit_correct", args=[visit.household.household_no, visit.pk])


def visit_url(household):
    return reverse("assistance:m_visit", args=[household.household_no])


def place(household):
    """Return where a household lives, in words."""
    return f"{household.area.short_name} {household.group_name}".strip()


def head(household):
    return {
        "name": str(household),
        "no": household.household_no,
        "place": place(household),
        "url": reverse("assistance:m_household", args=[household.household_no]),
    }


def household_row(standing):
    """Return one line of the list of households."""
    household = standing.household
    return head(household) | {
        "visit_url": visit_url(household),
        "state": standing.state,
        "word": standing.word,
        "note": standing.note,
        "last_visit": household.last_visit,
    }


def received_row(visit):
    """Return one visit that the server has, with its receipt."""
    number = visit.household.household_no
    return {
        "name": str(visit.household),
        "day": visit.happened_on,
        "receipt": visit.receipt,
        "url": reverse("assistance:m_visit_done", args=[number, visit.pk]),
    }


def status_items(household):
    return [
        {"label": _("脱贫状态"), "value": household.get_poverty_status_display()},
        {"label": _("在家情况"), "value": household.get_presence_display()},
        {"label": _("人数"), "value": household.size},
        {"label": _("主要致贫原因"), "value": household.get_main_cause_display()},
        {"label": _("帮扶责任人"), "value": household.helper_name},
    ]


def member_row(member):
    """Return one person of a household: age, never the birthday."""
    return {
        "name": member.name,
        "relation": member.get_relation_display(),
        "age": age(member.birth_date, clock.today()),
        "health": "、".join(str(label) for label in _labels(member, "health")),
    }


def _labels(member, name):
    field = member._meta.get_field(name)
    choices = dict(field.base_field.choices)
    return [choices.get(value, value) for value in getattr(member, name)]


def visit_row(visit):
    return {
        "day": visit.happened_on,
        "who": visit.visitor_name,
        "met": visit.get_met_display() or visit.get_channel_display(),
        "said": said(visit),
        "voided": visit.get_void_kind_display() if visit.voided_at else "",
        "void_reason": visit.void_reason,
    }
