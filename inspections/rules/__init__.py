"""Duties of units that are judged by what stands below them. Importing the package registers them."""

from inspections.rules import (  # noqa: F401
    below,
    checks,
    indicators,
    published,
    quality,
    rectification,
    rhythm,
    supervision,
    truth,
    work,
)
