"""The report to one funder on one convention: what it owes an account of, action by action.

Source of the order: what the conventions of the seeds ask for (compte rendu of each action with its
evaluation criteria, its budget planned and spent), then what granted the money and what is due.
"""

from collections.abc import Iterator

from probant.funding.queries import ConventionFile
from probant.reports.composition.draft import BlockDraft, Outline, text


def blocks(file: ConventionFile) -> Iterator[BlockDraft]:
    """The blocks of a convention: a part for each of its actions."""
    yield BlockDraft("convention", "", {"part": "identity"})
    yield text("Ce que cette année a permis", "")
    yield BlockDraft("convention", "Ce qui a été attribué et versé", {"part": "money"})
    for one in file.actions:
        if one.action is None or one.sheet is None:
            continue
        of_it = {"action": one.action.pk}
        title = str(one.sheet)[:160]
        yield BlockDraft("convention", title, {"part": "sheet", **of_it})
        yield BlockDraft("text", "Ce que nous en disons", {"text": "", **of_it}, 2)
        yield BlockDraft("figures", "", {"codes": [], "compare": True, **of_it}, 2)
        yield BlockDraft("appraisal", "", {"question": 0, **of_it}, 2)
        yield BlockDraft("budget", "", of_it, 2)
    votes = "Les votes qui fondent la convention et son financement"
    yield BlockDraft("convention", votes, {"part": "votes"})
    yield BlockDraft("convention", "Ce qui est dû", {"part": "due"})
    yield BlockDraft("convention", "Anomalies ouvertes", {"part": "findings"})


OUTLINE = Outline(
    slug="convention",
    title="Compte rendu à un financeur",
    file_name="compte-rendu-convention",
    about="une convention et une année : actions, chiffres, budget, votes, versements, pièces",
    blocks=(),
    of_convention=blocks,
)
