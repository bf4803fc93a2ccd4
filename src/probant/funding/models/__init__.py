"""Models of funding, one file per noun."""

from probant.funding.models.amendments import AmendmentChange
from probant.funding.models.budgets import Budget, BudgetLine
from probant.funding.models.calls import Call, CallAlert, CallPartner, CallPiece, CallStep
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
from probant.funding.models.ledger import (
    AccountMapping,
    LedgerEntry,
    LedgerFile,
    ShareKey,
    ShareKeyPart,
)
from probant.funding.models.open_data import (
    GrantCorrection,
    GrantFile,
    OpenFile,
    PublishedAct,
    PublishedGrant,
)
from probant.funding.models.paid_services import PaidService
from probant.funding.models.permanent import BANK_READERS, FilePiece, HouseBudgetLine
from probant.funding.models.projects import (
    AssociativeProject,
    ProjectAxis,
    ProjectEvaluation,
    ProjectObjective,
)
from probant.funding.models.reports import (
    CommitteeHeld,
    FinancialReport,
    ReportLine,
    ReportReason,
    ReportRule,
    ReportStep,
)
from probant.funding.models.requests import (
    AmountAsked,
    AmountProposed,
    FundingRequest,
    HeldTaken,
    RepublicanCommitment,
    RequestAction,
    RequestPiece,
    RequestStep,
)
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
from probant.funding.models.texts import (
    Annex,
    DraftModel,
    FindingTakenOn,
    TextCorrection,
    VotedText,
)

__all__ = [
    "BANK_READERS",
    "AccountMapping",
    "ActionSheet",
    "AmendmentChange",
    "AmountAsked",
    "AmountProposed",
    "Annex",
    "Approval",
    "AssociativeProject",
    "AwardBasis",
    "AwardMade",
    "AwardStep",
    "Budget",
    "BudgetLine",
    "Call",
    "CallAlert",
    "CallPartner",
    "CallPiece",
    "CallStep",
    "Clause",
    "CommitteeHeld",
    "Convention",
    "CostShare",
    "DraftModel",
    "EngineeringFund",
    "Evidence",
    "EvidenceAccepted",
    "EvidenceGiven",
    "EvidenceRefused",
    "EvidenceRemark",
    "FilePiece",
    "FinancialReport",
    "FindingTakenOn",
    "FundingRequest",
    "GrantCorrection",
    "GrantFile",
    "HeadingKind",
    "HeldTaken",
    "HouseBudgetLine",
    "IndirectCost",
    "Keeper",
    "Layer",
    "LedgerEntry",
    "LedgerFile",
    "MoneyLine",
    "ObligationMet",
    "OpenFile",
    "PaidService",
    "Party",
    "PaymentCall",
    "PaymentMade",
    "ProjectAxis",
    "ProjectEvaluation",
    "ProjectObjective",
    "PromisedTime",
    "PublishedAct",
    "PublishedGrant",
    "ReportLine",
    "ReportReason",
    "ReportRule",
    "ReportStep",
    "RepublicanCommitment",
    "RequestAction",
    "RequestPiece",
    "RequestStep",
    "ShareKey",
    "ShareKeyPart",
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
    "TextCorrection",
    "VotedText",
]
