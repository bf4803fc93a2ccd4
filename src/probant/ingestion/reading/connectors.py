"""The words of a list that tie two people: who votes for whom, who sits in whose place.

They become single marks of the same length, so that offsets still point into the text.
"""

from __future__ import annotations

import re
from collections import Counter

from probant.ingestion.document import fold_in_place
from probant.ingestion.reading.names import TITLE, TITLED, UPPER

TO, FROM, FOR, MANY, BY = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_POWER = r"(?:pou[r]?voirs?|procurations?|mandats?|delegation de vote)"
_GIVE = (
    rf"(?:(?:qui\s+|lequel\s+)?(?:absente?|excusee?|represente)?[,\s]*(?:(?:a|ont|"
    rf"ayant|avait|avaient)\s+)?(?:donn(?:e|ent|ant|er)\s+)?(?:son\s+|leur\s+)?"
    rf"(?:{_POWER}|pvr|proc\.?)(?:\s+(?:ecrit|donnee?|remise?|est donnee?|de "
    rf"vote|de voter|en (?:son|leur) nom))*\s*(?:a|pour|en faveur d[eu']|au profit d[eu']|=>|->|:)?"
    r"|(?:est\s+|etant\s+)?represente[\s.(]*e?[)s]*\s+par|(?:a\s+)?donne\s+(?:a|pour)|=>|->|→|➔|"
    r"(?:en faveur|au profit) d[eu'])"
)
# What opens a connector is taken whole, once: a column of blanks is not tried from each of them.
_LEAD = r"(?<![(,:;\s-])(?:[(,:;\s]|-(?!>))*+"
_OPEN = r"(?<![(,\s])[(,\s]*+"
_TO = re.compile(rf"{_LEAD}(?<![a-z]){_GIVE}(?:\s*:)?(?=[\s(:]|$)\s*")
_FROM = re.compile(
    rf"{_LEAD}(?<![a-z])(?:{_POWER}\s+(?:recus?\s+)?(?:de|du)|(?:a|ayant|"
    rf"avec)?\s*(?:recu\s+)?(?:le\s+|un\s+)?{_POWER}\s+de|"
    rf"vote(?:nt)?\s+(?:egalement\s+)?(?:au nom|pour)\s+(?:le compte\s+)?d[e']|"
    rf"porteu(?:r|se)\s+d[eu']\s*(?:(?:la|un)\s+)?{_POWER}\s+de|mandataire\s+de|"
    rf"representante?\s+de)(?=[\s(:'])(?!\s+vot)\s*"
)
_MANY = re.compile(
    rf"{_OPEN}votent\s+(?:respectivement\s+)?(?:au nom|pour le compte|pour)\s+d[e']\s*"
)
_FOR = re.compile(
    rf"{_OPEN}\bsuppleante?\s+d[eu]\s*|{_OPEN}\bremplac?(?:e|"
    rf"ante?)\s+(?:de\s+)?(?!par\b)|{_OPEN}\bsupplee?(?:e|ant)\s+(?!par)(?:de\s+)?"
)
_REPLACED = re.compile(
    rf"{_OPEN}\b(?:remplace|supplee|represente)[\s.(]*e?[)s]*\s+par\s+(?:son\s+|sa\s+|"
    rf"le\s+|la\s+)?(?:suppleante?\b|remplacante?\b)[,:\s]*|{_OPEN}\b(?:remplace|"
    r"supplee)[\s.(]*e?[)s]*\s+par\s+"
)
_END_OF_LINE = re.compile(r"[^\w\n]*\n")
_BARE_BY = re.compile(r"(?<!\s)\s++par\s+(?=[A-Z])|(?<![\s(])[\s(]++a\s+(?=\S)", re.I)
NO_PROXY = re.compile(
    r"\(?\s*(?:pas de|aucun|sans)\s+(?:pouvoir|procuration)(?:\s+donnee?)?\s*\)?|"
    r"\bneant\b|\baucune?\b"
)
_PLACE = re.compile(
    rf"((?:[{UPPER}][{UPPER}'’-]+|DE|LA|LE|LES|ET|"
    rf"D['’])(?:\s+(?:[{UPPER}][{UPPER}'’-]+))*)\s*:\s*(?={TITLE}\b|[{UPPER}][a-zà-ÿ])"
)
# A commune at the head of its line, in any case.
_PLACE_LINE = re.compile(
    rf"^[ \t•*-]*(?!{TITLE}[.\s])([{UPPER}][\w'’ -]{{1,40}}?)[^\S\n]*:[^\S\n*]*"
    rf"(?=(?:{TITLE}\b|[{UPPER}][\w'’.-]))"
    r"(?!(?i:pou?r?voir|procuration|mandat|absent|excus|repr[ée]sent|donne|suppl|remplac))",
    re.M,
)
_COLON = re.compile(rf"\s:\s(?={TITLE}\b)")
MARK = re.compile(r"\(?\s*(?:pr|p|proc|pouv)?\s*(\*+)\s*\)?", re.I)


def _pad(symbol: str, length: int) -> str:
    return symbol + "\x1f" * (length - 1)  # counts as a space, but never as a column


def blank_notes(raw: str, folded: str) -> tuple[str, dict[int, str]]:
    """Brackets that say no proxy are blanked and kept as notes by position; brackets of proxies
    lose their brackets.
    """
    notes: dict[int, str] = {}
    out = list(raw)
    for match in re.finditer(r"[(\[]([^()\[\]]{0,160})[)\]]", raw):
        inside = folded[match.start(1) : match.end(1)].strip()
        mark = MARK.fullmatch(inside)
        if mark or not inside:
            notes[match.start()] = inside
        elif inside.strip() in ("e", "s", "es"):
            continue
        elif not NO_PROXY.search(inside) and (
            _TO.match(inside)
            or _FROM.match(inside)
            or _FOR.match(" " + inside)
            or _REPLACED.match(inside)
            or re.match(r"(?:a|par|pour)\s", inside)
        ):
            out[match.start()] = " "
            out[match.end() - 1] = ","
            for position in range(match.start(), match.end()):
                if out[position] == "\n":
                    out[position] = " "
            if re.match(r"(?:a|par|pour)\s", inside):
                out[match.start()] = TO
                out[match.start(1) : match.start(1) + inside.index(" ")] = " " * inside.index(" ")
            continue
        else:
            notes[match.start()] = inside
        for position in range(match.start(), match.end()):
            out[position] = " "
    return "".join(out), notes


def connect(raw: str, proxies: bool) -> str:
    """The list with its connectors as single marks, of the same length."""
    for pattern, symbol in ((_MANY, MANY), (_REPLACED, BY), (_FOR, FOR), (_FROM, FROM), (_TO, TO)):
        raw = _mark(raw, pattern, symbol)
    if proxies:
        raw = _mark(raw, _BARE_BY, TO, keep=True)
    return re.sub(rf"{TO}(\s*){TO}", lambda m: TO + " " + m.group(1), raw)


def _mark(raw: str, pattern: re.Pattern[str], symbol: str, keep: bool = False) -> str:
    folded = fold_in_place(raw)
    out, last = [], 0
    for match in pattern.finditer(folded):
        if keep and (
            symbol in raw[max(0, match.start() - 2) : match.end() + 2]
            or (raw[match.end() : match.end() + 1].islower() and not TITLED.match(raw, match.end()))
        ):
            continue
        out.append(raw[last : match.start()])
        start = match.start()
        if symbol == FROM:  # "Pouvoir de A à B" on each line: the end of the line before stays
            before = _END_OF_LINE.match(match[0])
            start += before.end() if before else 0
            out.append(raw[match.start() : start])
        out.append(_pad(symbol, match.end() - start))
        last = match.end()
    out.append(raw[last:])
    return "".join(out)


def drop_places(raw: str, proxies: bool = False) -> str:
    """Communes that open the names of their members ("CREON : M. X") become separators, keeping
    the length.
    """
    places: Counter[str] = Counter(
        re.sub(r"\s+", " ", match[1]) for match in _PLACE_LINE.finditer(raw)
    )
    for match in _PLACE.finditer(raw):
        if re.search(r"(?:^|[,.;:\n])\s*$", raw[: match.start(1)]) and len(match[1].split()) <= 6:
            places[re.sub(r"\s+", " ", match[1])] += 1

    def cut(match: re.Match[str]) -> str:
        words = re.sub(r"\s+", " ", match[1])
        known = max(
            (p for p in places if words == p or words.endswith(" " + p)), key=len, default=None
        )
        if known is None:
            # An unknown commune: one word is left to the name, two where the first is a particle.
            lead = re.match(r"(?:(?:DE|DU|LA|LE|LES|VAN|EL|BEN)\s+)*\S+", match[1])
            length = lead.end() if lead else 0
            length = 0 if re.search(r"(?:^|[,.;:])\s*$", raw[: match.start(1)]) else length
        else:
            length = len(match[1]) - len(known) if len(match[1]) >= len(known) else 0
        return match[0][:length] + "," + " " * (len(match[0]) - length - 1)

    if not proxies:
        raw = _drop_lone_places(raw)
        raw = _PLACE_LINE.sub(lambda m: "," + " " * (len(m[0]) - 1), raw)
    raw = _PLACE.sub(cut, raw)
    return _COLON.sub(" , ", raw)


_TITLED_LINE = re.compile(rf"\W*{TITLE}[. ]")
_LONE_PLACE = re.compile(rf"[ \t•*-]*[{UPPER}][{UPPER}'’ -]+[\s:*]*")
_HALF_NAME = re.compile(rf"\W*{TITLE}[. ]+[{UPPER}][a-zà-ÿ-]+\W*")


def _drop_lone_places(raw: str) -> str:
    """Communes alone on a line above their members, who each have a title."""
    lines = raw.split("\n")
    named = [line for line in lines if line.strip()]
    titled = sum(1 for line in named if _TITLED_LINE.match(line))
    if titled < 3 or titled < len(named) / 2:
        return raw
    for index, line in enumerate(lines):
        before = next((one for one in reversed(lines[:index]) if one.strip()), "")
        if _LONE_PLACE.fullmatch(line) and not (
            _HALF_NAME.fullmatch(before) or before.rstrip().endswith(("-", "’", "'"))
        ):
            lines[index] = "," + " " * (len(line) - 1)
    return "\n".join(lines)


def blank_out(raw: str, pattern: re.Pattern[str]) -> str:
    out = list(raw)
    for match in pattern.finditer(fold_in_place(raw)):
        out[match.start() : match.end()] = " " * (match.end() - match.start())
    return "".join(out)
