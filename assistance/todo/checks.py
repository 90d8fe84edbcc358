"""What 待办 says of visits and measures that are checked: which look odd, were struck out, called false, restored."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.models import Visit
from assistance.rules.doubts import OddOnes, doubts_of
from assistance.todo.visits import short_day
from povertyapp.core.notices import notice
from povertyapp.core.period import Period
from povertyapp.core.reading import counted
from povertyapp.core.todo import LINES, Tab, Todo, day_of, since, todo_source

VOID = "assistance.void_visit"


@todo_source(Tab.READ)
def visits_to_look_at(user):
    """Yield how many visits of this month look implausible, for who checks visits."""
    if not user.has_perm(VOID):
        return
    period, counties = Period.current(), user.county_codes
    odd = OddOnes(counties, period, (yield doubts_of(counties, period)))
    seen = (yield odd.looked_at()) if odd.watched else ()
    # No row at all where nothing can be odd.
    count = sum(
        found["n"] for found in (yield counted(odd.among(Visit.objects.visible_to(user), found=seen)))
    )
    if count:
        yield Todo(
            kind=_("可疑走访"),
            what=_("本月 %(n)s 次走访有疑点") % {"n": count},
            why=_("只是提示，不影响数字；查明不实的才核销"),
            url=reverse("assistance:suspicious_visits"),
            action=_("看名单"),
            state="review",
            count=count,
        )


@notice("visit_voided")
def voided(told):
    """Say that a visit was struck out, and that one may object."""
    return _about_visit(told, _("已核销"), _("核查不实，不再计入当月；认为有误的，打开看怎么申诉"), "bad")


@notice("visit_false")
def called_false(told):
    """Say that a visit was found to be made up."""
    return _about_visit(told, _("认定作假"), _("当月这一条记为假账；认为有误的，打开看怎么申诉"), "bad")


@notice("visit_restored")
def restored(told):
    """Say that a visit counts again."""
    return _about_visit(told, _("已恢复"), _("核销有误，已经恢复，重新计入当月"), "good")


def _about_visit(told, kind, why, state):
    day = dt.date.fromisoformat(told.facts["day"])
    return Todo(
        kind=kind,
        what=_("%(day)s的走访 %(receipt)s") % {"day": short_day(day), "receipt": told.facts["receipt"]},
        why=why,
        url=reverse("assistance:visit", args=[told.facts["visit"]]),
        action=_("看这次走访"),
        state=state,
    )


@notice("measure_voided")
def measure_voided(told):
    """Say that a measure was struck out, and that one may object."""
    return _about_measure(told, _("已核销"), _("核查不实，不再算数；认为有误的，打开看怎么申诉"), "bad")


@notice("measure_false")
def measure_called_false(told):
    """Say that a measure was found to be made up."""
    return _about_measure(told, _("认定作假"), _("月底这一条记为假账；认为有误的，打开看怎么申诉"), "bad")


@notice("measure_restored")
def measure_restored(told):
    """Say that a measure counts again."""
    return _about_measure(told, _("已恢复"), _("核销有误，已经恢复，重新算数"), "good")


def _about_measure(told, kind, why, state):
    day = dt.date.fromisoformat(told.facts["day"])
    return Todo(
        kind=kind,
        what=_("%(day)s起的帮扶措施") % {"day": short_day(day)},
        why=why,
        url=reverse("assistance:measure", args=[told.facts["measure"]]),
        action=_("看这项措施"),
        state=state,
    )


@todo_source(Tab.DONE)
def visits_voided(user):
    """Yield the visits that the user has struck out, or called false."""
    rows = Visit.objects.visible_to(user).filter(voided_by=user.pk, voided_at__gte=since())
    for visit in (yield rows.select_related("area").order_by("-voided_at")[:LINES]):
        yield Todo(
            kind=visit.get_void_kind_display(),
            what=_("核销走访 %(receipt)s") % {"receipt": visit.receipt},
            whose=visit.area.short_name,
            why=_("您核销的"),
            url=reverse("assistance:visit", args=[visit.pk]),
            action=_("看这次走访"),
            state="good",
            on=day_of(visit.voided_at),
            area=visit.area_id,
        )
