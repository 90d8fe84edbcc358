"""Workbooks that leave inspections, in the office's own look."""
