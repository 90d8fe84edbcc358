"""What this floor puts into 待办, a file a subject."""

from assistance.todo import checks, handovers, held, measures, nudges, visits  # noqa: F401 - they register themselves
