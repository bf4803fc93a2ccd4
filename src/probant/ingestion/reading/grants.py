"""Amounts granted or decided, told from those only mentioned: past, asked, cost, budget,
envelope, ceiling, price.

An amount is granted where the words that govern it give money (subvention, participation, aide…)
inside a sentence that
gives (attribuer, accorder, allouer, verser…), or in the list that such a sentence opens. Parts
between brackets after
an amount are its shares, not other grants.
"""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Amount
from probant.ingestion.reading.amount_context import Context, context_of
from probant.ingestion.reading.recipients import line_label, line_year, read_recipient
from probant.kernel.money import FoundAmount, find_amounts

_GIVE = re.compile(
    r"(?<!ete )attribu(?:er|tion|ee?s?|ant|e\b)|(?<!ete )accord(?:er?|ant|ee?s?)\b|"
    r"(?<!ete )allou(?:er?|ant|ee?s?)\b|octro[iy]\w*|(?<!ete )\bvers(?:er?|ement|ant|"
    r"ee?s?)\b|debloqu\w+|reconduire|reconduit\w*|"
    r"\bsubventionn\w+|fix(?:er?|ant|ee?s?)\b[^.;\n]{0,60}(?:subvention|participation|"
    r"aide|cotisation|montant)|apporter(?:ait|a)?\b|"
    r"montant de (?:la|sa|cette) (?:participation|subvention|contribution|"
    r"dotation)[^.;]{0,200}(?:s'etablit|s'eleve|est fixe)|participation de (?:la|l')|"
    r"proposition initiale? d'attribution|octroi|"
    r"contribu\w+ financierement|(?:subvention|aide|contribution|"
    r"concours financier)\b[^.;\d€]{0,80}(?:s'eleve a|est fixee? a|est arretee? a|est de)\b|"
    r"vote (?:une|la|les|d'une) (?:subvention|aide)|(?:s'engage|consent)\w* a "
    r"(?:verser|apporter|financer)"
)
_MONEY = re.compile(
    r"subventions?|aides?\b(?! sociale)|participation|dotation|cotisation|secours|"
    r"contribution|soutien|appui financier|acompte|avance|somme|bourse|prix|concours "
    r"financier|allocation|attribution|versement|montant de\b"
)
_PAST = re.compile(
    r"benefici(?:e|ait|aient)\b|\b(?:ont|a|avait|"
    r"avaient)\s+(?:\w+\s+){0,2}(?:ete\s+)?(?:respectivement\s+|deja\s+)?(?:alloue|"
    r"attribue|accorde|verse|obtenu|percu|recu|octroye|vote|donne|mandate)e?s?\b|"
    r"\bon a donne|pour memoire|\brappel(?!ant que la presente)|l'an(?:nee)? "
    r"(?:dernier|derniere|passee?|precedente)|totalisant|precedemment|subvention "
    r"annuelle (?:est|etait)|ayant ete versee|deja vers|en n-1|mandatee?s|perc[uo]"
)
_ASK = re.compile(
    r"sollicit\w*|\bdemand(?!e au conseil|e a l'assemblee|e aux membres|ee? au "
    r"conseil|ons|e de bien|eur|erai)\w*|souhait\w*|auraient|candidat\w*|requete"
)
_COST = re.compile(
    r"\bcouts?\b|\bbudget\b(?! supplementaire)|depenses?\b|enveloppe|plafon\w*|"
    r"\btotal\b|\btotale\b|credits?\b|recettes?\b|excedent|deficit|emprunt|tarif\w*|"
    r"loyer|\bprix de\b|\bpar (?:kilo|personne|enfant|habitant|heure)|frais\b|"
    r"marche\b|devis|acquisition|indemnite|salaire|redevance|autofinancement|fonds "
    r"propres|reste a charge|restants?\b|renonc\w*|recours|honoraires|caution|"
    r"ajustement|diminution|reduction|evaluee? a|valorise|"
    r"resultats?\b(?! du (?:vote|scrutin))|solde d'execution|"
    r"budget reserve|vente|cession|taux|remuneration|estime"
)
_YEAR = re.compile(r"\b20\d\d\b")
_LIST_OPENS = re.compile(r"[:;]\s*$")
_TOTAL = re.compile(r"\b(?:soit(?: un)?(?: montant)? total|total|au total|totaux)\b[^\n]{0,40}$")


def read_grants(
    document: Document, start: int, end: int, *, heading: str = "", adopted: bool = True
) -> list[Amount]:
    """The amounts granted between two offsets. `heading` is the title of the point, `adopted`
    whether it was voted.
    """
    found = [f for f in find_amounts(document.text[start:end]) if f.cents > 0]
    granted: list[Amount] = []
    asked: list[FoundAmount] = []
    shares = _shares(document.text[start:end], found)
    for amount in found:
        if any(amount in parts for parts in shares.values()):
            continue
        context = context_of(document, start, amount, heading, found)
        verdict = _verdict(context)
        if verdict == "granted":
            parts = tuple(p.cents for p in shares.get(amount.start, ()))
            granted.append(_amount(document, start, amount, context, parts))
        elif verdict == "asked":
            asked.append(amount)
    if (
        not granted
        and adopted
        and len({a.cents for a in asked}) == 1
        and not _GIVE.search(_cleared(document.folded[start:end]))
    ):
        amount = asked[-1]
        granted.append(
            _amount(
                document, start, amount, context_of(document, start, amount, heading, found), ()
            )
        )
    return _without_total(_unique(granted))


def _cleared(folded: str) -> str:
    return re.sub(r"participation de (?:la|l')\b", " ", folded)


def _shares(text: str, found: list[FoundAmount]) -> dict[int, list[FoundAmount]]:
    """Amounts between the brackets that follow an amount, at least two: start of the whole → its
    shares.
    """
    shares: dict[int, list[FoundAmount]] = {}
    for whole in found:
        match = re.compile(r"\s*\(([^()]*)\)").match(text, whole.end)
        if match:
            inside = [f for f in found if match.start(1) <= f.start < match.end(1)]
            if len(inside) >= 2:
                shares[whole.start] = inside
    for place, whole in enumerate(found):
        if whole.start not in shares and (years := _years(text, whole, found[place + 1 :])):
            shares[whole.start] = years
    return shares


def _years(text: str, whole: FoundAmount, after: list[FoundAmount]) -> list[FoundAmount]:
    """The amounts of a list by year that add up to the one that opens it."""
    parts: list[FoundAmount] = []
    rest, at = whole.cents, whole.end
    for place, amount in enumerate(after):
        end = after[place + 1].start if place + 1 < len(after) else amount.end + 30
        beside = text[at : amount.start] if parts else text[amount.start - 30 : amount.start]
        if amount.start - at > 200 or not (
            _YEAR.search(beside) or _YEAR.search(text[amount.end : min(end, amount.end + 30)])
        ):
            return []
        parts.append(amount)
        rest, at = rest - amount.cents, amount.end
        if rest <= 0:
            break
    return parts if rest == 0 and len(parts) >= 2 else []


def _last(pattern: re.Pattern[str], text: str) -> int:
    position = -1
    for match in pattern.finditer(text):
        position = match.end()
    return position


def _verdict(context: Context) -> str | None:
    """ "granted", "asked" or None for one amount, by the nearest words that govern it."""
    if re.match(
        r"[ \t]*(?:ht|ttc)?[ \t]*(?:/\s*(?!an\b|annee)|\s*(?:ayant|qui (?:a|ont)) "
        r"(?:deja )?ete|\s*par\s|\s*le m[e3²]|\s*\(en \d|\(autre|de l'heure|l'unite|"
        r"restant|de reste|de budget)",
        context.after,
    ):
        return None
    sentence, lead = context.sentence, context.lead
    positions = {
        "cost": _last(_COST, lead),
        "ask": _last(_ASK, lead),
        "money": _last(_MONEY, lead),
        "give": _last(_GIVE, lead),
    }
    if _PAST.search(sentence) and not re.search(
        r"decide|propos|approuve|attribu(?:er|ant)|verser|accorder", sentence
    ):
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
        return (
            "asked"
            if _ASK.search(sentence)
            and not re.search(
                r"propos|decid|accord|attribu|verser|allou|octro|participation de", sentence
            )
            else "granted"
        )
    if re.search(
        r"^\W*(?:d'|de )?(?:accepte|decide|approuve|vote|fixe|accorde|attribue|alloue)", sentence
    ):
        return "granted"
    if _PAST.search(context.intro) and not re.search(r"propos|decid|reconduire", context.intro):
        return None
    if _ASK.search(sentence):
        return "asked"
    return _by_list(context) or (
        "granted"
        if positions["money"] >= 0
        and re.match(r"\s*(?:\w+\s+){0,2}(?:attribue|accorde|alloue|verse)", context.after)
        else None
    )


def _governs_elsewhere(sentence: str) -> bool:
    """The sentence gives something, but asks others for the money or only inscribes credits."""
    return bool(
        re.search(r"^\W*(?:de |d')?sollicit|inscri(?:re|pti)\w* [^.]{0,30}credit", sentence)
    )


def _by_list(context: Context) -> str | None:
    """An amount of a list: by the sentence that opens it, else by the title of the point."""
    intro = context.intro
    line = context.sentence.rsplit("\n", 1)[-1] if len(context.sentence) > 200 else context.sentence
    if intro:
        gives = _GIVE.search(intro) or re.search(
            r"subventions? suivantes?|accept\w+ [^.]{0,40}subvention", intro
        )
        if (
            gives
            and not _COST.search(intro[-120:])
            and not (_ASK.search(intro) and not re.search(r"propos|decid|reconduire", intro))
        ):
            return "granted"
        if (
            len(intro) < 90
            and re.search(r"subventions\b", intro)
            and not any(p.search(intro) for p in (_ASK, _PAST, _COST))
        ):
            return "granted" if not _COST.search(line) and not _ASK.search(line) else None
        if _COST.search(intro[-160:]) or _PAST.search(intro[-200:]):
            return None
    if (
        re.search(r"subvention", context.heading)
        and re.match(r"^[^\n€]{2,70}:?\s*$", context.lead.rsplit("\n", 1)[-1] + " ")
        and (
            not _COST.search(line)
            and not _ASK.search(line)
            and re.search(r"[a-z]{3}", context.lead.rsplit("\n", 1)[-1])
        )
    ):
        return "granted"
    return None


def _amount(
    document: Document, base: int, amount: FoundAmount, context: Context, parts: tuple[int, ...]
) -> Amount:
    start, end = base + amount.start, base + amount.end
    where = document.where(start, end)
    year = line_year(document.text[document.text.rfind("\n", 0, start) + 1 : start])
    listed = bool(context.intro) or line_label(document.text, start) is not None
    return Amount(
        amount.cents,
        read_recipient(document, start, end, context.sentence),
        f"année {year}" if year else _purpose(context),
        where,
        start,
        parts,
        listed,
    )


def _purpose(context: Context) -> str | None:
    match = re.search(
        r"\b(?:pour|au titre d[eu]|destinee? a|en vue d[eu]|correspondant a|dans le "
        r"cadre d[eu])\s+([^.;\n]{4,120})",
        context.sentence.replace("\n", " "),
    )
    return re.sub(r"\s+", " ", match[0]).strip(" ,)") if match else None


def _unique(amounts: list[Amount]) -> list[Amount]:
    """The same money said again (exposé then decision) is kept once, with its recipient and
    shares.
    """
    kept: list[Amount] = []
    for amount in amounts:
        twin = next(
            (
                k
                for k in kept
                if k.cents == amount.cents
                and not (k.listed and amount.listed and _apart(k, amount))
            ),
            None,
        )
        if twin is None:
            kept.append(amount)
            continue
        twin.parts = twin.parts or amount.parts
        twin.recipient = twin.recipient or amount.recipient
    return kept


def _apart(one: Amount, other: Amount) -> bool:
    """Two lines of a list that give the same sum to two bodies, or for two years."""
    years = [line_year(each.purpose or "") for each in (one, other)]
    return one.recipient != other.recipient or years[0] != years[1]


def _without_total(amounts: list[Amount]) -> list[Amount]:
    """A last amount equal to the sum of those before it is their total."""
    if (
        len(amounts) >= 3
        and sum(a.cents for a in amounts[:-1]) == amounts[-1].cents
        and not (amounts[-1].listed and amounts[-1].recipient)
    ):
        return amounts[:-1]
    for i in range(2, len(amounts)):
        if amounts[i].listed and amounts[i].recipient:
            continue  # a line of its own, whose sum is a coincidence
        for j in range(i - 1):
            if i - j >= 2 and sum(a.cents for a in amounts[j:i]) == amounts[i].cents:
                return amounts[:i] + amounts[i + 1 :]
    return amounts
