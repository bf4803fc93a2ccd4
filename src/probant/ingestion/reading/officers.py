"""Who presides, who keeps the minutes, who reports: read from labels and from sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.reading.names import LETTER, NAME_WORD, TITLE, UPPER, clean_name
from probant.kernel.finding import Where

_PERSON = (
    rf"(?P<name>(?:{TITLE}(?:\.\s*|\s+))?{NAME_WORD}(?:[ \t]{{1,3}}{NAME_WORD}|"
    rf"(?<=[a-zà-ÿ.])\n(?=[{UPPER}]{{2}}){NAME_WORD}|(?<=[ .-]){NAME_WORD}){{0,6}})"
)
_AT = re.compile(rf"[\s:*.«\"|_-]*(?:par\s+|est\s+)?{_PERSON}")
_PRESIDENT = (
    r"sous\s+la\s+presidence\s+(?:de\s+|d'|du\s+|effective de\s+)",
    r"\bpresidence\s*(?:de\s+seance\s*)?(?::|de\s+|d')(?:(?:puis|\d+|,)\s*)*",
    # counts of a side column poured into the sentence
    r"\bpresidence\s+(?:(?:puis|\d+|,|de)\s*)+(?=m)",
    r"\b(?<!vice-)(?<!vice )presidente?(?:\(e\))?\s*(?:de\s+(?:la\s+)?seance\s*)?\**\s*:",
    r"\bpreside(?:e|s)?\s+par\s+",
    r"\bconvocation\s+de\s+(?=m)",
    r"\bconvoquee?s?\s+par\s+(?=m)",
)
_PRESIDENT_AFTER = (
    r",?\s*(?:en (?:sa )?qualite de\s+)?(?:le |la )?(?:maire|"
    r"presidente?)[^.\n]{0,60}?(?:ouvre|preside|declare)",
)
_SECRETARY = (
    r"secretaires?\s*(?:de\s+(?:la\s+)?seance|elue?|designee?|nommee?|"
    r"administrati(?:f|ve))?(?:\(e\))?s?(?:\s+(?:elue?|"
    r"designee?)(?:\(e\))?)?\s*\**\s*:",
    r"secretariat\s+(?:de\s+(?:la\s+)?seance\s+)?(?:est\s+|a ete\s+)?(?:assure\s+par|:)",
    r"(?:designe|nomme|elit|choisi[ts]?)e?\s+(?:comme|en qualite de|pour|en tant "
    r"que)?\s*(?:secretaire(?:\s+de\s+(?:la\s+)?seance)?)\s*:?\s+",
    r"fonctions? de secretaire(?:\s+de\s+(?:la\s+)?seance)?\s+(?:sont|est|ont ete|a "
    r"ete)\s+(?:remplies?|assurees?|confiees?)\s+(?:par|a)\s+",
    r"^\W*secretaire\s+de\s+seance\s*\n",
)
_SECRETARY_AFTER = re.compile(
    r",?\s*(?:qui accepte,?\s*)?(?:ayant obtenu[^.,]{0,60},?\s*)?(?:a\s+ete|est|ete|"
    r"ayant\s+ete|fut)\s+(?:\w+\s+)?(?:designee?|nommee?|elue?|choisie?)\s+"
    r"(?:a l'unanimite\s+|par le conseil\s+\w*\s*)?(?:comme\s+|en\s+qualite\s+de\s+|"
    r"pour\s+remplir\s+(?:ces|les)\s+fonctions|pour\s+|en tant que\s+|aux fonctions "
    r"de\s+)?(?:la\s+|le\s+)?(?:secretaire)?"
)
_DESIGNATES = re.compile(r"(?:designe|nomme|elit)\s+")
_SECRETARY_LEAD = re.compile(
    r"(?:est|sont|a ete)\s+(?:designee?|nommee?|"
    r"elue?)\s+secretaire\s+de\s+(?:la\s+)?seance\s*:?\s*(?=m)"
)
_RAPPORTEUR = (
    r"rapporteu(?:r|se)(?:\(e\))?\s*\**\s*:",
    r"(?:sur\s+(?:le\s+)?rapport|sur\s+proposition)\s+de\s+(?=m)",
)
_EXPOSES = re.compile(r"\b(?:expose|rapporte)\s*(?::|\n|ce qui suit)")
_LAST_NAME = re.compile(
    rf"(?:^|\s|,)((?:{TITLE}(?:\.\s*|\s+))?{NAME_WORD}(?:(?:\s|\s?[-–]\s?|(?<=[.-])){NAME_WORD}){{0,6}})\s*,?\s*$"
)
_TITLED_LEAD = re.compile(rf"\W*{TITLE}\b")
_NOT_A_NAME = re.compile(
    r"^(?:puis|secretaire|maire|president|convocation|present|nombre|date|objet|"
    r"membres?|rapporteur|le |la |conseil|seance|etaient|mairie|commune)\b"
)

_CAPITAL_ARTICLE = re.compile(rf"L[EA] [{UPPER}]{{2}}")  # "LE GOFF", never "le conseil"


_WRAPPED = re.compile(
    rf"\n(?P<more>[{UPPER}]{{2,}}[{UPPER}'’-]*(?:[ "
    rf"][{UPPER}]{{2,}}[{UPPER}'’-]*){{0,2}})(?=[.,;]|\s*\n)"
)
_STOPS = re.compile(
    r"(?:ordre|presents?|etaient|absents?|conseillers?|nombre|convocation|date|objet|"
    r"secretaire|rapporteur|membres|le|la|pouvoirs?|procurations?|excuses?|votants?|"
    r"il|conformement|maire|seance|quorum)\b"
)


def _until_label(name: str) -> str:
    """A name that runs into the next label is cut before it."""
    words = re.split(r"(?<=\s)", name)
    for i, word in enumerate(words[1:], 1):
        if _STOPS.match(fold_in_place(word)) and word.strip() not in (
            "LE",
            "LA",
            "Le",
            "La",
            "le",
            "la",
        ):
            return "".join(words[:i])
    return name


def read_president(document: Document) -> tuple[str, Where] | None:
    """The person who presides the sitting."""
    return _after_labels(document, _PRESIDENT)


def read_rapporteur(document: Document) -> tuple[str, Where] | None:
    """The person who reports, by a label or by "Madame X… expose"."""
    found = _after_labels(document, _RAPPORTEUR)
    if found:
        return found
    for match in _EXPOSES.finditer(document.folded):
        start = document.start_of(document.index_at(match.start()))
        lead = re.split(r"[,\n]", document.text[start : match.start()])[0]
        name = clean_name(lead) if len(lead) < 80 and _TITLED_LEAD.match(lead) else None
        if name:
            return name, document.where(start, start + len(lead))
    return None


def read_secretary(document: Document) -> tuple[str, Where] | None:
    """The secretary of the sitting (L2121-15)."""
    sentence = _before_verb(document)
    label = _after_labels(document, _SECRETARY)
    if sentence and label:
        return sentence if len(sentence[0].split()) >= len(label[0].split()) else label
    return sentence or label or _lead(document)


def _lead(document: Document) -> tuple[str, Where] | None:
    for match in _SECRETARY_LEAD.finditer(document.folded):
        found = _name_at(document, match.end())
        if found:
            return found
    return None


def _before_verb(document: Document) -> tuple[str, Where] | None:
    """ "Madame X a été nommée secrétaire", "M. Y… a été désigné pour remplir ces fonctions"."""
    folded = document.folded
    for match in _SECRETARY_AFTER.finditer(folded):
        if "secretaire" not in match[0] and "fonctions" not in match[0]:
            continue
        if (
            "fonctions" in match[0]
            and "secretaire" not in folded[max(0, match.start() - 400) : match.start()]
        ):
            continue
        opening = match[0][: len(match[0]) - len(match[0].lstrip(" \n,"))]
        if "\n\n" in opening or folded[: match.start()].endswith((".", ":", ";")):
            continue  # "…M. ROY. A été élue secrétaire : …" names nobody before the verb
        start = max(
            folded.rfind(mark, 0, match.start()) for mark in ("\n\n", ". ", ".\n", ": ", ";")
        )
        before = document.text[max(start + 1, match.start() - 120) : match.start()].split("\n\n")[
            -1
        ]
        line = before.strip().split("\n")[-1]
        for lead in (line, " ".join(before.split())):
            tail = _LAST_NAME.search(lead)
            name = clean_name(re.sub(r"\s[-–]\s", "-", tail[1])) if tail else None
            if name and not _NOT_A_NAME.match(name.lower()):
                return name, document.where(match.start() - len(tail[1]), match.start())  # type: ignore[index]
    return None


def _after_labels(document: Document, patterns: tuple[str, ...]) -> tuple[str, Where] | None:
    for pattern in patterns:
        for match in re.finditer(pattern, document.folded, re.M):
            found = _name_at(document, match.end())
            if found:
                return found
    return None


def _name_at(document: Document, offset: int) -> tuple[str, Where] | None:
    match = _AT.match(document.text, offset)
    if match is not None:
        wrapped = _WRAPPED.match(document.text, match.end())
        line = document.lines[document.index_at(match.end() - 1)].text
        if (
            wrapped
            and len(line) > 60
            and match["name"].split()[-1].isupper()
            and not _STOPS.match(fold_in_place(wrapped["more"]))
        ):
            name = clean_name(_until_label(f"{match['name']} {wrapped['more']}"))
            if name:
                return name, document.where(match.start("name"), match.end("name"))
    if match is None or document.folded[offset : match.start("name")].count("\n") > 2:
        return None
    name = clean_name(_until_label(match["name"]))
    folded = document.folded[match.start("name") : match.end("name")]
    if name is None or (
        _NOT_A_NAME.match(folded) and not _CAPITAL_ARTICLE.match(document.text, match.start("name"))
    ):
        return None
    if not re.search(rf"[{LETTER}]{{2}}", name):
        return None
    return name, document.where(match.start("name"), match.end("name"))


def names_in(text: str) -> Iterator[str]:
    """Names that follow a title in a piece of text."""
    for match in re.finditer(rf"{TITLE}(?:\.\s*|\s+){NAME_WORD}(?:[ ]{NAME_WORD}){{0,4}}", text):
        name = clean_name(match[0])
        if name:
            yield name
