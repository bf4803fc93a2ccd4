"""Acts drawn at random: whatever the layout, the record is what the text was made of."""

from __future__ import annotations

from typing import Any

import pytest

from probant.ingestion.document import Document
from probant.ingestion.reader import read_document
from probant.ingestion.reading.names import name_words
from probant.ingestion.record import record
from probant.ingestion.tests.drawn.acts import PARTS, Act, draw_act
from probant.ingestion.tests.drawn.noises import noises
from probant.ingestion.tests.drawn.people import Member

COUNTS = ("members_in_office", "present_count_declared", "proxies_declared")


def is_(member: Member, read: str | None) -> bool:
    """Whether a name read is the member's: the surname whole, and a first name at most."""
    said, last = set(name_words(read or "")), set(name_words(member.last))
    first = set(name_words(member.first))
    rest = said - last
    return last <= said and all(
        word in first or (len(word) <= 2 and any(one.startswith(word[0]) for one in first))
        for word in rest
    )


def differences(act: Act, text: str) -> list[tuple[str, Any]]:
    """What the record says otherwise than the act that was drawn."""
    read = record("f", read_document(Document.from_text(text)))
    expected: dict[str, Any] = act.sitting.expected
    present, absent = expected["present"] or [], expected["absent"]
    vote = read["vote"] or {}
    right = {
        "kind": read["kind"] == "deliberation",
        "session_date": read["session_date"] == act.sitting.day.isoformat(),
        "convened_on": "convened_on" not in expected
        or read["convened_on"] == expected["convened_on"].isoformat(),
        "number": read["number"] == expected["number"],
        "present_names": len(read["present_names"]) == len(present)
        and all(any(is_(m, name) for name in read["present_names"]) for m in present),
        "absent_names": len(read["absent_names"]) == len(absent)
        and all(any(is_(m, name) for name in read["absent_names"]) for m in absent),
        "proxies": len(read["proxies"]) == len(expected["proxies"])
        and all(
            any(is_(giver, p["from"]) and is_(holder, p["to"]) for p in read["proxies"])
            for giver, holder in expected["proxies"]
        ),
        "vote": {key: vote.get(key) for key in expected["vote"]} == expected["vote"],
        "amounts": sorted(a["amount_cents"] for a in read["amounts"])
        == sorted(expected["amounts"]),
        "findings": not [f for f in read["findings"] if f["severity"] == "error"],
    }
    for key in COUNTS:
        right[key] = key not in expected or read[key] == expected[key]
    for key in ("president", "secretary"):
        right[key] = is_(expected[key], read[key]) if key in expected else read[key] is None
    return [(key, read.get(key)) for key, ok in right.items() if not ok]


WORDINGS = [(part, wording.__name__) for part, wordings in PARTS.items() for wording in wordings]


@pytest.mark.parametrize(("part", "wording"), WORDINGS, ids=[w for _, w in WORDINGS])
def test_each_wording_is_read_among_others(part: str, wording: str) -> None:
    wrong = {}
    for seed in range(2):
        act = draw_act(seed * 1000 + len(wording), **{part: wording})
        if found := differences(act, act.text):
            wrong[str(act.chosen)] = found
    assert wrong == {}


@pytest.mark.parametrize("noise", sorted(set(noises()) - {"narrow"}))
def test_an_act_is_read_as_badly_printed_as_it_may_be(noise: str) -> None:
    wrong = {}
    for seed in range(500, 512):
        act = draw_act(seed)
        if found := differences(act, noises()[noise](act.text)):
            wrong[seed, str(act.chosen)] = found
    assert wrong == {}


def test_most_acts_are_read_in_a_column_too_narrow_for_them() -> None:
    """Cut anywhere, a name or a count may be lost: nine acts in ten are still read whole."""
    narrow = noises()["narrow"]
    whole = [not differences(draw_act(seed), narrow(draw_act(seed).text)) for seed in range(40)]
    assert sum(whole) >= 36
