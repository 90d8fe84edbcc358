"""Findings: the stored results of DATA rules, kept true by set-based SQL (house.md 4.5), and what people say of
them."""

from inspections.services.findings.blocking import blocked_villages, blocking_rules
from inspections.services.findings.claims import answer_claim, claim_true
from inspections.services.findings.refreshing import SUBJECTS, refresh_findings
from inspections.services.findings.telling import stored_findings

__all__ = [
    "SUBJECTS",
    "answer_claim",
    "blocked_villages",
    "blocking_rules",
    "claim_true",
    "refresh_findings",
    "stored_findings",
]
