"""HA-V3: the records of a village have no fault that stands for long (四无, LF-60)."""

import datetime as dt

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from households.models import Household
from inspections.models import Finding
from povertyapp.core import clock
from povertyapp.core.columns import number_of
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule


def _old(period, value):
    """Return the findings that have been known for longer than they may stand by the end of the month, and were not
    ended before it."""
    ends = clock.moment(period.end + dt.timedelta(days=1))
    known = ends - dt.timedelta(days=int(value("quality.open_days")))
    standing = Q(cleared_at=None) | Q(cleared_at__gte=clock.moment(period.start))
    return Finding.objects.filter(standing, found_at__lt=known)


def _villages(period, value):
    here = Household.objects.on_roll(period).filter(area=OuterRef("pk"))
    villages = Area.objects.filter(Exists(here), level=Level.VILLAGE)
    need = number_of(_old(period, value).filter(area=OuterRef("pk")), "area")
    return villages.annotate(need=need).values("code", "need", area_id=F("code")).order_by()


VILLAGES = Population("villages_of_records", ("code",), _villages)
"""Each village with households on the register, and how many findings it has had for too long."""
OLD = Source("old_findings", ("area_id",), _old)


@rule(
    "LF-60",
    kind=Kind.DUTY,
    over=VILLAGES,
    subject=UNIT,
    party="village",
    obligation="HA-V3",
    owner="county_office",
    basis="LF, 2017-05-28; D3",
    title=_("四无数据清零"),
)
def findings_mended(period, value):
    """建档立卡数据做到无错项、无漏项、无缺项、无逻辑问题。

    Of the findings about records of the village that had been known for `quality.open_days` days by the end of the
    month, none is open: each was put right, or confirmed as true, before entry ended. A village without such a finding
    keeps the duty.
    """
    ended = Count("pk", filter=Q(cleared_at__lt=period.entry_ends(value)))
    return Duty(due=Q(code__gt=""), required="need", counts=Tally(OLD, ended))
