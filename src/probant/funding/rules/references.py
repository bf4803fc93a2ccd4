"""What a text refers to and jumps over, by offsets: one rule for documents and for clauses.

Texts are searched folded in place (`kernel.text.fold_in_place`), so that offsets point into both.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from probant.funding.rules.articles import roman
from probant.kernel.finding import Finding, Severity

Span = tuple[int, int]

_ABOVE = re.compile(
    r"(?P<what>pieces?(?:\s+justificatives?)?|documents?|justificatifs?|"
    r"elements)\s+(?:\w+\s+){0,2}(?:enumere|liste|mentionne|vise|cite|detaille|"
    r"indique|enonce|precise)e?s?\s+(?P<side>ci-(?:dessus|dessous|apres)|plus haut)"
)
_TO_ARTICLE = re.compile(
    r"\b(?:a|de|par|dans|selon|sous|et)\s+(?:l'\s?)?articles?\s+(?P<n>\d{1,2}|"
    r"[ivx]{1,5}|premier|1er)(?:er)?\b(?!\s*(?:de la loi|du code|du decret|de "
    r"l'arrete|du reglement|\.\s?\d|-\d|du cgct))(?=(?P<after>[^.;\n]{0,60}))"
)
_OWN = re.compile(
    r"ci-(?:dessus|dessous|apres)|de la (?:presente )?convention|de la presente|des presentes"
)
_EVIDENCE_LIST = re.compile(
    r"(?:pieces?|documents?|justificatifs?|elements|dossier|fournir|transmettre|"
    r"remettre|communiquer|adresser\w*)[^:\n]{0,200}:\s*$"
)
_EVIDENCE_ITEM = re.compile(
    r"^[ \t]*(?:[-–•*◦▪·➢]|\d{1,2}\s?[.)]|[a-h]\s?[.)])\s*(?:(?:le|la|les|l'|un|une|"
    r"son|sa|ses|copie|d'un|du|de la)\s*)*(?:compte|bilan|rapport|facture|attestation|"
    r"releve|budget|proces|etat|copie|rib|justificatif|statuts|programme|liste|piece|"
    r"document|bulletin|tableau)"
)
# A house has one of each at a time: two overlapping spans of it contradict each other.
_PLAN = re.compile(
    r"(?P<plan>projet (?:associatif|social|d'etablissement|de territoire|de "
    r"developpement)|plan strategique|contrat de ville|\bcpom\b|projet educatif|"
    r"schema directeur)"
    r"[^.;:\n]{0,24}?[\s(](?P<first>20\d\d)\s?[-/]\s?(?P<last>20\d\d)(?!\d)"
)
_MOVED = re.compile(r"avenant|prolong|prorog")
#: What a text leaves out on purpose: "[…]", "[coupé]".
OMISSION = re.compile(r"\[\s*\.\.\.|\[[^\]]*coup[^\]]*\]")
_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@dataclass(frozen=True, slots=True)
class Numbered:
    """An article by its number, as written and as a value, and the offset where it opens."""

    number: str
    value: int
    start: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding and the words concerned; `missing` numbers the articles that a gap jumps over."""

    finding: Finding
    spans: tuple[Span, ...] = ()
    after: int = 0


def gaps(articles: Sequence[Numbered], folded: str = "", *, longest: int = 3) -> list[Fault]:
    """`article.gap` where the numbering jumps; `after` is the place of the article after the jump.

    Clauses entered in part, which do not begin with the first article, and numberings of two are
    not judged; nor what the text leaves out on purpose. `longest`: a greater jump is another
    numbering.

    >>> [one.finding.message for one in gaps([Numbered("I", 1), Numbered("II", 2),
    ...     Numbered("IV", 4)])]
    ['L’article III manque : après l’article II vient l’article IV.']
    """
    found = []
    for series in _series(articles):
        if series[0][1].value != 1 or len(series) < 3:
            continue
        for (_, before), (place, after) in itertools.pairwise(series):
            jump = after.value - before.value
            if not 2 <= jump <= longest or OMISSION.search(folded[before.start : after.start]):
                continue
            missing = [written(n, after.number) for n in range(before.value + 1, after.value)]
            message = (
                f"L’article {' et l’article '.join(missing)} manque : après l’article "
                f"{before.number} vient l’article {after.number}."
            )
            found.append(Fault(Finding("article.gap", Severity.ERROR, message), after=place))
    return found


def _series(articles: Sequence[Numbered]) -> list[list[tuple[int, Numbered]]]:
    """The articles cut where the numbering begins again, each with its place."""
    series: list[list[tuple[int, Numbered]]] = []
    for place, article in enumerate(articles):
        if series and article.value > series[-1][-1][1].value:
            series[-1].append((place, article))
        elif series and article.value == series[-1][-1][1].value:
            continue
        else:
            series.append([(place, article)])
    return series


def written(value: int, like: str) -> str:
    """A number written as another one is: in figures, or in Roman figures up to XXXIX.

    >>> written(5, "VI"), written(5, "6"), written(24, "XX")
    ('V', '5', 'XXIV')
    """
    if like[:1].isdigit() or not 0 < value < 40:
        return str(value)
    return "X" * (value // 10) + _UNITS[value % 10]


def lists_pieces(folded: str) -> bool:
    """Whether lines of a text really list pieces: two items that name pieces, or one under an
    opening.

    >>> lists_pieces("les pieces suivantes :\\n- le bilan\\n"), lists_pieces("les pieces ci-dessus")
    (True, False)
    """
    lines = folded.split("\n")
    opened = [i for i, line in enumerate(lines) if _EVIDENCE_LIST.search(line.rstrip())]
    items = [i for i, line in enumerate(lines) if _EVIDENCE_ITEM.match(line)]
    if any(any(0 < item - opening <= 6 for item in items) for opening in opened):
        return True
    return any(b - a <= 3 for a, b in itertools.pairwise(items))


def lists_to_nothing(text: str, folded: str, start: int = 0) -> Iterator[Fault]:
    """`reference.dangling`: "les pièces énumérées ci-dessus" where no list stands on that side."""
    for match in _ABOVE.finditer(folded):
        above = match["side"] in ("ci-dessus", "plus haut")
        first, last = (start, match.start()) if above else (match.end(), len(text))
        if first < last and lists_pieces(_whole_lines(folded, first, last)):
            continue
        words = text[match.start() : match.end()].replace("\n", " ")
        side = "au-dessus" if above else "au-dessous"
        message = f"« {words} » : aucune liste de pièces ne se trouve {side}."
        found = Finding("reference.dangling", Severity.ERROR, message)
        yield Fault(found, ((match.start(), match.end()),))


def _whole_lines(folded: str, start: int, end: int) -> str:
    first = folded.rfind("\n", 0, start) + 1
    last = folded.find("\n", end - 1)
    return folded[first : len(folded) if last < 0 else last]


def articles_to_nothing(folded: str, values: frozenset[int], start: int = 0) -> Iterator[Fault]:
    """`reference.dangling`: an article of the convention that the convention has not."""
    if len(values) < 3 or OMISSION.search(folded):
        return
    for match in _TO_ARTICLE.finditer(folded, start):
        number = match["n"]
        value = _value(number)
        if value in values or value > 40 or not _OWN.search(match["after"]):
            continue
        named = number.upper() if not number.isdigit() else number
        message = f"Renvoi à l’article {named}, qui n’existe pas dans la convention."
        found = Finding("reference.dangling", Severity.ERROR, message)
        yield Fault(found, ((match.start(), match.end()),))


def _value(number: str) -> int:
    if number in ("premier", "1er"):
        return 1
    return int(number) if number.isdigit() else roman(number)


def plans(folded: str) -> list[Fault]:
    """`period.mismatch`: one plan given two spans of years that share an end.

    >>> [one.finding.message for one in plans("projet associatif 2023-2028\\nprojet associatif "
    ...     "2024-2028")]
    ['« projet associatif » : 2023-2028 ici, 2024-2028 là.']
    """
    spans: dict[str, dict[tuple[int, int], Span]] = defaultdict(dict)
    for match in _PLAN.finditer(folded):
        years = (int(match["first"]), int(match["last"]))
        if years[0] < years[1]:
            spans[match["plan"]].setdefault(years, match.span())
    found = []
    for plan, places in spans.items():
        for left, right in itertools.combinations(sorted(places), 2):
            shared = left[0] == right[0] or left[1] == right[1]
            if shared and not _MOVED.search(folded):
                message = f"« {plan} » : {left[0]}-{left[1]} ici, {right[0]}-{right[1]} là."
                finding = Finding("period.mismatch", Severity.ERROR, message)
                found.append(Fault(finding, (places[left], places[right])))
    return found
