"""Votes: their total against the voters, and whether they adopt (CGCT L2121-20)."""

from __future__ import annotations

import re

from probant.ingestion.checks.presence import present_counts
from probant.ingestion.document import Document
from probant.ingestion.draft import Attendance, Draft, Vote
from probant.kernel.finding import Finding, Severity

_LEAVES = re.compile(
    r"compte administratif|se retire|quitt(?:e|ent|ant|ee?) (?:la |l')?(?:salle|"
    r"seance)|sort(?:ie?)? de (?:la salle|seance)|ne (?:prend|prennent) pas part|ne "
    r"participe|arrivee?s? d|"
    r"depart d[eu'] ?(?:m\.|mm|mme|m\s|monsieur|madame)|en cours de seance"
)

# "Votants : 33 - Majorité absolue : 17"
_ABSOLUTE = re.compile(
    r"\b(?P<of>votants?|suffrages exprimes|exprimes)\s*[:=]?\s*(?P<cast>\d{1,3})(?!\d)"
    r"[^.\d]{0,60}majorite absolue(?: des suffrages(?: exprimes)?)?\s*[:=]?\s*"
    r"(?P<majority>\d{1,3})(?![\d,/%])"
)
_UNCOUNTED = re.compile(r"\bblancs?\b|\bnuls?\b|exprimes|abst")


def check_ballots(draft: Draft, document: Document) -> list[Finding]:
    """`vote.total`, `vote.not_adopted`."""
    votes = [item.vote for item in draft.items if item.vote] or ([draft.vote] if draft.vote else [])
    found: list[Finding] = []
    for vote in votes:
        found += _total(draft, vote, document)
        if (
            vote.for_ is not None
            and vote.against is not None
            and vote.against >= vote.for_
            and vote.against
        ):
            message = (
                f"{vote.for_} pour et {vote.against} contre : la proposition n’est pas adoptée."
            )
            found.append(Finding("vote.not_adopted", Severity.WARNING, message, vote.where))
    return _merged([*found, *_majority(document)])


def _majority(document: Document) -> list[Finding]:
    """An absolute majority that is not that of the votes cast, or of the voters where nothing says
    that some did not count (L2121-20).
    """
    found = []
    for match in _ABSOLUTE.finditer(document.folded):
        near = document.folded[max(0, match.start() - 100) : match.end() + 100]
        if match["of"].startswith("votant") and _UNCOUNTED.search(near):
            continue
        cast, printed = int(match["cast"]), int(match["majority"])
        if printed == cast // 2 + 1:
            continue
        message = (
            f"La majorité absolue de {cast} {'votants' if match['of'][0] == 'v' else 'suffrages'} "
            f"est {cast // 2 + 1}, non {printed}."
        )
        place = document.where(match.start(), match.end())
        found.append(Finding("vote.total", Severity.ERROR, message, place))
    return found


def voters(draft: Draft, attendance: Attendance) -> set[int]:
    """The numbers of votes that the attendance can mean: present members plus proxies."""
    listed = set(present_counts(draft, attendance)) if attendance.present else set()
    present = listed | (
        {attendance.present_declared} if attendance.present_declared is not None else set()
    )
    whole = sum(1 for p in attendance.proxies if not p.scoped)
    proxies = {whole, len(attendance.proxies)} | (
        {attendance.proxies_declared} if attendance.proxies_declared is not None else set()
    )
    numbers = {a + b for a in present for b in proxies}
    return numbers | (
        {attendance.voters_declared} if attendance.voters_declared is not None else set()
    )


def _total(draft: Draft, vote: Vote, document: Document) -> list[Finding]:
    """More votes than voters contradict; fewer only where the whole ballot is printed and nobody
    left.
    """
    attendance = draft.attendance
    counts = [vote.for_, vote.against, vote.abstain, vote.not_voting]
    if (
        attendance is None
        or vote.for_ is None
        or (not attendance.present and attendance.voters_declared is None)
        or attendance.broken
    ):
        return []
    possible = voters(draft, attendance)
    total = sum(c for c in counts if c is not None)
    cast = total - (vote.not_voting or 0)
    if not possible or total in possible or cast in possible:
        return []
    moving = attendance.moving and len(document.folded) > 0 and _moves(document, vote)
    whole = vote.against is not None and vote.abstain is not None
    if total > max(possible) and not moving and not draft.truncated:
        if total - max(possible) > max(4, max(possible) // 4):
            return []
        message = f"{total} votes pour {max(possible)} votants possibles (présents et pouvoirs)."
        return [Finding("vote.total", Severity.ERROR, message, vote.where)]
    if (
        total < min(possible)
        and whole
        and not attendance.moving
        and not draft.truncated
        and not _moves(document, vote)
    ):
        if min(possible) - total > max(4, min(possible) // 4):
            return []
        message = f"{total} votes pour {min(possible)} votants (présents et pouvoirs)."
        return [Finding("vote.total", Severity.ERROR, message, vote.where)]
    return []


def _moves(document: Document, vote: Vote) -> bool:
    """Whether the text near the vote, or its head, says that someone came or left."""
    near = document.folded[max(0, vote.start - 1500) : vote.end + 300]
    return bool(_LEAVES.search(near))


def _merged(found: list[Finding]) -> list[Finding]:
    """The same thing said of several points is one finding with several places."""
    merged: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        merged.setdefault((finding.code, finding.message), []).append(finding)
    return [
        group[0]
        if len(group) == 1
        else Finding(code, group[0].severity, message, tuple(w for f in group for w in f.places))
        for (code, message), group in merged.items()
    ]
