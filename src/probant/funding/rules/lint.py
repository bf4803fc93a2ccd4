"""What a careful reader finds in the text of a convention: pure, no database.

The rules on numbering and references are those by which documents are read (`rules.references`).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from probant.funding.rules.articles import Article
from probant.funding.rules.bonds import add_months
from probant.funding.rules.clauses import AmountTerms, DurationTerms, Kind, Terms
from probant.funding.rules.conventions import article_number
from probant.funding.rules.references import (
    Fault,
    Numbered,
    articles_to_nothing,
    gaps,
    lists_to_nothing,
    plans,
)
from probant.kernel.dates import write_date
from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros
from probant.kernel.parameters import NotInForce, parameter
from probant.kernel.text import fold_in_place

_ANNEX = re.compile(r"\bannexes?\s+(?:n\s?[°º]\s*)?(?P<n>\d{1,2}|[ivx]{1,4}|[a-h])\b")
_SHEETS = re.compile(
    r"\bfiches?\s+actions?\s+(?:n\s?[°º]\s*)?(?P<n>\d{1,2}(?:\s*(?:,|et|a|-)\s*\d{1,2})*)"
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_OF_YEAR = re.compile(
    r"\b(?:annees?|exercices?|pour|en|au titre de(?: l'(?:annee|exercice))?)\s+"
    r"(20\d\d)(?:\s*(?:,|et|a|-|/)\s*(20\d\d))?\b"
)
_SPAN = re.compile(r"\b(20\d\d)\s?[-/–]\s?(20\d\d)\b")
_TACIT = re.compile(r"tacite")
_YEARLY_VOTE = re.compile(
    r"(?:chaque annee|annuel\w*|tous les ans)[^.]{0,160}(?:delibere|deliberation|vote\w*|"
    r"credits|reconduit\w*)|(?:delibere|deliberation|vote\w*)[^.]{0,160}(?:chaque annee|annuel)"
)

#: What a convention of a subsidy says: kind → (what is missing, the words that say it).
_ASKED: dict[Kind, tuple[str, str]] = {
    Kind.OBJECT: ("l’objet", r"\bobjet\b|\bobjectifs?\b"),
    Kind.AMOUNT: ("le montant", r"\d\s?(?:€|euros?\b)"),
    Kind.PAYMENT: ("les modalités de versement", r"\bvers(?:e|ee|es|ees|ement|ements)\b|acompte"),
    Kind.CONDITIONS: (
        "les conditions d’utilisation",
        r"conditions? d'(?:utilisation|emploi)|utilis\w+|affecte\w*|conforme",
    ),
    Kind.CONTROL: ("les modalités de contrôle", r"\bcontrol\w+"),
    Kind.EVALUATION: ("les modalités d’évaluation", r"\bevalu\w+|\bbilan"),
    Kind.UNSPENT: (
        "le sort des fonds non dépensés",
        r"non (?:utilise|depense|consomme|employe)\w*|reversement|revers[eé]\w*|reliquat|"
        r"excedent|trop[- ]percu",
    ),
}
ASKED_BY = "Loi n° 2000-321 du 12 avril 2000, art. 10, et loi n° 2021-875 du 1er juillet 2021"


@dataclass(frozen=True, slots=True)
class Wording:
    """A convention as its reader has it.

    `highest_cents`: the largest yearly amount of one authority, None where no money is known.
    `on`: the day whose law applies. `annexes` and `sheets` are their numbers, as they are called.
    """

    title: str
    articles: tuple[Article, ...]
    terms: tuple[Terms, ...] = ()
    kinds: frozenset[str] = frozenset()
    annexes: tuple[str, ...] = ()
    sheets: tuple[int, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    highest_cents: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding of the text and the number of the article it stands in, "" for the whole text."""

    finding: Finding
    article: str = ""


def lint(wording: Wording) -> list[Noted]:
    """Every finding of a text, in the order of its articles.

    `article.gap`, `article.repeated`, `reference.dangling`, `annex.undefined`, `sheet.undefined`,
    `period.mismatch`, `clause.missing`, `renewal.tacit`.

    >>> three = [Article("I", "Objet", "Faire."), Article("II", "Suivi", "Voir à l’article IX "
    ...     "ci-dessous."), Article("IV", "Durée", "Un an.")]
    >>> [(one.finding.code, one.article) for one in lint(Wording("Convention", tuple(three)))]
    [('article.gap', 'IV'), ('reference.dangling', 'II')]
    """
    text, starts = _joined(wording)
    folded = fold_in_place(text)
    numbered = _numbered(wording.articles, starts)
    found = [
        Noted(fault.finding, numbered[fault.after].number)
        for fault in gaps(numbered, folded, longest=40)
    ]
    found += _repeated(numbered)
    values = frozenset(one.value for one in numbered)
    opening = starts[0] if starts else 0
    faults: list[Fault] = [
        *lists_to_nothing(text, folded, opening),
        *articles_to_nothing(folded, values, opening),
        *_annexes(text, folded, wording),
        *_sheets(folded, wording),
        *plans(folded),
    ]
    found += [Noted(fault.finding, _article_of(fault, wording, starts)) for fault in faults]
    found += [*_years(wording), *_period(wording), *_missing(wording, folded)]
    found += _tacit(wording)
    return found


def mark_of(convention_id: int, finding: Finding, about: str) -> str:
    """What names a finding of a convention: the same words at the same place are the same finding.

    >>> len(mark_of(1, Finding("article.gap", Severity.ERROR, "…"), "Article VI"))
    64
    """
    said = f"{convention_id}\n{finding.code}\n{about}\n{finding.message}"
    return hashlib.sha256(said.encode()).hexdigest()


def _joined(wording: Wording) -> tuple[str, list[int]]:
    """The articles as one text, and where each begins."""
    parts, starts, at = [], [], 0
    for article in wording.articles:
        part = f"{article.name} {article.title}\n{article.text}\n\n"
        starts.append(at)
        at += len(part)
        parts.append(part)
    return "".join(parts), starts


def _article_of(fault: Fault, wording: Wording, starts: list[int]) -> str:
    if not fault.spans or not starts:
        return ""
    at = fault.spans[-1][0]
    place = max((i for i, start in enumerate(starts) if start <= at), default=0)
    return wording.articles[place].number


def _numbered(articles: Iterable[Article], starts: Iterable[int]) -> list[Numbered]:
    found = []
    for article, start in zip(articles, starts, strict=True):
        value = article_number(article.number) if article.number else None
        if value is not None:
            found.append(Numbered(article.number.strip(), value, start))
    return found


def _repeated(numbered: list[Numbered]) -> Iterator[Noted]:
    highest = 0
    for one in numbered:
        if one.value <= highest:
            told = (
                f"L’article {one.number} vient après un article de même rang ou plus avancé : "
                "renumérotez, ou remettez les articles dans l’ordre."
            )
            yield Noted(Finding("article.repeated", Severity.WARNING, told), one.number)
        highest = max(highest, one.value)


def _annexes(text: str, folded: str, wording: Wording) -> Iterator[Fault]:
    """`annex.undefined`: an annex that the text names and nobody joined."""
    known = {_annex_value(label) for label in wording.annexes}
    seen = set()
    for match in _ANNEX.finditer(folded):
        value = _annex_value(match["n"])
        if value in known or value in seen:
            continue
        seen.add(value)
        told = (
            f"« {text[match.start() : match.end()]} » : cette annexe n’est pas jointe. "
            "Ajoutez-la, ou corrigez le renvoi."
        )
        yield Fault(Finding("annex.undefined", Severity.ERROR, told), (match.span(),))


def _annex_value(label: str) -> int | str:
    bare = fold_in_place(label).removeprefix("annexe").strip(" .:-")
    number = article_number(bare)
    letter = bare.upper()
    if number is None and len(letter) == 1 and "A" <= letter <= "H":
        return letter
    return number if number is not None else letter


def _sheets(folded: str, wording: Wording) -> Iterator[Fault]:
    """`sheet.undefined`: the text refers to an action sheet that is not there."""
    seen: set[int] = set()
    for match in _SHEETS.finditer(folded):
        numbers = {int(one) for one in re.findall(r"\d+", match["n"])}
        missing = sorted(numbers - set(wording.sheets) - seen)
        seen |= numbers
        if missing:
            which = ", ".join(str(one) for one in missing)
            told = f"Le texte renvoie à la fiche action {which}, qui n’est pas dans la convention."
            yield Fault(Finding("sheet.undefined", Severity.WARNING, told), (match.span(),))


def _years(wording: Wording) -> Iterator[Noted]:
    """`period.mismatch`: the heading of an article names a year, its text other ones only."""
    for article in wording.articles:
        named = {int(year) for year in _YEAR.findall(article.title)}
        told_of = {
            int(year)
            for pair in _OF_YEAR.findall(fold_in_place(article.text))
            for year in pair
            if year
        }
        if named and told_of and not named & told_of:
            heading = " et ".join(str(year) for year in sorted(named))
            text = " et ".join(str(year) for year in sorted(told_of))
            told = f"Le titre dit {heading}, le texte {text}. Accordez-les."
            yield Noted(Finding("period.mismatch", Severity.ERROR, told), article.number)


def _period(wording: Wording) -> Iterator[Noted]:
    """`period.mismatch`: the title or the clause on duration does not say the days entered."""
    start, end = wording.starts_on, wording.ends_on
    if start is None or end is None:
        return
    spans = _SPAN.findall(wording.title)
    if len(spans) == 1 and (start.year, end.year) != (int(spans[0][0]), int(spans[0][1])):
        told = (
            f"L’intitulé dit {spans[0][0]}-{spans[0][1]}, la période va du {write_date(start)} au "
            f"{write_date(end)}."
        )
        yield Noted(Finding("period.mismatch", Severity.ERROR, told))
    for terms in wording.terms:
        if not isinstance(terms, DurationTerms) or terms.months is None:
            continue
        runs_to = add_months(start, terms.months)
        if abs((runs_to - end).days) > 31:
            told = (
                f"La clause de durée dit {terms.months} mois, la période va du {write_date(start)} "
                f"au {write_date(end)}."
            )
            yield Noted(Finding("period.mismatch", Severity.ERROR, told))


def _missing(wording: Wording, folded: str) -> Iterator[Noted]:
    """`clause.missing`: what the law asks of a convention that grants money (RULES §1.3).

    Above the threshold an error; below it a convention is not compulsory, and it is a gap. A
    convention whose articles are not entered is not judged.
    """
    highest = wording.highest_cents
    if highest is None:
        amounts = [one.amount_cents for one in wording.terms if isinstance(one, AmountTerms)]
        highest = max(amounts, default=None)
    if highest is None or not any(article.text for article in wording.articles):
        return
    threshold = _threshold(wording.on)
    above = threshold is not None and highest > threshold
    missing = [
        name
        for kind, (name, words) in _ASKED.items()
        if kind.value not in wording.kinds and not re.search(words, folded)
    ]
    for name in missing:
        if above and threshold is not None:
            told = (
                f"La convention ne dit pas {name} : au-delà de {write_euros(threshold)} par an, "
                "la loi le demande. Ajoutez un article."
            )
        else:
            told = f"La convention ne dit pas {name}. Ajoutez un article, ou dites-le par avenant."
        yield Noted(Finding("clause.missing", Severity.ERROR if above else Severity.GAP, told))


def _threshold(on: date | None) -> int | None:
    try:
        return int(parameter("subsidy.convention_threshold", on=on or date.max).value)
    except NotInForce:
        return None


def _tacit(wording: Wording) -> Iterator[Noted]:
    """`renewal.tacit`: tacit renewal in one article, a vote each year in another."""
    typed = any(isinstance(one, DurationTerms) and one.renewal == "tacit" for one in wording.terms)
    folded = [(article.number, fold_in_place(article.text)) for article in wording.articles]
    tacit = next((number for number, text in folded if _TACIT.search(text)), None)
    yearly = next((number for number, text in folded if _YEARLY_VOTE.search(text)), None)
    if yearly is None or (tacit is None and not typed):
        return
    where = f"L’article {tacit}" if tacit else "La convention"
    told = (
        f"{where} renouvelle tacitement ce que l’article {yearly} fait voter chaque année : la "
        "subvention demande sa délibération."
    )
    finding = Finding("renewal.tacit", Severity.WARNING, told)
    yield Noted(finding, tacit or yearly)
