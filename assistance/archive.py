"""What assistance tells of the records: measures, visits, who is in charge."""

import datetime as dt

from django.db.models import Q

from assistance.models import AssistanceMeasure, BenefitLink, LeftBehindPerson, Visit
from assistance.querysets.left_behind import complete_file
from assistance.rules.cards import has_contact_card
from assistance.rules.files import plans
from households.archive import area_document, household_document
from households.archive.documents import having
from households.models.archive import ArchiveLevel
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period


@household_document("plan", required=lambda day: Q(exited_on=None))
def plan(day, value):
    """The plan of the year is written (TF-14); who has left poverty needs none."""
    return having(plans(Period.of(day), value))


@household_document("measure_list")
def measure_list(day, value):
    """At least one measure is in force."""
    return having(AssistanceMeasure.objects.in_force(day))


@household_document("visit_log")
def visit_log(day, value):
    """The last visit or contact is not older than the parameter says."""
    since = day - dt.timedelta(days=int(value("archive.visit_days")))
    return having(Visit.objects.filter(happened_on__gt=since, happened_on__lte=day, voided_at=None))


@household_document("contact_card")
def contact_card(day, value):
    """The card is posted, and it names who is in charge today."""
    return has_contact_card(day)


@area_document(ArchiveLevel.TOWNSHIP, "five_batch_statistics")
def five_batch_statistics(codes, day):
    """The statistics are printed from the measures wherever there are any."""
    in_force = AssistanceMeasure.objects.in_force(day)
    return {
        code[:TOWNSHIP_DIGITS] for code in in_force.order_by().values_list("area_id", flat=True).distinct()
    }


@area_document(ArchiveLevel.VILLAGE, "link_list")
def link_list(codes, day):
    """The list is printed from the links in force wherever there are any."""
    return _villages(BenefitLink.objects.in_force(day))


def _with_left_behind(codes, day):
    return _villages(LeftBehindPerson.objects.left_on(day))


@area_document(ArchiveLevel.VILLAGE, "left_behind", required=_with_left_behind)
def left_behind(codes, day):
    """Asked where anybody is left behind: the village's file is there when the file of each of them is complete."""
    people = LeftBehindPerson.objects.left_on(day)
    county = next(iter(codes), "")[:COUNTY_DIGITS]
    complete = complete_file(day, int(Parameters(county, day)("left_behind.review_days")))
    return _villages(people) - _villages(people.filter(~complete))


def _villages(rows):
    return set(rows.order_by().values_list("area_id", flat=True).distinct())
