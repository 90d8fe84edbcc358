"""The forms of assistance."""

from assistance.forms.attendance import AttendanceForm
from assistance.forms.care import CareServiceForm, LeftBehindEditForm, LeftBehindEndForm, LeftBehindForm
from assistance.forms.corrections import CorrectionForm
from assistance.forms.held import ReviewForm, SettleForm
from assistance.forms.helpers import HelperForm
from assistance.forms.links import EnterpriseEditForm, EnterpriseForm, InstitutionForm, LinkEndForm, LinkForm
from assistance.forms.measures import AnswersForm, DecideForm, EffectForm, MeasureEndForm, MeasureForm
from assistance.forms.plans import PlanForm, ReliefForm
from assistance.forms.posts import (
    AppointForm,
    AssignVillageForm,
    ClaimForm,
    OfficialForm,
    PostEndForm,
    PostHandOverForm,
    TaskEndForm,
    TeamEndForm,
    TeamForm,
    UnitForm,
)
from assistance.forms.roster import RosterExportForm
from assistance.forms.trainings import AttendeesForm, TrainingEditForm, TrainingForm
from assistance.forms.visits import BlankVisitForm, VisitForm

__all__ = [
    "AnswersForm",
    "AppointForm",
    "AssignVillageForm",
    "AttendanceForm",
    "AttendeesForm",
    "BlankVisitForm",
    "CareServiceForm",
    "ClaimForm",
    "CorrectionForm",
    "DecideForm",
    "EffectForm",
    "EnterpriseEditForm",
    "EnterpriseForm",
    "HelperForm",
    "InstitutionForm",
    "LeftBehindEditForm",
    "LeftBehindEndForm",
    "LeftBehindForm",
    "LinkEndForm",
    "LinkForm",
    "MeasureEndForm",
    "MeasureForm",
    "OfficialForm",
    "PlanForm",
    "PostEndForm",
    "PostHandOverForm",
    "ReliefForm",
    "ReviewForm",
    "RosterExportForm",
    "SettleForm",
    "TaskEndForm",
    "TeamEndForm",
    "TeamForm",
    "TrainingEditForm",
    "TrainingForm",
    "UnitForm",
    "VisitForm",
]
