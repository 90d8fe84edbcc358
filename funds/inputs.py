"""Inputs of the month's account that funds hold."""

from funds.models import Microloan
from povertyapp.core.inputs import input_kind


@input_kind(
    "microloans",
    "funds.Microloan",
    columns={"household_no": "household__household_no", "loan_no": "no", "disbursed_on": "disbursed_on"},
)
def microloans(month):
    """Loans that were paid out by the end of the month."""
    return Microloan.objects.in_area(month.county).ever_out(month.period.end)
