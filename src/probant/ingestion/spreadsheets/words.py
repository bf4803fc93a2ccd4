"""Words of files as values of the books: legal families, themes, communes."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from rapidfuzz import fuzz, process

from probant.directory.models import Family, Territory, Theme
from probant.kernel.text import fold

_FAMILIES: tuple[tuple[str, Family], ...] = (
    (r"scop|scic|cae|cooperative|cooperatives|coop", Family.COOPERATIVE),
    (r"mutuelle|mutuelles|mutualiste", Family.MUTUAL),
    (r"fondation|fonds de dotation", Family.FOUNDATION),
    (r"esus|societe commerciale de l ess|entreprise ess", Family.SOCIAL_COMPANY),
    (
        r"collectivite|collectivite territoriale|commune|mairie|ville|communaute|communaute de "
        r"communes|communaute d agglomeration|agglomeration|metropole|departement|conseil "
        r"departemental|region|conseil regional|epci|petr|syndicat mixte|ccas",
        Family.AUTHORITY,
    ),
    (r"etat|etablissement public|prefecture|ministere|universite|lycee|college", Family.STATE),
    (
        r"sarl|sas|sasu|sa|eurl|ei|eirl|micro entreprise|auto entrepreneur|entreprise|societe|"
        r"entreprise hors ess|independant",
        Family.COMPANY,
    ),
    (r"projet|projet non encore cree|porteur de projet|collectif informel", Family.PROJECT),
    (
        r"association|associations|asso|assoc|loi 1901|association loi 1901|amicale|federation|mjc|"
        r"comite",
        Family.ASSOCIATION,
    ),
)  # fmt: skip
_IN_NAME: tuple[tuple[re.Pattern[str], Family], ...] = (
    (re.compile(r"\b(?:scop|scic|cooperative)\b"), Family.COOPERATIVE),
    (re.compile(r"\bmutuelle\b"), Family.MUTUAL),
    (re.compile(r"^(?:fondation|fonds de dotation)\b"), Family.FOUNDATION),
    (
        re.compile(
            r"^(?:mairie|commune d|ville de|communaute de communes|communaute d|metropole|dijon "
            r"metropole|conseil departemental|departement d|conseil regional|region b)"
        ),
        Family.AUTHORITY,
    ),
    (re.compile(r"^(?:prefecture|ddets|dreets|ministere|universite|lycee)\b"), Family.STATE),
    (re.compile(r"\b(?:sarl|sasu?|eurl)\b"), Family.COMPANY),
    (re.compile(r"^(?:association|asso|assoc|amicale|comite)\b"), Family.ASSOCIATION),
)  # fmt: skip
_CODED = {"92": Family.ASSOCIATION, "93": Family.FOUNDATION, "72": Family.AUTHORITY,
          "73": Family.AUTHORITY, "71": Family.STATE, "74": Family.STATE,
          "82": Family.MUTUAL}  # fmt: skip


@lru_cache(maxsize=2000)
def read_family(text: str) -> Family | None:
    """The legal family that a text names, or None.

    >>> read_family("Association loi 1901").value, read_family("SCOP SARL").value
    ('association', 'cooperative')
    """
    key = fold(text)
    for family in Family:
        if key in (fold(family.value), fold(family.label)):
            return family
    for words, family in _FAMILIES:
        if re.fullmatch(words, key):
            return family
    for words, family in _FAMILIES:
        if re.search(rf"\b(?:{words})\b", key):
            return family
    return None


def guess_family(name_key: str, legal_category: str = "", rna: str = "") -> Family | None:
    """The family that the legal category, the RNA or the folded name tells, or None."""
    coded = _CODED.get(legal_category[:2])
    if coded or rna:
        return coded or Family.ASSOCIATION
    return next((family for words, family in _IN_NAME if words.search(name_key)), None)


@lru_cache(maxsize=2000)
def read_theme(text: str) -> Theme | None:
    """The theme that a text names, or None."""
    key = fold(text)
    labels = {theme: fold(theme.label) for theme in Theme}
    if not key:
        return None
    for theme in Theme:
        if key in (theme.value, labels[theme]):
            return theme
    best = process.extractOne(key, labels, scorer=fuzz.token_set_ratio, score_cutoff=90)
    return best[2] if best else None


class Communes:
    """The communes that the books know, held in memory for the time of an import."""

    def __init__(self) -> None:
        rows = Territory.objects.filter(kind=Territory.Kind.COMMUNE)
        latest = rows.order_by("-vintage").values_list("vintage", flat=True).first()
        self.vintage: int | None = latest
        self._by_name: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        self._by_code: dict[str, str] = {}
        columns = ("code", "name", "name_key", "postcodes")
        for code, name, key, postcodes in rows.filter(vintage=latest or 0).values_list(*columns):
            self._by_name[key].append((code, name, str(postcodes)))
            self._by_code[code] = name
        self._found: dict[tuple[str, str], tuple[str, str]] = {}

    def named(self, code: str) -> str:
        """The name of a commune by its INSEE code, empty where it is not known."""
        return self._by_code.get(code.upper(), "")

    def find(self, text: str, postcode: str = "") -> tuple[str, str]:
        """(INSEE code, name); the text as it is, without code, where no one commune is meant."""
        asked = (text, postcode)
        if asked not in self._found:
            self._found[asked] = self._find(text, postcode)
        return self._found[asked]

    def _find(self, text: str, postcode: str) -> tuple[str, str]:
        if self.named(text):
            return text.upper(), self.named(text)
        key = re.sub(r"\bcedex\b.*|\b\d{4,5}\b", " ", fold(text))
        key = re.sub(r"^st(e?) ", r"saint\1 ", " ".join(key.split())).replace(" st ", " saint ")
        known = self._by_name.get(key, [])
        if len(known) > 1 and postcode:
            known = [one for one in known if postcode in one[2]] or known
        if len(known) == 1:
            return known[0][:2]
        bare = " ".join(re.sub(r"\b\d{5}\b", " ", text).split())
        return "", (bare.title() if bare.isupper() else bare)[:120]
