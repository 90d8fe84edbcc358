"""Faults in the records of households (四无, LF-60, rulebook B21). Importing the package registers them."""

from households.rules import (  # noqa: F401
    causes,
    exit,
    family,
    income,
    living,
    monitoring,
    people,
    publicities,
    school,
)
