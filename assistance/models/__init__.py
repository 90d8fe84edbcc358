"""Who helps whom, the visits, the measures."""

from assistance.models.assigning import AssignmentRound, HelperKin
from assistance.models.assignment import HelperAssignment
from assistance.models.attendance import Attendance
from assistance.models.card import ContactCard
from assistance.models.doubt import Doubt, OddVisit
from assistance.models.held import HeldSubmission, HeldValue
from assistance.models.helper import Helper, HelpingUnit
from assistance.models.left_behind import CareService, LeftBehindPerson
from assistance.models.link import BenefitLink, Enterprise, VillageInstitution
from assistance.models.matrix import CauseAnswer, MeasureFamily
from assistance.models.measure import AssistanceMeasure, MeasureWord
from assistance.models.nudge import Nudge
from assistance.models.plan import AssistancePlan, Relief
from assistance.models.team import Official, Post, ResidentTeam
from assistance.models.training import TrainingAttendance, TrainingSession
from assistance.models.village_task import VillageTask
from assistance.models.visit import Submission, Visit
from assistance.models.visit_more import VisitCorrection, VisitPhoto, VisitPlace

__all__ = [
    "AssignmentRound",
    "AssistanceMeasure",
    "AssistancePlan",
    "Attendance",
    "BenefitLink",
    "CareService",
    "CauseAnswer",
    "ContactCard",
    "Doubt",
    "Enterprise",
    "HeldSubmission",
    "HeldValue",
    "Helper",
    "HelperAssignment",
    "HelperKin",
    "HelpingUnit",
    "LeftBehindPerson",
    "MeasureFamily",
    "MeasureWord",
    "Nudge",
    "OddVisit",
    "Official",
    "Post",
    "Relief",
    "ResidentTeam",
    "Submission",
    "TrainingAttendance",
    "TrainingSession",
    "VillageInstitution",
    "VillageTask",
    "Visit",
    "VisitCorrection",
    "VisitPhoto",
    "VisitPlace",
]
