"""Models of funding, one file per noun."""

from probant.funding.models.amendments import AmendmentChange
from probant.funding.models.budgets import Budget, BudgetLine
from probant.funding.models.chain import (
    AwardBasis,
    AwardStep,
    Keeper,
    MoneyLine,
    PaymentCall,
)
from probant.funding.models.clauses import Clause
from probant.funding.models.conventions import Approval, Convention, Party
from probant.funding.models.engineering import EngineeringFund
from probant.funding.models.evidence import (
    Evidence,
    EvidenceAccepted,
    EvidenceGiven,
    EvidenceRefused,
    EvidenceRemark,
)
from probant.funding.models.facts import AwardMade, ObligationMet, PaymentMade
from probant.funding.models.indirect import IndirectCost
from probant.funding.models.shares import CostShare
from probant.funding.models.sheet_parts import (
    SheetMeans,
    SheetOwner,
    SheetPartner,
    SheetPhase,
    SheetRemark,
    SheetSettings,
    SheetTemplate,
    TemplateHeading,
)
from probant.funding.models.sheets import (
    ActionSheet,
    HeadingKind,
    Layer,
    PromisedTime,
    SheetHeading,
    Target,
)
from probant.funding.models.texts import Annex, DraftModel, FindingTakenOn, VotedText

__all__ = [
    "ActionSheet",
    "AmendmentChange",
    "Annex",
    "Approval",
    "AwardBasis",
    "AwardMade",
    "AwardStep",
    "Budget",
    "BudgetLine",
    "Clause",
    "Convention",
    "CostShare",
    "DraftModel",
    "EngineeringFund",
    "Evidence",
    "EvidenceAccepted",
    "EvidenceGiven",
    "EvidenceRefused",
    "EvidenceRemark",
    "FindingTakenOn",
    "HeadingKind",
    "IndirectCost",
    "Keeper",
    "Layer",
    "MoneyLine",
    "ObligationMet",
    "Party",
    "PaymentCall",
    "PaymentMade",
    "PromisedTime",
    "SheetHeading",
    "SheetMeans",
    "SheetOwner",
    "SheetPartner",
    "SheetPhase",
    "SheetRemark",
    "SheetSettings",
    "SheetTemplate",
    "Target",
    "TemplateHeading",
    "VotedText",
]
