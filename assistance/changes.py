"""Help in the history of a household's file: its measures, plans and reliefs."""

from assistance.choices import ReliefKind
from assistance.models import AssistanceMeasure, AssistancePlan, Relief
from households.history import PARTS

PARTS[AssistanceMeasure] = lambda row: row["name"]
PARTS[AssistancePlan] = lambda row: str(row["year"])
PARTS[Relief] = lambda row: str(ReliefKind(row["kind"]).label)
