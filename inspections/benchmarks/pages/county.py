"""The county whose pages are measured: made, its months computed and all but the last closed, its faults found."""

from django.core.management import call_command

from assistance.services.doubts import look_through
from households.models import Household, HouseholdMember
from inspections.benchmarks.anew import look_anew
from inspections.benchmarks.ledger import make_ledger
from inspections.models import AccountMonth, Finding, NoticeSource
from inspections.models.account import AccountState
from inspections.services.account import close_account, compute_account
from inspections.services.findings import refresh_findings
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.period import Period
from povertyapp.core.tallies import fold_tallies

COUNTY = "422827"
LEDGER = 500
# Of so many members one has a fault.
ONE_IN = 200


def make_county(households, months):
    """Make what is missing of the county and return how large it is."""
    today = clock.today()
    last = Period.of(today)
    if not Household.objects.in_area(COUNTY).exists():
        call_command("generate_county", households=households, months=months, end=str(last), verbosity=0)
    county = Area.objects.get(code=COUNTY)
    for back in reversed(range(months)):
        _settle(county, last.shift(-back), closes=back > 0)
    if not NoticeSource.objects.in_area(COUNTY).exists():
        make_ledger(county, LEDGER)
    if not Finding.objects.in_area(COUNTY).exists():
        HouseholdMember.objects.extra(where=[f"id %% {ONE_IN} = 0"]).update(ethnicity="")
        refresh_findings(county, last)
    fold_tallies(today)  # as each hour
    look_through()
    look_anew()
    return {"households": Household.objects.in_area(COUNTY).count(), "months": months}


def _settle(county, period, *, closes):
    """Compute a month and close it where its entry has ended."""
    known = AccountMonth.objects.filter(area=county, month=str(period)).exclude(computed_at=None).first()
    account = known or compute_account(county, period)
    if closes and account.state == AccountState.DRAFT:
        close_account(county, period)
