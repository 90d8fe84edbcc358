"""The API of inspections."""
