"""The households that a query string means: what the list shows, an export or a posting takes."""

from django.utils.functional import cached_property

from households.filters import HouseholdFilter
from households.models import Household
from povertyapp.core.models import Area
from povertyapp.core.views.pages import ListPage

NOT_CONDITIONS = ("page", "sort")


class ChosenHouseholds(ListPage):
    """A page about the households that the conditions in its address leave of those that the user may see."""

    model = Household
    verb = "households.view_household"
    filterset_class = HouseholdFilter
    order = ("area_id", "household_no")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows.filter(left_register_on=None) if model is None else rows

    @cached_property
    def query(self):
        """Return the conditions as they stand in the address."""
        return {name: value for name, value in self.request.GET.items() if name not in NOT_CONDITIONS}

    @cached_property
    def place(self):
        """Return the place that is asked about: the one of the conditions, else where the user stands."""
        asked = next(filter(None, (self.query.get(name) for name in ("village", "township", "area"))), "")
        seen = self.rows(Area)
        return seen.filter(code=asked).first() or seen.order_by("code").first()
