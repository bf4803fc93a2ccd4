"""The information notice stands under every form that a stranger fills about herself."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from probant.directory.actions import create_person
from probant.gatherings import actions as gatherings
from probant.gatherings.codes import sign_door
from probant.gatherings.models import Invitation, Session
from probant.gatherings.tests.test_opinions import links
from probant.gatherings.tests.test_registrations import planned
from probant.post.models import Letter
from probant.post.worker import run_due
from probant.programmes.tests.scenario import scene as programmes_scene
from probant.support import actions
from probant.support.actions.testimonies import make_asking_link
from probant.support.models import Testimony
from probant.support.queries.testimonies import write_withdrawal
from probant.support.tests.scenario import DAY, Scene, case_of, scene
from probant.ui.routing import PUBLIC

pytestmark = pytest.mark.django_db
NOTICE = "Vos données : qui les garde, pourquoi, vos droits"

#: Public pages that take what a stranger types about herself → an address of each.
FORMS: dict[str, Callable[[Scene, Testimony], str]] = {
    "demande/<slug:house>/": lambda house, _: f"/demande/{house.house.pk}/",
    "espace/entrer/": lambda *_: "/espace/entrer/",
    "temoigner/<str:token>/": lambda *_: make_asking_link(
        Letter.objects.filter(about_kind="testimony").latest("pk")
    ),
    "temoigner/accords/<str:token>/": lambda _, row: f"/temoigner/accords/{write_withdrawal(row)}/",
}
#: The same, about a session.
AT_A_SESSION: dict[str, Callable[[Session, Invitation], str]] = {
    "rencontres-publiques/<int:pk>/inscription/": (
        lambda session, _: reverse("portal:register", args=[session.pk])
    ),
    "rencontres-publiques/invitation/<uuid:token>/": (
        lambda _, invitation: reverse("portal:invited", args=[invitation.token])
    ),
    "entree/<str:token>/": (
        lambda session, _: reverse("gatherings:check-in", args=[sign_door(session.pk)])
    ),
    "avis/<str:token>/": lambda *_: links("avis")[0],
}
#: The others sign in or out of an account that exists, use up a link, or take something back.
OTHERS = (
    "connexion/",
    "deconnexion/",
    "espace/entrer/<str:token>/",
    "desabonnement/",
    "rencontres-publiques/inscription/<uuid:token>/",
)


def public_forms(patterns: Any = None, before: str = "") -> list[str]:
    """The routes that a stranger may post to."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += public_forms(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and pattern.callback.policy.write is PUBLIC:
            found.append(route)
    return found


def test_every_form_that_a_stranger_fills_is_known_here() -> None:
    assert sorted(set(public_forms()) - set(FORMS) - set(AT_A_SESSION)) == sorted(
        route for route in public_forms() if route.startswith(OTHERS)
    )


@pytest.mark.parametrize("route", FORMS)
def test_form_that_a_stranger_fills_bears_the_notice(route: str) -> None:
    house = scene()
    house.other_house.runs_programmes = False
    house.other_house.save()
    case = case_of(house)
    person = create_person(house.fabien, family_name="Roy", email="lou@ex.fr")
    actions.add_member(house.fabien, case=case, person=person, starts_on=DAY)
    row = actions.ask_testimony(house.awa, case=case, person=person)
    page = Client().get(FORMS[route](house, row)).content.decode()
    assert NOTICE in page.replace("\xa0", " ").replace("&nbsp;", " ")


@pytest.mark.parametrize("route", AT_A_SESSION)
def test_form_about_a_session_bears_the_notice(route: str) -> None:
    house = programmes_scene()
    today = timezone.localdate()
    session = planned(house, starts_on=today)
    anna = create_person(house.awa, family_name="Roy", email="anna@example.org")
    (invitation,) = gatherings.invite(house.awa, session=session, people=[anna])
    past = planned(house, starts_on=today)
    gatherings.take_attendance(house.awa, session=past, people=[anna])
    gatherings.thank(house.awa, session=past)
    run_due()
    page = Client().get(AT_A_SESSION[route](session, invitation)).content.decode()
    assert NOTICE in page.replace("\xa0", " ").replace("&nbsp;", " ")
