"""A session from its first line to the elected members who read what came out of it.

Organised and announced; strangers register until one waits; attendance on a telephone; minutes and
a proposal; the proposal feeds a roadmap; the restitution as a PDF and as a public page.
"""

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.hands import Axe, fill, fits_a_phone, follow, path_of, press, read_pdf, typed

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TODAY = datetime.date.today()
SEATS = 3
PROGRAMME = "Émergence"


@dataclass
class Meeting:
    """What is said of the session, under names like no other."""

    mark: str = field(default_factory=lambda: uuid4().hex[:6])
    address: str = ""

    @property
    def title(self) -> str:
        return f"Atelier du réemploi {self.mark}"

    @property
    def proposal(self) -> str:
        return f"Ouvrir une matériauthèque {self.mark}"

    @property
    def roadmap(self) -> str:
        return f"Feuille de route {self.mark}"


def test_a_session_is_told_from_its_first_line_to_its_restitution(visit: Any, axe: Axe) -> None:
    meeting, page, stranger = Meeting(), visit("accompagnement"), visit()
    organise(page, meeting)
    for rank in range(SEATS + 1):
        form = register(stranger, meeting, rank, is_full=rank == SEATS)
        if rank == SEATS:
            fits_a_phone(stranger, axe, "/agenda-public/", *form)
    count_the_registered(page, meeting)
    take_attendance(visit("accompagnement", size=PHONE), meeting)
    note_what_came_out(page, meeting)
    proposal = decide(page, meeting)
    roadmap = plan(page, meeting)
    restitution, public = give_back(page, stranger, meeting)
    fits_a_phone(stranger, axe, public)
    fits_a_phone(
        page,
        axe,
        meeting.address,
        f"{meeting.address}inscriptions/",
        f"{meeting.address}inscrire/",
        f"{meeting.address}code/",
        proposal,
        f"{proposal}modifier/",
        "/rencontres/propositions/",
        roadmap,
        "/rencontres/feuilles-de-route/",
        restitution,
        "/rencontres/restitutions/",
        "/rencontres/documents/",
    )


def organise(page: "Page", meeting: Meeting) -> None:
    """A session of today, of three seats, announced, where one registers by oneself."""
    page.goto("/rencontres/nouvelle/")
    fill(
        page,
        {
            "Titre": meeting.title,
            "Type": "Atelier",
            "Programme": PROGRAMME,
            "Jour": typed(TODAY),
            "De": "14 h",
            "À": "17 h",
            "Commune": "Dijon",
            "Places": str(SEATS),
            "ouverte à tout public": True,
            "L’annoncer à l’agenda public": True,
        },
    )
    press(page, "Enregistrer la rencontre")
    meeting.address = path_of(page)
    follow(page, "Places et inscription en ligne")
    page.get_by_label("Inscription en ligne, ouverte à tout public").check()
    press(page, "Enregistrer")


def register(stranger: "Page", meeting: Meeting, rank: int, *, is_full: bool) -> list[str]:
    """Somebody finds the session in the public agenda and gives a name and an address."""
    stranger.goto("/agenda-public/")
    follow(stranger, meeting.title)
    session = path_of(stranger)
    follow(stranger, "Demander une place" if is_full else "M’inscrire")
    form = path_of(stranger)
    expect(stranger.get_by_text("Toutes les places sont prises")).to_have_count(int(is_full))
    fill(
        stranger,
        {
            "Votre prénom": "Ida",
            "Votre nom": f"Nom{rank}{meeting.mark}",
            "Votre courriel": f"ida.{rank}.{meeting.mark}@exemple.fr",
            "J’accepte que ces renseignements servent à m’inscrire à cette rencontre "
            "et à m’écrire à son sujet.": True,
        },
    )
    press(stranger, "Demander une place" if is_full else "M’inscrire")
    stranger.get_by_role("heading", name="Votre demande est reçue").wait_for()
    return [session, form]


def count_the_registered(page: "Page", meeting: Meeting) -> None:
    """Three seats given in the order of the requests; the fourth person waits."""
    page.goto(f"{meeting.address}inscriptions/")
    counts = page.get_by_text(f"{SEATS} personnes inscrites pour {SEATS} places, 1 en attente.")
    expect(counts).to_have_count(1)
    row = page.get_by_role("row").filter(has_text=f"Nom{SEATS}{meeting.mark}")
    expect(row.get_by_text("en attente")).to_have_count(1)


def take_attendance(phone: "Page", meeting: Meeting) -> None:
    """Two of the three came, and one who had not registered."""
    phone.goto(meeting.address)
    follow(phone, "Noter les présences")
    names = phone.locator("#noms .door__name")
    for number in range(2):
        names.filter(has_text=f"Nom{number}{meeting.mark}").click()
    phone.locator("[name=venu]").fill(f"Léo Passant{meeting.mark}, Ressourcerie {meeting.mark}")
    phone.get_by_role("button", name="Ajouter").click()
    phone.locator("[data-state]").get_by_text("Tout est enregistré").wait_for()
    press(phone, "Terminer")
    phone.get_by_text("3 noms").first.wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def note_what_came_out(page: "Page", meeting: Meeting) -> None:
    """Minutes that the public may read, and a proposal."""
    page.goto(meeting.address)
    papers = page.locator("details", has_text="Ajouter un compte rendu")
    papers.locator("summary").click()
    fill(
        papers,
        {
            "Nature": "compte rendu",
            "Intitulé": f"Compte rendu {meeting.mark}",
            "Texte": "Ce qui s’est dit : les déchets de chantier n’ont pas de lieu.",
            "Qui le lit": "tout le monde : il paraît avec les restitutions publiées",
        },
    )
    press(page, "Ajouter", among=papers)
    page.goto(meeting.address)
    proposals = page.locator("details", has_text="Noter une proposition")
    proposals.locator("summary").click()
    fill(
        proposals,
        {
            "La proposition, en une ligne": meeting.proposal,
            "En détail": "Un local partagé entre les chantiers de la métropole.",
            "Groupe qui propose": "Groupe réemploi",
        },
    )
    press(page, "Enregistrer la proposition", among=proposals)
    page.goto(meeting.address)
    expect(page.get_by_role("link", name=f"Compte rendu {meeting.mark}")).to_have_count(1)
    expect(page.get_by_role("link", name=meeting.proposal)).to_have_count(1)


def decide(page: "Page", meeting: Meeting) -> str:
    """The proposal is examined, then retained, each on its day."""
    follow(page, meeting.proposal)
    for step in ("Examinée", "Retenue"):
        follow(page, step)
        press(page, "Noter")
    page.get_by_text("Elle attend d’être mise en œuvre.").wait_for()
    return path_of(page)


def plan(page: "Page", meeting: Meeting) -> str:
    """A roadmap of one axis, whose measure comes from the proposal and is under way."""
    page.goto("/rencontres/feuilles-de-route/")
    follow(page, "Ouvrir une feuille de route")
    year_end = datetime.date(TODAY.year + 1, 12, 31)
    fill(page, {"Titre": meeting.roadmap, "Du": typed(TODAY), "Au": typed(year_end)})
    press(page, "Ouvrir la feuille de route")
    follow(page, "Ajouter un axe")
    fill(page, {"Titre de l’axe": "Réemploi"})
    press(page, "Enregistrer")
    follow(page, "Ajouter une mesure")
    fill(page, {"La mesure, en une ligne": f"Trouver un local {meeting.mark}"})
    page.get_by_label(meeting.proposal).check()
    press(page, "Ajouter la mesure")
    page.get_by_text("issue de 1 proposition").wait_for()
    follow(page, "Avancement")
    page.get_by_label("en cours").check()
    fill(page, {"Avancement, en %": "40"})
    press(page, "Noter")
    page.get_by_text("40 %").first.wait_for()
    return path_of(page)


def give_back(page: "Page", stranger: "Page", meeting: Meeting) -> tuple[str, str]:
    """The restitution counts what was done; its PDF and its public page say it."""
    page.goto("/rencontres/restitutions/nouvelle/")
    fill(
        page,
        {
            "Titre": f"Restitution {meeting.mark}",
            "Du": typed(TODAY),
            "Au": typed(TODAY),
            "Programme": PROGRAMME,
            "Feuille de route": meeting.roadmap,
            "Introduction": "Ce que le réemploi a donné cette année.",
        },
    )
    press(page, "Préparer la restitution")
    told = (
        meeting.title,
        meeting.proposal,
        f"Trouver un local {meeting.mark}",
        f"Compte rendu {meeting.mark}",
        "Ce que le réemploi a donné cette année.",
    )
    press(page, "Publier")
    paper = read_pdf(page, "PDF")
    assert [words for words in told if words not in paper] == []
    assert f"Nom0{meeting.mark}" not in paper
    address = page.get_by_role("link", name="Ouvrir la page publique").get_attribute("href")
    assert address
    public = urlsplit(address).path
    stranger.goto(public)
    said = stranger.inner_text("main")
    assert [words for words in told if words not in said] == []
    assert f"Nom0{meeting.mark}" not in said
    return path_of(page), public
