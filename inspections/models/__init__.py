"""Problems and their rectification, findings, and the monthly hard account."""

from inspections.models.account import (
    AccountFact,
    AccountLine,
    AccountMonth,
    AccountRule,
    AccountTally,
    AccountUnitLine,
    LateEntry,
    PartyAccount,
)
from inspections.models.finding import Claim, Finding
from inspections.models.problem import LedgerItem, Problem, ProgressEntry, RectificationMeasure
from inspections.models.published import PublishedFigure
from inspections.models.source import NoticePoint, NoticeSource

__all__ = [
    "AccountFact",
    "AccountLine",
    "AccountMonth",
    "AccountRule",
    "AccountTally",
    "AccountUnitLine",
    "Claim",
    "Finding",
    "LateEntry",
    "LedgerItem",
    "NoticePoint",
    "NoticeSource",
    "PartyAccount",
    "Problem",
    "ProgressEntry",
    "PublishedFigure",
    "RectificationMeasure",
]
