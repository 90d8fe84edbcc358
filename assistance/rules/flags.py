"""What makes a visit implausible (rulebook B12, issue part 7): one function a flag, over the visits of a month.

A flag informs. It blocks nothing, changes no figure, and says nothing of intent: somebody looks. DQ-45 asks the same
functions.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    Window,
)
from django.db.models.functions import DenseRank, TruncDate
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from assistance.choices import Channel
from assistance.models import Visit, VisitPhoto
from povertyapp.core import clock
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.onepass import true_or_false
from povertyapp.core.parameters import Parameters
from povertyapp.core.scoping import nothing, within
from povertyapp.core.text import Text

STANDING = Q(voided_at=None)


@dataclass(frozen=True)
class Flag:
    """A reason to look at a visit: its words, and the function that says which visits among others are so."""

    code: str
    label: Text
    found: Callable[[QuerySet, Callable], Q]

    @property
    def column(self):
        return f"flag_{self.code}"


FLAGS: dict[str, Flag] = {}


def flag(code, label):
    """Register a function of visits and parameters that returns the condition that one of them is odd in one way.

    It is given the standing visits of one county and month, or all those of one helper among them. What a visit says
    itself is asked of its row, so that the rows of a month are read once for all flags; what others make of it is
    looked up among those few that can be so.
    """

    def register(function):
        FLAGS[code] = Flag(code, label, function)
        return function

    return register


def _different(column, of):
    """Return how many different values of a column the rows with the same `of` have: a window has no COUNT(DISTINCT),
    but the rank from below and the rank from above add up to it."""
    below, above = F(column).asc(), F(column).desc()
    return (
        Window(DenseRank(), partition_by=of, order_by=below)
        + Window(DenseRank(), partition_by=of, order_by=above)
        - Value(1)
    )


@flag("overlap", _("同一时间在两处"))
def overlapping(visits, value):
    """Visits whose hours, where begin and end were stated, overlap another visit of the same helper."""
    other = Visit.objects.filter(
        STANDING,
        helper=OuterRef("helper"),
        began_at__lt=OuterRef("ended_at"),
        ended_at__gt=OuterRef("began_at"),
    )
    timed = Q(helper__isnull=False, ended_at__isnull=False)
    return timed & Q(Exists(other.exclude(pk=OuterRef("pk"))))


@flag("crowded", _("一天入户过多"))
def crowded(visits, value):
    """Home visits of a helper on a day on which he entered more than `data.homes_a_day_max` homes."""
    most = int(value("data.homes_a_day_max"))
    homes = visits.filter(helper__isnull=False, channel=Channel.HOME)
    busy = _repeated(homes, "helper_id", "happened_on").filter(times__gt=most)
    counted = homes.filter(helper_id__in=busy.values("helper_id"))
    counted = counted.annotate(homes=_different("household_id", [F("helper_id"), F("happened_on")]))
    return Q(pk__in=counted.filter(homes__gt=most).values("pk"))


@flag("copied", _("内容照抄"))
def copied(visits, value):
    """Visits whose text one person wrote word for word for `visit.copied_text_households` or more households."""
    least = int(value("visit.copied_text_households"))
    told = visits.exclude(content="")
    often = _repeated(told, "helper_id", "visitor_name", "content").filter(times__gte=least)
    author = [F("helper_id"), F("visitor_name"), F("content")]
    counted = told.filter(content__in=often.values("content"))
    counted = counted.annotate(homes=_different("household_id", author))
    return Q(pk__in=counted.filter(homes__gte=least).values("pk"))


def _repeated(visits, *columns):
    """Return how many `times` the same stands in visits: no fewer than the households of which it stands."""
    return visits.order_by().values(*columns).annotate(times=Count("pk"))


@flag("late_entry", _("事后很久才录"))
def entered_long_after(visits, value):
    """Visits entered more than `visit.entry_days` days after their day; a log that was signed month by month is
    taken in when it is handed in, and says nothing of that."""
    entered = TruncDate("recorded_at", tzinfo=clock.COUNTY_TIME)
    lag = ExpressionWrapper(entered - F("happened_on"), output_field=DurationField())
    return Q(log_key=None) & Q(GreaterThan(lag, dt.timedelta(days=int(value("visit.entry_days")))))


@flag("clock", _("手机时间不准"))
def clock_off(visits, value):
    """Visits sent by a phone whose clock was more than `sync.skew_seconds` away from ours."""
    most = int(value("sync.skew_seconds"))
    off = Q(submission__skew_seconds__gt=most) | Q(submission__skew_seconds__lt=-most)
    return Q(pk__in=visits.filter(off).values("pk"))


@flag("photo", _("照片与别的走访相同"))
def photo_reused(visits, value):
    """Visits with a photo whose very bytes came with another visit too, whoever made it and when."""
    others = VisitPhoto.objects.filter(sha256=OuterRef("sha256")).exclude(visit=OuterRef("visit"))
    reused = VisitPhoto.objects.filter(Exists(others), visit=OuterRef("pk"))
    return Q(pk__in=visits.filter(Exists(reused)).values("pk"))


def month_of(county, period):
    """Return the standing visits of a county and month."""
    return Visit.objects.in_area(county).filter(STANDING).happened(period.start, period.end)


def flags_among(watched: Mapping[str, Q], period):
    """Return the visits of a month that have a flag, among those that are `watched`: by county, the condition of whose
    visits flags are looked for. Each has a true or false column a flag (`Flag.column`)."""
    found: dict[str, list[Q]] = {code: [] for code in FLAGS}
    those = nothing()
    for county, who in watched.items():
        value, month = Parameters(county, period.start), month_of(county, period).filter(who)
        those |= within(county) & who
        for code, one in FLAGS.items():
            # In this order: few pass the first, and two texts are compared for those alone.
            found[code].append(one.found(month, value) & STANDING & within(county))
    columns = {
        FLAGS[code].column: true_or_false(reduce(or_, each, nothing())) for code, each in found.items()
    }
    visits = Visit.objects.happened(period.start, period.end).filter(those).annotate(**columns)
    return (
        visits.filter(reduce(or_, (Q(**{column: True}) for column in columns)))
        .only("pk", "happened_on")
        .order_by()
    )


@cache
def parameters_read():
    """Return the names of the parameters on which flags depend."""
    names: set[str] = set()

    def value(name):
        names.add(name)
        return 1

    for one in FLAGS.values():
        one.found(Visit.objects.none(), value)
    return sorted(names)


def flags_on(visit):
    """Return the flags of a visit that has a column for each."""
    return [one for one in FLAGS.values() if getattr(visit, one.column)]


def flags_of(visit, period):
    """Return the flags of one visit. What others of the same visitor in that month make of it is asked of these
    alone, so that a page asks one small question."""
    if visit.voided_at:
        return []
    county = visit.area_id[:COUNTY_DIGITS]
    value = Parameters(county, period.start)
    own = month_of(county, period)
    who = {"helper": visit.helper_id} if visit.helper_id else {"visitor_name": visit.visitor_name}
    own = own.filter(**who)
    columns = {one.column: true_or_false(one.found(own, value)) for one in FLAGS.values()}
    return flags_on(Visit.objects.filter(pk=visit.pk).annotate(**columns).get())
