"""What 待办 says of visits and contacts that are due, of promises, of what was entered."""

import datetime as dt
from functools import lru_cache

from django.db.models import Count, F, Min
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models import Helper, HelperAssignment, Visit
from assistance.owing import owed_visits, promises_near
from assistance.standing import CONTACT, VISIT
from povertyapp.core import clock
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.reading import counted
from povertyapp.core.reminding import Due, due_source
from povertyapp.core.scoping import AnyUser, values_of
from povertyapp.core.todo import LINES, Tab, Todo, since, todo_source
from povertyapp.core.views.pages import address
from povertyapp.core.written import Written

PROMISES_NAMED = 20
WORDS = {
    VISIT: (gettext_lazy("走访"), gettext_lazy("%(n)s 户本月还没有入户"), gettext_lazy("去走访")),
    CONTACT: (gettext_lazy("联系"), gettext_lazy("%(n)s 户外出户本季还没有联系"), gettext_lazy("去联系")),
}
WORDS_PAST = {
    VISIT: gettext_lazy("%(n)s 户上月没有入户记录"),
    CONTACT: gettext_lazy("%(n)s 户外出户上季没有联系记录"),
}


@todo_source(Tab.DO)
def visits_to_make(user):
    """Yield how many of the user's own households still wait for the visit of the month or the call of the quarter."""
    if not user.has_perm("assistance.add_visit"):
        return
    for helper in (yield Helper.objects.filter(user=user.pk)):
        yield from _to_make(helper, clock.today())


def _to_make(helper, today):
    for owed in owed_visits(helper.area_id, today, helper):
        kind, what, action = WORDS[owed.code]
        if owed.entered_until:
            what = WORDS_PAST[owed.code]
            why = _("去过还没录的，请在 %(day)s 日录入截止前补录") % {"day": owed.entered_until.day}
        else:
            why = _("您是这些户的帮扶责任人，最迟 %(day)s") % {"day": short_day(owed.period.end)}
        yield Todo(
            kind=kind,
            what=what % {"n": owed.count},
            why=why,
            due=owed.due_on,
            state="bad" if owed.due_on < today else "warning",
            url=reverse("assistance:m_households"),
            action=action,
            count=owed.count,
        )


def short_day(day):
    return _("%(month)s月%(day)s日") % {"month": day.month, "day": day.day}


@due_source("visits", label=gettext_lazy("走访"), unit=gettext_lazy("户"))
def visits_due(county, today):
    """Yield the visits of the month that helpers of a county still owe."""
    yield from _owed(county, today, VISIT)


@due_source("contacts", label=gettext_lazy("联系外出户"), unit=gettext_lazy("户"))
def contacts_due(county, today):
    """Yield the contacts of the quarter that helpers of a county still owe."""
    yield from _owed(county, today, CONTACT)


def _owed(county, today, code):
    users = dict(Helper.objects.in_area(county).filter(user__isnull=False).values_list("pk", "user_id"))
    for owed in owed_visits(county, today, codes=(code,)):
        if owed.helper_id in users:
            yield Due(users[owed.helper_id], owed.count, owed.due_on)


@todo_source(Tab.DO)
def promises_to_keep(user):
    """Yield what the user's own households were promised and when: the first ones, the rest in one line."""
    if not user.has_perm("assistance.add_visit"):
        return
    main, today = user.main_grant, clock.today()
    county = main.area_id[:COUNTY_DIGITS] if main else ""
    said = Parameters(county, today).as_text()
    found = yield _soonest(AnyUser.like(user), county, today, said, PROMISES_NAMED + 1).asked(
        **values_of(user)
    )
    for visit in found[:PROMISES_NAMED]:
        yield Todo(
            kind=_("约定"),
            what=visit.next_promise,
            whose=f"{visit.area.short_name} {visit.household}",
            why=_("%(day)s走访时和农户约定的") % {"day": short_day(visit.happened_on)},
            due=visit.next_promise_on,
            state="bad" if visit.next_promise_on < clock.today() else "warning",
            url=reverse("assistance:m_visit", args=[visit.household.household_no]),
            action=_("去落实"),
            area=visit.area_id,
        )
    if len(found) > PROMISES_NAMED:
        [all_of_them] = yield counted(_promised(user, county, today))
        count = all_of_them["n"] - PROMISES_NAMED
        yield Todo(
            kind=_("约定"),
            what=_("另有 %(n)s 项约定到期") % {"n": count},
            why=_("走访时和农户约定的"),
            url=reverse("assistance:m_households"),
            action=_("看我的户"),
            count=count,
        )


def _promised(user, county, today):
    """Return the promises to the user's own households that come due."""
    near = promises_near(today, Parameters(county, today))
    return near.visible_to(user).filter(household__answered_by=user.pk)


@lru_cache(maxsize=64)
def _soonest(user, county, today, _said, most):
    """Return the query of the first of them: the same for all who stand alike, until what the parameters say is
    another."""
    rows = _promised(user, county, today).select_related("household", "area")
    return Written(rows.order_by("next_promise_on", "pk")[:most])


@due_source("promises", label=gettext_lazy("和农户的约定"), unit=gettext_lazy("项"))
def promises_due(county, today):
    """Yield the promises to households of a county that come due, by who answers for the household."""
    rows = (
        promises_near(today, Parameters(county, today))
        .in_area(county)
        .annotate(keeper=F("household__answered_by"))
    )
    groups = (
        rows.filter(keeper__isnull=False)
        .order_by()
        .values("keeper", "next_promise_on")
        .annotate(n=Count("pk"))
    )
    for row in groups:
        yield Due(row["keeper"], row["n"], row["next_promise_on"])


@todo_source(Tab.READ)
def households_handed_over(user):
    """Yield the days on which households came into the user's charge lately, and how many."""
    for helper in (yield Helper.objects.filter(user=user.pk)):
        yield from _new_ones(helper, clock.today())


def _new_ones(helper, today):
    days = int(Parameters(helper.area_id, today)("assignment.shown_days"))
    mine = HelperAssignment.objects.primary().in_force(today).filter(helper=helper)
    new = mine.filter(from_date__gt=today - dt.timedelta(days=days)).order_by()
    for row in (yield new.values("from_date").annotate(n=Count("pk")).order_by("-from_date")):
        yield Todo(
            kind=_("新交给我的户"),
            what=_("%(n)s 户从 %(day)s起由您帮扶") % {"n": row["n"], "day": short_day(row["from_date"])},
            why=_("您是这些户现在的帮扶责任人"),
            url=reverse("assistance:m_households"),
            action=_("看我的户"),
            state="none",
            count=row["n"],
            on=row["from_date"],
        )


@todo_source(Tab.READ)
def entered_late(user):
    """Yield how many visits the user has lately entered after the cut-off of their month."""
    late = Visit.objects.filter(recorded_by=user.pk, recorded_at__gte=since(), voided_at=None).late()
    [found] = yield counted(late, first=Min("happened_on"))
    if not found["n"]:
        return
    month = Period.of(found["first"])
    yield Todo(
        kind=_("补报"),
        what=_("%(n)s 次走访在录入截止以后才录") % {"n": found["n"]},
        why=_("不计入当月的账，在下月列为补报"),
        url=address(reverse("assistance:visits"), late="true", m=month),
        action=_("看记录"),
        state="warning",
        count=found["n"],
    )


@todo_source(Tab.DONE)
def visits_made(user):
    """Yield how many visits the user has entered, day by day."""
    mine = Visit.objects.filter(recorded_by=user.pk, recorded_at__gte=since())
    days = mine.annotate(day=TruncDate("recorded_at", tzinfo=clock.COUNTY_TIME)).order_by()
    for row in (yield days.values("day").annotate(n=Count("pk")).order_by("-day")[:LINES]):
        yield Todo(
            kind=_("走访"),
            what=_("录入 %(n)s 次走访或联系") % {"n": row["n"]},
            why=_("您录入的"),
            url=address(reverse("assistance:visits"), m=Period.of(row["day"])),
            action=_("看记录"),
            state="good",
            on=row["day"],
        )
