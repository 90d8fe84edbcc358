"""The register (花名册): who is on it, found by place, state, cause or words."""

from django.utils.translation import gettext_lazy as _

from households.filters import HouseholdFilter
from households.models import Household
from households.tables import HOUSEHOLD_COLUMNS
from povertyapp.core.views import ListPage


class HouseholdList(ListPage):
    """Households in the official order; the conditions stand in the address."""

    model = Household
    verb = "households.view_household"
    title = _("花名册")
    template_name = "households/household_list.html"
    related = ("area",)
    filterset_class = HouseholdFilter
    columns = HOUSEHOLD_COLUMNS
    order = ("area_id", "household_no")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows.with_newest_income() if model is None else rows
