"""Townships and villages against the county's division table."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from households.importing.checks.base import Context, Over, check
from households.importing.rows import RosterHousehold
from povertyapp.core.workbooks import Finding


@check("VILLAGE_UNKNOWN", Over.HOUSEHOLD)
def village_unknown(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        place = context.places.find(household.facts.township, household.facts.village)
        if place.problem == "unknown":
            yield household.at("行政村", "VILLAGE_UNKNOWN", expected=place.expected)


@check("VILLAGE_TOWNSHIP_MISMATCH", Over.HOUSEHOLD)
def village_of_another_township(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        place = context.places.find(household.facts.township, household.facts.village)
        if place.problem == "elsewhere":
            message = _("“%(village)s”不属于%(township)s") % {
                "village": household.facts.village,
                "township": household.facts.township or _("所填乡镇"),
            }
            yield household.at("乡镇", "VILLAGE_TOWNSHIP_MISMATCH", expected=place.expected, message=message)
