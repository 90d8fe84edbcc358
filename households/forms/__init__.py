"""The forms of the register. Each ends in a service."""

from households.forms.cross_forms import AlignFormsForm
from households.forms.duplicates import AnswerForm, AskForm, ResolveDuplicateForm
from households.forms.household import SECTIONS
from households.forms.low_income import DecideMatchForm, SamePersonForm
from households.forms.member import MemberAddForm, MemberChangeForm, MemberForm
from households.forms.reveal import RevealForm
from households.forms.village import VILLAGE_SECTIONS

__all__ = [
    "AnswerForm",
    "AskForm",
    "ResolveDuplicateForm",
    "AlignFormsForm",
    "SECTIONS",
    "VILLAGE_SECTIONS",
    "DecideMatchForm",
    "SamePersonForm",
    "MemberAddForm",
    "MemberChangeForm",
    "MemberForm",
    "RevealForm",
]
