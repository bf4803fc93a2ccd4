"""Figures said in a text, as claims: stacked (a number on its line, its label under it),
labelled, or inside a sentence.
"""

from __future__ import annotations

import re

from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.draft import Claim
from probant.ingestion.reading.figure_codes import code_of, programme_at
from probant.ingestion.reading.figure_tables import read_tables
from probant.ingestion.reading.figure_words import (
    FIGURE,
    UNIT,
    UNITS,
    YEAR,
    number,
    unit_of,
    year_near,
)
from probant.ingestion.reading.stacked_figures import read_stacked
from probant.kernel.numerals import NUMBER_WORDS

_INLINE = re.compile(
    rf"(?<![\d.,/'’°-])(?<!n° )(?P<n>{FIGURE}|{NUMBER_WORDS})(?:\*\*)?(?:\s*(?P<sign>%|€|"
    rf"euros?\b|millions? d'euros?|m€|k€))?(?P<label>\s*(?:{UNITS})\b[^.;:,()\n\d]{{0"
    rf",60}}|"
    r"\s+(?:ont ete |sont |etaient |ont ete\s)?(?:accueilli|diagnosti|accompagne|cree|"
    r"consolide|suivi|beneficiaire|forme|organise)\w*[^.;:,()\n\d]{0,40})?"
)
_LABELLED = re.compile(
    rf"^[ \t•*|-]*(?P<label>[a-z][^:=|\t\n\d]{{2,70}}?)(?:\*\*)?"
    rf"(?:[ ]*[:=][ ]*|[ ]*(?:\.{{3,}}|…+)[ ]*|[ ]*[|\t]+[ ]*|[ ]{{3,}})(?:\*\*)?"
    rf"(?P<n>{FIGURE})(?:\*\*)?[ ]*(?P<unit>%|€)?[ ]*(?=$|[.;,\n(]|\|[ \t]*$)",
    re.M,
)
_ATTENDANCE = re.compile(
    r"\b(?:presents?|membres|conseillers|procurations?|pouvoirs?|votants?|absents?|exercice)\b"
)


# A participle before the number: "a accueilli 28 structures".
_DONE = re.compile(
    r"\b(?:a|ont|avons|aura|auront|avait|avaient|etait|ete)\s+(?:\w+\s+){0,2}?"
    r"(?P<done>accueilli|accompagne|diagnostique|suivi|cree|consolide|organise|anime|forme|soutenu|"
    r"appuye|perennise)e?s?\s+(?:[^.;:\n\d]{0,40}\s)?$"
)


_ABOUT = re.compile(
    r"\b(?:(?:plus|moins|pres|autour) (?:de |d'\s?)|(?:environ|quelque|au moins|jusqu'a) )$"
)


def read_claims(
    document: Document, *, year: int | None = None, told_in: int | None = None
) -> list[Claim]:
    """The figures of the text. `year` is that of the whole document, used where a passage gives
    none; `told_in` that when it came out.
    """
    claims: list[Claim] = []
    used: set[int] = set()
    read_tables(document, claims, used)
    for index in range(len(document.lines)):
        if index not in used:
            read_stacked(document, index, year, claims, used)
    for match in _LABELLED.finditer(document.folded):
        if document.index_at(match.start("n")) not in used:
            _labelled(document, match, (year, told_in), claims, used)
    _inline(document, year, claims, used, told_in)
    return sorted(claims, key=lambda c: c.where.line or 0)


def _labelled(
    document: Document,
    match: re.Match[str],
    years: tuple[int | None, int | None],
    claims: list[Claim],
    used: set[int],
) -> None:
    label = match["label"].strip()
    if not UNIT.search(label) or match["unit"] == "€" or _ATTENDANCE.search(label):
        return
    value = number(match["n"])
    if value is None or YEAR.fullmatch(match["n"]):
        return
    programme = programme_at(document.folded, match.start())
    printed = document.text[match.start("label") : match.end("label")].strip()
    where = document.where(match.start("label"), match.end("n"))
    claims.append(
        Claim(
            code_of(label, programme),
            printed,
            value,
            unit_of(label, match["unit"]),
            year_near(document, match.start(), *years),
            where,
            programme,
        )
    )
    used.add(document.index_at(match.start("n")))


def _inline(
    document: Document,
    year: int | None,
    claims: list[Claim],
    used: set[int],
    told_in: int | None,
) -> None:
    """Numbers before a unit in a sentence; a participle alone takes the unit of the number before
    it.
    """
    folded, noun, noun_end = document.folded, "", 0
    for match in _INLINE.finditer(folded):
        if match["label"] is None and match["sign"] not in (
            "%",
            "millions d'euros",
            "million d'euros",
        ):
            continue
        if re.search(r"[A-Z]{2} ?$", document.text[max(0, match.start() - 3) : match.start()]):
            continue  # the number belongs to an acronym ("DLA 21")
        if (
            document.index_at(match.start()) in used
            or YEAR.fullmatch(match["n"])
            or match["n"] in ("un", "une", "mil", "mille")
        ):
            continue
        value = number(match["n"])
        if value is None:
            continue
        words = re.sub(r"\s+", " ", match["label"] or _after(folded, match.end())).strip()
        unit = UNIT.match(words)
        if unit:
            noun, noun_end = unit[0], match.end()
        elif match["sign"] is None:
            if (
                not noun
                or match.start() - noun_end > 120
                or "\n" in folded[noun_end : match.start()]
            ):
                continue
            noun_end = match.end()
            words = f"{noun} {words}"
        label = _trim(words) or _before(folded, match.start())
        if match["sign"] and "million" in match["sign"]:
            value *= 1_000_000
        programme = programme_at(folded, match.start())
        start, end = match.start(), match.end("sign") if match["label"] is None else match.end()
        said = _bracket_year(folded, match.end()) or year_near(document, start, year, told_in)
        code, done = code_of(label, programme), None
        if code is None and unit and (done := _DONE.search(folded, max(0, start - 90), start)):
            code, label = _done(unit[0], done["done"], label, programme)
        about = _ABOUT.search(folded, max(0, start - 20), start)
        if about:  # what is said roughly contradicts no exact figure
            code, programme, start = None, None, about.start()
        claims.append(
            Claim(
                code,
                _printed(document, match, label),
                value,
                unit_of(label, match["sign"]),
                said,
                document.where(start, end),
                programme,
            )
        )


def _done(noun: str, participle: str, label: str, programme: str | None) -> tuple[str | None, str]:
    """The code of "a accueilli 28 structures", said as "structures accueillies"."""
    for ending in ("es", "s", "e", ""):
        said = f"{noun} {participle}{ending}"
        code = code_of(said, programme)
        if code is not None:
            return code, said
    return None, label


def _after(folded: str, offset: int) -> str:
    return re.split(r"[.;:,()\n]", folded[offset : offset + 60])[0]


def _before(folded: str, offset: int) -> str:
    """The words that stand before a percentage without words after it ("culture 18 %")."""
    return re.split(r"[.;:,()\n%]", folded[max(0, offset - 60) : offset])[-1].strip()


def _trim(words: str) -> str:
    words = re.split(
        r"\b(?:qui|dont|dans|sur|avec|afin|parmi|grace|lors|pendant|et\s*$|en\s*$)\b", words
    )[0]
    return re.sub(r"\s+(?:et|ou|en|de|pour|au|aux|a)$", "", words.strip()).strip()


def _printed(document: Document, match: re.Match[str], label: str) -> str:
    if match["label"]:
        raw = re.sub(r"\s+", " ", document.text[match.start("label") : match.end("label")]).strip()
        if fold_in_place(raw).startswith(label):
            return raw[: len(label)]
    return label


def _bracket_year(folded: str, offset: int) -> int | None:
    # the label stops at the digits of its own year: "structures accueillies en | 2023"
    opening = offset - 4 if folded[max(0, offset - 4) : offset].endswith(" en ") else offset
    match = re.match(r"[^.;:,()\n]{0,20}\ben ((?:19|20)\d\d)\b", folded[opening : offset + 40])
    return int(match[1]) if match else None
