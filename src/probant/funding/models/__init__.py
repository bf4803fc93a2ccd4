"""Models of funding, one file per noun."""

from probant.funding.models.budgets import Budget, BudgetLine
from probant.funding.models.clauses import Clause
from probant.funding.models.conventions import Approval, Convention, Party
from probant.funding.models.engineering import EngineeringFund
from probant.funding.models.facts import AwardMade, ObligationMet, PaymentMade
from probant.funding.models.shares import CostShare
from probant.funding.models.sheets import ActionSheet, PromisedTime, SheetHeading, Target

__all__ = [
    "ActionSheet",
    "Approval",
    "AwardMade",
    "Budget",
    "BudgetLine",
    "Clause",
    "Convention",
    "CostShare",
    "EngineeringFund",
    "ObligationMet",
    "Party",
    "PaymentMade",
    "PromisedTime",
    "SheetHeading",
    "Target",
]
