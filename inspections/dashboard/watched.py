"""The tables from which a dashboard is drawn, besides the accounts of the months: those are swapped whole."""

from assistance.models import AssistanceMeasure, Helper, MeasureFamily
from funds.models import Allotment, Contract, FundEntry, FundLine, Project
from funds.models.posting import Balance, Posting
from households.models import Household
from inspections.models import (
    AccountabilityAction,
    DecisionSeat,
    MeetingDecision,
    NoticeSource,
    Objection,
    ObjectionLine,
    Problem,
    RectificationMeasure,
)
from povertyapp.core.changes import watch
from povertyapp.core.models import Area, RuleParameter

watch(Area, RuleParameter)
watch(Household, AssistanceMeasure, MeasureFamily, Helper)
watch(Project, Contract, FundLine, FundEntry, Balance, Posting, Allotment)
watch(Problem, RectificationMeasure, NoticeSource)
watch(Objection, ObjectionLine, AccountabilityAction, DecisionSeat, MeetingDecision)
