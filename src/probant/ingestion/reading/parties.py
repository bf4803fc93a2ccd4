"""The parties of a convention: the blocks between "Entre" and "Il est convenu"."""

from __future__ import annotations

import re

from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.draft import Party
from probant.ingestion.reading.names import TITLE, clean_name, strip_titles

_OPENS = re.compile(
    r"^[ \t*]*(?:entre(?:\s+les\s+(?:soussignes?(?:\(?e?e?s?\)?)?|"
    r"parties)[^\n]{0,20})?|parties)\s*[,:]*[ \t*]*(?:$|(?=d'une part))|^[ "
    r"\t*]*entre\s*:?\s+(?=l[ea']|l')",
    re.M,
)
_CLOSES = re.compile(
    r"il (?:est|a ete) (?:propose|convenu|prealablement|expose|d'abord|arrete|"
    r"rappele)|\bpreambule\b|^\W*article\b|ceci expose|prealable|^\W*contexte\b|"
    r"expose\b.{0,20}motifs",
    re.M,
)
_SPLIT = re.compile(
    r"\n[ \t*]*(?:et|ainsi que)[ \t*]*[,:]*[ \t*]*(?=\n)|\n[ "
    r"\t*]*et\s*:?\s+(?=l[ea']\s|l')|d'autre part\W*(?=\n)|\n(?=association\b)"
)
# A line cut inside a sentence, not the next thing said of the party.
_GOES_ON = r"\n(?!\W*(?:ci-apres|partie|d'une|d'autre|en qualite|en sa qualite|agissant|et\b))"
_REPRESENTED = re.compile(
    rf"represente(?:\(?e?\)?)?e?s?\s+par\s+(?P<who>[^,;\n]+(?:{_GOES_ON}[^,;\n]+)?)"
    r"(?P<more>[^;\n]*(?:\n[^\n]*){0,2})|"
    r"(?:,\s*|\b)(?P<role>maire|presidente?)\s*:\s*(?P<named>[^,;]{3,60})"
)
_CAPACITY = re.compile(
    r"(?:en\s+(?:sa\s+)?qualite\s+d[eu']\s*|,\s*(?:son|sa|le|"
    r"la)?\s*)?(?P<role>(?:vice-?)?presidente?|maire(?:\s+en exercice)?|"
    r"directeur(?:\s+general)?|directrice(?:\s+generale)?|adjointe?(?: au maire)?|"
    r"gerante?|prefete?|co-?presidente?|tresori(?:ere|er)|secretaire)(?:\s+de\b[^,;\n]*)?"
)
_NAMED = re.compile(r"ci-apres (?:designee?|denommee?|appelee?)|denommee? ci-apres|d'une part")


def read_parties(document: Document) -> list[Party]:
    """The parties in order, with who represents each and in what capacity."""
    openings = list(_OPENS.finditer(document.folded))
    named = [m for m in openings if _names(document.folded, m, openings)] or openings
    opening = next(
        (m for m in named if "\n" in document.folded[m.end() : m.end() + 2]),
        named[0] if named else None,
    )
    if opening is None:
        return []
    closing = _CLOSES.search(document.folded, opening.end())
    end = min(closing.start() if closing else len(document.folded), opening.end() + 5000)
    parties: list[Party] = []
    start = opening.end()
    for match in [*_SPLIT.finditer(document.folded, start, end), None]:
        stop = match.start() if match else end
        party = _party(document, start, stop)
        if party:
            parties.append(party)
        start = match.end() if match else end
    return parties if len(parties) >= 2 else []


def _names(folded: str, match: re.Match[str], openings: list[re.Match[str]]) -> bool:
    """Whether an opening presents somebody before the next one: a title "entre … et …" does not."""
    following = [one.start() for one in openings if one.start() > match.start()]
    block = folded[match.end() : min([match.end() + 900, *following])]
    return bool(_REPRESENTED.search(block) or _NAMED.search(block))


def _party(document: Document, start: int, end: int) -> Party | None:
    raw, folded = document.text[start:end], document.folded[start:end]
    match = re.search(r"[A-Za-zÀ-ÿ«][^\n]{3,}", raw)
    if match is None:
        return None
    offset = match.start()
    skip = re.match(r"(?:et|d'une part|d'autre part|partie)\W+", folded[offset:])
    offset += skip.end() if skip else 0
    block = raw[offset:]
    cut = re.search(
        r",|;|\n\s*\n|\bdont le siège|\bdomicili|\breprésent|\brégie|\bsise?\b|"
        r"\bsitué|\bayant son|\(|\n(?=[0-9])",
        block,
    )
    name = re.sub(r"\s+", " ", block[: cut.start()] if cut else block.split("\n")[0]).strip(" *:,")
    if len(name) < 3 or re.match(
        r"d['’](?:une|autre) part|(?:partie )?(?:dénommée?|désignée?|appelée?)|"
        r"ci-après|et\b|partie\b",
        name.lower(),
    ):
        return None
    represented, capacity = _representative(folded, raw)
    return Party(
        _quoted(name),
        represented,
        capacity,
        document.where(start + offset, start + offset + len(block.split("\n")[0])),
    )


def _quoted(name: str) -> str:
    return (
        re.sub(r"^(?:la|le|les|l['’])\s*", "", name, flags=re.I).strip() if len(name) > 12 else name
    )


def _representative(folded: str, raw: str) -> tuple[str | None, str | None]:
    match = _REPRESENTED.search(folded)
    if match is None:
        return None, None
    if match["role"]:
        words = raw[match.start("named") : match.end("named")]
        return clean_name(words), raw[match.start("role") : match.end("role")]
    who, more = (
        raw[match.start("who") : match.end("who")],
        raw[match.start("more") : match.end("more")],
    )
    from_who = _capacity(who)
    plain = fold_in_place(who)
    spoken = re.match(
        r"\s*(?:son|sa|le|la)\s+(?:presi\w+|maire\w*|direct\w+(?:\s+general\w*)?|vice\S+)"
        r"(?:\s+en exercice)?\s*",
        plain,
    )
    begin = spoken.end() if spoken else 0
    stop = re.search(
        r"\s+(?:presi\w+|maire|directeur|directrice|agissant|en qualite|en sa qualite)\b",
        plain[begin:],
    )
    name_part = re.sub(r"\s+", " ", who[begin : begin + stop.start() if stop else len(who)]).strip()
    name = clean_name(name_part) if re.search(r"[A-ZÀ-Ý]", name_part) else None
    if name is None:
        named = re.match(
            rf"\s*,\s*(?P<name>{TITLE}\b[^,;\n]{{0,60}}(?:{_GOES_ON}[^,;\n]{{2,60}})?)",
            more,
            re.I,
        )
        if named:
            name = clean_name(re.sub(r"\s+", " ", named["name"]))
    capacity = from_who or _capacity(more)
    return (name and strip_titles(name)), capacity


def _capacity(words: str) -> str | None:
    match = _CAPACITY.search(fold_in_place(words))
    return words[match.start("role") : match.end("role")].strip() if match else None
