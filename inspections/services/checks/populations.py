"""Of what a sample is drawn: the condition as data, the rows that meet it, and the same in words.

A population is rows of (code, area, stratum, weight). The conditions are a plain dictionary, so that a frozen
population says for ever how it was made: `areas` (codes), `statuses`, `attributes`, `stratum` (township or village),
`villages_of` (the draw whose villages it is confined to), `unchecked_days` (not checked for so many days).
"""

import datetime as dt

from django.db.models import Count, F, IntegerField, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Least, Substr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import UnitLevel
from assistance.models import HelpingUnit, Post
from households.choices import PovertyAttribute, PovertyStatus
from households.models import Household
from inspections.choices import UnitKind, UnitUse
from inspections.models import Finding, SampleDraw, SampleUnit
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import TOWNSHIP_DIGITS, VILLAGE_DIGITS, Level
from povertyapp.core.parameters import Parameters
from povertyapp.core.scoping import nothing, within

STRATA = {"township": TOWNSHIP_DIGITS, "village": VILLAGE_DIGITS}
COLUMNS = ("unit_code", "unit_area", "unit_stratum", "unit_weight")


def population_of(county, kind, conditions, *, round=None):
    """Return the rows of a population as (code, area, stratum, weight): a query, not yet asked."""
    value = Parameters(county.code, clock.today())
    rows = _ROWS[UnitKind(kind)](county, conditions, value)
    if codes := conditions.get("areas"):
        reach = nothing()
        for code in codes:
            reach |= within(code, "unit_area")
        rows = rows.filter(reach)
    if draw := conditions.get("villages_of"):
        chosen = SampleUnit.objects.filter(draw=draw, kind=UnitKind.VILLAGE).standing()
        rows = rows.filter(unit_area__in=chosen.values("code"))
    rows = rows.exclude(unit_code__in=_not_again(kind, conditions, round))
    digits = STRATA[conditions.get("stratum") or "township"]
    return rows.annotate(unit_stratum=Substr("unit_area", 1, digits)).values_list(*COLUMNS)


def _not_again(kind, conditions, round):
    """Return the codes that are left out: those of this round, and those that were checked lately."""
    left_out = Q(round=round) if round is not None else nothing()
    if days := conditions.get("unchecked_days"):
        since = clock.moment(clock.today() - dt.timedelta(days=days))
        left_out |= Q(site_check__started_at__gte=since, site_check__voided_at=None)
    return SampleUnit.objects.filter(left_out, kind=kind, use=UnitUse.CHOSEN).values("code")


def _households(county, conditions, value):
    """Return registered households; the more open findings one has, the heavier it weighs."""
    rows = Household.objects.in_area(county.code).on_register(clock.today())
    if statuses := conditions.get("statuses"):
        rows = rows.filter(poverty_status__in=statuses)
    if attributes := conditions.get("attributes"):
        rows = rows.filter(poverty_attribute__in=attributes)
    about = Finding.objects.open().filter(subject_kind="household", subject_code=OuterRef("household_no"))
    found = about.order_by().values("subject_code").annotate(n=Count("pk")).values("n")
    weight = 1 + Value(value("check.weight_of_finding")) * Coalesce(Subquery(found), 0)
    return rows.annotate(
        unit_code=F("household_no"),
        unit_area=F("area_id"),
        unit_weight=Least(weight, Value(value("check.weight_max")), output_field=IntegerField()),
    )


def _villages(county, conditions, value):
    """Return villages; one with more registered households weighs as much more."""
    rows = Area.objects.filter(within(county.code, "code"), level=Level.VILLAGE, valid_to=None)
    homes = Household.objects.on_register(clock.today()).filter(area=OuterRef("code"))
    count = homes.order_by().values("area").annotate(n=Count("pk")).values("n")
    return rows.annotate(
        unit_code=F("code"), unit_area=F("code"), unit_weight=Greatest(Coalesce(Subquery(count), 0), 1)
    )


def _posts(county, conditions, value):
    """Return the people who live in villages: first secretaries and members of teams (JZ-14)."""
    rows = Post.objects.in_area(county.code).resident().in_force(clock.today())
    first = rows.order_by().values("official").annotate(first=Min("pk")).values("first")
    return Post.objects.filter(pk__in=first).annotate(
        unit_code=F("official__code"), unit_area=F("area_id"), unit_weight=Value(1)
    )


def _county_units(county, conditions, value):
    """Return the units of the county, members of the leading group (JZ-45)."""
    rows = HelpingUnit.objects.in_area(county.code).filter(level=UnitLevel.COUNTY)
    return rows.annotate(unit_code=F("code"), unit_area=F("area_id"), unit_weight=Value(1))


_ROWS = {
    UnitKind.HOUSEHOLD: _households,
    UnitKind.VILLAGE: _villages,
    UnitKind.POST: _posts,
    UnitKind.COUNTY_UNIT: _county_units,
}


def words_of(county, kind, conditions):
    """Return a population in words: 来凤县 建档立卡户；绿水镇、大河镇；未脱贫."""
    said = [f"{county} {_WORDS[UnitKind(kind)]}"]
    if codes := conditions.get("areas"):
        names = Area.objects.filter(pk__in=codes).order_by("code")
        said.append("、".join(area.short_name for area in names))
    for name, choices in (("statuses", PovertyStatus), ("attributes", PovertyAttribute)):
        if chosen := conditions.get(name):
            said.append("、".join(str(choices(one).label) for one in chosen))
    if pk := conditions.get("villages_of"):
        draw = SampleDraw.objects.get(pk=pk)
        said.append(_("%(draw)s 抽中的村") % {"draw": draw.number})
    if days := conditions.get("unchecked_days"):
        said.append(_("近 %(days)s 天没有查过") % {"days": days})
    return "；".join(said)


_WORDS = {
    UnitKind.HOUSEHOLD: gettext_lazy("建档立卡户"),
    UnitKind.VILLAGE: gettext_lazy("行政村"),
    UnitKind.POST: gettext_lazy("第一书记和驻村工作队员"),
    UnitKind.COUNTY_UNIT: gettext_lazy("县直单位"),
}
