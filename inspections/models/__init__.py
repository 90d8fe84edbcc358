"""Problems and their rectification, findings, and the monthly hard account."""

from inspections.models.account import (
    AccountFact,
    AccountLine,
    AccountMonth,
    AccountRule,
    AccountTally,
    LateEntry,
    PartyAccount,
)
from inspections.models.finding import Finding

__all__ = [
    "AccountFact",
    "AccountLine",
    "AccountMonth",
    "AccountRule",
    "AccountTally",
    "Finding",
    "LateEntry",
    "PartyAccount",
]
