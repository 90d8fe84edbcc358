"""What this floor puts into 待办, a file a subject."""
