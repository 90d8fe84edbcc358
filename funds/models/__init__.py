"""Money from its channel to a project, a payment and a household."""

from funds.models.claim import Acceptance, Claim
from funds.models.project import Benefit, Project, ProjectStep
from funds.models.project_papers import (
    Contract,
    JointReview,
    NegativeListItem,
    Procurement,
    ProgressReport,
    ProjectCheck,
    ProjectImage,
)

__all__ = [
    "Acceptance",
    "Benefit",
    "Claim",
    "Contract",
    "JointReview",
    "NegativeListItem",
    "Procurement",
    "Project",
    "ProjectCheck",
    "ProjectImage",
    "ProjectStep",
    "ProgressReport",
]
