"""What this floor puts into 待办, a file a subject."""

from inspections.todo import (  # noqa: F401 - they register themselves
    accountability,
    checklists,
    checks,
    decisions,
    findings,
    objections,
    rectification,
    urging,
    work,
)
