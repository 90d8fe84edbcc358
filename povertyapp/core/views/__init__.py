"""Pages declared by attributes (house.md: a page is a view declared by attributes)."""

from povertyapp.core.views.pages import (
    ActionPage,
    Column,
    DetailPage,
    FormPage,
    ListPage,
    Page,
    Panel,
    RowFormPage,
)

__all__ = ["ActionPage", "Column", "DetailPage", "FormPage", "ListPage", "Page", "Panel", "RowFormPage"]
