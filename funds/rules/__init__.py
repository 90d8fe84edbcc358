"""Rules of money and projects. Importing the package registers them."""

from funds.rules import credit, finance, projects  # noqa: F401
