"""The forms of the procedures: bringing a case up, putting on record what it goes by, taking a step."""

from households.forms.procedures.moving import MoveForm
from households.forms.procedures.recording import RECORDS
from households.forms.procedures.starting import STARTERS

__all__ = ["RECORDS", "STARTERS", "MoveForm"]
