"""The pages of assistance: on the phone, on the desktop, and panels in the pages of other floors."""

from assistance.views.assigning import AssignList, AssignNew
from assistance.views.attendance import AttendanceHome, AttendanceSheet
from assistance.views.cards import ContactCardPaper, ContactCardPosted
from assistance.views.caseload import AssignUnit, AssignUnits, AssignVillage, AssignVillages
from assistance.views.desktop import HelperDetail, HelperEdit, HelperList, VisitDetail, VisitList
from assistance.views.duties import DutyPanel
from assistance.views.figures import FigurePlaces, FigureRows, FiguresPage
from assistance.views.held import HeldValueDetail, HeldValueList, ReviewItem, ReviewList
from assistance.views.measures import (
    MeasureAdd,
    MeasureDecide,
    MeasureDetail,
    MeasureEdit,
    MeasureEffect,
    MeasureEnd,
    MeasureList,
)
from assistance.views.panels import HelperPanel, MeasurePanel, VisitPanel
from assistance.views.phone import (
    PhoneHome,
    PhoneHousehold,
    PhoneHouseholds,
    PhoneMe,
    PhoneVisit,
    PhoneVisitDone,
)
from assistance.views.plans import (
    Matrix,
    MatrixEdit,
    PlanDetail,
    PlanEdit,
    PlanList,
    ReliefAdd,
    ReliefList,
)
from assistance.views.posts import (
    OfficialEdit,
    PlacePosts,
    PostAppoint,
    PostEnd,
    PostExport,
    PostHandOver,
    PostList,
    TeamEnd,
    TeamStart,
)
from assistance.views.roster_export import RosterExport
from assistance.views.rounds import AssignRound, AssignRounds, AssignRoundXlsx, HandOver, HelperKinPage
from assistance.views.units import TaskClaim, TaskEnd, UnitAdd, UnitAssign, UnitDetail, UnitList
from assistance.views.versions import PhoneCorrection, VisitPhotoFile, VisitPlaceReveal
from assistance.views.voiding import SuspiciousVisits, VisitFalse, VisitRestore, VisitVoid

__all__ = [
    "DutyPanel",
    "FigurePlaces",
    "FigureRows",
    "FiguresPage",
    "AssignList",
    "AssignNew",
    "AssignRound",
    "AssignRoundXlsx",
    "AssignRounds",
    "AssignUnit",
    "AssignUnits",
    "AssignVillage",
    "AssignVillages",
    "AttendanceHome",
    "AttendanceSheet",
    "FigurePlaces",
    "FigureRows",
    "FiguresPage",
    "ContactCardPaper",
    "ContactCardPosted",
    "HandOver",
    "HeldValueDetail",
    "HeldValueList",
    "HelperDetail",
    "HelperEdit",
    "HelperKinPage",
    "HelperList",
    "HelperPanel",
    "Matrix",
    "MatrixEdit",
    "MeasureAdd",
    "MeasureDecide",
    "MeasureDetail",
    "MeasureEdit",
    "MeasureEffect",
    "MeasureEnd",
    "MeasureList",
    "MeasurePanel",
    "OfficialEdit",
    "PhoneCorrection",
    "PhoneHome",
    "PhoneHousehold",
    "PhoneHouseholds",
    "PhoneMe",
    "PhoneVisit",
    "PhoneVisitDone",
    "PlacePosts",
    "PostAppoint",
    "PostEnd",
    "PostExport",
    "PostHandOver",
    "PostList",
    "ReviewItem",
    "ReviewList",
    "PlanDetail",
    "PlanEdit",
    "PlanList",
    "ReliefAdd",
    "ReliefList",
    "RosterExport",
    "SuspiciousVisits",
    "TaskClaim",
    "TaskEnd",
    "TeamEnd",
    "TeamStart",
    "UnitAdd",
    "UnitAssign",
    "UnitDetail",
    "UnitList",
    "VisitDetail",
    "VisitFalse",
    "VisitList",
    "VisitPanel",
    "VisitPhotoFile",
    "VisitPlaceReveal",
    "VisitRestore",
    "VisitVoid",
]
