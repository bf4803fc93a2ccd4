"""Why a fact was voided: the codes that stand in the fact, and how screens say them.

The free text that goes with a code is kept outside the chain (`Entry.void`).
"""

from probant.journal.fresh import SLIP

REVALUED = "revalued"  # hours whose value another rate has replaced: nobody chooses it in a form
CORRECTED, WITHDRAWN = "corrected", "withdrawn"  # a judgement that its house takes back
VOID_REASONS = {
    "error": "erreur de saisie",
    "duplicate": "doublon",
    "not_held": "n'a pas eu lieu",
    "wrong_subject": "concerne une autre structure ou un autre dossier",
    "other": "autre motif",
}


def say_reason(code: str) -> str:
    """The code in French; an unknown one as it is.

    >>> say_reason("duplicate")
    'doublon'
    """
    return {
        **VOID_REASONS,
        SLIP: "correction sur le moment",
        REVALUED: "méthode de valorisation changée",
        CORRECTED: "corrigé",
        WITHDRAWN: "retiré",
    }.get(code, code)
