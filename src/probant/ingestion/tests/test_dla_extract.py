"""The extract of the DLA given back: every record once, and what differs from both sides."""

import datetime
import io

import pytest
import xlsxwriter

from probant.directory.actions import create_organisation
from probant.ingestion import actions
from probant.ingestion.models import Import
from probant.ingestion.tests.inbox_scenario import Scene
from probant.journal.integrity import verify
from probant.kernel.actor import Actor
from probant.programmes.actions import adopt_programme
from probant.programmes.models import Phase, Programme
from probant.support import actions as support
from probant.support.models import (
    Case,
    CaseClosed,
    CaseOpened,
    CommitteeOpinion,
    DiagnosisSigned,
    JobFact,
    MissionAttended,
    MissionContracted,
    MissionEnded,
    MissionEvaluated,
    MissionJoined,
    OfferReceived,
    PhaseReached,
    Provider,
    ProviderConsulted,
)
from probant.support.queries.dla_rows import dla_rows
from probant.support.screens.dla_workbook import dla_workbook

pytestmark = pytest.mark.django_db
DAY = datetime.date
FACTS = (
    CaseOpened, PhaseReached, CaseClosed, DiagnosisSigned, CommitteeOpinion, MissionContracted,
    MissionJoined, ProviderConsulted, OfferReceived, MissionAttended, MissionEnded,
    MissionEvaluated, JobFact,
)  # fmt: skip
NUMBERS = ("number", "case_number", "mission_number")


def adopted(actor: Actor) -> Programme:
    return adopt_programme(actor, house_id=actor.house, code="dla")


def a_year(scene: Scene) -> None:
    """A year of a DLA: five cases, three missions, all that can be noted of them."""
    programme, by = adopted(scene.colleague), scene.colleague

    def structure(name: str, **identity: str) -> object:
        family = identity.pop("family", "association")
        return create_organisation(actor=by, name=name, family=family, **identity)

    def opened(day: DAY, **whose: object) -> Case:
        return support.open_case(by, programme=programme, opened_on=day, **whose)

    def reached(case: Case, code: str, day: DAY) -> None:
        phase = Phase.objects.get(programme=programme, official_code=code)
        support.reach_phase(by, case=case, phase=phase, occurred_on=day)

    phare = opened(DAY(2023, 1, 9), organisation=structure("Le Phare", siren="356000000"))
    rivage = opened(DAY(2023, 2, 1), organisation=structure("Le Rivage"))
    again = opened(DAY(2023, 3, 1), organisation=phare.organisation)
    opened(DAY(2023, 4, 3), project_title="Épicerie des Trois Villages")
    levant = opened(DAY(2023, 5, 2), organisation=structure("Le Levant", siren="732829320"))
    reached(phare, "accueil", DAY(2023, 1, 9))
    reached(levant, "accueil", DAY(2023, 5, 2))
    values = {"needs": "Un poste", "headcount": 12, "fte_hundredths": 950}
    support.save_diagnosis(by, case=phare, values={**values, "stated_on": DAY(2022, 12, 31)})
    support.sign_diagnosis(by, case=phare, signed_on=DAY(2023, 2, 14), signed_by="Ada")
    meeting = support.plan_committee(by, house=scene.house, planned_on=DAY(2023, 3, 7))
    items = [support.put_on_agenda(by, meeting=meeting, case=one) for one in (phare, rivage)]
    support.hold_committee(by, meeting=meeting, held_on=DAY(2023, 3, 7), present=["Luc Bon"])
    support.give_opinion(by, item=items[0], opinion="favourable", words="Oui")
    support.give_opinion(by, item=items[1], opinion="reserved")
    one, two = (structure(name, family="entreprise") for name in ("Cabinet Un", "Cabinet Deux"))
    for provider in (one, two):
        support.register_provider(
            by, house_id=by.house, organisation=provider, skills=["economy", "law"],
            day_rate_cents=90_000,
        )  # fmt: skip
    mission = support.prepare_mission(
        by, programme=programme, title="Modèle économique", kind="individual", case=phare
    )
    for provider in (one, two):
        support.consult_provider(by, mission=mission, provider=provider, asked_on=DAY(2023, 3, 10))
    support.record_offer(
        by, mission=mission, provider=one, received_on=DAY(2023, 3, 20), amount_cents=450_000,
        days_hundredths=550,
    )  # fmt: skip
    support.record_offer(
        by, mission=mission, provider=two, received_on=DAY(2023, 3, 21), answer="declined"
    )
    support.choose_provider(
        by, mission=mission, provider=one, chosen_on=DAY(2023, 3, 25), reasons="Connaît le métier"
    )
    signed = {"programme": programme, "mission": mission, "provider": one}
    support.contract_mission(
        by, **signed, title=mission.title, kind="individual", case=phare,
        contracted_on=DAY(2023, 4, 1), days_hundredths=550, cost_cents=450_000,
    )  # fmt: skip
    support.end_mission(
        by, mission=mission, ended_on=DAY(2023, 9, 1), days_hundredths=600, cost_cents=450_000
    )
    support.evaluate_mission(
        by, mission=mission, by="structure", mark=5, evaluated_on=DAY(2023, 9, 10)
    )
    support.evaluate_mission(
        by, mission=mission, by="officer", mark=4, evaluated_on=DAY(2023, 9, 12)
    )
    support.prepare_mission(
        by, programme=programme, title="Gouvernance", kind="individual", case=again
    )
    common = support.contract_mission(
        by, programme=programme, title="Coopérer", kind="collective", contracted_on=DAY(2023, 5, 5),
        days_hundredths=300, cost_cents=240_000, provider=two,
    )  # fmt: skip
    for case in (rivage, levant):
        support.join_mission(by, mission=common, case=case, joined_on=DAY(2023, 5, 20))
    session = support.plan_mission_session(
        by, mission=common, planned_on=DAY(2023, 6, 1), title="Séance 1"
    )
    support.take_mission_attendance(by, session=session, cases=[rivage, levant])
    support.record_jobs(
        by, case=rivage, kind="consolidated", headcount=3, occurred_on=DAY(2023, 12, 31),
        fte_hundredths=250,
    )  # fmt: skip
    for count in (1, 2):
        support.record_jobs(
            by, case=levant, kind="created", headcount=count, occurred_on=DAY(2023, 10, 1)
        )
    support.record_jobs(by, case=levant, kind="kept", headcount=0, occurred_on=DAY(2023, 11, 1))
    support.close_case(by, case=rivage, closed_on=DAY(2023, 12, 20), outcome="done")


def given(actor: Actor, content: bytes) -> Import:
    one = actions.receive_import(actor, kind="dla", name="extrait.xlsx", content=content)
    return actions.apply_import(actor, one)


def told(house_id: int) -> dict[str, list[dict[str, object]]]:
    """What the export tells of a house, without the numbers that are its own."""
    return {
        code: sorted(
            ({key: value for key, value in row.items() if key not in NUMBERS} for row in rows),
            key=str,
        )
        for code, rows in dla_rows(house_id).items()
    }


def counted(house_id: int) -> dict[str, int]:
    return {
        model.__name__: model.objects.now().filter(house_id=house_id).count() for model in FACTS
    }


def test_an_export_given_to_an_empty_house_makes_the_same_facts() -> None:
    scene = Scene()
    a_year(scene)
    adopted(scene.stranger)
    book = dla_workbook(scene.house.pk)
    one = given(scene.stranger, book)
    assert {row.words for row in one.rows.all()} == set()
    assert told(scene.stranger.house) == told(scene.house.pk)
    assert counted(scene.stranger.house) == counted(scene.house.pk)
    assert {name for name, count in counted(scene.house.pk).items() if not count} == set()
    assert Provider.objects.filter(house_id=scene.stranger.house).count() == 2
    assert verify() == []


def test_an_export_given_to_its_own_house_brings_nothing_new() -> None:
    scene = Scene()
    a_year(scene)
    before = counted(scene.house.pk)
    one = given(scene.actor, dla_workbook(scene.house.pk))
    assert (set(one.counts), one.seq) == ({"same"}, None)
    assert counted(scene.house.pk) == before
    assert actions.summary(one).startswith("rien de nouveau")


def test_an_extract_given_twice_brings_nothing_the_second_time() -> None:
    scene = Scene()
    a_year(scene)
    adopted(scene.stranger)
    book = dla_workbook(scene.house.pk)
    given(scene.stranger, book)
    again = given(scene.stranger, book)
    assert (set(again.counts), again.seq) == ({"same"}, None)


def test_a_preview_of_an_extract_says_what_the_import_then_does() -> None:
    scene = Scene()
    a_year(scene)
    adopted(scene.stranger)
    one = actions.receive_import(
        scene.stranger, kind="dla", name="e.xlsx", content=dla_workbook(scene.house.pk)
    )
    seen = dict(actions.preview(scene.stranger, one).counts)
    assert set(seen) <= {"create", "same", "merge"}
    done = actions.apply_import(scene.stranger, one).counts
    assert sum(seen.values()) == sum(done.values())
    assert abs(seen["create"] - done["create"]) <= 2  # phases that a mission reached by itself


def test_undoing_an_extract_leaves_no_fact_of_it() -> None:
    scene = Scene()
    a_year(scene)
    adopted(scene.stranger)
    one = given(scene.stranger, dla_workbook(scene.house.pk))
    actions.undo_import(scene.stranger, one)
    assert set(counted(scene.stranger.house).values()) == {0}
    assert not Provider.objects.filter(house_id=scene.stranger.house).exists()
    assert verify() == []


def workbook(**sheets: list[list[object]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    for title, lines in sheets.items():
        sheet = book.add_worksheet(title)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    book.close()
    return stream.getvalue()


CASES = [["N° dossier", "Structure", "SIREN", "Date d’ouverture"],
         ["D1", "Le Phare", "356000000", "12/01/2023"]]  # fmt: skip


def test_a_diagnosis_and_its_opinion_on_one_row_are_two_facts() -> None:
    scene = Scene()
    adopted(scene.colleague)
    book = workbook(
        Dossiers=CASES,
        Diagnostics=[
            ["N° dossier", "Validé le", "Emplois", "ETP", "Avis du comité d’appui",
             "Date du comité d’appui"],
            ["D1", "02/02/2023", 12, "9,5", "Favorable", "03/03/2023"],
        ],
    )  # fmt: skip
    assert given(scene.actor, book).counts == {"create": 2}
    signed, opinion = DiagnosisSigned.objects.get(), CommitteeOpinion.objects.get()
    assert (signed.occurred_on, signed.headcount, signed.fte_hundredths) == (
        DAY(2023, 2, 2), 12, 950,
    )  # fmt: skip
    assert (opinion.occurred_on, opinion.opinion) == (DAY(2023, 3, 3), "favourable")
    reached = PhaseReached.objects.now().values_list("phase_code", "occurred_on")
    assert list(reached) == [("diagnostic", DAY(2023, 2, 2))]


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        (1, "05/02/2023", "Validation : 02/02/2023 chez vous, 05/02/2023 dans l’extrait."),
        (2, 14, "Emplois : 12 chez vous, 14 dans l’extrait."),
    ],
)
def test_a_diagnosis_that_differs_is_shown_from_both_sides(
    column: int, value: object, words: str
) -> None:
    scene = Scene()
    adopted(scene.colleague)
    head, row = ["N° dossier", "Validé le", "Emplois"], ["D1", "02/02/2023", 12]
    given(scene.actor, workbook(Dossiers=CASES, Diagnostics=[head, row]))
    changed = [*row[:column], value, *row[column + 1 :]]
    one = given(scene.actor, workbook(Dossiers=CASES, Diagnostics=[head, changed]))
    assert [line.words.replace("\u00a0", " ") for line in one.rows.filter(state="apart")] == [words]
    assert DiagnosisSigned.objects.get().headcount == 12


def test_a_consultation_of_an_unknown_mission_is_refused() -> None:
    scene = Scene()
    adopted(scene.colleague)
    book = workbook(
        Dossiers=CASES,
        Consultations=[["N° ingénierie", "Objet", "Prestataire", "Consulté le"],
                       ["M9", "Inconnue", "Cabinet Un", "02/02/2023"]],
    )  # fmt: skip
    assert given(scene.actor, book).counts == {"create": 1, "refuse": 1}


def test_marks_beside_a_mission_are_taken_where_no_sheet_tells_evaluations() -> None:
    scene = Scene()
    adopted(scene.colleague)
    book = workbook(
        Dossiers=CASES,
        Ingénieries=[
            ["N° ingénierie", "Objet", "Type", "N° dossier", "Date de signature", "Fin", "Jours",
             "Note de la structure"],
            ["M1", "Modèle économique", "Individuelle", "D1", "03/03/2023", "04/06/2023", 5, 4],
        ],
    )  # fmt: skip
    given(scene.actor, book)
    marks = MissionEvaluated.objects.values_list("by", "mark", "occurred_on")
    assert list(marks) == [("structure", 4, DAY(2023, 6, 4))]
    assert MissionEnded.objects.get().days_hundredths == 500
    assert given(scene.actor, book).counts == {"same": 2}
