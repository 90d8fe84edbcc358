"""What the duties of assistance speak of, and the child tables that they count."""

import datetime as dt

from django.db.models import DateField, Exists, ExpressionWrapper, F, Max, Min, OuterRef, Q, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from assistance.choices import Channel
from assistance.models import AssistanceMeasure, HelperAssignment, Visit
from assistance.querysets import DaysInPeriod
from households.models import Household
from povertyapp.core.rules import Population, Source
from povertyapp.core.subjects import subject

subject("county_unit", _("帮扶单位"), "assistance.HelpingUnit")
FAR = dt.date(9999, 12, 31)


def _days(period):
    return DaysInPeriod(F("from_date"), F("to_date"), Value(period.start), Value(period.end))


def _assignments(period):
    return HelperAssignment.objects.primary().touching(period.start, period.end)


def _care(period, value):
    on_roll = Q(household__left_register_on=None) | Q(household__left_register_on__gt=period.start)
    return (
        _assignments(period)
        .filter(on_roll, household__registered_on__lte=period.end)
        .values(
            "household_id",
            "helper_id",
            "area_id",
            presence=F("household__presence"),
            status=F("household__poverty_status"),
            capable=F("household__is_labour_capable"),
        )
        .annotate(
            days=Sum(_days(period)),
            since=Min("from_date"),
            until=Max(Coalesce("to_date", Value(FAR))),
        )
        .order_by()
    )


def _on_roll(period, value):
    # A household that left on a day was last on the register the day before.
    last_day = ExpressionWrapper(F("left_register_on") - Value(1), output_field=DateField())
    days = DaysInPeriod(F("registered_on"), last_day, Value(period.start), Value(period.end))
    return (
        Household.objects.on_roll(period)
        .annotate(days_on_roll=days)
        .values("area_id", "days_on_roll", household_id=F("pk"))
        .order_by()
    )


CARE = Population("care", ("household_id", "helper_id"), _care)
"""Each registered household with each helper who was its primary helper on a day of the month."""

ON_ROLL = Population("on_roll", ("household_id",), _on_roll)
"""Each household on the register in the month, helped or not."""


def _by_its_helper(visits):
    """Visits by the person who was the household's primary helper on that day; others' are contacts only."""
    then = HelperAssignment.objects.primary().filter(
        Q(to_date=None) | Q(to_date__gte=OuterRef("happened_on")),
        household=OuterRef("household"),
        helper=OuterRef("helper"),
        from_date__lte=OuterRef("happened_on"),
    )
    return visits.filter(Exists(then))


def _home_visits(period, value):
    entered = Visit.objects.entered_by(period.entry_ends(value))
    return _by_its_helper(entered.happened(period.start, period.end).filter(channel=Channel.HOME))


def _contacts(period, value):
    entered = Visit.objects.entered_by(period.entry_ends(value))
    return entered.happened(period.quarter_start, period.end)


def _measures(period, value):
    return AssistanceMeasure.objects.claimed_on(period.end)


HOME_VISITS = Source("home_visits", ("household_id", "helper_id"), _home_visits)
HOME_VISITS_BY_ANY_HELPER = Source("home_visits_by_any_helper", ("household_id",), of=HOME_VISITS)
CONTACTS = Source("contacts", ("household_id",), _contacts)
MEASURES = Source("measures", ("household_id",), _measures)
COVER = Source("cover", ("household_id",), lambda period, value: _assignments(period))


def covered_days(period):
    """Return the aggregate of the days of the period on which somebody was the primary helper."""
    return Sum(_days(period))
