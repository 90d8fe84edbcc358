"""Public lists of aid: who gets what kind of help, and how much."""

from django.utils.translation import gettext_lazy as _

from assistance.choices import MeasureKind
from assistance.models import AssistanceMeasure
from households.models import Household
from households.postings import PostingLine, group_of, postable_names, posting

# The kind alone would tell of an illness.
NEVER_POSTED = (MeasureKind.MEDICAL,)


@posting("aid", _("帮扶资金发放公示"), order=4, verb="assistance.view_visit")
def aid(rows, place, year):
    """List the measures with an amount that began in the year, by the kind's own word; medical aid never."""
    found = (
        rows(AssistanceMeasure)
        .in_area(place.code)
        .filter(from_date__year=year, amount__gt=0)
        .exclude(kind__in=NEVER_POSTED)
        .select_related("household__area")
        .order_by("area_id", "household__household_no", "from_date", "pk")
    )
    names = postable_names(rows(Household).filter(measures__in=found))
    for measure in found.iterator(chunk_size=2000):
        household = measure.household
        yield PostingLine(
            names.get(household.pk, household.head_name),
            group_of(household.area, household.group_name),
            str(MeasureKind(measure.kind).label),
            measure.amount,
        )
