"""Every URL × every role and a stranger × GET and POST, held against the declared policy.

Two houses stand side by side: the demonstration year's, whose objects the addresses name, and an
empty neighbour whose people try the same addresses.
"""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.test import Client
from django.urls import reverse

from probant.journal.models import JournalEntry
from probant.kernel.actor import Actor
from probant.kernel.roles import EVERYONE
from probant.ui.routing import PUBLIC, Verdict
from tests.harness.town import Town, address, open_town
from tests.harness.town_objects import NOBODY
from tests.policy_table import FRESH, TABLE, Route, routes, table

ROUTES = routes()
# What a house announces is for everybody, next door too; what it does not is held by the portal's
# own tests of the agenda.
ANNOUNCED = ("agenda-public/", "rencontres-publiques/<int:pk>/inscription/")
OBJECTS = [
    route for route in ROUTES if route.opens_an_object and not route.route.startswith(ANNOUNCED)
]
METHODS = ("GET", "POST")
# Pages that are there only for who has set up a second code, found a contradiction, and so on.
SOMETIMES = (
    "compte/codes-de-secours/",
    "compte/double-authentification/desactiver/",
    "compte/confirmer/code/",
    "documents/contradictions/<str:code>/",
    "chiffres/<str:code>/retirer/",  # of a figure of the house
    "desabonnement/",  # by a link that the instance itself signed
    "annuaire/<int:pk>/separation/",  # of a sheet that took another in
    "comptes-rendus/<int:pk>/examiner/",  # once it was handed in
    "demandes/<int:pk>/prendre/",  # of a point that holds the deposit
    "dossiers/<int:pk>/version/",  # once its programme has a newer one
    "espace/entrer/<str:token>/",  # by a link that was sent, once
    "attestation-de-presence/<str:token>/",
    "avis/<str:token>/",
    "billet/<uuid:token>/",
    "billet/<uuid:token>/documents/<int:pk>/",  # of a session that one came to
    "entree/<str:token>/",
    "temoigner/<str:token>/",
    "rencontres-publiques/inscription/<uuid:token>/",
    "rencontres-publiques/invitation/<uuid:token>/",
    "rencontres/documents/<int:pk>/fichier/",  # where the document is a file
    "publie/<str:token>/",
    "publie/<str:token>/rapport.pdf",
    "restitutions/<str:token>/",
    "restitutions/<str:token>/documents/<int:pk>/",  # of one that was published
    "feuilles-de-route/<str:token>/",
    "temoigner/accords/<str:token>/",
    "agenda-public/<slug:house>/logos/<int:pk>/",  # of a partner that gave one
)


@pytest.fixture(scope="module")
def town(demonstration_base: None, django_db_blocker: Any) -> Iterator[Town]:
    with django_db_blocker.unblock():
        yield open_town()


def close(response: Any) -> None:
    """Close an answer and the file that it gives, without ending the connection to the base."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def ask(client: Client, method: str, path: str) -> Any:
    """One request whose writing is taken back, the cookies with it."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        response = client.get(path) if method == "GET" else client.post(path, {})
        if response.streaming:
            close(response)
        if not transaction.get_connection().needs_rollback:
            transaction.set_rollback(True)
    client.cookies = cookies
    return response


def goes_to_sign_in(response: Any) -> bool:
    return response.status_code == 302 and response["Location"].startswith(
        f"{reverse('account_login')}?next="
    )


# --- the table


def test_every_url_declares_who_may_read_and_write_it() -> None:
    assert [str(route) for route in ROUTES if route.policy is None] == []


def test_the_policy_of_every_url_is_the_one_kept_for_review() -> None:
    if table() != TABLE.read_text("utf-8"):
        FRESH.parent.mkdir(exist_ok=True)
        FRESH.write_text(table(), encoding="utf-8")
    assert table() == TABLE.read_text("utf-8"), f"read the change, then: cp {FRESH} {TABLE}"


# --- the matrix

pytestmark = pytest.mark.django_db
by_route = pytest.mark.parametrize("route", ROUTES, ids=str)


@by_route
def test_a_stranger_signs_in_first_unless_the_page_is_public(town: Town, route: Route) -> None:
    assert route.policy is not None
    path = address(town, route)
    for method in METHODS:
        response = ask(Client(), method, path)
        verdict = route.policy.verdict(method, Actor.public())
        if verdict is Verdict.SIGN_IN:
            assert goes_to_sign_in(response), (method, response.status_code)
        elif verdict is Verdict.NO_METHOD:
            assert response.status_code == 405
        else:
            assert verdict is Verdict.ALLOWED
            assert response.status_code < 500
            assert not goes_to_sign_in(response)


@by_route
def test_a_role_without_the_right_is_answered_as_by_a_page_that_is_not(
    town: Town, route: Route
) -> None:
    assert route.policy is not None
    path, answers = address(town, route), {Verdict.HIDDEN: 404, Verdict.NO_METHOD: 405}
    before = JournalEntry.objects.count()
    wrong = []
    for role in EVERYONE:
        for method in METHODS:
            verdict = route.policy.verdict(method, town.actors[role])
            if verdict in answers:
                status = ask(town.at_home[role], method, path).status_code
                if status != answers[verdict]:
                    wrong.append((role.value, method, status))
    assert wrong == []
    assert JournalEntry.objects.count() == before


@by_route
def test_a_role_with_the_right_is_answered(town: Town, route: Route) -> None:
    assert route.policy is not None
    path = address(town, route)
    statuses: dict[tuple[str, str], int] = {}
    for role in sorted(EVERYONE):
        for method in METHODS:
            if route.policy.verdict(method, town.actors[role]) is Verdict.ALLOWED:
                response = ask(town.at_home[role], method, path)
                assert not goes_to_sign_in(response), (role, method)
                statuses[role.value, method] = response.status_code
    assert [asked for asked, status in statuses.items() if status >= 500] == []
    always = not route.route.startswith(SOMETIMES) and str(NOBODY) not in path
    if route.policy.read is not None and always:
        assert min(status for (_, method), status in statuses.items() if method == "GET") < 400


@pytest.mark.parametrize("route", OBJECTS, ids=str)
def test_an_object_of_another_house_is_not_there_for_anyone_next_door(
    town: Town, route: Route
) -> None:
    assert route.policy is not None
    path = address(town, route)
    before = JournalEntry.objects.count()
    seen = []
    for role in EVERYONE:
        for method in route.policy.methods:
            if method != "HEAD":
                status = ask(town.next_door[role], method, path).status_code
                if status != 404:
                    seen.append((role.value, method, status))
    assert seen == []
    assert JournalEntry.objects.count() == before


def test_no_public_page_but_signing_in_help_and_files() -> None:
    public = {
        route.route.split("/")[0]
        for route in ROUTES
        if route.policy and PUBLIC in (route.policy.read, route.policy.write)
    }
    # a calendar by its secret address, a way out of letters by a signed link, a request for
    # support, registering for a session, entering one’s space, answering or taking back by a link,
    # checking a certificate,
    # the codes and the links of those who come to a session, what a house announces, what it gives
    # back by a link, the open data that an authority publishes, an edition given by its link
    assert public == {
        "agenda",
        "agenda-public",
        "aide",
        "attestation-de-presence",
        "attestations",
        "avis",
        "billet",
        "connexion",
        "deconnexion",
        "demande",
        "desabonnement",
        "donnees-ouvertes",
        "donnees-personnelles",
        "entree",
        "espace",
        "feuilles-de-route",
        "publie",
        "rencontres-publiques",
        "restitutions",
        "temoigner",
        "ui",
    }
