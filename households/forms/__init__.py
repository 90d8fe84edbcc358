"""The forms of the register. Each ends in a service."""

from households.forms.household import SECTIONS
from households.forms.member import MemberAddForm, MemberChangeForm, MemberForm
from households.forms.reveal import RevealForm

__all__ = ["SECTIONS", "MemberAddForm", "MemberChangeForm", "MemberForm", "RevealForm"]
