"""The desk of accountability (rulebook D6): the software proposes, the party is heard, a named person decides.

Each service is one transaction, takes keywords, first `by`, and returns the row that it wrote.
"""

from inspections.services.accountability.entering import end_seat, enter_case, give_seat
from inspections.services.accountability.moving import (
    appeal,
    check_order,
    decide,
    execute,
    exonerate,
    issue,
    kinds_for,
    record_statement,
    revoke,
    rule_on_appeal,
    serve_notice,
)
from inspections.services.accountability.proposing import Proposed, propose_for
from inspections.services.accountability.tracing import (
    counties_of_units,
    parties_below,
    report_own_finding,
    reports_for,
)

__all__ = [
    "counties_of_units",
    "Proposed",
    "appeal",
    "check_order",
    "decide",
    "end_seat",
    "enter_case",
    "execute",
    "exonerate",
    "give_seat",
    "issue",
    "kinds_for",
    "parties_below",
    "propose_for",
    "record_statement",
    "report_own_finding",
    "reports_for",
    "revoke",
    "rule_on_appeal",
    "serve_notice",
]
