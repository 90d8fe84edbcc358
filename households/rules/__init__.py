"""Faults in the records of households (四无, LF-60, rulebook B21). Importing the package registers them."""

from households.rules import causes, family, income, living, people  # noqa: F401
