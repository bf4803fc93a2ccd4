"""What the room keeps: claims and findings, boards, indicators of a house, appraisals."""

from probant.indicators.models.appraisals import (
    JUDGES,
    AppraisalText,
    Appraised,
    ProofGiven,
    QualitativeIndicator,
    QualitativeVersion,
)
from probant.indicators.models.boards import Attestation, Board, BoardFigure, Target
from probant.indicators.models.claims import (
    HUNDREDTHS,
    Because,
    Claim,
    ClaimQuerySet,
    Kept,
    KeptFinding,
    KeptQuerySet,
)
from probant.indicators.models.own import OwnIndicator, OwnVersion

__all__ = [
    "HUNDREDTHS",
    "JUDGES",
    "AppraisalText",
    "Appraised",
    "Attestation",
    "Because",
    "Board",
    "BoardFigure",
    "Claim",
    "ClaimQuerySet",
    "Kept",
    "KeptFinding",
    "KeptQuerySet",
    "OwnIndicator",
    "OwnVersion",
    "ProofGiven",
    "QualitativeIndicator",
    "QualitativeVersion",
    "Target",
]
