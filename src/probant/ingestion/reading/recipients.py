"""Who receives an amount granted."""

from __future__ import annotations

import re

from probant.ingestion.document import Document, fold_in_place

_RECIPIENT = re.compile(
    r"(?P<to>(?:\b[aà]|\bau|\baux|\bpour|en faveur|au profit|au "
    r"b[ée]n[ée]fice)\s+(?:de\s+|du\s+|des\s+|d['’])?(?:la\s+|le\s+|les\s+|l['’]\s?)?"
    r"(?:(?:association|soci[ée]t[ée]|club|structure|organisme|syndicat|comit[ée]|"
    r"coll[èe]ge|f[ée]d[ée]ration)s?\s+(?:de\s+(?:la\s+|l['’])?|des\s+|du\s+|"
    r"d['’])?)?)"
    r"(?P<who>[«\"“]\s?[^»\"”\n]{2,80}|"
    r"[A-ZÀ-Ý0-9][^.,;:\n()«»]{2,80}(?:\n[A-ZÀ-Ýa-zà-ÿ][^.,;:\n()]{2,40})?)"
)
_SEATED = re.compile(
    r"(?:siege|situee?|implantee?|domiciliee?|organisee?|sise|lieu|dispose)\s+(?:est\s+|a\s+)?$"
)
_YEAR = re.compile(
    r"(?:(?:pour |en |au titre de )?(?:l'\s?)?(?:annee|exercice) |en )?(?P<year>(?:19|20)\d\d)"
)
_WEAK = re.compile(
    r"^(?:article|compte|maire|conseil|monsieur|madame|ville|commune|budget|\d|"
    r"janvier|paris\b|assemblee)"
)


def read_recipient(document: Document, start: int, end: int, sentence: str) -> str | None:
    """The body that receives: after "à l'association…", "au profit de…", or the label of the line
    in a list.
    """
    folded, text = document.folded, document.text
    opening = max(start - len(sentence), start - 260, 0)
    after = re.split(r"\n\s*\n|\n\s*[-•]", text[end : end + 220])[0]
    for offset, piece, nearest in ((end, after, 0), (opening, text[opening:start], -1)):
        matches = [
            m
            for m in _RECIPIENT.finditer(piece)
            if not _WEAK.match(fold_in_place(m["who"]))
            and not _SEATED.search(folded[max(0, offset + m.start() - 30) : offset + m.start()])
        ]
        if matches:
            name = re.sub(r"\s+", " ", matches[nearest]["who"]).strip(' «»"“”')
            name = re.split(
                r"\s(?:une?|pour|au titre|dans le|d['’]un|afin|sur le|en vue|à "
                r"hauteur|s['’]|est|de\s+\d)\b",
                name,
            )[0].strip(' «»"“”-')
            if len(name) > 2:
                return name
    return line_label(text, start)


def line_label(text: str, start: int) -> str | None:
    """What names an amount on its line: before a colon, the first cell, or the line itself."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    alone = re.match(
        r"(?:€|euros?)?[ \t]*[|]?[ \t]*(?:\n|$)",
        re.sub(r"^[\d.,\s]+", "", text[start : start + 40])[:8],
    )
    if "|" in line or "\t" in line:
        label = next(
            (cell for cell in re.split(r"[|\t]", line) if re.search(r"[^\W\d]{3}", cell)), ""
        )
    elif ":" in line:
        label = line.rsplit(":", 1)[0]
    elif alone and 2 < len(line.strip()) < 70 and line.strip()[:1].isupper():
        label = line
    else:
        return None
    label = re.sub(r"\s+", " ", label).strip(" -•*◦–:")
    return label[:90] if len(label) > 2 and not line_year(label) else None


def line_year(label: str) -> int | None:
    """The year that a line is about ("2025", "Année 2025", "- exercice 2025 :"), or None."""
    match = _YEAR.fullmatch(fold_in_place(label).strip(" -•*◦–:|\t"))
    return int(match["year"]) if match else None
