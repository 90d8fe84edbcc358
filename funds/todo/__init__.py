"""What this floor puts into 待办, a file a subject."""

from funds.todo import (  # noqa: F401 - they register themselves
    checks,
    credit,
    money,
    notices,
    operators,
    projects,
    relocation,
)
