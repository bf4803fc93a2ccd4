"""An activity report: prose, and the figures of a year."""

from __future__ import annotations

import re

from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.draft import Draft
from probant.ingestion.parser import Parser
from probant.ingestion.reading.figures import read_claims

_TITLE = re.compile(
    r"rapports? (?:annuel )?d'activites?(?:\s+(?P<year>20\d\d)(?!\s?[-–/]\s?20))?|rapport (?:moral|"
    r"annuel)|bilan (?:d'activites?|annuel|\d{4})|chiffres[- ]cles|\bbilan "
    r"(?P<balance>20\d\d)|en chiffres|financement (?P<money>20\d\d)|notre association"
)
_PERIOD = re.compile(
    r"(?:du 1er janvier (?:20\d\d )?au|exercice (?:clos|arrete) (?:le|au)) 31 decembre "
    r"(?P<year>20\d\d)"
)
_ANY_YEAR = re.compile(r"(?<![\d/-])20\d\d(?![\d]|\s?[-/–]\s?20\d\d)")
_FIGURE_LINE = re.compile(r"^\s*\d[\d ]{0,7}\s*$", re.M)
_COUNTED = re.compile(
    r"\d\s+(?:structures|projets|emplois|personnes|ateliers|associations|formations|"
    r"accompagnements|adherents|creations)"
)
_ACT = re.compile(
    r"registre des deliberations|etaient presents|membres presents|"
    r"present\(?e?\)?s?\s*:|proces[- ]verbal|apres en avoir delibere|ordre du jour"
)


def _recognise(document: Document) -> float:
    head, folded = document.folded[:1500], document.folded
    score = 0.5 * bool(_TITLE.search(head)) + min(0.2, 0.03 * len(_FIGURE_LINE.findall(folded)))
    score += min(0.32, 0.08 * len(_COUNTED.findall(folded))) + 0.1 * bool(
        re.search(r"sommaire|rapport moral|nos partenaires|temps forts|perspectives", folded)
    )
    score -= 0.5 * bool(_ACT.search(folded[:4000])) + 0.2 * bool(
        re.search(r"«[^»]{60,}»", document.text) and not _TITLE.search(head)
    )
    return max(0.0, min(0.95, score) + 0.0002)


def _parse(document: Document) -> Draft:
    draft = Draft(kind="activity_report", truncated=document.truncated)
    title = _TITLE.search(document.folded[:2500])
    year = _year(document, title) if title else None
    if title:
        start = document.start_of(document.index_at(title.start()))
        draft.subject = document.lines[document.index_at(title.start())].text.strip()
        draft.places["subject"] = document.where(start, start + 80)
    draft.body = next(
        (
            words
            for line in document.lines[:12]
            if len(words := line.text.strip(" *#")) > 3 and not _TITLE.search(fold_in_place(words))
        ),
        None,
    )
    draft.claims = read_claims(document, year=year)
    return draft


def _year(document: Document, title: re.Match[str]) -> int | None:
    """The year of the report: in its title, else the only one said on the lines about it. The day
    of a meeting is none.
    """
    named = next((int(title[k]) for k in ("year", "balance", "money") if title[k]), None)
    if named:
        return named
    at = document.index_at(title.start())
    first, last = document.start_of(at), document.start_of(min(at + 5, len(document.lines) - 1))
    last = max(last, first + len(document.lines[at].text))
    period = _PERIOD.search(document.folded, first, last)
    if period:
        return int(period["year"])
    words = list(document.folded[first:last])
    for day in document.dates:
        if first <= day.start < last:
            words[day.start - first : day.end - first] = " " * (day.end - day.start)
    years = set(_ANY_YEAR.findall("".join(words)))
    return int(years.pop()) if len(years) == 1 else None


PARSER = Parser("activity_report", _recognise, _parse)
