"""Counts of an attendance block: members in office, present, proxies, absent, voters.

Read beside their label ("en exercice : 43", "34 présents", "PRESENTS (30)", "dont 1
procuration"), or, where a layout
detached them, from the numbers that stand alone after the labels, in the order of the labels.
"""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.reading.count_rows import counts_in_rows
from probant.ingestion.reading.counting import COUNT, read_count

_MEMBERS = r"(?:membres?|conseillers?|delegues?|elus?|administrateurs?|sieges?)"
_BEFORE = rf"(?P<n>{COUNT})"
_GAP = r"\s{0,3}(?:[:=.…(-]|est de|etait de|s'eleve a|de)?[\s.…:*|]{0,40}"
_PATTERNS: dict[str, tuple[str, ...]] = {
    "in_office": (
        rf"en\s+exercice(?:\s+(?:du|au|dans le)\s+[a-z ]{{3,40}})?{_GAP}{_BEFORE}",
        rf"{_BEFORE}[ \t]+{_MEMBERS}(?:\s+\w+){{0,2}}\s+(?:sont\s+)?en\s+exercice(?!\s*:?\s*\d)",
        rf"{_BEFORE}[ \t]+(?:membres\s+)?en\s+exercice(?!\s*:?\s*\d)",
        rf"(?:compose|constitue|comprend|compte|"
        rf"effectif)\w*\s+(?:legal\w*\s+)?(?:de\s+)?{_BEFORE}\s+{_MEMBERS}",
        rf"effectif\s+(?:legal|du conseil|total)(?:\s+\w+){{0,3}}{_GAP}{_BEFORE}",
        rf"{_MEMBERS}\s+elus?{_GAP}{_BEFORE}",
    ),
    "present": (
        rf"(?:nombre\s+(?:de|d')\s*(?:{_MEMBERS}\s+)?(?:\w+\s+)?|"
        rf"{_MEMBERS}\s+(?:\w+\s+)?|(?<![a-z]))(?:presente?s?|presents\(es\)|"
        rf"present\(e\)s|en seance)(?:\s+(?:participant au vote|a la seance|ou "
        rf"representes?|a l'ouverture(?: de la seance)?|physiquement|lors de "
        rf"l'ouverture))?\s{{0,3}}[:=(.…-]?[\s.…:*|]{{0,30}}{_BEFORE}(?![ \t]*(?:absent|"
        rf"pouvoir|procur|exc)\w*(?!\w|\s*[:=]))",
        rf"{_BEFORE}[ \t]+(?:{_MEMBERS}\s+)?(?:\w+[ \t]+)?(?:etaient\s+)?present(?:e?s|"
        rf"\(e\)s)?(?![a-z])(?!\s*[:=(]|[ \t]*\d)",
    ),
    "proxies": (
        rf"(?:nombre\s+de\s+)?(?:procurations?|pouvoirs?|mandats?|"
        rf"conseillers?\s+representes?|representes?|membres\s+representes?|ayant donne "
        rf"(?:pouvoir|procuration))(?:\s+(?:donnee?s?|recus?|deposes?|ecrits?|de "
        rf"vote))?\s{{0,3}}(?:\(|[:=.…-])[\s.…:*|]{{0,30}}{_BEFORE}",
        rf"(?:(?:dont|et|[,;-])\s*|(?<=\s)){_BEFORE}[ \t]+(?:membres?\s+|"
        rf"conseillers?\s+)?(?:procurations?|pouvoirs?|mandats?|"
        rf"representes?)(?![a-z])(?!\s*[:=(]|\s+(?:a|de)\s+[a-z])",
        rf"(?:pouvoirs?|procurations?)\s+donn\w*\s*\(\s*{_BEFORE}",
    ),
    "absent": (
        rf"(?:nombre\s+(?:de|d')\s*(?:{_MEMBERS}\s+)?|"
        rf"{_MEMBERS}\s+)?(?<![a-z])absent(?:e?s|\(e\)s)?(?:\s+(?:excuses?|non "
        rf"excuses?|sans pouvoir))?\s{{0,3}}[:=(.…-][\s.…:*|]{{0,30}}{_BEFORE}",
        rf"{_BEFORE}[ \t]+(?:{_MEMBERS}\s+)?absent(?:e?s|\(e\)s)?(?![a-z])(?!\s*[:=(]|[ \t]*\d)",
    ),
    "voters": (
        rf"(?:votants?|(?:qui\s+)?ont\s+pris\s+part\s+(?:a\s+la\s+deliberation|"
        rf"au\s+vote)|suffrages\s+exprimes)(?:\s+\w+)?{_GAP}{_BEFORE}",
        rf"{_BEFORE}[ \t]+votants?(?![a-z])(?!\s*[:=(]|[ \t]*\d)",
    ),
}
_COMPILED = {key: tuple(re.compile(p) for p in patterns) for key, patterns in _PATTERNS.items()}
_DETACHED = (
    ("in_office", re.compile(r"en\s+exercice")),
    ("present", re.compile(r"present|en\s+seance")),
    ("proxies", re.compile(r"pouvoir|procuration|represente")),
    ("absent", re.compile(r"absent|excuse")),
    ("voters", re.compile(r"votant|pris part|suffrages")),
)
# The heads of the columns of a table of counts, those that count nobody among them.
_COLUMNS = {
    "legal": re.compile(r"afferents?|effectif legal|quorum|majorite|exprimes"),
    **{key: re.compile(pattern.pattern) for key, pattern in _DETACHED},
}
_MIXED = re.compile(r"en exercice\s+presents?\s+(?:pouvoirs\s+)?votants?")
_SERIES = re.compile(r"\d\s+puis\s+\d|puis\s+\d+", re.S)


def read_counts(document: Document, start: int, end: int) -> dict[str, tuple[int, int, int]]:
    """Counts between two offsets: key → (value, start, end of the words). The first reading of
    each wins.
    """
    folded = document.folded[start:end]
    if _MIXED.search(folded) and _SERIES.search(folded):
        return _mixed(folded, start)
    found = _detached(document, start, end)
    for key, *place in counts_in_rows(document.folded, start, end, _COLUMNS):
        if key in _PATTERNS:
            found.setdefault(key, (place[0], place[1], place[2]))
    for key, patterns in _COMPILED.items():
        if key in found:
            continue
        matches = [m for pattern in patterns for m in pattern.finditer(folded)]
        for match in sorted(matches, key=lambda m: m.start()):
            value = read_count(match["n"])
            if value is not None and not _elsewhere(folded, match):
                found[key] = (value, start + match.start(), start + match.end())
                break
    return found


def _elsewhere(folded: str, match: re.Match[str]) -> bool:
    """A number that is a date, a rank or an hour, or that stands on the next paragraph, counts
    nobody.
    """
    after = folded[match.end("n") : match.end("n") + 14]
    between = folded[match.start() : match.start("n")] if match.start("n") > match.start() else ""
    if between.endswith("(") and after.startswith(")"):
        return False
    if re.match(
        r"\s*(?:/|h\d|heures?|janv|fev|mars\b|avril|mai\b|juin|juil|aout|sept|oct|nov|"
        r"dec|er\b|eme|%|€|[.)]\s*[a-z])",
        after,
    ):
        return True
    return (
        between.count("\n") > 2 and not between.strip().endswith(":") and "exercice" not in between
    )


def _mixed(folded: str, start: int) -> dict[str, tuple[int, int, int]]:
    """A header of three columns poured into the sentence, with counts that vary: only the members
    in office are sure.
    """
    head = _MIXED.search(folded)
    if head is None:
        return {}
    numbers = [
        int(n)
        for n in re.findall(r"(?<![\d:h])\d{1,3}(?![\dh/])", folded[head.end() : head.end() + 300])
    ]
    return (
        {"in_office": (max(numbers), start + head.start(), start + head.end())} if numbers else {}
    )


def _detached(document: Document, start: int, end: int) -> dict[str, tuple[int, int, int]]:
    """Labels in one column and numbers in another: as many lone numbers after the labels as there
    are labels.
    """
    first, last = document.index_at(start), document.index_at(max(start, end - 1))
    labels: list[str] = []
    numbers: list[tuple[int, int, int]] = []
    pending = ""
    for index in range(first, last + 1):
        line = document.folded[document.start_of(index) :].split("\n", 1)[0]
        words = line.strip(" _*-|")
        if not words:
            continue
        if re.fullmatch(r"\d{1,3}", words):
            at = document.start_of(index) + line.index(words)
            numbers.append((int(words), at, at + len(words)))
            if labels and len(numbers) == len(labels):
                break
            continue
        if numbers:
            break
        pending = f"{pending} {words}"
        if words.endswith(":"):
            key = next((k for k, pattern in _DETACHED if pattern.search(pending)), None)
            if key:
                labels.append(key)
            elif labels:
                break
            pending = ""
        elif len(pending) > 80 and labels:
            break
    if len(labels) < 2 or len(labels) != len(numbers) or len(set(labels)) != len(labels):
        return {}
    return dict(zip(labels, numbers, strict=True))
