"""Unannounced checks (rulebook B18, C6): rounds, draws, and the check of each drawn unit up to the circular."""

from inspections.services.checks.drawing import draw_sample, redraw_sample, replace_unit, sample_size
from inspections.services.checks.freezing import count_population, freeze_population
from inspections.services.checks.inspecting import assign_inspectors, conflicts_of, inspected_units
from inspections.services.checks.rounds import (
    open_round,
    publish_draw,
    publish_round,
    report_round,
    when_published,
)
from inspections.services.checks.visiting import finish_check, open_early, start_check, void_check

__all__ = [
    "assign_inspectors",
    "conflicts_of",
    "count_population",
    "draw_sample",
    "finish_check",
    "freeze_population",
    "inspected_units",
    "open_early",
    "open_round",
    "publish_draw",
    "publish_round",
    "redraw_sample",
    "replace_unit",
    "report_round",
    "sample_size",
    "start_check",
    "void_check",
    "when_published",
]
