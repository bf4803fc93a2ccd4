"""Figures said in a text, as claims: stacked (a number on its line, its label under it), labelled, or inside a sentence."""

from __future__ import annotations

import re

from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.draft import Claim
from probant.ingestion.reading.figure_codes import code_of, programme_at
from probant.kernel.numerals import NUMBER_WORDS, UnreadableNumber, read_number

_UNITS = (
    r"structures?|projets?|emplois?|ateliers?|formations?|diagnostics?|ingenieries?|accompagnements?|personnes?|porteu(?:r|se)s?|associations?|entreprises?|participante?s?|seances?|reunions?|"
    r"benevoles?|adherente?s?|salariee?s?|territoires?|collectivites?|creations?|parcours|suivis?|missions?|manifestations?|beneficiaires?|rencontres?|visites?|prestataires?|organisations?|implantations?|"
    r"chefs d'entreprise|intercommunalites?|communes|partenaires|etudiants?|jeunes|heures|etp|evenements?|chantiers?|cooperatives?|etablissements?|entrepreneurs?|stands?|tables? rondes?"
)
_FIGURE = r"(?:\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d{1,2})?"
_STACKED = re.compile(rf"^\s*(?P<n>[+-]?{_FIGURE})\s*(?P<unit>%|€)?\s*$")
_INLINE = re.compile(
    rf"(?<![\d.,/'’°-])(?<!n° )(?P<n>{_FIGURE}|{NUMBER_WORDS})(?:\s*(?P<sign>%|€|euros?\b|millions? d'euros?|m€|k€))?(?P<label>\s*(?:{_UNITS})\b[^.;:,()\n\d]{{0,60}}|"
    r"\s+(?:ont ete |sont |etaient |ont ete\s)?(?:accueilli|diagnosti|accompagne|cree|consolide|suivi|beneficiaire|forme|organise)\w*[^.;:,()\n\d]{0,40})?"
)
_LABELLED = re.compile(rf"^[ \t•*-]*(?P<label>[a-z][^:\n\d]{{2,70}}?)\s*:\s*(?P<n>{_FIGURE})\s*(?P<unit>%|€)?\s*(?=$|[.;,\n(])", re.M)
_ATTENDANCE = re.compile(r"\b(?:presents?|membres|conseillers|procurations?|pouvoirs?|votants?|absents?|exercice)\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d|\s?[-/]\s?20\d\d)")
# A year between brackets or compared with ("qu'en 2009") is that of another figure.
_ASIDE = re.compile(r"\([^()]{0,80}\)|\b(?:qu'en|contre [^.;]{1,30} en|par rapport a(?: l'annee)?)\s+(?:19|20)\d\d")
_SAID_YEAR = re.compile(r"(?:\ben|au titre de l'annee|pour l'annee|l'annee|exercice|annee|bilan|rapport d'activites?|activite[^\n]{0,40}\ben)\s+(?P<year>(?:19|20)\d\d)(?!\s?[-/])")


def number(text: str) -> float | None:
    """A figure in digits ("6.602", "118 000", "17,6") or in words."""
    text = text.strip()
    if re.fullmatch(rf"[+-]?{_FIGURE}", text):
        digits = re.sub(r"[ \u00a0\u202f]|\.(?=\d{3}(?!\d))", "", text).replace(",", ".")
        return float(digits)
    try:
        return float(read_number(text))
    except UnreadableNumber:
        return None


def read_claims(document: Document, *, year: int | None = None) -> list[Claim]:
    """The figures of the text. `year` is that of the whole document, used where a passage gives none."""
    claims: list[Claim] = []
    used: set[int] = set()
    for index in range(len(document.lines)):
        if index not in used:
            _stacked(document, index, year, claims, used)
    for match in _LABELLED.finditer(document.folded):
        if document.index_at(match.start("n")) not in used:
            _labelled(document, match, year, claims, used)
    _inline(document, year, claims, used)
    return sorted(claims, key=lambda c: c.where.line)


def _folded_line(document: Document, index: int) -> str:
    return document.folded[document.start_of(index) : document.start_of(index) + len(document.lines[index].text)].strip()


def _stacked(document: Document, index: int, year: int | None, claims: list[Claim], used: set[int]) -> None:
    match = _STACKED.match(document.lines[index].text)
    if match is None:
        return
    labels: list[int] = []
    for i in range(index + 1, min(index + 7, len(document.lines))):
        line = _folded_line(document, i)
        if not line and i == index + 1:
            continue
        if not line or len(line) > 48 or re.match(r"\d", line) or not re.match(r"[a-z]", line) or re.search(r":\s*\d", line):
            break
        labels.append(i)
    words = " ".join(_folded_line(document, i) for i in labels)
    if not words or not re.search(rf"\b(?:{_UNITS})\b", words):
        return
    printed = " ".join(document.lines[i].text.strip() for i in labels)
    used.update([index, *labels])
    offset = document.start_of(index)
    programme = programme_at(document.folded, offset)
    said = _year_near(document, offset) or year
    head, _, rest = words.partition(" soit ")
    value = number(match["n"])
    if value is None:
        return
    where = document.line_where(index)
    claims.append(Claim(code_of(head, programme), printed[: len(head)].strip(), value, _unit(head, match["unit"]), said, where, programme))
    inner = re.match(rf"(?P<n>{_FIGURE})\s+(?P<label>.+)", rest)
    if inner and (part := number(inner["n"])) is not None:
        line = next((i for i in labels if inner["n"] in document.lines[i].text), index)
        claims.append(Claim(code_of(f"soit {rest}", programme), f"soit {rest}", part, _unit(rest, None), said, document.line_where(line), programme))
    _breakdown(document, labels[-1] + 1, printed, said, claims, used)


def _breakdown(document: Document, start: int, parent: str, year: int | None, claims: list[Claim], used: set[int]) -> None:
    """Lines "CRDVA : 5" under a figure: its parts."""
    for i in range(start, min(start + 8, len(document.lines))):
        match = re.match(rf"^\s*(?P<label>[^:\n]{{2,50}}?)\s*:\s*(?P<n>{_FIGURE})\s*$", document.lines[i].text)
        if match is None:
            return
        value = number(match["n"])
        used.add(i)
        if value is not None:
            claims.append(Claim(None, f"{parent} : {match['label'].strip()}", value, None, year, document.line_where(i), "part"))


def _labelled(document: Document, match: re.Match[str], year: int | None, claims: list[Claim], used: set[int]) -> None:
    label = match["label"].strip()
    if not re.search(rf"\b(?:{_UNITS})\b", label) or match["unit"] == "€" or _ATTENDANCE.search(label):
        return
    value = number(match["n"])
    if value is None or _YEAR.fullmatch(match["n"]):
        return
    programme = programme_at(document.folded, match.start())
    printed = document.text[match.start("label") : match.end("label")].strip()
    where = document.where(match.start("label"), match.end("n"))
    claims.append(Claim(code_of(label, programme), printed, value, _unit(label, match["unit"]), _year_near(document, match.start()) or year, where, programme))
    used.add(document.index_at(match.start("n")))


def _inline(document: Document, year: int | None, claims: list[Claim], used: set[int]) -> None:
    """Numbers before a unit in a sentence; a participle alone takes the unit of the number before it."""
    folded, noun, noun_end = document.folded, "", 0
    for match in _INLINE.finditer(folded):
        if match["label"] is None and match["sign"] not in ("%", "millions d'euros", "million d'euros"):
            continue
        if re.search(r"[A-Z]{2} ?$", document.text[max(0, match.start() - 3) : match.start()]):
            continue  # the number belongs to an acronym ("DLA 21")
        if document.index_at(match.start()) in used or _YEAR.fullmatch(match["n"]) or match["n"] in ("un", "une", "mil", "mille"):
            continue
        value = number(match["n"])
        if value is None:
            continue
        words = re.sub(r"\s+", " ", match["label"] or _after(folded, match.end())).strip()
        unit = re.match(_UNITS, words)
        if unit:
            noun, noun_end = unit[0], match.end()
        elif match["sign"] is None:
            if not noun or match.start() - noun_end > 120 or "\n" in folded[noun_end : match.start()]:
                continue
            noun_end = match.end()
            words = f"{noun} {words}"
        label = _trim(words) or _before(folded, match.start())
        if match["sign"] and "million" in match["sign"]:
            value *= 1_000_000
        programme = programme_at(folded, match.start())
        start, end = match.start(), match.end("sign") if match["label"] is None else match.end()
        said = _bracket_year(folded, match.end()) or _year_near(document, start) or year
        claims.append(Claim(code_of(label, programme), _printed(document, match, label), value, _unit(label, match["sign"]), said, document.where(start, end), programme))


def _after(folded: str, offset: int) -> str:
    return re.split(r"[.;:,()\n]", folded[offset : offset + 60])[0]


def _before(folded: str, offset: int) -> str:
    """The words that stand before a percentage without words after it ("culture 18 %")."""
    return re.split(r"[.;:,()\n%]", folded[max(0, offset - 60) : offset])[-1].strip()


def _trim(words: str) -> str:
    words = re.split(r"\b(?:qui|dont|dans|sur|avec|afin|parmi|grace|lors|pendant|et\s*$|en\s*$)\b", words)[0]
    return re.sub(r"\s+(?:et|ou|en|de|pour|au|aux|a)$", "", words.strip()).strip()


def _printed(document: Document, match: re.Match[str], label: str) -> str:
    if match["label"]:
        raw = re.sub(r"\s+", " ", document.text[match.start("label") : match.end("label")]).strip()
        if fold_in_place(raw).startswith(label):
            return raw[: len(label)]
    return label


def _unit(label: str, sign: str | None) -> str | None:
    if sign:
        return "%" if sign == "%" else "€"
    match = re.search(rf"\b(?:{_UNITS})\b", label)
    return match[0].rstrip("s") + "s" if match else None


def _bracket_year(folded: str, offset: int) -> int | None:
    match = re.match(r"[^.;:,()\n]{0,20}\ben ((?:19|20)\d\d)\b", folded[offset : offset + 40])
    return int(match[1]) if match else None


def _year_near(document: Document, offset: int) -> int | None:
    """The year said in the sentence, else last said above in the same section ("En 2023…", "bilan 2010")."""
    folded = document.folded
    opening = max(*(folded.rfind(mark, 0, offset) for mark in (". ", ".\n", "\n\n", ";")), offset - 200)
    closing = re.compile(r"[.;\n]").search(folded, offset)
    sentence = _ASIDE.sub(" ", folded[max(0, opening + 1) : closing.start() if closing else offset + 120])
    if re.search(r"l'an (?:dernier|passe)|depuis|annee derniere", sentence):
        return None
    years = [int(y) for y in _YEAR.findall(sentence)]
    if len(set(years)) == 1:
        return years[0]
    line = re.match(r"\s*((?:19|20)\d\d)\s*:", folded[folded.rfind("\n", 0, offset) + 1 : offset])
    if line:
        return int(line[1])
    above = [m for m in _SAID_YEAR.finditer(_ASIDE.sub(lambda m: " " * len(m[0]), folded[max(0, offset - 900) : offset]))]
    return int(above[-1]["year"]) if above else None
