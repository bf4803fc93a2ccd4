"""Names as printed in registers: titles aside, a surname alone may stand for a full name."""

import re
from collections.abc import Sequence

from probant.kernel.text import fold

_TITLE = re.compile(
    r"^\s*(?:monsieur|madame|mademoiselle|mme|mlle|mr|m)\b\.?\s+(?=\S)", re.IGNORECASE
)


def bare_name(name: str) -> str:
    """The name without its title, spaces collapsed.

    >>> bare_name("Madame  Claire TOMASELLI"), bare_name("M. ALLAERT"), bare_name("Mahé DURAND")
    ('Claire TOMASELLI', 'ALLAERT', 'Mahé DURAND')
    """
    return " ".join(_TITLE.sub("", name).split())


def name_key(name: str) -> str:
    """The key by which two printings of a name are held alike.

    >>> name_key("Mme Nuray AKPINAR-ISTIQUAM") == name_key("Nuray Akpınar Istiquam")
    True
    """
    return fold(bare_name(name))


def find_name(name: str, among: Sequence[str]) -> int | None:
    """The place of a name in a list; a surname alone counts where it fits one person only.

    Surname matching is unsafe (RULES.md §10.1, 17): two possible persons give None.

    >>> find_name("Mme KOENDERS", ["M. PRIBETICH", "Madame Nathalie KOENDERS"])
    1
    >>> find_name("MARTIN", ["M. Jean MARTIN", "Mme Anne MARTIN"]) is None
    True
    """
    wanted = name_key(name)
    if not wanted:
        return None
    keys = [name_key(one) for one in among]
    exact = [place for place, key in enumerate(keys) if key == wanted]
    if exact:
        return exact[0]
    close = [
        place
        for place, key in enumerate(keys)
        if key and (key.endswith(f" {wanted}") or wanted.endswith(f" {key}"))
    ]
    return close[0] if len(close) == 1 else None
