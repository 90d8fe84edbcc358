"""The import wizard (ux P6): choose, upload, match columns, dry run, confirm, result, undo."""

from povertyapp.core.views.imports.after import ImportChanges, ImportErrors, ImportUndo
from povertyapp.core.views.imports.start import ImportList, ImportNew, ImportTemplate
from povertyapp.core.views.imports.steps import import_step

__all__ = [
    "ImportChanges",
    "ImportErrors",
    "ImportList",
    "ImportNew",
    "ImportTemplate",
    "ImportUndo",
    "import_step",
]
