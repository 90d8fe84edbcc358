"""The base classes of all pages. Scope, verbs, filters, pages of a list and the htmx fragment live here only.

Which rows: `visible_to(user)`, applied by `rows()`; outside the area is 404. Which verbs: the attribute `verb`,
a Django permission that roles give; without it 403.
"""

from povertyapp.core.views.pages.forms import ActionPage, FormPage, RowFormPage, add_errors
from povertyapp.core.views.pages.lists import PAGE_ROWS, Column, ListPage
from povertyapp.core.views.pages.page import MonthAsked, Page, Rows, address, addresses
from povertyapp.core.views.pages.rows import DetailPage, OneRow, Panel

__all__ = [
    "PAGE_ROWS",
    "ActionPage",
    "Column",
    "DetailPage",
    "FormPage",
    "ListPage",
    "MonthAsked",
    "OneRow",
    "Page",
    "Panel",
    "RowFormPage",
    "Rows",
    "add_errors",
    "address",
    "addresses",
]
