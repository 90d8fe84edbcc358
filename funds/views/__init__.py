"""The pages of funds, one file a subject."""
