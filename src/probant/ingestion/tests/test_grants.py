"""Money granted, told from money asked, past, costed, capped or only mentioned."""

from __future__ import annotations

import pytest

from probant.ingestion.document import Document
from probant.ingestion.reading.grants import read_grants

GRANTED = {
    "Le conseil décide d'attribuer une subvention de 2 500 € à l'association Le "
        "Jardin partagé.": [(250000, "Le Jardin partagé")],
    "FIXE le montant de la subvention à 4 000 €HT.": [(400000, None)],
    "d'approuver le versement d'une subvention de 18 000 € au Pôle ;": [(1800000, "Pôle")],
    "Le Conseil, ACCEPTE de verser au Collège Brassens une\nsubvention d'un montant "
        "de 376.47 €": [(37647, "Collège Brassens")],
    "un plan qui prévoit une participation de la ville à hauteur de 300 €.": [(30000, None)],
    "d'allouer la somme de quinze cents euros, soit 1 500 €, à l'association Ti ar "
        "Vro": [(150000, "Ti ar Vro")],
    "Il est proposé de voter les subventions suivantes :\n\n • Frênes : 150 €\n • "
        "ASGC : 332 €\n": [(15000, "Frênes"), (33200, "ASGC")],
    "DE VERSER la somme maximum de :\n- 750€ pour le Centre Culturel\n- 500€ pour "
        "DMT\n": [(75000, "Centre Culturel"), (50000, "DMT")],
    "d'attribuer les subventions suivantes :\nClub de foot 600 €\nComité des fêtes 300 €\n": [
        (60000, "Club de foot"), (30000, "Comité des fêtes"),
    ],
    "ATTRIBUE les subventions suivantes :\n| Association | Montant |\n| Secours | 3 500 € |\n": [
        (350000, "Secours")
    ],
    "Le club a bénéficié d'une subvention de 500 € en 2015.": [],
    "Ce club sollicite une subvention de 4 000 €. Il est proposé d'attribuer une "
        "subvention au club.": [],
    "Le coût du projet est de 57 411 €.": [],
    "une aide plafonnée à 3 000 € par propriétaire": [],
    "Une enveloppe de 2 750 € a été prévue pour le versement de subventions.": [],
    "sollicite l'aide du Département soit 5 724 €": [],
    "Monsieur le Maire rappelle que la subvention annuelle est de 16 000 €.": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GRANTED.items(), ids=[t[:40] for t in GRANTED])
def test_only_what_is_granted_is_read(text: str, expected: list[tuple[int, str | None]]) -> None:
    document = Document.from_text(text)
    found = read_grants(document, 0, len(document.text), adopted=False)
    assert [(a.cents, a.recipient) for a in found] == expected


def test_what_is_asked_is_granted_by_the_vote_that_follows() -> None:
    document = Document.from_text("L’ASL a fait une demande de subvention de 500€")
    assert [a.cents for a in read_grants(document, 0, len(document.text), adopted=True)] == [50000]
    assert read_grants(document, 0, len(document.text), adopted=False) == []


def test_the_same_money_said_twice_is_one_grant() -> None:
    text = (
        "Il est proposé d'accorder 3 000 € de subvention à l'association Elan.\n\nLe "
        "conseil décide d'attribuer une subvention de 3 000 € à l'association Elan."
    )
    document = Document.from_text(text)
    assert [a.cents for a in read_grants(document, 0, len(text))] == [300000]


def test_shares_between_brackets_are_parts_of_the_grant() -> None:
    text = (
        "accorde une subvention de 18 000 € (9 000€ pour l'action 1, 3 000€ pour "
        "l'action 2 et 6 000€ pour l'action 3) au Pôle"
    )
    document = Document.from_text(text)
    (amount,) = read_grants(document, 0, len(text))
    assert (amount.cents, amount.parts) == (1800000, (900000, 300000, 600000))


def test_a_total_line_is_not_a_grant() -> None:
    text = (
        "d'attribuer les subventions suivantes :\n- Judo : 460 €\n- Danse : 390 €\n- "
        "Foot : 500 €\nTOTAL 1350 €\n"
    )
    document = Document.from_text(text)
    assert [a.cents for a in read_grants(document, 0, len(text))] == [46000, 39000, 50000]
