"""Open data read back: messy files are mended where it is safe, told by cell, and nothing is lost.

The faults are those of files that authorities really published: capitals, `_` periods, decimal
commas, Windows-1252, headings of an older version, SIRET that a spreadsheet took for a number.
"""

import datetime

import pytest

from probant.directory.models import EssEntry, EssList, Organisation
from probant.funding.models import GrantFile, PublishedAct, PublishedGrant
from probant.funding.tests.scenario import world
from probant.ingestion import actions
from probant.journal.integrity import verify

pytestmark = pytest.mark.django_db
SIRET = "24210041000016"
OLD = """COLL_NOM;COLL_SIRET;SUB_DATE;SUB_REF;BENEF_NOM;BENEF_SIRET;SUB_OBJET;SUB_MONTANT\
;SUB_NATURE;SUB_COND;SUB_DATES;Politique
Métropole d’essai;24210041000016.0;31/12/2023;D1;Les Petits Débrouillards;380 475 558 00058;\
Ateliers;1 234,56;Aide en numéraire;Unique;2023-12-14_2024-12-14;Éducation
Métropole d’essai;2,42100410E+13;2023-12-31;D2;Écho;;Concert;500;aide en nature;échelonné;2023;\
Culture
;;;;;;;;;;;
Métropole d’essai;24210041000016;2023-12-31;D3;Sans montant;;Objet;abc;aide en nature;unique;2023;
Ailleurs;21860194600013;2023-12-31;D4;Autre;;Objet;12;aide en nature;unique;2023-01-01;
"""
ACTS = """COLL_NOM,COLL_SIRET,DELIB_ID,DELIB_DATE,DELIB_MATIERE_CODE,DELIB_MATIERE_NOM,DELIB_OBJET,\
BUDGET_ANNEE,BUDGET_NOM,PREF_ID,PREF_DATE,VOTE_EFFECTIF,VOTE_REEL,VOTE_POUR,VOTE_CONTRE,\
VOTE_ABSTENTION,DELIB_URL
Métropole d’essai,24210041000016,12,21/03/2024,"7,5",Finances locales / Subventions,PES 21,,,,,43\
,34,41,0,0,www.exemple.fr/12
"""


@pytest.fixture
def at():
    made = world()
    Organisation.objects.filter(pk=made.metropole.pk).update(siret=SIRET, siren=SIRET[:9])
    return made


def imported(at, text, kind="scdl", name="subventions.csv", encoding="cp1252"):
    one = actions.receive_import(at.awa, kind=kind, name=name, content=text.encode(encoding))
    return actions.apply_import(at.awa, one)


def test_a_messy_file_of_grants_is_mended_and_what_stays_is_told(at):
    one = actions.receive_import(
        at.awa, kind="scdl", name="subventions.csv", content=OLD.encode("cp1252")
    )
    actions.preview(at.awa, one)
    words = {row.number: (row.state, row.words) for row in one.rows.order_by("place")}
    assert {number: state for number, (state, _) in words.items()} == {
        2: "create",
        3: "create",
        5: "refuse",
        6: "refuse",
    }
    assert "zéros" not in words[2][1]
    assert "SIRET de l’attribuant (SIRET remis en chiffres)" in words[2][1]
    assert "en a perdu des chiffres" in words[3][1]
    assert "ne se lit pas" in words[5][1]
    assert "n’est pas dans l’annuaire" in words[6][1]
    assert PublishedGrant.objects.count() == 0

    actions.apply_import(at.awa, one)
    first, second = PublishedGrant.objects.order_by("row")
    assert (first.amount_cents, first.year, first.signed_on, first.period) == (
        123456,
        2023,
        datetime.date(2023, 12, 31),
        "2023-12-14/2024-12-14",
    )
    assert (first.beneficiary_siret, first.beneficiary_key, first.policy, first.nature) == (
        "38047555800058",
        "380475558",
        "Éducation",
        "aide en numéraire",
    )
    assert first.cells["montant"] == "1 234,56"
    assert (second.organisation_id, second.beneficiary_key) == (at.metropole.pk, "echo")
    assert second.cells["idAttribuant"] == "2,42100410E+13"
    assert verify() == []


def test_the_same_lines_are_not_loaded_twice_and_an_import_is_undone(at):
    first = imported(at, OLD)
    again = imported(at, OLD + "Métropole d’essai;24210041000016;2023-12-31;D5;Neuf;;O;1;;;;\n")
    assert (first.counts["create"], again.counts["same"], again.counts["create"]) == (2, 2, 1)
    actions.undo_import(at.awa, again)
    assert PublishedGrant.objects.count() == 2
    actions.undo_import(at.awa, first)
    assert (PublishedGrant.objects.count(), GrantFile.objects.count()) == (0, 0)


def test_a_file_of_deliberations_is_known_by_its_columns(at):
    one = imported(at, ACTS, encoding="utf-8")
    act = PublishedAct.objects.get()
    assert (act.decided_on, act.matter, act.votes["VOTE_POUR"], act.address) == (
        datetime.date(2024, 3, 21),
        "7.5",
        41,
        "https://www.exemple.fr/12",
    )
    assert any("1 ligne ne suit pas le schéma" in words for words in told(one))


def told(one):
    return [str(words).replace("\u202f", " ").replace("\xa0", " ") for words in one.layout["told"]]


def test_the_list_of_the_ess_is_loaded_as_an_edition_of_its_day(at):
    text = (
        "SIRET;Dénomination;Forme juridique;ESUS\n"
        "38047555800058;Débrouillards;Association;non\n"
        "38047555800017;Débrouillards (annexe);Association;non\n"
        "5720784;Zéros;SCIC;oui\n"
        "123;Faux;;\n"
    )
    one = imported(at, text, kind="ess-list", name="liste-ess-2024-03-31.csv")
    assert EssList.objects.get().dated_on == datetime.date(2024, 3, 31)
    assert list(EssEntry.objects.order_by("siren").values_list("siren", "family", "is_esus")) == [
        ("005720784", "cooperative", True),
        ("380475558", "association", False),
    ]
    assert (one.counts["refuse"], one.counts["same"]) == (1, 1)
    actions.undo_import(at.awa, one)
    assert EssList.objects.count() == 0
