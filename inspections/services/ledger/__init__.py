"""The rectification ledger: record a workbook, export it, load a plan, move a measure on."""

from inspections.services.ledger.exporting import export_ledger
from inspections.services.ledger.moving import (
    assign_measure,
    close_measure,
    extend_measure,
    hand_in_measure,
    reopen_measure,
    report_progress,
    send_back_measure,
    sign_measure,
)
from inspections.services.ledger.places import county_of
from inspections.services.ledger.plan import load_plan
from inspections.services.ledger.recording import LedgerCounts, record_ledger, started_on
from inspections.services.ledger.verifying import draw_check, verify_measure, whole_scope

__all__ = [
    "LedgerCounts",
    "assign_measure",
    "close_measure",
    "county_of",
    "draw_check",
    "export_ledger",
    "extend_measure",
    "hand_in_measure",
    "load_plan",
    "record_ledger",
    "reopen_measure",
    "report_progress",
    "send_back_measure",
    "sign_measure",
    "started_on",
    "verify_measure",
    "whole_scope",
]
