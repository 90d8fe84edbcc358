"""What is done with money and projects: one verb, one function."""
