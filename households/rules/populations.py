"""What the data checks speak of, and the rows beside it that they ask."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households.choices import Relation
from households.models import (
    FormFigures,
    Household,
    HouseholdMember,
    IncomeStatement,
    LivingCondition,
    SchoolYear,
)
from povertyapp.core.faults import Child, Has
from povertyapp.core.rules import Kind, rule
from povertyapp.core.subjects import subject

subject(
    "household",
    _("户"),
    "households.Household",
    key="household_no",
    name="head_name",
    url_name="households:detail",
)
LIVING_HERE = HouseholdMember.objects.present()


def households(period):
    """Households on the register in the period."""
    return Household.objects.on_roll(period)


def members(period):
    """Counted members of the households on the register in the period."""
    return HouseholdMember.objects.on_roll(period)


def data_rule(
    code,
    fault,
    title,
    *,
    how,
    over=households,
    subject="household",
    mend="card",
    field="",
    shows=(),
    reads=None,
):
    """Register a data check.

    `how` is the sentence that says how to mend it, `field` the column of the row that it is about, where there
    is one, and `mend` the part of the household's page where the fault is put right, or
    `duplicate` for the page of a person registered twice. `shows` are the columns that
    a finding notes, if other than `field`: of the row, or of its newest statement (`income.wage_income`).
    `reads` is a function like the rule whose condition names what the rule reads in subqueries of rows that belong
    to the record: a confirmed record is asked about again when one of that changes.
    """
    if over is members:
        subject, mend = "member", "members" if mend == "card" else mend
    return rule(
        code,
        kind=Kind.DATA,
        over=over,
        fault=fault,
        title=title,
        subject=subject,
        owner="county_office",
        basis="LF-60",
        extra={"mend": mend, "how": how, "field": field, "shows": shows, "reads": reads},
    )


def has_member(*conditions, at_least=1, **lookups):
    """Return whether the household has so many counted members of this kind."""
    return Has(Child("members", LIVING_HERE), *conditions, Q(**lookups), at_least=at_least)


def has_head(**lookups):
    """Return whether the head of a member's household is of this kind."""
    heads = Child("heads", LIVING_HERE.filter(relation=Relation.HEAD), of="household_id")
    return Has(heads, Q(**lookups))


def has_income(period, *conditions, **lookups):
    """Return whether the household's last income statement up to the period's year is of this kind."""
    newest = IncomeStatement.objects.newest(period.year)
    return Has(Child("incomes", newest, only=True), *conditions, Q(**lookups))


def has_living(period, *conditions, **lookups):
    """Return whether the household's last living conditions up to the period's year are of this kind."""
    newest = LivingCondition.objects.newest(period.year)
    return Has(Child("living", newest, only=True), *conditions, Q(**lookups))


def has_forms(*conditions, different=""):
    """Return whether the household has a form of this kind, or two different values of a column in its forms."""
    forms = Child("forms", FormFigures.objects.all())
    return Has(forms, *conditions, different=different)


def has_school_years(first, last, *conditions, at_least=1):
    """Return whether that many of a member's school years from `first` to `last` are of this kind."""
    years = SchoolYear.objects.filter(year__gte=first, year__lte=last)
    return Has(Child("school_years", years, key="member_id"), *conditions, at_least=at_least)


def due_year(period, value):
    """Return the last year whose statements must be on record in the period."""
    return period.year - (1 if period.month >= value("data.statement_due_month") else 2)
