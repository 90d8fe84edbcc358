"""Money from its channel to a project, a payment and a household."""

from funds.models import project_ties  # noqa: F401 - its trigger registers itself
from funds.models.allotment import Allotment
from funds.models.bank import BankRow
from funds.models.claim import Acceptance, Claim
from funds.models.credit import LoanCollection, LoanPayment, LoanStep, Microloan
from funds.models.delivery import DeliveryItem, ProjectDelivery
from funds.models.donation import Donation, DonationUse
from funds.models.fund_line import FundLine, IntegrationPlan
from funds.models.notice import Notice, NoticeLine, NoticeObjection, NoticePhoto
from funds.models.operator_loan import OperatorLoan
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
from funds.models.relocation import RelocationCase, RelocationCheck, RelocationStep
from funds.models.relocation_site import (
    RelocationListed,
    RelocationPlace,
    RelocationPlan,
    RelocationSite,
    RelocationTarget,
)
from funds.models.risk_fund import RiskFund, RiskFundEntry, RiskFundInstalment
from funds.models.society import FundSociety, SocietyReport, SocietyStep
from funds.models.special_area import SpecialArea, SpecialAreaPlan, SpecialAreaVillage
from funds.models.statement import LineStatement, ProjectStatement
from funds.models.subsidy import SubsidyClaim, SubsidyLine
from funds.models.whole_village import WholeVillage, WholeVillageItem, WholeVillageReport

__all__ = [
    "Acceptance",
    "Allotment",
    "Balance",
    "BankRow",
    "Benefit",
    "Claim",
    "Contract",
    "DeliveryItem",
    "Donation",
    "DonationUse",
    "FundEntry",
    "FundLine",
    "FundSociety",
    "IntegrationPlan",
    "JointReview",
    "LineStatement",
    "LoanCollection",
    "LoanPayment",
    "LoanStep",
    "Microloan",
    "NegativeListItem",
    "Notice",
    "NoticeLine",
    "NoticeObjection",
    "NoticePhoto",
    "OperatorLoan",
    "Payment",
    "Posting",
    "Procurement",
    "ProgressReport",
    "Project",
    "ProjectCheck",
    "ProjectDelivery",
    "ProjectImage",
    "ProjectStatement",
    "ProjectStep",
    "RelocationCase",
    "RelocationCheck",
    "RelocationListed",
    "RelocationPlace",
    "RelocationPlan",
    "RelocationSite",
    "RelocationStep",
    "RelocationTarget",
    "RiskFund",
    "RiskFundEntry",
    "RiskFundInstalment",
    "SubsidyClaim",
    "SubsidyLine",
    "SocietyReport",
    "SocietyStep",
    "SpecialArea",
    "SpecialAreaPlan",
    "SpecialAreaVillage",
    "WholeVillage",
    "WholeVillageItem",
    "WholeVillageReport",
]
