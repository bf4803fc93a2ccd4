"""A volunteer from her first mission to her certificate.

Somebody is enrolled; a case is proposed to whoever fits it, with reasons; she accepts in her space
on a telephone and declares her hours; the team validates them; the certificate says them.
"""

import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.hands import (
    Axe,
    fill,
    fits_a_phone,
    follow,
    path_of,
    plain,
    press,
    read_pdf,
    typed,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TODAY = datetime.date.today()
CLAUDE, NEED = "Claude Bénévole", "modèle économique"


def test_a_volunteer_is_matched_gives_hours_and_has_them_certified(visit: Any, axe: Axe) -> None:
    mark = uuid4().hex[:6]
    page, phone = visit("accompagnement"), visit("benevole", size=PHONE)
    newcomer = enrol(page, f"Nouvelle{mark}")
    case = open_case(page, f"Épicerie {mark}")
    propose(page, case, mark, newcomer)
    accept(phone, mark)
    declare(phone, mark)
    fits_a_phone(page, axe, "/benevoles/heures/", f"{case}benevoles/")
    validate(page, mark)
    sheet = certify(page)
    fits_a_phone(page, axe, sheet, f"{sheet}semaine/", f"{sheet}competences/", "/benevoles/")


def enrol(page: "Page", name: str) -> str:
    """Somebody who is new in the directory becomes a volunteer."""
    page.goto("/personnes/nouvelle/")
    fill(page, {"Prénom": "Odette", "Nom": name})
    press(page, "Noter cette personne")
    page.goto("/benevoles/nouveau/")
    fill(
        page,
        {
            "Personne": f"Odette {name}",
            "co-accompagnement": True,
            "Affinités": "les épiceries",
            "Depuis": typed(TODAY),
        },
    )
    press(page, "Inscrire")
    page.goto("/benevoles/")
    expect(page.get_by_role("link", name=f"Odette {name}")).to_have_count(1)
    return f"Odette {name}"


def open_case(page: "Page", name: str) -> str:
    """A call that opens a case, in Dijon, about its economic model."""
    page.goto("/dossiers/accueil/")
    page.get_by_label("Qui appelle").fill(name)
    page.get_by_label("Une nouvelle structure").and_(page.locator(":checked")).wait_for()
    fill(page, {"Besoin": NEED, "Territoire": "Dijon"})
    page.get_by_label("dossier ouvert").check()
    press(page, "Noter l’accueil")
    page.get_by_role("heading", name=name).wait_for()
    return path_of(page)


def propose(page: "Page", case: str, mark: str, newcomer: str) -> None:
    """Who fits comes with reasons; who has no account yet is set aside, and it says why."""
    page.goto(f"{case}benevoles/")
    claude = page.locator(".match", has_text=CLAUDE)
    reasons = plain(claude.locator(".match__reasons").inner_text())
    assert f"Compétence pour « {NEED} »" in reasons
    assert "Sur place : Dijon est de son territoire." in reasons
    aside = page.get_by_role("listitem").filter(has_text=newcomer)
    assert "n’a pas encore de compte de bénévole" in aside.inner_text()
    fill(page, {"Ce que vous en dites au bénévole": f"Un budget à relire, {mark}."})
    press(page, f"Proposer à {CLAUDE}", among=claude)


def accept(phone: "Page", mark: str) -> None:
    """She reads why her in her space, and accepts: the case is hers."""
    phone.goto("/espace/")
    offered = phone.get_by_role("listitem").filter(has_text=f"Un budget à relire, {mark}.")
    with phone.expect_navigation():
        offered.get_by_role("link").first.click()
    phone.get_by_role("heading", name="Pourquoi vous").wait_for()
    expect(phone.get_by_text(f"Compétence pour « {NEED} »")).to_have_count(1)
    expect(phone.get_by_text(f"Épicerie {mark}")).to_have_count(0)  # not before she accepts
    press(phone, "J’accepte")
    phone.goto("/espace/")
    expect(phone.get_by_role("link", name=f"Épicerie {mark}")).to_have_count(1)


def declare(phone: "Page", mark: str) -> None:
    """Two hours and a quarter, this week, for that case; what cannot be read is kept."""
    phone.goto("/espace/")
    follow(phone, "Noter mes heures")
    line = phone.locator("fieldset.week-line").first
    fill(line, {"Durée": "un moment", "Jour": typed(TODAY), "Quoi": f"budget {mark}"})
    phone.get_by_role("button", name="Transmettre à l’équipe").click()
    phone.locator(".form-errors").wait_for()
    assert line.locator("[name=words_0]").input_value() == f"budget {mark}"
    fill(line, {"Durée": "2 h 15", "Pour": f"Épicerie {mark}"})
    press(phone, "Transmettre à l’équipe")
    phone.get_by_text(f"budget {mark}").wait_for()


def validate(page: "Page", mark: str) -> None:
    """The team ticks her line: it counts from then on."""
    page.goto("/benevoles/heures/")
    line = page.get_by_role("listitem").filter(has_text=f"budget {mark}")
    assert "2 h 15" in plain(line.inner_text())
    line.get_by_role("checkbox").check()
    press(page, "Valider les lignes cochées")
    expect(page.get_by_text(f"budget {mark}")).to_have_count(0)


def certify(page: "Page") -> str:
    """The certificate of today says the hours of today, and who signs it."""
    page.goto("/benevoles/")
    follow(page, CLAUDE)
    sheet = path_of(page)
    follow(page, "Attestation")
    fill(page, {"attestation de bénévolat": True, "Du": typed(TODAY), "Au": typed(TODAY)})
    fill(page, {"Signataire": "Dominique Direction", "Qualité": "pour le Pôle"})
    press(page, "Établir")
    paper = read_pdf(page, "La pièce en PDF")
    assert f"atteste que {CLAUDE} a donné 2 h 15 de bénévolat" in paper
    assert "Dominique Direction, pour le Pôle" in paper
    return sheet
