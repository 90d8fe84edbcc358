"""How a round of assigning reads: its lines with the names of today, what was promised, what is still due."""

from assistance.choices import WRITTEN, Outcome
from assistance.models import Helper, Visit
from assistance.standing import standings
from households.models import Household
from povertyapp.core.period import Period


def lines_of(made, rows):
    """Return the lines of a round that the reader may see, in the official order.

    `rows` applies `visible_to`: a household that is no longer his is not named to the helper who handed it over.
    """
    by_home = {line["household"]: line for line in made.outcome}
    homes = rows(Household).filter(pk__in=by_home).select_related("area__parent")
    helpers = (
        rows(Helper)
        .select_related("unit")
        .in_bulk({line["helper"] for line in made.outcome if line["helper"]})
    )
    return [
        {
            "household": home,
            "helper": helpers.get(by_home[home.pk]["helper"]),
            "outcome": Outcome(by_home[home.pk]["outcome"]),
            "is_written": Outcome(by_home[home.pk]["outcome"]) in WRITTEN,
        }
        for home in homes.order_by("area_id", "household_no")
    ]


def carried_over(made, rows, today):
    """Return, by household, the promise that is open and how the household stands this month (交接单)."""
    keys = [line["household"] for line in made.written]
    promises = {visit.household_id: visit for visit in rows(Visit).open_promises().filter(household__in=keys)}
    found = standings(rows(Household).filter(pk__in=keys), Period.of(today))
    return {
        standing.household.pk: {"standing": standing, "promise": promises.get(standing.household.pk)}
        for standing in found
    }
