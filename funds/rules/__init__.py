"""Rules of money and projects. Importing the package registers them."""

from funds.rules import credit, development, finance, notices, project_notices, projects, relocation  # noqa: F401
