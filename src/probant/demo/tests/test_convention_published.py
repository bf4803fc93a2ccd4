"""The report to a funder composed, published, read by link: what it says is what was frozen."""

import datetime
import io

import pytest
from django.test import Client
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from probant.accounts.models import User
from probant.directory.models import House
from probant.funding.models import Convention
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.programmes.actions import set_action_scope
from probant.programmes.models import Action
from probant.reports import actions
from probant.reports.actions import BlockEdit
from probant.reports.blocks import Figures, Findings, Table
from probant.reports.definition import ReportOrder, catalogue
from probant.reports.models import Edition, Publication
from probant.reports.queries.publications import contradictions, reading_of

pytestmark = pytest.mark.django_db
WELCOMED = "dla.organisations_welcomed"
WHY = "La délibération disait des chiffres d’étape."


@pytest.fixture
def director(demonstration: House) -> Actor:
    user = User.objects.get(email="direction@demo.probant.fr")
    return Actor(user.pk, demonstration.pk, demonstration.pk, frozenset({Role.DIRECTION}))


@pytest.fixture
def report(demonstration: House, director: Actor) -> Publication:
    return actions.create_publication(
        director,
        title="Compte rendu à Dijon métropole",
        year=2023,
        outline="convention",
        convention=Convention.objects.get(house=demonstration),
    )


def publish(director: Actor, report: Publication, reason: str = WHY) -> Edition:
    return actions.publish(director, publication=report, audience="link", reason=reason)


def test_a_funder_s_report_says_what_the_convention_s_report_says(
    demonstration: House, director: Actor, report: Publication
) -> None:
    order = ReportOrder(
        actor=director,
        house_id=demonstration.pk,
        year=2023,
        cut=Cut.now(),
        base_url="",
        today=datetime.date.today(),
    )
    told = catalogue()["convention"].collect(order).blocks
    composed = reading_of(report, director)
    assert composed.blocks[: -len(composed.proofs)] == told
    tables = [block.caption for block in told if isinstance(block, Table)]
    assert tables == [
        "Subventions de l’exercice 2023",
        "Budget et réalisé 2023, action 1",
        "Budget et réalisé 2023, action 2",
        "Budget prévisionnel 2023, action 3",
        "Budget et réalisé 2023, action 3",
        "Échéances",
    ]
    assert [len(block.rows) > 5 for block in told if isinstance(block, Findings)] == [True]


def test_each_amount_spent_opens_onto_its_entries(director: Actor, report: Publication) -> None:
    tables = {
        one.caption: one for one in reading_of(report, director).blocks if one.kind == "table"
    }
    spent = tables["Budget et réalisé 2023, action 3"]
    assert isinstance(spent, Table)
    assert [head.text for head in spent.heads] == [
        "Compte",
        "Intitulé",
        "Prévu",
        "Réalisé",
        "Écart",
        "%",
    ]
    entries = "/conventions/comptes/2023/ecritures/?action="
    links = [cell.href for row in spent.rows for cell in row.cells if cell.href]
    assert links and all(href.startswith(entries) for href in links)


def test_figures_are_narrowed_to_their_action_and_frozen_with_its_scope(
    demonstration: House, director: Actor, report: Publication
) -> None:
    edition = publish(director, report)
    action = Action.objects.get(house=demonstration, name__startswith="Dispositif local")
    kept = edition.figures.get(code=WELCOMED)
    assert (kept.value, kept.action, len(kept.keys)) == (28, action.pk, 28)
    assert kept.scope["programmes"] == ["dla"]
    assert kept.definition.endswith(f"Dans le périmètre de l’action « {action.name} ».")


def test_the_same_funder_s_report_published_twice_has_one_digest_a_new_scope_another(
    demonstration: House, director: Actor, report: Publication
) -> None:
    first = publish(director, report)
    actions.set_state(director, publication=report, state="draft")
    second = publish(director, report)
    assert (first.digest, first.content) == (second.digest, second.content)
    actions.set_state(director, publication=report, state="draft")
    action = Action.objects.get(house=demonstration, name__startswith="Osez")
    set_action_scope(
        actor=director,
        action=action,
        programmes=list(action.programmes.all()),
        session_kinds=list(action.session_kinds.all()),
        place_codes=["21231"],
    )
    assert publish(director, report).digest != first.digest


def test_what_a_document_says_otherwise_of_the_whole_house_is_said_of_the_action_too(
    director: Actor, report: Publication
) -> None:
    words = [one.words for one in contradictions(reading_of(report, director).reader)]
    assert any(one.startswith("structures accueillies par le DLA 2023 : 28 ici") for one in words)
    with pytest.raises(Refused, match="écrivez pourquoi"):
        publish(director, report, reason="")


def test_a_stranger_with_the_link_reads_amounts_votes_and_findings_and_no_page_of_ours(
    director: Actor, report: Publication
) -> None:
    edition = publish(director, report)
    page = Client().get(f"/publie/{edition.token}/").content.decode()
    for words in (
        "128 461,22",
        "41 pour, 0 contre",
        "9 400",
        WHY,
        "Compte rendu à Dijon métropole",
    ):
        assert words in page.replace("\u202f", " ").replace("\xa0", " "), words
    for address in ("/chiffres/", "/conventions/", "/deliberations/"):
        assert f'href="{address}' not in page
    paper = Client().get(f"/publie/{edition.token}/rapport.pdf").content
    with PdfDocument(paper) as found:
        said = " ".join(one.get_textpage().get_text_bounded() for one in found)
    assert "Action 3 : Animation du réseau d'acteurs de l'ESS" in said
    assert b"pdfuaid:part" in paper and b"pdfaid:part" in paper


def test_the_edition_as_a_workbook_holds_its_budgets_as_numbers(
    director: Actor, report: Publication, client: Client
) -> None:
    edition = publish(director, report)
    client.force_login(User.objects.get(email="direction@demo.probant.fr"))
    answer = client.post(
        f"/publications/{report.pk}/editions/{edition.number}/fichier/", {"format": "xlsx"}
    )
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    sheet = next(name for name in book.sheet_names if name.startswith("Budget et réalisé 2023, a"))
    values = [value for row in book.get_sheet_by_name(sheet).to_python() for value in row]
    assert 128461.22 in values


def test_the_model_of_a_convention_asks_for_one_beside_its_field(
    demonstration: House, client: Client
) -> None:
    client.force_login(User.objects.get(email="direction@demo.probant.fr"))
    asked = {"outline": "convention", "title": "Compte rendu", "year": "2023", "known_on": ""}
    refused = client.post("/publications/nouvelle/", {**asked, "convention": ""})
    assert refused.status_code == 422
    assert "Choisissez la convention dont ce compte rendu parle." in refused.content.decode()
    other = Convention.objects.exclude(house=demonstration).get()
    assert (
        client.post("/publications/nouvelle/", {**asked, "convention": other.pk}).status_code == 422
    )
    own = Convention.objects.get(house=demonstration)
    made = client.post("/publications/nouvelle/", {**asked, "convention": own.pk})
    page = client.get(made.url).content.decode()
    assert "Budget et réalisé 2023, action 1" in page


@pytest.mark.parametrize(
    ("kind", "edit"),
    [
        ("budget", {"title": "", "level": "2"}),
        ("convention", {"title": "", "level": "2", "part": "votes"}),
        ("map", {"title": "", "level": "2", "code": WELCOMED, "action": ""}),
        ("funnel", {"title": "", "level": "2", "programme": "", "action": ""}),
        ("figures", {"title": "", "level": "2", "compare": "on"}),
    ],
)
def test_blocks_of_a_convention_are_added_from_their_forms_and_changed(
    demonstration: House, director: Actor, client: Client, kind: str, edit: dict[str, str]
) -> None:
    client.force_login(User.objects.get(email="direction@demo.probant.fr"))
    made = actions.create_publication(director, title="Essai", year=2023)
    convention = Convention.objects.get(house=demonstration)
    action = Action.objects.get(house=demonstration, name__startswith="Dispositif local")
    edit = {**edit, "convention": str(convention.pk), "sheet": f"{convention.pk}-{action.pk}"}
    if kind == "figures":
        refused = client.post(f"/publications/{made.pk}/blocs/{kind}/", edit)
        assert refused.status_code == 422
        assert "Choisissez au moins un chiffre." in refused.content.decode()
        edit["action"] = str(action.pk)
    answer = client.post(f"/publications/{made.pk}/blocs/{kind}/", edit)
    assert answer.status_code == 302, answer.content.decode()
    block = made.blocks.get()
    read = reading_of(made, director)
    assert read.blocks and read.reader.missing == []
    form = client.get(f"/publications/blocs/{block.pk}/")
    assert form.status_code == 200
    again = client.post(f"/publications/blocs/{block.pk}/", {**edit, "title": "Un autre titre"})
    assert again.status_code == 302
    block.refresh_from_db()
    assert block.title == "Un autre titre"


def test_a_sheet_of_the_model_is_changed_for_another(
    demonstration: House, client: Client, report: Publication
) -> None:
    client.force_login(User.objects.get(email="direction@demo.probant.fr"))
    block = report.blocks.filter(content__part="sheet").first()
    assert block is not None
    other = Action.objects.get(house=demonstration, name__startswith="Animation")
    edit = {"title": "La troisième", "level": "1", "sheet": f"{report.convention_id}-{other.pk}"}
    assert client.post(f"/publications/blocs/{block.pk}/", edit).status_code == 302
    block.refresh_from_db()
    assert block.content == {
        "part": "sheet",
        "convention": report.convention_id,
        "action": other.pk,
    }


def test_an_action_or_a_convention_that_is_no_more_is_said_on_the_draft(director: Actor) -> None:
    made = actions.create_publication(director, title="Essai", year=2023)
    for kind, content in (
        ("figures", {"codes": [WELCOMED], "action": 987654}),
        ("budget", {"convention": 987654, "action": 987654}),
        ("convention", {"convention": 987654, "part": "votes"}),
        ("text", {"text": f"{{{{ chiffre {WELCOMED} }}}}", "action": 987654}),
    ):
        edit = BlockEdit("", 1, content)
        actions.add_block(director, publication=made, kind=kind, edit=edit)
    read = reading_of(made, director)
    assert read.reader.missing == [
        "l’action n° 987654 n’existe plus",
        "un bloc demande une convention qui n’est plus à lire : choisissez-en une",
        "un bloc demande une convention qui n’est plus à lire : choisissez-en une",
    ]
    assert not [block for block in read.blocks if isinstance(block, Figures)]


def test_a_figure_that_says_nothing_of_an_action_is_said(
    demonstration: House, director: Actor
) -> None:
    made = actions.create_publication(director, title="Essai", year=2023)
    action = Action.objects.get(house=demonstration, name__startswith="Animation")
    edit = BlockEdit("", 1, {"codes": ["dla.diagnoses"], "action": action.pk})
    actions.add_block(director, publication=made, kind="figures", edit=edit)
    assert reading_of(made, director).reader.missing == [
        f"« diagnostics DLA » ne dit rien de l’action « {action.name} »"
    ]
