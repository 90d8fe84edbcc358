"""Duties of those who help. Importing the package registers them."""

from assistance.rules import helpers, measures, visits  # noqa: F401
