"""Names of people as French acts print them: titles, initials, particles, compound names."""

from __future__ import annotations

import re
from functools import lru_cache

from probant.ingestion.document import fold_in_place

UPPER = "A-ZÀ-ÖØ-ÞŒŸ"
LETTER = "A-Za-zÀ-ÖØ-öø-ÿŒœŸ"
TITLE = (
    r"(?:Messieurs|Mesdames|Mesdemoiselles|Monsieur|Madame|Mademoiselle|Ma[iî]tre|"
    r"Docteur|MESSIEURS|MESDAMES|"
    r"MESDEMOISELLES|MONSIEUR|MADAME|MADEMOISELLE|messieurs|mesdames|monsieur|madame|Mmes|MMES|"
    r"Mme|MME|Mlles?|MLLES?|Melles?|MELLES?|Mrs|MRS|Mr|MR|MM|Dr|DR|M|Me)"
)
# A title is followed by a dot or a space, then by a name; "M." alone may also be an initial after
# another title.
TITLED = re.compile(
    rf"(?<![{LETTER}'’.-])(?!M\.-?[{UPPER}][a-z]?\.){TITLE}(?:\.\s*|\s+|(?=,|$))(?![a-zà-ÿ]{{3,}})"
)
_PARTICLE = (
    r"(?:d['’]|l['’]|(?:de|du|des|la|le|les|van|von|den|der|ter|ten|el|al|ben|bin|da|dos|das|"
    rf"di|del|della|dit|dite|née|épouse|ÉPOUSE)(?![{LETTER}]))"
)
_INITIALS = rf"(?:[{UPPER}][a-zà-ÿ]?(?:-[{UPPER}][a-zà-ÿ]?)?\.(?:\s?-?\s?[{UPPER}][a-zà-ÿ]?\.)*)"
_WORD = rf"(?:[{UPPER}][{LETTER}]*(?:['’][{LETTER}]+|-\s?[{LETTER}]+|['’])*)"
NAME_WORD = rf"(?:{_INITIALS}-?{_WORD}?|{_PARTICLE}|{_WORD})"
NAME = rf"{NAME_WORD}(?:\s?(?<=[\s.'’-]){NAME_WORD}){{0,7}}"
_CAPITALS = re.compile(rf"(?<![{LETTER}])[{UPPER}][{UPPER}'’-]+(?![a-zà-ÿ])")
_NAME = re.compile(rf"^{NAME}$")
_ROLE_WORD = (
    r"(?:(?:le|la|les|l')\s*)?(?:(?:depute|senat(?:eur|rice))e?(?:\s*-\s*|"
    r"\s+))?(?:premiere?s?\s+|\d+\s*(?:er|ere|e|eme|nd|nde)s?\s+)?"
    r"(?:vice-?\s?|co-?)?"
    r"(?:maires?|adjoint|presidente?|conseill|depute|senateur|senatrice|delegue|"
    r"membre|tresori|administra|titulaire|suppleant|"
    r"secretaire|rapporteu|elue?s?\b|directeur|directrice|representant|doyen|questeur|"
    r"bureau|college|questions?\b|point\b)"
)
ROLE = re.compile(rf"^\W*{_ROLE_WORD}")
_ROLE_LEAD = re.compile(
    r"^\W*(?:(?:le|la)\s+)?(?:\d+\s*(?:er|ere|e|eme|nde?)\s+)?(?:vice-?\s?|"
    r"deput[ee]e?\s?-\s?|senateur\s?-\s?|co-?)?"
    r"(?:maire|president|adjoint|depute|conseill(?:er|ere)|membre|delegue|titulaire|"
    r"suppleant)e?s?(?:\s+(?:municipa(?:l|le|ux|les)|"
    r"communautaires?|delegue?e?s?|au maire|metropolitain|metropolitaine|"
    r"departementale?|sortante?))*(?=[\s,:;.)]|$)\s*"
)
_ROLE_TAIL = re.compile(
    r"(?:\s*[,(-])?\s+(?:(?:le|la)\s+)?(?:\d+\s*(?:er|ere|e|eme|nde?)\s+|"
    r"premiere?\s+)?(?:vice-?\s?|depute-|co-?)?"
    r"(?:maire|president|adjoint|conseill(?:er|ere)|delegue|rapporteur|directeur|"
    r"directrice|tresori(?:er|ere)|secretaire)e?s?\b.*$",
    re.S,
)
_EXCUSE = re.compile(
    r"\b(?:absente?s?|excusee?s?|presente?s?|represente?e?s?|arrivee?s?|partie?s?|"
    r"depart|retard|sans pouvoir|jusqu|a partir|quitte|"
    r"en cours|demission|pouvoir|procuration|questions?|point|suppleante?s?|"
    r"titulaires?|etaient|etait|visio\w*)\b"
)
_PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "van",
        "von",
        "den",
        "der",
        "ter",
        "ten",
        "el",
        "al",
        "ben",
        "bin",
        "da",
        "dos",
        "das",
        "di",
        "del",
        "della",
        "dit",
        "dite",
    ]
)


def is_note(folded: str) -> bool:
    """Whether a piece of a list says how someone attends ("excusée", "arrivée au point 2") and
    names nobody.
    """
    return bool(_EXCUSE.search(folded))


def is_role(folded: str) -> bool:
    """Whether a piece of a list is a function ("adjoints", "conseillers municipaux") and names
    nobody.
    """
    return bool(ROLE.match(folded))


def strip_titles(text: str) -> str:
    """The text after the titles that open it; a title after a title is an initial ("Monsieur M.
    LEBRUN").
    """
    text = text.strip(" \t\n.,;:•*+|·◦▪➢-–—_")
    match = TITLED.match(text)
    return text[match.end() :].strip() if match else text


def clean_name(text: str) -> str | None:
    """The name in a piece of a list, without title, function nor note; None where the piece names
    nobody.

    Names are given as printed otherwise: "Mme FLACELIERE Françoise" is "FLACELIERE Françoise".
    """
    text = re.sub(r"\s+", " ", text)
    text = re.sub(rf"(?<=[{UPPER}]{{2}})\.(?=[{UPPER}]\b)", " ", text)
    text = re.sub(rf"^\s*([a-zà-ÿ])(?=[a-zà-ÿ]{{3,}} [{UPPER}]{{3}})", lambda m: m[1].upper(), text)
    text = re.sub(rf"(?<=[{LETTER}’'])-\s(?=[{UPPER}])", "-", text)
    text = strip_titles(text)
    folded = fold_in_place(text)
    lead = _ROLE_LEAD.match(folded)
    if lead:
        text = strip_titles(text[lead.end() :])
        folded = fold_in_place(text)
    tail = _ROLE_TAIL.search(folded)
    if tail:
        text = text[: tail.start()]
    text = re.sub(r"\s*[*¹²³⁴⁵⁶⁷⁸⁹⁰\d)(]+$", "", text).strip(" .,;:*-–—")
    if len(text) < 2 or not _NAME.match(text) or is_role(fold_in_place(text)):
        return None
    words = name_words(text)
    return text if words and any(len(word) > 1 for word in words) else None


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, particles left out."""
    folded = re.sub(r"[^a-z ]", " ", re.sub(r"\b[dl]'", "", fold_in_place(name)))
    return tuple(word for word in folded.split() if word not in _PARTICLES)


@lru_cache(maxsize=4096)
def surname(name: str) -> frozenset[str]:
    """The folded words printed in capitals (the surname, in French usage); the longest words
    where none is.
    """
    upper = _CAPITALS.findall(name)
    words = frozenset(w for part in upper for w in name_words(part) if len(w) > 1)
    return words or frozenset(w for w in name_words(name) if len(w) > 1)


def same_person(left: str, right: str) -> bool:
    """Whether two printings can name the same person: the same words, initials standing for first
    names.
    """
    a, b = name_words(left), name_words(right)
    if not a or not b:
        return False
    short, long = (a, list(b)) if len(a) <= len(b) else (b, list(a))
    full = False
    for word in short:
        found = next((w for w in long if w == word), None)
        if found is None and len(word) <= 2:
            found = next((w for w in long if w.startswith(word[0])), None)
        if found is None:
            initial = next((w for w in long if len(w) == 1 and word.startswith(w)), None)
            if initial is None:
                return False
            found = initial
        elif len(word) > 2:
            full = True
        long.remove(found)
    return full


def find_person(name: str, people: list[str]) -> str | None:
    """The only one of `people` that `name` can be: by all its words, else by its surname; None
    where unsure.
    """
    for test in (lambda p: name_words(p) == name_words(name), lambda p: same_person(name, p)):
        found = [person for person in people if test(person)]
        if len(found) == 1 or (found and len(set(found)) == 1):
            return found[0]
    last = surname(name)
    found = [p for p in people if last & surname(p) and initials_agree(name, p)]
    return found[0] if len(found) == 1 else None


def initials_agree(left: str, right: str) -> bool:
    """Whether the first names do not exclude each other: "MC MUSSO" and "MUSSO Marie-Claude"
    agree.
    """
    a = [w for w in name_words(left) if w not in surname(left) or len(w) <= 2]
    b = [w for w in name_words(right) if w not in surname(left)]
    if not a or not b:
        return True
    letters = "".join(a) if all(len(w) <= 2 for w in a) else None
    if letters is not None:
        return letters.startswith(b[0][0]) or all(any(w[0] == x for x in letters) for w in b)
    return bool(set(a) & set(b))
