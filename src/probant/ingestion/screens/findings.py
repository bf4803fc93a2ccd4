"""Findings as cards: read in a document, or kept with it until a person closes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse

from probant.indicators.models import KeptFinding
from probant.ingestion.screens.laws import rule_of
from probant.ingestion.screens.pages import place_words
from probant.kernel.finding import Severity
from probant.ui.pieces import FindingCard, Side


def card_of_read(finding: Mapping[str, Any]) -> FindingCard:
    """A finding of a record, before anything is accepted."""
    where = finding["where"]
    places = where if isinstance(where, list) else [where] if where else []
    rule, law = rule_of(finding["code"])
    return FindingCard(
        severity=Severity(finding["severity"]),
        message=finding["message"],
        sides=_sides([(place.get("text") or "", place_words(place)) for place in places]),
        rule=rule,
        law=law,
    )


def card_of_kept(
    finding: KeptFinding, names: Mapping[int, str], *, tells_document: bool = False
) -> FindingCard:
    """A finding kept; an open one leads to its closing. Apart from its document, it names it."""
    rule, law = rule_of(finding.code)
    places = finding.places or [
        {"page": finding.page, "line": finding.line, "words": finding.words}
    ]
    sides = _sides([(place["words"], place_words(place)) for place in places])
    if tells_document and finding.document is not None:
        href = reverse("ingestion:review", args=[finding.document_id])
        name = finding.document.name
        sides = [replace(side, source=name, place=side.source, href=href) for side in sides]
    by = names.get(finding.closed_by_id or 0, "")
    closing = reverse("ingestion:close-finding", args=[finding.pk])
    closing += "?tableau=1" if tells_document else ""
    return FindingCard(
        severity=Severity(finding.severity),
        message=finding.message,
        sides=sides,
        rule=rule,
        law=law,
        close=None if finding.closed_on else ("Clore avec un motif", closing),
        closed=f"{finding.closing_words}{f' ({by})' if by else ''}" if finding.closed_on else "",
        closed_on=finding.closed_on,
    )


def _sides(places: list[tuple[str, str]]) -> list[Side]:
    return [
        Side(value="", source=place, words=" ".join(words.split()))
        for words, place in places
        if words or place
    ]
