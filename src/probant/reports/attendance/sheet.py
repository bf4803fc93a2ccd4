"""The attendance sheet: who is expected, boxes to sign by half-day, one signed code a page.

Two printings bear different codes, so that each page scanned is known for itself. Printing writes
nothing: what the code says is signed, not kept.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from probant.funding.queries.mentions import FundedBy, funded_by
from probant.gatherings.actions.attendance import half_days_of
from probant.gatherings.codes import new_printing, sign_sheet
from probant.gatherings.models import Session
from probant.gatherings.queries.attendance import A_STRUCTURE, EXCUSED, DoorName, expected_at
from probant.gatherings.rules.attendance import HalfDay, SheetReference
from probant.kernel.dates import write_date
from probant.reports.logos import logos_to_show
from probant.ui.qr import qr_svg

ROWS_TALL, ROWS_WIDE = 19, 11  # rows of a page, by its direction
BLANK = 6  # rows left for those who were not expected
MOST_BOXES = 8
_QUOTED = re.compile(r"«\s*([^«»]{8,200}?)\s*»")  # the mention, word for word, in a clause
NOTICE = (
    "Ces noms et signatures prouvent la tenue de la rencontre auprès de ceux qui la financent ; "
    "ils ne servent à rien d’autre. Pour les lire ou les corriger, écrivez à {}."
)


@dataclass(frozen=True)
class Expected:
    """A line of the sheet; `note` stands in the boxes (« excusée »)."""

    name: str
    structure: str = ""
    note: str = ""


def collect(session: Session) -> dict[str, Any]:
    """What the page setter takes: plain values. Ten queries at most."""
    expected = [_expected(one) for one in expected_at(session)]
    house = session.house.organisation.name
    funded = funded_by(session)
    funders = list(dict.fromkeys(number for one in funded for number in one.organisations))
    return lay_out(
        session,
        expected,
        author=house,
        support=_support(funded),
        logos=[asdict(logo) for logo in logos_to_show(session.house_id, funders, session.event_id)],
    )


def _expected(one: DoorName) -> Expected:
    """A person with her structure; a structure invited leaves room for who comes for it."""
    note = "excusée" if one.note == EXCUSED else ""
    if one.detail == A_STRUCTURE:
        return Expected("", one.label, note)
    return Expected(one.label, one.detail, note)


def lay_out(
    session: Session,
    expected: Sequence[Expected],
    *,
    author: str,
    support: str = "",
    logos: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Share the names out among pages that each have their code; blank rows fill the last one."""
    halves = half_days_of(session)
    boxes = [_box(half, halves) for half in halves[:MOST_BOXES]] or ["Signature"]
    is_wide = len(boxes) > 2
    size = ROWS_WIDE if is_wide else ROWS_TALL
    pages = -(-(len(expected) + BLANK) // size)
    blank = [Expected("")] * (pages * size - len(expected))
    rows = [
        {"number": str(rank), "name": one.name, "structure": one.structure, "note": one.note}
        for rank, one in enumerate([*expected, *blank], 1)
    ]
    printing = new_printing()
    references = [SheetReference(session.pk, printing, page + 1, pages) for page in range(pages)]
    return {
        "title": session.title,
        "author": author,
        "lines": _lines(session),
        "support": support,
        "notice": NOTICE.format(author),
        "boxes": boxes,
        "wide": is_wide,
        "logos": list(logos),
        "pages": [
            {
                "number": reference.page,
                "code": qr_svg(sign_sheet(reference)).decode(),
                "reference": str(reference),
                "rows": rows[place * size : (place + 1) * size],
            }
            for place, reference in enumerate(references)
        ],
    }


def _box(half: HalfDay, among: Sequence[HalfDay]) -> str:
    if len({one.day for one in among}) == 1:
        return half.part.capitalize()
    return f"{half.day:%d/%m} {half.part}"


def _lines(session: Session) -> list[str]:
    when = write_date(session.starts_on)
    if session.ends_on and session.ends_on != session.starts_on:
        when = f"du {when} au {write_date(session.ends_on)}"
    hours = " – ".join(
        _hour(one) for one in (session.starts_time, session.ends_time) if one is not None
    )
    where = ", ".join(one for one in (session.place_label, session.place_name) if one)
    what = session.programme.name if session.programme else session.kind.name
    first = when[:1].upper() + when[1:] + (f", {hours}" if hours else "")
    return [one for one in (first, where, what) if one]


def _hour(time: datetime.time) -> str:
    return f"{time.hour} h {time.minute:02}" if time.minute else f"{time.hour} h"


def _support(funded: Sequence[FundedBy]) -> str:
    """Who pays for it; the words that a convention writes out between « » are printed as such."""
    names = dict.fromkeys(name for one in funded for name in one.funders)
    told = [f"Avec le soutien de {', '.join(names)}."] if names else []
    quoted = (words for one in funded for text in one.asks for words in _QUOTED.findall(text))
    return " ".join([*told, *dict.fromkeys(f"{words.strip().rstrip('.')}." for words in quoted)])
