"""Reading one list of people: cut into names, and who votes for whom where the list says it.

Separators are commas, semicolons, dashes, bullets, tabs, columns, and line ends where each line
names one person.
Connectors say a proxy: the giver stands before "pouvoir à", "procuration à", "représenté par"…;
after "pouvoir de",
"vote au nom de"…
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from probant.ingestion.document import fold_in_place
from probant.ingestion.draft import Person
from probant.ingestion.reading.connectors import (
    BY,
    FOR,
    FROM,
    MANY,
    MARK,
    NO_PROXY,
    TO,
    blank_notes,
    blank_out,
    connect,
    drop_places,
)
from probant.ingestion.reading.names import (
    LETTER,
    TITLE,
    TITLED,
    UPPER,
    clean_name,
    is_note,
    is_role,
    name_words,
)

# A comma before a function ("Anne ROC, présidente") parts no names.
_STRONG = re.compile(r"[,;•|\t/]|\s[-–—]|[-–—]\s")
_HANGS = re.compile(rf"(?:{TITLE}\.?|[-–,;/{TO}{FROM}])\s*$")
# A line that ends with a title goes on: "donne procuration à Monsieur\nPaul ROC".
_HANGING_TITLE = re.compile(rf"(?<![{LETTER}]){TITLE}\.?[ \t]*\n(?=[ \t]*[{UPPER}])")
_LONE_TITLE = re.compile(rf"(?:{TITLE})\.?$")
_TWO_NAMES = re.compile(
    rf"(?<=[{UPPER}]{{2}})\s+(?=[{UPPER}][a-zà-ÿ’'-]+(?:[\s-]+[{UPPER}][a-zà-ÿ’'.-]+)"
    rf"{{0,2}}\s+(?:(?:de|du|d['’]|van|le|la|el)\s?)*[{UPPER}][{UPPER}'’ -]+)"
)


@dataclass(slots=True)
class Entry:
    """One name of a list: `to` is who votes for them, `from_` whose votes they bear, `for_` whom
    they replace, `by` who sits in their place."""

    person: Person | None
    to: list[str] = field(default_factory=list)
    from_: list[str] = field(default_factory=list)
    for_: list[str] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    note: str = ""
    mark: str = ""


@dataclass(slots=True)
class Roll:
    """A list read: `end` is where it stopped, `broken` tells that something in it was not
    understood.
    """

    entries: list[Entry]
    end: int
    broken: bool = False
    pairs: list[tuple[str, str]] = field(default_factory=list)


def _one_per_line(raw: str) -> bool:
    """Whether line ends separate names: fewer separators than half the lines that hold words."""
    lines = [line for line in raw.split("\n") if re.search(rf"[{LETTER}]{{2}}", line)]
    strong = sum(
        1
        for m in _STRONG.finditer(raw)
        if not is_role(fold_in_place(raw[m.end() : m.end() + 40]).strip())
    )
    ended = sum(1 for line in lines[:-1] if _HANGS.search(line))
    return len(lines) > 1 and strong - ended < len(lines) / 2


def _in_cells(raw: str) -> bool:
    """Whether the list is set in rows of cells parted by tabs: the end of a row parts too."""
    lines = [line.strip() for line in raw.split("\n") if line.strip()]
    return len(lines) > 1 and sum("\t" in line for line in lines) > len(lines) / 2


def _separate(raw: str) -> list[tuple[int, str]]:
    """Pieces of the list with their offset."""
    columns = len(re.findall(r"[,;]", raw)) < raw.count("\n") / 2 + 1 and bool(
        re.search(r"\S {3,}\S", raw)
    )
    line_ends = _one_per_line(raw) or _in_cells(raw)
    if line_ends:
        raw = _HANGING_TITLE.sub(lambda match: match[0].replace("\n", " "), raw)
    separator = (
        r"[,;•▪◦·|\t/&]|\s[-–—]+(?=\s)|\s[-–—]+(?=[A-ZÀ-Ý])|[–—]+(?=\s)|"
        r"(?<=[.])\s*[-–—]\s|(?:(?<=\s)|^)(?:et|ET)(?=\s)"
    )
    separator += r"|\n\s*[-–—*+]\s*"
    separator += (
        rf"|(?<=[{LETTER}]{{2}})(?<!Mme)(?<!MME)(?<!Mlle)(?<!Mr|MM|Dr|St)\.[ \t]*\n(?=\s*[{UPPER}])"
    )
    separator += r"|\n" if line_ends else r""
    separator += r"| {3,}" if columns else ""
    pieces, last = [], 0
    for match in re.finditer(separator, raw):
        pieces.append((last, raw[last : match.start()]))
        last = match.end()
    pieces.append((last, raw[last:]))
    return [part for piece in pieces for part in _split_titles(*piece)]


def _split_titles(offset: int, piece: str) -> list[tuple[int, str]]:
    """Names glued without separator: before a title, before the name of a commune, between two
    full names.
    """
    cuts = {0, len(piece)}
    for match in TITLED.finditer(piece):
        before = piece[: match.start()].strip(" .\n\x1f")
        if (
            before
            and re.match(rf"[{LETTER}]", piece[match.end() :])
            and not TITLED.fullmatch(before + " ")
            and before[-1] not in TO + FROM + FOR + MANY + BY + ":"
            and not _LONE_TITLE.search(before)
        ):
            cuts.add(match.start())
    for match in _TWO_NAMES.finditer(piece):
        cuts.add(match.end())
    edges = sorted(cuts)
    return [(offset + a, piece[a:b]) for a, b in itertools.pairwise(edges) if piece[a:b].strip()]


def read_roll(raw: str, offset: int, *, proxies: bool = False) -> Roll:
    """Cut the list `raw`, whose first character stands at `offset` of the document."""
    folded = fold_in_place(raw)
    blanked, notes = blank_notes(raw, folded)
    blanked = blank_out(blanked, NO_PROXY)
    connected = connect(drop_places(blanked, proxies), proxies)
    if MANY in connected:
        return _many(connected, offset)
    roll = Roll([], offset + len(raw))
    for start, piece in _separate(connected):
        if not piece.strip(" \n\t.:*_-"):
            continue
        entry = _entry(piece, offset + start, roll.entries[-1] if roll.entries else None)
        if entry is not None:
            _note(entry, start, piece, notes, raw)
            roll.entries.append(entry)
        elif _ends(piece):
            roll.end = offset + start
            break
        elif re.search(rf"[{LETTER}]{{2}}", piece) and not _harmless(piece):
            roll.broken = True
    _mend(roll, raw, offset)
    return roll


def _harmless(piece: str) -> bool:
    folded = fold_in_place(piece).strip(" .:\n")
    return (
        is_role(folded)
        or is_note(folded)
        or bool(TITLED.fullmatch(piece.strip() + " "))
        or len(folded) < 3
    )


def _ends(piece: str) -> bool:
    """Whether a piece is prose: the list is over."""
    words = re.findall(r"(?<![\w'’])[a-zà-ÿ]{4,}", piece)
    folded = fold_in_place(piece)
    return (
        len(words) >= 4
        and not is_role(folded.strip())
        and not re.search(r"arriv|depart|quitt|retard|excus|question|point", folded)
    )


def _entry(piece: str, offset: int, previous: Entry | None) -> Entry | None:
    """The entry a piece gives; a piece that opens with a connector completes the one before it."""
    parts = re.split(f"([{TO}{FROM}{FOR}{BY}])", piece)
    name = clean_name(parts[0])
    relations = [(parts[i], clean_holder(parts[i + 1])) for i in range(1, len(parts) - 1, 2)]
    if name is None and not any(holder for _, holder in relations):
        return None
    if name is None:
        if (
            len(relations) >= 2
            and relations[0][0] == FROM
            and relations[1][0] == TO
            and relations[0][1]
            and relations[1][1]
        ):
            return Entry(Person(relations[0][1], offset, offset + len(piece)), to=[relations[1][1]])
        if previous is None:
            return None
        _relate(previous, relations)
        return None
    lead = len(parts[0]) - len(parts[0].lstrip())
    entry = Entry(Person(name, offset + lead, offset + len(parts[0].rstrip())))
    _relate(entry, relations)
    return entry


def _relate(entry: Entry, relations: list[tuple[str, str | None]]) -> None:
    for symbol, other in relations:
        if other:
            {TO: entry.to, FROM: entry.from_, FOR: entry.for_, BY: entry.by}[symbol].append(other)


def clean_holder(text: str) -> str | None:
    """The holder of a proxy: a name, or "le Maire" and the like, resolved later."""
    folded = re.sub(r"\s+", " ", fold_in_place(text)).strip(" .,:;")
    if re.fullmatch(r"(?:m\.|monsieur|madame|mme)?\s*(?:le |la )?(?:maire|presidente?)", folded):
        return "le président"
    return clean_name(text)


def _note(entry: Entry, start: int, piece: str, notes: dict[int, str], raw: str) -> None:
    for position, note in notes.items():
        if start <= position <= start + len(piece) + 1:
            mark = MARK.fullmatch(note)
            if mark:
                entry.mark = mark[1]
            else:
                entry.note = f"{entry.note} {note}".strip()
    bare = re.search(r"[A-Za-zÀ-ÿ]\s?(\*+)", raw[start : start + len(piece) + 3])
    if bare and not entry.mark:
        entry.mark = bare[1]


def _many(connected: str, offset: int) -> Roll:
    """Holders, "votent respectivement au nom de", givers: two lists paired in order."""
    left, right = connected.split(MANY, 1)
    holders = [name for _, piece in _separate(left) if (name := clean_name(piece))]
    givers: list[str] = []
    for _, piece in _separate(right):
        name = clean_name(re.split(r"[.\[]", piece)[0] if len(piece.split()) > 4 else piece)
        if name is None and len(piece.split()) > 4:
            break
        if name:
            givers.append(name)
    return Roll([], offset + len(connected), pairs=list(zip(givers, holders, strict=False)))


def _mend(roll: Roll, raw: str, offset: int) -> None:
    """Compound surnames cut at a dash: a lone surname among full names ends the name before."""
    named = [e for e in roll.entries if e.person]
    full = sum(1 for e in named if e.person is not None and len(name_words(e.person.name)) > 1)
    if full < 3 or full < 0.7 * len(named):
        return
    kept: list[Entry] = []
    for entry in roll.entries:
        person = entry.person
        if (
            person
            and kept
            and kept[-1].person
            and len(name_words(person.name)) == 1
            and person.name.isupper()
        ):
            previous = kept[-1].person
            if (
                not kept[-1].to
                and not kept[-1].from_
                and previous.name.split()[-1].isupper()
                and not person.title
            ) and re.fullmatch(r"\s*[-–—]\s*", raw[previous.end - offset : person.start - offset]):
                kept[-1].person = Person(
                    f"{previous.name}-{person.name}", previous.start, person.end
                )
                continue
        kept.append(entry)
    roll.entries = kept
