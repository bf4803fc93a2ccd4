"""A general assembly of 80 members with 25 proxies, from its convocation to its minutes.

The members are those of the demonstration's fictitious assembly; the sitting is of today.
"""

import datetime
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SignIn
from tests.journeys.hands import Axe, fill, fits_a_phone, follow, path_of, press, read_pdf, typed

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TODAY = datetime.date.today()
MEMBERS, PRESENT, PROXIES = 80, 38, 25
AGENDA = (
    "Rapport moral (information)",
    "Comptes et affectation du résultat",
    "Montant de l’adhésion",
    "Renouvellement du conseil (élection)",
)


def test_an_assembly_is_held_from_its_convocation_to_its_minutes(visit: SignIn, axe: Axe) -> None:
    page = visit("direction")
    sitting = convene(page)
    names = [
        name.strip() for name in page.locator("ul.names li").all_text_contents() if name.strip()
    ]
    assert len(names) == MEMBERS
    give_proxies(page, names)
    take_presence(page, sitting, names)
    vote(page, names)
    elect(page, names)
    page.goto(sitting)
    follow(page, "Lever la séance")
    fill(page, {"Levée à": "21 h"})
    press(page, "Lever la séance")
    expect(page.locator(".next")).to_contain_text("Séance tenue, levée à 21 h 00")
    assert axe(page) == []
    paper = read_pdf(page, "Procès-verbal en PDF")
    for words in (
        f"Quorum : {PRESENT + PROXIES} pour 20 requis, {MEMBERS} membres en exercice : atteint",
        f"{names[PRESENT]}, pouvoir à {names[0]}",
        f"{names[-1]} arrive. À ce point : {PRESENT + 1} présents, {PROXIES} représentés.",
        "Pour : 60",
        "Tour 1 : 62 bulletins exprimés, 2 blancs et nuls, 2 à élire",
        f"sont élu·es : {names[0]}, {names[1]}",
        "Séance levée à",
    ):
        assert words in paper, (words, paper)
    fits_a_phone(page, axe, sitting, f"{sitting}presence/", f"{sitting}pouvoirs/")


def convene(page: "Page") -> str:
    """Plan the sitting, print its convocation, be told that ten days are too few, convene."""
    page.goto("/instances/")
    follow(page, re.compile("^Assemblée générale"))
    follow(page, "Nouvelle séance")
    fill(
        page,
        {
            "Date": typed(TODAY),
            "Heure": "18 h 30",
            "Lieu": "Maison des associations",
            "Ordre du jour": "\n".join(AGENDA),
        },
    )
    press(page, "Enregistrer la séance")
    sitting = path_of(page)
    paper = read_pdf(page, "Convocation en PDF")
    assert "2 : Comptes et affectation du résultat" in paper
    assert "Une même personne porte 2 pouvoirs au plus" in paper
    follow(page, "Convoquer")
    fill(page, {"Convocations envoyées le": typed(TODAY - datetime.timedelta(days=10))})
    page.get_by_role("button", name="Noter l’envoi des convocations").click()
    expect(page.locator(".form-errors")).to_contain_text("9 jours francs pour 15 requis")
    fill(page, {"Convocations envoyées le": typed(TODAY - datetime.timedelta(days=21))})
    press(page, "Noter l’envoi des convocations")
    return sitting


def give_proxies(page: "Page", names: list[str]) -> None:
    """The pile of proxies, one a line; one that goes to somebody who gave his own is refused."""
    follow(page, "Recevoir, révoquer")
    follow(page, "Plusieurs à la fois")
    pairs = list(zip(names[PRESENT : PRESENT + PROXIES], names, strict=False))
    circle = f"{names[-1]} → {names[PRESENT]}"
    lines = [f"{giver} → {holder}" for giver, holder in pairs]
    fill(page, {"Pouvoirs": "\n".join([*lines, circle])})
    page.get_by_role("button", name="Enregistrer les pouvoirs").click()
    expect(page.locator(".form-errors")).to_contain_text("un pouvoir ne se transmet pas")
    fill(page, {"Pouvoirs": "\n".join(lines)})
    press(page, "Enregistrer les pouvoirs")


def take_presence(page: "Page", sitting: str, names: list[str]) -> None:
    """A tap each, then the opening."""
    page.goto(f"{sitting}presence/")
    fill(page, {"Présidence": names[0], "Secrétaire de séance": names[1]})
    lines = page.locator(".roll__line")
    for place in range(PRESENT):
        lines.nth(place).get_by_label("présent", exact=True).check()
    press(page, "Enregistrer la présence")
    follow(page, "Ouvrir la séance")
    fill(page, {"Ouverte à": "18 h 40"})
    press(page, "Ouvrir la séance")
    expect(page.locator("dl.terms").first).to_contain_text(f"{PRESENT + PROXIES} pour 20")


def vote(page: "Page", names: list[str]) -> None:
    """Two ballots; more votes than the floor holds are refused, a late comer votes from then on."""
    follow(page, re.compile(r"^2\. Comptes"))
    follow(page, "Voter")
    fill(page, {"Pour": "70"})
    page.get_by_role("button", name="Enregistrer le vote").click()
    expect(page.locator(".form-errors")).to_contain_text("70 voix pour 63 au plus")
    fill(page, {"Pour": "60", "Contre": "1", "Abstentions": "2"})
    press(page, "Enregistrer le vote")
    expect(page.locator(".lead")).to_contain_text("adopté")
    follow(page, "Point 3")
    follow(page, "Arrivée, départ, déport")
    fill(page, {"Membre": names[-1], "Mouvement": "arrive", "À": "19 h 15"})
    press(page, "Noter")
    expect(page.locator(".next")).to_contain_text("64 voix")
    follow(page, "Voter")
    fill(page, {"Pour": "20", "Contre": "40", "Abstentions": "4"})
    press(page, "Enregistrer le vote")
    expect(page.locator(".lead")).to_contain_text("rejeté")


def elect(page: "Page", names: list[str]) -> None:
    """Two seats, three candidates, an absolute majority at the first round."""
    follow(page, "Point 4")
    follow(page, "Élire")
    scores = zip(names[:3], (50, 48, 12), strict=True)
    fill(
        page,
        {
            "Sièges à pourvoir": "2",
            "Bulletins exprimés": "62",
            "Blancs et nuls": "2",
            "Candidats et voix": "\n".join(f"{name} : {votes}" for name, votes in scores),
        },
    )
    press(page, "Enregistrer le tour")
    expect(page.locator("main")).to_contain_text("élu")
