"""Open data read back: messy files are mended where it is safe, told by cell, and nothing is lost.

The faults are those of files that authorities really published: capitals, `_` periods, decimal
commas, Windows-1252, headings of an older version, SIRET that a spreadsheet took for a number.
"""

import datetime

import pytest
from django.urls import reverse

from probant.directory.models import EssEntry, EssList, Organisation
from probant.funding.models import GrantFile, PublishedAct, PublishedGrant
from probant.funding.queries.ess import years_known
from probant.funding.tests.scenario import world
from probant.governance.tests.test_screens import client_of
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
    assert "SIRET de l’attribuant (chiffres perdus retrouvés dans l’annuaire)" in words[3][1]
    assert "en a perdu" not in words[3][1]
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


GRANTS = """nomAttribuant;idAttribuant;dateConvention;referenceDecision;nomBeneficiaire;\
idBeneficiaire;objet;montant;nature;conditionsVersement;datesPeriodeVersement;notificationUE;\
pourcentageSubvention
"""
COMMON = "aide en numéraire;unique;2023-06-01;non;1.00"


def grants(*lines):
    """A file of grants: day, reference, beneficiary, its SIRET, object, amount."""
    rows = (f"Métropole d’essai;{SIRET};{line};{COMMON}" for line in lines)
    return GRANTS + "\n".join(rows) + "\n"


def standing():
    rows = PublishedGrant.objects.standing().order_by("beneficiary_name", "amount_cents")
    return [(one.beneficiary_name, one.purpose, one.amount_cents) for one in rows]


def told_rows(one, state):
    rows = one.rows.filter(state=state).order_by("place").values_list("label", "words")
    spaced = ((label, words.replace("\u202f", " ").replace("\xa0", " ")) for label, words in rows)
    return [(label, words.partition(" — ")[0]) for label, words in spaced]


def test_a_corrected_file_takes_the_place_of_the_lines_it_corrects_and_says_what_moved(at):
    first = imported(at, grants(
        "2023-03-01;D1;Écho;;Concert;5000",
        "2023-03-01;D2;Roue;;Atelier vélo;800",
        "2023-03-01;;Phare;;Ateliers;300",
        "2023-03-01;D4;Reste;;Fête;100",
    ))  # fmt: skip
    again = imported(at, grants(
        "2023-03-01;D1;Écho;38047555800058;Concert;6000",
        "2023-03-01;D2;Roue;;Atelier de réparation;800",
        "2023-03-01;D3;Phare;;Ateliers;300",
        "2023-03-02;D5;Neuve;;Fanfare;50",
    ))  # fmt: skip
    assert again.counts == {"merge": 3, "create": 1, "missing": 1}
    assert told_rows(again, "merge") == [
        ("Écho · Concert · 6000",
         "corrigé : SIRET vide → « 38047555800058 » ; montant 5 000 € → 6 000 €"),
        ("Roue · Atelier de réparation · 800",
         "corrigé : objet « Atelier vélo » → « Atelier de réparation »"),
        ("Phare · Ateliers · 300", "corrigé : référence vide → « D3 »"),
    ]  # fmt: skip
    assert told_rows(again, "missing") == [
        ("Reste · Fête", "elle n’est pas dans ce fichier, et reste")
    ]
    assert "Métropole d’essai, 2023 : les lignes corrigées font + 1 000 €." in told(again)
    assert standing() == [
        ("Neuve", "Fanfare", 5000),
        ("Phare", "Ateliers", 30000),
        ("Reste", "Fête", 10000),
        ("Roue", "Atelier de réparation", 80000),
        ("Écho", "Concert", 600000),
    ]
    [year] = years_known(at.awa)
    assert (year.count, year.cents) == (5, 725000)
    actions.undo_import(at.awa, again)
    assert standing() == [
        ("Phare", "Ateliers", 30000),
        ("Reste", "Fête", 10000),
        ("Roue", "Atelier vélo", 80000),
        ("Écho", "Concert", 500000),
    ]
    actions.undo_import(at.awa, first)
    assert PublishedGrant.objects.count() == 0


def test_the_page_of_corrected_lines_says_what_moved_then_what_was_mended(at):
    imported(at, grants("2023-03-01;D1;<b>Écho</b>;;Concert;5000"))
    again = imported(at, grants("2023-03-01;D1;<b>Écho</b>;;Concert;6000,00"))
    client = client_of(at.house.organisation, "officer", "lise")
    page = client.get(reverse("ingestion:import-rows", args=[again.pk]), {"etat": "merge"})
    text = page.content.decode().replace("\u202f", " ").replace("\xa0", " ")
    assert '<span class="tag is-proof">corrigée</span>' in text
    assert 'corrigé : montant 5 000 € → 6 000 €<span class="table__quiet">mis au propre' in text
    assert "<b>Écho</b>" not in text and "&lt;b&gt;Écho" in text
    whole = client.get(reverse("ingestion:import", args=[again.pk])).content.decode()
    assert "?etat=merge" in whole


def test_a_correction_undone_leaves_the_one_that_came_after_it(at):
    amounts = [5000, 6000, 7000]
    files = [imported(at, grants(f"2023-03-01;D1;Écho;;Concert;{one}")) for one in amounts]
    actions.undo_import(at.awa, files[1])
    assert standing() == [("Écho", "Concert", 700000)]
    actions.undo_import(at.awa, files[2])
    assert standing() == [("Écho", "Concert", 500000)]


def test_another_grant_to_the_same_beneficiary_is_no_correction(at):
    imported(at, grants("2023-03-01;D1;Écho;;Concert;5000"))
    more = imported(at, grants("2023-09-01;D7;Écho;;Festival;900", "2023-03-01;;Écho;;Bal;5000"))
    assert more.counts == {"create": 2}
    assert len(standing()) == 3


def test_what_may_be_a_correction_and_is_not_sure_waits_for_a_person(at):
    imported(at, grants("2023-03-01;D1;Écho;;Concert;5000"))
    text = grants("2023-03-01;D1;Écho;;Festival;900")
    one = imported(at, text)
    assert one.counts == {"double": 1}  # and its twin is not said to be missing
    [(_, words)] = told_rows(one, "double")
    assert words == (
        "Même ligne corrigée, ou une autre ? objet « Concert » → « Festival » ; "
        "montant 5 000 € → 900 €."
    )
    assert one.rows.get().cells  # the row stays whole, to be mended in a spreadsheet
    for decision, expected in (
        ("create", [("Écho", "Concert", 500000), ("Écho", "Festival", 90000)]),
        ("skip", [("Écho", "Concert", 500000)]),
        ("merge", [("Écho", "Festival", 90000)]),
    ):
        draft = actions.receive_import(
            at.awa, kind="scdl", name="subventions.csv", content=text.encode()
        )
        actions.preview(at.awa, draft)
        actions.decide_doubles(at.awa, draft, others=decision)
        applied = actions.apply_import(at.awa, draft)
        got = standing()
        if applied.seq is not None:
            actions.undo_import(at.awa, applied)
        assert sorted(got) == sorted(expected), decision


def test_the_amount_of_one_of_two_lines_alike_is_corrected(at):
    lines = ["2023-03-01;D1;Écho;;Concert;100", "2023-03-01;D1;Écho;;Concert;200"]
    imported(at, grants(*lines))
    one = imported(at, grants(lines[0], "2023-03-01;D1;Écho;;Concert;250"))
    assert one.counts == {"same": 1, "merge": 1}
    assert [cents for _, _, cents in standing()] == [10000, 25000]


def test_the_policy_that_a_corrected_file_no_longer_says_is_kept(at):
    with_policy = grants("2023-03-01;D1;Écho;;Concert;5000").replace(
        "pourcentageSubvention", "pourcentageSubvention;politique"
    ).replace("1.00", "1.00;Culture")  # fmt: skip
    imported(at, with_policy)
    assert PublishedGrant.objects.get().policy == "Culture"
    same = imported(at, grants("2023-03-01;D1;Écho;;Concert;5000"))
    assert same.counts == {"same": 1}
    imported(at, grants("2023-03-01;D1;Écho;;Concert;5500"))
    assert PublishedGrant.objects.standing().get().policy == "Culture"


def test_an_act_loaded_again_is_corrected_under_its_number(at):
    imported(at, ACTS, encoding="utf-8")
    again = imported(
        at, ACTS.replace("PES 21,", "Pôle d’économie solidaire 21,").replace(",34,41", ",41,41"),
        encoding="utf-8",
    )  # fmt: skip
    assert again.counts == {"merge": 1}
    assert told_rows(again, "merge")[0][1].startswith(
        "corrigé : objet « PES 21 » → « Pôle d’économie solidaire 21 » ; voix "
    )
    act = PublishedAct.objects.standing().get()
    assert (act.subject, act.votes["VOTE_REEL"]) == ("Pôle d’économie solidaire 21", 41)
    assert PublishedAct.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "siret", "mended", "fault"),
    [
        ("Métropole d’essai", "2,421E+13", True, ""),
        ("Métropole d’essai", "24210041000000.0", True, ""),
        ("", "2,42100410E+13", True, ""),
        ("Métropole d’essai", "2,18601946E+13", False, "en a perdu des chiffres"),
        ("Métropole d’essai", "21860194600013", False, "n’est pas celui de Métropole d’essai"),
        ("Métropole d’essai", "24210041000017", False, "clé"),
    ],
    ids=["rounded", "zeros", "without-name", "other-digits", "somebody-else", "mistyped"],
)
def test_the_siret_of_an_authority_that_a_spreadsheet_ate_is_that_of_the_directory(
    at, name, siret, mended, fault
):
    one = actions.receive_import(at.awa, kind="scdl", name="f.csv", content=grants(
        "2023-03-01;D1;Écho;38047555800058;Concert;5000"
    ).replace(f"Métropole d’essai;{SIRET}", f"{name};{siret}").encode())  # fmt: skip
    actions.preview(at.awa, one)
    row = one.rows.get()
    assert row.state == "create"
    assert ("retrouvés dans l’annuaire" in row.words) is mended
    assert fault in row.words
    if not fault and name:
        assert "à vérifier" not in row.words


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
