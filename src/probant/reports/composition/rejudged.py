"""What was judged otherwise since: between two editions, or an edition and today."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from probant.indicators.models import Appraised
from probant.journal.reasons import WITHDRAWN
from probant.kernel.dates import write_date
from probant.reports.models import Edition


@dataclass(frozen=True)
class Rejudged:
    """A year whose degree the later of the two does not say alike; `why`: what became of it."""

    title: str
    before: str
    after: str
    why: str


#: What an edition shows of a question and a year.
Shown = Mapping[tuple[int, int], tuple[Appraised, dict[str, Any]]]


def rejudged(house_id: int, first: Edition | None, last: Edition | None) -> list[Rejudged]:
    """What the earlier said that the later says otherwise, or no more; `last` None is today.

    The same degree written anew is told too: its words or its evidence changed. Three queries.
    """
    before = _shown(house_id, first)
    if not before:
        return []
    after = _shown(house_id, last) if last is not None else None
    now = {
        (row.indicator_id, row.year): row
        for row in Appraised.objects.now()
        .filter(indicator__in={pk for pk, _ in before})
        .select_related("version")
    }
    return list(_told(before, after, now))


def _shown(house_id: int, edition: Edition | None) -> Shown:
    blocks = edition.content.get("blocks", ()) if edition is not None else ()
    held = {uuid.UUID(hex=one["key"]): one for one in blocks if one["kind"] == "appraisal"}
    rows = Appraised.objects.filter(house_id=house_id, key__in=held) if held else ()
    return {(row.indicator_id, row.year): (row, held[row.key]) for row in rows}


def _told(
    before: Shown, after: Shown | None, now: Mapping[tuple[int, int], Appraised]
) -> Iterator[Rejudged]:
    for place, (row, block) in before.items():
        title = f"{block['label']}, {row.year}"
        said = block["word"] or "appréciée"
        if after is not None:
            other = after.get(place)
            if other is None:
                yield Rejudged(title, said, "n’y est plus", "")
            elif other[0].pk != row.pk:
                yield Rejudged(title, said, other[1]["word"] or "appréciée", _became(row))
            continue
        stands = now.get(place)
        if stands is None:
            yield Rejudged(title, said, "retirée", _became(row))
        elif stands.pk != row.pk:
            yield Rejudged(title, said, _word(stands), _became(row))


def _word(row: Appraised) -> str:
    return str(row.version.scale[row.grade - 1]) if row.grade else "appréciée"


def _became(row: Appraised) -> str:
    if row.void_on is None:
        return ""
    words = "retirée" if row.void_code == WITHDRAWN else "corrigée"
    return f"{words} le {write_date(row.void_on)}"
