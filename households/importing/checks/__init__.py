"""What is wrong with a roster: one function for each finding code, in the register below.

A function takes many members, many households or the whole roster, with the context, and yields findings. None
stops another, none changes a value. A fault in the parameters of a check is `povertyapp.core.parameters`' to tell.
"""

from households.importing.checks import cells, family, forms, households, identity, income, members, places
from households.importing.checks.base import CHECKS, Context, run_checks

__all__ = [
    "CHECKS",
    "Context",
    "cells",
    "family",
    "forms",
    "households",
    "identity",
    "income",
    "members",
    "places",
    "run_checks",
]
