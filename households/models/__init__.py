"""Who and where: households, their members, incomes and living conditions, and the procedures they go through."""

from households.models.application import Applicant, ApplicantMember
from households.models.archive import ArchiveLevel, ArchivePaper, ChecklistItem
from households.models.change import MemberTurn
from households.models.comparison import ComparisonHit, ComparisonRule, ComparisonRun
from households.models.cost_ratio import ProductionCostRatio
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
from households.models.form_version import FormVersion
from households.models.household import FormFigures, Household
from households.models.income import IncomeStatement
from households.models.living import LivingCondition
from households.models.low_income import LowIncomeList, LowIncomeRow
from households.models.member import HouseholdMember, SchoolYear
from households.models.monitoring import MonitoringCase
from households.models.procedure import PermittedMove, ProcedureBatch, ProcedureCase, Transition
from households.models.village import Village, VillageYear

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
    "FormVersion",
    "Household",
    "HouseholdMember",
    "IncomeStatement",
    "LivingCondition",
    "LowIncomeList",
    "LowIncomeRow",
    "Meeting",
    "MemberTurn",
    "MonitoringCase",
    "Objection",
    "PermittedMove",
    "ProcedureBatch",
    "ProcedureCase",
    "ProductionCostRatio",
    "Publicity",
    "SpotCheck",
    "Transition",
    "SchoolYear",
    "Village",
    "VillageYear",
]
