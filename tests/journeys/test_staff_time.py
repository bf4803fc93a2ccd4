"""A month of somebody's time: proposed, confirmed, signed twice, printed; then paid once.

The month is the one before the last, which no other journey dates anything in.
"""

import datetime
import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

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
LAST = datetime.date.today().replace(day=1) - datetime.timedelta(days=1)
MONTH = (LAST.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
#: The second Tuesday: its week is wholly of the month.
DAY = MONTH + datetime.timedelta(days=(1 - MONTH.weekday()) % 7 + 7)
MONDAY = DAY - datetime.timedelta(days=1)
CAMILLE = "Camille Mission"


def test_a_month_of_time_is_confirmed_signed_printed_and_paid_once(visit: Any, axe: Axe) -> None:
    title = f"Atelier du temps {uuid4().hex[:6]}"
    officer, manager = visit("accompagnement"), visit("direction")
    session = hold(officer, title)
    action = confirm(officer, title)
    sheet = sign(officer, manager)
    read_sheet(officer, action)
    pay_once(manager, action)
    fits_a_phone(
        manager,
        axe,
        sheet,
        session,
        f"/temps/semaine/?semaine={typed(MONDAY)}",
        "/temps/mois/",
        "/postes/",
        f"/conventions/parts/?annee={DAY.year}",
    )


def hold(page: "Page", title: str) -> str:
    """A session of that month, whose three hours the officer spent there."""
    page.goto("/rencontres/nouvelle/")
    fill(page, {"Titre": title, "Type": "Atelier", "Jour": typed(DAY), "De": "9 h", "À": "12 h"})
    press(page, "Enregistrer la rencontre")
    session = path_of(page)
    follow(page, "Noter les présences")
    page.locator("#noms .door__name", has_text=CAMILLE).click()
    page.locator("[data-state]").get_by_text("Tout est enregistré").wait_for()
    press(page, "Terminer")
    return session


def confirm(page: "Page", title: str) -> str:
    """Her week proposes the session's hours and says why; a line more, one click, it is noted."""
    page.goto(f"/temps/semaine/?semaine={typed(MONDAY)}")
    proposed = page.get_by_role("row").filter(has_text=title)
    hours = proposed.get_by_label(re.compile("^Durée, mardi"))
    assert plain(hours.input_value()) == "3 h"
    assert proposed.get_by_role("checkbox").is_checked()
    assert "Noté·e de l’équipe à la rencontre" in proposed.inner_text()
    choice = proposed.get_by_role("combobox")
    action = plain(choice.locator("option[value^=a]").first.inner_text())
    choice.select_option(label=action)
    blank = page.locator("tr", has=page.get_by_label("Jour", exact=True)).first
    blank.get_by_label("Jour", exact=True).select_option(label="toute la semaine")
    blank.get_by_label("Durée", exact=True).fill("beaucoup")
    blank.get_by_role("combobox").last.select_option(label=action)
    page.get_by_role("button", name="Confirmer la semaine").click()
    page.get_by_text("Une ligne ne se lit pas : rien n’est encore noté.").wait_for()
    assert blank.get_by_label("Durée", exact=True).input_value() == "beaucoup"
    assert plain(hours.input_value()) == "3 h"
    blank.get_by_label("Durée", exact=True).fill("20 %")
    press(page, "Confirmer la semaine")
    page.get_by_text("La semaine est notée.").wait_for()
    expect(page.get_by_text("10 h noté")).to_have_count(1)  # 3 h, and a fifth of 35 h
    return action


def sign(officer: "Page", manager: "Page") -> str:
    """The employee signs her sheet, then the manager: each signs what is on it."""
    follow(officer, "Feuille du mois")
    sheet = path_of(officer)
    manager.goto(sheet)
    expect(manager.get_by_role("button", name="Signer comme responsable")).to_have_count(0)
    press(officer, "Signer ma feuille")
    officer.get_by_text("Vous avez signé votre feuille.").wait_for()
    manager.goto(sheet)
    press(manager, "Signer comme responsable")
    manager.get_by_text("La feuille est signée.").wait_for()
    officer.goto(sheet)
    expect(officer.get_by_text("signée", exact=True)).to_have_count(1)
    return sheet


def read_sheet(page: "Page", action: str) -> None:
    """The paper says the hours by action, and both signatures."""
    paper = read_pdf(page, "Feuille en PDF")
    assert CAMILLE in paper and action in paper and "10 h" in paper
    assert "Dominique Direction" in paper


def pay_once(page: "Page", action: str) -> None:
    """A funder bears 60 % of these hours; 60 % more is refused, and where it is already is said."""
    page.goto("/conventions/parts/noter/")
    funder = page.get_by_label("Financeur et convention")
    payer = plain(funder.locator("option").nth(1).inner_text())
    answers: dict[str, str | bool] = {
        "Action": action,
        "Financeur et convention": payer,
        "Part": "60 %",
        "Du": typed(MONTH),
        "Au": typed(LAST),
    }
    fill(page, answers)
    press(page, "Noter la part")
    page.goto("/conventions/parts/noter/")
    fill(page, answers)
    page.get_by_role("button", name="Noter la part").click()
    refused = page.locator(".form-errors")
    refused.wait_for()
    told = plain(refused.inner_text())
    assert "120 %" in told and payer in told and "40 %" in told
    for label in ("Part", "Du", "Au"):
        assert page.get_by_label(label, exact=True).input_value() == answers[label]
    assert plain(funder.locator("option:checked").inner_text()) == payer
