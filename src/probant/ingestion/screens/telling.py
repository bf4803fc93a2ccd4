"""What a record says, in sentences: what accepting it will write, before anything is written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from probant.ingestion.queries import Sheet
from probant.kernel.dates import write_date
from probant.kernel.money import write_euros
from probant.kernel.text import fold
from probant.ui.write import write_count

_OF = re.compile(r"\s+(?:de la |de l['’]|des |du |de |d['’])")


def euros(cents: int) -> str:
    """18 000 €."""
    return write_euros(cents)


def count(number: int, noun: str, nouns: str = "") -> str:
    """28 structures."""
    return write_count(number, noun, nouns or None)


def figures(number: int) -> str:
    """6 chiffres imprimés."""
    return count(number, "chiffre imprimé", "chiffres imprimés")


def day(text: str | None) -> datetime.date | None:
    """A day of the record, or None."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def body_name(heading: str) -> str:
    """« Bureau métropolitain » of « Bureau métropolitain de Dijon métropole »."""
    return _OF.split(heading.strip(), maxsplit=1)[0] if heading else ""


def act(record: Mapping[str, Any]) -> list[str]:
    """The sitting, the vote, the money, as they will be recorded."""
    told = []
    held = day(record["session_date"])
    people = [
        count(len(record["present_names"] or ()), "présent"),
        count(len(record["absent_names"] or ()), "absent"),
        count(len(record["proxies"] or ()), "procuration"),
    ]
    when = f"Séance du {write_date(held)}" if held else "Séance sans date"
    told.append(f"{when} : {', '.join(people)}.")
    if record["items"]:
        voted = sum(1 for item in record["items"] if item["vote"] or item["amounts"])
        told.append(f"{count(voted, 'point voté', 'points votés')}, chacun une délibération.")
        return told
    vote = record["vote"] or {}
    votes = [
        f"{vote[name]} {word}"
        for name, word in (("for", "pour"), ("against", "contre"), ("abstain", "abstentions"))
        if vote.get(name) is not None
    ]
    if vote.get("unanimous"):
        votes.insert(0, "à l’unanimité")
    decided = count(len(record["decisions"]), "décision")
    told.append(f"{decided}{' ; vote : ' + ', '.join(votes) if votes else ''}.")
    for amount in record["amounts"]:
        to = f" à « {amount['recipient']} »" if amount["recipient"] else ""
        parts = amount.get("parts_cents") or []
        split = f", en {len(parts)} parts" if parts else ""
        told.append(f"{euros(amount['amount_cents'])} accordés{to}{split}.")
    return told


def convention_title(record: Mapping[str, Any]) -> str:
    """The convention's own title; its part's where the file begins by another document."""
    for part in record.get("parts", ()):
        if part["kind"] == "convention":
            return _readable(part["subject"] or part["title"])
    return _readable(record["subject"] or "")


def _readable(title: str) -> str:
    title = " ".join(title.strip(" *#").split())
    first = title.split(" entre ")[0]
    return title.replace(first, first.capitalize(), 1) if first.isupper() else title


def convention_kind(title: str) -> str:
    """The kind that a title tells."""
    folded = fold(title)
    if "objectifs et de moyens" in folded or "cpom" in folded:
        return "cpom"
    if "pluriannuelle" in folded:
        return "cpo"
    return "partnership" if "partenariat" in folded else "single"


def convention_period(
    record: Mapping[str, Any],
) -> tuple[datetime.date | None, datetime.date | None]:
    """From the sitting that approved it, for the months of its clause of duration."""
    starts = day(record["session_date"])
    months = next(
        (one.get("months") for one in record["clauses"] if one["kind"] == "duration"), None
    )
    if starts is None or not months:
        return starts, None
    year, month = divmod(starts.month - 1 + int(months), 12)
    ends = datetime.date(starts.year + year, month + 1, min(starts.day, 28))
    ends += datetime.timedelta(days=starts.day - min(starts.day, 28))
    return starts, ends - datetime.timedelta(days=1)


def convention(record: Mapping[str, Any]) -> list[str]:
    """Parties, articles and clauses, as they will be recorded."""
    articles = ", ".join(one["number"] for one in record["articles"])
    told = [
        f"{count(len(record['parties']), 'partie')}, "
        f"{count(len(record['articles']), 'article')}{f' ({articles})' if articles else ''}, "
        f"{count(len(record['clauses']), 'clause')}."
    ]
    told.append("Les articles sont gardés tels qu’ils sont numérotés, un numéro absent compris.")
    return told


def cited() -> list[str]:
    """What recording a convention that an act only names will write."""
    return [
        "La délibération cite cette convention sans en donner le texte : l’enregistrer ouvre son "
        "dossier, avec ses parties et les actions citées ; ses articles se collent ensuite."
    ]


def sheet(record: Mapping[str, Any], one: Sheet) -> list[str]:
    """The sheet's budgets, as they will be recorded."""
    if one.is_cited:
        return ["L’action est citée sans sa fiche : ses rubriques se remplissent ensuite."]
    if not one.budgets:
        return ["Une fiche sans budget."]
    told = []
    for place in one.budgets:
        budget = record["budgets"][place]
        printed = [
            f"{euros(cents)} de {word}"
            for side, word in (("expense", "charges"), ("income", "produits"))
            if (cents := budget["printed_total_cents"].get(side)) is not None
        ]
        year = budget["year"] or "de la première année"
        lines = count(len(budget["lines"]), "ligne") if budget["lines"] else "sans détail"
        told.append(
            f"Budget {year} : {lines}{' ; imprimé : ' + ', '.join(printed) if printed else ''}."
        )
    told.append("Rubriques et totaux imprimés sont gardés tels quels, à côté des sommes calculées.")
    return told


def kept(claims: Sequence[Any], findings: Sequence[Any]) -> list[str]:
    """Claims and findings that stay visible."""
    told = []
    if claims:
        coded = sum(1 for claim in claims if claim["code"] and claim["year"])
        told.append(
            f"{figures(len(claims))}, dont {coded} que "
            "Probant sait compter : chacun sera comparé aux autres documents, et à ce que la "
            "structure savait le jour où il a été dit."
        )
    if findings:
        told.append(
            f"{count(len(findings), 'constat')}, gardés ouverts jusqu’à ce qu’une personne les "
            "close avec un motif."
        )
    return told
