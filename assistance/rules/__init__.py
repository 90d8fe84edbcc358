"""Duties of those who help, and faults in the records of help. Importing the package registers them."""

from assistance.rules import (  # noqa: F401
    cards,
    coverage,
    economy,
    economy_figures,
    files,
    helpers,
    measures,
    plans,
    posts,
    records,
    trainings,
    visits,
)
