"""Everything an act of a deliberating body gives, read once for deliberations and minutes."""

from __future__ import annotations

from probant.ingestion.document import Document
from probant.ingestion.draft import Amount, Draft, Item, Vote
from probant.ingestion.reading.attendance import read_attendance
from probant.ingestion.reading.ballot import agreed, find_votes
from probant.ingestion.reading.decisions import read_decisions
from probant.ingestion.reading.grants import read_grants
from probant.ingestion.reading.heading import (
    dates_of,
    read_body,
    read_convened_on,
    read_number,
    read_published_on,
    read_session_date,
    read_subject,
    read_transmitted_on,
)
from probant.ingestion.reading.officers import read_president, read_rapporteur, read_secretary
from probant.ingestion.reading.points import read_points


def read_act(document: Document, kind: str) -> Draft:
    """The draft of a deliberation or of minutes."""
    draft = Draft(kind=kind, truncated=document.truncated)
    _read_head(document, draft)
    draft.attendance = read_attendance(document, draft.president)
    votes = find_votes(document)
    draft.vote = agreed(votes)
    items = read_points(document, votes, 0)
    _read_amounts(document, draft, items)
    draft.decisions = read_decisions(document)
    if len([i for i in items if i.vote and not i.vote.of_minutes]) > 1:
        draft.items = items
    return draft


def _read_head(document: Document, draft: Draft) -> None:
    """Each named value of the head, with its place."""
    dates = dates_of(document)
    sitting = read_session_date(document, dates)
    for name, found in (
        ("session_date", sitting),
        ("body", read_body(document)),
        ("president", read_president(document)),
        ("secretary", read_secretary(document)),
        ("rapporteur", read_rapporteur(document)),
        ("convened_on", read_convened_on(document, dates, sitting[0] if sitting else None)),
        ("published_on", read_published_on(document, dates)),
        ("transmitted_on", read_transmitted_on(document, dates)),
        ("number", read_number(document)),
        ("subject", read_subject(document)),
    ):
        if found is not None:
            setattr(draft, name, found[0])
            draft.places[name] = found[1]


def _read_amounts(document: Document, draft: Draft, items: list[Item]) -> None:
    """The amounts of each point; of the whole act where it has one vote or none."""
    if len(items) < 2:
        heading = items[0].subject or "" if items else ""
        draft.amounts = read_grants(
            document,
            0,
            len(document.text),
            heading=heading,
            adopted=_adopted(items[0].vote) if items else True,
        )
        return
    kept: list[Amount] = []
    for item in items:
        item.amounts = read_grants(
            document, item.start, item.end, heading=item.subject or "", adopted=_adopted(item.vote)
        )
        kept += item.amounts
    rest = read_grants(document, items[-1].end, len(document.text))
    draft.amounts = [
        *kept,
        *(amount for amount in rest if all(amount.cents != k.cents for k in kept)),
    ]


def _adopted(vote: Vote | None) -> bool:
    """Whether a vote adopts: more votes for than against (L2121-20); said unanimity adopts."""
    if vote is None:
        return True
    return not (vote.against is not None and vote.for_ is not None and vote.against >= vote.for_)
