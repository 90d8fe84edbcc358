"""The desk of the register: everything that writes a single household ends here.

Each service is one transaction, takes keywords, first `by` (None for the system itself), needs a reason where
it corrects, and returns the row that it wrote. Wrong content raises ValidationError with the fields; a row
that somebody else changed since it was shown raises Conflict.
"""

from households.services.changing import seen_mark
from households.services.cross_forms import align_forms
from households.services.household import (
    CORRECTABLE,
    correct_household,
    register_household,
    transfer_household,
)
from households.services.labour import refresh_labour_capability
from households.services.low_income import decide_match, match_low_income, not_listed_households
from households.services.members import add_member, correct_member, record_member_change
from households.services.reveal import REVEALABLE, reveal
from households.services.statements import record_form_figures, record_income, record_living
from households.services.turns import keep_turns
from households.services.villages import record_village, record_village_year

__all__ = [
    "CORRECTABLE",
    "REVEALABLE",
    "add_member",
    "align_forms",
    "correct_household",
    "correct_member",
    "decide_match",
    "keep_turns",
    "match_low_income",
    "not_listed_households",
    "record_form_figures",
    "record_income",
    "record_living",
    "record_member_change",
    "record_village",
    "record_village_year",
    "refresh_labour_capability",
    "register_household",
    "reveal",
    "seen_mark",
    "transfer_household",
]
