"""Read and write SIREN, SIRET and RNA numbers.

SIREN (9 digits) and SIRET (SIREN + 5-digit NIC): Code de commerce R123-221, both with a Luhn key;
establishments of La Poste have their own rule (the digits add up to a multiple of 5).
RNA: W and nine characters, no key; overseas numbers may carry a letter in third place, so the rule
is ours and wider than the one of the SCDL schema.
"""

import re

from stdnum.exceptions import ValidationError
from stdnum.fr import siren as siren_rules
from stdnum.fr import siret as siret_rules

from probant.kernel.text import typeset

_RNA = re.compile(r"W[0-9][0-9A-Z][0-9]{7}")
_PREFIX = re.compile(
    r"^\s*(?:n\s?[°º]\s*)?(?:SIREN|SIRET|RNA)\s*(?:n\s?[°º])?\s*:?\s*", re.IGNORECASE
)
_DOUBLED = str.maketrans("0123456789", "0246813579")  # twice a digit, its own digits added
_ZEROS, _LA_POSTE = "0" * 9, "356000000"
_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2013\u200b\ufeff]+")
_SPREADSHEET = re.compile(r"[0-9]{8,15}\.0+|[0-9][.,][0-9]+E\+?[0-9]+", re.IGNORECASE)


class UnreadableIdentifier(ValueError):
    """The text is not such a number; the message is French and says what is wrong."""


def _unreadable(message: str) -> UnreadableIdentifier:
    return UnreadableIdentifier(typeset(message))


def _has_key(digits: str) -> bool:
    """Whether the Luhn key is right: said at once, for the numbers of a whole spreadsheet."""
    doubled = digits[-2::-2].translate(_DOUBLED)
    total = sum(digits[-1::-2].encode()) + sum(doubled.encode()) - 48 * len(digits)
    return total % 10 == 0


def _compact(text: str, name: str) -> str:
    bare = _PREFIX.sub("", text).strip()
    if not bare:
        raise _unreadable(f"Indiquez un numéro {name}.")
    if name != "RNA" and _SPREADSHEET.fullmatch(bare):
        raise _unreadable(
            f"« {bare} » : ce {name} est passé par un tableur qui l’a pris pour un nombre et a pu "
            "en perdre des chiffres. Reprenez-le à la source, en format texte."
        )
    return _SEPARATORS.sub("", bare)


def _check_digits(compact: str, expected: int, name: str) -> None:
    if not re.fullmatch("[0-9]+", compact):
        raise _unreadable(f"« {compact[:40]} » : un {name} n’a que des chiffres.")
    if len(compact) != expected:
        other = {9: " (c’est la longueur d’un SIREN)", 14: " (c’est la longueur d’un SIRET)"}
        raise _unreadable(
            f"« {compact[:40]} » : un {name} a {expected} chiffres, "
            f"il y en a {len(compact)}{other.get(len(compact), '')}."
        )


def _wrong_key(compact: str, name: str) -> UnreadableIdentifier:
    return _unreadable(
        f"« {compact} » : ce {name} n’existe pas (clé de contrôle fausse). Vérifiez chaque chiffre."
    )


def _is_plain_siren(text: str) -> bool:
    """Nine digits with their key right; others are looked into."""
    if len(text) != 9 or not text.isascii() or not text.isdecimal():
        return False
    return text != _ZEROS and _has_key(text)


def is_plain_siret(text: str) -> bool:
    """Fourteen digits with both keys right, of anybody but La Poste; others are looked into."""
    if len(text) != 14 or not text.isascii() or not text.isdecimal():
        return False
    siren = text[:9]
    return siren not in (_ZEROS, _LA_POSTE) and _has_key(text) and _has_key(siren)


def read_siren(text: str) -> str:
    """Return the nine digits of a SIREN; spaces, dots and a leading "SIREN" are allowed.

    Raises `UnreadableIdentifier`.

    >>> read_siren("242 100 410")
    '242100410'
    """
    if _is_plain_siren(text):
        return text
    compact = _compact(text, "SIREN")
    _check_digits(compact, 9, "SIREN")
    if compact == "0" * 9 or not siren_rules.is_valid(compact):
        raise _wrong_key(compact, "SIREN")
    return compact


def read_siret(text: str) -> str:
    """Return the fourteen digits of a SIRET; spaces, dots and a leading "SIRET" are allowed.

    Raises `UnreadableIdentifier`.

    >>> read_siret("SIRET : 356 000 000 00048")
    '35600000000048'
    """
    if is_plain_siret(text):
        return text
    compact = _compact(text, "SIRET")
    _check_digits(compact, 14, "SIRET")
    try:
        siret_rules.validate(compact)
    except ValidationError as error:
        raise _wrong_key(compact, "SIRET") from error
    if compact.startswith("0" * 9):
        raise _wrong_key(compact, "SIRET")
    return compact


def read_rna(text: str) -> str:
    """Return the ten characters of an RNA number, in capitals.

    An association of Alsace-Moselle often has none: its absence is never an error.

    Raises `UnreadableIdentifier`.

    >>> read_rna("w212 000 123"), read_rna("W9N1000001")
    ('W212000123', 'W9N1000001')
    """
    compact = _compact(text, "RNA").upper()
    if not _RNA.fullmatch(compact):
        raise _unreadable(
            f"« {compact[:40]} » : un numéro RNA est la lettre W suivie de neuf chiffres, "
            "par exemple W212000123."
        )
    return compact


def siren_of(siret: str) -> str:
    """Return the SIREN that a compact SIRET begins with."""
    return siret[:9]


def write_siren(siren: str) -> str:
    """Group a compact SIREN by three with ordinary spaces, so that it pastes anywhere.

    >>> write_siren("242100410")
    '242 100 410'
    """
    return f"{siren[:3]} {siren[3:6]} {siren[6:]}"


def write_siret(siret: str) -> str:
    """Group a compact SIRET with ordinary spaces, so that it pastes anywhere.

    >>> write_siret("24210041000012")
    '242 100 410 00012'
    """
    return f"{write_siren(siret[:9])} {siret[9:]}"
