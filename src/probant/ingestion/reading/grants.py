"""Amounts granted or decided, told from those only mentioned: past, asked, cost, budget, envelope, ceiling, price.

An amount is granted where the words that govern it give money (subvention, participation, aide…) inside a sentence that
gives (attribuer, accorder, allouer, verser…), or in the list that such a sentence opens. Parts between brackets after
an amount are its shares, not other grants.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.draft import Amount
from probant.kernel.money import FoundAmount, find_amounts

_GIVE = re.compile(
    r"(?<!ete )attribu(?:er|tion|ee?s?|ant|e\b)|(?<!ete )accord(?:er?|ant|ee?s?)\b|(?<!ete )allou(?:er?|ant|ee?s?)\b|octro[iy]\w*|(?<!ete )\bvers(?:er?|ement|ant|ee?s?)\b|debloqu\w+|reconduire|reconduit\w*|"
    r"\bsubventionn\w+|fix(?:er?|ant|ee?s?)\b[^.;\n]{0,60}(?:subvention|participation|aide|cotisation|montant)|apporter(?:ait|a)?\b|"
    r"montant de (?:la|sa|cette) (?:participation|subvention|contribution|dotation)[^.;]{0,200}(?:s'etablit|s'eleve|est fixe)|participation de (?:la|l')|proposition initiale? d'attribution|octroi|"
    r"vote (?:une|la|les|d'une) (?:subvention|aide)|(?:s'engage|consent)\w* a (?:verser|apporter|financer)"
)
_MONEY = re.compile(r"subventions?|aides?\b(?! sociale)|participation|dotation|cotisation|secours|contribution|soutien|appui financier|acompte|avance|somme|bourse|prix|concours financier|allocation|attribution|versement|montant de\b")
_PAST = re.compile(
    r"benefici(?:e|ait|aient)\b|(?:ont|a|avait|avaient)\s+(?:\w+\s+){0,2}(?:ete\s+)?(?:respectivement\s+|deja\s+)?(?:alloue|attribue|accorde|verse|obtenu|percu|recu|octroye|vote|donne|mandate)e?s?\b|"
    r"\bon a donne|pour memoire|\brappel(?!ant que la presente)|l'an(?:nee)? (?:dernier|derniere|passee?|precedente)|totalisant|precedemment|subvention annuelle (?:est|etait)|ayant ete versee|deja vers|en n-1|mandatee?s|perc[uo]"
)
_ASK = re.compile(r"sollicit\w*|\bdemand(?!e au conseil|e a l'assemblee|e aux membres|ee? au conseil|ons|e de bien|eur|erai)\w*|souhait\w*|auraient|candidat\w*|requete")
_COST = re.compile(
    r"\bcouts?\b|\bbudget\b(?! supplementaire)|depenses?\b|enveloppe|plafon\w*|\btotal\b|\btotale\b|credits?\b|recettes?\b|excedent|deficit|emprunt|tarif\w*|loyer|\bprix de\b|\bpar (?:kilo|personne|enfant|habitant|heure)|frais\b|"
    r"marche\b|devis|acquisition|indemnite|salaire|redevance|autofinancement|fonds propres|reste a charge|restants?\b|renonc\w*|recours|honoraires|caution|ajustement|diminution|reduction|evaluee? a|valorise|resultat|solde d'execution|"
    r"budget reserve|vente|cession|taux|remuneration|estime"
)
_LIST_OPENS = re.compile(r"[:;]\s*$")
_TOTAL = re.compile(r"\b(?:soit(?: un)?(?: montant)? total|total|au total|totaux|soit)\b[^\n]{0,40}$")
_RECIPIENT = re.compile(
    r"(?P<to>(?:\b[aà]|\bau|\baux|\bpour|en faveur|au profit|au b[ée]n[ée]fice)\s+(?:de\s+|du\s+|des\s+|d['’])?(?:la\s+|le\s+|les\s+|l['’]\s?)?"
    r"(?:(?:association|soci[ée]t[ée]|club|structure|organisme|syndicat|comit[ée]|coll[èe]ge|f[ée]d[ée]ration)s?\s+(?:de\s+(?:la\s+|l['’])?|des\s+|du\s+|d['’])?)?)"
    r"(?P<who>[«\"“]\s?[^»\"”\n]{2,80}|[A-ZÀ-Ý0-9][^.,;:\n()«»]{2,80}(?:\n[A-ZÀ-Ýa-zà-ÿ][^.,;:\n()]{2,40})?)"
)
_SEATED = re.compile(r"(?:siege|situee?|implantee?|domiciliee?|organisee?|sise|lieu|dispose)\s+(?:est\s+|a\s+)?$")
_WEAK = re.compile(r"^(?:article|compte|maire|conseil|monsieur|madame|ville|commune|budget|\d|janvier|paris\b|assemblee)")


@dataclass(slots=True)
class _Context:
    sentence: str
    lead: str
    intro: str
    heading: str
    after: str


def read_grants(document: Document, start: int, end: int, *, heading: str = "", adopted: bool = True) -> list[Amount]:
    """The amounts granted between two offsets. `heading` is the title of the point, `adopted` whether it was voted."""
    found = [f for f in find_amounts(document.text[start:end]) if f.cents > 0]
    granted: list[Amount] = []
    asked: list[FoundAmount] = []
    shares = _shares(document.text[start:end], found)
    for amount in found:
        if any(amount in parts for parts in shares.values()):
            continue
        context = _context(document, start, amount, heading, found)
        verdict = _verdict(context)
        if verdict == "granted":
            parts = tuple(p.cents for p in shares.get(amount.start, ()))
            granted.append(_amount(document, start, amount, context, parts))
        elif verdict == "asked":
            asked.append(amount)
    if not granted and adopted and len({a.cents for a in asked}) == 1 and not _GIVE.search(_cleared(document.folded[start:end])):
        amount = asked[-1]
        granted.append(_amount(document, start, amount, _context(document, start, amount, heading, found), ()))
    return _without_total(_unique(granted))


def _cleared(folded: str) -> str:
    return re.sub(r"participation de (?:la|l')\b", " ", folded)


def _shares(text: str, found: list[FoundAmount]) -> dict[int, list[FoundAmount]]:
    """Amounts between the brackets that follow an amount, at least two: start of the whole → its shares."""
    shares: dict[int, list[FoundAmount]] = {}
    for whole in found:
        match = re.compile(r"\s*\(([^()]*)\)").match(text, whole.end)
        if match:
            inside = [f for f in found if match.start(1) <= f.start < match.end(1)]
            if len(inside) >= 2:
                shares[whole.start] = inside
    return shares


def _context(document: Document, base: int, amount: FoundAmount, heading: str, found: list[FoundAmount]) -> _Context:
    folded = document.folded
    at = base + amount.start
    opening = _sentence_start(folded, base, at)
    closing = re.compile(r"\n\s*\n|\.\s*(?:\n|\s[a-z])|;\s*\n|\n\s*[-•*◦]|\n(?=le conseil|article)").search(folded, base + amount.end)
    end = min(closing.start() if closing else len(folded), base + amount.end + 300)
    previous = max((base + f.end for f in found if base + f.end <= at), default=opening)
    lead = folded[max(previous, opening, at - 220) : at]
    return _Context(folded[opening:end], lead, _intro(document, base, opening), fold_in_place(heading), folded[base + amount.end : base + amount.end + 60])


_BOUNDARY = re.compile(r"\n\s*\n|[.!?]\s+(?=[a-z«])|;\s*\n|:\s*\n|\n\s*[-•*◦▪·]\s*|\n\s*(?=(?:[a-z0-9]{1,3}[.)/-]\s))|\n(?=(?:le conseil|decide|approuve|accepte|vote|autorise|fixe|considerant|vu|article \d|d'|de [a-z]+er\b|dit que))")


def _sentence_start(folded: str, base: int, at: int) -> int:
    opening = base
    for match in _BOUNDARY.finditer(folded, max(base, at - 700), at):
        if re.search(r"\b(?:m|mm|art|n|st|ste|cf|etc)\.\s*$", folded[max(0, match.start() - 4) : match.end()].rstrip() + " "):
            continue
        opening = match.end()
    # A page break or a line of its own number does not end a sentence that has not begun: "subvention de\n4000 €".
    return opening


def _intro(document: Document, base: int, opening: int) -> str:
    """The nearest sentence above that opens a list, unless prose has closed the list since."""
    folded = document.folded
    line_end = opening
    for _ in range(60):
        previous = folded.rfind("\n", base, max(base, line_end - 1))
        line = folded[previous + 1 if previous >= 0 else base : line_end].strip()
        if line.endswith(":") or (re.search(r"suivantes?\W*$", line)):
            start = max(folded.rfind("\n\n", base, previous + 1 if previous > 0 else base), folded.rfind(". ", base, max(previous, base)), base)
            start = max(start, line_end - 600)
            return folded[start:line_end]
        if len(line) > 90 and not re.search(r"\d\s*€|^[-•*◦]", line) or re.search(r"\bconseil\b.{0,80}(?:accepte|adopte|unanimit)", line):
            return ""
        if previous < 0 or previous <= base:
            return ""
        line_end = previous
    return ""


def _last(pattern: re.Pattern[str], text: str) -> int:
    position = -1
    for match in pattern.finditer(text):
        position = match.end()
    return position


def _verdict(context: _Context) -> str | None:
    """"granted", "asked" or None for one amount, by the nearest words that govern it."""
    if re.match(r"[ \t]*(?:ht|ttc)?[ \t]*(?:/\s*(?!an\b|annee)|\s*(?:ayant|qui (?:a|ont)) (?:deja )?ete|\s*par\s|\s*le m[e3²]|\s*\(en \d|\(autre|de l'heure|l'unite|restant|de reste|de budget)", context.after):
        return None
    sentence, lead = context.sentence, context.lead
    positions = {"cost": _last(_COST, lead), "ask": _last(_ASK, lead), "money": _last(_MONEY, lead), "give": _last(_GIVE, lead)}
    if _PAST.search(sentence) and not re.search(r"decide|propos|approuve|attribu(?:er|ant)|verser|accorder", sentence):
        return None
    if _TOTAL.search(lead) or re.search(r"^\W*total", lead):
        return None
    best = max(positions, key=lambda k: positions[k])
    strength = positions[best]
    if strength < 0:
        if _PAST.search(context.intro) and not re.search(r"propos|decid|reconduire", context.intro):
            return None
        return _by_list(context)
    if best == "cost":
        return None
    if best == "ask":
        return "asked"
    if _GIVE.search(sentence) and not _governs_elsewhere(sentence):
        return "asked" if _ASK.search(sentence) and not re.search(r"propos|decid|accord|attribu|verser|allou|octro|participation de", sentence) else "granted"
    if re.search(r"^\W*(?:d'|de )?(?:accepte|decide|approuve|vote|fixe|accorde|attribue|alloue)", sentence):
        return "granted"
    if _PAST.search(context.intro) and not re.search(r"propos|decid|reconduire", context.intro):
        return None
    if _ASK.search(sentence):
        return "asked"
    return _by_list(context) or ("granted" if positions["money"] >= 0 and re.match(r"\s*(?:\w+\s+){0,2}(?:attribue|accorde|alloue|verse)", context.after) else None)


def _governs_elsewhere(sentence: str) -> bool:
    """The sentence gives something, but asks others for the money or only inscribes credits."""
    return bool(re.search(r"^\W*(?:de |d')?sollicit|inscri(?:re|pti)\w* [^.]{0,30}credit", sentence))


def _by_list(context: _Context) -> str | None:
    """An amount of a list: by the sentence that opens it, else by the title of the point."""
    intro = context.intro
    line = context.sentence.rsplit("\n", 1)[-1] if len(context.sentence) > 200 else context.sentence
    if intro:
        gives = _GIVE.search(intro) or re.search(r"subventions? suivantes?|accept\w+ [^.]{0,40}subvention", intro)
        if gives and not _COST.search(intro[-120:]) and not (_ASK.search(intro) and not re.search(r"propos|decid|reconduire", intro)):
            return "granted"
        if len(intro) < 90 and re.search(r"subventions\b", intro) and not any(p.search(intro) for p in (_ASK, _PAST, _COST)):
            return "granted" if not _COST.search(line) and not _ASK.search(line) else None
        if _COST.search(intro[-160:]) or _PAST.search(intro[-200:]):
            return None
    if re.search(r"subvention", context.heading) and re.match(r"^[^\n€]{2,70}:?\s*$", context.lead.rsplit("\n", 1)[-1] + " "):
        if not _COST.search(line) and not _ASK.search(line) and re.search(r"[a-z]{3}", context.lead.rsplit("\n", 1)[-1]):
            return "granted"
    return None


def _amount(document: Document, base: int, amount: FoundAmount, context: _Context, parts: tuple[int, ...]) -> Amount:
    start, end = base + amount.start, base + amount.end
    where = document.where(start, end)
    listed = bool(context.intro) or _line_label(document.text, start) is not None
    return Amount(amount.cents, _recipient(document, start, end, context), _purpose(context), where, start, parts, listed)


def _recipient(document: Document, start: int, end: int, context: _Context) -> str | None:
    """The body that receives: after "à l'association…", "au profit de…", or the label of the line in a list."""
    folded, text = document.folded, document.text
    opening = max(start - len(context.sentence), start - 260, 0)
    after = re.split(r"\n\s*\n|\n\s*[-•]", text[end : end + 220])[0]
    for offset, piece, nearest in ((end, after, 0), (opening, text[opening:start], -1)):
        matches = [
            m for m in _RECIPIENT.finditer(piece)
            if not _WEAK.match(fold_in_place(m["who"])) and not _SEATED.search(folded[max(0, offset + m.start() - 30) : offset + m.start()])
        ]  # fmt: skip
        if matches:
            name = re.sub(r"\s+", " ", matches[nearest]["who"]).strip(" «»\"“”")
            name = re.split(r"\s(?:une?|pour|au titre|dans le|d['’]un|afin|sur le|en vue|à hauteur|s['’]|est|de\s+\d)\b", name)[0].strip(" «»\"“”-")
            if len(name) > 2:
                return name
    return _line_label(text, start)


def _line_label(text: str, start: int) -> str | None:
    """The words before a colon on the line of the amount."""
    label = re.sub(r"\s+", " ", text[text.rfind("\n", 0, start) + 1 : start]).strip()
    if ":" not in label:
        return None
    label = label.rsplit(":", 1)[0].strip(" -•*◦–\t|")
    return label[:90] if len(label) > 2 else None


def _purpose(context: _Context) -> str | None:
    match = re.search(r"\b(?:pour|au titre d[eu]|destinee? a|en vue d[eu]|correspondant a|dans le cadre d[eu])\s+([^.;\n]{4,120})", context.sentence.replace("\n", " "))
    return re.sub(r"\s+", " ", match[0]).strip(" ,)") if match else None


def _unique(amounts: list[Amount]) -> list[Amount]:
    """The same money said again (exposé then decision) is kept once, with its recipient and shares."""
    kept: list[Amount] = []
    for amount in amounts:
        twin = next((k for k in kept if k.cents == amount.cents and not (k.listed and amount.listed and k.recipient != amount.recipient)), None)
        if twin is None:
            kept.append(amount)
            continue
        twin.parts = twin.parts or amount.parts
        twin.recipient = twin.recipient or amount.recipient
    return kept


def _without_total(amounts: list[Amount]) -> list[Amount]:
    """A last amount equal to the sum of those before it is their total."""
    if len(amounts) >= 3 and sum(a.cents for a in amounts[:-1]) == amounts[-1].cents:
        return amounts[:-1]
    for i in range(2, len(amounts)):
        for j in range(i - 1):
            if i - j >= 2 and sum(a.cents for a in amounts[j:i]) == amounts[i].cents:
                return amounts[:i] + amounts[i + 1 :]
    return amounts
