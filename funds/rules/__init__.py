"""Rules of money and projects. Importing the package registers them."""

from funds.rules import (  # noqa: F401
    credit,
    development,
    finance,
    notices,
    project_figures,
    project_notices,
    projects,
    relocation,
)
