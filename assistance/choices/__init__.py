"""Words of assistance and what they mean to the rules (rulebook B11, B12)."""

from assistance.choices.assigning import WRITTEN, Outcome, RoundKind
from assistance.choices.helpers import AssignmentRole, UnitLevel
from assistance.choices.measures import CLASS_OF_KIND, MeasureClass, MeasureKind
from assistance.choices.posts import FULL_TIME, HEADS, RESIDENT, SINGLE, AttendanceSource, PostKind
from assistance.choices.sync import (
    HELD_MOVES,
    VALUE_MOVES,
    Caption,
    HeldKind,
    HeldStatus,
    HeldWhy,
    PhotoState,
    ValueStatus,
)
from assistance.choices.visits import (
    Change,
    Channel,
    Guarantee,
    MemberMove,
    Met,
    Need,
    Promise,
    Satisfaction,
    VoidKind,
)

__all__ = [
    "AssignmentRole",
    "AttendanceSource",
    "CLASS_OF_KIND",
    "Caption",
    "Change",
    "Channel",
    "FULL_TIME",
    "Guarantee",
    "HEADS",
    "HELD_MOVES",
    "HeldKind",
    "HeldStatus",
    "HeldWhy",
    "MeasureClass",
    "MeasureKind",
    "MemberMove",
    "Met",
    "Need",
    "Outcome",
    "PhotoState",
    "PostKind",
    "Promise",
    "RESIDENT",
    "RoundKind",
    "SINGLE",
    "Satisfaction",
    "UnitLevel",
    "VALUE_MOVES",
    "ValueStatus",
    "VoidKind",
    "WRITTEN",
]
