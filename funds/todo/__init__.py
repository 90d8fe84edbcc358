"""What this floor puts into 待办, a file a subject."""

from funds.todo import checks, credit, money, notices, projects, relocation  # noqa: F401 - they register themselves
