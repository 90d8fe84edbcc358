"""Taking the county's integration ledger in, and handing it out."""

from funds.services.fund_ledger.exporting import export_fund_ledger
from funds.services.fund_ledger.figures import integration_of, levels_of, totals_of
from funds.services.fund_ledger.taking_back import LedgerRetraction
from funds.services.fund_ledger.taking_in import county_of, take_fund_ledger

__all__ = [
    "LedgerRetraction",
    "county_of",
    "export_fund_ledger",
    "integration_of",
    "levels_of",
    "take_fund_ledger",
    "totals_of",
]
