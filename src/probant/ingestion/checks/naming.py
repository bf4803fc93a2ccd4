"""The same person or organisation under two spellings: a person must say whether they are one."""

from __future__ import annotations

import re

from probant.ingestion.draft import Draft
from probant.ingestion.reading.names import name_words
from probant.kernel.finding import Finding, Severity

_EMPTY = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "en",
        "a",
        "au",
        "aux",
        "association",
        "ville",
        "commune",
    ]
)


def check_names(draft: Draft) -> list[Finding]:
    """`name.variant`: organisations (parties and recipients) and people (lists and proxies)."""
    return [*_organisations(draft), *_people(draft)]


def _words(name: str) -> frozenset[str]:
    return frozenset(w for w in name_words(name) if w not in _EMPTY and len(w) > 1)


def _organisations(draft: Draft) -> list[Finding]:
    named = [(p.name, p.where) for p in draft.parties] + [
        (a.recipient, a.where) for a in draft.amounts if a.recipient
    ]
    found, seen = [], set()
    for i, (left, place) in enumerate(named):
        for right, other in named[i + 1 :]:
            a, b = _words(left or ""), _words(right or "")
            pair = frozenset((a, b))
            if a != b and pair not in seen and len(a & b) >= 3 and (a < b or b < a):
                seen.add(pair)
                places = tuple(w for w in (place, other) if w)
                found.append(
                    Finding(
                        "name.variant",
                        Severity.WARNING,
                        f"« {left} » ou « {right} » : même organisme ?",
                        places,
                    )
                )
    return found


def _close(left: str, right: str) -> bool:
    """One letter apart, neither short."""
    if abs(len(left) - len(right)) > 1 or min(len(left), len(right)) < 5 or left == right:
        return False
    if len(left) == len(right):
        return sum(a != b for a, b in zip(left, right, strict=True)) == 1
    short, long = sorted((left, right), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _people(draft: Draft) -> list[Finding]:
    if draft.attendance is None:
        return []
    listed = [p.name for p in (*draft.attendance.present, *draft.attendance.absent)]
    found = []
    for proxy in draft.attendance.proxies:
        for said in (proxy.holder, proxy.giver):
            words = name_words(said)
            if len(words) < 2 or any(
                set(words) <= set(name_words(n)) or set(name_words(n)) <= set(words) for n in listed
            ):
                continue
            for name in listed:
                other = name_words(name)
                apart = [(a, b) for a, b in zip(words, other, strict=False) if a != b]
                if (
                    len(words) == len(other)
                    and len(apart) == 1
                    and _close(*apart[0])
                    and not re.fullmatch(r"\w", words[0])
                ):
                    found.append(
                        Finding(
                            "name.variant",
                            Severity.WARNING,
                            f"« {said} » ou « {name} » : même personne ?",
                            draft.attendance.places.get("proxy_list"),
                        )
                    )
                    break
    return found
