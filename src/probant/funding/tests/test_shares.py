"""Shares of funders: an hour is paid once, up to 100 %, and by one alone where a clause says so."""

import datetime
import doctest
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from probant.accounts.models import Membership, User
from probant.directory.actions import create_person
from probant.directory.models import Organisation
from probant.engagement import actions as staff
from probant.funding.actions import (
    ClauseDraft,
    PartyDraft,
    drop_cost_share,
    record_convention,
    share_cost,
)
from probant.funding.models import BudgetLine, Convention, CostShare
from probant.funding.queries.shares import fte_of, time_of
from probant.funding.rules import shares
from probant.funding.rules.shares import EXPENSES, HOURS, Charge, overcharge
from probant.funding.tests.scenario import World, world
from probant.governance.tests import scenario as acts
from probant.journal.integrity import verify
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.roles import Role

Day = datetime.date
YEAR = {"starts_on": Day(2023, 1, 1), "ends_on": Day(2023, 12, 31)}


def test_examples_hold() -> None:
    assert doctest.testmod(shares).failed == 0


def charge(covers: str = HOURS, line: int | None = None, **more: Any) -> Charge:
    kept = {"start": Day(2023, 1, 1), "end": Day(2023, 12, 31), "hundredths": 6000} | more
    return Charge(funder_id=1, covers=covers, line_id=line, of="Ville", **kept)


@pytest.mark.parametrize(
    ("new", "standing", "total"),
    [
        (charge(), [charge(hundredths=4000)], None),
        (charge(), [charge(hundredths=4001)], 10_001),
        (charge(), [charge(EXPENSES)], None),
        (charge(), [charge(start=Day(2024, 1, 1), end=Day(2024, 1, 2))], None),
        (charge(), [charge(start=Day(2023, 12, 31), end=Day(2024, 1, 2))], 12_000),
        (charge(EXPENSES, 7), [charge(EXPENSES, 8)], None),
        (charge(EXPENSES, 7), [charge(EXPENSES)], 12_000),
        (charge(EXPENSES), [charge(EXPENSES, 7), charge(EXPENSES, 8)], 12_000),
        (charge(EXPENSES, 7), [charge(EXPENSES, 7, hundredths=4000)], None),
    ],
)
def test_an_hour_or_an_expense_is_paid_up_to_its_whole_cost(
    new: Charge, standing: list[Charge], total: int | None
) -> None:
    found = overcharge(new, standing)
    assert (found.total if found else None) == total


# --- acts

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> World:
    return world()


def other(
    town: World, name: str = "Région voisine", **more: Any
) -> tuple[Convention, Organisation]:
    funder = acts.organisation(name, "collectivite")
    convention = record_convention(
        actor=town.awa,
        house=town.house,
        kind="single",
        title=f"Convention {name}",
        parties=[PartyDraft(funder, "funder"), PartyDraft(town.house.organisation, "beneficiary")],
        **more,
    )
    return convention, funder


def bear(town: World, share: int, **more: Any) -> CostShare:
    given: dict[str, Any] = {
        "actor": town.awa,
        "convention": town.convention,
        "funder": town.metropole,
        "action": town.sheets[2].action,
        "covers": "hours",
        "share_hundredths": share,
        **YEAR,
    }
    return share_cost(**{**given, **more})


def test_above_the_whole_cost_a_share_is_refused_and_says_where_the_others_are(
    town: World,
) -> None:
    bear(town, 7000)
    convention, region = other(town)
    with pytest.raises(Refused) as refusal:
        bear(town, 4000, convention=convention, funder=region)
    assert refusal.value.reason == (
        "Ces heures seraient payées à 110\xa0% le 1er janvier 2023. Déjà : Métropole d’essai, "
        "Convention pluriannuelle d’objectifs et de moyens 2023-2025 (70\xa0%, du 1er janvier 2023 "
        "au 31 décembre 2023). Il reste au plus 30\xa0%."
    )
    bear(town, 3000, convention=convention, funder=region)
    assert CostShare.objects.count() == 2
    assert verify() == []


@pytest.mark.parametrize("first", [True, False])
def test_a_clause_keeps_its_funder_alone_whoever_came_first(town: World, first: bool) -> None:
    clauses = [ClauseDraft("exclusive", "7", "Exclusivité", terms={"covers": "hours"})]
    convention, region = other(town, clauses=clauses)
    mine: dict[str, Any] = {"convention": convention, "funder": region}
    if first:
        bear(town, 1000, **mine)
        with pytest.raises(Refused, match="Un seul financeur pour ces heures : Région voisine"):
            bear(town, 1000)
    else:
        bear(town, 1000)
        with pytest.raises(Refused, match="Un seul financeur pour ces heures : Métropole d’essai"):
            bear(town, 1000, **mine)
    bear(town, 1000, **({} if first else mine), covers="expenses")


def test_a_share_taken_away_leaves_its_room(town: World) -> None:
    kept = bear(town, 10_000)
    drop_cost_share(actor=town.awa, share=kept)
    bear(town, 10_000)
    assert CostShare.objects.count() == 1


def test_only_a_funder_of_the_convention_bears_and_only_the_team_says_so(town: World) -> None:
    with pytest.raises(Refused, match="financeur de cette convention"):
        bear(town, 1000, funder=town.house.organisation)
    with pytest.raises(Refused):
        bear(town, 1000, actor=town.bruno)
    line = town.budget().lines.filter(side=BudgetLine.Side.EXPENSE, level="line")[0]
    with pytest.raises(Refused, match="ligne de charges"):
        bear(town, 1000, line=line)


def director(town: World) -> Actor:
    return Actor(
        town.awa.user_id, town.house.pk, town.house.pk, frozenset({Role.DIRECTION, Role.OFFICER})
    )


def spend(town: World, hours: int) -> None:
    """Hours of a person on the action of sheet 3, in 2023, on a post that costs 41 538 €."""
    actor = director(town)
    person = create_person(actor, family_name="Diallo")
    post = staff.open_post(actor, house_id=town.house.pk, title="Direction")
    staff.sign_contract(
        actor, post=post, person=person, starts_on=Day(2023, 1, 1), share_hundredths=10_000
    )
    staff.set_post_cost(
        actor, post=post, starts_on=Day(2023, 1, 1), yearly_cents=4_153_800, source="Budget"
    )
    for number in range(hours // 11):
        staff.log_staff_time(
            actor,
            person=person,
            occurred_on=Day(2023, 3, 1 + number),
            minutes=660,
            action=town.sheets[2].action,
        )


def test_hours_are_counted_once_and_their_cost_is_shared(town: World) -> None:
    spend(town, 209)
    bear(town, 6000)
    minutes, spent = fte_of(town.sheets[2].action, 2023)
    assert (minutes, round(Decimal(float(spent)), 2)) == (209 * 60, Decimal("0.13"))
    found = time_of(town.sheets[2].action, 2023)
    share = CostShare.objects.get()
    assert (found.uncosted_minutes, found.cost_cents) == (0, 540_227)
    assert found.borne_cents == {share.pk: 324_140}


def sign_in(client: Client, town: World, role: Role) -> None:
    user = User.objects.create_user(f"{role}@exemple.fr", "essai", name=role.label)
    Membership.objects.create(user=user, organisation=town.house.organisation, role=role)
    client.force_login(user)


def test_the_page_of_a_convention_says_promised_and_spent(client: Client, town: World) -> None:
    spend(town, 209)
    sign_in(client, town, Role.OFFICER)
    where = reverse("funding:convention", args=[town.convention.pk])
    page = client.get(f"{where}?annee=2023").content.decode()
    assert "0,13 ETP</a>" in page
    assert "0,13 ETP promis : tenu" in page
    assert page.count("0,13 de moins") == 2  # the two actions that nobody worked on


@pytest.mark.parametrize(("role", "shown"), [(Role.DIRECTION, True), (Role.OFFICER, False)])
def test_costs_are_shown_to_the_direction_alone(
    client: Client, town: World, role: Role, shown: bool
) -> None:
    spend(town, 209)
    bear(town, 6000)
    sign_in(client, town, role)
    page = client.get(f"{reverse('funding:shares')}?annee=2023").content.decode()
    assert ("60\xa0%" in page, "5\u202f402,27\xa0€" in page) == (True, shown)


def test_a_refused_share_is_told_on_its_form_beside_the_page_of_the_other(
    client: Client, town: World
) -> None:
    bear(town, 7000)
    convention, _ = other(town)
    sign_in(client, town, Role.OFFICER)
    given = {
        "cle": "",
        "lu_a": "",
        "action": town.sheets[2].action.pk,
        "party": convention.parties.get(role="funder").pk,
        "covers": "hours",
        "share_hundredths": "40 %",
        "starts_on": "01/01/2023",
        "ends_on": "31/12/2023",
    }
    answer = client.post(reverse("funding:share-write"), given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "payées à 110\xa0%" in page
    assert reverse("funding:convention", args=[town.convention.pk]) in page
    assert 'value="40 %"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_shares_asks_two_queries_an_action(client: Client, town: World, count: int) -> None:
    for place in range(count):
        bear(town, 1000, action=town.sheets[place].action)
    sign_in(client, town, Role.OFFICER)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(f"{reverse('funding:shares')}?annee=2023")
    assert len(asked) == 4 + 2 * 3  # session, user, memberships, actions; shares, times of each
