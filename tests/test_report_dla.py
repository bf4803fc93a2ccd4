"""The DLA's yearly report and papers: figures of the engine, names by agreement, orders held."""

import datetime
import io

import docx
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from probant.directory.actions import agree_to_naming
from probant.directory.models import House, Organisation
from probant.funding.models import Convention
from probant.indicators.engine import measure
from probant.indicators.registry import indicator
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.money import write_euros
from probant.kernel.period import Period
from probant.kernel.roles import TEAM, Role
from probant.programmes.rules import write_hundredths
from probant.reports.actions import make_report
from probant.reports.blocks import Content, Figures, Table
from probant.reports.definition import NoReport, ReportOrder, catalogue
from probant.reports.dla.year import KEPT_APART
from probant.support.models import Mission, MissionContracted

pytestmark = pytest.mark.django_db
BASE = "http://127.0.0.1:8000"


def order(house: House, year: int = 2023, cut: Cut | None = None, **more: object) -> ReportOrder:
    given = {
        "actor": Actor.system(house.pk, "essai", roles=TEAM),
        "house_id": house.pk,
        "year": year,
        "cut": cut or Cut.now(),
        "base_url": BASE,
        "today": datetime.date(2026, 11, 22),
    }
    return ReportOrder(**(given | more))  # type: ignore[arg-type]


def collected(house: House, **more: object) -> Content:
    return catalogue()["dla"].collect(order(house, **more))  # type: ignore[arg-type]


def figures_in(content: Content) -> dict[str, int]:
    return {
        row.code: row.value
        for block in content.blocks
        if isinstance(block, Figures)
        for row in block.rows
    }


def tables_in(content: Content) -> dict[str, Table]:
    return {block.caption: block for block in content.blocks if isinstance(block, Table)}


def words_in(content: Content) -> str:
    return str(content.as_dict())


def test_figures_of_the_report_are_those_of_the_engine(demonstration: House) -> None:
    told = figures_in(collected(demonstration))
    computed = {}
    for code in told:
        found = indicator(code)
        assert found is not None
        computed[code] = measure(
            found, house_id=demonstration.pk, period=Period.year(2023), cut=Cut.now()
        ).value
    assert told == computed
    assert (told["dla.organisations_supported"], told["dla.jobs_consolidated"]) == (41, 519)


def test_report_obeys_the_day_of_knowledge(demonstration: House) -> None:
    told = figures_in(collected(demonstration, cut=Cut.known(datetime.date(2024, 3, 21))))
    assert (told["dla.organisations_welcomed"], told["dla.collective_missions"]) == (26, 3)


def test_stages_and_missions_add_up_to_the_figures(demonstration: House) -> None:
    content = collected(demonstration)
    told, tables = figures_in(content), tables_in(content)
    stages = {row.cells[0].text: row.cells[2].number for row in tables["Structures par étape"].rows}
    assert stages["Accueil"] == told["dla.organisations_welcomed"]
    individual = tables["Ingénieries individuelles"].rows
    assert len(individual) - 1 == told["dla.individual_missions"]
    assert len(tables["Ingénieries collectives"].rows) - 1 == told["dla.collective_missions"]
    by_family = sum(
        row.cells[1].number or 0 for row in tables["Structures par famille juridique"].rows
    )
    assert by_family == told["dla.organisations_supported"]


def test_nobody_is_named_without_agreement(demonstration: House) -> None:
    supported = MissionContracted.objects.filter(
        house_id=demonstration.pk, organisation__isnull=False
    ).values_list("organisation__name", flat=True)
    content = collected(demonstration)
    words = words_in(content)
    assert [name for name in supported if name in words] == []
    heads = [head.text for head in tables_in(content)["Ingénieries individuelles"].heads]
    assert heads == ["Objet", "Prestataire", "Signée", "Jours", "Coût"]
    assert "aucune n’a consenti à l’être auprès de ce lecteur" in words


def test_a_mission_that_is_called_after_its_structure_does_not_name_it(
    demonstration: House,
) -> None:
    mission = Mission.objects.filter(house=demonstration, kind="individual").latest("pk")
    assert mission.case is not None and mission.case.organisation is not None
    name = mission.case.organisation.name
    mission.title = f"Appui à {name.upper()}, gouvernance"
    mission.save()
    content = collected(demonstration)
    assert name.casefold() not in words_in(content).casefold()
    titles = [row.cells[0].text for row in tables_in(content)["Ingénieries individuelles"].rows]
    assert titles.count(f"Ingénierie individuelle ({KEPT_APART})") == 1


def test_structure_is_named_to_the_funder_of_the_convention_that_it_agreed_to(
    demonstration: House,
) -> None:
    convention = Convention.objects.filter(house=demonstration).order_by("-pk").first()
    assert convention is not None
    funders = Organisation.objects.filter(
        pk__in=convention.parties.filter(role="funder").values("organisation")
    )
    facts = MissionContracted.objects.filter(house_id=demonstration.pk, kind="individual")
    first, second = (fact.organisation for fact in facts.order_by("pk")[:2])
    assert first is not None and second is not None
    clerk = Actor.system(demonstration.pk, "essai", roles=TEAM)
    for funder in funders:
        agree_to_naming(clerk, first, funder, agreed_on=datetime.date(2023, 1, 2))
    content = collected(demonstration, convention_id=convention.pk)
    told = [row.cells[1].text for row in tables_in(content)["Ingénieries individuelles"].rows]
    assert told == [first.name, *[KEPT_APART] * 12, ""]
    assert second.name not in words_in(content)
    assert first.name not in words_in(collected(demonstration))


def test_stranger_makes_no_report_of_the_dla(demonstration: House) -> None:
    stranger = Actor(None, 1, None, frozenset({Role.FUNDER_OFFICER}))
    with pytest.raises(NoReport):
        collected(demonstration, actor=stranger)


def test_three_formats_say_the_same_figures(demonstration: House) -> None:
    texts = {}
    for ending in ("pdf", "docx", "xlsx"):
        _, written = make_report("dla", order(demonstration), ending)
        texts[ending] = written
    pdf = pypdfium2.PdfDocument(texts["pdf"])
    read = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert "519" in read
    table = docx.Document(io.BytesIO(texts["docx"])).tables[0]
    assert [row.cells[0].text for row in table.rows][1] == "41"
    book = CalamineWorkbook.from_filelike(io.BytesIO(texts["xlsx"]))
    rows = book.get_sheet_by_name("Chiffres").to_python()
    assert rows[1][0] == 41


def test_amounts_days_and_posts_are_written_in_their_own_unit(demonstration: House) -> None:
    content = collected(demonstration)
    rows = {
        row.code: row
        for block in content.blocks
        if isinstance(block, Figures)
        for row in block.rows
    }
    signed = MissionContracted.objects.filter(house_id=demonstration.pk, occurred_on__year=2023)
    cents = sum(cost or 0 for cost in signed.values_list("cost_cents", flat=True))
    days = sum(days or 0 for days in signed.values_list("days_hundredths", flat=True))
    assert rows["dla.mission_cost"].number == cents / 100
    assert rows["dla.mission_days"].number == days / 100
    _, written = make_report("dla", order(demonstration), "docx")
    table = docx.Document(io.BytesIO(written)).tables[0]
    told = {row.cells[1].text: row.cells[0].text for row in table.rows}
    assert told["coût des missions DLA"] == write_euros(cents)
    assert told["jours d’ingénierie DLA"] == write_hundredths(days)
