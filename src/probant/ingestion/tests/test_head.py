"""The head of an act: day, officers, number, body."""

from __future__ import annotations

from datetime import date

import pytest

from probant.ingestion.document import Document
from probant.ingestion.reader import read_document
from probant.ingestion.reading.heading import dates_of, read_convened_on, read_session_date
from probant.ingestion.reading.officers import read_president, read_secretary

DAYS = {
    "Séance du jeudi 21 mars 2024\nConvocation envoyée le 15 mars 2024": date(2024, 3, 21),
    "Convocation du Conseil du 25 juin 2021 pour la séance qui s'ouvrira le : lundi "
        "05 juillet 2021\n"
    "L'an deux mille vingt-et-un, le cinq juillet,": date(2021, 7, 5),
    "PROCES VERBAL DE LA RÉUNION DU CONSEIL MUNICIPAL\n\nDU LUNDI 4 FEVRIER 2013": date(2013, 2, 4),
    "CONSEIL MUNICIPAL – séance publique du 17/12/19\nAffiché le : 18/12/19": date(2019, 12, 17),
    "MAIRIE DE X, le 03 juillet 2015\nDélibérations du Conseil municipal du 25 juin "
        "2015": date(2015, 6, 25),
    "CR du conseil municipal 7 octobre 2022": date(2022, 10, 7),
    "Lundi 23 octobre 2000, 16 h.\nProcès-verbal soumis : séance du 18 septembre "
        "2000.": date(2000, 10, 23),
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DAYS.items(), ids=[t[:30] for t in DAYS])
def test_the_day_of_the_sitting_is_told_from_the_other_days(text: str, day: date) -> None:
    document = Document.from_text(text)
    found = read_session_date(document, dates_of(document))
    assert found is not None and found[0] == day


def test_a_convocation_without_year_takes_that_of_the_sitting() -> None:
    document = Document.from_text("convocation : 04 mars - séance du 10 mars 2014")
    found = read_convened_on(document, dates_of(document), date(2014, 3, 10))
    assert found is not None and found[0] == date(2014, 3, 4)


PRESIDENTS = {
    "Président : Monsieur REBOUL\n": "REBOUL",
    "Présidence : M. Hubert BRIARD\nSecrétaire de Séance : X": "Hubert BRIARD",
    "s'est réuni sous la présidence de Monsieur\nLaurent PORTAL,\nMaire.": "Laurent PORTAL",
    "Présidente de séance : Mme Michèle PICOT": "Michèle PICOT",
    "convocation de Monsieur Alain ZABEL, Président, salle polyvalente": "Alain ZABEL",
}  # fmt: skip


@pytest.mark.parametrize(("text", "name"), PRESIDENTS.items(), ids=PRESIDENTS.values())
def test_who_presides_is_read(text: str, name: str) -> None:
    found = read_president(Document.from_text(text))
    assert found is not None and found[0] == name


SECRETARIES = {
    "Secrétaire de séance :  Charline LIOT": "Charline LIOT",
    "Secrétaire élu(e) :\n\nMme Hidaya SAD\n": "Hidaya SAD",
    "Monsieur DEROC a été désigné secrétaire de séance.": "DEROC",
    "Monsieur Philippe VINCE été nommé secrétaire de séance": "Philippe VINCE",
    "l'élection d'un secrétaire.\nMme Trefina KER, ayant obtenu la majorité des "
        "suffrages, a été désignée pour remplir ces\nfonctions": "Trefina KER",
    "Absents : M. Éric ROY.\n\nA été élue secrétaire de séance : Mme Inès COLAS": "Inès COLAS",
    "SECRETAIRE : Mme Fabienne IDA (CREUX)": "Fabienne IDA",
}  # fmt: skip


@pytest.mark.parametrize(("text", "name"), SECRETARIES.items(), ids=SECRETARIES.values())
def test_the_secretary_is_read(text: str, name: str) -> None:
    found = read_secretary(Document.from_text(text))
    assert found is not None and found[0] == name


def test_a_text_of_another_genre_is_unknown() -> None:
    draft = read_document(
        Document.from_text("Recette de la tarte aux pommes : 200 g de farine, 3 œufs.")
    )
    assert (draft.kind, draft.findings) == ("unknown", [])
