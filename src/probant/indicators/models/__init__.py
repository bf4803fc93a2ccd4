"""What the room keeps: claims and findings, boards of chosen figures, indicators of a house."""

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
    "Target",
]
