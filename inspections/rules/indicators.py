"""HA-U2: a member unit keeps the indicators that it owns at or above their monthly path (LF-55)."""

from django.db.models import Count, F, Q, Value
from django.utils.translation import gettext_lazy as _

from inspections.models import IndicatorTarget, IndicatorValue
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule
from povertyapp.core.subjects import subject

subject("indicator", _("行业指标"), "inspections.Indicator", url_name="inspections:indicator")


def _asked(period, value):
    rows = IndicatorTarget.objects.of_month(period)
    return rows.values(
        "area_id",
        code=F("indicator__owner_unit__code"),
        subject_kind=Value("indicator"),
        subject_code=F("indicator__code"),
    ).order_by()


def _reached(period, value):
    known = IndicatorValue.objects.filter(month=str(period)).known_at(period.entry_ends(value))
    return known.with_path().filter(is_reached=True).annotate(subject_code=F("indicator__code"))


OWNED = Population("owned_indicators", ("code", "subject_kind", "subject_code"), _asked)
"""Each indicator whose path asks something in the month, with the unit that owns it."""
REACHED = Source("indicators_reached", ("subject_code",), _reached)


@rule(
    "LF-55",
    kind=Kind.DUTY,
    over=OWNED,
    subject=UNIT,
    party="county_unit",
    obligation="HA-U2",
    owner="county_office",
    basis="LF-55; D3",
    title=_("行业指标按月达标"),
)
def on_the_path(period, value):
    """成员单位对行业指标负主责：当月有目标的指标，按时填报，达到当月目标。

    Each indicator of the unit whose path asks something in the month has a value, entered by the cut-off, that is at or
    above the path; at or below it where less is better. The last report by the cut-off counts; without one it is
    missed. A month without a point of the path asks nothing.
    """
    return Duty(due=Q(code__gt=""), required=1, counts=Tally(REACHED, Count("pk")))
