"""What must hold before something is done, one file a subject."""
