"""Populations of households and people: querysets that take a period and read as a sentence."""

import datetime as dt

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, Subquery

from households.choices import GONE, SchoolStatus
from povertyapp.core.scoping import ScopedQuerySet


def years_before(day: dt.date, years: int) -> dt.date:
    """Return the same day that many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def aged(on: dt.date, from_age: int, to_age: int) -> Q:
    """Return the condition that a person has an age from … to … (full years, both inside) on a day.

    False, never unknown, for a person without a birthday.
    """
    return Q(
        birth_date__isnull=False,
        birth_date__lte=years_before(on, from_age),
        birth_date__gt=years_before(on, to_age + 1),
    )


STUDENT = ~Q(school_status__in=["", SchoolStatus.NOT_AT_SCHOOL])


class HouseholdQuerySet(ScopedQuerySet):
    """Registered households."""

    def on_roll(self, period):
        """Households on the register on at least one day of the period, exited ones too (脱贫不脱政策)."""
        return self.filter(
            Q(left_register_on=None) | Q(left_register_on__gt=period.start), registered_on__lte=period.end
        )

    def with_newest_income(self):
        """Add `newest_income`: net income per head of the last year on record, None where there is none."""
        statements = apps.get_model("households", "IncomeStatement")._base_manager
        newest = statements.filter(household=OuterRef("pk")).order_by("-year")
        return self.annotate(newest_income=Subquery(newest.values("net_income_per_capita")[:1]))


class MemberQuerySet(ScopedQuerySet):
    """People of registered households."""

    def present(self):
        """Members who are counted: they neither died nor left."""
        return self.exclude(change_kind__in=GONE)

    def on_roll(self, period):
        """Counted members of the households on the register in the period."""
        left = Q(household__left_register_on=None) | Q(household__left_register_on__gt=period.start)
        return self.present().filter(left, household__registered_on__lte=period.end)


class StatementQuerySet(ScopedQuerySet):
    """Statements of a year: income, living conditions."""

    def newest(self, year):
        """The last statement of each household up to that year."""
        later = self.model._base_manager.filter(
            household=OuterRef("household"), year__gt=OuterRef("year"), year__lte=year
        )
        return self.filter(~Exists(later), year__lte=year)
