"""What this floor puts into 待办, a file a subject."""

from funds.todo import money  # noqa: F401 - it registers itself
