"""Unannounced checks (rulebook B18, C6): rounds, draws and their samples, and the check of each drawn unit."""

from inspections.models.checks.draws import PopulationUnit, SampleDraw, SampleUnit
from inspections.models.checks.hidden import Hidden
from inspections.models.checks.on_site import CheckInspector, SealOpening, UnannouncedCheck
from inspections.models.checks.rounds import CheckRound

__all__ = [
    "CheckInspector",
    "CheckRound",
    "Hidden",
    "PopulationUnit",
    "SampleDraw",
    "SampleUnit",
    "SealOpening",
    "UnannouncedCheck",
]
