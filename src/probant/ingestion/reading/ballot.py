"""Votes: labelled counts, counts in words, unanimity, and members named as opposed, abstaining or
not voting.

Unanimity is that of the votes cast (Rép. min. 26978, JO AN 27/01/2004): abstentions do not break
it. `unanimous` is True
where the text says so, False where it says a majority, an opposition or members set apart, else
None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from probant.ingestion.document import Document
from probant.ingestion.draft import Vote
from probant.ingestion.reading.counting import COUNT, read_count
from probant.ingestion.reading.roll import read_roll

_N = rf"(?P<n>{COUNT})"
_VOICES = r"(?:voix|votes?|suffrages?|membres|conseillers|elus)"
_SAID = r"[\"«»“”\s*|]*"
_AFTER = (
    r"(?=\s*(?:$|[\n.,;:/()«»\"|*-]|et\b|dont\b|\d|(?:\w+\s)?contre|(?:\w+\s)?abst|adopt|voix))"
)
_VALUE = rf"(?:\s*\(s\))?{_SAID}[:=]\s*\n?\s*{_N}(?!\s*[)/.]\s*[a-z])"
_LABELLED: dict[str, str] = {
    "for_": rf"\b(?:{_VOICES}\s+)?(?:favorables?|pour)(?:\s+{_VOICES})?(?:\s+adoption)?{_VALUE}",
    "against": rf"\b(?:{_VOICES}\s+)?(?:defavorables?|contre)(?:\s+{_VOICES})?{_VALUE}",
    "abstain": rf"\b(?:s'abstien\w*|abst(?:entions?|ention\(s\)|"
    rf"enus?)?\.?)(?:\s+{_VOICES})?{_VALUE}",
    "not_voting": rf"\b(?:ne (?:se )?prononce(?:nt)? pas|nppv|n(?:e|'ont|'a)\s*"
    rf"(?:prenn?d?s?(?:ent)?|"
    rf"participent?|pris)?\s*pas?\s*(?:pris\s+|pris )?part\s+au\s+votes?|refus de vote|"
    rf"non[- ]participa\w+|non[- ]votants?|sans participation|ne participe(?:nt)? pas)"
    rf"(?:\s+au\s+votes?)?{_VALUE}",
}
_COUNTED: dict[str, str] = {
    "for_": rf"(?:{_N}\s*(?:\(\w+\)\s*)?{_VOICES}\s*{_SAID}(?:pour|favorables?)\b|"
    rf"{_N}\s*{_SAID}pour\b{_AFTER})".replace("(?P<n>", "(?P<n1>", 1).replace(
        "(?P<n>", "(?P<n2>", 1
    ),
    "against": rf"{_N}\s*(?:\(\w+\)\s*)?(?:{_VOICES}\s*)?{_SAID}(?:contre\b(?!\s+(?:l[ea]|les|un|"
    rf"une)\b)|oppositions?\b|opposants?\b|defavorables?)",
    "abstain": rf"{_N}\s*(?:\(\w+\)\s*)?(?:{_VOICES}\s*)?{_SAID}(?:(?:en\s+)?abstentions?\b|"
    rf"abstentionnistes?|s'abstien(?:t|nent))",
    "not_voting": rf"{_N}\s*(?:{_VOICES}\s+)?(?:ne (?:se )?prononce(?:nt)? pas|ne (?:prenn?ent?|"
    rf"prend|participe(?:nt)?) (?:pas\s+)?(?:part\s+)?(?:pas\s+)?(?:au|a)|non[- "
    rf"]participa|n'ont pas pris part|nppv|refus de vote)",
}
_SINGLE = {
    "for_": re.compile(
        rf"\(\s*{_N}\s*voix\s*\)|^\s*{_N}\s+votes?\s*$|(?:adopte|approuve|"
        rf"vote)e?s?\s+par\s+{_N}\s+voix\b|\bpour [^\n:]{{3,60}}\s:\s*{_N}\s+votes?\b".replace(
            "(?P<n>", "(?P<n1>", 1
        )
        .replace("(?P<n>", "(?P<n2>", 1)
        .replace("(?P<n>", "(?P<n3>", 1)
        .replace("(?P<n>", "(?P<n4>", 1),
        re.M,
    )
}
_LABELLED_RE = {k: re.compile(v) for k, v in _LABELLED.items()}
_COUNTED_RE = {k: re.compile(v) for k, v in _COUNTED.items()}
_STACKED_RE = {
    k: re.compile(rf"^[ \t|*]*(?:{_VOICES}\s+)?{word}[ \t|*:]*\n\s*{_N}[ \t|*]*$", re.M)
    for k, word in (
        ("for_", "pour"),
        ("against", "contre"),
        ("abstain", "abstentions?"),
        ("not_voting", "(?:nppv|non[- ]votants?)"),
    )
}
_LABELS = {"pour": "for_", "contre": "against", "abstention": "abstain", "abstentions": "abstain"}
# "Pour 12 Contre 2 Abstentions 1": at least two labels, each before its number.
_SEQUENCE = re.compile(
    rf"(?<!\d )(?<!\d)\b(?:(?:pour|contre|abstentions?)\s{{1,3}}{COUNT}[\s,;/|.-]{{0,6}}){{2,}}"
)
_PAIR = re.compile(rf"(pour|contre|abstentions?)\s{{1,3}}({COUNT})")
_UNANIMOUS = re.compile(
    r"unanimit[e6]|unanimement|\bunanim\w{1,3}\b(?=\s*(?:[.\n]|approuve|adopte|decide))"
)
_OPINION = re.compile(
    r"\bavis\b[^.\n]{0,50}$|commission[^.\n]{0,40}$|\bbureau\s+a\b[^.\n]{0,30}$|"
    r"secretaire[^.\n]{0,60}$"
)
_OPENING = re.compile(
    r"^[^.\n]{0,40}(?:secretaire|a mains? levee|de ne pas proceder|vote (?:a|au) )"
)
_MAJORITY = re.compile(
    r"(?:a|par)\s+(?:la|une)\s+(?:large\s+|tres large\s+)?majorite(?!\s+(?:qualifiee|"
    r"des conseillers en exercice|municipale))"
)
_EXCEPT = re.compile(
    r"(?:a l'exception d[eu']|sauf(?:\s+par)?|excepte|hormis|"
    r"moins)\s*(?P<names>(?:[^.;:\n]|\.(?!\s*\n\s*\n?[a-z]{4})|"
    r"\n){2,260}?)[,.\s]*qui\s+(?P<verb>vote(?:nt)?\s+contre|s'?\s?abstien\w+|"
    r"ne\s+(?:prend|prenn|particip)\w+|s'oppose\w*)"
)
_AND = re.compile(
    r"\s*,?\s*et\s+(?:d[eu']\s+)?(?P<names>[^.;:]{2,160}?)[,.\s]*qui\s+(?P<verb>vote("
    r"?:nt)?\s+contre|s'?\s?abstien\w+|ne\s+(?:prend|prenn|particip)\w+)"
)
_NAMED_AFTER = {
    "against": re.compile(
        r"(?:\bvote(?:nt)?\s+contre|\bcontre|"
        r"\boppositions?)\s*[:(]\s*(?:d[eu']\s*)?(?P<names>m[^\n;)]{3,200})"
    ),
    "abstain": re.compile(
        r"\babstentions?\s*(?:[:(]\s*|\bde\s+)(?:d[eu']\s*)?(?P<names>m[^\n;)]{3,200})"
    ),
    "not_voting": re.compile(
        r"(?:ne prennent pas part au vote|ne participent pas au vote|n'ont pas pris "
        r"part au vote|ne prend pas part au vote)\s*:\s*(?P<names>m[^\n;)]{3,200})"
    ),
}
_NAMED_BEFORE = re.compile(
    r"(?P<verb>vote(?:nt)?\s+contre|s'abstien(?:t|nent)|(?:ne|n')\s*(?:prend|prennent|"
    r"participe|participent|ont|a|ayant)\s*(?:pas\s+)?(?:pris\s+)?(?:pas\s+)?(?:part"
    r"\s+)?(?:au[x]?|a la|a)\s+(?:votes?|deliberation|scrutin))"
)
# The approval of the minutes of the sitting before is not a point of the agenda.
_MINUTES = re.compile(
    r"(?:compte[- ]?rendus?|proces[- ]verba(?:l|ux)|\bpv\b)[^.;]{0,160}$|adopte ce compte[- ]rendu"
)
_PROXIES = re.compile(rf"dont\s+{_N}\s+(?:procurations?|pouvoirs?)")


_SPEAKS_OF_VOTES = re.compile(
    r"\bvoix\b|\bvotes?\b|votent|\bcontre\b|\babst|nppv|prononce|unanim|a la (?:\w+ )?majorit|"
    r"par une \w* ?majorit|"
    r"exception|\bsauf\b|excepte|hormis|suffrages|s'abst|part au|pour\s*[:=]|\d\s+pour\b|oppos"
)


@dataclass(frozen=True, slots=True)
class _Atom:
    key: str
    value: int | bool | None
    start: int
    end: int
    weight: int = 2


def _kind_of(verb: str) -> str:
    if "contre" in verb or "oppos" in verb:
        return "against"
    return "abstain" if "abst" in verb else "not_voting"


def _numbers(match: re.Match[str]) -> int | None:
    for key in ("n", "n1", "n2", "n3", "n4"):
        if match.groupdict().get(key) is not None:
            return read_count(match[key])
    return None


def _count_names(document: Document, start: int, end: int) -> int:
    roll = read_roll(document.text[start:end], start)
    return sum(1 for entry in roll.entries if entry.person)


def _regions(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of text that speak of votes: the expressions below are dear, prose is long."""
    regions: list[tuple[int, int]] = []
    for match in _SPEAKS_OF_VOTES.finditer(folded, start, end):
        low, high = max(start, match.start() - 160), min(end, match.end() + 420)
        if regions and low <= regions[-1][1]:
            regions[-1] = (regions[-1][0], high)
        else:
            regions.append((low, high))
    return regions


def _atoms(document: Document, start: int, end: int) -> list[_Atom]:
    found = [
        atom
        for low, high in _regions(document.folded, start, end)
        for atom in _said_in(document, low, high)
    ]
    return sorted(found, key=lambda atom: atom.start)


def _said_in(document: Document, start: int, end: int) -> list[_Atom]:
    folded = document.folded
    atoms: list[_Atom] = []
    taken: list[tuple[int, int]] = []

    def free(a: int, b: int) -> bool:
        return all(b <= x or a >= y for x, y in taken)

    def add(key: str, value: int | bool | None, a: int, b: int, weight: int = 2) -> None:
        if value is not None and free(a, b):
            atoms.append(_Atom(key, value, a, b, weight))
            taken.append((a, b))

    for match in _PROXIES.finditer(folded, start, end):
        add("proxies", _numbers(match), match.start(), match.end(), 1)
    for run in _SEQUENCE.finditer(folded, start, end):
        for match in _PAIR.finditer(folded, run.start(), run.end()):
            add(_LABELS[match[1]], read_count(match[2]), match.start(), match.end())
    for key, pattern in _LABELLED_RE.items():
        for match in pattern.finditer(folded, start, end):
            add(key, _numbers(match), match.start(), match.end())
    for key, pattern in _STACKED_RE.items():
        for match in pattern.finditer(folded, start, end):
            add(key, _numbers(match), match.start(), match.end())
    for table in (_COUNTED_RE, _SINGLE):
        for key, pattern in table.items():
            for match in pattern.finditer(folded, start, end):
                if not re.search(
                    r"[€%][ ]*$|\bart\w*\.?\s*$|n°\s*$",
                    folded[max(0, match.start() - 8) : match.start()],
                ):
                    add(key, _numbers(match), match.start(), match.end())
    _named(document, start, end, add)
    _said(folded, start, end, add)
    return atoms


def _named(document: Document, start: int, end: int, add: object) -> None:
    """Members set apart by their names: their number is counted."""
    folded = document.folded
    for match in _EXCEPT.finditer(folded, start, end):
        add("unanimous", False, match.start(), match.start() + 1)  # type: ignore[operator]
        add(
            _kind_of(match["verb"]),
            _count_names(document, *match.span("names")),
            match.start("names"),
            match.end(),
        )  # type: ignore[operator]
        more = _AND.match(folded, match.end())
        if more:
            add(
                _kind_of(more["verb"]),
                _count_names(document, *more.span("names")),
                more.start(),
                more.end(),
            )  # type: ignore[operator]
    for key, pattern in _NAMED_AFTER.items():
        for match in pattern.finditer(folded, start, end):
            number = _count_names(document, *match.span("names"))
            add(key, number or None, match.start(), match.end())  # type: ignore[operator]
    for match in _NAMED_BEFORE.finditer(folded, start, end):
        lead = (
            max(folded.rfind(mark, start, match.start()) for mark in ("\n", ". ", "(", ";", ":"))
            + 1
        )
        lead = max(lead, start)
        if match.start() - lead < 4 and lead - 2 > start:
            lead = max(folded.rfind("\n", start, lead - 2) + 1, start)
        number = _count_names(document, lead, match.start())
        add(_kind_of(match["verb"]), number or None, lead, match.end(), 1)  # type: ignore[operator]


def _said(folded: str, start: int, end: int, add: object) -> None:
    for match in _UNANIMOUS.finditer(folded, start, end):
        before, after = (
            folded[max(start, match.start() - 90) : match.start()],
            folded[match.end() : match.end() + 60],
        )
        if not _OPINION.search(before) and not _OPENING.match(after):
            add("unanimous", True, match.start(), match.end())  # type: ignore[operator]
    for match in _MAJORITY.finditer(folded, start, end):
        if "obtenu" not in folded[max(start, match.start() - 20) : match.start()]:
            add("unanimous", False, match.start(), match.end())  # type: ignore[operator]


def find_votes(document: Document, start: int = 0, end: int | None = None) -> list[Vote]:
    """The votes of the text, in order: statements that stand together make one vote."""
    end = len(document.text) if end is None else end
    groups: list[list[_Atom]] = []
    for atom in _atoms(document, start, end):
        if groups and _together(document, groups[-1], atom):
            groups[-1].append(atom)
        else:
            groups.append([atom])
    return [_vote(document, group) for group in groups if any(a.weight > 1 for a in group)]


_OTHER_WORDS = re.compile(
    r"[^a-z]|\b[a-z]{1,2}\b|\b(?:voix|votes?|votants?|pour|contre|abstentions?|"
    r"suffrages|exprimes|presents?|representes?|des|les|membres|soit|avec|dont|"
    r"procurations?|pouvoirs?|adoptee?|nombre|resultats?|"
    r"scrutin|prononcent?|pas|part|prend|prennent|ont|pris|deliberation|conseil|"
    r"municipal|communautaire|qui|apres|avoir|delibere|par|aux?|main|levee|exception|"
    r"madame|monsieur|mesdames|messieurs|mme|mmes|accepte|"
    r"cette|proposition|decide|approuve|unanimite|majorite|ses|son|une|vote)\b"
)


def _together(document: Document, group: list[_Atom], atom: _Atom) -> bool:
    keys = {a.key for a in group}
    alone = all(a.weight == 1 for a in group)
    gap = document.folded[group[-1].end : atom.start]
    if (
        atom.key in keys and not (atom.key == "unanimous" and len(gap) < 60 and "\n\n" not in gap)
    ) or (atom.key != "proxies" and "proxies" in keys and len(gap) > 40):
        return False
    if alone:
        return len(gap) < 6000 and not re.search(r"^\s*(?:\d{1,2}|[a-z])\s?[.)/-]\s+\S", gap, re.M)
    if "\n" in gap and _OTHER_WORDS.sub(" ", re.sub(r"\([^()]*\)", " ", gap)).strip():
        return False
    return not (
        len(gap) > 180
        or re.search(r"^\s*(?:\d{1,2}|[a-z])\s?[.)/-]+\s*[a-z]{2}", gap, re.M)
        or re.search(r"\n\s*\n[^\n]{30,}\n", gap)
    )


def _vote(document: Document, group: list[_Atom]) -> Vote:
    vote = Vote(start=min(a.start for a in group), end=max(a.end for a in group))
    for atom in group:
        if getattr(vote, atom.key) is None:
            setattr(vote, atom.key, atom.value)
    if vote.against:
        vote.unanimous = False
    vote.of_minutes = bool(_MINUTES.search(document.folded[max(0, vote.start - 260) : vote.start]))
    first = min((a for a in group if a.weight > 1), key=lambda a: a.start)
    vote.where = document.where(first.start, max(first.end, first.start + 1))
    return vote


def agreed(votes: list[Vote]) -> Vote | None:
    """The vote of a sitting: what its points agree on. None where they contradict each other."""
    said = [vote for vote in votes if vote.said() and not vote.of_minutes] or [
        vote for vote in votes if vote.said()
    ]
    if not said:
        return None
    common = Vote(where=said[0].where, start=said[0].start, end=said[-1].end)
    unanimous = {vote.unanimous for vote in said if vote.unanimous is not None}
    if len(unanimous) > 1:
        return None
    common.unanimous = unanimous.pop() if unanimous else None
    for key in ("for_", "against", "abstain", "not_voting", "proxies"):
        values = {getattr(vote, key) for vote in said}
        if len(values) == 1:
            setattr(common, key, values.pop())
        elif key == "for_" and len(values - {None}) > 1:
            return None
    return common if common.said() else None
