"""Networks: who belongs and since when, who was invited, came, co-organised; the house's seats."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from probant.directory.actions import create_organisation, create_person
from probant.directory.models import Card, Organisation
from probant.gatherings import actions
from probant.gatherings.models import (
    Affiliation,
    MemberJoined,
    MemberLeft,
    Network,
    NetworkFamily,
    NetworkMember,
)
from probant.gatherings.queries.network import activity_of
from probant.gatherings.screens.network_picture import draw_network
from probant.journal.errors import InTheFuture
from probant.journal.integrity import verify
from probant.kernel.cut import Cut
from probant.kernel.decision import Refused
from probant.kernel.holdings import HOLDINGS
from probant.kernel.period import Period
from probant.programmes.tests.scenario import DAY, Scene, scene

pytestmark = pytest.mark.django_db
YEAR = Period.year(2023)
WHY = {"code": "error", "reason": "mauvaise ligne"}


@pytest.fixture
def house(client: Client) -> Scene:
    made = scene()
    client.force_login(made.users["Awa"])
    return made


def network_of(house: Scene, name: str = "Acteurs de l’ESS", programme: Any = None) -> Network:
    programme = programme or house.programme("reseau-acteurs")
    return actions.open_network(house.awa, house_id=house.house.pk, name=name, programme=programme)


def structure(house: Scene, name: str, **identity: Any) -> Organisation:
    return create_organisation(actor=house.awa, name=name, family="association", **identity)


def member(house: Scene, network: Network, name: str, code: str = "culture") -> NetworkMember:
    family = NetworkFamily.objects.get(house=house.house, code=code)
    joining = [actions.Joining(structure(house, name), family, "associations")]
    return actions.join_network(house.awa, network=network, joining=joining, joined_on=DAY)[0]


def typed(**values: Any) -> dict[str, Any]:
    return {"cle": str(uuid.uuid4()), "lu_a": "", **values}


def test_the_first_network_brings_the_thirteen_families_of_the_action_sheet(house: Scene) -> None:
    network_of(house)
    network_of(house, "Club")
    families = NetworkFamily.objects.filter(house=house.house).order_by("position")
    assert [one.name for one in families[:3]] == [
        "Partenaires ressources",
        "Structures de l’ESS",
        "Têtes de réseau",
    ]
    assert (families.count(), families[12].name) == (13, "Autres")
    added = actions.add_family(house.awa, house_id=house.house.pk, name="Tiers-lieux")
    assert (added.code, added.position) == ("tiers-lieux", 14)
    with pytest.raises(Refused, match="existe déjà"):
        actions.add_family(house.awa, house_id=house.house.pk, name="Tiers lieux")


def test_a_member_joins_once_and_bears_what_figures_filter_by(house: Scene) -> None:
    network = network_of(house)
    who = structure(house, "La Coursive", place_code="21231")
    joining = [actions.Joining(who), actions.Joining(who)]
    made = actions.join_network(house.awa, network=network, joining=joining, joined_on=DAY)
    again = actions.join_network(house.awa, network=network, joining=joining, joined_on=DAY)
    assert (len(made), again) == (1, [])
    fact = MemberJoined.objects.get()
    assert (fact.programme_code, fact.heading, fact.place_code, fact.occurred_on) == (
        "reseau-acteurs",
        "",
        "21231",
        DAY,
    )
    assert verify() == []


def test_members_of_a_year_are_those_of_one_day_of_it_at_least(house: Scene) -> None:
    network = network_of(house)
    gone, stays = member(house, network, "Partie"), member(house, network, "Reste")
    actions.leave_network(house.awa, member=gone, left_on=datetime.date(2023, 12, 31))

    def names(year: int, cut: Cut | None = None) -> list[str]:
        found = activity_of(network, Period.year(year), cut)
        return [line.organisation.name for line in found.lines]

    assert [names(year) for year in (2022, 2023, 2024)] == [
        [],
        ["Partie", "Reste"],
        ["Reste"],
    ]
    assert names(2023, Cut.known(datetime.date(2023, 1, 1))) == []
    assert stays.left_on is None


def test_departures_are_dated_and_taken_back_with_a_reason(house: Scene) -> None:
    network = network_of(house)
    who = member(house, network, "Le Lab’")
    with pytest.raises(Refused, match="précède"):
        actions.leave_network(house.awa, member=who, left_on=datetime.date(2023, 3, 1))
    with pytest.raises(InTheFuture):
        actions.leave_network(house.awa, member=who, left_on=datetime.date(2999, 1, 1))
    actions.leave_network(house.awa, member=who, left_on=DAY)
    with pytest.raises(Refused, match="plus membre"):
        actions.leave_network(house.awa, member=who, left_on=DAY)
    with pytest.raises(Refused, match="pourquoi"):
        actions.stay_in_network(house.awa, member=who, code="error", reason=" ")
    back = actions.join_network(
        house.awa, network=network, joining=[actions.Joining(who.organisation)], joined_on=DAY
    )[0]
    with pytest.raises(Refused, match="revenue"):
        actions.stay_in_network(house.awa, member=who, **WHY)
    actions.strike_member(house.awa, member=back, **WHY)
    actions.stay_in_network(house.awa, member=who, **WHY)
    who.refresh_from_db()
    assert who.left_on is None
    assert [fact.void_code for fact in MemberLeft.objects.all()] == ["error"]
    assert [line.member_id for line in activity_of(network, YEAR).lines] == [who.pk]
    assert verify() == []


def test_a_family_renamed_moves_no_fact(house: Scene) -> None:
    network = network_of(house)
    who = member(house, network, "Zutique")
    other = NetworkFamily.objects.get(house=house.house, code="autres")
    actions.edit_member(house.awa, member=who, family=other, college="")
    actions.edit_family(house.awa, family=other, name="Divers", is_open=False)
    assert MemberJoined.objects.get().heading == "culture"


@pytest.mark.parametrize("name", ["Sara", "Michel", "Chloé"])
def test_only_the_team_writes_networks(house: Scene, name: str) -> None:
    network = network_of(house)
    with pytest.raises(Refused):
        actions.join_network(house.actor(name), network=network, joining=[], joined_on=DAY)
    with pytest.raises(Refused):
        actions.open_network(house.actor(name), house_id=house.house.pk, name="Autre")


def test_the_picture_counts_meetings_never_people(house: Scene) -> None:
    network = network_of(house)
    came, organised = member(house, network, "Venue"), member(house, network, "Hôtesse", "sports")
    for day in (DAY, DAY + datetime.timedelta(days=1)):
        session = actions.plan_session(
            house.awa,
            kind=house.kind(),
            programme=house.programme("reseau-acteurs"),
            title="Atelier",
            starts_on=day,
            co_organisers=[organised.organisation],
        )
        people = [
            create_person(house.awa, given_name="Ana", family_name=f"Un {n}") for n in range(2)
        ]
        actions.take_attendance(
            house.awa,
            session=session,
            people=people,
            sent_by={one.pk: came.organisation for one in people},
        )
    elsewhere = actions.plan_session(
        house.awa, kind=house.kind(), title="Ailleurs", starts_on=DAY, programme=None
    )
    actions.take_attendance(house.awa, session=elsewhere, organisations=[came.organisation])
    activity = activity_of(network, YEAR)
    assert [(line.organisation.name, line.present, line.organised) for line in activity.lines] == [
        ("Hôtesse", 0, 2),
        ("Venue", 2, 0),
    ]
    assert (activity.sessions, activity.came, activity.presences) == (2, 1, 2)
    assert activity_of(network, YEAR, every=True).presences == 3
    drawn = draw_network(activity)
    assert drawn.count("star__dot") == 2
    assert drawn.count("star__square") == 1


def test_the_picture_opens_on_the_last_year_in_which_something_was_held(
    client: Client, house: Scene
) -> None:
    network, today = network_of(house), timezone.localdate()
    page = reverse("gatherings:network-picture", args=[network.pk])
    client.force_login(house.users["Awa"])
    assert f"en {today.year}</h1>" in client.get(page).content.decode()
    held = actions.plan_session(
        house.awa,
        kind=house.kind(),
        programme=network.programme,
        title="Assises",
        starts_on=today.replace(year=today.year - 2, day=1),
    )
    actions.hold_session(house.awa, session=held)
    assert f"en {today.year - 2}</h1>" in client.get(page).content.decode()
    asked = client.get(page, {"annee": today.year}).content.decode()
    assert f"en {today.year}</h1>" in asked


def test_a_name_is_escaped_in_the_picture(house: Scene) -> None:
    network = network_of(house)
    member(house, network, "<script>alert(1)</script>")
    drawn = draw_network(activity_of(network, YEAR))
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


# --- screens


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_number_of_queries(client: Client, house: Scene, count: int) -> None:
    network = network_of(house)
    found = [member(house, network, f"Structure {number}") for number in range(count)]
    pages = {  # session, user, memberships; then its own
        reverse("gatherings:networks"): 5,
        reverse("gatherings:network", args=[network.pk]): 7,
        reverse("gatherings:network-picture", args=[network.pk]): 11,
        reverse("gatherings:network-member", args=[found[0].pk]): 7,
        reverse("gatherings:network-add"): 5,
        reverse("gatherings:network-families"): 4,
    }
    for address in pages:
        client.get(address)
    asked = {}
    for address in pages:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        asked[address] = len(caught)
    assert asked == pages


def test_structures_ticked_in_the_directory_join_at_once_and_leave_again(
    client: Client, house: Scene
) -> None:
    network = network_of(house)
    for number in range(3):
        structure(house, f"Structure {number}")
    cards = Card.objects.filter(name__startswith="Structure").values_list("pk", flat=True)
    family = NetworkFamily.objects.get(house=house.house, code="iae")
    page = client.post(
        reverse("gatherings:network-add-together"),
        typed(
            choix=list(map(str, cards)),
            acte="reseau",
            valider="1",
            network=network.pk,
            family=family.pk,
            college="",
            joined_on="14/03/2023",
        ),
    ).content.decode()
    assert NetworkMember.objects.filter(family=family, joined_on=DAY).count() == 3
    token = page.partition('name="jeton" value="')[2].partition('"')[0]
    client.post(reverse("gatherings:network-add-undo"), {"jeton": token})
    assert activity_of(network, YEAR).lines == ()


def test_the_list_is_narrowed_by_words_of_the_address(client: Client, house: Scene) -> None:
    network = network_of(house)
    member(house, network, "Zutique", "culture")
    member(house, network, "Emmaüs", "iae")
    there = reverse("gatherings:network", args=[network.pk])

    def shown(query: str) -> list[bool]:
        page = client.get(f"{there}?{query}").content.decode()
        return [name in page for name in ("Zutique", "Emmaüs")]

    assert shown("famille=iae") == [False, True]
    assert shown("q=zut") == [True, False]
    assert shown("etat=anciens") == [False, False]
    assert shown("college=associations") == [True, True]
    assert shown("famille=%3Cb%3E&etat=x") == [True, True]


def test_a_member_leaves_and_is_struck_by_forms(client: Client, house: Scene) -> None:
    who = member(house, network_of(house), "Zutique")
    client.post(reverse("gatherings:member-leave", args=[who.pk]), typed(left_on="31/12/2023"))
    who.refresh_from_db()
    assert who.left_on == datetime.date(2023, 12, 31)
    client.post(reverse("gatherings:member-stay", args=[who.pk]), typed(**WHY))
    client.post(
        reverse("gatherings:member-edit", args=[who.pk]), typed(family="", college="coopératives")
    )
    who.refresh_from_db()
    assert (who.left_on, who.college, who.family) == (None, "coopératives", None)
    client.post(reverse("gatherings:member-strike", args=[who.pk]), typed(**WHY))
    who.refresh_from_db()
    assert who.is_struck


def test_the_house_says_where_it_sits_and_who_sits_there(client: Client, house: Scene) -> None:
    structure(house, "Mouvement pour l’économie solidaire")
    sits = create_person(
        house.awa,
        given_name="Ada",
        family_name="Martin",
        organisation=house.house.organisation,
        title="directrice",
    )
    answer = client.post(
        reverse("gatherings:affiliation-create"),
        typed(
            organisation="Mouvement pour l’économie solidaire",
            kind="seat",
            role="coprésidence",
            person=sits.pk,
            starts_on="01/01/2024",
        ),
    )
    assert answer.status_code == 302
    seat = Affiliation.objects.get()
    page = client.get(reverse("gatherings:networks")).content.decode()
    assert ("coprésidence" in page, "Ada Martin" in page) == (True, True)
    told = [section.rows for section in HOLDINGS["gatherings.network"](house.house.pk, sits.pk)]
    assert told[0] == (
        ("Mouvement pour l’économie solidaire", "coprésidence", datetime.date(2024, 1, 1), None),
    )
    client.post(reverse("gatherings:affiliation-end", args=[seat.pk]), typed(ends_on="01/02/2024"))
    seat.refresh_from_db()
    assert seat.ends_on == datetime.date(2024, 2, 1)


def test_another_house_sees_none_of_it(client: Client, house: Scene) -> None:
    who = member(house, network_of(house), "Zutique")
    client.force_login(house.users["Chloé"])
    routes = {
        "network": who.network_id,
        "network-picture": who.network_id,
        "network-member": who.pk,
        "network-family": who.family_id,
    }
    for name, number in routes.items():
        assert client.get(reverse(f"gatherings:{name}", args=[number])).status_code == 404
