"""Who sat: the lists of present and absent members, the proxies, the counts printed beside them."""

from __future__ import annotations

import re
from dataclasses import replace

from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.draft import Attendance, Person, Proxy
from probant.ingestion.reading.labels import STOP, Label, find_labels
from probant.ingestion.reading.names import find_person, initials_agree, name_words, same_person, surname
from probant.ingestion.reading.quorum_counts import read_counts
from probant.ingestion.reading.roll import Entry, Roll, read_roll

_MOVES = re.compile(
    r"\barriv(?:ee?s?\b(?! a (?:son )?(?:terme|echeance))|ant\b)|\b(?:depart|sortie|retour)\s+d[eu']\s*(?:m\.|mm|mme|m\s|monsieur|madame|mesdames|messieurs|mr)|\b(?:depart|retour|sortie) (?:a )?\d+ ?h|"
    r"a (?:partir|compter) d[eu] (?:la question|point|\d)|jusqu'?\s?a\w* (?:la |l'|le )?(?:question|point|deliberation|\d)|\bquitt(?:e|ent|ant|ee) (?:la |les? |l')?(?:seance|salle)|a quitte|"
    r"rejoint|se retire|en cours de seance|puis \d|\bdemission|ne participe|entre en seance|en retard|representee? jusqu|presente? jusqu"
)
_SCOPED = re.compile(r"a partir d|a compter d|jusqu|question|point|deliberation n|de \d+ ?h|uniquement|pour (?:le|les|la) ")
_PROXIES_BY_MOVE = re.compile(r"(?:depart|sortie) de\s+")


_LIST_WORDS = frozenset(
    "les des aux par maire maires adjoint adjoints adjointe adjointes conseiller conseillers conseillère conseillères municipal municipaux municipales communautaire communautaires "
    "délégué délégués déléguée déléguées président présidente vice présidents titulaire titulaires suppléant suppléants suppléante conseillere conseilleres delegue delegues deleguee presidente "
    "arrivé arrivée arrive arrivee partir question messieurs mesdames monsieur madame dit van den der".split()
)


def read_attendance(document: Document, president: str | None) -> Attendance | None:
    """The attendance of an act, or None where the text gives neither a list nor a count."""
    labels = _head_labels(document)
    head_end = _head_end(document, labels)
    attendance = Attendance()
    counts = read_counts(document, 0, head_end)
    for key, name in (("in_office", "in_office"), ("present", "present_declared"), ("proxies", "proxies_declared"),
                      ("absent", "absent_declared"), ("voters", "voters_declared")):  # fmt: skip
        if key in counts:
            setattr(attendance, name, counts[key][0])
            attendance.places[key] = document.where(*counts[key][1:])
    rolls = [(label, _roll(document, labels, i)) for i, label in enumerate(labels) if label.listed]
    rolls = _columns(document, labels) or rolls
    for label, roll in rolls:
        _place(document, attendance, label, roll)
    if not rolls and not counts:
        return None
    _match_marks([e for label, roll in rolls for e in roll.entries], attendance)
    _scoped_by_moves(document, attendance, head_end)
    _resolve(attendance, president)
    _unite(attendance)
    attendance.moving = bool(_MOVES.search(document.folded[labels[0].start if labels else 0 : head_end + 600]))
    return attendance


def _head_labels(document: Document) -> list[Label]:
    """The labels of the first attendance of the text: those that follow each other closely."""
    labels = find_labels(document)
    first = next((i for i, label in enumerate(labels) if label.listed and label.kind == "present"), None)
    if first is None:
        first = next((i for i, label in enumerate(labels) if label.listed), None)
    if first is None:
        return []
    kept: list[Label] = []
    for label in labels[max(0, first - 3) :]:
        if kept and label.start - kept[-1].end > 6000:
            break
        if kept and _over(document, kept, label):
            break
        kept.append(label)
    return kept


def _over(document: Document, kept: list[Label], label: Label) -> bool:
    """Whether the attendance ended before `label`: an omission, an agenda or a second list of present members."""
    between = document.folded[kept[-1].end : label.start]
    if re.search(r"\[\s*\.\.\.\s*\]|ordre du jour\s*:?|apres en avoir delibere|^\s*(?:expose|considerant|vu )\b", between, re.M):
        return True
    listed = [k for k in kept if k.listed]
    again = label.kind == "present" and label.listed and any(k.kind == "present" for k in listed)
    return again and any(k.kind != "present" for k in listed)


def _head_end(document: Document, labels: list[Label]) -> int:
    """Where the head of the act ends: counts are not read further down."""
    folded = document.folded
    after = labels[-1].end if labels else 0
    stop = re.compile(
        r"\[\s*\.\.\.\s*\]|ordre du jour|^\W*objet\b\s*:|apres en avoir delibere|\bconsiderant\b|^\s*vu\s|\bexpose\b|\bscrutin\b|"
        r"^\s*\d{1,2}\s*[.)/-]\s*[a-z]{4}|\ble conseil municipal,? apres|il est propose",
        re.M,
    )
    match = stop.search(folded, after)
    end = match.start() if match else len(folded)
    return min(end, after + 3500)


def _roll(document: Document, labels: list[Label], index: int) -> Roll:
    label = labels[index]
    end = labels[index + 1].start if index + 1 < len(labels) else len(document.text)
    end = min(end, label.end + 9000)
    stop = _stop(document, label.end, end)
    raw = document.text[label.end : stop]
    proxies = label.kind == "proxy"
    return read_roll(raw, label.end, proxies=proxies)


def _columns(document: Document, labels: list[Label]) -> list[tuple[Label, Roll]]:
    """Two labels at the head of two columns: each reads its own side of the lines below."""
    for left, right in zip(labels, labels[1:], strict=False):
        index = document.index_at(left.start)
        between = document.text[left.start : right.start]
        if index != document.index_at(right.start) or not re.search(r"\t| {3,}$", between) or not (left.listed and right.listed):
            continue
        start = document.start_of(index) + len(document.lines[index].text) + 1
        end = _stop(document, start, min(len(document.text), start + 6000))
        edge = right.start - document.start_of(index) - 2
        sides = ["", ""]
        for line in document.text[start:end].splitlines(keepends=True):
            cut = line.find("\t") if "\t" in line else edge
            cut = len(line) if cut < 0 else cut
            blank = [" " if c != "\n" else c for c in line]
            sides[0] += line[:cut] + "".join(blank[cut:])
            sides[1] += "".join(blank[:cut]) + line[cut:]
        return [(label, read_roll(side, start, proxies=label.kind == "proxy")) for label, side in zip((left, right), sides, strict=True)]
    return []


def _stop(document: Document, start: int, end: int) -> int:
    """The first mark that closes a list and is no part of a bracket or of a function."""
    folded = document.folded
    for match in STOP.finditer(folded, start, end):
        before = folded[start : match.start()]
        if before.count("(") > before.count(")") or before.count("[") > before.count("]") and folded[match.start()] != "[":
            continue
        line = before.rsplit("\n", 1)[-1]
        if match[0].startswith("secretaire") or "designe" in line or "nomme" in line:
            opening = re.search(r"(?:m(?:onsieur|adame|me|lle|r)?\.?\s+)?[^\n.;:]*$", before)
            if match[0].startswith("secretaire") and re.search(r"nomme|designe|elue?|choisi", line) and opening:
                return start + len(before) - len(line)
        if match[0].startswith(("le maire", "le president", "la president", "la maire")) and re.search(r"(?:a|m\.|monsieur|madame|mme)\s+$", before):
            continue
        if match[0] in ("a l'unanimite", "rapporteur") and not before.strip():
            continue
        end = match.start()
        break
    return _prose(document, start, end)


def _prose(document: Document, start: int, end: int) -> int:
    """A paragraph of prose, or a heading, closes the list above it."""
    for match in re.finditer(r"\n[ \t]*\n\s*(?=(?P<line>[^\n]+))", document.text[start:end]):
        before = document.text[start : start + match.start()].rstrip()
        line = document.folded[start + match.start("line") : start + match.end("line")]
        words = [w for w in re.findall(r"(?<![\w'’])[a-zà-ÿ]{3,}", match["line"]) if fold_in_place(w) not in _LIST_WORDS]
        if before.strip(" :\n") and not before.endswith((",", "-", "–", "M.", "Mme", ":")) and len(words) >= 2 and not re.search(r"pouvoir|procuration|excus|absent|represent", line):
            return start + match.start()
    return end


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
        holders = [e for e in entries if e.mark == giver.mark and e.person and e.person.start in present]
        if len(holders) == 1 and holders[0].person:
            attendance.proxies.append(Proxy(giver.person.name, holders[0].person.name, False, giver.person.start, giver.person.end))


def _scoped_by_moves(document: Document, attendance: Attendance, head_end: int) -> None:
    """Proxies given on leaving ("Départ de M. X (procuration à M. Y)"): they count for some points only."""
    for match in _PROXIES_BY_MOVE.finditer(document.folded, 0, head_end):
        line_end = document.text.find("\n", match.end())
        raw = document.text[match.end() : line_end if line_end > 0 else head_end]
        for entry in read_roll(raw, match.end(), proxies=False).entries[:1]:
            if entry.person and entry.to:
                attendance.proxies.append(Proxy(entry.person.name, entry.to[0], True, entry.person.start, entry.person.end))


def _resolve(attendance: Attendance, president: str | None) -> None:
    """Holders named by their function or their initials become the person of the list of the present."""
    names = [p.name for p in attendance.present]
    for i, proxy in enumerate(attendance.proxies):
        holder = proxy.holder
        if holder == "le président":
            if president is None:
                continue
            holder = find_person(president, names) or president
        elif any(len(word) <= 2 for word in name_words(holder)):
            found = find_person(holder, names)
            if found and len(name_words(found)) > 1 and not any(len(w) == 1 for w in name_words(found)):
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
        if not any(_alike(proxy.giver, p.giver) and _alike(proxy.holder, p.holder) for p in proxies):
            proxies.append(proxy)
    attendance.proxies = proxies


def _alike(left: str, right: str) -> bool:
    if same_person(left, right):
        return True
    return surname(left) == surname(right) and initials_agree(left, right) and min(len(name_words(left)), len(name_words(right))) == 1
