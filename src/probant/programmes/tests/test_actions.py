"""What a house offers is data that its direction changes; codes and history do not move."""

import uuid

import pytest

from probant.journal.errors import AlreadyDone, Stale
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.programmes import actions
from probant.programmes.models import Action, Phase, Programme, SessionKind
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


def test_adopting_twice_gives_the_programme_that_is_held(house: Scene) -> None:
    first, second = house.programme(), house.programme()
    assert first == second
    assert Programme.objects.count() == 1
    assert Phase.objects.count() == 5


def test_adopting_with_the_same_key_is_done_once(house: Scene) -> None:
    key = uuid.uuid4()
    actions.adopt_programme(house.fabien, house_id=house.house.pk, code="dla", key=key)
    with pytest.raises(AlreadyDone) as told:
        actions.adopt_programme(house.fabien, house_id=house.house.pk, code="creation", key=key)
    assert told.value.mentions == (("programme", Programme.objects.get().pk),)


@pytest.mark.parametrize("name", ["Awa", "Sara", "Michel", "Bruno", "Chloé"])
def test_only_the_direction_of_the_house_changes_its_offer(house: Scene, name: str) -> None:
    with pytest.raises(Refused):
        actions.adopt_programme(house.actor(name), house_id=house.house.pk, code="dla")
    assert Programme.objects.count() == 0


def test_unknown_programme_is_refused(house: Scene) -> None:
    with pytest.raises(Refused, match="« fusées »"):
        actions.adopt_programme(house.fabien, house_id=house.house.pk, code="fusées")


def test_renaming_keeps_the_official_code(house: Scene) -> None:
    programme = house.programme()
    actions.rename_programme(house.fabien, programme=programme, name="DLA 21")
    programme.refresh_from_db()
    assert (programme.name, programme.official_code) == ("DLA 21", "dla")


def test_second_editor_of_a_programme_sees_that_it_changed(house: Scene) -> None:
    programme = house.programme()
    read_at = last_seq(house.house.pk, "programme", programme.pk)
    actions.rename_programme(house.fabien, programme=programme, name="DLA 21", read_at=read_at)
    with pytest.raises(Stale):
        actions.rename_programme(house.fabien, programme=programme, name="DLA", read_at=read_at)
    assert Programme.objects.get().name == "DLA 21"


def test_name_that_is_taken_is_refused(house: Scene) -> None:
    programme = house.programme()
    with pytest.raises(Refused, match="porte déjà ce nom"):
        actions.create_programme(house.fabien, house_id=house.house.pk, name=programme.name)


def test_own_programme_has_phases_in_order_and_no_code(house: Scene) -> None:
    programme = actions.create_programme(
        house.fabien, house_id=house.house.pk, name="Couveuse", phases=["Entrée", "Sortie"]
    )
    rows = list(programme.phases.values_list("position", "name", "official_code"))
    assert rows == [(1, "Entrée", ""), (2, "Sortie", "")]
    assert programme.official_code == ""


def test_session_kinds_are_added_once(house: Scene) -> None:
    first = actions.adopt_session_kinds(house.fabien, house_id=house.house.pk)
    again = actions.adopt_session_kinds(house.fabien, house_id=house.house.pk)
    assert first == again
    assert SessionKind.objects.count() == len(first)


def test_action_keeps_its_scope(house: Scene) -> None:
    programme, kind = house.programme(), house.kind()
    action = actions.create_action(
        house.fabien,
        house_id=house.house.pk,
        name="Accompagner",
        programmes=[programme],
        session_kinds=[kind],
        place_codes=["21231", "21166", "21231"],
    )
    assert list(action.programmes.all()) == [programme]
    assert list(action.session_kinds.all()) == [kind]
    assert Action.objects.get().place_codes == ["21166", "21231"]


@pytest.mark.parametrize("name", ["Bruno", "Chloé"])
def test_offer_is_unseen_outside_the_house(house: Scene, name: str) -> None:
    house.programme()
    assert list(Programme.objects.visible_to(house.actor(name))) == []
    assert list(Phase.objects.visible_to(house.actor(name))) == []
    assert Programme.objects.visible_to(house.awa).count() == 1
    assert list(Programme.objects.visible_to(None)) == []
