"""The wordings of votes: labelled counts, counts in sentences, unanimity, members set apart."""

from __future__ import annotations

import re

from probant.ingestion.reading.counting import COUNT

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
SINGLE = {
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
LABELLED_RE = {k: re.compile(v) for k, v in _LABELLED.items()}
COUNTED_RE = {k: re.compile(v) for k, v in _COUNTED.items()}
STACKED_RE = {
    k: re.compile(rf"^[ \t|*]*(?:{_VOICES}\s+)?{word}[ \t|*:]*\n\s*{_N}[ \t|*]*$", re.M)
    for k, word in (
        ("for_", "pour"),
        ("against", "contre"),
        ("abstain", "abstentions?"),
        ("not_voting", "(?:nppv|non[- ]votants?)"),
    )
}
# The heads of the columns of a table of votes.
COLUMNS = {
    "voters": re.compile(r"votants?|exprimes|presents?|pouvoirs?|procurations?|exercice|majorite"),
    "not_voting": re.compile(r"\bnppv\b|non[- ]participa\w+|refus|prennent? pas"),
    "for_": re.compile(r"\bpour\b"),
    "against": re.compile(r"\bcontre\b"),
    "abstain": re.compile(r"\babst\w*"),
}
LABELS = {"pour": "for_", "contre": "against", "abstention": "abstain", "abstentions": "abstain"}
# "Pour 12 Contre 2 Abstentions 1": at least two labels, each before its number.
SEQUENCE = re.compile(
    rf"(?<!\d )(?<!\d)\b(?:(?:pour|contre|abstentions?)\s{{1,3}}{COUNT}[\s,;/|.-]{{0,6}}){{2,}}"
)
PAIR = re.compile(rf"(pour|contre|abstentions?)\s{{1,3}}({COUNT})")
UNANIMOUS = re.compile(
    r"unanimit[e6]|unanimement|\bunanim\w{1,3}\b(?=\s*(?:[.\n]|approuve|adopte|decide))"
)
OPINION = re.compile(
    r"\bavis\b[^.\n]{0,50}$|commission[^.\n]{0,40}$|\bbureau\s+a\b[^.\n]{0,30}$|"
    r"secretaire[^.\n]{0,60}$"
)
OPENING = re.compile(
    r"^[^.\n]{0,40}(?:secretaire|a mains? levee|de ne pas proceder|vote (?:a|au) )"
)
MAJORITY = re.compile(
    r"(?:a|par)\s+(?:la|une)\s+(?:large\s+|tres large\s+)?majorite(?!\s+(?:qualifiee|"
    r"des conseillers en exercice|municipale))"
)
EXCEPT = re.compile(
    r"(?:a l'exception d[eu']|sauf(?:\s+par)?|excepte|hormis|"
    r"moins)\s*(?P<names>(?:[^.;:\n]|\.(?!\s*\n\s*\n?[a-z]{4})|"
    r"\n){2,260}?)[,.\s]*qui\s+(?P<verb>vote(?:nt)?\s+contre|s'?\s?abstien\w+|"
    r"ne\s+(?:prend|prenn|particip)\w+|s'oppose\w*)"
)
AND = re.compile(
    r"\s*,?\s*et\s+(?:d[eu']\s+)?(?P<names>[^.;:]{2,160}?)[,.\s]*qui\s+(?P<verb>vote("
    r"?:nt)?\s+contre|s'?\s?abstien\w+|ne\s+(?:prend|prenn|particip)\w+)"
)
NAMED_AFTER = {
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
NAMED_BEFORE = re.compile(
    r"(?P<verb>vote(?:nt)?\s+contre|s'abstien(?:t|nent)|(?:ne|n')\s*(?:prend|prennent|"
    r"participe|participent|ont|a|ayant)\s*(?:pas\s+)?(?:pris\s+)?(?:pas\s+)?(?:part"
    r"\s+)?(?:au[x]?|a la|a)\s+(?:votes?|deliberation|scrutin))"
)
# The approval of the minutes of the sitting before is not a point of the agenda.
MINUTES = re.compile(
    r"(?:compte[- ]?rendus?|proces[- ]verba(?:l|ux)|\bpv\b)[^.;]{0,160}$|adopte ce compte[- ]rendu"
)
PROXIES = re.compile(rf"dont\s+{_N}\s+(?:procurations?|pouvoirs?)")


SPEAKS_OF_VOTES = re.compile(
    r"\bvoix\b|\bvotes?\b|votent|\bcontre\b|\babst|nppv|prononce|unanim|a la (?:\w+ )?majorit|"
    r"par une \w* ?majorit|"
    r"exception|\bsauf\b|excepte|hormis|suffrages|s'abst|part au|pour\s*[:=]|\d\s+pour\b|oppos"
)


OTHER_WORDS = re.compile(
    r"[^a-z]|\b[a-z]{1,2}\b|\b(?:voix|votes?|votants?|pour|contre|abstentions?|"
    r"suffrages|exprimes|presents?|representes?|des|les|membres|soit|avec|dont|"
    r"procurations?|pouvoirs?|adoptee?|nombre|resultats?|"
    r"scrutin|prononcent?|pas|part|prend|prennent|ont|pris|deliberation|conseil|"
    r"municipal|communautaire|qui|apres|avoir|delibere|par|aux?|main|levee|exception|"
    r"madame|monsieur|mesdames|messieurs|mme|mmes|accepte|"
    r"cette|proposition|decide|approuve|unanimite|majorite|ses|son|une|vote)\b"
)
