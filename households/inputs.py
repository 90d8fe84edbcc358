"""Inputs of the month's account that the register holds: who is registered, and what a household's file says."""

import datetime as dt

from django.apps import apps
from django.db.models import Q
from django.db.models.functions import TruncDate

from households.choices import FormSource
from households.models import (
    FormFigures,
    Household,
    LivingCondition,
    Publicity,
    Transition,
    Village,
    VillageYear,
)
from households.steps import State
from povertyapp.core import clock
from povertyapp.core.columns import true_or_false
from povertyapp.core.inputs import input_kind


def _on_roll(month):
    return Household.objects.on_roll(month.period).in_area(month.county)


@input_kind(
    "households",
    "households.Household",
    columns={
        "household_no": "household_no",
        "village_code": "area_id",
        "poverty_status": "poverty_status",
        "presence": "presence",
        "labour_capable": "is_labour_capable",
        "registered_on": "registered_on",
        "exited_on": "exited_on",
    },
    place="village_code",
)
def households(month):
    """The households on the register on at least one day of the month."""
    return _on_roll(month)


@input_kind(
    "household_details",
    "households.Household",
    columns={"household_no": "household_no", "size": "size", "left_register_on": "left_register_on"},
)
def household_details(month):
    """What else rules ask of the same households: how many people, and since when off the register."""
    return _on_roll(month)


@input_kind(
    "form_figures",
    "households.FormFigures",
    columns={
        "household_no": "household__household_no",
        "source": "source",
        "size": "size",
        "cultivated_mu": "cultivated_mu",
        "woodland_mu": "woodland_mu",
    },
)
def handbooks(month):
    """What the handbooks say."""
    return FormFigures.objects.in_area(month.county).filter(source=FormSource.HANDBOOK)


@input_kind(
    "living_conditions",
    "households.LivingCondition",
    columns={
        "household_no": "household__household_no",
        "year": "year",
        "cultivated_mu": "cultivated_mu",
        "woodland_mu": "woodland_mu",
    },
)
def living_conditions(month):
    """The newest statement of each household up to the year of the month."""
    return LivingCondition.objects.newest(month.period.year).in_area(month.county)


def _changes(name, month):
    first = month.period.end - dt.timedelta(days=int(month.value("file.update_days")) - 1)
    return (
        apps.get_model("households", name)
        ._base_manager.filter(
            area_id__gte=month.county,
            area_id__lt=f"{month.county}:",
            pgh_created_at__gte=clock.moment(first),
            pgh_created_at__lt=clock.moment(month.period.end + dt.timedelta(days=1)),
            pgh_label__in=("insert", "update"),
        )
        .distinct()
    )


CHANGED_ON = TruncDate("pgh_created_at", tzinfo=clock.COUNTY_TIME)


@input_kind(
    "household_events",
    "households.HouseholdEvent",
    columns={"household_no": "household_no", "changed_on": CHANGED_ON},
)
def changes(month):
    """The days on which a household's record was changed, as far back as a file counts as updated."""
    return _changes("HouseholdEvent", month)


@input_kind(
    "household_member_events",
    "households.HouseholdMemberEvent",
    columns={"household_no": "household__household_no", "changed_on": CHANGED_ON},
)
def changes_of_members(month):
    """The days on which the record of one of its members was changed."""
    return _changes("HouseholdMemberEvent", month)


@input_kind(
    "villages",
    "households.Village",
    columns={"village_code": "area_id", "kind": "kind"},
    key="village_code",
    place="village_code",
)
def villages(month):
    """Poor villages and others."""
    return Village.objects.in_area(month.county)


@input_kind(
    "village_years",
    "households.VillageYear",
    columns={
        "village_code": "area_id",
        "year": "year",
        "cultivated_mu": "cultivated_mu",
        "industry_base_mu": "industry_base_mu",
    },
    key="village_code",
    place="village_code",
)
def village_years(month):
    """What the village forms say of land, up to the year of the month."""
    return VillageYear.objects.in_area(month.county).filter(year__lte=month.period.year)


def _may_be_posted(month):
    """Return the first day of which a step lets a list fall due in the month."""
    longest = max(int(month.value(f"procedure.limit.{state}")) for state in PUBLISHED)
    return month.period.start - dt.timedelta(days=longest)


# After these a list is put up in the village.
PUBLISHED = (State.REVIEWED, State.EXIT_VERIFIED)


@input_kind(
    "transitions",
    "households.Transition",
    "households.ProcedureCase",
    columns={
        "village_code": "case__area_id",
        "batch_id": "case__batch_id",
        "to_state": "to_state",
        "decided_on": "decided_on",
    },
    key="village_code",
    place="village_code",
)
def transitions(month):
    """The steps after which a list of a village is put up, by batch."""
    steps = Transition.objects.in_area(month.county).filter(to_state__in=PUBLISHED)
    return steps.filter(decided_on__gte=_may_be_posted(month), decided_on__lte=month.period.end)


@input_kind(
    "publicities",
    "households.Publicity",
    columns={
        "village_code": "area_id",
        "batch_id": "batch_id",
        "kind": "kind",
        "posted_on": "posted_on",
        "recorded_at": "recorded_at",
        "shown": true_or_false(Q(image__isnull=False) | ~Q(paper="")),
    },
    key="village_code",
    place="village_code",
)
def publicities(month):
    """Lists that were put up, and whether a picture or the place of the paper is known."""
    return Publicity.objects.in_area(month.county).filter(posted_on__gte=_may_be_posted(month))
