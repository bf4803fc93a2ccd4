"""The digests of an edition, from its rows: computed the day it is published, and again to check.

They read back the same from either engine: what is kept is plain.
"""

from collections.abc import Sequence
from typing import Any

from probant.journal.digest import digest_of as digest_of_plain
from probant.reports.models import Edition, EditionFigure


def digest_of(edition: Edition, figures: Sequence[EditionFigure]) -> str:
    """The digest of what is said: the same where the same is published twice, whenever."""
    told: dict[str, Any] = {
        "title": edition.title,
        "year": edition.year,
        "known_on": edition.known_on.isoformat() if edition.known_on else "",
        "frozen": edition.content,
        "figures": [
            [one.code, one.year, one.value, one.definition, one.records, one.keys]
            + ([one.action, one.scope] if one.action else [])
            for one in figures
        ],
    }
    if edition.publication.convention_id is not None:
        told["convention"] = edition.publication.convention_id
    return digest_of_plain(told)


def sealed_of(edition: Edition, figures: Sequence[EditionFigure]) -> str:
    """The digest of all the rest: its number and day, where the journal stood, what was open."""
    return digest_of_plain(
        [
            *(edition.number, edition.published_on, edition.seq, edition.head, edition.digest),
            *(edition.reason, edition.contradictions),
            [[one.position, one.label, one.unit, one.written, one.scope] for one in figures],
        ]
    )
