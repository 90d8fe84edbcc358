"""Duties of those who help, and faults in the records of help. Importing the package registers them."""

from assistance.rules import coverage, helpers, measures, records, visits  # noqa: F401
