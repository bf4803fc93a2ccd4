"""Votes in counts, in words, by names; and what minutes of several points agree on."""

from __future__ import annotations

import pytest

from probant.ingestion.document import Document
from probant.ingestion.reading.ballot import agreed, find_votes
from probant.ingestion.reading.points import read_points


def vote(text: str) -> object:
    found = agreed(find_votes(Document.from_text(text)))
    if found is None:
        return None
    return (found.for_, found.against, found.abstain, found.not_voting, found.unanimous)


VOTES = {
    "Adopté à l'unanimité.": (None, None, None, None, True),
    "LE CONSEIL, A L’UNANIMITE, ACCEPTE CETTE PROPOSITION": (None, None, None, None, True),
    "à l'unanimité des votants (31 voix), 8 abstentions": (31, None, 8, None, True),
    "POUR : 41 ABSTENTION : 0\n CONTRE : 0 NE SE PRONONCE PAS : 0": (41, 0, 0, 0, None),
    "Vote : 14 pour / 0 contre / 1 abstention": (14, 0, 1, None, None),
    "0 contre, 0 abstention, 11 pour": (11, 0, 0, None, None),
    "Adopté par vingt-deux voix pour, trois contre et une abstention": (22, 3, 1, None, False),
    "Délibération adoptée par 14 voix POUR": (14, None, None, None, None),
    "POUR : dix-sept\nCONTRE : néant\nABSTENTION : néant": (17, 0, 0, None, None),
    "Pour 12 Contre 2 Abstentions 1": (12, 2, 1, None, False),
    "Votes\nPour\n12\nContre\n2\nAbstention\n0\n": (12, 2, 0, None, False),
    "Adopté à la majorité": (None, None, None, None, False),
    "Adopté, sauf par M. GUY qui s’abstient.": (None, None, 1, None, False),
    "LE CONSEIL, A L’EXCEPTION DE MADAME ROC, MESSIEURS PIN, BOS QUI VOTENT CONTRE, "
        "ACCEPTE": (None, 3, None, None, False),
    "A L’EXCEPTION DE MME ROC ET M. PIN QUI VOTENT CONTRE ET MESSIEURS BOS ET NOD "
        "QUI S’ABSTIENNENT, ACCEPTE": (None, 2, 2, None, False),
    "MM. ROC et PIN ne participent pas au vote\nAdopté à l'unanimité": (None, None, None, 2, True),
    "15 voix pour, 1 voix contre : M. PIN, 1 abstention : Mme ROC": (15, 1, 1, None, False),
    "Vu l'avis favorable à l'unanimité de la commission": None,
    "Le devis couvre 12 pour cent des travaux, contre 3 l'an dernier": None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), VOTES.items(), ids=[t[:40] for t in VOTES])
def test_a_vote_is_read(text: str, expected: object) -> None:
    assert vote(text) == expected


def test_several_points_give_only_what_they_agree_on() -> None:
    assert vote("1. Un\nAdopté à l'unanimité\n\n2. Deux\nAdopté à l'unanimité") == (
        None,
        None,
        None,
        None,
        True,
    )
    assert vote("1. Un\nAdopté à l'unanimité\n\n2. Deux\nAdopté à la majorité") is None
    assert vote("1. Un\n13 voix pour\n\n2. Deux\n12 voix pour, 1 abstention") is None


def test_the_approval_of_the_last_minutes_is_no_point() -> None:
    text = (
        "Le compte rendu du 4 mai est approuvé à l'unanimité.\n\n1) Subvention\nAdopté "
        "par 14 voix pour"
    )
    assert vote(text) == (14, None, None, None, None)


def test_points_have_their_number_subject_and_vote() -> None:
    text = (
        "1. Tarifs de la salle\nLe maire expose.\n12 voix pour\n\n2. Achat d'un "
        "tracteur\nLe devis plaît.\nAdopté à l'unanimité\n"
    )
    document = Document.from_text(text)
    items = read_points(document, find_votes(document), 0)
    assert [(i.number, i.subject) for i in items] == [
        ("1", "Tarifs de la salle"),
        ("2", "Achat d'un tracteur"),
    ]
