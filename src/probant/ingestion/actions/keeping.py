"""Claims for the figures that a document prints, and the findings of its reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from probant.indicators.models import HUNDREDTHS, Claim, KeptFinding
from probant.journal.door import change
from probant.ui.write import write_count

if TYPE_CHECKING:
    from probant.ingestion.actions.accepting import Acceptance


def write(work: Acceptance) -> None:
    """Keep claims and findings, tied to the document and to what they concern. One entry."""
    reading = work.reading
    said_by = work.structure(work.plan.said_by) if work.plan.said_by is not None else None
    with change(work.actor, verb="ingestion.keep", houses=[reading.house_id]) as entry:
        claims = work.record["claims"] if work.plan.keeps_claims else []
        Claim.objects.bulk_create(
            Claim(
                house_id=reading.house_id,
                document_id=reading.document_id,
                code=claim["code"] or "",
                label=claim["label"].strip(" *")[:300] or "chiffre",
                year=claim["year"],
                said_by=said_by,
                said_on=work.plan.said_on,
                about=(claim.get("scope") or "")[:20],
                **stored(claim["value"], claim["unit"]),
                **_place(claim.get("where")),
            )
            for claim in claims
        )
        today = timezone.localdate(entry.at)
        KeptFinding.objects.bulk_create(
            KeptFinding(
                house_id=reading.house_id,
                document_id=reading.document_id,
                code=finding["code"],
                severity=finding["severity"],
                message=finding["message"],
                found_on=today,
                places=_places(finding["where"]),
                **_object(work, finding["code"]),
                **_place(finding["where"]),
            )
            for finding in work.record["findings"]
        )
        if claims:
            work.note(
                "claims",
                reading.document_id,
                write_count(len(claims), "chiffre imprimé", "chiffres imprimés"),
            )
        entry.mention("reading", reading.pk)
        for kind, object_id in set(work.concerned.values()):
            entry.mention(kind, object_id)


def stored(value: float, unit: str | None) -> dict[str, Any]:
    """A figure as the claim's whole number: cents for euros, hundredths where it is not whole."""
    if unit == "€":
        return {"value": round(value * 100), "unit": "€"}
    if value != int(value):
        return {"value": round(value * 100), "unit": f"{HUNDREDTHS} {unit or ''}".strip()}
    return {"value": int(value), "unit": (unit or "")[:60]}


def _place(where: Any) -> dict[str, Any]:
    """Page, line and words of a place; of the first where there are several."""
    first: Mapping[str, Any] = (where[0] if isinstance(where, list) and where else where) or {}
    return {
        "page": first.get("page"),
        "line": first.get("line"),
        "words": str(first.get("text") or "")[:2000],
    }


def _places(where: Any) -> list[dict[str, Any]]:
    """Every place that a finding holds against another; none where there is only one."""
    return [_place(one) for one in where] if isinstance(where, list) and len(where) > 1 else []


_OF_ACTS = ("presence.", "proxy.", "quorum.", "vote.", "amount.", "date.", "name.")


def _object(work: Acceptance, code: str) -> dict[str, Any]:
    """What a finding is about: the act, the convention, or the document itself."""
    about = "act" if code.startswith(_OF_ACTS) else "convention"
    kind, object_id = work.concerned.get(about, ("document", work.reading.document_id))
    return {"kind": kind, "object_id": object_id}
