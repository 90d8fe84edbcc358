"""Rows of the funds floor."""
