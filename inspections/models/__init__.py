"""Problems and their rectification, findings, and the monthly hard account."""

from inspections.models import persons  # noqa: F401, E402 - its triggers register themselves
from inspections.models.acceptance import AcceptanceResult, AcceptanceRound
from inspections.models.account import (
    AccountFact,
    AccountLine,
    AccountMonth,
    AccountRule,
    AccountTally,
    AccountUnitLine,
    CarriedLine,
    LateEntry,
    PartyAccount,
)
from inspections.models.accountability import (
    AccountabilityAction,
    AccountabilityGround,
    AccountabilityStep,
    DecisionSeat,
    PermittedStep,
    Statement,
)
from inspections.models.checklist import Checklist, ChecklistAnswer, ChecklistItem
from inspections.models.checks import (
    CheckInspector,
    CheckRound,
    PopulationUnit,
    SampleDraw,
    SampleUnit,
    SealOpening,
    UnannouncedCheck,
)
from inspections.models.circular import Circular
from inspections.models.excuse import Excuse
from inspections.models.field import CheckAnswer, CheckRecord, OtherFrame, OtherRecord
from inspections.models.finding import Claim, Finding
from inspections.models.indicator import Indicator, IndicatorTarget, IndicatorValue
from inspections.models.knowledge import KnowledgeCheck, KnowledgeQuestion
from inspections.models.meeting import Meeting, MeetingDecision
from inspections.models.month_seal import MonthSeal
from inspections.models.objection import LineCorrection, Objection, ObjectionFile, ObjectionLine
from inspections.models.problem import LedgerItem, Problem, ProgressEntry, RectificationMeasure
from inspections.models.proof import FrozenInput
from inspections.models.published import PublishedFigure
from inspections.models.rectification import (
    MeasureEvidence,
    MeasureStep,
    ProblemScope,
    Verification,
    VerificationItem,
)
from inspections.models.seal import AccountSeal
from inspections.models.source import NoticePoint, NoticeSource
from inspections.models.source_figure import SourceFigure
from inspections.models.supervision import SelfReport, SupervisionLine
from inspections.models.urging import Urging
from inspections.models.version import AccountChange, AccountVersion
from inspections.models.wall import WallPlace
from inspections.models.work import WorkAttendee, WorkRegister, WorkRound, WorkVillage

__all__ = [
    "Indicator",
    "IndicatorTarget",
    "IndicatorValue",
    "WorkAttendee",
    "WorkRegister",
    "WorkRound",
    "WorkVillage",
    "AcceptanceResult",
    "AcceptanceRound",
    "CheckAnswer",
    "CheckRecord",
    "KnowledgeCheck",
    "KnowledgeQuestion",
    "OtherFrame",
    "OtherRecord",
    "AccountChange",
    "AccountFact",
    "AccountLine",
    "AccountMonth",
    "AccountRule",
    "AccountSeal",
    "AccountTally",
    "AccountUnitLine",
    "AccountVersion",
    "AccountabilityAction",
    "AccountabilityGround",
    "AccountabilityStep",
    "CarriedLine",
    "CheckInspector",
    "CheckRound",
    "Checklist",
    "ChecklistAnswer",
    "ChecklistItem",
    "Circular",
    "Claim",
    "DecisionSeat",
    "Excuse",
    "Finding",
    "FrozenInput",
    "LateEntry",
    "LedgerItem",
    "LineCorrection",
    "MeasureEvidence",
    "MeasureStep",
    "Meeting",
    "MeetingDecision",
    "MonthSeal",
    "NoticePoint",
    "NoticeSource",
    "Objection",
    "ObjectionFile",
    "ObjectionLine",
    "PartyAccount",
    "PermittedStep",
    "PopulationUnit",
    "Problem",
    "ProblemScope",
    "ProgressEntry",
    "PublishedFigure",
    "RectificationMeasure",
    "SampleDraw",
    "SampleUnit",
    "SealOpening",
    "SelfReport",
    "SourceFigure",
    "Statement",
    "SupervisionLine",
    "UnannouncedCheck",
    "Urging",
    "Verification",
    "VerificationItem",
    "WallPlace",
]
