"""Duties of units that are judged by what stands below them. Importing the package registers them."""

from inspections.rules import below, published, supervision  # noqa: F401
