"""Sheets: opened from a layout, written whole, remarked on, validated, renewed."""

import datetime
import html
import re
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from probant.funding.actions import set_indirect, set_status
from probant.funding.models import (
    ActionSheet,
    Budget,
    BudgetLine,
    IndirectCost,
    SheetRemark,
    SheetTemplate,
)
from probant.funding.queries.budgets import rule_of
from probant.funding.rules import sheet_text
from probant.funding.rules.indirect import IndirectRule
from probant.funding.rules.layouts import layouts
from probant.funding.tests import scenario
from probant.governance.tests import scenario as acts
from probant.governance.tests.test_screens import client_of, text_of

WORDS = (
    st.text(st.sampled_from("abcdéè '"), min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: bool(text) and text not in sheet_text.MONTHS)
)


@given(
    st.lists(
        st.tuples(
            st.integers(1900, 2199),
            WORDS,
            st.none() | st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted),
        ),
        max_size=6,
    )
)
def test_phases_are_read_back_as_they_are_written(rows):
    phases = [
        sheet_text.PhaseLine(year, label, *(months or (None, None))) for year, label, months in rows
    ]
    assert sheet_text.read_phases(sheet_text.write_phases(phases)) == phases


def words(response):
    return text_of(response).replace("\xa0", " ").replace("\u202f", " ")


def posted(**fields):
    return {"cle": str(uuid.uuid4()), **fields}


@pytest.fixture
def world(db):
    return scenario.world()


@pytest.fixture
def direction(world):
    return client_of(world.house.organisation, "direction", "dora")


@pytest.fixture
def awa(world):
    return client_of(world.house.organisation, "officer")


def form_of(response):
    body = response.content.decode()
    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', body))
    areas = re.findall(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', body, re.DOTALL)
    return fields | dict(areas) | {"cle": str(uuid.uuid4())}


@pytest.mark.parametrize("slug", ["cpom", "partenariat"])
def test_a_sheet_opens_with_the_headings_of_a_shipped_layout(direction, world, slug):
    page = reverse("funding:sheet-new", args=[world.convention.pk])
    given = posted(title="Forum", number="4", first_year="2024", last_year="2025", layout=slug)
    response = direction.post(page, given)
    sheet = ActionSheet.objects.get(number=4)
    assert response["Location"] == reverse("funding:sheet-edit", args=[sheet.pk])
    assert list(sheet.headings.values_list("title", flat=True)) == [
        one.title for one in layouts()[slug].headings
    ]
    assert (sheet.action.name, sheet.layout) == ("Forum", layouts()[slug].name)
    assert direction.get(response["Location"]).status_code == 200


def test_a_sheet_is_written_whole_and_shown_in_the_order_of_its_layout(direction, world):
    acts.organisation("Ville d’essai", "collectivite")
    sheet = world.sheets[2]
    page = reverse("funding:sheet-edit", args=[sheet.pk])
    heading = sheet.headings.get()
    given = form_of(direction.get(page)) | {
        f"h{heading.pk}": "Un territoire qui change.",
        "fte_2023": "0,13",
        "fte_2024": "0,2",
        "phases": "2023 : février – décembre : Animer\n2024 : Bilan",
        "partners": "Culture : La Coursive, Zutique,\nADIE",
        "targets": "Réunions [sessions.held] : 2023 = 6 ; 2024 = 8",
        "human": "Direction et chargés de mission",
        "material": "Véhicule",
    }
    assert direction.post(page, given).status_code == 302
    assert dict(sheet.promised.values_list("year", "fte")) == {
        2023: Decimal("0.130"),
        2024: Decimal("0.200"),
    }
    text = words(direction.get(reverse("funding:sheet", args=[sheet.pk])))
    for told in (
        "Contexte remarque Un territoire qui change.",
        "2023 : 0,13 ETP",
        "2023, février – décembre : Animer",
        "Culture : La Coursive, Zutique",
        "Réunions : 6 en 2023 ; 8 en 2024",
    ):
        assert told in text
    again = form_of(direction.get(page))
    assert again["partners"].splitlines() == ["Culture : La Coursive, Zutique", "ADIE"]


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("phases", "février : Animer", "Ligne 1 : commencez par l’année"),
        ("phases", "2023 : mai – mars : Animer", "ne tient pas dans une année"),
        ("phases", "2030 : Animer", "2030 n’est pas une année de la fiche"),
        ("targets", "Réunions : 2023 = six", "n’est pas une année et sa cible, comme 2024 = 6"),
        ("fte_2023", "beaucoup", "n’est pas un nombre d’ETP"),
        ("material", "Locaux (prêtés par Inconnue, 1 200 €)", "n’est pas dans votre annuaire"),
        ("last_year", "2020", "La dernière année précède la première"),
    ],
)
def test_a_bad_line_says_which_and_nothing_typed_is_lost(direction, world, field, typed, told):
    page = reverse("funding:sheet-edit", args=[world.sheets[2].pk])
    given = form_of(direction.get(page)) | {field: typed, "human": "Direction"}
    response = direction.post(page, given)
    assert response.status_code == 422
    assert told in words(response)
    assert "Direction" in response.content.decode()
    assert world.sheets[2].means.count() == 0


def test_two_who_write_a_sheet_see_what_changed_meanwhile(direction, awa, world):
    page = reverse("funding:sheet-edit", args=[world.sheets[2].pk])
    mine, theirs = form_of(direction.get(page)), form_of(awa.get(page))
    awa.post(page, theirs | {"title": "De l’une"})
    response = direction.post(page, mine | {"title": "De l’autre"})
    assert response.status_code == 422
    assert "Pendant votre saisie" in words(response)
    assert "De l’autre" in response.content.decode()


def test_a_remark_is_dated_kept_from_the_funder_and_dealt_with(awa, world):
    sheet = world.sheets[2]
    page = reverse("funding:sheet-remark", args=[sheet.pk])
    heading = str(sheet.headings.get().pk)
    awa.post(page, posted(heading=heading, text="À chiffrer."))
    shown = reverse("funding:sheet", args=[sheet.pk])
    assert "Contexte : À chiffrer." in words(awa.get(shown))
    bruno = client_of(world.metropole, "funder_officer", "bruno")
    assert "À chiffrer" not in words(bruno.get(shown))
    remark = SheetRemark.objects.get()
    awa.post(reverse("funding:sheet-remark-resolve", args=[remark.pk]))
    assert "traitée" in words(awa.get(shown))
    remark.refresh_from_db()
    assert remark.resolved_on is not None


def test_layers_are_off_until_the_direction_divides_the_sheets(direction, awa, world):
    sheet = world.sheets[2]
    assert "Qui en répond" not in words(awa.get(reverse("funding:sheet", args=[sheet.pk])))
    direction.post(reverse("funding:sheet-layers"), {"volets": "oui"})
    page = reverse("funding:sheet-owners", args=[sheet.pk])
    text = direction.get(page).content.decode()
    user = re.search(r'<option value="(\d+)"[^>]*>dora', text)[1]
    direction.post(page, posted(pilot=user, validation=user))
    edit = reverse("funding:sheet-edit", args=[sheet.pk])
    heading = sheet.headings.get()
    refused = awa.post(edit, form_of(awa.get(edit)) | {f"h{heading.pk}": "Autre texte"})
    assert "Le volet « pilotage » de cette fiche est tenu par dora" in words(refused)
    shown = reverse("funding:sheet", args=[sheet.pk])
    direction.post(reverse("funding:sheet-validate", args=[sheet.pk]), posted())
    assert "validée le" in words(direction.get(shown))
    direction.post(edit, form_of(direction.get(edit)) | {"title": "Animation, bis"})
    assert "modifiée depuis sa validation" in words(direction.get(shown))


@pytest.fixture
def divided(direction, world):
    """The third sheet, its budget there: dora answers for its finances and its pilotage."""
    world.budget()
    direction.post(reverse("funding:sheet-layers"), {"volets": "oui"})
    page = reverse("funding:sheet-owners", args=[world.sheets[2].pk])
    user = re.search(r'<option value="(\d+)"[^>]*>dora', direction.get(page).content.decode())[1]
    direction.post(page, posted(pilot=user, finance=user))
    return world.sheets[2]


def test_the_budget_of_a_sheet_is_written_by_who_answers_for_its_finances(
    awa, direction, world, divided
):
    page = reverse("funding:budget", args=[world.convention.pk, 2024, 3])
    cells = reverse("funding:budget-cells", args=[world.convention.pk, 2024, 3])
    rule = reverse("funding:budget-indirect", args=[world.convention.pk, 2024, 3])
    told = "Le volet « finances » de cette fiche est tenu par dora"
    assert told in words(awa.get(page))
    row = {"c0_compte": "606", "c0_libelle": "Papier", "c0_montant": "5", "c0_lu": ""}
    assert told in awa.post(cells, posted(**row)).json()["refused"].replace("\xa0", " ")
    refused = awa.post(page, posted(**row))
    assert (refused.status_code, told in words(refused)) == (422, True)
    assert 'value="Papier"' in refused.content.decode()
    assert told in words(awa.post(rule, posted(kind="direct", text="8 %", share="8 %")))
    assert not BudgetLine.objects.filter(label="Papier").exists()
    assert not IndirectCost.objects.exists()
    assert direction.post(cells, posted(**row)).status_code == 200
    assert told not in words(direction.get(page))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("phases", "2024 : Bilan"),
        ("partners", "Culture : Zutique"),
        ("targets", "Réunions : 2024 = 6"),
        ("human", "Direction"),
        ("financial", "Région"),
        ("fte_2024", "0,2"),
    ],
)
def test_a_part_of_a_sheet_is_written_by_who_answers_for_its_layer(awa, divided, field, typed):
    page = reverse("funding:sheet-edit", args=[divided.pk])
    shown = awa.get(page)
    assert "Tenu par d’autres : finances (dora), pilotage (dora)" in words(shown)
    refused = awa.post(page, form_of(shown) | {field: typed})
    assert refused.status_code == 422
    assert "de cette fiche est tenu par dora" in words(refused)
    assert typed in html.unescape(refused.content.decode())
    whole = form_of(awa.get(page)) | {"title": "Animation, bis"}
    assert awa.post(page, whole).status_code == 302  # what no layer holds stays anybody's


def test_a_house_makes_a_shipped_layout_its_own(awa, world):
    page = f"{reverse('funding:sheet-template-new')}?modele=partenariat"
    given = form_of(awa.get(page))
    given |= {"name": "Fiche de la Ville", "headings": given["headings"] + "\nTarif | Gratuit ?"}
    assert awa.post(page, given).status_code == 302
    template = SheetTemplate.objects.get()
    assert template.headings.count() == 14
    assert template.headings.first().kind == "section"
    wrong = awa.post(page, given | {"headings": "Titre | | inconnu", "cle": str(uuid.uuid4())})
    assert "Ligne 1 : « inconnu » n’est pas un contenu connu" in words(wrong)
    assert "Fiche de la Ville" in words(awa.get(reverse("funding:sheet-templates")))


def renewal(world, year=2025, **more):
    return f"{reverse('funding:sheet-renew', args=[world.sheets[2].pk])}?annee={year}"


def test_a_renewal_is_read_again_before_anything_is_made(awa, world):
    world.budget(stated_cost_cents=600000)
    page = renewal(world)
    shown = awa.get(page)
    assert Budget.objects.count() == 1
    given = form_of(shown)
    row = next(name for name, text in given.items() if text == "Déplacements").split("_")[0]
    given |= {f"{row}_montant": "150", "with_budget": "on", "promised_fte": "0,15"}
    response = awa.post(page, given)
    assert response.status_code == 302
    made = Budget.objects.get(year=2025)
    assert made.lines.get(label="Déplacements").amount_cents == 15000
    assert made.lines.filter(parent__isnull=False).count() == 7
    assert world.sheets[2].promised.get(year=2025).fte == Decimal("0.150")
    again = awa.post(page, given | {"cle": str(uuid.uuid4())})
    assert "a déjà son budget 2025" in words(again)
    assert "a déjà son budget 2025" in words(awa.get(page))  # said before anything is typed


def test_a_bad_cell_of_a_renewal_makes_nothing(awa, world):
    world.budget()
    given = form_of(awa.get(renewal(world)))
    row = next(name for name, text in given.items() if text == "Déplacements").split("_")[0]
    refused = awa.post(renewal(world), given | {f"{row}_montant": "douze", "with_budget": "on"})
    assert refused.status_code == 422
    assert "chiffres seulement" in words(refused)
    assert Budget.objects.count() == 1


def test_a_denounced_or_ended_convention_is_not_renewed(awa, world):
    assert "La convention finit le 31 décembre 2025" in words(awa.get(renewal(world, 2026)))
    set_status(
        actor=world.awa,
        convention=world.convention,
        status="denounced",
        on=datetime.date(2024, 9, 1),
        reason="Fin du partenariat",
    )
    assert "Cette convention est dénoncée" in words(awa.get(renewal(world)))
    given = posted(with_budget="", promised_fte="0,1", targets="", phases="")
    assert "dénoncée" in words(awa.post(renewal(world), given))
    assert not world.sheets[2].promised.filter(year=2025).exists()


def test_a_sheet_is_renewed_into_the_convention_that_follows(awa, world):
    rule = IndirectRule("direct", "8 % des charges directes", share_hundredths=800)
    set_indirect(actor=world.awa, budget=world.budget(), rule=rule)
    following = scenario.convention_of(
        world.awa,
        world.house,
        world.metropole,
        title="Convention 2026-2028",
        starts_on=datetime.date(2026, 1, 1),
        ends_on=datetime.date(2028, 12, 31),
    )
    world.sheets[2].targets.create(position=1, label="Satisfaction")
    page = f"{renewal(world, 2026)}&vers={following.pk}"
    shown = awa.get(page)
    assert "par la même règle, à changer ensuite si sa clé change : 8 %" in words(shown)
    given = form_of(shown) | {"with_budget": "on"}
    assert awa.post(page, given).status_code == 302
    made = following.sheets.get()
    assert made.action == world.sheets[2].action
    assert [one.text for one in made.headings.all()] == ["Ce qui est."]
    assert [(one.year, one.label) for one in made.targets.all()] == [(None, "Satisfaction")]
    budget = Budget.objects.select_related("indirect").get(sheet=made)
    assert (budget.year, rule_of(budget)) == (2026, rule)


def test_indirect_costs_are_computed_from_a_written_rule(awa, world):
    budget = world.budget()
    page = reverse("funding:budget-indirect", args=[world.convention.pk, 2024, 3])
    refused = awa.post(page, posted(kind="direct", text="", share=""))
    assert "Cette règle en a besoin." in words(refused)
    awa.post(page, posted(kind="direct", text="8 % des charges directes", share="8 %"))
    assert IndirectCost.objects.get().budget == budget
    shown = words(
        awa.get(reverse("funding:convention", args=[world.convention.pk]) + "?annee=2024")
    )
    assert "Charges indirectes affectées à l’action 480 €" in shown
    assert "Charges 6 480 €, produits 6 000 € : écart de 480 €" in shown
    awa.post(page, posted(kind="none"))
    assert not IndirectCost.objects.exists()
