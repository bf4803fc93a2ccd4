"""Pure rules of the directory: contact details in one form, and names that may be the same."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from rapidfuzz import fuzz

from probant.kernel.period import months_after
from probant.kernel.text import fold

# Legal forms and words so common in names that they tell nothing apart.
# fmt: off
COMMON = frozenset({
    "a", "l", "d", "au", "aux", "de", "des", "du", "en", "et", "la", "le", "les", "un", "une",
    "par", "pour", "sur", "association", "assoc", "asso", "amicale", "centre", "collectif",
    "comite", "commune", "cooperative", "federation", "fondation", "groupement", "mutuelle",
    "sarl", "sas", "sa", "scic", "scop", "societe", "union", "ville", "departementale",
    "departemental", "regionale", "regional", "bourgogne", "franche", "comte", "cote", "or",
    "dijon",
})
# fmt: on
SAME_NAME = 88.0  # of 100: above, two names are shown as perhaps the same
_TELEPHONE = re.compile(r"(?:\+33|0033|0)([1-9][0-9]{8})")


class UnreadableContact(ValueError):
    """A telephone number that is none; the message is French and says what to type."""


def read_telephone(text: str) -> str:
    """A French number as `03 80 12 34 56`, a foreign one as `+41216131313`; empty stays empty.

    Raises `UnreadableContact`.
    """
    digits = re.sub(r"[\s.\-/()\u00a0\u202f]", "", text).replace("+330", "+33")
    if not digits:
        return ""
    french = _TELEPHONE.fullmatch(digits)
    if french:
        number = f"0{french[1]}"
        return " ".join(number[place : place + 2] for place in range(0, 10, 2))
    if re.fullmatch(r"\+[1-9][0-9]{6,14}", digits):
        return digits
    raise UnreadableContact(
        "Ce numéro de téléphone n’est pas lisible : dix chiffres, ou + et l’indicatif du pays."
    )


def telling_words(name: str, most: int = 4) -> list[str]:
    """The words of a name that tell it apart, the longest first: what to seek its doubles by."""
    words = {word for word in fold(name).split() if len(word) > 2 and word not in COMMON}
    return sorted(words, key=lambda word: (-len(word), word))[:most]


def similar_names(name: str, others: Mapping[int, str]) -> list[int]:
    """Which of the folded names `others` (by id) may be the same as `name`, the nearest first.

    Order of words and legal forms do not count: "Asso. Les Jardins" is near "Jardins".
    """
    wanted = bare_name(fold(name))
    scores = [
        (fuzz.token_sort_ratio(wanted, bare_name(key)), number) for number, key in others.items()
    ]
    near = sorted((score for score in scores if score[0] >= SAME_NAME), reverse=True)
    return [number for _, number in near]


def bare_name(key: str) -> str:
    """A folded name without the words that tell nothing apart; itself where nothing is left."""
    kept = [word for word in key.split() if word not in COMMON]
    return " ".join(kept) or key


def differences(
    before: Mapping[str, object], after: Mapping[str, object]
) -> dict[str, list[object]]:
    """What changed, as {name: [before, after]}, of the names that `after` holds."""
    return {name: [before[name], value] for name, value in after.items() if before[name] != value}


def same_legal_unit(siren: str, siret: str, known: Iterable[tuple[int, str]]) -> int | None:
    """The id, among (id, siret) pairs of one SIREN, of the structure that this would be again.

    Two establishments of a legal unit, each with its own SIRET, are two structures; otherwise a
    SIREN names one (C. com. art. R123-221).
    """
    for number, other in known:
        if siren and (not siret or not other or siret == other):
            return number
    return None


# Categories that INSEE's list calls cooperative: commercial, of each form of company, agricultural,
# civil (nomenclature des catégories juridiques, niveau III).
# fmt: off
_COOPERATIVE = frozenset({
    "5203", "5307", "5309", "5443", "5451", "5453", "5454", "5455", "5458", "5459", "5460", "5543",
    "5547", "5551", "5552", "5553", "5554", "5555", "5558", "5559", "5560", "5643", "5647", "5651",
    "5652", "5653", "5654", "5655", "5658", "5659", "5660", "6100", "6316", "6317", "6318", "6543",
    "6551", "6554", "6558", "6560", "6595", "6596",
})
_LOCAL = frozenset({
    "7312", "7313", "7341", "7342", "7343", "7344", "7345", "7346", "7347", "7348", "7349", "7353",
    "7354", "7355", "7361", "7362", "7363",
})
# fmt: on


def legal_family(category: str, is_ess: bool = False) -> str:
    """The legal family (a value of `models.Family`) of an INSEE legal category; "" where none fits.

    Loi 2014-856 art. 1: associations, cooperatives, mutual societies and foundations are of the
    ESS by their form, a commercial company by its statutes (`is_ess`, as Sirene says).

    >>> [legal_family(code) for code in ("9220", "5458", "8210", "9300", "7344", "7490", "8420")]
    ['association', 'cooperative', 'mutuelle', 'fondation', 'collectivite', 'etat', '']
    >>> legal_family("5710", True), legal_family("5710")
    ('societe_ess', 'entreprise')
    """
    if category in _COOPERATIVE or category.startswith("51"):
        return "cooperative"
    if category in _LOCAL or category.startswith("72"):
        return "collectivite"
    kinds = {"92": "association", "93": "fondation", "64": "mutuelle", "82": "mutuelle"}
    if category[:2] in kinds:
        return kinds[category[:2]]
    if category.startswith(("4", "7", "81")):
        return "etat"
    if category.startswith(("1", "5", "6")):
        return "societe_ess" if is_ess else "entreprise"
    return ""


def answer_due(received_on: date, months: int) -> date:
    """The last day to answer a request about one's data (RGPD, art. 12 § 3: one month).

    The month ends on the same day of the next one, or on its last (règlement 1182/71, art. 3); a
    Saturday, Sunday or public holiday would push it on, which is not counted on here.

    >>> answer_due(date(2026, 1, 31), 1), answer_due(date(2026, 3, 15), 1)
    (datetime.date(2026, 2, 28), datetime.date(2026, 4, 15))
    """
    return months_after(received_on, months)
