"""Signing in as people do: password, second code, recovery code, the organisation acted for."""

import re
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from probant.accounts.actions import end_role, give_role, open_account
from probant.accounts.models import Membership, User
from probant.accounts.queries import actor_of
from probant.accounts.sessions import SessionStore
from probant.directory.actions import create_house
from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.roles import EVERYONE, HOUSE, Role

PASSWORD = "un-mot-de-passe-de-test"
SYSTEM = Actor.system(None, "test")


@pytest.fixture(autouse=True)
def no_rate_limit(db: None) -> None:
    cache.clear()  # the sign-in library counts attempts there


def house_of(name: str) -> House:
    identity: Any = {"name": name, "family": "association"}
    return create_house(SYSTEM, identity=identity, short_name=name, runs_programmes=True)


@pytest.fixture
def house() -> House:
    return house_of("Maison")


@pytest.fixture
def user(house: House) -> User:
    return open_account(
        SYSTEM,
        email="Awa@Exemple.fr",
        name="Awa Diop",
        organisation=house.organisation,
        role=Role.DIRECTION,
        password=PASSWORD,
    )


def sign_in(client: Client, **more: str) -> Any:
    given = {"login": "awa@exemple.fr", "password": PASSWORD, **more}
    return client.post("/connexion/", given)


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_a_person_signs_in_and_comes_back_to_the_page_they_wanted(user: User) -> None:
    client = Client()
    asked = client.get("/annuaire/")
    assert asked["Location"] == "/connexion/?next=/annuaire/"
    assert sign_in(client, next="/annuaire/")["Location"] == "/annuaire/"
    shown = client.get("/annuaire/").content.decode()
    assert "Awa Diop · Maison" in shown


def test_a_wrong_password_says_so_without_saying_who_has_an_account(user: User) -> None:
    client = Client()
    told = [
        re.findall(r'role="alert">(.*?)<', client.post("/connexion/", given).content.decode())
        for given in (
            {"login": "awa@exemple.fr", "password": "autre"},
            {"login": "personne@exemple.fr", "password": "autre"},
        )
    ]
    assert told[0] == told[1]
    assert len(told[0]) == 1


def test_a_second_code_is_set_up_then_asked_and_a_recovery_code_stands_in(user: User) -> None:
    client = Client()
    sign_in(client)
    asked = client.get("/compte/double-authentification/activer/")
    assert asked["Location"].startswith("/compte/confirmer/?next=")
    page = client.post(asked["Location"], {"password": PASSWORD}, follow=True).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.findall(r"<code>(\w+)</code>", page)[0]
    wrong = client.post("/compte/double-authentification/activer/", {"code": "000000"})
    assert (wrong.status_code, Authenticator.objects.count()) == (200, 0)
    done = client.post("/compte/double-authentification/activer/", {"code": code_of(secret)})
    assert done["Location"] == "/compte/codes-de-secours/"
    codes = re.findall(r"<li><code>(\w+)</code>", client.get(done["Location"]).content.decode())
    assert len(codes) == 10
    assert "actif" in client.get("/compte/").content.decode()

    second = Client()
    assert sign_in(second)["Location"] == "/connexion/code/"
    assert second.get("/annuaire/")["Location"].startswith("/connexion/?next=")
    assert second.post("/connexion/code/", {"code": "000000"}).status_code == 200
    cache.clear()  # the same code would be refused within its thirty seconds
    assert second.post("/connexion/code/", {"code": code_of(secret)})["Location"] == "/"
    assert second.get("/annuaire/").status_code == 200

    third = Client()
    sign_in(third)
    assert third.post("/connexion/code/", {"code": codes[0]})["Location"] == "/"
    fourth = Client()
    sign_in(fourth)
    assert fourth.post("/connexion/code/", {"code": codes[0]}).status_code == 200
    assert get_adapter().is_mfa_enabled(user)


def test_who_forgot_their_password_chooses_another_by_the_link_they_receive(user: User) -> None:
    client = Client()
    client.post("/connexion/mot-de-passe-oublie/", {"email": "awa@exemple.fr"})
    link = re.findall(r"http://testserver(/connexion/mot-de-passe/\S+)", mail.outbox[0].body)[0]
    form = client.get(client.get(link)["Location"])
    assert "Choisir un mot de passe" in form.content.decode()
    new = "celui-que-je-prefere-2"
    given = {"password1": new, "password2": new}
    client.post(form.request["PATH_INFO"], given)
    user.refresh_from_db()
    assert user.check_password(new)
    assert "Ce lien ne sert plus" in Client().get(link).content.decode()


def test_nobody_registers_alone(db: None) -> None:
    shown = Client().get("/connexion/ouvrir-un-compte/").content.decode()
    assert 'method="post"' not in shown
    assert Client().post("/connexion/ouvrir-un-compte/").status_code == 405


def test_one_acts_for_the_organisation_one_chose(user: User) -> None:
    other, client = house_of("Autre"), Client()
    give_role(SYSTEM, user, other.organisation, Role.BOARD)
    sign_in(client)
    assert "Awa Diop · Maison" in client.get("/compte/").content.decode()
    assert client.get("/compte/agir-pour/").status_code == 405
    client.post("/compte/agir-pour/", {"organisation": other.pk})
    assert "Awa Diop · Autre" in client.get("/compte/").content.decode()
    assert client.get("/annuaire/nouvelle/").status_code == 404


@pytest.mark.parametrize("organisation", ["", "abc", "999999"])
def test_one_does_not_act_for_an_organisation_without_a_role(user: User, organisation: str) -> None:
    client = Client()
    sign_in(client)
    response = client.post("/compte/agir-pour/", {"organisation": organisation})
    assert response.status_code == 404


def test_a_role_that_ended_is_no_role_from_this_moment(user: User, house: House) -> None:
    boss = actor_of(user.pk)
    colleague = open_account(
        boss, email="b@exemple.fr", name="B", organisation=house.organisation, role=Role.OFFICER
    )
    assert actor_of(colleague.pk).roles == {Role.OFFICER}
    end_role(boss, colleague.memberships.get())
    assert actor_of(colleague.pk) == Actor(colleague.pk, None, None, frozenset())


def test_the_last_of_the_direction_keeps_the_role(user: User) -> None:
    with pytest.raises(Refused, match="seule personne de la direction"):
        end_role(actor_of(user.pk), user.memberships.get())


def test_the_direction_gives_the_roles_of_its_own_house_only(user: User, house: House) -> None:
    boss, other = actor_of(user.pk), house_of("Autre")
    given = set()
    for role in EVERYONE:
        for organisation in (house.organisation, other.organisation):
            try:
                give_role(boss, user, organisation, role)
                given.add((organisation, role))
            except Refused:
                continue
    assert given == {(house.organisation, role) for role in HOUSE}


def test_the_query_of_each_page_says_what_the_model_says(user: User, house: House) -> None:
    today = timezone.localdate()
    day = timezone.timedelta(days=1)
    for starts_on, ends_on, role in (
        (today, None, Role.BOARD),
        (today + day, None, Role.OFFICER),
        (None, today - day, Role.ASSISTANT),
        (today - day, today, Role.VOLUNTEER),
    ):
        Membership.objects.create(
            user=user,
            organisation=house.organisation,
            role=role.value,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    held = Membership.objects.held_on(today).filter(user=user).values_list("role", flat=True)
    assert {role.value for role in actor_of(user.pk).roles} == set(held)
    assert set(held) == {"direction", "board", "volunteer"}


def test_a_stranger_and_a_static_file_cost_no_query(
    house: House, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        Client().get("/connexion/")


def test_the_team_page_opens_an_account_and_invites_by_mail(user: User) -> None:
    client = Client()
    sign_in(client)
    given = {"name": "Ben Ali", "email": "ben@exemple.fr", "role": "officer"}
    response = client.post("/equipe/", given)
    assert (response.status_code, response["Location"]) == (302, "/equipe/")
    ben = User.objects.get(email="ben@exemple.fr")
    assert not ben.has_usable_password()
    assert [message.to for message in mail.outbox] == [["ben@exemple.fr"]]
    assert "Ben Ali" in client.get("/equipe/").content.decode()


def test_a_session_that_expired_or_is_unknown_is_a_stranger_s(user: User) -> None:
    client = Client()
    sign_in(client)
    assert client.get("/annuaire/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - timezone.timedelta(seconds=1))
    assert client.get("/annuaire/").status_code == 302
    client.cookies["sessionid"] = "inconnue-et-assez-longue"
    assert client.get("/annuaire/").status_code == 302


def test_a_session_keeps_what_was_put_in_it(user: User) -> None:
    store = SessionStore()
    store["organisation"] = 4
    store.save()
    assert SessionStore(store.session_key)["organisation"] == 4


@pytest.mark.parametrize("ending", ["closed", "gone", "password"])
def test_an_account_that_is_closed_gone_or_has_another_password_is_signed_out(
    user: User, ending: str
) -> None:
    client = Client()
    sign_in(client)
    if ending == "closed":
        User.objects.update(is_active=False)
    elif ending == "gone":
        user.delete()
    else:
        user.set_password("un-tout-autre-mot-de-passe")
        user.save()
    assert client.get("/annuaire/").status_code == 302


def test_a_signed_in_page_asks_three_questions_to_know_who_asks(user: User) -> None:
    client = Client()
    sign_in(client)
    client.get("/recherche/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/recherche/")
    asked = [re.findall(r"FROM \"?(\w+)", query["sql"])[0] for query in queries.captured_queries]
    assert asked == ["django_session", "accounts_user", "accounts_membership"]
