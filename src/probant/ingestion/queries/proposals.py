"""What a document probably belongs to: structures, bodies, acts, conventions, sheets, awards.

Proposals only: a person chooses. Names are compared without accents or case, by the words they
share (rapidfuzz); the candidates come from the index of names, so that a large directory costs no
more than a small one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from probant.directory.models import Organisation
from probant.directory.writing import ORGANISATION
from probant.funding.models import ActionSheet, AwardMade, Convention, Party
from probant.governance.models import Body, Deliberation
from probant.kernel.text import fold
from probant.search import index as names

SURE = 84  # of 100: above, a proposal is chosen beforehand
LIKELY = 55
_EMPTY_WORDS = frozenset(
    ("association", "bureau", "comite", "conseil", "convention", "deliberation", "pour", "dans")
    + ("avec", "entre", "commune", "municipal", "seance", "solidaire", "economie", "sociale")
)
_MEANT = {
    "metropolitain": "metropole",
    "metropolitaine": "metropole",
    "municipal": "ville",
    "communautaire": "communaute",
    "departemental": "departement",
    "regional": "region",
    "syndical": "syndicat",
}
_KINDS = (
    ("assembly", ("assemblee generale",)),
    ("board", ("conseil d administration",)),
    ("commission", ("commission",)),
    ("bureau", ("bureau metropolitain", "bureau communautaire", "bureau syndical", "bureau")),
    ("council", ("conseil", "comite syndical")),
    ("committee", ("comite",)),
)
_FUNDERS = re.compile(
    r"\b(?:ville|commune|mairie|metropole|departement|region|etat|prefecture|communaute|"
    r"agglomeration|conseil|ministere|syndicat|dreets|caf|europe)\b"
)


def propose_structures(house_id: int, text: str, *, limit: int = 6) -> list[tuple[int, str, int]]:
    """(id, name, likeness out of 100) of the directory's structures nearest to a name, best first.

    At most seven queries of the index of names.
    """
    meant = _meant(text)
    words = [word for word in meant.split() if len(word) > 3 and word not in _EMPTY_WORDS]
    words = words or [word for word in meant.split() if len(word) > 3]
    found: dict[int, str] = {}
    for word in sorted(set(words), key=len, reverse=True)[:6]:
        for one in names.find(house_id, word, kinds=[ORGANISATION], limit=60):
            found[one.object_id] = one.label
    scored = [(key, label, round(likeness(meant, fold(label)))) for key, label in found.items()]
    kept = [one for one in scored if one[2] >= LIKELY]
    return sorted(kept, key=lambda one: (-one[2], one[1]))[:limit]


def likeness(left: str, right: str) -> float:
    """How alike two folded names are, 0 to 100: shared words first, then spelling."""
    return 0.7 * fuzz.token_set_ratio(left, right) + 0.3 * fuzz.token_sort_ratio(left, right)


def _meant(text: str) -> str:
    return " ".join(_MEANT.get(word, word) for word in fold(text).split())


def propose_body(house_id: int, text: str) -> Body | None:
    """The body of the house's books that a heading names. One query."""
    wanted = fold(text)
    best: tuple[float, Body] | None = None
    for body in Body.objects.filter(house_id=house_id).select_related("organisation"):
        own = fold(body.name)
        if own not in wanted:
            continue
        score = likeness(_meant(text), _meant(f"{body.name} {body.organisation.name}"))
        if best is None or score > best[0]:
            best = (score, body)
    return best[1] if best and best[0] >= LIKELY else None


def guess_body_kind(text: str) -> str:
    """The kind of a body from its name; a council where nothing tells."""
    folded = fold(text)
    for kind, marks in _KINDS:
        if any(mark in folded for mark in marks):
            return kind
    return "council"


def guess_role(name: str) -> str:
    """Whether a party funds or receives, from its name."""
    return Party.Role.FUNDER if _FUNDERS.search(fold(name)) else Party.Role.BENEFICIARY


def propose_act(house_id: int, record: Mapping[str, Any]) -> list[tuple[Deliberation, bool]]:
    """The acts of the same day that the books already hold, and whether each is surely this one.

    One query.
    """
    day = record["session_date"]
    if not day:
        return []
    acts = Deliberation.objects.filter(
        house_id=house_id, sitting__held_on=day, cited_only=False
    ).select_related("sitting__body__organisation")
    wanted = fold(record["subject"] or "")
    cents = {one["amount_cents"] for one in record["amounts"]}
    found = []
    for act in acts.prefetch_related("decisions__amounts"):
        granted = {one.amount_cents for dec in act.decisions.all() for one in dec.amounts.all()}
        same = likeness(wanted, fold(act.subject)) >= SURE or bool(cents and cents <= granted)
        found.append((act, same))
    return found


def propose_convention(
    house_id: int, title: str, year: int | None
) -> list[tuple[Convention, bool]]:
    """The conventions that the books hold, nearest title first, and whether it is surely that one.

    One query.
    """
    wanted = fold(title)
    rows = Convention.objects.filter(house_id=house_id).order_by("-starts_on", "pk")[:300]
    scored = [(likeness(wanted, fold(one.title)), one) for one in rows]
    return [
        (one, score >= SURE and (year is None or _covers(one, year)))
        for score, one in sorted(scored, key=lambda pair: -pair[0])
    ]


def _covers(convention: Convention, year: int) -> bool:
    starts, ends = convention.starts_on, convention.ends_on
    return (starts is None or starts.year <= year) and (ends is None or year <= ends.year)


@dataclass(frozen=True)
class Sheet:
    """An action sheet found in a record: its number, title, words, the places of its budgets.

    `is_cited`: an act names the action of a convention without giving its sheet.
    """

    number: int
    title: str
    budgets: tuple[int, ...]
    text: str = ""
    is_cited: bool = False


def sheets_in(record: Mapping[str, Any], text: str) -> list[Sheet]:
    """The sheets of a document: itself, or those of its parts, each with the budgets under it."""
    parts = [part for part in record.get("parts", ()) if part["kind"] == "action_sheet"]
    everything = tuple(range(len(record["budgets"])))
    if record["kind"] == "action_sheet" and not parts:
        title = _title(record["subject"] or "")
        return [Sheet(_number(record["number"], 1), title, everything, text)]
    if not parts and cited_convention(record, text):
        return _cited_actions(text)
    lines = text.split("\n")
    starts = sorted(part["line"] for part in record.get("parts", ()))
    found = []
    for rank, part in enumerate(parts, 1):
        first = part["line"]
        last = next((start for start in starts if start > first), len(lines) + 1)
        budgets = tuple(
            place
            for place, budget in enumerate(record["budgets"])
            if first <= (budget["where"]["line"] or 0) < last
        )
        title = _title(part["title"] or "") or _below(lines, first)
        words = "\n".join(lines[first - 1 : last - 1])
        found.append(Sheet(_number(part["title"], rank), title, budgets, words))
    return found


@dataclass(frozen=True)
class Cited:
    """A convention of several years that an act names: its name and its years."""

    title: str
    first_year: int
    last_year: int


_CITED = re.compile(r"(?i:convention)\s[^\n.;:]{0,90}?\b(20\d\d)\s*[-–/]\s*(20\d\d)\b")


def cited_convention(record: Mapping[str, Any], text: str) -> Cited | None:
    """The convention that a deliberation names without giving its words."""
    if record["kind"] != "deliberation" or len(record["parties"]) > 1 or record["articles"]:
        return None
    match = _CITED.search(text)
    if match is None or not int(match[1]) <= int(match[2]) <= int(match[1]) + 9:
        return None
    return Cited(" ".join(match[0].split()), int(match[1]), int(match[2]))


def _cited_actions(text: str) -> list[Sheet]:
    """The actions that an act lists by number: "- Action 1 : Dispositif local…"."""
    found: dict[int, Sheet] = {}
    for match in re.finditer(r"^\W{0,6}Action\s+(\d{1,2})\s*:\s*(\S.{2,160}?)[ .;*]*$", text, re.M):
        number = int(match[1])
        found.setdefault(number, Sheet(number, match[2].strip(), (), is_cited=True))
    return list(found.values())


def _number(text: str | None, default: int) -> int:
    digits = re.search(r"\d{1,3}", text or "")
    return int(digits[0]) if digits and int(digits[0]) else default


def _title(text: str) -> str:
    return re.sub(r"^\W*fiche[- ]actions?\s*(?:n\s?°\s*)?\d*\W*", "", text, flags=re.I).strip()


def _below(lines: list[str], first: int) -> str:
    """The first words under a title that says nothing but its number."""
    for line in lines[first : first + 6]:
        if line.strip(" *#\t|"):
            return " ".join(line.strip(" *#\t|").split())[:200]
    return ""


def propose_sheet(convention: Convention, sheet: Sheet) -> ActionSheet | None:
    """The sheet of the same number that a convention already holds. One query."""
    return ActionSheet.objects.filter(convention=convention, number=sheet.number).first()


@dataclass(frozen=True)
class AwardTarget:
    """Where an award may go: a convention, whole or for one of its actions."""

    convention: Convention
    sheet: ActionSheet | None

    @property
    def choice(self) -> str:
        """Its value in a form."""
        return f"s{self.sheet.pk}" if self.sheet else f"c{self.convention.pk}"

    @property
    def label(self) -> str:
        """Its words in a form."""
        return (
            f"{self.convention.title} · {self.sheet}"
            if self.sheet
            else (f"{self.convention.title} (toute la convention)")
        )


def propose_awards(
    house_id: int, year: int, beneficiary: Organisation | None, cents: list[int]
) -> tuple[list[AwardTarget], list[str], bool]:
    """Where the shares of a grant may go, what is proposed for each, whether all stand already.

    The proposal is the one convention of that year with this beneficiary: its actions by number
    where there are as many shares, else the whole. Three queries.
    """
    rows = list(Convention.objects.filter(house_id=house_id).order_by("-starts_on", "pk")[:100])
    conventions = [one for one in rows if _covers(one, year)]
    sheets = ActionSheet.objects.filter(convention__in=conventions).order_by("number")
    by_convention: dict[int, list[ActionSheet]] = {}
    for sheet in sheets.select_related("convention", "action"):
        by_convention.setdefault(sheet.convention_id, []).append(sheet)
    targets = [
        target
        for one in conventions
        for target in [
            AwardTarget(one, None),
            *(AwardTarget(one, sheet) for sheet in by_convention.get(one.pk, [])),
        ]
    ]
    likely = _likely(conventions, beneficiary)
    if likely is None:
        return targets, [], False
    own = by_convention.get(likely.pk, [])
    if len(cents) > 1 and len(own) >= len(cents):
        proposed = [f"s{sheet.pk}" for sheet in own[: len(cents)]]
    else:
        proposed = [f"c{likely.pk}"] * len(cents)
    standing = AwardMade.objects.now().filter(convention=likely, budget_year=year)
    return targets, proposed, sum(standing.values_list("amount_cents", flat=True)) >= sum(cents)


def _likely(conventions: list[Convention], beneficiary: Organisation | None) -> Convention | None:
    if beneficiary is None or not conventions:
        return None
    held = set(
        Party.objects.filter(
            convention__in=conventions,
            organisation=beneficiary,
            role=Party.Role.BENEFICIARY,
        ).values_list("convention_id", flat=True)
    )
    mine = [one for one in conventions if one.pk in held]
    return mine[0] if len(mine) == 1 else None


def year_of(record: Mapping[str, Any]) -> int | None:
    """The financial year that the decisions name ("sur le budget 2024"), else the sitting's."""
    for one in record["decisions"]:
        named = re.search(
            r"(?:budget|exercice|annee|titre de)\s+(?:primitif\s+)?((?:19|20)\d\d)",
            fold(one["text"]),
        )
        if named:
            return int(named[1])
    day = record["session_date"]
    return datetime.date.fromisoformat(day).year if day else None
