"""The information notice stands under every form that a stranger fills about herself."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from probant.directory.actions import create_person
from probant.post.models import Letter
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
#: The others sign in or out of an account that exists, use up a link, or unsubscribe.
OTHERS = ("connexion/", "deconnexion/", "espace/entrer/<str:token>/", "desabonnement/")


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
    assert sorted(set(public_forms()) - set(FORMS)) == sorted(
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
