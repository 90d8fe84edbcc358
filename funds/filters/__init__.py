"""The conditions of lists, one file a subject."""
