"""Attendance set in a table: who gave a proxy to whom, or one member a row with marks.

    | Mandant | Mandataire |            | Nom | Présent | Excusé | Pouvoir à |
    | M. A    | Mme B      |            | A   |    X    |        |           |

A table is rows of cells parted by bars or tabs, under a row of heads that say what each column
holds. What it gives is taken off the text, so that the lists around it are read without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from probant.ingestion.document import Document, Line, fold_in_place
from probant.ingestion.draft import Person, Proxy
from probant.ingestion.reading.labels import Label
from probant.ingestion.reading.names import clean_name
from probant.ingestion.reading.roll import Roll, clean_holder, read_roll

_RULE = re.compile(r"[\s|:+=_-]+")
# The strongest first: "absents ayant donné pouvoir à" holds neither the absent nor the givers only.
_HEADS = (
    ("holder", re.compile(r"mandataire|beneficiaire|porteur|"
                          r"(?:pouvoir|procuration|mandat|donnee?)s?(?: donnee?s?)? (?:a|au)\b|"
                          r"represente\w*(?:\(e\))? par")),
    ("giver", re.compile(r"mandant|donneur|(?:pouvoir|procuration)s? (?:de|donnee?s? par)\b|"
                         r"absent\w* (?:represente|ayant)|represente")),
    ("status", re.compile(r"^presence|statut|present\w* ?[/,-] ?(?:absent|excuse)|^etat\b")),
    ("proxy", re.compile(r"pouvoir|procuration|mandat")),
    ("absent", re.compile(r"absent|excuse")),
    ("present", re.compile(r"present|emarge")),
    ("first", re.compile(r"^prenoms?$")),
    ("name", re.compile(r"\bnoms?\b|\belue?s?\b|membres?|conseill|delegue|titulaire|administrat")),
)  # fmt: skip
_MARK = re.compile(r"x+|✓|✔|☒|■|oui|o|p|a|e|1|abs\.?|exc\.?", re.I)
_PAIR = {"giver", "holder"}
# Columns that each hold a list of names, and the kind of the list.
_KINDS = {"present": "present", "absent": "absent", "proxy": "proxy", "giver": "proxy"}


@dataclass(slots=True)
class Table:
    """What the tables of an attendance give, and the text without them."""

    document: Document
    present: list[Person] = field(default_factory=list)
    absent: list[Person] = field(default_factory=list)
    proxies: list[Proxy] = field(default_factory=list)
    rolls: list[tuple[Label, Roll]] = field(default_factory=list)
    end: int = 0


def read_tables(document: Document, end: int) -> Table:
    """The tables of attendance that begin before `end`."""
    found = Table(document)
    taken: set[int] = set()
    index, last = 0, document.index_at(max(0, end - 1))
    while index <= last:
        roles = _roles(document.lines[index].text)
        rows = _rows(document, index, roles) if roles else []
        if rows and _take(document, roles, rows, found):
            taken |= set(range(index, rows[-1] + 1))
            index = rows[-1]
            found.end = document.start_of(index) + len(document.lines[index].text)
        index += 1
    if taken:
        lines = tuple(
            Line(line.number, " " * len(line.text), line.page) if i in taken else line
            for i, line in enumerate(document.lines)
        )
        found.document = Document(document.name, lines, document.format, document.truncated)
    return found


def _cells(text: str) -> list[tuple[int, str]]:
    """The cells of a row with their place in the line; a bar at the edge opens no cell."""
    if "|" not in text and "\t" not in text:
        return []
    mark = "|" if "|" in text else "\t"
    cells, at = [], 0
    for cell in text.split(mark):
        cells.append((at, cell))
        at += len(cell) + 1
    if mark == "|" and not cells[0][1].strip():
        cells = cells[1:]
    if mark == "|" and cells and not cells[-1][1].strip():
        cells = cells[:-1]
    return cells


def _roles(text: str) -> list[str]:
    """What each column holds, where the line is the head of a table of attendance."""
    cells = [fold_in_place(cell).strip(" *:") for _, cell in _cells(text)]
    if len(cells) < 2 or any(len(cell) > 45 for cell in cells) or re.search(r"\d", text):
        return []
    roles = [next((role for role, head in _HEADS if head.search(cell)), "") for cell in cells]
    if set(roles) >= _PAIR and "name" not in roles:
        return roles
    marked = {"present", "absent", "status", "holder", "proxy"} & set(roles)
    if "name" in roles:
        return roles if marked else []
    listed = [role for role in roles if role in _KINDS]
    others = {role for role in roles if role not in _KINDS}
    return roles if listed and len(listed) == len(set(listed)) and others <= {""} else []


def _rows(document: Document, head: int, roles: list[str]) -> list[int]:
    """The lines of the table under its head."""
    rows: list[int] = []
    for index in range(head + 1, len(document.lines)):
        text = document.lines[index].text
        if "|" in text and _RULE.fullmatch(text):
            continue
        cells = _cells(text)
        if ("|" in text) != ("|" in document.lines[head].text) and cells:
            break
        if "name" not in roles and _roles(text):
            break  # the head of another table
        if not cells and "name" not in roles and rows and clean_name(text):
            rows.append(index)  # the columns on its right are empty
            continue
        if not any(cell.strip() for _, cell in cells) or len(cells) > len(roles):
            break
        rows.append(index)
    return rows


def _take(document: Document, roles: list[str], rows: list[int], found: Table) -> bool:
    """Read the rows; False where they name nobody."""
    if "name" not in roles and not set(roles) >= _PAIR:
        return _columns(document, roles, rows, found)
    before = len(found.present) + len(found.absent)
    for index in rows:
        start = document.start_of(index)
        said: dict[str, tuple[int, str]] = {}
        for role, (at, cell) in zip(roles, _cells(document.lines[index].text), strict=False):
            if role and cell.strip():
                said.setdefault(role, (start + at, cell))
        if "name" in roles:
            _member(roles, said, found)
        else:
            _pair(said, found)
    return len(found.present) + len(found.absent) > before


def _columns(document: Document, roles: list[str], rows: list[int], found: Table) -> bool:
    """Each column of the table is a list of its own."""
    start = document.start_of(rows[0])
    head = document.index_at(start) - 1
    whole = document.text[start : document.start_of(rows[-1]) + len(document.lines[rows[-1]].text)]
    rolls = []
    for column, role in enumerate(roles):
        if role not in _KINDS:
            continue
        side = ["\n" if character == "\n" else " " for character in whole]
        for index in rows:
            text = document.lines[index].text
            cells = _cells(text) or [(0, text)]
            if column < len(cells):
                at, cell = cells[column]
                place = document.start_of(index) - start + at
                side[place : place + len(cell)] = cell
                side[place + len(cell) : place + len(cell) + 1] = ";"
        kind = _KINDS[role]
        roll = read_roll("".join(side), start, proxies=kind == "proxy")
        label = Label(kind, document.start_of(head), start, role, None, True)
        rolls.append((label, roll))
    named = sum(len(roll.entries) for _, roll in rolls)
    if named < len(rows) / 2:
        return False
    found.rolls += rolls
    return True


def _pair(said: dict[str, tuple[int, str]], found: Table) -> None:
    at, cell = said.get("giver", (0, ""))
    giver, holder = clean_name(cell), clean_holder(said.get("holder", (0, ""))[1])
    if giver is None:
        return
    person = _person(giver, at, cell)
    found.absent.append(person)
    if holder:
        found.proxies.append(Proxy(giver, holder, start=person.start, end=person.end))


def _person(name: str, at: int, cell: str) -> Person:
    start = at + len(cell) - len(cell.lstrip())
    return Person(name, start, start + len(cell.strip()))


def _member(roles: list[str], said: dict[str, tuple[int, str]], found: Table) -> None:
    """One member a row: present, or not, and whom they gave their vote."""
    at, cell = said.get("name", (0, ""))
    text = f"{cell.strip()} {said['first'][1].strip()}" if "first" in said else cell
    name = clean_name(text)
    if name is None:
        return
    person = _person(name, at, cell)
    holder = _holder(said)
    status = fold_in_place(said.get("status", (0, ""))[1]).strip()
    marks = {
        role
        for role in ("present", "absent")
        if _MARK.fullmatch(said.get(role, (0, ""))[1].strip())
    }
    if holder or "absent" in marks or re.match(r"abs|exc|repr|pouvoir|procu|a$|e$|non", status):
        found.absent.append(person)
        if holder:
            found.proxies.append(Proxy(name, holder, start=person.start, end=person.end))
    elif "present" in marks or re.match(r"pres|p$|x$|oui", status):
        found.present.append(person)
    elif "present" in roles or "status" in roles:
        # Nothing ticked against the name: not present, whatever the reason.
        found.absent.append(replace(person, note="sans mention"))


def _holder(said: dict[str, tuple[int, str]]) -> str | None:
    """Who votes for a member: a name in the column of proxies, or in that of the absence."""
    for role in ("holder", "proxy", "status", "absent"):
        cell = said.get(role, (0, ""))[1].strip()
        if not cell or _MARK.fullmatch(cell):
            continue
        if role in ("holder", "proxy") and (name := clean_holder(re.sub(r"^(?:à|a)\s+", "", cell))):
            return name
        entries = read_roll(f"X NOM, {cell}", 0, proxies=True).entries
        if entries and entries[0].to:
            return entries[0].to[0]
    return None
