"""The lists that inspections take in."""
