"""What conventions add to the journal's words and to what is kept and for how long."""

from probant.funding.actions.signing import expire_reasons
from probant.funding.actions.text_corrections import expire_corrections
from probant.kernel import verbs
from probant.kernel.erasure import RETAINED, Retained

VERBS = {
    "funding.edit_convention": "Convention modifiée",
    "funding.drop_approval": "Vote délié de la convention",
    "funding.set_annexes": "Annexes modifiées",
    "funding.set_changes": "Avenant modifié",
    "funding.keep_voted_text": "Texte voté gardé",
    "funding.take_on": "Constats assumés",
    "funding.keep_draft_model": "Modèle de convention ajouté",
    "funding.retire_draft_model": "Modèle de convention retiré",
}


def register() -> None:
    """Say the verbs; empty the reasons of signatures with the texts of accounting."""
    verbs.register(VERBS)
    RETAINED.register(
        "funding.reasons",
        Retained("Motifs des constats assumés", "retention.accounting", expire_reasons),
    )
    RETAINED.register(
        "funding.corrections",
        Retained(
            "Motifs des corrections d’un texte signé", "retention.accounting", expire_corrections
        ),
    )
