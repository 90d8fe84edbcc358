"""Who and where: households, their members, incomes and living conditions."""

from households.models.household import FormFigures, Household
from households.models.income import IncomeStatement
from households.models.living import LivingCondition
from households.models.low_income import LowIncomeList, LowIncomeRow
from households.models.member import HouseholdMember

__all__ = [
    "FormFigures",
    "Household",
    "HouseholdMember",
    "IncomeStatement",
    "LivingCondition",
    "LowIncomeList",
    "LowIncomeRow",
]
