"""A value as people write it, and a correction as they type it."""

from __future__ import annotations

import re
from typing import Any

from probant.ingestion.values import Nature
from probant.kernel.dates import read_date, write_date
from probant.kernel.money import read_cents, write_euros

_YES = {"oui": True, "vrai": True, "non": False, "faux": False}


def read_correction(nature: str, text: str) -> Any:
    """A correction as typed. Raises ValueError with a French message."""
    text = text.strip()
    if not text:
        raise ValueError("Écrivez la valeur corrigée, ou écartez celle qui a été lue.")
    return _READERS[Nature(nature)](text)


def _text(text: str) -> str:
    return " ".join(text.split())[:2000]


def _day(text: str) -> str:
    return read_date(text).isoformat()


def _number(text: str) -> int:
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise ValueError(
            f"« {text} » n’est pas un nombre entier : écrivez-le en chiffres, comme 12."
        )
    return int(digits)


def _figure(text: str) -> int | float:
    compact = "".join(text.split()).removesuffix("%").removesuffix("€").replace(",", ".")
    if not re.fullmatch(r"-?\d{1,12}(?:\.\d{1,2})?", compact):
        raise ValueError(f"« {text} » n’est pas un nombre : écrivez par exemple 28 ou 17,6.")
    value = float(compact)
    return int(value) if value.is_integer() else value


def _rate(text: str) -> float:
    value = _figure(text)
    if not 0 <= value <= 100:
        raise ValueError("Une part va de 0 à 100 % : écrivez par exemple 70 %.")
    return value / 100


def _year(text: str) -> int:
    if not re.fullmatch(r"(?:19|20|21)\d\d", text):
        raise ValueError("Écrivez l’année sur quatre chiffres, par exemple 2024.")
    return int(text)


def _yes(text: str) -> bool:
    if text.lower() not in _YES:
        raise ValueError("Répondez par oui ou par non.")
    return _YES[text.lower()]


def _names(text: str) -> list[str]:
    names = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if any(len(name) > 120 for name in names):
        raise ValueError("Un nom est trop long : écrivez un nom par ligne.")
    return names


def _proxies(text: str) -> list[dict[str, str]]:
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        giver, _, holder = re.sub(r"\s+(?:à|→|->)\s+", "\t", line, count=1).partition("\t")
        if not giver.strip() or not holder.strip():
            raise ValueError(
                f"« {line.strip()} » : écrivez une procuration par ligne, comme « Nom à Porteur »."
            )
        found.append({"from": " ".join(giver.split()), "to": " ".join(holder.split())})
    return found


_READERS = {
    Nature.TEXT: _text,
    Nature.DAY: _day,
    Nature.NUMBER: _number,
    Nature.FIGURE: _figure,
    Nature.EUROS: read_cents,
    Nature.RATE: _rate,
    Nature.YEAR: _year,
    Nature.YES: _yes,
    Nature.NAMES: _names,
    Nature.PROXIES: _proxies,
}


def write_value(nature: str, value: Any) -> str:
    """A value as people write it; several lines for lists of names. Empty for None."""
    if value is None:
        return ""
    kind = Nature(nature)
    if kind is Nature.EUROS:
        return write_euros(value)
    if kind is Nature.DAY:
        return write_date(read_date(value))
    if kind is Nature.YES:
        return "oui" if value else "non"
    if kind is Nature.RATE:
        return f"{_plain(value * 100)} %"
    if kind is Nature.NAMES:
        return "\n".join(value)
    if kind is Nature.PROXIES:
        return "\n".join(f"{proxy['from']} à {proxy['to']}" for proxy in value)
    if kind in (Nature.NUMBER, Nature.FIGURE):
        return _plain(value)
    return str(value)


def _plain(value: float) -> str:
    if float(value).is_integer():
        return f"{int(value):,}".replace(",", "\u202f")
    return f"{value:.4f}".rstrip("0").replace(".", ",")
