"""The county's integration ledger (资金整合台账) as a workbook: how its two sheets are read and what is odd in them."""

from .checks import check_fund_ledger
from .reading import PROJECTS, SOURCES, FundLedger, read_fund_ledger

__all__ = ["PROJECTS", "SOURCES", "FundLedger", "check_fund_ledger", "read_fund_ledger"]
