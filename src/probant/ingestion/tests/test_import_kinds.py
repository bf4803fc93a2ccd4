"""Cases, appointments, sessions and extracts of the national tool, from their spreadsheets."""

import datetime

import pytest

from probant.gatherings.models import Attendance, HeadcountTaken, Session, SessionHeld
from probant.ingestion import actions
from probant.ingestion.tests.imports_scenario import imported
from probant.ingestion.tests.inbox_scenario import Scene
from probant.journal.integrity import verify
from probant.programmes.actions import adopt_programme, adopt_session_kinds
from probant.support.models import (
    AppointmentHeld,
    Case,
    CaseOpened,
    JobFact,
    MissionContracted,
    PhaseReached,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date


def programme(scene, code):
    return adopt_programme(scene.colleague, house_id=scene.house.pk, code=code)


CASES = """Structure;Commune;Accueil;Diagnostic partagé;Clos le
Le Phare;Dijon;12/01/2023;03/03/2023;
Le Rivage;Beaune;15/02/2023;;30/09/2023
"""


def test_cases_enter_with_their_phases_and_their_end_known_today():
    scene = Scene()
    dla = programme(scene, "dla")
    names = dict(dla.phases.values_list("official_code", "name"))
    text = CASES.replace("Accueil", names["accueil"]).replace(
        "Diagnostic partagé", names["diagnostic"]
    )
    one = imported(scene, text, "cases", programme=str(dla.pk))
    assert one.counts == {"create": 2}
    reached = PhaseReached.objects.now().order_by("occurred_on")
    assert list(reached.values_list("case__organisation__name", "phase_code", "occurred_on")) == [
        ("Le Phare", "accueil", DAY(2023, 1, 12)),
        ("Le Rivage", "accueil", DAY(2023, 2, 15)),
        ("Le Phare", "diagnostic", DAY(2023, 3, 3)),
    ]
    assert {fact.is_declared for fact in CaseOpened.objects.now()} == {False}
    assert Case.objects.get(organisation__name="Le Rivage").closed_on == DAY(2023, 9, 30)
    again = imported(scene, text, "cases", programme=str(dla.pk))
    assert again.counts == {"same": 2}
    assert verify() == []


def test_cases_declared_are_known_on_their_own_day():
    scene = Scene()
    dla = programme(scene, "dla")
    text = "Structure;Ouvert le\nLe Phare;12/01/2023\nLe Rivage;15/02/2023\n"
    imported(scene, text, "cases", programme=str(dla.pk), declare="yes")
    assert list(
        CaseOpened.objects.now().order_by("occurred_on").values_list("known_on", "is_declared")
    ) == [(DAY(2023, 1, 12), True), (DAY(2023, 2, 15), True)]
    assert verify() == []


def test_undoing_cases_voids_their_facts():
    scene = Scene()
    dla = programme(scene, "dla")
    text = "Structure;Ouvert le\nLe Phare;12/01/2023\n"
    one = imported(scene, text, "cases", programme=str(dla.pk))
    actions.undo_import(scene.actor, one)
    assert not CaseOpened.objects.now().exists()
    assert Case.objects.get().outcome == Case.Outcome.MISTAKE
    assert one.kept == [
        "1\u00a0dossier fermé, comme ouvert par erreur : les faits annulés s’y lisent encore.",
        "1\u00a0structure gardée, utilisée depuis.",
    ]
    assert verify() == []


def test_appointments_are_noted_on_the_case_that_was_open():
    scene = Scene()
    dla = programme(scene, "dla")
    imported(scene, "Structure;Ouvert le\nLe Phare;12/01/2023\n", "cases", programme=str(dla.pk))
    text = (
        "Structure;Date;Durée;Modalité;Objet\nLe Phare;20/01/2023;1h30;téléphone;Budget\n"
        "Le Phare;01/01/2022;1h;;Trop tôt\nInconnue;20/01/2023;1h;;\n"
    )
    one = imported(scene, text, "appointments")
    assert one.counts == {"create": 1, "refuse": 2}
    assert list(AppointmentHeld.objects.values_list("occurred_on", "minutes", "mode")) == [
        (DAY(2023, 1, 20), 90, "phone")
    ]
    assert imported(scene, text, "appointments").counts == {"same": 1, "refuse": 2}


def test_sessions_enter_with_who_came_once():
    scene = Scene()
    adopt_session_kinds(scene.colleague, house_id=scene.house.pk, codes=["atelier"])
    text = (
        "Titre;Type;Date;Prénom;Nom;Structure;Nombre de participants\n"
        "Gouvernance;Atelier;12/01/2023;Zoé;Martin;Le Phare;9\n"
        "Gouvernance;Atelier;12/01/2023;Paul;Durand;Le Rivage;9\n"
    )
    one = imported(scene, text, "sessions")
    assert one.counts == {"create": 1, "merge": 1}
    assert (
        Session.objects.count(),
        SessionHeld.objects.now().count(),
        HeadcountTaken.objects.get().headcount,
        sorted(Attendance.objects.values_list("person__given_name", "organisation__name")),
    ) == (1, 1, 9, [("Paul", "Le Rivage"), ("Zoé", "Le Phare")])
    assert imported(scene, text, "sessions").counts == {"same": 2}
    assert verify() == []


def dla_book(case_day="12/01/2023", jobs=12):
    return f"""N° dossier;Structure;SIREN;Date d’ouverture;Famille juridique
D1;Le Phare;356000000;{case_day};Association
"""


def test_an_extract_of_the_national_tool_shows_both_sides():
    scene = Scene()
    programme(scene, "dla")
    first = imported(scene, dla_book(), "dla")
    assert first.counts == {"create": 1}
    assert imported(scene, dla_book(), "dla").counts == {"same": 1}
    moved = imported(scene, dla_book("14/01/2023"), "dla")
    assert moved.counts == {"apart": 1}
    assert moved.rows.get().words == (
        "Ouverture\u00a0: 12/01/2023 chez vous, 14/01/2023 dans l’extrait."
    )
    assert Case.objects.get().opened_on == DAY(2023, 1, 12)
    other = "N° dossier;Structure;SIREN;Date d’ouverture\nD2;Le Rivage;732829320;20/05/2023\n"
    assert imported(scene, other, "dla").counts == {"create": 1, "missing": 1}


def test_every_object_of_an_extract_enters_once(tmp_path):
    import io

    import xlsxwriter

    scene = Scene()
    programme(scene, "dla")
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    for title, lines in {
        "Dossiers": [["N° dossier", "Structure", "SIREN", "Date d’ouverture"],
                     ["D1", "Le Phare", "356000000", "12/01/2023"]],
        "Étapes": [["N° dossier", "SIREN", "Étape", "Date"],
                   ["D1", "356000000", "Diagnostic", "02/02/2023"]],
        "Ingénieries": [["N° ingénierie", "Objet", "Type", "N° dossier", "SIREN",
                         "Prestataire", "Date de signature", "Jours", "Coût"],
                        ["M1", "Modèle économique", "Individuelle", "D1", "356000000",
                         "Cabinet Essai", "03/03/2023", "5,5", "5 500,00"]],
        "Emplois": [["N° dossier", "SIREN", "Nature", "Emplois", "ETP", "Constaté le"],
                    ["D1", "356000000", "Consolidés", 12, "9,5", "04/04/2023"]],
    }.items():  # fmt: skip
        sheet = book.add_worksheet(title)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    book.close()

    def given():
        one = actions.receive_import(
            scene.actor, kind="dla", name="extrait.xlsx", content=stream.getvalue()
        )
        return actions.apply_import(scene.actor, one)

    assert given().counts == {"create": 4}
    mission = MissionContracted.objects.get()
    assert (mission.days_hundredths, mission.cost_cents, mission.provider.name) == (
        550, 550000, "Cabinet Essai",
    )  # fmt: skip
    assert list(JobFact.objects.values_list("headcount", "fte_hundredths")) == [(12, 950)]
    assert given().counts == {"same": 4}
    assert verify() == []
