"""The API of funds, one file a subject."""
