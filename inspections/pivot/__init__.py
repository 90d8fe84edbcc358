"""自定义统计: rows by columns by figure over households, measures and lines of the account (ux 49).

Every cell leads to the list that it was counted from: the dimensions are conditions which that list knows.
"""

from inspections.pivot.counting import Table, count_rows
from inspections.pivot.lines import count_lines
from inspections.pivot.subjects import LINES, SUBJECTS, Dimension, Figure, Subject

__all__ = ["LINES", "SUBJECTS", "Dimension", "Figure", "Subject", "Table", "count_lines", "count_rows"]
