"""What is asked, one file a subject."""
