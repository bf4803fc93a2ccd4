"""Clauses of a convention as values: payment, notice, duration, committee, evidence."""

from __future__ import annotations

import re

from probant.funding.rules.references import lists_pieces
from probant.ingestion.document import Document
from probant.ingestion.draft import Clause
from probant.ingestion.reading.counting import COUNT, read_count

_N = rf"(?P<n>{COUNT})"
_UNIT = r"(?P<unit>ans?|annees?|mois|jours|semaines)"
_SHARE = re.compile(r"(?P<rate>\d{1,3}(?:[.,]\d+)?)\s*%")
_PAY = re.compile(r"acompte|avance|sold[ée]|vers(?:e|ee|ement|es|ees)\b|restants?|paiement|mandat")
_CLOSES = re.compile(r"\.\s|\n\s*\n|,\s+(?=les?\s+\d)|\s+et\s+(?=les?\s+(?:solde|\d))|;")
_TRIGGER = re.compile(
    r"(?:\b(?:a|apres|lors de|des|sur|au vu d[eu]s?|a compter de|contre|avant|sous "
    r"reserve de|suite a)\s+(?:la\s+|le\s+|l'|reception\s+)*(?:signature|presentation|"
    r"production|notification|reception|remise|vote|approbation|transmission|"
    r"demarrage|"
    r"fin|cloture|achevement|justification|justificatifs?|vu|debut|realisation|30|31|"
    r"15|1er)[^,;.\n]{0,100})"
)
_NOTICE = re.compile(rf"(?:preavis|delai)\s+(?:de\s+|d'\s?)?{_N}\s+{_UNIT}")
_LETTER = re.compile(
    r"(?:lettre|courrier)\s+recommandee?(?:\s+avec\s+(?:demande d'\s?)?(?:accuse|"
    r"avis)\s+de\s+reception)?"
)
_DURATION = re.compile(
    rf"(?:duree|periode)\s+(?:initiale\s+|determinee\s+|maximale\s+|"
    rf"totale\s+)?(?:de\s+|d'\s?|est de\s+|est fixee a\s+){_N}\s+{_UNIT}|(?:conclue|"
    rf"etablie|consentie|valable|signee)\s+pour\s+(?:une\s+(?:duree|"
    rf"periode)\s+(?:de\s+|d'\s?))?{_N}\s+{_UNIT}".replace("(?P<n>", "(?P<n1>", 1).replace(
        "(?P<unit>", "(?P<u1>", 1
    )
)
_YEARS = re.compile(
    r"\bannees?\s+(?P<first>20\d\d)(?:\s*[-/,]\s*20\d\d)*\s*(?:[-/]|et|"
    r"a)\s*(?P<last>20\d\d)|\b(?P<a>20\d\d)\s?[-/]\s?(?P<b>20\d\d)\b"
)
_RENEWAL = (
    (
        "tacite",
        re.compile(
            r"tacite(?:ment)?\s+(?:recondu|reconduction)|reconduction tacite|"
            r"renouvelable par tacite"
        ),
    ),
    (
        "expresse",
        re.compile(
            r"reconduction expresse|expressement (?:reconduit|renouvel)|renouvellement expres"
        ),
    ),
    ("aucun", re.compile(r"non renouvelable|sans (?:tacite )?reconduction")),
)
_COMMITTEE = re.compile(
    rf"(?P<who>comite (?:de (?:pilotage|suivi)|technique)|instance de suivi|commission "
    rf"de suivi|reunion de suivi|se reuni\w+)[^.]{{0,260}}?(?:(?:au "
    rf"moins\s+)?{_N}\s+fois\s+(?:par|l')\s*an|annuel|(?P<twice>semestriel|deux fois "
    rf"par an)|(?P<quarter>trimestriel))"
)
_TIMES = re.compile(
    rf"(?:au (?:moins|minimum)\s+)?{_N}\s+fois\s+par\s+an[^.]{{0,120}}(?:reuni|comite)"
)
_EVIDENCE = re.compile(
    r"pieces? justificatives?|justificatifs|documents? (?:suivants?|ci-(?:apres|"
    r"dessous|dessus)|mentionnes)|elements suivants|compte[- ]rendu financier|bilan "
    r"(?:financier|d'activite)"
)


def _months(count: int | None, unit: str) -> int | None:
    if count is None:
        return None
    if unit.startswith("an"):
        return count * 12
    return count if unit == "mois" else None


def read_clauses(document: Document) -> list[Clause]:
    """The clauses, in the order of their kinds then of the text."""
    clauses = [
        *_payments(document),
        *_notices(document),
        *_durations(document),
        *_committees(document),
    ]
    match = _EVIDENCE.search(document.folded)
    if match:
        clauses.append(
            Clause(
                "evidence",
                {"list_found": lists_pieces(document.folded)},
                document.where(match.start(), match.end()),
            )
        )
    return clauses


def _payments(document: Document) -> list[Clause]:
    clauses = []
    folded = document.folded
    for match in _SHARE.finditer(folded):
        opening = max(
            folded.rfind(".", 0, match.start()),
            folded.rfind("\n\n", 0, match.start()),
            match.start() - 160,
        )
        closing = _CLOSES.search(folded, match.end())
        end = min(closing.start() if closing else len(folded), match.end() + 240)
        sentence = folded[opening:end]
        rate = float(match["rate"].replace(",", ".")) / 100
        if not _PAY.search(sentence) or not 0 < rate <= 1:
            continue
        trigger = _TRIGGER.search(folded, match.end(), end)
        if trigger is None and not re.search(r"acompte|avance|solde|restant", sentence):
            continue
        words = (
            re.sub(r"\s+", " ", document.text[trigger.start() : trigger.end()]).strip()
            if trigger
            else None
        )
        clauses.append(
            Clause(
                "payment",
                {"share_rate": round(rate, 4), "trigger": words},
                document.where(match.start(), end),
            )
        )
    return clauses


def _notices(document: Document) -> list[Clause]:
    clauses = []
    folded = document.folded
    for match in _NOTICE.finditer(folded):
        around = folded[max(0, match.start() - 300) : match.end() + 200]
        if not re.search(r"denonc|resili|preavis|mise en demeure|rupture", around):
            continue
        letter = _LETTER.search(around)
        form = None
        if letter:
            at = max(0, match.start() - 300) + letter.start()
            form = re.sub(r"\s+", " ", document.text[at : at + len(letter[0])])
        months = _months(read_count(match["n"]), match["unit"])
        clauses.append(
            Clause(
                "notice",
                {"months": months, "form": form},
                document.where(match.start(), match.end()),
            )
        )
    return clauses


def _durations(document: Document) -> list[Clause]:
    folded = document.folded
    renewal = next((name for name, pattern in _RENEWAL if pattern.search(folded)), None)
    match = _DURATION.search(folded)
    if match:
        count = match["n1"] or match["n"]
        months = _months(read_count(count), match["u1"] or match["unit"])
        return [
            Clause(
                "duration",
                {"months": months, "renewal": renewal},
                document.where(match.start(), match.end()),
            )
        ]
    years = _YEARS.search(folded[:1500])
    if years is None:
        return []
    first, last = int(years["first"] or years["a"]), int(years["last"] or years["b"])
    if not 0 < last - first < 10:
        return []
    return [
        Clause(
            "duration",
            {"months": (last - first + 1) * 12, "renewal": renewal},
            document.where(years.start(), years.end()),
        )
    ]


def _committees(document: Document) -> list[Clause]:
    folded = document.folded
    match = _COMMITTEE.search(folded) or _TIMES.search(folded)
    if match is None:
        return []
    groups = match.groupdict()
    count = (
        4
        if groups.get("quarter")
        else 2
        if groups.get("twice")
        else read_count(match["n"])
        if match["n"]
        else 1
    )
    return [Clause("committee", {"per_year": count}, document.where(match.start(), match.end()))]
