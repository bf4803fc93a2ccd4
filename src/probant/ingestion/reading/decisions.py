"""The operative part: what the body decides, item by item, after "décide :", or asked "de bien
vouloir :".
"""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Decision

_OPENS = re.compile(
    r"(?:apres (?:en )?avoir (?:en )?delibere[^:\n]{0,80}(?:decide|"
    r"delibere)?\s*[,:]?[^:\n]{0,60}:|\bdecident?\s*(?:a l'unanimite|a la majorite|"
    r",)?[^:.\n]{0,40}:|de bien vouloir\s*:|"
    r"(?:il est )?propose au conseil[^:\n]{0,40}:|\bdeliberation\s*:\s*\n)"
)
_ITEM = re.compile(r"^[ \t]*(?:[-–•*◦▪·➢>]+|\d{1,2}\s*[-.)°/]+|[a-h]\s*[.)])\s*(?P<text>\S.*)$")
_VERB = re.compile(
    r"^[ \t*]*(?:d'|de |d’)?(?P<verb>approuver?|autoriser?|accorder?|attribuer?|"
    r"fixer?|decider?|dit|dire|precise|donner?|verser?|valider?|adopter?|accepter?|"
    r"prendre|preciser|solliciter?|prelever|inscrire|imputer|charger?|abroger|"
    r"debloquer|deleguer|designer?|demander?|mandater?)\b"
)
_END = re.compile(
    r"^\W*(?:adopte|rapport adopte|pour extrait|fait et delibere|ainsi fait|scrutin|"
    r"vote\b|resultat du vote|publie|le maire\b|signe|\[|le conseil municipal,? a "
    r"l'unanimite|monsieur|madame)"
)


def read_decisions(document: Document) -> list[Decision]:
    """The decisions, in order; none where the act has no operative list."""
    decisions: list[Decision] = []
    for opening in _OPENS.finditer(document.folded):
        decisions += _list_after(document, opening.end())
    return decisions or _capitals(document)


def _list_after(document: Document, offset: int) -> list[Decision]:
    found: list[Decision] = []
    index = document.index_at(offset)
    blank = 0
    first = document.folded[
        offset : document.start_of(index) + len(document.lines[index].text)
    ].strip(" *")
    start = index if len(first) > 3 else index + 1
    for i in range(start, min(start + 60, len(document.lines))):
        text = (
            document.lines[i].text
            if i > index
            else document.text[offset : document.start_of(i) + len(document.lines[i].text)]
        )
        folded = document.folded[
            document.start_of(i) : document.start_of(i) + len(document.lines[i].text)
        ]
        if not text.strip():
            blank += 1
            if blank > 2:
                break
            continue
        item = _ITEM.match(text)
        if _END.match(folded) and not item:
            break
        if item or _VERB.match(folded):
            words = (item["text"] if item else text).strip().strip("*").replace("**", "")
            found.append(Decision(words, document.line_where(i)))
        elif found and blank == 0:
            found[-1].text = f"{found[-1].text} {text.strip()}"
        elif found:
            break
        blank = 0
    return [d for d in found if len(d.text) > 6]


def _capitals(document: Document) -> list[Decision]:
    """Acts whose decisions open with a verb in capitals ("APPROUVE…", "FIXE…") without a list."""
    found: list[Decision] = []
    for i, line in enumerate(document.lines):
        match = re.match(
            r"[ \t*]*(?:D['’]|DE )?(APPROUVE|AUTORISE|ACCEPTE|FIXE|DECIDE|DÉCIDE|"
            r"ATTRIBUE|ACCORDE|DIT|VALIDE|VERSE|ADOPTE|DONNE|ALLOUE|VOTE)(?:NT|"
            r"R)?\b(?! CETTE)",
            line.text,
        )
        if match:
            found.append(Decision(line.text.strip(), document.line_where(i)))
    return found
