"""What people say of printed figures: which figure each is, or why it does not compare."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.utils import timezone

from probant.indicators.models import HUNDREDTHS, Attestation, Claim
from probant.indicators.own import find_indicator
from probant.ingestion.access import can_receive
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Action, Programme

#: Beyond it a number was mistyped, and the column would not hold it.
MOST = 10**14


@dataclass(frozen=True)
class Match:
    """What a printed figure is said to be: a figure, a year, and what of the house it is about."""

    code: str = ""
    year: int | None = None
    action: Action | None = None
    programme: Programme | None = None
    place_code: str = ""

    def check(self) -> None:
        """Raise `Refused` where it says two scopes at once."""
        if self.action is not None and (self.programme is not None or self.place_code):
            raise Refused("Une action a déjà son périmètre : choisissez l’une ou l’autre.")


def match_claim(
    actor: Actor,
    *,
    claim: Claim,
    matching: str,
    match: Match,
    reason: str = "",
    key: uuid.UUID | None = None,
    read_at: int | None = None,
) -> Claim:
    """Say what a printed figure is, that it does not compare, or that it is none of the house's.

    A figure that changes its meaning is open again: what closed it spoke of another.

    Raises `Refused` (rights, no figure or year, no reason), `Stale`. Effects: one entry mentioning
    ("claim", id) and its document, with what stood before.
    """
    require(can_receive(actor, claim.house_id))
    said = _checked(claim.house_id, matching, match, reason)
    with change(actor, verb="ingestion.match_claim", houses=[claim.house_id], key=key) as entry:
        entry.guard("claim", claim.pk, read_at=read_at)
        found = Claim.objects.get(pk=claim.pk)
        entry.detail(
            category="ingestion",
            code=found.code,
            year=found.year,
            matching=found.matching,
            reason=found.matching_reason,
            closing=found.closing_words,
        )
        held = (found.code, found.year, *found.narrowed)
        found.matching, found.matching_reason = matching, said
        found.matched_by_id, found.matched_on = actor.user_id, timezone.localdate(entry.at)
        if matching != Claim.Matching.APART:
            found.code, found.year = match.code, match.year
            found.action, found.programme = match.action, match.programme
            found.place_code = match.place_code
        if held != (found.code, found.year, *found.narrowed):
            found.closed_on, found.closed_by_id = None, None
            found.closing_kind, found.closing_reason = "", ""
        if matching != Claim.Matching.SAME or held[0] != found.code:
            Attestation.objects.filter(claim=found).delete()
        found.save()
        _mention(entry, found)
    return found


def note_claim(
    actor: Actor,
    *,
    house_id: int,
    match: Match,
    value: int,
    source: str,
    said_on: datetime.date | None,
    words: str = "",
    key: uuid.UUID | None = None,
) -> Claim:
    """Note a figure heard or read elsewhere, as one types it; `value` as the figure holds it.

    Raises `Refused`. Effects: one entry mentioning ("claim", id).
    """
    require(can_receive(actor, house_id))
    _checked(house_id, Claim.Matching.SAME, match, "")
    source = " ".join(source.split())
    if not source:
        raise Refused("Dites où ce chiffre a été dit ou imprimé.")
    if not 0 <= value <= MOST:
        raise Refused("Ce nombre est trop grand.")
    indicator = find_indicator(house_id, match.code)
    assert indicator is not None
    units = {"euros": "€", "hundredths": f"{HUNDREDTHS} {indicator.unit}"}
    with change(actor, verb="ingestion.note_claim", houses=[house_id], key=key) as entry:
        if said_on is not None and said_on > entry.today:
            raise Refused("Ce jour n’est pas encore venu.")
        claim = Claim.objects.create(
            house_id=house_id,
            label=indicator.label[:300],
            value=value,
            unit=units.get(indicator.written, indicator.unit)[:60],
            code=match.code,
            year=match.year,
            action=match.action,
            programme=match.programme,
            place_code=match.place_code,
            source=source[:200],
            said_on=said_on,
            words=words,
            matching=Claim.Matching.SAME,
            matched_by_id=actor.user_id,
            matched_on=entry.today,
        )
        _mention(entry, claim)
    return claim


def _checked(house_id: int, matching: str, match: Match, reason: str) -> str:
    """The reason given, once everything that the matching asks for is there."""
    said = " ".join(reason.split())
    if matching not in (
        Claim.Matching.SAME,
        Claim.Matching.DIFFERENT,
        Claim.Matching.APART,
    ):
        raise Refused("Dites ce que ce chiffre est.")
    if matching != Claim.Matching.SAME and not said:
        raise Refused("Dites pourquoi ce chiffre ne se compare pas : la raison reste visible.")
    if len(said) > 300:
        raise Refused("La raison dépasse 300 caractères : dites-la plus court.")
    if matching == Claim.Matching.APART:
        return said
    match.check()
    if match.year is None:
        raise Refused("Dites de quelle année est ce chiffre.")
    if find_indicator(house_id, match.code) is None:
        raise Refused("Choisissez le chiffre de la maison dont il s’agit.")
    return said


def _mention(entry: Entry, claim: Claim) -> None:
    entry.mention("claim", claim.pk)
    if claim.document_id is not None:
        entry.mention("document", claim.document_id)
