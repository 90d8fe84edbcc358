"""What a dashboard costs that counts its figures when it is asked: eight aggregates and a list of the worst."""

import statistics
import time

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Left

from assistance.models import AssistanceMeasure, Attendance, HelperAssignment, Visit
from funds.models import Benefit
from households.choices import PovertyStatus
from households.models import Household, HouseholdMember
from inspections.benchmarks.pages.county import COUNTY
from inspections.models import Finding
from povertyapp.core import clock
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.period import Period
from povertyapp.core.scoping import within

WORST, ENOUGH = 5, 3


def count_live(rounds):
    """Return the median of the seconds that they take, after a warm-up."""
    seconds = []
    for _round in range(rounds + 1):
        started = time.perf_counter()
        _count()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds[1:])


def _count():
    today = clock.today()
    month = Period.of(today).previous
    homes, here = Household.objects.in_area(COUNTY), within(COUNTY)
    visited = Exists(Visit.objects.happened(month.start, month.end).filter(household=OuterRef("pk")))
    helped = AssistanceMeasure.objects.filter(household=OuterRef("pk"), to_date=None).order_by()
    measures = Coalesce(Subquery(helped.values("household").annotate(n=Count("pk")).values("n")), 0)
    list(homes.values("poverty_status").annotate(n=Count("pk")).order_by())
    homes.aggregate(whole=Count("pk"), visited=Count("pk", filter=visited))
    homes.alias(in_force=measures).aggregate(enough=Count("pk", filter=Q(in_force__gte=ENOUGH)))
    HouseholdMember.objects.filter(here).aggregate(
        n=Count("pk"), able=Count("pk", filter=~Q(labour_capacity=""))
    )
    HelperAssignment.objects.filter(here, to_date=None).aggregate(n=Count("helper", distinct=True))
    Attendance.objects.filter(here).aggregate(n=Count("pk"))
    Benefit.objects.filter(here).aggregate(n=Count("household", distinct=True))
    Finding.objects.filter(here, cleared_at=None).aggregate(n=Count("pk"))
    missing = homes.filter(~visited, poverty_status=PovertyStatus.IN_POVERTY)
    by_place = missing.values(place=Left("area_id", TOWNSHIP_DIGITS)).annotate(n=Count("pk"))
    list(by_place.order_by("-n")[:WORST])
