"""What this floor puts into 待办, a file a subject."""

from inspections.todo import (  # noqa: F401 - they register themselves
    decisions,
    findings,
    objections,  # noqa: F401 - they register themselves
    rectification,
)
from inspections.todo import decisions, findings, rectification  # noqa: F401 - they register themselves
from inspections.todo import decisions, findings  # noqa: F401 - they register themselves
from inspections.todo import checks, findings  # noqa: F401 - they register themselves
from inspections.todo import (  # noqa: F401 - they register themselves
    checks,
    decisions,
    findings,
    rectification,
)
