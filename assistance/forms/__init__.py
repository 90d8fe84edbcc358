"""The forms of assistance."""

from assistance.forms.helpers import HelperForm
from assistance.forms.roster import RosterExportForm
from assistance.forms.visits import VisitForm

__all__ = ["HelperForm", "RosterExportForm", "VisitForm"]
