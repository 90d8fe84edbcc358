"""The columns of lists, one file a subject."""
