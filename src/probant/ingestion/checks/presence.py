"""Attendance: counts against lists, quorum (CGCT L2121-17)."""

from __future__ import annotations

from fractions import Fraction

from probant.ingestion.checks.law import law_on
from probant.ingestion.document import Document
from probant.ingestion.draft import Attendance, Draft
from probant.ingestion.reading.names import find_person, name_words, same_person
from probant.kernel.finding import Finding, Severity


def check_presence(draft: Draft, document: Document) -> list[Finding]:
    """`presence.count`, `presence.total`, `quorum.missing`, `quorum.unknown`."""
    attendance = draft.attendance
    if attendance is None:
        return []
    return [
        *_count(draft, attendance),
        *_total(draft, attendance),
        *_both(draft, attendance),
        *_quorum(draft, attendance),
    ]


def unlisted_officers(draft: Draft, attendance: Attendance) -> int:
    """How many of the president and the secretary sit without standing in the list of the
    present.
    """
    names = [p.name for p in attendance.present]
    officers = [name for name in (draft.president, draft.secretary) if name]
    missing = [
        o
        for o in officers
        if find_person(o, names) is None and not any(same_person(o, n) for n in names)
    ]
    return len({name_words(name) for name in missing})


def doubtful(attendance: Attendance) -> int:
    """Entries of surnames only that may hold two people whose separator was lost."""
    names = [p.name for p in attendance.present]
    single = sum(1 for name in names if len(name_words(name)) == 1)
    if single < len(names) / 2:
        return 0
    return sum(1 for name in names if len(name_words(name)) > 1)


def present_counts(draft: Draft, attendance: Attendance) -> range:
    """The numbers of present members that the list can mean."""
    listed = len(attendance.present)
    return range(listed, listed + unlisted_officers(draft, attendance) + doubtful(attendance) + 1)


def _count(draft: Draft, attendance: Attendance) -> list[Finding]:
    declared, listed = attendance.present_declared, len(attendance.present)
    if (
        declared is None
        or not listed
        or attendance.moving
        or attendance.broken
        or declared in present_counts(draft, attendance)
    ):
        return []
    if draft.truncated and declared > listed:
        return []
    if abs(declared - listed) > max(3, declared // 7):
        return []  # so wide a gap is a list half read or counts of another moment
    message = f"Le texte déclare {declared} présents et en nomme {listed}."
    return [Finding("presence.count", Severity.ERROR, message, attendance.places.get("present"))]


def _total(draft: Draft, attendance: Attendance) -> list[Finding]:
    if (
        attendance.in_office is None
        or not attendance.present
        or attendance.moving
        or attendance.broken
        or draft.truncated
    ):
        return []
    if not attendance.absents_listed:
        return []
    scoped = {name_words(p.giver) for p in attendance.proxies if p.scoped}
    absent = sum(
        1 for p in attendance.absent if name_words(p.name) not in scoped and p.note != "suppléé"
    )
    extra = unlisted_officers(draft, attendance) + doubtful(attendance)
    total = len(attendance.present) + absent
    if total <= attendance.in_office <= total + extra:
        return []
    if abs(total - attendance.in_office) > max(3, attendance.in_office // 7):
        return []
    message = (
        f"{len(attendance.present)} présents et {absent} absents nommés font {total}, "
        f"pour {attendance.in_office} membres en exercice."
    )
    return [Finding("presence.total", Severity.ERROR, message, attendance.places.get("in_office"))]


def _both(draft: Draft, attendance: Attendance) -> list[Finding]:
    """Someone printed among the present and among the absent, without a word on their coming or
    going.
    """
    if attendance.moving:
        return []
    found = []
    for person in attendance.absent:
        twin = next(
            (
                p
                for p in attendance.present
                if name_words(p.name) == name_words(person.name) and len(name_words(p.name)) > 1
            ),
            None,
        )
        twin = twin or next(
            (
                p
                for p in attendance.present
                if len(name_words(p.name)) > 1
                and set(name_words(p.name)) == set(name_words(person.name))
            ),
            None,
        )
        if twin is not None and not twin.note and not person.note:
            found.append(person.name)
    if not found:
        return []
    names = ", ".join(found)
    return [
        Finding(
            "presence.total",
            Severity.ERROR,
            f"À la fois parmi les présents et parmi les absents : {names}.",
            attendance.places.get("absent_list") or attendance.places.get("proxy_list"),
        )
    ]


def is_council(draft: Draft) -> bool:
    """Whether the rules of local councils apply (L2121-17, L2121-20, L5211-1): not to an
    association.
    """
    body = (draft.body or "").lower()
    return not any(word in body for word in ("association", "assemblée générale", "administration"))


def _quorum(draft: Draft, attendance: Attendance) -> list[Finding]:
    present = attendance.present_declared or len(attendance.present) or None
    where = attendance.places.get("present") or attendance.places.get("present_list")
    if not is_council(draft) or present is None or draft.truncated:
        return []
    if attendance.in_office is None:
        if not attendance.present or draft.kind not in ("deliberation", "minutes"):
            return []
        return [
            Finding(
                "quorum.unknown",
                Severity.WARNING,
                "Le nombre de membres en exercice n’est pas donné : le quorum ne "
                "peut pas être vérifié.",
                where,
            )
        ]
    rule = law_on("council.quorum_share", draft.session_date)
    if rule is None or attendance.broken:
        return []
    share = Fraction(rule.value)
    strict = law_on("council.quorum_exceeds", draft.session_date)
    if attendance.present_declared is None:
        present += unlisted_officers(draft, attendance)
    if 2 * present > attendance.in_office:
        return []
    reached = (
        present > share * attendance.in_office
        if strict is None or strict.value
        else present >= share * attendance.in_office
    )
    if reached and share != Fraction(1, 2):
        message = (
            f"{present} présents sur {attendance.in_office} : une part d’un "
            f"{'tiers' if share == Fraction(1, 3) else share} suffisait ce jour-là "
            f"({rule.source})."
        )
        return [Finding("quorum.missing", Severity.INFO, message, where)]
    if reached:
        return []
    message = (
        f"{present} présents sur {attendance.in_office} membres en exercice : le quorum "
        f"n’est pas atteint ({rule.source})."
    )
    return [Finding("quorum.missing", Severity.GAP, message, where)]
