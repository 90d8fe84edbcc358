"""Inputs of the month's account that funds hold."""

from funds.models import FundLine, Microloan, Posting
from povertyapp.core.inputs import input_kind


@input_kind(
    "microloans",
    "funds.Microloan",
    columns={"household_no": "household__household_no", "loan_no": "no", "disbursed_on": "disbursed_on"},
)
def microloans(month):
    """Loans that were paid out by the end of the month."""
    return Microloan.objects.in_area(month.county).ever_out(month.period.end)


@input_kind(
    "fund_lines",
    "funds.FundLine",
    columns={
        "line_code": "code",
        "county_code": "area_id",
        "year": "year",
        "level": "level",
        "origin": "origin",
        "in_scope": "in_scope",
        "arrived_on": "arrived_on",
    },
    key="line_code",
    place="county_code",
)
def fund_lines(month):
    """Lines of money of the county that arrived by the end of the month."""
    return FundLine.objects.in_area(month.county).filter(arrived_on__lte=month.period.end)


@input_kind(
    "fund_postings",
    "funds.Posting",
    "funds.FundEntry",
    columns={
        "line_code": "line__code",
        "county_code": "area_id",
        "state": "state",
        "amount": "amount",
        "happened_on": "entry__happened_on",
        "recorded_at": "entry__made_at",
    },
    key="line_code",
    place="county_code",
)
def fund_postings(month):
    """What the accounts of lines gained and gave up to the end of the month; late entries too."""
    return Posting.objects.in_area(month.county).filter(entry__happened_on__lte=month.period.end)
