"""What was said of the house outside: the deliberation, the report, the press, as printed.

The report prints no day: its figures are held against the facts as known today.
"""

from typing import Any

from probant.demo.names import data
from probant.demo.stage import Stage
from probant.indicators.models import Claim
from probant.ingestion.actions import Match, match_claim, note_claim


def play(stage: Stage) -> None:
    """Note every figure that the documents print of the house, with where it is printed."""
    for document in data("claims")["documents"]:
        for row in document["figures"]:
            _note(stage, document, row)


def _note(stage: Stage, document: dict[str, Any], row: dict[str, Any]) -> None:
    programme = stage.programmes[row["programme"]] if "programme" in row else None
    match = Match(row["code"], document["year"], programme=programme)
    claim = note_claim(
        stage.actor,
        house_id=stage.house.pk,
        match=match,
        value=row["value"],
        source=document["source"],
        said_on=document.get("said_on"),
        words=row["words"],
    )
    if "differs" in row:
        match_claim(
            stage.actor,
            claim=claim,
            matching=Claim.Matching.DIFFERENT,
            match=match,
            reason=row["differs"],
        )
