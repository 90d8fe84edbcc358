"""The forms of assistance."""

from assistance.forms.attendance import AttendanceForm
from assistance.forms.corrections import CorrectionForm
from assistance.forms.held import ReviewForm, SettleForm
from assistance.forms.helpers import HelperForm
from assistance.forms.measures import AnswersForm, DecideForm, EffectForm, EndForm, MeasureForm
from assistance.forms.plans import PlanForm, ReliefForm
from assistance.forms.posts import (
    AppointForm,
    AssignVillageForm,
    ClaimForm,
    EndPostForm,
    EndTaskForm,
    EndTeamForm,
    HandOverForm,
    OfficialForm,
    TeamForm,
    UnitForm,
)
from assistance.forms.roster import RosterExportForm
from assistance.forms.visits import VisitForm

__all__ = [
    "AppointForm",
    "AssignVillageForm",
    "AttendanceForm",
    "ClaimForm",
    "CorrectionForm",
    "EndPostForm",
    "EndTaskForm",
    "EndTeamForm",
    "HandOverForm",
    "HelperForm",
    "OfficialForm",
    "ReviewForm",
    "RosterExportForm",
    "SettleForm",
    "TeamForm",
    "UnitForm",
    "AnswersForm",
    "DecideForm",
    "EffectForm",
    "EndForm",
    "HelperForm",
    "MeasureForm",
    "PlanForm",
    "ReliefForm",
    "RosterExportForm",
    "VisitForm",
]
