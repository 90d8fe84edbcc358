"""The pages of the register: the list, one household's file, and the doors to change it."""

from households.views.edit import EditSection, MemberAdd, MemberEdit, MemberLeave
from households.views.file import HouseholdFile, HouseholdHistory
from households.views.register import HouseholdList
from households.views.reveal import Reveal

__all__ = [
    "EditSection",
    "HouseholdFile",
    "HouseholdHistory",
    "HouseholdList",
    "MemberAdd",
    "MemberEdit",
    "MemberLeave",
    "Reveal",
]
