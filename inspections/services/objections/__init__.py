"""Objections to the account (申诉): filed by the party, answered by the level above."""

from inspections.services.objections.filing import file_objection, withdraw_objection
from inspections.services.objections.lines import Contested, key_of
from inspections.services.objections.ruling import reject_objection, rule_objection, take_objection

__all__ = [
    "Contested",
    "file_objection",
    "key_of",
    "reject_objection",
    "rule_objection",
    "take_objection",
    "withdraw_objection",
]
