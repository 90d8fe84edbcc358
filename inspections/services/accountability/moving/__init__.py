"""The verbs of a case (rulebook D6): notice, statement, decision, exoneration, delivery, execution, appeal, check.

Each says everything that stands in its way at once. The database asks the same (`inspections.models.
accountability_guards`): what passes here passes there.
"""

from inspections.services.accountability.moving.appealing import appeal, revoke, rule_on_appeal
from inspections.services.accountability.moving.carrying_out import check_order, execute, issue
from inspections.services.accountability.moving.deciding import decide, exonerate, kinds_for
from inspections.services.accountability.moving.hearing import record_statement, serve_notice

__all__ = [
    "appeal",
    "check_order",
    "decide",
    "execute",
    "exonerate",
    "issue",
    "kinds_for",
    "record_statement",
    "revoke",
    "rule_on_appeal",
    "serve_notice",
]
