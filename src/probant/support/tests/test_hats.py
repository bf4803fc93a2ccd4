"""One person, several hats: she never reads what the team wrote of her case, whoever she is."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from probant.accounts.models import Membership
from probant.directory.actions import add_position, create_person, end_position
from probant.directory.models import Person
from probant.kernel.actor import Actor
from probant.support import actions
from probant.support.access import is_party, may_read_notes, may_write_case
from probant.support.models import Case, CaseFile, Note
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db
HATS = ["Awa", "Fabien", "Sara", "Michel"]  # officer, direction, volunteer, board


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.fixture
def case(house: Scene, settings: Any, tmp_path: Any) -> Case:
    """A case with a note and a file of each audience, entrusted to Sara."""
    settings.MEDIA_ROOT = tmp_path
    made = case_of(house)
    actions.entrust_case(house.awa, case=made, user=house.users["Sara"], starts_on=DAY)
    for audience in ("team", "shared", "holder"):
        actions.add_note(house.fabien, case=made, text=audience, audience=audience)
        actions.add_files(
            house.fabien, case=made, files=[(audience, [audience.encode()])], audience=audience
        )
    return made


def wearing(house: Scene, name: str, person: Person) -> Actor:
    return replace(house.actor(name), person_id=person.pk)


def someone(house: Scene) -> Person:
    return create_person(house.fabien, given_name="Sandrine", family_name="Exemple")


def member(house: Scene, case: Case) -> Person:
    person = someone(house)
    actions.add_member(house.fabien, case=case, person=person, starts_on=DAY)
    return person


def read_by(actor: Actor) -> tuple[list[str], list[str]]:
    notes = Note.objects.visible_to(actor).order_by("text").values_list("text", flat=True)
    files = CaseFile.objects.visible_to(actor).order_by("name").values_list("name", flat=True)
    return list(notes), list(files)


@pytest.mark.parametrize("name", HATS)
def test_person_of_the_project_reads_what_is_shared_with_its_holder_alone(
    house: Scene, case: Case, name: str
) -> None:
    actor = wearing(house, name, member(house, case))
    assert is_party(actor, case)
    assert not may_read_notes(actor, case)
    shared = [] if name == "Michel" else ["holder"]
    assert read_by(actor) == (shared, shared)


@pytest.mark.parametrize("name", HATS)
def test_position_in_the_structure_makes_a_party(house: Scene, case: Case, name: str) -> None:
    person = someone(house)
    assert case.organisation is not None
    add_position(house.fabien, person, case.organisation, title="trésorière")
    actor = wearing(house, name, person)
    assert is_party(actor, case)
    shared = [] if name == "Michel" else ["holder"]
    assert read_by(actor) == (shared, shared)


def test_position_ended_before_the_case_makes_no_party(house: Scene, case: Case) -> None:
    person = someone(house)
    assert case.organisation is not None
    position = add_position(
        house.fabien, person, case.organisation, title="salariée", starts_on=DAY.replace(year=2020)
    )
    end_position(house.fabien, position, ends_on=DAY.replace(year=2021))
    assert not is_party(wearing(house, "Awa", person), case)


def test_who_left_the_project_still_reads_nothing_of_the_team(house: Scene, case: Case) -> None:
    person = member(house, case)
    actions.end_member(house.fabien, member=case.members.get(), ends_on=DAY)
    assert read_by(wearing(house, "Awa", person)) == (["holder"], ["holder"])


def test_other_cases_are_read_as_before(house: Scene, case: Case) -> None:
    other = case_of(house, "Une autre")
    actor = wearing(house, "Awa", member(house, other))
    assert read_by(actor) == (["holder", "shared", "team"], ["holder", "shared", "team"])
    assert may_read_notes(actor, case)


def test_who_is_nobody_s_person_reads_as_her_roles_say(house: Scene, case: Case) -> None:
    assert not is_party(house.awa, case)
    assert read_by(house.awa)[0] == ["holder", "shared", "team"]


def test_party_of_the_team_may_still_record_what_happened(house: Scene, case: Case) -> None:
    assert may_write_case(wearing(house, "Awa", member(house, case)), case)


def test_page_of_her_own_case_tells_nothing_of_the_team(
    client: Client, house: Scene, case: Case
) -> None:
    user = house.users["Awa"]
    Membership.objects.filter(user=user).update(person=member(house, case))
    client.force_login(user)
    actions.log_appointment(
        house.fabien,
        case=case,
        meeting=actions.Meeting(planned_on=DAY, minutes=30, subject="Ce qu’on pense d’elle"),
        note="Très secret.",
    )
    page = client.get(reverse("support:case", args=[case.pk])).content.decode()
    assert "Très secret" not in page
    assert "Ce qu’on pense d’elle" not in page
    hidden = CaseFile.objects.get(audience="team")
    assert client.get(reverse("support:file-get", args=[hidden.pk])).status_code == 404
