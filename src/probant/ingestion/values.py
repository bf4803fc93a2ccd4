"""The values of a record, one by one: what a person accepts, corrects or refuses.

Plain values in, plain values out. A value's path leads to its place in the record of
`probant read --json`; `settle` gives the record back with the decisions made of it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Nature(StrEnum):
    """How a value is shown, and how a correction of it is typed."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    FIGURE = "figure"
    EUROS = "euros"
    RATE = "rate"
    YEAR = "year"
    YES = "yes"
    NAMES = "names"
    PROXIES = "proxies"


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A value read. `places` are {"page", "line", "text"}."""

    path: str
    group: str
    label: str
    nature: Nature
    read: Any
    places: tuple[Mapping[str, Any], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The columns of `models.Value`."""
        return {
            "path": self.path,
            "group": self.group[:120],
            "label": self.label[:300],
            "nature": self.nature.value,
            "read": self.read,
            "places": list(self.places),
        }


ACTS = ("deliberation", "minutes")
_HEAD = (
    ("body", "Instance", Nature.TEXT, True),
    ("session_date", "Séance du", Nature.DAY, True),
    ("convened_on", "Convocation du", Nature.DAY, False),
    ("president", "Présidence", Nature.TEXT, False),
    ("secretary", "Secrétaire de séance", Nature.TEXT, False),
    ("rapporteur", "Rapporteur", Nature.TEXT, False),
    ("number", "Numéro", Nature.TEXT, False),
    ("subject", "Objet", Nature.TEXT, True),
    ("transmitted_on", "Transmise le", Nature.DAY, False),
    ("published_on", "Publiée le", Nature.DAY, False),
)
_PRESENCE = (
    ("members_in_office", "Membres en exercice", Nature.NUMBER),
    ("present_count_declared", "Présents annoncés", Nature.NUMBER),
    ("proxies_declared", "Procurations annoncées", Nature.NUMBER),
    ("present_names", "Présents", Nature.NAMES),
    ("absent_names", "Absents", Nature.NAMES),
    ("proxies", "Procurations", Nature.PROXIES),
)
_VOTE = (
    ("for", "Pour", Nature.NUMBER),
    ("against", "Contre", Nature.NUMBER),
    ("abstain", "Abstentions", Nature.NUMBER),
    ("not_voting", "Ne se prononcent pas", Nature.NUMBER),
    ("proxies", "Dont procurations", Nature.NUMBER),
    ("unanimous", "À l’unanimité", Nature.YES),
)
_TERMS = {
    "payment": ("share_rate", "Versement", Nature.RATE),
    "notice": ("months", "Préavis (mois)", Nature.NUMBER),
    "duration": ("months", "Durée (mois)", Nature.NUMBER),
    "committee": ("per_year", "Comités par an", Nature.NUMBER),
    "evidence": ("list_found", "Liste des pièces justificatives", Nature.YES),
}
_SIDES = {"expense": "charges", "income": "produits"}
#: Lists whose element goes away whole when this value of it is refused.
_OWNERS = re.compile(
    r"(?P<owner>(?:decisions|claims|clauses|articles|parties|amounts|items)\.\d+)"
    r"(?:\.(?:text|value|share_rate|months|per_year|list_found|title|name|subject|amount_cents))?"
    r"|(?P<row>budgets\.\d+\.lines\.\d+)\.amount_cents|(?P<share>amounts\.\d+\.parts_cents\.\d+)"
)


def values_of(
    record: Mapping[str, Any], found: Mapping[str, list[dict[str, Any]]] | None = None
) -> list[ReadValue]:
    """The values of a record in the order of a reader.

    `found` gives the places of values that the record does not locate itself, by path.
    """
    places: dict[str, list[dict[str, Any]]] = {
        name: [where] for name, where in record.get("places", {}).items()
    }
    places.update(found or {})
    values = [
        *_act(record),
        *_items(record),
        *_grants(record),
        *_convention(record),
        *_budgets(record),
        *_claims(record),
    ]
    return [
        value
        if value.path not in places
        else ReadValue(
            value.path,
            value.group,
            value.label,
            value.nature,
            value.read,
            tuple(places[value.path]),
        )
        for value in values
    ]


def _act(record: Mapping[str, Any]) -> Iterator[ReadValue]:
    is_act = record["kind"] in ACTS
    group = "La séance" if is_act else "Le document"
    for name, label, nature, expected in _HEAD:
        if record.get(name) is not None or (is_act and expected):
            words = "Structure" if name == "body" and not is_act else label
            yield ReadValue(name, group, words, nature, record.get(name))
    for name, label, nature in _PRESENCE:
        if record.get(name) not in (None, []):
            yield ReadValue(name, "Présence", label, nature, record[name])
    for name, label, nature in _VOTE:
        if (record.get("vote") or {}).get(name) is not None:
            yield ReadValue(f"vote.{name}", "Vote", label, nature, record["vote"][name])
    for place, one in enumerate(record["decisions"]):
        label = f"Décision {place + 1}"
        yield ReadValue(
            f"decisions.{place}.text", "Décisions", label, Nature.TEXT, one["text"], _where(one)
        )


def _items(record: Mapping[str, Any]) -> Iterator[ReadValue]:
    for place, item in enumerate(record["items"]):
        path, group = f"items.{place}", f"Point {item['number'] or place + 1}"
        yield ReadValue(f"{path}.subject", group, "Objet", Nature.TEXT, item["subject"])
        for name, label, nature in _VOTE:
            if (item["vote"] or {}).get(name) is not None:
                yield ReadValue(f"{path}.vote.{name}", group, label, nature, item["vote"][name])


def _grants(record: Mapping[str, Any]) -> Iterator[ReadValue]:
    for place, one in enumerate(record["amounts"]):
        path, where = f"amounts.{place}", _where(one)
        label = "Montant accordé" if len(record["amounts"]) == 1 else f"Montant {place + 1}"
        yield ReadValue(
            f"{path}.amount_cents", "Montants", label, Nature.EUROS, one["amount_cents"], where
        )
        yield ReadValue(
            f"{path}.recipient", "Montants", "Bénéficiaire", Nature.TEXT, one["recipient"]
        )
        for rank, cents in enumerate(one.get("parts_cents", ())):
            yield ReadValue(
                f"{path}.parts_cents.{rank}",
                "Montants",
                f"dont part {rank + 1}",
                Nature.EUROS,
                cents,
                where,
            )


def _convention(record: Mapping[str, Any]) -> Iterator[ReadValue]:
    for place, party in enumerate(record["parties"]):
        group = "Parties"
        yield ReadValue(
            f"parties.{place}.name", group, f"Partie {place + 1}", Nature.TEXT, party["name"]
        )
        for name, label in (("represented_by", "représentée par"), ("capacity", "en qualité de")):
            if party[name]:
                yield ReadValue(f"parties.{place}.{name}", group, label, Nature.TEXT, party[name])
    for place, article in enumerate(record["articles"]):
        yield ReadValue(
            f"articles.{place}.title",
            "Articles",
            f"Article {article['number']}",
            Nature.TEXT,
            article["title"],
        )
    for place, clause in enumerate(record["clauses"]):
        if clause["kind"] in _TERMS:
            name, label, nature = _TERMS[clause["kind"]]
            if clause["kind"] == "payment" and clause.get("trigger"):
                label = f"{label} {clause['trigger']}"
            yield ReadValue(
                f"clauses.{place}.{name}",
                "Clauses",
                label,
                nature,
                clause.get(name),
                _where(clause),
            )


def _budgets(record: Mapping[str, Any]) -> Iterator[ReadValue]:
    for place, budget in enumerate(record["budgets"]):
        path = f"budgets.{place}"
        group = f"Budget {budget['year'] or f'n° {place + 1}, sans année'}"
        yield ReadValue(
            f"{path}.year", group, "Exercice", Nature.YEAR, budget["year"], _where(budget)
        )
        for rank, line in enumerate(budget["lines"]):
            label = " ".join(part for part in (line["account"], line["label"]) if part)
            yield ReadValue(
                f"{path}.lines.{rank}.amount_cents",
                group,
                f"{label} ({_SIDES[line['side']]})",
                Nature.EUROS,
                line["amount_cents"],
                _cell(line),
            )
        for side, word in _SIDES.items():
            yield ReadValue(
                f"{path}.printed_total_cents.{side}",
                group,
                f"Total imprimé ({word})",
                Nature.EUROS,
                budget["printed_total_cents"].get(side),
                _where(budget),
            )


def _claims(record: Mapping[str, Any]) -> Iterator[ReadValue]:
    for place, claim in enumerate(record["claims"]):
        year = f", {claim['year']}" if claim["year"] else ""
        unit = f" ({claim['unit']})" if claim["unit"] in ("%", "€") else ""
        label = f"{claim['label'].strip(' *')}{unit}{year}"
        yield ReadValue(
            f"claims.{place}.value",
            "Chiffres imprimés",
            label or "Chiffre",
            Nature.FIGURE,
            claim["value"],
            _where(claim),
        )


# A label, then the amount of the next cell: after a tab, a bar or a column of spaces.
_BESIDE = re.compile(
    r"(?:(?! {3})[^\t|])+(?:(?:[\t|]| {3})\s*-?(?:\d[\d.,\u202f\u00a0]*(?: (?=\d))?)+(?: ?k?€)?)?"
)


def _cell(line: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The label of a budget's line and the amount beside it, not the other side of the table."""
    if not line.get("where"):
        return ()
    words = str(line["where"]["text"])
    start = words.find(line["label"])
    if start < 0:
        return (line["where"],)
    beside = _BESIDE.match(words, start)
    text = beside[0].strip() if beside else line["label"]
    return ({**line["where"], "text": text},)


def _where(one: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return (one["where"],) if one.get("where") else ()


def settle(record: Mapping[str, Any], decided: Iterable[tuple[str, str, Any]]) -> dict[str, Any]:
    """The record with what was decided: (path, verdict, correction) of each value.

    A refused value is None; a list loses the element that it stands for.
    """
    settled: dict[str, Any] = copy.deepcopy(dict(record))
    gone: list[str] = []
    for path, verdict, correction in decided:
        if verdict == "corrected":
            _put(settled, path, correction)
        elif verdict == "refused":
            owner = _OWNERS.fullmatch(path)
            if owner and (owner["owner"] or owner["row"] or owner["share"]):
                gone.append(owner["owner"] or owner["row"] or owner["share"])
            else:
                empty: Any = [] if isinstance(_get(settled, path), list) else None
                _put(settled, path, empty)
    for path in sorted(set(gone), key=_order, reverse=True):
        parent, _, last = path.rpartition(".")
        elements = _get(settled, parent)
        if isinstance(elements, list) and int(last) < len(elements):
            del elements[int(last)]
    return settled


def _order(path: str) -> list[tuple[int, str]]:
    return [(int(step), "") if step.isdigit() else (-1, step) for step in path.split(".")]


def _get(record: Any, path: str) -> Any:
    for step in path.split("."):
        record = record[int(step)] if isinstance(record, list) else record.get(step)
        if record is None:
            return None
    return record


def _put(record: Any, path: str, value: Any) -> None:
    parent, _, last = path.rpartition(".")
    holder = _get(record, parent) if parent else record
    if isinstance(holder, list):
        holder[int(last)] = value
    elif holder is not None:
        holder[last] = value
