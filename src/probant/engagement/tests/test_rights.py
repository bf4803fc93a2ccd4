"""What the rooms up to here hold of one person: told to her whole, then erased."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from probant.directory.actions import create_person, erase_person, export_data
from probant.directory.models import Person, PlacedFact
from probant.engagement.actions import enrol_volunteer, log_hours
from probant.gatherings.actions import plan_session, take_attendance
from probant.journal.integrity import verify
from probant.kernel.holdings import HOLDINGS
from probant.programmes.tests.scenario import DAY, Scene, scene
from probant.support.actions import add_member, add_note, log_accueil
from probant.support.models import Case, Note

pytestmark = pytest.mark.django_db
TRACES = ("Ségolène", "Zwingelstein", "zwing@exemple.fr", "06 99 88 77 66")


@pytest.fixture
def house(tmp_path: Path, settings: Any) -> Scene:
    settings.ERASURE_REGISTER = tmp_path / "erasures.jsonl"
    return scene()


@pytest.fixture
def segolene(house: Scene) -> Person:
    """Supported, at a workshop, and a volunteer: three hats."""
    person = create_person(
        house.awa,
        given_name="Ségolène",
        family_name="Zwingelstein",
        email="zwing@exemple.fr",
        telephone="06 99 88 77 66",
        organisation=house.house.organisation,
        title="bénévole",
    )
    case = log_accueil(
        house.awa,
        programme=house.programme("creation"),
        occurred_on=DAY,
        project_title="La ferme de Ségolène Zwingelstein",
    )
    add_member(house.awa, case=case, person=person, starts_on=DAY)
    add_note(house.awa, case=case, text="Ségolène Zwingelstein hésite.", audience="team")
    enrol_volunteer(
        house.awa, person=person, task="accueil", starts_on=DAY, affinities="Ségolène aime lire"
    )
    log_hours(house.awa, person=person, occurred_on=DAY, minutes=90)
    session = plan_session(
        house.awa,
        kind=house.kind(),
        title="Atelier",
        starts_on=DAY,
    )
    take_attendance(house.awa, session=session, people=[person], occurred_on=DAY)
    return person


def counts(house_id: int) -> dict[str, int]:
    """How many facts of each kind stand: what every figure is made of."""
    return {
        model._meta.label: model.objects.filter(house_id=house_id, void_seq__isnull=True).count()
        for model in apps.get_models()
        if issubclass(model, PlacedFact)
    }


def told(content: bytes) -> dict[str, list[dict[str, Any]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sections = json.loads(archive.read("donnees.json"))["sections"]
    return {one["title"]: one["rows"] for one in sections}


def test_one_file_holds_what_each_room_keeps(house: Scene, segolene: Person) -> None:
    held = told(export_data(house.awa, segolene))
    assert {row["structure"] for row in held["Fonctions"]} == {house.house.organisation.name}
    assert [row["projet"] for row in held["Projets accompagnés"]] == [
        "La ferme de Ségolène Zwingelstein"
    ]
    assert [row["affinités"] for row in held["Bénévolat"]] == ["Ségolène aime lire"]
    assert {row["jour"] for row in held["Faits datés"]} == {DAY.isoformat()}
    assert len(held["Faits datés"]) == 2
    assert "Notes de l’équipe sur ces projets" not in held


def test_notes_of_the_team_are_joined_by_the_direction(house: Scene, segolene: Person) -> None:
    held = told(export_data(house.fabien, segolene, with_reserved=True))
    assert [row["note"] for row in held["Notes de l’équipe sur ces projets"]] == [
        "Ségolène Zwingelstein hésite."
    ]


def test_erased_she_is_nowhere_and_no_figure_moves(house: Scene, segolene: Person) -> None:
    before = counts(house.house.pk)
    erase_person(house.fabien, segolene, "request")
    assert counts(house.house.pk) == before
    assert verify() == []
    for name, holder in HOLDINGS.items():
        sections = [one.as_dict() for one in holder(house.house.pk, segolene.pk)]
        text = json.dumps(sections, ensure_ascii=False, default=str)
        assert [trace for trace in TRACES if trace in text] == [], name
    assert list(Note.objects.values_list("text", flat=True)) == [""]
    assert Case.objects.get().project_title == "Projet d’une personne effacée"


def test_a_project_that_others_still_bear_keeps_its_notes(house: Scene, segolene: Person) -> None:
    other = create_person(house.awa, family_name="Martin")
    add_member(house.awa, case=Case.objects.get(), person=other, starts_on=DAY)
    erase_person(house.fabien, segolene, "request")
    assert Note.objects.get().text == "Ségolène Zwingelstein hésite."
    erase_person(house.fabien, other, "request")
    assert Note.objects.get().text == ""
