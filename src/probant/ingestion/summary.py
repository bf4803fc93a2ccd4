"""A draft in a few French lines, for a person at a terminal."""

from __future__ import annotations

from probant.ingestion.draft import Draft, Vote
from probant.kernel.dates import write_date
from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros

KINDS = {
    "deliberation": "délibération",
    "minutes": "procès-verbal ou compte rendu",
    "convention": "convention",
    "action_sheet": "fiche action",
    "activity_report": "rapport d’activité",
    "article": "article de presse",
    "unknown": "genre non reconnu",
}
_HEADINGS = {
    Severity.ERROR: "Erreurs",
    Severity.WARNING: "À vérifier",
    Severity.GAP: "Manques",
    Severity.INFO: "Pour information",
}


def summary(name: str, draft: Draft) -> str:
    """The title, what was read, then the findings by severity."""
    lines = [f"{name} — {KINDS[draft.kind]}"]
    lines += [f"  {label} : {value}" for label, value in _facts(draft) if value]
    if draft.parts:
        lines.append(
            "  Contient : "
            + " ; ".join(f"{KINDS[str(p['kind'])]} (ligne {p['line']})" for p in draft.parts)
        )
    lines += _findings(draft.findings)
    return "\n".join(lines) + "\n"


def _facts(draft: Draft) -> list[tuple[str, str | None]]:
    attendance = draft.attendance
    present = (
        f"{len(attendance.present)} présents, {len(attendance.absent)} absents, "
        f"{len(attendance.proxies)} pouvoirs nommés"
        if attendance
        else None
    )
    return [
        ("Organe", draft.body),
        ("Séance", write_date(draft.session_date) if draft.session_date else None),
        ("Présidence", draft.president),
        ("Objet", draft.subject),
        ("Assistance", present),
        ("Vote", _vote(draft.vote)),
        (
            "Montants accordés",
            " ; ".join(
                write_euros(a.cents) + (f" ({a.recipient})" if a.recipient else "")
                for a in draft.amounts
            ),
        ),
        ("Parties", " ; ".join(p.name for p in draft.parties)),
        ("Articles", ", ".join(a.number for a in draft.articles)),
        ("Budgets", ", ".join(str(b.year or "sans année") for b in draft.budgets)),
        ("Chiffres lus", str(len(draft.claims)) if draft.claims else None),
    ]


def _vote(vote: Vote | None) -> str | None:
    if vote is None:
        return None
    counts = [
        f"{n} {word}"
        for n, word in (
            (vote.for_, "pour"),
            (vote.against, "contre"),
            (vote.abstain, "abstentions"),
            (vote.not_voting, "ne prenant pas part"),
        )
        if n is not None
    ]
    return ", ".join([*(["unanimité"] if vote.unanimous else []), *counts]) or (
        "majorité" if vote.unanimous is False else None
    )


def _findings(findings: list[Finding]) -> list[str]:
    if not findings:
        return ["  Rien à signaler."]
    lines = []
    for severity in Severity:
        group = [f for f in findings if f.severity == severity]
        if group:
            lines.append(f"  {_HEADINGS[severity]} ({len(group)})")
            lines += [f"    {f.code} : {f.message}{_place(f)}" for f in group]
    return lines


def _place(finding: Finding) -> str:
    lines = [
        f"p. {w.page}, l. {w.line}" if w.page else f"l. {w.line}" for w in finding.places if w.line
    ]
    return f" [{' ; '.join(lines)}]" if lines else ""
