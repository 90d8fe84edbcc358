"""Every record of the procedures: its form and the arguments that it takes, named as in `households.steps.MOVES`."""

from households.forms.procedures.lists import (
    AnnouncementForm,
    AnswerForm,
    DeliberationForm,
    ObjectionForm,
    PublicityForm,
    SpotForm,
    TakeDownForm,
)
from households.forms.procedures.papers import (
    AppealDecisionForm,
    AppealForm,
    ComparisonForm,
    EvidenceForm,
    InformationForm,
    ItemsForm,
)
from households.steps import ComparisonLevel, EvidenceKind, ProcedureKind, PublicityKind

# Record → (form, the arguments that it takes).
KINDS = tuple(kind.value for kind in ProcedureKind)
RECORDS = {
    "talks": (DeliberationForm, (*KINDS, "risk_removal")),
    "evidence": (EvidenceForm, tuple(kind.value for kind in EvidenceKind)),
    "comparison": (ComparisonForm, tuple(level.value for level in ComparisonLevel)),
    "posted": (PublicityForm, tuple(kind.value for kind in PublicityKind)),
    "down": (TakeDownForm, ("",)),
    "objection": (ObjectionForm, ("",)),
    "answer": (AnswerForm, ("",)),
    "spot": (SpotForm, ("township", "county", "third_party", "sample")),
    "announced": (AnnouncementForm, ("",)),
    "items": (ItemsForm, ("",)),
    "information": (InformationForm, ("",)),
    "appeal": (AppealForm, ("",)),
    "appeal_decision": (AppealDecisionForm, ("",)),
}
