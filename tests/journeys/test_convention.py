"""Both conventions of the seeds, typed through the screens of the direction.

That of 2009: an advance and a balance, a yearly committee, a notice, two known faults of its text.
The CPOM: three years, three funded actions, a sheet and its budgets.
"""

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SignIn
from tests.journeys.hands import Axe, fill, fits_a_phone, follow, path_of, plain, press

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

TEXT_2009 = """Article I - Objet de la convention
Promouvoir l’économie sociale et solidaire.

Article II - Engagement des parties
Chaque partie fait figurer les logos de l’autre.

Article III - Suivi de la convention
Un comité de pilotage se réunira une fois par an.

Article IV - Dispositions financières
Pour l’année 2009, la participation s’établit à 4 000 €. Un acompte de 70 % sera versé à la
signature, les 30 % restants sur présentation des pièces justificatives énumérées ci-dessus.

Article VI - Durée de la convention
Un an, renouvelable par tacite reconduction. Elle pourra être dénoncée par lettre recommandée avec
accusé de réception, dans un délai de trois mois.
"""
#: article, clause, what is answered
CLAUSES_2009 = (
    ("Article III", "committee", {"Réunions par an": "1"}),
    ("Article IV", "payment", {"Part": "70 %", "Versée": "signature"}),
    ("Article IV", "payment", {"Part": "30 %", "Versée": "evidence"}),
    ("Article IV", "evidence", {"Pièces": ""}),
    ("Article VI", "duration", {"Durée en mois": "12", "Au terme": "tacit"}),
    ("Article VI", "notice", {"Mois": "3", "Par": "lettre recommandée avec accusé de réception"}),
)
ACTIONS = (
    ("Accompagner les structures employeuses", "9 000"),
    ("Entreprendre autrement", "3 000"),
    ("Animer le réseau des acteurs", "6 000"),
)
#: As the sheet of the third action prints it in 2023.
BUDGET = """DÉPENSES\t\tRECETTES\t
60 - Achats\t200\t70 - Subventions d'exploitation\t6 000
Achat matières et fournitures\t200\tDijon métropole\t6 000
62 - Autres services extérieurs\t400\t\t
Déplacements\t100\t\t
Autres (tél, internet, missions, réception)\t300\t\t
64 - Charges de personnel\t9400\t\t
Rémunération des personnels\t3856\t\t
Charges sociales\t1488\t\t
Autres charges\t56\t\t
TOTAL\t6 000\tTOTAL\t6 000
"""


def test_both_conventions_of_the_seeds_are_typed_through_the_screens(
    visit: SignIn, axe: Axe
) -> None:
    mark = uuid4().hex[:6]
    page = visit("direction")
    enter_2009(page, mark)
    fits_a_phone(page, axe)
    enter_cpom(page, mark)
    fits_a_phone(page, axe)


def party(page: "Page", number: int, answers: dict[str, str]) -> None:
    """A party of the convention."""
    fill(page.get_by_role("group", name=f"Partie {number}"), answers)


def enter_2009(page: "Page", mark: str) -> None:
    """A convention signed on paper: identity, text, clauses, then the grant of 4 000 €."""
    page.goto("/conventions/nouvelle/")
    fill(
        page,
        {
            "Nature": "convention de partenariat",
            "Intitulé": f"Convention de partenariat de 2009 ({mark})",
            "Début": "30/03/2009",
            "Fin": "29 mars 2010",
            "Où elle en est": "déjà signée (sur papier)",
            "Signée le": "30/03/2009",
        },
    )
    party(page, 1, {"Structure": "Ville de Dijon", "Rôle": "financeur", "En qualité de": "Maire"})
    cress = "Chambre régionale de l'économie sociale et solidaire de Bourgogne"
    party(page, 2, {"Structure": cress, "Rôle": "bénéficiaire", "En qualité de": "Président"})
    press(page, "Enregistrer la convention")
    address = path_of(page).removesuffix("texte/")
    paste_text(page, TEXT_2009)
    for article, kind, answers in CLAUSES_2009:
        add_clause(page, article, kind, answers)
    said = plain(page.inner_text("main"))
    assert "L’article V manque" in said
    assert "aucune liste de pièces ne se trouve au-dessus" in said
    page.goto(f"{address}?annee=2009")
    follow(page, "Enregistrer une subvention")
    fill(
        page, {"Exercice": "2009", "Montant attribué": "4 000", "Date de la décision": "30/03/2009"}
    )
    press(page, "Enregistrer la subvention")
    chain = page.locator("#chaine")
    for number, amount in ((1, "2 800 €"), (2, "1 200 €")):
        due = chain.locator("li", has_text=f"Échéance {number} :")
        assert amount in plain(due.inner_text())
    page.goto(f"{address}?annee=2009")
    said = plain(page.inner_text("main"))
    assert re.search(r"(?:28|29) décembre 20\d\d", said)  # three months before it comes round
    assert "comité" in said.casefold()


def paste_text(page: "Page", text: str) -> None:
    """The text as it was signed, cut into its articles."""
    follow(page, "Coller le texte")
    page.get_by_label("Texte de la convention").fill(text)
    with page.expect_navigation():
        page.locator("form.form .form__actions button").click()
    expect(page.get_by_role("heading", name="Article VI")).to_be_visible()


def add_clause(page: "Page", article: str, kind: str, answers: dict[str, str]) -> None:
    """A structured clause under its article."""
    section = page.locator("section.article").filter(
        has=page.get_by_role("heading", name=re.compile(rf"^{article}\b"))
    )
    with page.expect_navigation():
        section.get_by_role("link", name="Ajouter une clause").click()
    if page.get_by_label("Nature de la clause").count():
        page.get_by_label("Nature de la clause").select_option(kind)
        with page.expect_navigation():
            page.get_by_role("button", name="Continuer").click()
    for label, value in answers.items():
        field = page.get_by_label(re.compile(f"^{label}"))
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    press(page, "Ajouter la clause")


def enter_cpom(page: "Page", mark: str) -> None:
    """Three years, three actions funded, a sheet written whole, its budget of the first year."""
    page.goto("/conventions/nouvelle/")
    fill(
        page,
        {
            "Nature": "convention pluriannuelle d’objectifs et de moyens",
            "Intitulé": f"CPOM 2023-2025 ({mark})",
            "Début": "01/01/2023",
            "Fin": "31/12/2025",
            "Où elle en est": "déjà signée (sur papier)",
        },
    )
    party(page, 1, {"Structure": "Dijon métropole", "Rôle": "financeur"})
    pes = "Pôle d'économie solidaire 21"
    party(page, 2, {"Structure": pes, "Rôle": "bénéficiaire"})
    press(page, "Enregistrer la convention")
    address = path_of(page).removesuffix("texte/")
    for name, amount in ACTIONS:
        open_sheet(page, address, f"{name} ({mark})")
        page.goto(f"{address}?annee=2024")
        award(page, f"{name} ({mark})", amount)
    write_sheet(page, address)
    for year in (2023, 2024, 2025):
        type_budget(page, address, year)
    page.goto(f"{address}?annee=2024")
    said = plain(page.inner_text("main"))
    assert all(f"{amount} €" in said for _, amount in ACTIONS)
    assert "18 000 €" in said


def open_sheet(page: "Page", address: str, title: str) -> None:
    """A sheet by the métropole's layout; its action is new."""
    page.goto(address)
    with page.expect_navigation():
        page.get_by_role("link", name="Ajouter une fiche action").first.click()
    fill(page, {"Intitulé": title, "Modèle de fiche": "Fiche action de CPOM"})
    press(page, "Ouvrir la fiche")


def award(page: "Page", title: str, amount: str) -> None:
    """What was voted for an action in 2024."""
    follow(page, "Enregistrer une subvention")
    sheet = page.locator("select[name=sheet]")
    label = sheet.locator("option", has_text=title).inner_text()
    sheet.select_option(label=label)
    fill(page, {"Exercice": "2024", "Montant attribué": amount})
    fill(page, {"Date de la décision": "21/03/2024"})
    press(page, "Enregistrer la subvention")


def write_sheet(page: "Page", address: str) -> None:
    """The third sheet: texts, means, phasing, partners by family, criteria, time promised."""
    page.goto(f"{address}?annee=2023")
    with page.expect_navigation():
        sheet_link(page, 3).click()
    follow(page, "Modifier la fiche")
    fill(
        page,
        {
            "Contexte": "Les métropoles sont un échelon de création de valeur.",
            "Objectifs de l’action": "Animer, mobiliser et fédérer les acteurs.",
            "Dates ou périodes de l’action, phasage": "2023 : février – décembre : Ateliers",
            "ETP promis en 2023": "0,13",
        },
    )
    page.locator("[name=targets]").fill("Réunions effectuées : 2023 = 6 ; 2024 = 6")
    press(page, "Enregistrer la fiche")
    expect(page.get_by_text("Fiche enregistrée.")).to_be_visible()


def sheet_link(page: "Page", number: int) -> "Locator":
    """The link to a sheet from its convention."""
    return (
        page.locator(f"#action-{number}").get_by_role("link", name=re.compile("fiche", re.I)).first
    )


def type_budget(page: "Page", address: str, year: int) -> None:
    """The table pasted, read again, kept with the totals that the sheet prints."""
    page.goto(f"{address}budgets/{year}/3/")
    page.get_by_text("Coller un tableau").click()
    page.get_by_label("Tableau copié").fill(BUDGET)
    with page.expect_navigation():
        page.get_by_role("button", name="Mettre dans la grille").click()
    expect(page.get_by_text("relisez, puis enregistrez")).to_be_visible()
    fill(page, {"Coût écrit dans la fiche": "10 000", "Aide écrite dans la fiche": "6 000"})
    fill(page, {"Total des charges imprimé": "6 000", "Total des produits imprimé": "6 000"})
    press(page, "Enregistrer le budget")
    said = plain(page.inner_text("main"))
    assert "9 400 €" in said  # printed over lines that make 5 400: told, not corrected
