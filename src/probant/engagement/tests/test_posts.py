"""Posts and contracts: one post, two people; nobody over full time on any day."""

import datetime
import doctest
from types import ModuleType

import pytest

from probant.directory.actions import create_person, erase_person
from probant.directory.models import Person
from probant.engagement import actions
from probant.engagement.models import Contract, MissionLetter, Post, PostCost
from probant.engagement.queries.posts import base_of
from probant.engagement.rules import days, full_time, shares, sheets, week
from probant.engagement.rules.shares import Share, excess
from probant.kernel.decision import Refused
from probant.kernel.holdings import HOLDINGS
from probant.programmes.actions import create_action
from probant.programmes.tests.scenario import Scene, scene

Day = datetime.date
START = Day(2023, 1, 2)


@pytest.mark.parametrize("module", [days, full_time, sheets, shares, week])
def test_examples_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


JUNE = Share(Day(2023, 6, 1), Day(2023, 6, 30), 5000, "DLA")


@pytest.mark.parametrize(
    ("new", "on"),
    [
        (Share(Day(2023, 6, 30), None, 5001), Day(2023, 6, 30)),
        (Share(Day(2023, 1, 1), Day(2023, 6, 1), 5001), Day(2023, 6, 1)),
        (Share(Day(2023, 6, 10), Day(2023, 6, 12), 5001), Day(2023, 6, 10)),
        (Share(Day(2023, 7, 1), None, 10_000), None),
        (Share(Day(2023, 1, 1), Day(2023, 5, 31), 10_000), None),
        (Share(Day(2023, 1, 1), None, 5000), None),
    ],
)
def test_the_whole_is_passed_on_the_first_day_that_passes_it(new: Share, on: Day | None) -> None:
    found = excess(new, [JUNE])
    assert (found.on if found else None) == on


def test_three_shares_that_meet_on_one_day_only_are_found_there() -> None:
    kept = [JUNE, Share(Day(2023, 6, 15), None, 4000, "Réseau")]
    found = excess(Share(Day(2023, 1, 1), None, 2000), kept)
    assert found is not None
    assert (found.on, found.total, found.others) == (Day(2023, 6, 15), 11_000, tuple(kept))


@pytest.mark.parametrize("text", ["", "beaucoup", "0", "101", "-5", "12,345", "80 % %%x"])
def test_unreadable_share_is_refused_in_french(text: str) -> None:
    with pytest.raises(ValueError, match="pourcentage"):
        shares.read_share(text)


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2038])
def test_holidays_move_with_easter(year: int) -> None:
    sunday = days.easter(year)
    assert sunday.weekday() == 6
    assert sunday + datetime.timedelta(39) in days.public_holidays(year)


# --- acts

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


def employee(house: Scene, name: str = "Agha") -> Person:
    return create_person(
        house.awa,
        given_name="Fatou",
        family_name=name,
        organisation=house.house.organisation,
        title="salariée",
    )


def post(house: Scene, title: str = "Assistance de direction") -> Post:
    return actions.open_post(house.fabien, house_id=house.house.pk, title=title)


def sign(house: Scene, to: Post, person: Person, share: int = 10_000, **more: object) -> Contract:
    kept: dict[str, object] = {"starts_on": START, **more}
    return actions.sign_contract(
        house.fabien,
        post=to,
        person=person,
        share_hundredths=share,
        **kept,  # type: ignore[arg-type]
    )


def test_one_post_is_held_by_two_people_one_in_place_of_the_other(house: Scene) -> None:
    held = post(house)
    first = sign(house, held, employee(house))
    other = sign(house, held, employee(house, "Picard"), replaces=first)
    assert [one.person.family_name for one in held.contracts.all()] == ["Agha", "Picard"]
    assert other.replaces == first


def test_nobody_passes_full_time_and_the_refusal_says_where_the_other_share_is(
    house: Scene,
) -> None:
    person = employee(house)
    sign(house, post(house, "Chargée de mission DLA"), person, 8000)
    with pytest.raises(Refused) as refusal:
        sign(house, post(house), person, 2001, starts_on=Day(2023, 9, 1))
    assert refusal.value.reason == (
        "Fatou Agha passerait le temps plein : 100,01\xa0% le 1er septembre 2023. Déjà : Chargée "
        "de mission DLA (80\xa0%, depuis le 2 janvier 2023). Réduisez cette part, ou mettez fin à "
        "l’autre contrat avant le 1er septembre 2023."
    )
    assert Contract.objects.count() == 1


def test_a_contract_that_ends_leaves_room_and_its_end_cannot_come_back_over_another(
    house: Scene,
) -> None:
    person = employee(house)
    first = sign(house, post(house), person)
    actions.end_contract(house.fabien, contract=first, ends_on=Day(2023, 6, 30))
    sign(house, post(house, "DLA"), person, starts_on=Day(2023, 7, 1))
    with pytest.raises(Refused, match="temps plein"):
        actions.end_contract(house.fabien, contract=first, ends_on=Day(2023, 7, 1))
    first.refresh_from_db()
    assert first.ends_on == Day(2023, 6, 30)


@pytest.mark.parametrize("name", ["Awa", "Sara", "Michel", "Bruno", "Chloé"])
def test_posts_contracts_costs_and_bases_are_the_direction_s(house: Scene, name: str) -> None:
    held, actor = post(house), house.actor(name)
    person = employee(house)
    with pytest.raises(Refused, match="direction"):
        actions.open_post(actor, house_id=house.house.pk, title="Autre")
    with pytest.raises(Refused, match="direction"):
        actions.sign_contract(
            actor, post=held, person=person, starts_on=START, share_hundredths=100
        )
    with pytest.raises(Refused, match="direction"):
        actions.set_post_cost(
            actor, post=held, starts_on=START, yearly_cents=4_153_800, source="budget"
        )
    assert PostCost.objects.visible_to(actor).count() == 0


def test_the_base_of_the_law_holds_until_the_employer_says_another(house: Scene) -> None:
    actions.set_full_time(
        house.fabien,
        house_id=house.house.pk,
        starts_on=Day(2023, 7, 1),
        yearly_hours=1575,
        weekly_minutes=2100,
        source="Accord d’entreprise",
    )
    found = [base_of(house.house.pk, Day(2023, month, 1)) for month in (6, 7)]
    assert [(one.yearly_hours, one.source) for one in found] == [
        (1607, "Durée légale annuelle du travail (35 heures par semaine)"),
        (1575, "Accord d’entreprise"),
    ]


def test_letters_of_one_person_stay_under_her_whole_time(house: Scene) -> None:
    person = employee(house)
    action = create_action(house.fabien, house_id=house.house.pk, name="Animer le réseau")
    letter = {"person": person, "action": action, "starts_on": START, "ends_on": Day(2023, 12, 31)}
    actions.write_mission_letter(house.fabien, share_hundredths=6000, **letter)
    with pytest.raises(Refused, match="110\xa0% de son temps le 2 janvier 2023 : Animer le réseau"):
        actions.write_mission_letter(house.fabien, share_hundredths=5000, **letter)
    assert MissionLetter.objects.count() == 1


def test_what_is_held_of_an_employee_is_told_and_erased_with_her(house: Scene) -> None:
    person = employee(house)
    sign(house, post(house), person, 5000)
    action = create_action(house.fabien, house_id=house.house.pk, name="Animer le réseau")
    actions.write_mission_letter(
        house.fabien,
        person=person,
        action=action,
        share_hundredths=1000,
        starts_on=START,
        ends_on=Day(2023, 12, 31),
        reference="Lettre de Fatou",
    )
    told = {one.title: one.rows for one in HOLDINGS["engagement"](house.house.pk, person.pk)}
    assert told["Contrats"] == (("Assistance de direction", "50\xa0%", START, None),)
    assert told["Lettres de mission"][0][-1] == "Lettre de Fatou"
    erase_person(house.fabien, person, "request")
    assert MissionLetter.objects.get().reference == ""
