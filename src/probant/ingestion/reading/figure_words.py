"""The words of figures: their units, how numbers are written, the year they are said of."""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.kernel.numerals import UnreadableNumber, read_number

UNITS = (
    r"structures?|projets?|emplois?|ateliers?|formations?|diagnostics?|ingenieries?|"
    r"accompagnements?|personnes?|porteu(?:r|se)s?|associations?|entreprises?|"
    r"participante?s?|seances?|reunions?|"
    r"benevoles?|adherente?s?|salariee?s?|territoires?|collectivites?|creations?|"
    r"parcours|suivis?|missions?|manifestations?|beneficiaires?|rencontres?|visites?|"
    r"prestataires?|organisations?|implantations?|"
    r"chefs d'entreprise|intercommunalites?|communes|partenaires|etudiants?|jeunes|"
    r"heures|etp|evenements?|chantiers?|cooperatives?|etablissements?|entrepreneurs?|"
    r"stands?|tables? rondes?"
)
FIGURE = r"(?:\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d{1,2})?"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d|\s?[-/]\s?20\d\d)")
# A year between brackets or compared with ("qu'en 2009") is that of another figure.
_ASIDE = re.compile(
    r"\([^()]{0,80}\)|\b(?:qu'en|contre [^.;]{1,30} en|par rapport a(?: l'annee)?)\s+(?:19|20)\d\d"
)
_LAST_YEAR = re.compile(r"l'an (?:dernier|passe)|annee derniere|annee passee")
_SAID_YEAR = re.compile(
    r"(?:\ben|au titre de l'annee|pour l'annee|l'annee|exercice|annee|bilan|rapport "
    r"d'activites?|activite[^\n]{0,40}\ben)\s+(?P<year>(?:19|20)\d\d)(?!\s?[-/])"
)


UNIT = re.compile(rf"\b(?:{UNITS})\b")


def number(text: str) -> float | None:
    """A figure in digits ("6.602", "118 000", "17,6") or in words."""
    text = text.strip()
    if re.fullmatch(rf"[+-]?{FIGURE}", text):
        digits = re.sub(r"[ \u00a0\u202f]|\.(?=\d{3}(?!\d))", "", text).replace(",", ".")
        return float(digits)
    try:
        return float(read_number(text))
    except UnreadableNumber:
        return None


def unit_of(label: str, sign: str | None) -> str | None:
    if sign:
        return "%" if sign == "%" else "€"
    match = UNIT.search(label)
    return match[0].rstrip("s") + "s" if match else None


def year_near(
    document: Document, offset: int, year: int | None = None, told_in: int | None = None
) -> int | None:
    """The year said in the sentence, else last said above in the same section ("En 2023…", "bilan
    2010"), else `year`, that of the whole document. A figure counted since a day has none.
    `told_in` is the year when the document came out, from which "l'an dernier" counts.
    """
    folded = document.folded
    opening = max(
        *(folded.rfind(mark, 0, offset) for mark in (". ", ".\n", "\n\n", ";")), offset - 200
    )
    closing = re.compile(r"[.;\n]").search(folded, offset)
    sentence = _ASIDE.sub(
        " ", folded[max(0, opening + 1) : closing.start() if closing else offset + 120]
    )
    if told_in is not None and _LAST_YEAR.search(sentence) and "depuis" not in sentence:
        return told_in - 1
    if _LAST_YEAR.search(sentence) or "depuis" in sentence:
        return None
    years = [int(y) for y in YEAR.findall(sentence)]
    if len(set(years)) == 1:
        return years[0]
    line = re.match(r"\s*((?:19|20)\d\d)\s*:", folded[folded.rfind("\n", 0, offset) + 1 : offset])
    if line:
        return int(line[1])
    above = list(
        _SAID_YEAR.finditer(
            _ASIDE.sub(lambda m: " " * len(m[0]), folded[max(0, offset - 900) : offset])
        )
    )
    return int(above[-1]["year"]) if above else year
