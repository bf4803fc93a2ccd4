"""Names of members as one types or pastes them, and the proxies said beside them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

MOST_NAMES = 1000
_PROXY = re.compile(
    r"\s*(?:->|→|=>|;|\(?\s*(?:a donné |donne )?(?:pouvoir|procuration)\s*(?:à|a)?\s+)\s*",
    re.IGNORECASE,
)
# a list pasted from an extract: columns, or names between spaced dashes; a semicolon and an arrow
# stay with the proxy that they tell
_BETWEEN = re.compile(r"\t+|\s+[-–—]\s+")


def lines_of(text: str) -> list[str]:
    """The lines that say something, their spaces collapsed."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def names_of(text: str) -> list[str]:
    """The names of a list, one a line or pasted in columns, or between dashes.

    >>> names_of("M. UN - Mme DEUX-TROIS\\n\\n Mme QUATRE\\tM. CINQ")
    ['M. UN', 'Mme DEUX-TROIS', 'Mme QUATRE', 'M. CINQ']
    """
    parts = [part for line in text.splitlines() for part in _BETWEEN.split(line)]
    return [" ".join(part.split()) for part in parts if part.strip()]


def read_proxy(line: str) -> tuple[str, str] | None:
    """« Claire UN → Paul DEUX », « UN pouvoir à DEUX »: (giver, holder), None without a holder.

    >>> read_proxy("Mme UN pouvoir à M. DEUX"), read_proxy("M. TROIS (pouvoir Mme ROY)")
    (('Mme UN', 'M. DEUX'), ('M. TROIS', 'Mme ROY'))
    """
    parts = [part.strip(" ()") for part in _PROXY.split(line, maxsplit=1)]
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None


class NamesField(forms.CharField):
    """Names, one a line or pasted in columns."""

    def __init__(self, rows: int = 8, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}))
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        found = names_of(super().to_python(value) or "")
        if len(found) > MOST_NAMES:
            raise ValidationError(f"{MOST_NAMES} noms au plus, un par ligne.")
        for name in found:
            if len(name) > 120:
                raise ValidationError(f"« {name[:40]}… » est trop long : un seul nom par ligne.")
        return found
