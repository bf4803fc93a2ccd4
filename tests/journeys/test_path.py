"""From a public request to jobs at twelve months: the whole of the DLA, through its screens.

Every screen is kept as a picture in the test's output folder (`tmp_path`). The acts are dated, by
the forms, from fifteen months ago to today: what an officer does who enters a case afterwards.
"""

import datetime
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TODAY = datetime.date.today()
BEGUN = TODAY - datetime.timedelta(days=460)
HEADCOUNT, KEPT = 7, 6
PICTURES = (
    "formulaire",
    "demande-recue",
    "demandes-a-prendre",
    "accueil",
    "dossier",
    "rendez-vous",
    "diagnostic",
    "diagnostic-signe",
    "comite",
    "plan",
    "mission",
    "cloture",
    "suivi-a-12-mois",
    "emplois",
    "chiffre",
    "preuve",
)


def day(after: int) -> str:
    """A day of the path, as one types it."""
    return f"{BEGUN + datetime.timedelta(days=after):%d/%m/%Y}"


class Walk:
    """Someone at the screens: follows links, fills forms by their fields, keeps pictures."""

    def __init__(self, page: Any, folder: Path) -> None:
        self.page, self.folder = page, folder

    def keep(self, name: str) -> None:
        """A picture of the whole page, numbered by its place in the path."""
        number = PICTURES.index(name) + 1
        self.page.screenshot(path=self.folder / f"{number:02}-{name}.png", full_page=True)

    def follow(self, ending: str) -> None:
        """Click the first link of the page whose address ends so."""
        link = self.page.locator(f"main a[href$='{ending}']").first
        with self.page.expect_navigation():
            link.click()

    def fill(self, **answers: str | bool) -> None:
        """Answer the fields of the form by their names, whatever they are."""
        for name, value in answers.items():
            fields = self.page.locator(f"main [name='{name}']")
            kind = fields.first.get_attribute("type")
            if isinstance(value, bool):
                fields.first.set_checked(value)
            elif kind == "radio":
                self.page.locator(f"main [name='{name}'][value='{value}']").check()
            elif fields.first.evaluate("field => field.tagName") == "SELECT":
                fields.first.select_option(label=value)
            else:
                fields.first.fill(value)

    def send(self) -> None:
        """Send the form by the keyboard; it was right, for another page follows."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Control+Enter")
        assert self.page.locator(".form-errors").count() == 0, self.page.inner_text("main")

    def note(self, link: str, **answers: str | bool) -> None:
        """Follow a link to a form, answer it, send it."""
        self.follow(link)
        self.fill(**answers)
        self.send()


@pytest.fixture
def name() -> str:
    return f"Essai {uuid4().hex}"


def test_a_public_request_becomes_jobs_at_twelve_months(visit, name: str, tmp_path: Path) -> None:
    ask(Walk(visit(), tmp_path), name)
    page = visit("accompagnement")
    walk = Walk(page, tmp_path)
    open_case(walk, name)
    home = page.url
    meet_and_diagnose(walk, home)
    pass_the_committee(walk, home, name)
    carry_out(walk, home, name)
    close_and_follow_up(walk, home)
    read_the_figures(walk, name)
    kept = sorted(path.name for path in tmp_path.glob("*.png"))
    assert kept == [f"{number:02}-{name}.png" for number, name in enumerate(PICTURES, start=1)]


def ask(walk: Walk, name: str) -> None:
    """A stranger fills the public form."""
    walk.page.goto("/demande/")
    walk.fill(
        kind="organisation",
        name=name,
        place="Dijon",
        words="Deux contrats aidés se terminent : comment garder ces emplois ?",
        family_name="Essai",
        email="essai@exemple.fr",
    )
    walk.keep("formulaire")
    walk.page.get_by_role("button", name="Envoyer la demande").click()
    walk.page.get_by_role("heading", name="Votre demande est arrivée").wait_for()
    walk.keep("demande-recue")


def open_case(walk: Walk, name: str) -> None:
    """The officer finds it on her home, takes it at the door, and opens a case."""
    page = walk.page
    page.goto("/")
    walk.keep("demandes-a-prendre")
    page.get_by_role("link", name=name).click()
    page.get_by_role("link", name="Prendre la demande").click()
    page.get_by_label("Une nouvelle structure").check()
    page.get_by_label("dossier ouvert").check()
    walk.fill(
        case_programme="Dispositif local d’accompagnement (DLA)",
        occurred_on=day(0),
        referent="Camille Mission",
    )
    walk.keep("accueil")
    walk.send()
    page.get_by_role("heading", name=name).wait_for()
    walk.keep("dossier")


def meet_and_diagnose(walk: Walk, home: str) -> None:
    """An appointment, then the diagnosis, written and signed with its jobs."""
    page = walk.page
    walk.note(
        "/rendez-vous/",
        planned_on=day(10),
        minutes="1 h 30",
        mode="there",
        subject="Premier rendez-vous",
        note="Sept emplois, dont deux aidés. Comptes à lire.",
    )
    walk.keep("rendez-vous")
    page.goto(home)
    walk.follow("/diagnostic/")
    walk.fill(
        headcount=str(HEADCOUNT),
        fte_hundredths="5,5",
        stated_on=day(20),
        economy="Ventes 60 %, subventions 40 %, résultat nul.",
        needs="Un modèle qui tienne sans les contrats aidés.",
    )
    walk.send()
    walk.keep("diagnostic")
    walk.note(
        "/diagnostic/signer/",
        signed_on=day(35),
        signed_by="Dominique Essai",
        capacity="présidente",
    )
    walk.keep("diagnostic-signe")


def pass_the_committee(walk: Walk, home: str, name: str) -> None:
    """The committee gives its opinion; the plan is agreed."""
    page = walk.page
    page.goto("/comites/nouveau/")
    walk.fill(planned_on=day(50), place="Au Pôle")
    walk.send()
    sitting = page.url
    page.goto(home)
    walk.follow("/comite/")
    page.get_by_label(re.compile(re.escape(day(50)))).check()
    walk.send()
    page.goto(sitting)
    walk.note("/tenu/", held_on=day(50), present="Anne Essai, DDETS\nMarc Essai, Région")
    walk.note("/avis/", opinion="favourable", words="Avis favorable.")
    walk.keep("comite")
    page.goto(home)
    walk.note("/plan/", title="Rééquilibrer le modèle économique", nature="individual")
    page.goto(home)
    walk.note("/plan/arreter/", agreed_on=day(52))
    page.goto(home)
    walk.keep("plan")


def carry_out(walk: Walk, home: str, name: str) -> None:
    """Three providers asked, one chosen, a contract, an end, an evaluation."""
    page = walk.page
    page.goto(home)
    walk.note(
        "/mission/preparer/",
        title="Modèle économique",
        days_hundredths="4",
        budget_cents="3 600",
        terms="Trois scénarios chiffrés et un plan de financement.",
    )
    mission = page.url
    offers = (("Cabinet Trois Sources", "3 400"), ("Scop Le Levier", "3 600"))
    for provider, _ in (*offers, ("Méandre Conseil", "")):
        page.goto(mission)
        walk.note("/consulter/", provider=f"{provider} (fictive)", asked_on=day(55))
    for provider, amount in offers:
        page.goto(mission)
        walk.note(
            "/offre/",
            provider=f"{provider} (fictive)",
            received_on=day(65),
            amount_cents=amount,
            days_hundredths="4",
        )
    page.goto(mission)
    walk.note(
        "/choisir/",
        provider=f"{offers[0][0]} (fictive)",
        chosen_on=day(68),
        reasons="Offre la moins chère, méthode claire.",
    )
    page.goto(mission)
    walk.note("/contrat/", contracted_on=day(70), days_hundredths="4", cost_cents="3 400")
    page.goto(mission)
    walk.note("/fin/", ended_on=day(85))
    page.goto(mission)
    walk.follow("/evaluer/")
    page.get_by_label(name).check()
    walk.fill(mark="5", evaluated_on=day(87))
    walk.send()
    page.goto(mission)
    walk.keep("mission")


def close_and_follow_up(walk: Walk, home: str) -> None:
    """Closed; twelve months later the structure is asked, and its jobs are counted again."""
    page = walk.page
    page.goto(home)
    walk.note("/cloture/", outcome="done", closed_on=day(90))
    page.goto(home)
    walk.keep("cloture")
    walk.follow("/suivi/")
    jobs = page.locator("main [name^='job_']").first.get_attribute("name")
    walk.fill(
        term="support-12",
        occurred_on=f"{TODAY:%d/%m/%Y}",
        state="active",
        headcount=str(KEPT + 1),
        **{jobs: str(KEPT)},
    )
    walk.send()
    page.goto(home)
    walk.keep("suivi-a-12-mois")


def read_the_figures(walk: Walk, name: str) -> None:
    """The jobs are in the ledger with their state at twelve months, and in the figure's proof."""
    page, year = walk.page, (BEGUN + datetime.timedelta(days=35)).year
    page.goto(f"/emplois/?annee={year}")
    row = page.locator("tr", has_text=name)
    expect(row).to_have_count(1)
    assert str(KEPT) in row.inner_text()
    walk.keep("emplois")
    page.goto(f"/chiffres/?annee={year}")
    walk.keep("chiffre")
    figure = page.locator("main a[href*='/chiffres/dla.jobs_consolidated/']").first
    assert figure.inner_text().split()[0] == str(HEADCOUNT)
    page.goto(str(figure.get_attribute("href")))
    proof = page.locator("table:has(#table-preuve) tbody tr", has_text=name)
    expect(proof).to_have_count(1)
    assert str(HEADCOUNT) in proof.inner_text()
    walk.keep("preuve")
