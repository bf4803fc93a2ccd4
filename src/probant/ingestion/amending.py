"""A draft with what a person decided of its values, so that the checks judge what stands.

Paths are those of `values.values_of`. A draft keeps objects where the record keeps plain values:
names, days and cents go back into them here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from probant.ingestion.draft import Draft, Person, Proxy, Vote

Decided = Iterable[tuple[str, str, Any]]

_HEAD = ("body", "president", "secretary", "rapporteur", "number", "subject")
_DAYS = ("session_date", "convened_on", "published_on", "transmitted_on")
_COUNTS = {
    "members_in_office": "in_office",
    "present_count_declared": "present_declared",
    "proxies_declared": "proxies_declared",
}
_VOTE = {"for": "for_"}
_FIELDS = {"amount_cents": "cents"}
_LISTS = ("decisions", "amounts", "items", "parties", "articles", "clauses", "budgets", "claims")
#: The value of an element whose refusal takes the element away.
_WHOLE = {
    "decisions": "text",
    "claims": "value",
    "articles": "title",
    "parties": "name",
    "amounts": "amount_cents",
    "items": "subject",
}


def amend(draft: Draft, decided: Decided) -> None:
    """Put corrections and refusals, (path, verdict, correction) of each value, into a draft.

    Corrections go first: a refused element leaves its list, and would move the others.
    """
    refused = []
    for path, verdict, correction in decided:
        if verdict == "corrected":
            _put(draft, path.split("."), correction)
        elif verdict == "refused":
            refused.append(path.split("."))
    gone: list[tuple[list[Any], Any]] = []
    for steps in refused:
        held = _element(draft, steps)
        if held is None:
            _put(draft, steps, [] if steps[-1].endswith("names") or steps == ["proxies"] else None)
        else:
            gone.append(held)
    for elements, one in gone:
        elements[:] = [other for other in elements if other is not one]


def _put(draft: Draft, steps: list[str], value: Any) -> None:
    name, rest = steps[0], steps[1:]
    if name in _HEAD:
        setattr(draft, name, value)
    elif name in _DAYS:
        setattr(draft, name, date.fromisoformat(value) if value else None)
    elif name == "vote":
        _vote(draft.vote, rest[0], value)
    elif name in _LISTS:
        _element_field(getattr(draft, name)[int(rest[0])], rest[1:], value)
    elif draft.attendance is not None:
        _attendance(draft, name, value)


def _attendance(draft: Draft, name: str, value: Any) -> None:
    held = draft.attendance
    assert held is not None
    if name in _COUNTS:
        setattr(held, _COUNTS[name], value)
    elif name == "proxies":
        read = {(one.giver, one.holder): one for one in held.proxies}
        pairs = [(one["from"], one["to"]) for one in value]
        held.proxies = [read.get(pair) or Proxy(*pair) for pair in pairs]
    elif name in ("present_names", "absent_names"):
        field = name.removesuffix("_names")
        known: Mapping[str, Person] = {one.name: one for one in getattr(held, field)}
        setattr(held, field, [known.get(one) or Person(one) for one in value])


def _vote(vote: Vote | None, name: str, value: Any) -> None:
    if vote is not None:
        setattr(vote, _VOTE.get(name, name), value)


def _element_field(one: Any, steps: list[str], value: Any) -> None:
    """A field of a decision, an amount, a clause, a budget: down to the value that it holds."""
    name, rest = steps[0], steps[1:]
    if name == "vote":
        _vote(one.vote, rest[0], value)
    elif name == "parts_cents":
        rank = int(rest[0])
        one.parts = (*one.parts[:rank], value, *one.parts[rank + 1 :])
    elif name == "lines":
        _element_field(one.lines[int(rest[0])], rest[1:], value)
    elif name == "printed_total_cents":
        one.printed[rest[0]] = value
    elif hasattr(one, "terms"):
        one.terms[name] = value
    else:
        setattr(one, _FIELDS.get(name, name), value)


def _element(draft: Draft, steps: list[str]) -> tuple[list[Any], Any] | None:
    """The list and the element that refusing this value takes away; None where it empties it."""
    if re.fullmatch(r"budgets\.\d+\.lines\.\d+\.amount_cents", ".".join(steps)):
        lines = draft.budgets[int(steps[1])].lines
        return lines, lines[int(steps[3])]
    if len(steps) != 3 or (steps[0] != "clauses" and _WHOLE.get(steps[0]) != steps[2]):
        return None
    elements = getattr(draft, steps[0])
    return elements, elements[int(steps[1])]
