"""Proxies: how many, held by whom (CGCT L2121-20)."""

from __future__ import annotations

from collections import Counter

from probant.ingestion.checks.law import law_on
from probant.ingestion.checks.presence import is_council
from probant.ingestion.document import Document
from probant.ingestion.draft import Attendance, Draft, Proxy
from probant.ingestion.reading.names import find_person, name_words, same_person, surname
from probant.kernel.finding import Finding, Severity, Where


def check_proxies(draft: Draft, document: Document) -> list[Finding]:
    """`proxy.count`, `proxy.holder_absent`, `proxy.several`."""
    attendance = draft.attendance
    if attendance is None:
        return []
    return [
        *_count(draft, attendance),
        *_holders(draft, attendance, document),
        *_several(draft, attendance, document),
    ]


def _count(draft: Draft, attendance: Attendance) -> list[Finding]:
    declared, proxies = attendance.proxies_declared, attendance.proxies
    if declared is None or not proxies or draft.truncated:
        return []
    whole = sum(1 for p in proxies if not p.scoped)
    if declared in range(whole, len(proxies) + 1) or (
        attendance.moving and any(p.scoped for p in proxies)
    ):
        return []
    if abs(declared - whole) > max(2, declared // 3):
        return []
    message = f"Le texte déclare {declared} procurations et en nomme {whole}."
    return [Finding("proxy.count", Severity.ERROR, message, attendance.places.get("proxies"))]


def _place(document: Document, proxy: Proxy) -> Where | None:
    return document.where(proxy.start, proxy.end) if proxy.end > proxy.start else None


def _holders(draft: Draft, attendance: Attendance, document: Document) -> list[Finding]:
    """A holder who is not among the present cannot bear a proxy."""
    names = [p.name for p in attendance.present]
    if not names or draft.truncated:
        return []
    found = []
    for proxy in attendance.proxies:
        officers = [name for name in (draft.president, draft.secretary) if name]
        if proxy.holder == "le président" or any(
            same_person(proxy.holder, o) or surname(proxy.holder) & surname(o) for o in officers
        ):
            continue
        words = set(name_words(proxy.holder))
        if find_person(proxy.holder, names) is None and not any(
            words & set(name_words(n)) for n in names
        ):
            message = (
                f"{proxy.holder} reçoit le pouvoir de {proxy.giver} sans figurer parmi "
                f"les présents."
            )
            found.append(
                Finding("proxy.holder_absent", Severity.WARNING, message, _place(document, proxy))
            )
    return found


def _several(draft: Draft, attendance: Attendance, document: Document) -> list[Finding]:
    """One member bears one proxy only; two where an exceptional law was in force on the day."""
    rule = law_on("council.proxies_per_holder", draft.session_date)
    if rule is None or not is_council(draft):
        return []
    held = Counter(name_words(p.holder) for p in attendance.proxies if not p.scoped)
    found = []
    for words, number in held.items():
        if number < 2:
            continue
        proxy = next(p for p in attendance.proxies if name_words(p.holder) == words)
        allowed = number <= int(rule.value)
        severity = Severity.INFO if allowed else Severity.WARNING
        reason = (
            f"{int(rule.value)} étaient permis à cette date ({rule.source})"
            if allowed
            else f"un seul est permis ({rule.source})"
        )
        found.append(
            Finding(
                "proxy.several",
                severity,
                f"{proxy.holder} porte {number} pouvoirs : {reason}.",
                _place(document, proxy),
            )
        )
    return found
