"""Who a user is in a house's books, and the space of a project holder."""

from typing import Any

import pytest
from django.test import Client

from probant.accounts.actions import (
    close_space,
    give_role,
    link_person,
    open_account,
    open_space,
    unlink_person,
)
from probant.accounts.models import Membership, User
from probant.accounts.queries import actor_of, standing_of
from probant.directory.actions import (
    create_house,
    create_organisation,
    create_person,
    erase_person,
    export_data,
)
from probant.directory.models import House, Organisation, Person
from probant.journal.integrity import verify
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.roles import Role

SYSTEM = Actor.system(None, "test")


def house_of(name: str) -> House:
    identity: Any = {"name": name, "family": "association"}
    return create_house(SYSTEM, identity=identity, short_name=name, runs_programmes=True)


@pytest.fixture(autouse=True)
def register(tmp_path: Any, settings: Any) -> None:
    settings.ERASURE_REGISTER = tmp_path / "erasures.jsonl"


@pytest.fixture
def house(db: None) -> House:
    return house_of("Maison")


@pytest.fixture
def boss(house: House) -> Actor:
    user = open_account(
        SYSTEM,
        email="awa@exemple.fr",
        name="Awa Diop",
        organisation=house.organisation,
        role=Role.DIRECTION,
    )
    return actor_of(user.pk)


@pytest.fixture
def chloe(boss: Actor) -> Person:
    return create_person(boss, given_name="Chloé", family_name="Roy", email="chloe@exemple.fr")


@pytest.fixture
def jardins(boss: Actor) -> Organisation:
    return create_organisation(actor=boss, name="Jardins", family="association")


def volunteer(house: House, boss: Actor, email: str) -> User:
    return open_account(
        boss, email=email, name="Chloé Roy", organisation=house.organisation, role=Role.VOLUNTEER
    )


def test_an_account_of_the_same_address_is_that_person_from_the_start(
    house: House, boss: Actor, chloe: Person
) -> None:
    user = volunteer(house, boss, "Chloe@exemple.fr")
    assert actor_of(user.pk).person_id == chloe.pk
    give_role(boss, user, house.organisation, Role.BOARD)
    assert set(user.memberships.values_list("person", flat=True)) == {chloe.pk}


def test_two_people_of_one_address_are_not_guessed_between(
    house: House, boss: Actor, chloe: Person
) -> None:
    create_person(boss, family_name="Roy", email="chloe@exemple.fr")
    assert actor_of(volunteer(house, boss, "chloe@exemple.fr").pk).person_id is None


def test_the_direction_says_who_somebody_is_and_takes_it_back(
    house: House, boss: Actor, chloe: Person
) -> None:
    user = volunteer(house, boss, "autre@exemple.fr")
    assert actor_of(user.pk).person_id is None
    link_person(boss, user, chloe)
    assert actor_of(user.pk).person_id == chloe.pk
    assert unlink_person(boss, user) == 1
    assert actor_of(user.pk).person_id is None
    assert verify() == []


def test_nobody_else_says_who_somebody_is(house: House, boss: Actor, chloe: Person) -> None:
    user = volunteer(house, boss, "autre@exemple.fr")
    stranger = create_person(Actor.system(house_of("Voisine").pk, "test"), family_name="Ailleurs")
    for actor, person in ((actor_of(user.pk), chloe), (boss, stranger), (Actor.public(), chloe)):
        with pytest.raises(Refused):
            link_person(actor, user, person)


def test_a_holder_of_a_project_not_yet_born_has_a_space_and_no_house(
    boss: Actor, chloe: Person
) -> None:
    user = open_space(boss, chloe)
    assert open_space(boss, chloe) == user
    assert actor_of(user.pk) == Actor(user.pk, None, None, frozenset({Role.HOLDER}), chloe.pk)
    standing = standing_of(user.pk)
    assert (standing.organisation, standing.choices) == (
        "votre espace",
        ((-chloe.pk, "votre espace"),),
    )


def test_a_holder_of_a_structure_acts_for_it_and_is_herself(
    boss: Actor, chloe: Person, jardins: Organisation
) -> None:
    user = open_space(boss, chloe, organisation=jardins)
    actor = actor_of(user.pk)
    assert (actor.organisation_id, actor.house_id, actor.person_id) == (jardins.pk, None, chloe.pk)


def test_an_officer_opens_the_space_of_a_structure_to_who_stands_in_it(
    house: House, boss: Actor, chloe: Person, jardins: Organisation
) -> None:
    officer = Actor(5, house.pk, house.pk, frozenset({Role.OFFICER}))
    with pytest.raises(Refused, match="ce que la personne fait"):
        open_space(officer, chloe, organisation=jardins)
    from probant.directory.actions import add_position

    add_position(officer, chloe, jardins, title="présidente")
    assert open_space(officer, chloe, organisation=jardins).email == "chloe@exemple.fr"
    with pytest.raises(Refused):
        open_space(Actor(6, house.pk, house.pk, frozenset({Role.BOARD})), chloe)


def test_one_person_of_several_hats_is_the_same_person_in_each(
    house: House, boss: Actor, chloe: Person, jardins: Organisation
) -> None:
    user = volunteer(house, boss, "autre@exemple.fr")
    open_space(boss, chloe, email="autre@exemple.fr")
    open_space(boss, chloe, email="autre@exemple.fr", organisation=jardins)
    standing = standing_of(user.pk)
    assert {name for _, name in standing.choices} == {"Maison", "votre espace", "Jardins"}
    for number, _ in standing.choices:
        assert actor_of(user.pk, number).person_id == chloe.pk


def test_she_chooses_her_space_and_comes_back(house: House, boss: Actor, chloe: Person) -> None:
    user = volunteer(house, boss, "chloe@exemple.fr")
    open_space(boss, chloe)
    client = Client()
    client.force_login(user)
    assert client.post("/compte/agir-pour/", {"organisation": -chloe.pk}).status_code == 302
    assert "votre espace" in client.get("/compte/").content.decode()
    assert client.get("/annuaire/").status_code == 404
    assert client.post("/compte/agir-pour/", {"organisation": -chloe.pk - 1}).status_code == 404


def test_a_space_is_closed_and_the_account_then_acts_for_nobody(boss: Actor, chloe: Person) -> None:
    user = open_space(boss, chloe)
    assert close_space(boss, chloe) == 1
    assert actor_of(user.pk) == Actor(user.pk, None, None, frozenset())


def test_erasing_a_person_empties_the_account_that_serves_no_more(
    house: House, boss: Actor, chloe: Person
) -> None:
    alone = open_space(boss, chloe)
    also = volunteer(house, boss, "autre@exemple.fr")
    link_person(boss, also, chloe)
    assert b"PK" in export_data(boss, chloe)[:2]
    erase_person(boss, chloe, "request")
    alone.refresh_from_db()
    also.refresh_from_db()
    assert (alone.name, alone.is_active, alone.email) == (
        "",
        False,
        f"compte-{alone.pk}@efface.invalid",
    )
    assert (also.name, also.is_active, actor_of(also.pk).person_id) == ("Chloé Roy", True, None)
    assert not Membership.objects.filter(person=chloe).exists()
    assert verify() == []


def test_the_team_page_links_an_account_to_its_person(
    house: House, boss: Actor, chloe: Person, django_assert_num_queries: Any
) -> None:
    user = volunteer(house, boss, "autre@exemple.fr")
    client = Client()
    client.force_login(User.objects.get(pk=boss.user_id))
    page = f"/equipe/{user.memberships.get().pk}/personne/"
    assert "Chloé Roy" in client.get(page).content.decode()
    assert client.post(page, {}).status_code == 422
    client.post(page, {"person": chloe.pk})
    assert actor_of(user.pk).person_id == chloe.pk
    assert f'href="/personnes/{chloe.pk}/"' in client.get("/equipe/").content.decode()
    client.post(page + "delier/")
    assert actor_of(user.pk).person_id is None
    assert "Personne ne répond" in client.get(page + "?q=nemo").content.decode()
    with django_assert_num_queries(6):
        client.get("/equipe/")
