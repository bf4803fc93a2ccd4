"""Labels that open the lists of an act: present, absent, proxies; and the marks that close a list.

A label is a run of words of the attendance vocabulary that begins a line or a clause and ends
with a colon, a count in
brackets or the end of the line. What it opens is told by its strongest word: a proxy, then an
absence, then a presence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from probant.ingestion.document import Document

_END = r"(?:\(e\)\(s\)|\(s\)|\(e\)s?|\(es\)|\.e\.?s?|·e·?s?|e?e?s?(?:\(e?s?\)s?|/e?s)?)"
_VOCABULARY = (
    rf"(?:etaient|etait|sont|ont|ete|avaient|avait|a|membres?|conseill(?:er|"
    rf"ere)s?(?:\(e\)s)?|municipaux|municipales|communautaires?|"
    rf"metropolitains?|syndicaux|elue?s?|delegue?e?s?|titulaires?|suppleante?s?|"
    rf"administrateurs?|administratrices?|personnes?|"
    rf"present{_END}|absent{_END}|excus{_END}|non|et|ou|ayant|remis|transmis|un|une|"
    rf"leur|donne(?:e?s?|nt|r)?|avec|sans|pouvoirs?|procurations?|mandats?|mandants?|"
    rf"represent{_END}|deposes?|recus?|la|les?|seance|en|votants?|vote|par|"
    rf"de|droits?|delegations?|vote|egalement|suppleance|reunion|dont|liste|des|"
    rf"assistaient|assistance|qui|bureau|comite|conseil|\+)"
)
_LABEL = re.compile(
    rf"(?<![a-z0-9])(?P<words>{_VOCABULARY}(?![a-z])(?:(?:[ \t/&.+-]{{1,3}}|,[ ]|[ "
    rf"\t]*\n[ \t]*){_VOCABULARY}(?![a-z]))*)[ \t]*"
    r"(?:\((?P<count>\s*\d+\s*)\)|(?<=[a-z) \t])[ "
    r"\t]*[:-]?\s{0,30}(?P<number>\d{1,3})(?!\d|[./]\d)|(?P<dots>\.{3,}))?[ "
    r"\t]*(?P<mark>[:=]|\*\*\s*:|-\s|\n|$|(?=\b))"
)
_PROXY = re.compile(r"pouvoir|procuration|mandat|represent|delegation|delegu\w+ leur")
_ABSENT = re.compile(r"absent|excus")
_PRESENT = re.compile(r"present|assist")

STOP = re.compile(
    r"(?:secretaires?\b(?! general)|ordre du jour|\bobjet\b|rapporteur|nombre de\b|"
    r"nombre d'|date de (?:la )?convocation|convocation\b|convoque|quorum|"
    r"\[[^\]\n]{0,14}(?:\.\.\.|coupe)[^\]\n]{0,14}\]|\*{4,}|-{5,}|_{5,}|l[ea] "
    r"(?:conseil|seance|bureau|comite|quorum|president|maire)\b|lesquels|formant la|"
    r"conformement|"
    r"il a ete procede|depart de|arrivee? de|mouvements?\s*:|expose\b|^\s*vu\b|"
    r"considerant|assistai|invitee?s?\b|questions? \d|votants?\s*:|"
    r"en exercice|soit \d|compte[- ]rendu|proces[- ]verbal|date d[e'u]|affichage|"
    r"assist(?:aient|ait)|administration\s*:|"
    r"m(?:onsieur|adame|\.|me) (?:le |la )?(?:maire|president)e? (?:ouvre|constate|"
    r"declare|demande|rappelle|expose|propose|informe)|"
    r"(?:la )?majorite absolue|membres en exercice|l'assemblee|ouverture|a "
    r"l'unanimite|apres (?:avoir|en avoir|lecture)|le quorum|"
    r"participai|participants? (?:au|sans)|services?\s*:|public\b|presidee? par|sous "
    r"la presidence|constatant|^\s*\d{1,2}\s*[.)/-]\s)",
    re.M,
)


# The head of a column: another one on the same line, or the end of that line.
_IN_COLUMNS = re.compile(r"[ \t]*(?:(?:\t| {3,})[A-ZÀ-Ý][^\n]{3,40}\n|\n)")
_NAME_AHEAD = re.compile(
    r"\s*(?:(?:M\.|MM\.?|Mme|Mmes|Monsieur|Madame)\s|"
    r"[A-ZÀ-Ý]\.(?:\s?-?[A-ZÀ-Ý]\.)*\s?[A-ZÀ-Ý][a-zà-ÿ]|[A-ZÀ-Ý][a-zà-ÿ]+ "
    r"[A-ZÀ-Ý]{2})"
)


@dataclass(frozen=True, slots=True)
class Label:
    """`kind` is present, absent or proxy; `start` is where it begins and `end` where its list
    begins.
    """

    kind: str
    start: int
    end: int
    words: str
    count: int | None
    listed: bool


def _kind(words: str, mark: str) -> str | None:
    if mark != ":" and words.endswith((" par", " de", " a", " et")):
        return None
    if "sans pouvoir" in words or "sans procuration" in words:
        return "absent"
    if _PROXY.search(words):
        return "proxy"
    if _ABSENT.search(words):
        return "absent"
    return "present" if _PRESENT.search(words) else None


def find_labels(document: Document) -> list[Label]:
    """The labels of attendance lists and counts, in order."""
    folded, text, labels = document.folded, document.text, []
    for match in _LABEL.finditer(folded):
        words = match["words"]
        kind = _kind(words, match["mark"])
        if kind is None:
            continue
        before = folded[: match.start()].rstrip(" \t*|")
        opens_line = not before or before[-1] in "\n•-–+▪·"
        marked = match["mark"] not in ("", "\n")
        if not _opens(text, match.start(), before, opens_line, marked, match):
            continue
        count = match["count"] or match["number"]
        label = Label(
            kind,
            match.start(),
            match.end(),
            words,
            int(count) if count else None,
            match["number"] is None,
        )
        labels.append(label)
    return labels


def _opens(
    text: str, start: int, before: str, opens_line: bool, marked: bool, match: re.Match[str]
) -> bool:
    """Whether a run of words is a label and not a piece of a sentence."""
    counted = bool(match["count"] or match["number"])
    if match["mark"] == "- " and not opens_line:
        return counted
    if (
        match["mark"] in ("", "\n")
        and _IN_COLUMNS.match(text, match.end("words"))
        and (opens_line or text[start - 3 : start].isspace() or text[start - 1] == "\t")
    ):
        return text[start].isupper()
    if opens_line:
        if marked or counted or match["mark"] == "\n" or match.end() == len(text):
            return True
        after = text[match.end() : match.end() + 40].lstrip()
        return len(match["words"]) > 6 and bool(
            re.match(r"(?:M\.|MM|Mme|Mmes|MME|Monsieur|Madame|Messieurs|Mesdames)\b", after)
        )
    upper = text[start].isupper()
    if (
        upper
        and match["mark"] == ""
        and re.search(r"s\)?s?$", match["words"])
        and _NAME_AHEAD.match(text, match.end())
    ):
        return True  # columns poured into one line: "Votants 25 Excusé(e)s S. Martin, …"
    return (marked or bool(match["count"])) and (upper or before[-1:] in ".;:,-")
