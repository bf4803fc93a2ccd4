"""Who sat: the lists of present and absent members, the proxies, the counts printed beside them."""

from __future__ import annotations

import re
from dataclasses import replace

from probant.ingestion.document import Document
from probant.ingestion.draft import Attendance, Person, Proxy
from probant.ingestion.reading.attendance_table import read_tables
from probant.ingestion.reading.labels import Label
from probant.ingestion.reading.names import (
    find_person,
    initials_agree,
    name_words,
    same_person,
    surname,
)
from probant.ingestion.reading.quorum_counts import read_counts
from probant.ingestion.reading.roll import Entry, Roll, read_roll
from probant.ingestion.reading.zones import head_end, head_labels, roll_of, rolls_in_columns

_MOVES = re.compile(
    r"\barriv(?:ee?s?\b(?! a (?:son )?(?:terme|echeance))|ant\b)|\b(?:depart|sortie|"
    r"retour)\s+d[eu']\s*(?:m\.|mm|mme|m\s|monsieur|madame|mesdames|messieurs|mr)|"
    r"\b(?:depart|retour|sortie) (?:a )?\d+ ?h|"
    r"a (?:partir|compter) d[eu] (?:la question|point|\d)|jusqu'?\s?a\w* (?:la |l'|le "
    r")?(?:question|point|deliberation|\d)|\bquitt(?:e|ent|ant|ee) (?:la |les? |"
    r"l')?(?:seance|salle)|a quitte|"
    r"rejoint|se retire|en cours de seance|puis \d|\bdemission|ne participe|entre en "
    r"seance|en retard|representee? jusqu|presente? jusqu"
)
_SCOPED = re.compile(
    r"a partir d|a compter d|jusqu|question|point|deliberation n|de \d+ ?h|uniquement|"
    r"pour (?:le|les|la) "
)
_HEAD = 5000  # a table of attendance may have no other label than its own heads
_PROXIES_BY_MOVE = re.compile(r"(?:depart|sortie) de\s+")


def read_attendance(document: Document, president: str | None) -> Attendance | None:
    """The attendance of an act, or None where the text gives neither a list nor a count."""
    table = read_tables(document, max(head_end(document, head_labels(document)), _HEAD))
    document = table.document
    labels = head_labels(document)
    stop = max(head_end(document, labels), table.end)
    attendance = Attendance(list(table.present), list(table.absent), list(table.proxies))
    attendance.absents_listed = bool(table.absent)
    counts = read_counts(document, 0, stop)
    for key, count in counts.items():
        setattr(attendance, key if key == "in_office" else f"{key}_declared", count[0])
        attendance.places[key] = document.where(*count[1:])
    rolls = [
        (label, roll_of(document, labels, i)) for i, label in enumerate(labels) if label.listed
    ]
    rolls = [*table.rolls, *(rolls_in_columns(document, labels) or rolls)]
    for label, roll in rolls:
        _place(document, attendance, label, roll)
    if not rolls and not counts and not table.present and not table.absent:
        return None
    _told_apart(document, attendance, stop)
    _match_marks([e for label, roll in rolls for e in roll.entries], attendance)
    _scoped_by_moves(document, attendance, stop)
    _resolve(attendance, president)
    _unite(attendance)
    attendance.moving = bool(
        _MOVES.search(document.folded[labels[0].start if labels else 0 : stop + 600])
    )
    return attendance


def _place(document: Document, attendance: Attendance, label: Label, roll: Roll) -> None:
    """Spread the entries of one list into present, absent and proxies."""
    kind = label.kind
    attendance.broken = attendance.broken or (roll.broken and kind == "present")
    attendance.places.setdefault(f"{kind}_list", document.where(label.start, label.end))
    if kind in ("absent", "proxy") and (roll.entries or roll.pairs):
        attendance.absents_listed = True
    for giver, holder in roll.pairs:
        attendance.proxies.append(Proxy(giver, holder, start=label.start, end=label.end))
        attendance.absent.append(Person(giver, label.start, label.end))
    for entry in roll.entries:
        _place_entry(attendance, kind, entry)


def _place_entry(attendance: Attendance, kind: str, entry: Entry) -> None:
    person = entry.person
    if person is None:
        return
    person = replace(person, note=entry.note)
    scoped = bool(_SCOPED.search(entry.note))
    for holder in entry.to[:1]:
        attendance.proxies.append(Proxy(person.name, holder, scoped, person.start, person.end))
    for giver in entry.from_:
        attendance.proxies.append(Proxy(giver, person.name, scoped, person.start, person.end))
        attendance.absent.append(Person(giver, person.start, person.end))
    for replaced in entry.for_:
        attendance.absent.append(Person(replaced, person.start, person.end, note="suppléé"))
    if kind == "present" and entry.by:
        attendance.present.append(Person(entry.by[0], person.start, person.end))
        attendance.absent.append(replace(person, note="suppléé"))
        return
    if kind == "present" and not entry.to:
        attendance.present.append(person)
    elif kind == "proxy" and entry.from_ and not entry.to:
        return
    elif kind != "proxy" or entry.to or not attendance.proxies or _bare_absent(entry):
        attendance.absent.append(person)


def _bare_absent(entry: Entry) -> bool:
    return not entry.from_


def _match_marks(entries: list[Entry], attendance: Attendance) -> None:
    """Proxies shown by marks: the absent and the present who bear the same mark (Pr*, Pr**…)."""
    present = {p.start: p for p in attendance.present}
    for giver in entries:
        if not giver.mark or not giver.person or giver.person.start in present:
            continue
        holders = [
            e for e in entries if e.mark == giver.mark and e.person and e.person.start in present
        ]
        if len(holders) == 1 and holders[0].person:
            attendance.proxies.append(
                Proxy(
                    giver.person.name,
                    holders[0].person.name,
                    False,
                    giver.person.start,
                    giver.person.end,
                )
            )


_SENTENCE = re.compile(
    r"^[^\n:]{4,60}\b(?:a|ont|avait|ayant)\s+donne\s+(?:pouvoir|procuration|mandat)[^\n:]{4,60}$",
    re.M,
)


def _told_apart(document: Document, attendance: Attendance, stop: int) -> None:
    """Proxies told in a line of their own, under no label: "M. X a donné procuration à Mme Y."."""
    for match in _SENTENCE.finditer(document.folded, 0, stop):
        roll = read_roll(document.text[match.start() : match.end()], match.start())
        for entry in roll.entries[:1]:
            if len(roll.entries) == 1 and entry.person and len(entry.to) == 1:
                _place_entry(attendance, "absent", entry)


def _scoped_by_moves(document: Document, attendance: Attendance, stop: int) -> None:
    """Proxies given on leaving ("Départ de M. X (procuration à M. Y)"): they count for some
    points only.
    """
    for match in _PROXIES_BY_MOVE.finditer(document.folded, 0, stop):
        line_end = document.text.find("\n", match.end())
        raw = document.text[match.end() : line_end if line_end > 0 else stop]
        for entry in read_roll(raw, match.end(), proxies=False).entries[:1]:
            if entry.person and entry.to:
                attendance.proxies.append(
                    Proxy(
                        entry.person.name, entry.to[0], True, entry.person.start, entry.person.end
                    )
                )


def _resolve(attendance: Attendance, president: str | None) -> None:
    """Holders named by their function or their initials become the person of the list of the
    present.
    """
    names = [p.name for p in attendance.present]
    for i, proxy in enumerate(attendance.proxies):
        holder = proxy.holder
        if holder == "le président":
            if president is None:
                continue
            holder = find_person(president, names) or president
        elif any(len(word) <= 2 for word in name_words(holder)):
            found = find_person(holder, names)
            if (
                found
                and len(name_words(found)) > 1
                and not any(len(w) == 1 for w in name_words(found))
            ):
                holder = found
        attendance.proxies[i] = replace(proxy, holder=holder)


def _unite(attendance: Attendance) -> None:
    """Each person once in the absent, each proxy once; the fuller printing is kept."""
    absent: list[Person] = []
    for person in attendance.absent:
        twin = next((i for i, other in enumerate(absent) if _alike(person.name, other.name)), None)
        if twin is None:
            absent.append(person)
        elif len(name_words(person.name)) > len(name_words(absent[twin].name)):
            absent[twin] = person
    attendance.absent = absent
    proxies: list[Proxy] = []
    for proxy in attendance.proxies:
        if not any(
            _alike(proxy.giver, p.giver) and _alike(proxy.holder, p.holder) for p in proxies
        ):
            proxies.append(proxy)
    attendance.proxies = proxies


def _alike(left: str, right: str) -> bool:
    if same_person(left, right):
        return True
    return (
        surname(left) == surname(right)
        and initials_agree(left, right)
        and min(len(name_words(left)), len(name_words(right))) == 1
    )
