"""The head of an act: the body that sat, the days, the number, the subject."""

from __future__ import annotations

import re
from datetime import date

from probant.ingestion.document import Document
from probant.ingestion.reading.names import UPPER
from probant.kernel.dates import FoundDate, UnreadableDate, read_date
from probant.kernel.finding import Where

_SITTING = re.compile(
    r"(?:seance|reunion|session|assemblee)\s*(?:publique|ordinaire|extraordinaire|"
    r"pleniere|generale|du conseil[a-z ]{0,30}|du bureau[a-z ]{0,30}|du comite[a-z "
    r"]{0,20}|de travail)*\s*"
    r"(?:du|de|en date du|:|le|tenue le)?\s*(?:\n\s*)?(?:du\s+)?$"
)
_BODY_DATE = re.compile(
    r"(?:conseil|bureau|comite|assemblee|commission)\b[a-z'’ \n-]{0,60}(?:du|le|:|,|-)?\s*$"
)
_SHORT = re.compile(r"\b(?:cm|cc|ca|bc|cs|cr|pv|seance)\s*[-–.: ]*(?:du\s*)?$")
# A title names the day of its own sitting: "Compte rendu de la séance du…" alone on a line.
_TITLE_LINE = re.compile(
    r"\W*(?:compte[- ]?rendu|proces[- ]verbal|pv|releve|"
    r"extrait)[^\n.;,]{0,60}?(?:seance|reunion|conseil|bureau|comite|"
    r"assemblee)[^\n.;,]{0,40}?(?:du|de)\s[^\n.;,]{4,40}$",
    re.M,
)
_OTHER = re.compile(
    r"convo|affich|publi|preced|approbation|adopt|compte[- ]?rendu (?:de la|du "
    r"conseil|d[ue])|proces[- ]verbal (?:de la|d[eu])|delib|loi|decret|arret[eé]|vu |"
    r"ordonnance|"
    r"prefecture|depos|recu|transmis|statuts|fait a|signe|avis|election|mandat|"
    r"echeance|avant le|jusqu|a compter|depuis|courrier|lettre|ne le|commission|"
    r"saisine|prochaine?"
)
_CONVENED = re.compile(r"convo(?:cation|que)\w*(?:\(e\))?s?(?:[^\n\d]|\n){0,70}$")
_PUBLISHED = re.compile(
    r"(?<!journal officiel )(?:publi(?:ee?s?|cation|e)|affich(?:ee?|age|"
    r"e))\b(?![^\n\d]*journal)[^\n\d]{0,50}\n{0,2}[^\n\d]{0,12}$"
)
_TRANSMITTED = re.compile(
    r"(?:deposee?|(?<!convocation )envoyee?|transmi(?:se?|ssion)|teletransmi\w+|depot)\b"
    r"(?:[^\n\d.]|\n){0,60}$|"
    r"recue?\b[^.\d]{0,24}prefecture[^.\d]{0,24}$|prefecture\s*(?:le)?\s*:\s*$"
)
_NUMBER = re.compile(
    r"(?:(?:^|\n)[ \t*#]*(?:deliberation|decision|acte)\s*(?:municipale\s*|"
    r"communautaire\s*)?n\s?(?:[°ºo]|um\w*)\s*:?\s*|(?:^|\n)\s*n\s?[°º]\s*:?\s*|"
    r"numero\s*(?:de l'acte|de la deliberation)?\s*:\s*|(?:^|\n)\s*dossier "
    r"n\s?[°º]\s*:?\s*|(?:^|\n)[ \t*#]*(?:deliberation|decision)\s+"
    r"(?=[a-z]{0,4}[-_]?\d[\w./_-]*[ \t]*(?:\n|$))(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b))"
    r"(?P<number>(?:[a-z]{1,4}[-_./ ]?)?\d[\w./_-]*(?:\s?[-/]\s?\d+)*)(?![\w)])"
)
_SUBJECT = re.compile(
    r"(?<!pour )(?<!l')(?<!d')\bobjet\b(?=\W{0,4}(?:[:\n]|\W*de la "
    r"deliberation))\W{0,8}(?:\W*de\s+la\s+deliberation\W*)?\s*(?P<subject>\S[^\n]*(?"
    r":\n(?!\s*\n)(?!\W*(?:rapporteur|vu |considerant|present|le conseil|l'an |"
    r"monsieur|madame|date|membres)\b)[^\n]+){0,4})"
)


def _window(document: Document, found: FoundDate, width: int = 80) -> str:
    return document.folded[max(0, found.start - width) : found.start]


def dates_of(document: Document, limit: int = 12_000) -> list[FoundDate]:
    """The complete dates of the first part of the text."""
    return [found for found in document.dates if found.start < limit]


def session_dates(document: Document, dates: list[FoundDate]) -> list[tuple[int, FoundDate]]:
    """Dates that can be the day of the sitting, with a weight: what names it first."""
    scored = []
    for found in dates:
        before = _window(document, found)
        near = before[-34:]
        line = document.index_at(found.start)
        weight = 4 if line < 12 else 0
        if line < 12 and _TITLE_LINE.match(document.folded, document.start_of(line)):
            scored.append((weight + 10, found))
            continue
        if found.text.lower().lstrip().startswith(("l'an", "l’an", "l`an", "l´an")) or re.search(
            r"l'an\W*$", before
        ):
            weight += 12
        elif _SITTING.search(before) and not re.search(
            r"preced|derniere|prochaine|lors de la|rendu de la|verbal de la", before[-60:]
        ):
            weight += 10
        elif _BODY_DATE.search(before) and not re.search(
            r"approb|adopt|compte[- ]rendu (?:de la|du conseil)\b[^\n]*$|(?<!\n)\bdelib[a-z]* du",
            before[-70:],
        ):
            weight += 8 + (
                12 if re.search(r"\ndeliberations? du [a-z ]*$", before) and line < 12 else 0
            )
        elif _SHORT.search(near):
            weight += 6
        if (_OTHER.search(near.rsplit("\n", 1)[-1]) and weight < 12) or (
            re.search(r"convo|affich|publication|saisine", near) and weight < 12
        ):
            weight -= 12
        if re.search(r"soumis|approuv|adopt|valid|approbation", before[-70:].rsplit("\n", 1)[-1]):
            weight -= 12
        if weight > 0:
            scored.append((weight, found))
    return scored


def read_session_date(document: Document, dates: list[FoundDate]) -> tuple[date, Where] | None:
    """The day of the sitting: of the best named dates, the first."""
    scored = session_dates(document, dates)
    if not scored:
        return None
    weight = max(w for w, _ in scored)
    found = next(f for w, f in scored if w == weight)
    return found.value, document.where(found.start, found.end)


def read_enabling_date(document: Document, dates: list[FoundDate]) -> tuple[date, Where] | None:
    """The day of the deliberation that authorises a convention."""
    for found in dates:
        before = _window(document, found, 120)
        if re.search(r"(?:deliberation|habilite|autorise|vertu)[^.;]{0,100}$", before):
            return found.value, document.where(found.start, found.end)
    return None


def _first(
    document: Document, dates: list[FoundDate], pattern: re.Pattern[str]
) -> tuple[date, Where] | None:
    previous = 0
    for found in dates:
        before = document.folded[max(previous, found.start - 90) : found.start]
        if pattern.search(before):
            return found.value, document.where(found.start, found.end)
        previous = found.end
    return None


def read_convened_on(
    document: Document, dates: list[FoundDate], sitting: date | None = None
) -> tuple[date, Where] | None:
    """The day of the convocation; without its year ("convocation : 04 mars"), of the year of the
    sitting.
    """
    found = _first(document, dates, _CONVENED)
    if found or sitting is None:
        return found
    for match in re.finditer(
        r"convo(?:cation|que)\w*[^\n\d]{0,20}?(?P<day>(?:\d{1,2}(?:er)?|[a-z]+(?:[- "
        r"][a-z]+)?)\s+[a-z]{3,9})\b",
        document.folded[:5000],
    ):
        words = document.text[match.start("day") : match.end("day")]
        for text in (words, words.split(" ", 1)[-1]):
            try:
                day = read_date(f"{text} {sitting.year}")
            except UnreadableDate:
                continue
            if day <= sitting:
                return day, document.where(match.start("day"), match.end("day"))
    return None


def read_published_on(document: Document, dates: list[FoundDate]) -> tuple[date, Where] | None:
    return _first(document, dates, _PUBLISHED)


def read_transmitted_on(document: Document, dates: list[FoundDate]) -> tuple[date, Where] | None:
    return _first(document, dates, _TRANSMITTED)


def read_number(document: Document, limit: int = 6000) -> tuple[str, Where] | None:
    """The number of the act, near its head."""
    for match in _NUMBER.finditer(document.folded, 0, min(limit, len(document.folded))):
        printed = document.text[match.start("number") : match.end("number")].strip(" .-/")
        if len(printed) >= 2 or "deliberation" in match[0]:
            return printed, document.where(match.start("number"), match.end("number"))
    return None


def read_subject(document: Document) -> tuple[str, Where] | None:
    """What follows "Objet"; a section title in capitals above it is passed over."""
    match = _SUBJECT.search(document.folded)
    if match is None:
        return _beside_number(document)
    raw = document.text[match.start("subject") : match.end("subject")]
    text = re.sub(r"\s+", " ", raw).strip(" *_:-")
    return (
        (text[:400], document.where(match.start("subject"), match.end("subject"))) if text else None
    )


def _beside_number(document: Document) -> tuple[str, Where] | None:
    """The words that follow the number of the act on its line and the next one."""
    match = re.search(
        r"^\s*(?:deliberation\s+)?n\s?[°º]\s*[\w./-]+\s*[-:]?\s*(?P<subject>[a-z][^\n"
        r"]{8,}|\n[a-z][^\n]{8,})",
        document.folded[:5000],
        re.M,
    )
    if match is None:
        return None
    text = re.sub(r"\s+", " ", document.text[match.start("subject") : match.end("subject")]).strip(
        " -:"
    )
    return text, document.where(match.start("subject"), match.end("subject"))


_DAY_NAME = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|mars|"
    r"avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b"
)
_PROPER = (
    rf"[{UPPER}][\w'’-]*(?:[ -](?:[{UPPER}][\w'’-]*|de|du|des|la|le|les|en|sur|sous|et|lès|"
    rf"d['’]|l['’]))*(?:[ -][{UPPER}][\w'’-]*)?"
)
_ORGANS = re.compile(
    rf"(?P<organ>(?i:conseil\s+(?:municipal|communautaire|m[ée]tropolitain|"
    rf"d[ée]partemental|r[ée]gional|d['’]administration|syndical|d['’]arrondissement|"
    rf"de communaut[ée])|"
    rf"bureau\s+(?:m[ée]tropolitain|communautaire|syndical)|comit[ée]\s+syndical|"
    rf"conseil\s+du\s+\d+e\s+arrondissement|assembl[ée]e\s+g[ée]n[ée]rale))"
    rf"(?P<of>\s+(?i:de\s+la|de\s+l['’]|de|du|d['’])\s*(?:(?i:ville|commune|"
    rf"communaut[ée] de communes|communaut[ée] d['’]agglom[ée]ration|m[ée]tropole|"
    rf"association|cc)\s+(?i:de\s+la|de|du|des|d['’])?\s*)?(?P<place>{_PROPER}))?"
)
_PLACE = re.compile(
    rf"(?i:\b(?:ville|commune|mairie|communaut[ée] de communes|communaut[ée] "
    rf"d['’]agglom[ée]ration|m[ée]tropole|cc)\s+(?:de\s+la\s+|de\s+|du\s+|des\s+|"
    rf"d['’]\s?)?)(?P<place>{_PROPER})"
)


def read_body(document: Document) -> tuple[str, Where] | None:
    """The body that deliberates: an organ and its place ("Conseil municipal de …")."""
    head = document.text[:5000]
    organ: re.Match[str] | None = None
    for match in _ORGANS.finditer(head):
        if (
            match["place"]
            and len(match["place"]) > 2
            and not _DAY_NAME.search(document.folded[match.start() : match.end()])
        ):
            name = re.sub(r"\s+", " ", match["organ"].capitalize() + match["of"])
            return _tidy(name), document.where(match.start(), match.end())
        organ = organ or match
    place = next((m for m in _PLACE.finditer(head) if len(m["place"]) > 2), None)
    if organ and place:
        name = f"{organ['organ'].capitalize()} de {place['place']}"
        return _tidy(name), document.where(place.start(), place.end())
    if organ:
        return _tidy(organ["organ"].capitalize()), document.where(organ.start(), organ.end())
    return (_tidy(place[0]), document.where(place.start(), place.end())) if place else None


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" -–,.;*")
