"""The two deliberations of the seeds, entered by hand; their extracts downloaded and read.

That the same acts read from their files make equal records is held in
`ingestion/tests/test_same_acts.py`; here what one types is what the register gives back.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SignIn
from tests.journeys.hands import Axe, fill, fits_a_phone, path_of, plain, press, read_pdf

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def text_of(shared: Path, opening: str) -> str:
    """The seed whose first lines say this."""
    texts = (one.read_text(encoding="utf-8") for one in sorted((shared / "seeds").glob("*.txt")))
    return next(text for text in texts if opening in text[:300])


def between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0].strip()


def enter(page: "Page", body: str, answers: dict[str, str | bool]) -> None:
    """Open the form, choose the body by the beginning of its words, answer."""
    page.goto("/deliberations/enregistrer/")
    choice = page.get_by_label("Instance", exact=True)
    named = choice.locator("option").filter(has_text=body).first.text_content()
    choice.select_option(label=named or "")
    fill(page, answers)


def decide(page: "Page", place: int, **answers: str) -> None:
    """A line of the operative part; what is folded is opened where it is used."""
    line = page.locator("fieldset.line").nth(place)
    if {"budget_year", "parts"} & answers.keys():
        line.locator("summary").click()
    for name, value in answers.items():
        field = line.locator(f"[name=decision-{place}-{name}]")
        if name == "enables":
            field.select_option(value=value)
        else:
            field.fill(value)


def said_in(paper: str, *words: str) -> None:
    """Each of these is printed, spaces and line ends aside."""
    letters = re.sub(r"[\s\u00ad\u0002-]", "", paper)
    for one in words:
        assert re.sub(r"[\s-]", "", one) in letters, one


def test_the_grant_of_2024_is_entered_by_hand_and_its_extract_read(
    visit: SignIn, axe: Axe, shared: Path
) -> None:
    text = text_of(shared, "Séance du jeudi 21 mars 2024")
    page = visit("direction")
    enter(
        page,
        "Bureau métropolitain",
        {
            "Séance du": "jeudi 21 mars 2024",
            "Convocation du": "15 mars 2024",
            "Présidence": "Monsieur REBSAMEN",
            "Secrétaire de séance": "Monsieur HOAREAU",
            "Membres en exercice": "43",
            "Présents annoncés": "34",
            "Procurations annoncées": "7",
            "Membres présents": between(text, "Membres présents :", "Membres absents"),
            "Membres absents": between(text, "Membres absents :", "OBJET"),
            "Objet": "Développement économique, attractivité et solidarités",
            "Exposé": between(text, "SOLIDARITES", "**Le Bureau"),
            "Pour": "41",
            "Contre": "0",
            "Abstentions": "0",
            "Ne prennent pas part": "0",
            "Dont procurations": "7",
        },
    )
    decide(
        page,
        0,
        text="d’approuver le versement d’une subvention de 18 000 € au pôle d’économie solidaire ;",
        amount="18 000 €",
        beneficiary="Pôle d’économie solidaire 21",
        budget_year="2024",
        parts="9 000 € action 1\n3 000 € action 2\n6 000 € action 3",
    )
    decide(page, 1, text="de prélever les crédits nécessaires sur le budget 2024.")
    press(page, "Enregistrer la délibération")
    expect(page.get_by_text("Présences, pouvoirs, quorum et voix concordent.")).to_be_visible()
    assert axe(page) == []
    paper = read_pdf(page, "Extrait du registre en PDF")
    said_in(
        paper,
        "Séance du jeudi 21 mars 2024",
        "Madame Marie-Hélène JUILLARD-RANDRIAN",
        "Madame Sladana ZIVKOVIC, pouvoir à Madame Danielle JUBAN",
        "Au titre de l'année 2023, 26 structures ont été accueillies et 16 diagnostiquées.",
        "prélever les crédits nécessaires sur le budget 2024.",
        "dont 9 000 €, action 1",
        "Pour : 41",
        "Dont procuration(s) : 7",
        "Adoptée à l’unanimité",
    )
    with page.expect_download() as sent:  # a file after another: the page still stands
        page.get_by_role("button", name="Extrait du registre en Word").click()
    assert sent.value.suggested_filename.endswith(".docx")
    fits_a_phone(page, axe)


def test_the_vote_of_2009_is_entered_by_hand_published_and_no_longer_corrected(
    visit: SignIn, axe: Axe, shared: Path
) -> None:
    text = text_of(shared, "Séance du 30 mars 2009")
    page = visit("direction")
    enter(
        page,
        "Conseil municipal",
        {
            "Séance du": "30 mars 2009",
            "Présidence": "M. REBSAMEN",
            "Secrétaire de séance": "M. BORDAT",
            "Membres présents": between(text, "Membres présents :", "\n"),
            "Membres excusés": between(text, "Membres excusés :", "**"),
            "Objet": between(text, "DELIBERATION**", "\n"),
            "Rapporteur": "Madame Metge",
            "Exposé": between(text, "Mesdames, Messieurs,", "Si vous suivez"),
            "Résultat écrit": "adopté à l’unanimité",
            "Signataire de l’extrait": "Pour le Maire, le Premier Adjoint, Alain MILLOT",
            "Transmise à la préfecture le": "7 avril 2009",
            "Publiée le": "9/04/09",
        },
    )
    for _ in range(2):
        with page.expect_navigation():
            page.get_by_role("button", name="Ajouter une décision ou un montant").click()
    decisions = re.findall(r"^[1-4] - .+$", text, re.MULTILINE)
    enables = ("", "convention", "signature", "award")
    for place, (said, word) in enumerate(zip(decisions, enables, strict=True)):
        decide(page, place, text=said, enables=word)
    decide(page, 3, amount="4 000 €", budget_year="2009")
    press(page, "Enregistrer la délibération")
    expect(page.get_by_text("exécutoire", exact=True).first).to_be_visible()
    paper = read_pdf(page, "Extrait du registre en PDF")
    said_in(
        paper,
        "Séance du lundi 30 mars 2009",
        "Mme TRUCHOT-DESSOLLE",
        "M. ALLAERT, pouvoir à Mme ROY",
        "La Ville apporterait un soutien logistique aux actions de la CRESS",
        *(re.sub(r"^\d - ", "", one) for one in decisions),
        "Déposée en préfecture le : 7 avril 2009",
        "Publiée le : 9 avril 2009",
        "Alain MILLOT",
    )
    act = path_of(page)
    page.goto(f"{act}corriger/")
    assert "Cet acte ne se corrige plus" in plain(page.inner_text("main"))
    page.goto("/deliberations/?q=forum initiatives&annee=2009")
    expect(page.locator(f"main a[href='{act}']")).to_have_count(1)
