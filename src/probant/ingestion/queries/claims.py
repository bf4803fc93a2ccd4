"""Printed figures: their list, what each probably is, with how much confidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet

from probant.indicators.definition import Indicator
from probant.indicators.models import HUNDREDTHS, Claim
from probant.indicators.own import own_indicators
from probant.indicators.registry import catalogue
from probant.ingestion.reading.likeness import Confidence, candidates, confidence
from probant.kernel.actor import Actor
from probant.kernel.money import write_euros
from probant.ui.pieces.figure import write_value
from probant.ui.write import write_number

#: What the list may be narrowed to: the states of a matching, and what has no indicator yet.
UNMATCHED = "unmatched"


def claim_rows(actor: Actor, *, state: str = "") -> QuerySet[Any, Any]:
    """The figures that the house's documents print, as `values()` rows."""
    rows = Claim.objects.visible_to(actor)
    if state == UNMATCHED:
        rows = rows.filter(matching=Claim.Matching.READ, code="")
    elif state == Claim.Matching.READ:
        rows = rows.filter(matching=state).exclude(code="")
    elif state:
        rows = rows.filter(matching=state)
    return rows.values(
        "id", "label", "value", "unit", "year", "code", "matching", "page", "source",
        "said_on", "document__name", "action__name", "programme__name", "place_code",
    )  # fmt: skip


def claim_counts(actor: Actor) -> dict[str, int]:
    """How many figures stand in each state; one query."""
    counts = {UNMATCHED: 0, **dict.fromkeys(Claim.Matching.values, 0)}
    rows = Claim.objects.visible_to(actor).order_by().values("matching", "code")
    for row in rows.annotate(number=Count("pk")):
        is_bare = row["matching"] == Claim.Matching.READ and not row["code"]
        counts[UNMATCHED if is_bare else row["matching"]] += row["number"]
    return counts


def claim_of(actor: Actor, pk: int) -> Claim | None:
    """One printed figure, with what its page tells of it."""
    rows = Claim.objects.visible_to(actor).filter(pk=pk)
    found: Claim | None = rows.select_related("document", "said_by", "action", "programme").first()
    return found


def told_of(value: int, unit: str) -> str:
    """A printed figure in its unit: « 26 structures », « 14,5 % », « 6 000 € »."""
    if unit == "€":
        return write_euros(value)
    if unit.startswith(HUNDREDTHS):
        words = f"{write_value(value, 'hundredths')} {unit.removeprefix(HUNDREDTHS).strip()}"
        return words.strip()
    return f"{write_number(value)} {unit}".strip()


def proposed(claim: Claim) -> tuple[list[tuple[Indicator, Confidence]], Confidence]:
    """What a printed figure may be, likeliest first, and how sure the reading was of its own word.

    No query but that of the house's own figures.
    """
    known: Mapping[str, Indicator] = {
        **{one.code: one for one in catalogue()},
        **own_indicators(claim.house_id),
    }
    labels = {code: one.label for code, one in known.items()}
    said = f"{claim.label} {claim.words}"
    has_year = claim.year is not None
    found = [
        (known[code], confidence(said, labels[code], has_year=has_year, by_rule=False))
        for code, _ in candidates(said, claim.about, labels)
        if code != claim.code
    ]
    read = known.get(claim.code)
    if read is None:
        return found, found[0][1] if found else Confidence.NONE
    sure = confidence(said, labels[read.code], has_year=has_year, by_rule=True)
    return [(read, sure), *found], sure
