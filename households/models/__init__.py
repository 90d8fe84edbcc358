"""Who and where: households, their members, incomes and living conditions, and the procedures they go through."""

from households.models.application import Applicant, ApplicantMember
from households.models.archive import ArchiveLevel, ArchivePaper, ChecklistItem
from households.models.comparison import ComparisonHit, ComparisonRule, ComparisonRun
from households.models.duplicate import DuplicateRequest
from households.models.evidence import (
    Announcement,
    Appeal,
    Deliberation,
    Evidence,
    Meeting,
    Objection,
    Publicity,
    SpotCheck,
)
from households.models.exit import ExitAnswer, ExitItem, ExitLevel, ExitStandard
from households.models.household import FormFigures, Household
from households.models.income import IncomeStatement
from households.models.living import LivingCondition
from households.models.low_income import LowIncomeList, LowIncomeRow
from households.models.member import HouseholdMember, SchoolYear
from households.models.monitoring import MonitoringCase
from households.models.procedure import PermittedMove, ProcedureBatch, ProcedureCase, Transition

__all__ = [
    "DuplicateRequest",
    "Announcement",
    "Appeal",
    "ArchiveLevel",
    "ArchivePaper",
    "Applicant",
    "ApplicantMember",
    "ChecklistItem",
    "ComparisonHit",
    "ComparisonRule",
    "ComparisonRun",
    "Deliberation",
    "Evidence",
    "ExitAnswer",
    "ExitItem",
    "ExitLevel",
    "ExitStandard",
    "FormFigures",
    "Household",
    "HouseholdMember",
    "IncomeStatement",
    "LivingCondition",
    "LowIncomeList",
    "LowIncomeRow",
    "Meeting",
    "MonitoringCase",
    "Objection",
    "PermittedMove",
    "ProcedureBatch",
    "ProcedureCase",
    "Publicity",
    "SpotCheck",
    "Transition",
    "SchoolYear",
]
