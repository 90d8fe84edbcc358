"""What the data checks speak of, and the rows beside it that they ask."""

from django.db.models import Exists, OuterRef

from households.models import Household, HouseholdMember, IncomeStatement, LivingCondition
from povertyapp.core.rules import Kind, rule


def households(period):
    """Households on the register in the period."""
    return Household.objects.on_roll(period)


def members(period):
    """Counted members of the households on the register in the period."""
    return HouseholdMember.objects.on_roll(period)


def data_rule(code, fault, title, *, over=households, mend="card"):
    """Register a data check. `mend` names the part of the household's page where the fault is put right."""
    return rule(
        code,
        kind=Kind.DATA,
        over=over,
        fault=fault,
        title=title,
        subject="member" if over is members else "household",
        owner="county_office",
        basis="LF-60",
        extra={"mend": "members" if over is members else mend},
    )


def has_member(*conditions, **lookups):
    """Return whether the household has a counted member of this kind."""
    present = HouseholdMember.objects.present().filter(household=OuterRef("pk"))
    return Exists(present.filter(*conditions, **lookups))


def newest_income(period):
    """Return the household's last income statement up to the period's year, for a subquery."""
    return IncomeStatement.objects.filter(household=OuterRef("pk")).newest(period.year)


def has_income(period, *conditions, **lookups):
    """Return whether the household's last income statement up to the period's year is of this kind."""
    return Exists(newest_income(period).filter(*conditions, **lookups))


def has_living(period, *conditions, **lookups):
    """Return whether the household's last living conditions up to the period's year are of this kind."""
    newest = LivingCondition.objects.filter(household=OuterRef("pk")).newest(period.year)
    return Exists(newest.filter(*conditions, **lookups))


def due_year(period, value):
    """Return the last year whose statements must be on record in the period."""
    return period.year - (1 if period.month >= value("data.statement_due_month") else 2)
