"""How long a convention lasts, and whether it goes on by itself.

Said in months or years, by its first and last day, or by the years that it covers. The article
that speaks of it is read first; elsewhere only what speaks of the convention itself.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta

from probant.funding.rules.articles import headings
from probant.ingestion.document import Document
from probant.ingestion.draft import Clause
from probant.ingestion.reading.counting import COUNT, read_count
from probant.kernel.dates import find_dates

_COUNT = (
    rf"(?P<n>{COUNT})(?:\s*\(\s*[\w -]{{1,20}}\s*\))?\s+(?P<unit>ans?|annees?|mois)\b"
    r"(?!\s+(?:suivant|precedent|avant))"
)
_LASTS = re.compile(
    r"(?:(?:duree|periode)\s+(?:(?:initiale|determinee|maximale|totale|ferme)\s+)?"
    r"(?:de\s+(?:la\s+)?(?:presente\s+)?convention\s+)?"
    r"(?:de\s+|d'\s?|est\s+(?:fixee\s+)?(?:a|de|d'|:)\s*|:\s*)"
    r"|(?:conclue|etablie|consentie|valable|signee|souscrite)\s+(?:pour\s+|pendant\s+)?"
    rf"(?:une\s+(?:duree|periode)\s+(?:de\s+|d'\s?))?){_COUNT}"
)
_OWN = re.compile(r"convention|contrat|avenant|\belle\b|partenariat|periode de validite")
_TITLE = re.compile(r"duree|validite|prise d'effet|entree en vigueur|date d'effet|periode")
_STARTS = re.compile(
    r"\b(?:du|a compter du|a partir du|des le|(?:prend(?:ra)?|prenant) effet (?:le|au|du|a compter "
    r"du|a partir du)|entre(?:ra)? en vigueur (?:le|au|a compter du)|debut(?:e|era|ant) le)\s*$"
)
_STOPS = re.compile(
    r"(?:\bau|jusqu'au|(?:s'acheve(?:ra)?|prend(?:ra)? fin|se termine(?:ra)?|expire(?:ra)?|"
    r"cesse(?:ra)?|echeance)\s+(?:est\s+)?(?:le|au|fixee au))\s*$"
)
_EXERCISES = re.compile(
    r"\b(?:exercices?|annees?)\s+(?:budgetaires?\s+|civiles?\s+)?(?P<first>20\d\d)"
    r"(?P<rest>(?:\s*(?:,|-|–|/|a|au|et)\s*20\d\d)*)"
)
_SUBJECT = re.compile(r"convention[^.]{0,80}$|\belle[^.]{0,60}$")
_COVERS = re.compile(
    r"\b(?:porte(?:ra)? sur|concerne|couvre|signee?|conclue?|etablie?|consentie?|vaut|"
    r"s'applique|au titre|pour|valable|validite)\b"
)
_YEARS = re.compile(
    r"\bannees?\s+(?P<first>20\d\d)(?:\s*[-–/,]\s*20\d\d)*\s*(?:[-–/]|et|"
    r"a)\s*(?P<last>20\d\d)|\b(?P<a>20\d\d)\s?[-–/]\s?(?P<b>20\d\d)\b"
)
_OVER_TWO = re.compile(
    r"\b(?:annees? (?:scolaires?|universitaires?)|saisons?(?: sportives?)?)\s+"
    r"(?P<first>20\d\d)\s?[-–/]\s?(?P<last>20\d\d)"
)
_SEASON = re.compile(r"(?:scolaire|universitaire|sportive|saison|campagne)s?\s*$")  # over two years
_TACIT = re.compile(r"tacite(?:ment)?\b")
_NOT = re.compile(
    r"\bsans\b|\bne\s+(?:peut|pourra|saurait|sera|fait|donne)\w*|\bn'est\b|\bni\b|exclu|"
    r"en aucun cas|\baucune\b|interdit"
)
_EXPRESS = re.compile(
    r"(?:reconduction|renouvellement)\s+(?:est\s+|sera\s+|par decision\s+)?express|"
    r"expressement (?:reconduit|renouvel)|(?:de (?:facon|maniere)|par decision) expresse"
)
_ONCE = re.compile(r"non renouvelable|sans reconduction")
_LONGEST = 10  # years


def read_durations(document: Document) -> list[Clause]:
    """The duration of the convention, alone in its list, with its renewal."""
    folded = document.folded
    renewal = _renewal(folded)
    for start, end, own in _scopes(document):
        for read in (_counted, _dated, _covered, _seasons):
            found = read(document, start, end, own)
            if found is not None:
                months, first, last = found
                terms: dict[str, object] = {"months": months, "renewal": renewal}
                return [Clause("duration", terms, document.where(first, last))]
    return _of_title(document, renewal)


def _scopes(document: Document) -> Iterator[tuple[int, int, bool]]:
    """The articles whose title speaks of duration, then the whole text."""
    opened = headings(document.text, document.folded)
    for place, one in enumerate(opened):
        end = opened[place + 1].start if place + 1 < len(opened) else len(document.text)
        if _TITLE.search(document.folded[one.start : one.body]):
            yield one.start, end, True
    yield 0, len(document.text), False


def _counted(document: Document, start: int, end: int, own: bool) -> tuple[int, int, int] | None:
    for match in _LASTS.finditer(document.folded, start, end):
        count = read_count(match["n"])
        if count is None or not (own or _OWN.search(_sentence(document.folded, match.start()))):
            continue
        months = count if match["unit"] == "mois" else 12 * count
        if 0 < months <= 12 * _LONGEST:
            return months, match.start(), match.end()
    return None


def _sentence(folded: str, offset: int) -> str:
    """The words of the sentence before an offset, and the title above them."""
    opening = max(folded.rfind(". ", 0, offset), folded.rfind("\n\n", 0, offset), offset - 200)
    return folded[max(0, opening) : offset + 60]


def _dated(document: Document, start: int, end: int, own: bool) -> tuple[int, int, int] | None:
    folded = document.folded
    days = list(find_dates(document.text[start:end]))
    for first, last in itertools.pairwise(days):
        at, stop = start + first.start, start + last.start
        if stop - at > 260 or not _STARTS.search(folded[max(0, at - 40) : at]):
            continue
        if not _STOPS.search(folded[max(at, stop - 40) : stop]):
            continue
        if not (own or _OWN.search(_sentence(folded, at))):
            continue
        after = last.value + timedelta(days=1)
        months = 12 * (after.year - first.value.year) + after.month - first.value.month
        if after.day - first.value.day == 0 and 0 < months <= 12 * _LONGEST:
            return months, at, start + last.end
    return None


def _covered(document: Document, start: int, end: int, own: bool) -> tuple[int, int, int] | None:
    for match in _EXERCISES.finditer(document.folded, start, end):
        before = _sentence(document.folded, match.start())
        near = document.folded[max(0, match.start() - 160) : match.start()]
        if not _COVERS.search(before) or not (own or _SUBJECT.search(near)):
            continue
        first = int(match["first"])
        last = max([first, *(int(year) for year in re.findall(r"20\d\d", match["rest"]))])
        if 0 <= last - first < _LONGEST:
            return 12 * (last - first + 1), match.start(), match.end()
    return None


def _seasons(document: Document, start: int, end: int, own: bool) -> tuple[int, int, int] | None:
    """A school year or a season, which ends in the year after it began."""
    for match in _OVER_TWO.finditer(document.folded, start, end):
        near = document.folded[max(0, match.start() - 160) : match.start()]
        years = int(match["last"]) - int(match["first"])
        if 0 < years < _LONGEST and (own or _SUBJECT.search(near)):
            return 12 * years, match.start(), match.end()
    return None


def _of_title(document: Document, renewal: str | None) -> list[Clause]:
    """The years that the title names."""
    years = _YEARS.search(document.folded[:1500])
    if years is None:
        return []
    first, last = int(years["first"] or years["a"]), int(years["last"] or years["b"])
    if not 0 < last - first < _LONGEST:
        return []
    season = _SEASON.search(document.folded[max(0, years.start() - 20) : years.start()])
    months = (last - first + (0 if season else 1)) * 12
    terms: dict[str, object] = {"months": months, "renewal": renewal}
    return [Clause("duration", terms, document.where(years.start(), years.end()))]


def _renewal(folded: str) -> str | None:
    """ "tacite", "expresse", or "aucun" where the text refuses it."""
    for match in _TACIT.finditer(folded):
        opening = max(folded.rfind(".", 0, match.start()), match.start() - 160)
        closing = folded.find(".", match.end())
        closing = min(closing if closing >= 0 else len(folded), match.end() + 80)
        sentence = folded[opening + 1 : closing]
        if re.search(r"recondu|renouvel", sentence):
            refused = _NOT.search(folded[opening + 1 : match.start()]) or re.search(
                r"\best (?:exclue|interdite)", sentence
            )
            return "aucun" if refused else "tacite"
    if _EXPRESS.search(folded):
        return "expresse"
    return "aucun" if _ONCE.search(folded) else None
