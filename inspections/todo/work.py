"""What 待办 says of work that the county asked for: registers of a township, the own village, indicators to report."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.models import IndicatorTarget, IndicatorValue, WorkRegister, WorkVillage
from povertyapp.core import clock
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.todo import LINES, Tab, Todo, day_of, todo_source
from povertyapp.core.views.pages import address

RECORD, REPORT = "inspections.record_workround", "inspections.report_indicator"


@todo_source(Tab.DO)
def registers_to_complete(user):
    """Yield what a township still owes a round, a line a round."""
    mine = [code for code in user.area_codes if len(code) == TOWNSHIP_DIGITS]
    if not mine or not user.has_perm(RECORD):
        return
    left = WorkRegister.objects.visible_to(user).filter(area__in=mine).unfinished()
    for register in (yield left.select_related("round", "area").order_by("round__due_on", "pk")[:LINES]):
        yield Todo(
            kind=register.round.get_kind_display(),
            what=register.round.title,
            whose=_("完成 %(done)d/%(total)d") % {"done": register.done, "total": register.total},
            why=_("县里布置，到期没有完成的记入当月硬账"),
            due=register.round.due_on,
            state="bad" if register.round.due_on < clock.today() else "warning",
            url=register.get_absolute_url(),
            action=_("去登记"),
            area=register.area_id,
        )


@todo_source(Tab.DO)
def villages_to_go_through(user):
    """Yield the clean-ups of the villages in which the user stands himself."""
    mine = [code for code in user.area_codes if len(code) > TOWNSHIP_DIGITS]
    if not mine or not user.has_perm(RECORD):
        return
    left = WorkVillage.objects.visible_to(user).filter(
        area__in=mine, recorded_at=None, register__round__withdrawn_on=None
    )
    rows = left.select_related("register__round", "area").order_by("register__round__due_on", "pk")
    for row in (yield rows[:LINES]):
        round = row.register.round
        yield Todo(
            kind=round.get_kind_display(),
            what=round.title,
            whose=row.area.short_name,
            why=_("已清理 %(n)d 户，共 %(total)d 户") % {"n": row.gone_through, "total": row.in_scope},
            due=round.due_on,
            state="bad" if round.due_on < clock.today() else "warning",
            url=row.get_absolute_url(),
            action=_("去登记"),
            area=row.area_id,
        )


@todo_source(Tab.DO)
def indicators_to_report(user):
    """Yield the indicators that the user reports, for each month that asks something and has no report: the running
    month, and the one before it until its entry ends."""
    if not user.has_perm(REPORT):
        return
    current = Period.current()
    told = IndicatorValue.objects.filter(indicator=OuterRef("indicator"), month=OuterRef("month"))
    wanted = IndicatorTarget.objects.visible_to(user).filter(
        ~Exists(told), indicator__reporter=user, month__in=(str(current.previous), str(current))
    )
    kept = wanted.filter(indicator__ended_on=None).select_related("indicator__owner_unit")
    known: dict[tuple[str, str], dt.datetime] = {}
    for row in (yield kept.order_by("month", "pk")):
        ends, indicator = _entry_ends(known, row.area_id[:COUNTY_DIGITS], row.month), row.indicator
        if ends < clock.now():
            continue
        yield Todo(
            kind=_("行业指标"),
            what=_("填报 %(month)s：%(name)s") % {"month": row.month, "name": indicator.name},
            whose=indicator.owner_unit.name,
            why=_("责任单位对行业指标负主责"),
            due=day_of(ends) - dt.timedelta(days=1),
            url=address(reverse("inspections:indicator_report", args=[indicator.code]), m=row.month),
            action=_("去填报"),
            area=row.area_id,
        )


def _entry_ends(known, county, month):
    """Return when the entry of a month ends; `known` keeps it, so that many lines ask once."""
    if (county, month) not in known:
        period = Period.parse(month)
        known[county, month] = period.entry_ends(Parameters(county, period.start))
    return known[county, month]
