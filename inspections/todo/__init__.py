"""What this floor puts into 待办, a file a subject."""

from inspections.todo import (  # noqa: F401 - they register themselves
    accountability,  # noqa: F401 - they register themselves
    checks,  # noqa: F401 - they register themselves
    decisions,
    findings,
    objections,  # noqa: F401 - they register themselves
    rectification,
)
