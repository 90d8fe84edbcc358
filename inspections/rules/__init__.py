"""Duties of units that are judged by what stands below them. Importing the package registers them."""

from inspections.rules import (  # noqa: F401
    below,
    published,
    quality,
    rectification,
    rhythm,
    supervision,
)
from inspections.rules import below, checks, published  # noqa: F401
