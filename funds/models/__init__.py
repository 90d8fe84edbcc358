"""Money from its channel to a project, a payment and a household."""

from funds.models.allotment import Allotment
from funds.models.claim import Acceptance, Claim
from funds.models.fund_line import FundLine, IntegrationPlan
from funds.models.notice import Notice, NoticeLine, NoticeObjection, NoticePhoto
from funds.models.payment import Payment
from funds.models.posting import Balance, FundEntry, Posting
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
    "Allotment",
    "Balance",
    "Benefit",
    "Claim",
    "Contract",
    "FundEntry",
    "FundLine",
    "IntegrationPlan",
    "JointReview",
    "NegativeListItem",
    "Payment",
    "Posting",
    "Notice",
    "NoticeLine",
    "NoticeObjection",
    "NoticePhoto",
    "Procurement",
    "Project",
    "ProjectCheck",
    "ProjectImage",
    "ProjectStep",
    "ProgressReport",
]
