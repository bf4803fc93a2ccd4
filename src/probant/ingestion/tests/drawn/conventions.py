"""Conventions drawn at random, each with the record it was made of.

Title, parties, numbering and the words of each article are drawn one by one. Nobody here exists.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import ModuleType

from probant.ingestion.tests.drawn import convention_heads, convention_terms
from probant.ingestion.tests.drawn.agreement import Agreement, draw_agreement

NUMBER_WORDS = (
    "PREMIER", "DEUX", "TROIS", "QUATRE", "CINQ", "SIX", "SEPT", "HUIT", "NEUF", "DIX", "ONZE",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")
Number = Callable[[int, str], str]
NUMBERINGS: dict[str, Number] = {
    "dash": lambda n, t: f"Article {n} – {t}",
    "first": lambda n, t: f"Article {'1er' if n == 1 else n} : {t}",
    "capitals": lambda n, t: f"ARTICLE {n} - {t.upper()}",
    "words": lambda n, t: f"ARTICLE {NUMBER_WORDS[n - 1]} : {t}",
    "ordinals": lambda n, t: f"Article {NUMBER_WORDS[n - 1].lower()} – {t}",
    "roman": lambda n, t: f"ARTICLE {ROMAN[n - 1]} : {t}",
    "short": lambda n, t: f"Art. {n}. {t}",
    "below": lambda n, t: f"Article {n}\n{t}",
    "markdown": lambda n, t: f"## Article {n} : {t}",
    "bold": lambda n, t: f"**Article {n} – {t}**",
    "sign": lambda n, t: f"Article n° {n} : {t}",
    "point": lambda n, t: f"{n}. {t}",
    "bracket": lambda n, t: f"{n}) {t}",
    "number dash": lambda n, t: f"{n} – {t.upper()}",
    "roman alone": lambda n, t: f"{ROMAN[n - 1]} - {t.upper()}",
    "untitled": lambda n, t: f"Article {n} :",
}  # fmt: skip
TITLES = {
    "object": "Objet de la convention",
    "duration": "Durée",
    "money": "Montant de la subvention",
    "payment": "Modalités de versement",
    "evidence": "Justificatifs",
    "committee": "Suivi et évaluation",
    "notice": "Résiliation",
    "court": "Litiges",
}


def _wordings(module: ModuleType, part: str) -> tuple[Callable[[Agreement], str], ...]:
    return tuple(one for name, one in vars(module).items() if name.startswith(f"{part}_"))


PARTS = {
    part: _wordings(module, part)
    for part, module in (
        ("title", convention_heads),
        ("parties", convention_heads),
        ("duration", convention_terms),
        ("money", convention_terms),
        ("payment", convention_terms),
        ("evidence", convention_terms),
        ("committee", convention_terms),
        ("notice", convention_terms),
    )
}


@dataclass
class Convention:
    text: str
    agreement: Agreement
    chosen: dict[str, str]
    articles: list[tuple[int, str | None]] = field(default_factory=list)


def draw_convention(seed: int, **forced: str) -> Convention:
    """One convention; `forced` names the wording of a part, or the numbering."""
    rng = random.Random(seed)
    agreement = draw_agreement(rng)
    numbering = forced.get("numbering") or rng.choice(list(NUMBERINGS))
    said: dict[str, str] = {}
    chosen = {"numbering": numbering}
    for part, wordings in PARTS.items():
        by_name = {one.__name__: one for one in wordings}
        wording = by_name[forced[part]] if part in forced else rng.choice(wordings)
        chosen[part] = wording.__name__
        said[part] = wording(agreement)
    said["object"] = (
        f"La présente convention fixe les engagements des signataires pour le projet de "
        f"l'association : ateliers, permanences et rencontres ouvertes à tous les habitants "
        f"{agreement.of_place}."
    )
    said["court"] = "Tout différend est porté devant le tribunal administratif."
    order = [part for part in TITLES if said[part]]
    middle = order[1:-1]
    rng.shuffle(middle)
    order = [order[0], *middle, order[-1]]
    convention = Convention("", agreement, chosen)
    blocks = []
    for number, part in enumerate(order, 1):
        heading = NUMBERINGS[numbering](number, TITLES[part])
        blocks.append(f"{heading}\n\n{said[part]}")
        title = None if numbering == "untitled" else TITLES[part]
        convention.articles.append((number, title))
    signed = agreement.signed or date(agreement.first, 2, 3)
    convention.text = (
        f"{said['title']}\n\n{said['parties']}\n\n" + "\n\n".join(blocks) + "\n\n"
        f"Fait à {agreement.place}, le {signed:%d/%m/%Y}, en deux exemplaires.\n\n"
        f"Pour {agreement.funder_short}\t\tPour l'Association\n"
    )
    return convention
