"""The households that a query string means to a user, outside of a request: for jobs."""

from types import SimpleNamespace

from households.filters import HouseholdFilter
from households.models import Household


def chosen_by(user, query):
    """Return the households on the register that the conditions leave of those that the user may see."""
    rows = Household.objects.visible_to(user).filter(left_register_on=None)
    return HouseholdFilter(query, queryset=rows, request=SimpleNamespace(user=user)).qs
