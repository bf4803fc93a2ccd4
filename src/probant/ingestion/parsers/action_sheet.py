"""An action sheet: the action, its means, its budget tables."""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Draft
from probant.ingestion.parser import Parser
from probant.ingestion.reading.budget_table import read_budgets

_TITLE = re.compile(
    r"^\W{0,12}(?:fiche[- ]actions?|fiche projet|description de l'action|projet n\s?°)", re.M
)
_WEAK_TITLE = re.compile(
    r"^\W{0,12}(?:action\s+n\s?°\s*\d|\d\W{1,3}projet\W+objet de la demande|intitule\s*:|"
    r"nom de l'action)",
    re.M,
)
_PARTS = re.compile(
    r"objectifs? de l'action|moyens (?:de l'action|humains|materiels)|criteres "
    r"d'evaluation|indicateurs|publics? (?:vises?|cible)|contexte|descriptif|"
    r"partenaires|lieu\(?x?\)? de|finalite|resultats attendus"
)
_BUDGET = re.compile(
    r"budget (?:previsionnel|de l'action|(?:19|20)\d\d)|plan de financement|"
    r"total des (?:depenses|charges)"
)


def _recognise(document: Document) -> float:
    head, folded = document.folded[:1500], document.folded
    parts = len({m[0] for m in _PARTS.finditer(folded)})
    budget = bool(_BUDGET.search(folded))
    score = (
        0.5 * bool(_TITLE.search(head[:500]))
        + min(0.3, 0.06 * parts)
        + 0.15 * budget
        + 0.25 * (budget and parts >= 3)
        + 0.15 * bool(_WEAK_TITLE.search(head[:500]))
    )
    return max(
        0.0,
        min(
            0.96,
            score
            - 0.35
            * bool(re.search(r"registre des|etaient presents|membres presents", folded[:3000])),
        )
        + 0.0003,
    )


def _parse(document: Document) -> Draft:
    draft = Draft(kind="action_sheet", truncated=document.truncated)
    match = _TITLE.search(document.folded[:2000]) or _WEAK_TITLE.search(document.folded[:2000])
    if match:
        line = document.lines[document.index_at(match.end() - 1)].text.strip(" *#")
        draft.subject = line
        number = re.search(r"\b(?:action|projet)s?\s*(?:n\s?°\s*)?(\d{1,2})", line.lower())
        draft.number = number[1] if number else None
    draft.budgets = read_budgets(document)
    return draft


PARSER = Parser("action_sheet", _recognise, _parse)
