"""The forms of assistance."""

from assistance.forms.corrections import CorrectionForm
from assistance.forms.held import ReviewForm, SettleForm
from assistance.forms.helpers import HelperForm
from assistance.forms.roster import RosterExportForm
from assistance.forms.visits import VisitForm

__all__ = [
    "CorrectionForm",
    "HelperForm",
    "ReviewForm",
    "RosterExportForm",
    "SettleForm",
    "VisitForm",
]
