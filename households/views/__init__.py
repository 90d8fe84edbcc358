"""The pages of the register: the list, one household's file, and the doors to change it."""

from households.views.archive import (
    ArchiveBook,
    ArchiveHome,
    ArchiveMissing,
    ArchiveOverview,
    ArchivePanel,
    ArchiveZip,
    AreaPaperAdd,
    HouseholdPaperAdd,
)
from households.views.area import AreaEdit, AreaHistory, AreaHome, AreaPage
from households.views.change_forms import ChangeMove, ChangeRecord, ChangeStart
from households.views.changes import ChangeDetail, ChangeList, ChangePanel
from households.views.cross_forms import CrossForm, CrossForms
from households.views.duplicates import Duplicate, DuplicateAnswer, DuplicateAsk, Duplicates
from households.views.edit import EditSection, MemberAdd, MemberEdit, MemberLeave
from households.views.file import HouseholdFile, HouseholdHistory
from households.views.low_income import LowIncomeLists, LowIncomeNotListed, LowIncomeRowPage, LowIncomeRows
from households.views.papers import HouseholdCard, HouseholdHandbook
from households.views.postings import BatchPosting, Posting, Postings
from households.views.register import HouseholdList, HouseholdListPdf, HouseholdListXlsx
from households.views.reveal import Reveal

__all__ = [
    "ArchiveBook",
    "ArchiveHome",
    "ArchiveMissing",
    "ArchiveOverview",
    "ArchivePanel",
    "ArchiveZip",
    "AreaPaperAdd",
    "HouseholdPaperAdd",
    "Duplicate",
    "DuplicateAnswer",
    "DuplicateAsk",
    "Duplicates",
    "CrossForm",
    "CrossForms",
    "BatchPosting",
    "ChangeDetail",
    "ChangeList",
    "ChangeMove",
    "ChangePanel",
    "ChangeRecord",
    "ChangeStart",
    "AreaEdit",
    "AreaHistory",
    "AreaHome",
    "AreaPage",
    "EditSection",
    "HouseholdCard",
    "HouseholdFile",
    "HouseholdHandbook",
    "HouseholdHistory",
    "HouseholdList",
    "HouseholdListPdf",
    "HouseholdListXlsx",
    "LowIncomeLists",
    "LowIncomeNotListed",
    "LowIncomeRowPage",
    "LowIncomeRows",
    "MemberAdd",
    "MemberEdit",
    "MemberLeave",
    "Posting",
    "Postings",
    "Reveal",
]
