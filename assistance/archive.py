"""What assistance tells of the records: measures, visits, who is in charge."""

import datetime as dt

from django.db.models import Q

from assistance.models import AssistanceMeasure, Visit
from assistance.rules.cards import has_contact_card
from assistance.rules.files import plans
from households.archive import area_document, household_document
from households.archive.documents import having
from households.models.archive import ArchiveLevel
from povertyapp.core.models.area import TOWNSHIP_DIGITS
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
