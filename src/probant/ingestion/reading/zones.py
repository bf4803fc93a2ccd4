"""Where the lists of an attendance begin and end in the text of an act."""

from __future__ import annotations

import itertools
import re

from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.reading.labels import STOP, Label, find_labels
from probant.ingestion.reading.roll import Roll, read_roll

_LIST_WORDS = frozenset(
    [
        "les",
        "des",
        "aux",
        "par",
        "maire",
        "maires",
        "adjoint",
        "adjoints",
        "adjointe",
        "adjointes",
        "conseiller",
        "conseillers",
        "conseillère",
        "conseillères",
        "municipal",
        "municipaux",
        "municipales",
        "communautaire",
        "communautaires",
        "délégué",
        "délégués",
        "déléguée",
        "déléguées",
        "président",
        "présidente",
        "vice",
        "présidents",
        "titulaire",
        "titulaires",
        "suppléant",
        "suppléants",
        "suppléante",
        "conseillere",
        "conseilleres",
        "delegue",
        "delegues",
        "deleguee",
        "presidente",
        "arrivé",
        "arrivée",
        "arrive",
        "arrivee",
        "partir",
        "question",
        "messieurs",
        "mesdames",
        "monsieur",
        "madame",
        "dit",
        "van",
        "den",
        "der",
    ]
)


def head_labels(document: Document) -> list[Label]:
    """The labels of the first attendance of the text: those that follow each other closely."""
    labels = find_labels(document)
    first = next(
        (i for i, label in enumerate(labels) if label.listed and label.kind == "present"), None
    )
    if first is None:
        first = next((i for i, label in enumerate(labels) if label.listed), None)
    if first is None:
        return []
    kept: list[Label] = []
    for label in labels[max(0, first - 3) :]:
        if kept and label.start - kept[-1].end > 6000:
            break
        if kept and _over(document, kept, label):
            break
        kept.append(label)
    return kept


def _over(document: Document, kept: list[Label], label: Label) -> bool:
    """Whether the attendance ended before `label`: an omission, an agenda or a second list of
    present members.
    """
    between = document.folded[kept[-1].end : label.start]
    if re.search(
        r"\[\s*\.\.\.\s*\]|ordre du jour\s*:?|apres en avoir delibere|^\s*(?:expose|"
        r"considerant|vu )\b",
        between,
        re.M,
    ):
        return True
    listed = [k for k in kept if k.listed]
    again = label.kind == "present" and label.listed and any(k.kind == "present" for k in listed)
    return again and any(k.kind != "present" for k in listed)


def head_end(document: Document, labels: list[Label]) -> int:
    """Where the head of the act ends: counts are not read further down."""
    folded = document.folded
    after = labels[-1].end if labels else 0
    stop = re.compile(
        r"\[\s*\.\.\.\s*\]|ordre du jour|^\W*objet\b\s*:|apres en avoir delibere|"
        r"\bconsiderant\b|^\s*vu\s|\bexpose\b|\bscrutin\b|"
        r"^\s*\d{1,2}\s*[.)/-]\s*[a-z]{4}|\ble conseil municipal,? apres|il est propose",
        re.M,
    )
    match = stop.search(folded, after)
    end = match.start() if match else len(folded)
    return min(end, after + 3500)


# The stamps of electronic transmission, which scans pour into the middle of a sentence.
_STAMP = re.compile(
    r"(?:envoy[ée]|re[çc]u|transmis|d[ée]pos[ée]) en "
    r"pr[ée]fecture\s*(?:le)?\s*:?\s*[\d/.-]*|(?:affich[ée]|"
    r"publi[ée])\s+le\s*:?\s*[\d/.-]+|"
    r"accus[ée] de r[ée]ception[^\n,;]{0,80}|\bID\s*:\s*\d{2,3}-\d{9}-[\w-]+",
    re.I,
)


def without_stamps(raw: str) -> str:
    """The list without its stamps, of the same length."""
    return _STAMP.sub(lambda match: " " * len(match[0]), raw)


def roll_of(document: Document, labels: list[Label], index: int) -> Roll:
    label = labels[index]
    end = labels[index + 1].start if index + 1 < len(labels) else len(document.text)
    end = min(end, label.end + 9000)
    stop = _stop(document, label.end, end)
    raw = without_stamps(document.text[label.end : stop])
    proxies = label.kind == "proxy"
    return read_roll(raw, label.end, proxies=proxies)


def rolls_in_columns(document: Document, labels: list[Label]) -> list[tuple[Label, Roll]]:
    """Two labels at the head of two columns: each reads its own side of the lines below."""
    for left, right in itertools.pairwise(labels):
        index = document.index_at(left.start)
        between = document.text[left.start : right.start]
        if (
            index != document.index_at(right.start)
            or not re.search(r"\t| {3,}$", between)
            or not (left.listed and right.listed)
        ):
            continue
        start = document.start_of(index) + len(document.lines[index].text) + 1
        end = _stop(document, start, min(len(document.text), start + 6000))
        edge = right.start - document.start_of(index) - 2
        sides = ["", ""]
        for line in document.text[start:end].splitlines(keepends=True):
            cut = line.find("\t") if "\t" in line else edge
            cut = len(line) if cut < 0 else cut
            blank = [" " if c != "\n" else c for c in line]
            sides[0] += line[:cut] + "".join(blank[cut:])
            sides[1] += "".join(blank[:cut]) + line[cut:]
        return [
            (label, read_roll(side, start, proxies=label.kind == "proxy"))
            for label, side in zip((left, right), sides, strict=True)
        ]
    return []


_FUNCTION = re.compile(r"secretaire(?: (?:generale?|adjointe?))?\s*(?:[,;)]|\n|$)")


def _stop(document: Document, start: int, end: int) -> int:
    """The first mark that closes a list and is no part of a bracket or of a function."""
    folded = document.folded
    for match in STOP.finditer(folded, start, end):
        before = folded[start : match.start()]
        if before.count("(") > before.count(")") or (
            before.count("[") > before.count("]") and folded[match.start()] != "["
        ):
            continue
        line = before.rsplit("\n", 1)[-1]
        if _FUNCTION.match(folded, match.start()) and line.rstrip().endswith((",", "(")):
            continue  # "Anne ROC, secrétaire": a function of the list, not the secretary's label
        if match[0].startswith("secretaire") or "designe" in line or "nomme" in line:
            opening = re.search(r"(?:m(?:onsieur|adame|me|lle|r)?\.?\s+)?[^\n.;:]*$", before)
            if (
                match[0].startswith("secretaire")
                and re.search(r"nomme|designe|elue?|choisi", line)
                and opening
            ):
                return start + len(before) - len(line)
        if match[0].startswith(
            ("le maire", "le president", "la president", "la maire")
        ) and re.search(r"(?:a|m\.|monsieur|madame|mme)\s+$", before):
            continue
        if match[0] in ("a l'unanimite", "rapporteur") and not before.strip():
            continue
        end = match.start() - len(_opening_words(document.text[start : match.start()]))
        break
    return _prose(document, start, end)


def _opening_words(before: str) -> str:
    """The words of a sentence that the mark stands in ("Les fonctions de" secrétaire): no name."""
    sentence = re.split(r"\n|[.;]\s", before)[-1]
    words = re.findall(r"[^\W\d_]+", sentence)
    prose = len(words) > 1 and all(word.islower() for word in words[1:])
    return sentence if prose and not sentence[0].isspace() else ""


def _prose(document: Document, start: int, end: int) -> int:
    """A paragraph of prose, or a heading, closes the list above it."""
    for match in re.finditer(r"\n[ \t]*\n\s*(?=(?P<line>[^\n]+))", document.text[start:end]):
        before = document.text[start : start + match.start()].rstrip()
        line = document.folded[start + match.start("line") : start + match.end("line")]
        words = [
            w
            for w in re.findall(r"(?<![\w'’])[a-zà-ÿ]{3,}", match["line"])
            if fold_in_place(w) not in _LIST_WORDS
        ]
        if (
            before.strip(" :\n")
            and not before.endswith((",", "-", "–", "M.", "Mme", ":"))
            and len(words) >= 2
            and not re.search(r"pouvoir|procuration|excus|absent|represent", line)
        ):
            return start + match.start()
    return end
