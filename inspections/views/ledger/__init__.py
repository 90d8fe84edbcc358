"""The rectification ledger (ux P9): what was found, who fixes it by when, is it truly fixed."""

from inspections.views.ledger.files import LedgerExport, LedgerPdf
from inspections.views.ledger.lists import LedgerList
from inspections.views.ledger.problems import ProblemDetail, ProblemPage, crumbs

__all__ = ["LedgerExport", "LedgerList", "LedgerPdf", "ProblemDetail", "ProblemPage", "crumbs"]
