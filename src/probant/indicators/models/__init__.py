"""What the room keeps: claims and findings, boards of chosen figures, indicators of a house."""

from probant.indicators.models.boards import Attestation, Board, BoardFigure, Target
from probant.indicators.models.claims import Claim, Kept, KeptFinding, KeptQuerySet
from probant.indicators.models.own import OwnIndicator, OwnVersion

__all__ = [
    "Attestation",
    "Board",
    "BoardFigure",
    "Claim",
    "Kept",
    "KeptFinding",
    "KeptQuerySet",
    "OwnIndicator",
    "OwnVersion",
    "Target",
]
