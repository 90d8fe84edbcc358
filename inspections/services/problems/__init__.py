"""Problems and what is done about them: raised, analysed, planned, shown, mended."""

from inspections.services.problems.evidence import add_evidence, confirm_false, doubt_evidence
from inspections.services.problems.measures import add_measure, change_measure
from inspections.services.problems.raising import change_problem, raise_problem
from inspections.services.problems.scope import add_scope, drop_scope, mend_scope, unmend_scope

__all__ = [
    "add_evidence",
    "add_measure",
    "add_scope",
    "change_measure",
    "change_problem",
    "confirm_false",
    "doubt_evidence",
    "drop_scope",
    "mend_scope",
    "raise_problem",
    "unmend_scope",
]
