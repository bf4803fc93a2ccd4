"""Acts drawn at random in the layouts of public practice, each with the record it was made of.

Each part of an act (title, sentence of the sitting, counts, lists, proxies, secretary, vote, grant)
has many wordings; an act takes one of each. Nobody here exists.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from probant.ingestion.tests.drawn import absence, ballots, heads, presence
from probant.ingestion.tests.drawn.people import NAMES
from probant.ingestion.tests.drawn.sitting import Sitting, draw_sitting

SUBJECTS = (
    "Vie associative",
    "Subvention de fonctionnement",
    "Soutien aux initiatives locales",
    "Règlement intérieur",
)


def _wordings(module: ModuleType, part: str) -> tuple[Callable[[Sitting], str], ...]:
    """The functions that word a part: `away_label` is one of the wordings of `away`."""
    return tuple(one for name, one in vars(module).items() if name.startswith(f"{part}_"))


PARTS = {
    part: _wordings(module, part)
    for part, module in (
        ("title", heads),
        ("opening", heads),
        ("counts", heads),
        ("present", presence),
        ("away", absence),
        ("secretary", heads),
        ("vote", ballots),
        ("grant", ballots),
    )
}


ORDERS = {
    "usual": ("opening", "counts", "present", "away", "secretary"),
    "counts last": ("opening", "present", "away", "secretary", "counts"),
    "secretary first": ("opening", "secretary", "counts", "present", "away"),
    "counts first": ("counts", "opening", "present", "away", "secretary"),
}


@dataclass
class Act:
    text: str
    sitting: Sitting
    chosen: dict[str, str]


def draw_act(seed: int, **forced: str) -> Act:
    """One act; `forced` names the wording of a part."""
    rng = random.Random(seed)
    style = forced.get("style") or rng.choice(list(NAMES))
    sitting = draw_sitting(rng, style)
    said: dict[str, str] = {}
    chosen = {"style": style}
    for part, wordings in PARTS.items():
        by_name = {w.__name__: w for w in wordings}
        wording = by_name[forced[part]] if part in forced else rng.choice(wordings)
        chosen[part] = wording.__name__
        whole = part == "away" and "absent" in sitting.expected
        said[part] = "" if whole else wording(sitting)
    order = forced.get("order") or rng.choice(list(ORDERS))
    chosen["order"] = order
    who = "".join(said[part] for part in ORDERS[order])
    text = (
        f"{said['title']}\n{who}\n"
        f"OBJET : {rng.choice(SUBJECTS)}\n\nLe rapporteur rappelle que la vie locale mérite "
        "d'être soutenue.\n\n"
        f"{said['vote']}\n{said['grant']}\n\nFait et délibéré les jour, mois et an susdits.\n"
    )
    return Act(text, sitting, chosen)
