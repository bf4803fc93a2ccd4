"""How a convention pays: shares, what opens each, and the balance that is what remains."""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Clause
from probant.kernel.numerals import NUMBER_WORDS, UnreadableNumber, read_number

_SHARE = re.compile(
    rf"(?:(?P<rate>\d{{1,3}}(?:[.,]\d+)?)\s*(?:%|pour cent\b)|\b(?P<words>{NUMBER_WORDS})\s+pour "
    r"cent\b(?:\s*\(\s*\d{1,3}\s*%\s*\))?)"
)
_PAY = re.compile(
    r"acompte|avance|sold[ée]|vers(?:e|ee|ement|es|ees|ements)\b|restants?|paiement|mandat|"
    r"crediteee?s?\b|credite|regle(?:e|ment)"
)
_CLOSES = re.compile(
    r"\.\s|\n\s*\n|,\s+(?=(?:et\s+)?les?\s+(?:\d|solde))|\s+et\s+(?=les?\s+(?:solde|\d)|\d)|;|\n\s*[-–•]"
)
_MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_DAY = rf"(?:\d{{1,2}}(?:er)?\s+)?(?:{_MONTHS})\b(?:\s+(?:20\d\d|de\s+[^,;.\n]{{3,40}}))?"
_TRIGGER = re.compile(
    r"(?:\b(?:a|apres|lors de|des|sur|au vu d[eu]s?|a compter de|contre|avant|sous "
    r"reserve de|suite a)\s+(?:la\s+|le\s+|l'|reception\s+|examen\s+(?:du\s+|de\s+(?:la\s+|l')?|"
    r"des\s+)?)*(?:signature|presentation|production|notification|reception|remise|vote|"
    r"approbation|transmission|demarrage|fin|cloture|achevement|justification|justificatifs?|vu|"
    r"debut|realisation|bilan|rapport|compte[- ]rendu|etat|comptes|validation|execution|30|31|"
    r"15|1er)[^,;.\n]{0,100})"
    rf"|\b(?:au|le|avant le|a compter du|en|courant|fin|debut)\s+{_DAY}"
    r"|\bdans (?:le mois|(?:les|un delai de)\s+[^,;.\n]{2,30}(?:mois|jours))"
    r"\s+(?:qui sui(?:t|vent)|suivant|a compter de|apres)[^,;.\n]{0,100}"
)
_BALANCE = re.compile(
    r"\b(?:le|du|un)\s+(?:solde|reliquat|restant|reste)\b(?! (?:debiteur|du compte))"
)
_ONCE = re.compile(
    r"vers\w*[^.;%]{0,80}?\b(?:en une (?:seule )?fois|en un (?:seul |unique )?versement|en "
    r"totalite|dans (?:sa|son) (?:totalite|integralite))\b"
)
_APART = 600  # characters between a share and the balance of the same award


def read_payments(document: Document) -> list[Clause]:
    """The payments in the order of the text, the balance last where it is said without its rate."""
    found: list[tuple[int, Clause]] = []
    folded = document.folded
    for match in _SHARE.finditer(folded):
        opening, end = _around(folded, match)
        sentence = folded[opening:end]
        rate = _rate(match)
        if not _PAY.search(sentence) or not 0 < rate <= 1:
            continue
        trigger = _TRIGGER.search(folded, match.end(), end)
        if trigger is None and not re.search(r"acompte|avance|solde|restant", sentence):
            continue
        found.append((match.start(), _clause(document, rate, trigger, match.start(), end)))
    balance = _balance(document, found)
    if balance is not None:
        found.append(balance)
    if not found:
        found = _once(document)
    return [clause for _, clause in found]


def _rate(match: re.Match[str]) -> float:
    if match["rate"]:
        return float(match["rate"].replace(",", ".")) / 100
    try:
        return read_number(match["words"]) / 100
    except UnreadableNumber:
        return 0.0


def _around(folded: str, match: re.Match[str]) -> tuple[int, int]:
    """Where the sentence of a share begins, and where what is said of it ends."""
    opening = max(
        folded.rfind(".", 0, match.start()),
        folded.rfind("\n\n", 0, match.start()),
        match.start() - 160,
    )
    return opening, _end(folded, match.end())


def _end(folded: str, start: int) -> int:
    closing = _CLOSES.search(folded, start)
    return min(closing.start() if closing else len(folded), start + 240)


def _clause(
    document: Document, rate: float, trigger: re.Match[str] | None, start: int, end: int
) -> Clause:
    words = None
    if trigger:
        words = re.sub(r"\s+", " ", document.text[trigger.start() : trigger.end()]).strip()
    terms: dict[str, object] = {"share_rate": round(rate, 4), "trigger": words}
    return Clause("payment", terms, document.where(start, end))


def _balance(document: Document, found: list[tuple[int, Clause]]) -> tuple[int, Clause] | None:
    """ "Le solde" said without its rate: what the shares above it leave."""
    if not found:
        return None
    paid = sum(float(str(clause.terms["share_rate"])) for _, clause in found)
    last = found[-1][0]
    rest = round(1 - paid, 4)
    match = _BALANCE.search(document.folded, last)
    if match is None or match.start() - last > _APART or not 0 < rest < 1:
        return None
    end = _end(document.folded, match.end())
    trigger = _TRIGGER.search(document.folded, match.end(), end)
    return match.start(), _clause(document, rest, trigger, match.start(), end)


def _once(document: Document) -> list[tuple[int, Clause]]:
    """An award paid whole."""
    match = _ONCE.search(document.folded)
    if match is None:
        return []
    end = _end(document.folded, match.end())
    trigger = _TRIGGER.search(document.folded, match.end(), end)
    return [(match.start(), _clause(document, 1.0, trigger, match.start(), end))]
