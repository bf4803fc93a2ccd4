"""What pages of figures say beside a number: the rule, the sum of parts, what nobody has said."""

import datetime
import html
import re

import pytest
from django.test import Client

from probant.directory.actions import merge_organisation
from probant.directory.density import set_density
from probant.indicators.breakdown import Breakdown, break_down, dimension_of, shared_records
from probant.indicators.definition import Indicator, Scope
from probant.indicators.engine import Figure, measure
from probant.indicators.registry import catalogue, indicator, ratios
from probant.indicators.screens.cards import CHOICES, GROUPS, chosen, heading_of, taken_over
from probant.indicators.screens.counting import rule_of
from probant.indicators.screens.parts import equation, rule_of_sum, shared_words
from probant.indicators.tests.acts import Desk, One, contracted, reached
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db
Day = datetime.date
ON = Day(2023, 6, 1)
YEAR = Period.year(2023)


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.fixture
def desk(house: Scene) -> Desk:
    return Desk(house.house, house.awa, house.fabien, house.importer)


@pytest.fixture
def client(house: Scene) -> Client:
    client = Client()
    client.force_login(house.users["Fabien"])
    return client


def the(code: str) -> Indicator:
    found = indicator(code)
    assert found is not None
    return found


def figure(desk: Desk, code: str) -> Figure:
    return measure(the(code), house_id=desk.house.pk, period=YEAR)


def broken(desk: Desk, code: str, key: str) -> Breakdown:
    found = figure(desk, code)
    facts = found.indicator.population(house_id=desk.house.pk, period=YEAR, cut=Cut.now())
    dimension = dimension_of(found.indicator, key)
    assert dimension is not None
    return break_down(found, facts, dimension)


def shared(desk: Desk, code: str, key: str) -> set[int]:
    found = figure(desk, code)
    facts = found.indicator.population(house_id=desk.house.pk, period=YEAR, cut=Cut.now())
    dimension = dimension_of(found.indicator, key)
    assert dimension is not None
    return {fact.organisation_id for fact in shared_records(found, facts, dimension)}


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


# --- the sum of the parts ------------------------------------------------------------------------
def moved_house(desk: Desk) -> tuple[int, int]:
    """Three structures at Dijon, one of which moved to Talant between two stages; one at Talant."""
    sheets = [desk.sheet(f"Structure {number}") for number in range(3)]
    there = desk.sheet("À Talant", place_code="21617")
    for sheet in (*sheets, there):
        reached("dla", "accueil")(One(desk, sheet, ON))
    sheets[0].place_code = "21617"
    sheets[0].save()
    reached("dla", "diagnostic")(One(desk, sheets[0], ON))
    return sheets[0].pk, there.pk


def test_the_sum_says_what_is_counted_twice(desk: Desk) -> None:
    moved, _ = moved_house(desk)
    found = broken(desk, "dla.organisations_supported", "commune")
    assert {part.key: part.value for part in found.parts} == {"21231": 3, "21617": 2}
    assert (found.whole, found.overlap, found.shared) == (4, 1, 1)
    supported = the("dla.organisations_supported")
    assert equation(found, supported) == "4 = 3 + 2 − 1"
    assert shared_words(found, supported) == "1\u00a0structure dans deux lignes"
    assert shared(desk, "dla.organisations_supported", "commune") == {moved}


def test_two_sheets_that_are_one_are_in_both_lines_and_listed_both(desk: Desk) -> None:
    here, there = desk.sheet("Une"), desk.sheet("Une bis", place_code="21617")
    for sheet in (here, there):
        reached("dla", "accueil")(One(desk, sheet, ON))
    found = broken(desk, "dla.organisations_welcomed", "commune")
    assert (found.whole, found.overlap, found.shared) == (2, 0, 0)
    assert equation(found, the("dla.organisations_welcomed")) == "2 = 1 + 1"
    merge_organisation(desk.direction, kept=here, merged=there, reason="la même")
    found = broken(desk, "dla.organisations_welcomed", "commune")
    assert (found.whole, found.overlap, found.shared) == (1, 1, 1)
    assert shared(desk, "dla.organisations_welcomed", "commune") == {here.pk, there.pk}


def test_a_structure_in_three_lines_is_one_counted_three_times(desk: Desk) -> None:
    one = One(desk, desk.sheet("Une"), ON)
    case = one.case()
    for phase in ("accueil", "diagnostic", "parcours"):
        one.reach(case, phase)
    found = broken(desk, "dla.organisations_supported", "phase")
    supported = the("dla.organisations_supported")
    assert (equation(found, supported), found.shared) == ("1 = 1 + 1 + 1 − 2", 1)
    assert shared_words(found, supported) == "1\u00a0structure dans plusieurs lignes"


def test_cases_never_stand_in_two_communes_and_the_page_says_so(desk: Desk, client: Client) -> None:
    for name, place in (("Une", "21231"), ("Deux", "21617")):
        reached("dla", "diagnostic")(One(desk, desk.sheet(name, place_code=place), ON))
    page = shown(client, "/chiffres/dla.diagnoses/?annee=2023&par=commune")
    assert "<strong>2 = 1 + 1</strong>. Les lignes s’additionnent" in page
    assert "plusieurs=1" not in page


def test_amounts_add_up_in_euros(desk: Desk) -> None:
    for kind, lag in (("individual", 40), ("collective", 60)):
        contracted(kind)(One(desk, desk.sheet(kind), ON, lag))
    found = broken(desk, "dla.mission_cost", "kind")
    cost = the("dla.mission_cost")
    assert equation(found, cost) == "1\u202f000\u00a0€ = 600\u00a0€ + 400\u00a0€"
    assert rule_of_sum(found, cost) == "Les lignes s’additionnent : rien n’est compté deux fois."


def test_many_parts_are_added_up_rather_than_written_one_by_one(desk: Desk) -> None:
    for number in range(9):
        sheet = desk.sheet(f"S{number}")
        reached("dla", "accueil")(One(desk, sheet, Day(2023, 1 + number, 3)))
        if number < 2:
            reached("dla", "diagnostic")(One(desk, sheet, Day(2023, 11, 3)))
    found = broken(desk, "dla.organisations_supported", "mois")
    supported = the("dla.organisations_supported")
    assert equation(found, supported) == "9 = 11 (somme des 10 lignes) − 2"


def test_a_filter_narrows_the_sum_as_well(desk: Desk, client: Client) -> None:
    moved_house(desk)
    sheet = desk.sheet("Coopérative", family="cooperative")
    reached("dla", "accueil")(One(desk, sheet, ON))
    page = shown(
        client, "/chiffres/dla.organisations_supported/?annee=2023&par=commune&famille=association"
    )
    assert "<strong>4 = 3 + 2 − 1</strong>" in page
    (link,) = re.findall(r'href="([^"]+plusieurs=1)#faits"', page)
    assert "famille=association" in link
    assert "<strong>1</strong> sur 5" in shown(client, link)


# --- what a figure counts ------------------------------------------------------------------------
def test_every_figure_says_what_it_counts() -> None:
    said = {one.code: rule_of(one) for one in catalogue()}
    assert said["door.calls"] == "On compte des actes : chacun compte une fois, à sa date."
    assert said["dla.diagnoses"].startswith("On compte des dossiers différents")
    assert said["dla.organisations_supported"].startswith("On compte des structures différentes")
    assert said["dla.marks"].startswith("On additionne")
    assert said["dla.days_to_plan"].startswith("On prend la valeur du milieu")


def test_the_same_facts_are_said_as_acts_cases_and_structures(desk: Desk, client: Client) -> None:
    sheet = desk.sheet("Une")
    for programme in ("dla", "crdva"):
        reached(programme, "accueil")(One(desk, sheet, ON))
    reached("dla", "diagnostic")(One(desk, desk.sheet("Autre"), ON))
    page = shown(client, "/chiffres/support.organisations/?annee=2023")
    assert "3\u00a0faits, 3\u00a0dossiers différents, 2\u00a0structures différentes" in page


# --- medians on their page -----------------------------------------------------------------------
def test_a_median_says_over_how_many_and_what_it_leaves_out(desk: Desk, client: Client) -> None:
    for number, lag in enumerate((10, 20)):
        case_one = One(desk, desk.sheet(f"S{number}"), ON, lag)
        case = case_one.case()
        case_one.reach(case, "diagnostic", case_one.before)
        case_one.reach(case, "parcours")
    reached("dla", "parcours")(One(desk, desk.sheet("Sans diagnostic"), ON))
    page = shown(client, "/chiffres/dla.days_to_plan/?annee=2023&par=famille")
    assert re.findall(r'figure--large.*?figure__value">([^<]*)<', page) == ["15"]
    assert "sur 2\u00a0dossiers" in page
    assert "1\u00a0autre fait de la période n’a pas de durée" in page
    assert "association (2)" in page
    assert "Une médiane ne s’additionne pas" in page
    listed = page.partition('id="table-preuve"')[2].partition("</table>")[0]
    assert ("Compté depuis le" in listed, listed.count('<th scope="row"')) == (True, 2)


def test_the_list_of_a_delay_sorts_by_days(desk: Desk, client: Client) -> None:
    for name, lag in (("Longue", 50), ("Courte", 5), ("Moyenne", 20)):
        reached("dla", "diagnostic")(One(desk, desk.sheet(name), ON, lag))
    page = shown(client, "/chiffres/dla.days_to_diagnosis/?annee=2023&tri=-delay_days")
    listed = page.partition('id="table-preuve"')[2].partition("</table>")[0]
    heads = re.findall(r'<th scope="row"[^>]*>(?:<[^>]+>)*([^<]+)', listed)
    assert heads == ["Longue", "Moyenne", "Courte"]


def test_a_median_over_nothing_is_a_dash(client: Client, desk: Desk) -> None:
    page = shown(client, "/chiffres/dla.days_to_plan/?annee=2023")
    assert re.findall(r'figure--large.*?figure__value">([^<]*)<', page) == ["—"]


def test_an_export_takes_the_part_that_is_shown_and_nothing_else(
    desk: Desk, client: Client
) -> None:
    for name, place in (("Une", "21231"), ("Deux", "21617"), ("Trois", "21617")):
        reached("dla", "diagnostic")(One(desk, desk.sheet(name, place_code=place), ON))
    page = shown(client, "/chiffres/dla.diagnoses/?annee=2023&par=commune&part=21617")
    form = page.partition("/export/")[2].partition("</form>")[0]
    given = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    given.pop("csrfmiddlewaretoken", None)
    answer = client.post("/chiffres/dla.diagnoses/export/", {**given, "format": "csv"})
    lines = answer.content.decode("utf-8-sig").strip().splitlines()
    assert sorted(line.split(";")[0] for line in lines[1:]) == ["Deux", "Trois"]


# --- what nobody has said ------------------------------------------------------------------------
def test_the_rural_share_says_apart_the_structures_of_communes_without_a_class(
    desk: Desk, client: Client
) -> None:
    set_density(3, {"21584": 3, "21231": 1}, vintage=2021)
    for number, place in enumerate(("21584", "21231", "21231", "21617", "")):
        reached("dla", "accueil")(One(desk, desk.sheet(f"S{number}", place_code=place), ON))
    page = shown(client, "/chiffres/taux/support.rural_share/?annee=2023")
    values = re.findall(r'figure__value">([^<]*)<', page)
    assert values == ["33,3\u00a0%", "1", "3", "2"]
    assert "Dit à part" in page
    assert "grille communale de densité" in page
    assert 'href="/chiffres/support.organisations_unplaced/?annee=2023"' in page


def test_the_share_of_neighbourhoods_says_apart_those_of_whom_nobody_said(
    desk: Desk, client: Client
) -> None:
    for number, code in enumerate(("21231-fontaine-d-ouche", "hors", "", "")):
        reached("dla", "accueil")(One(desk, desk.sheet(f"S{number}", qpv_code=code), ON))
    page = shown(client, "/chiffres/taux/support.qpv_share/?annee=2023")
    assert re.findall(r'figure__value">([^<]*)<', page) == ["50\u00a0%", "1", "2", "2"]
    figures = shown(client, "/chiffres/?annee=2023&choix=support")
    assert "2 à part\u00a0: structures dont le quartier n’est pas dit" in figures


def test_a_mean_leaves_out_missions_without_an_amount_and_says_so(
    desk: Desk, client: Client
) -> None:
    contracted()(One(desk, desk.sheet("Avec"), ON, 40))
    contracted(cost_cents=None)(One(desk, desk.sheet("Sans"), ON, 60))
    page = shown(client, "/chiffres/taux/dla.cost_per_mission/?annee=2023")
    assert re.findall(r'figure__value">([^<]*)<', page) == [
        "400\u00a0€",
        "400\u00a0€",
        "1",
        "1",
    ]


# --- the catalogue on one page -------------------------------------------------------------------
def test_every_figure_and_rate_is_reached_by_a_choice() -> None:
    reached_by = {one.code for word, _ in CHOICES for one in chosen(word)}
    assert reached_by == {one.code for one in catalogue()}


@pytest.mark.parametrize(
    ("code", "over"),
    [
        ("support.days_to_closing", "dossiers"),
        ("support.days_between_stages", "étapes"),
        ("dla.median_mission_cost", "missions"),
        ("money.days_to_payment", "versements"),
        ("governance.days_to_transmission", "actes"),
    ],
)
def test_a_median_names_what_its_values_are_of(code: str, over: str) -> None:
    figure = Figure(the(code), 1, YEAR, Cut.now(), Scope(), value=10, records=2)
    assert taken_over(figure) == f"sur 2\u00a0{over}"


def test_figures_stand_under_a_heading_that_says_their_subject() -> None:
    assert "Autres" not in {heading_of(one) for one in catalogue()}
    sizes: dict[str, int] = {}
    for one in catalogue():
        sizes[heading_of(one)] = sizes.get(heading_of(one), 0) + 1
    assert max(sizes.values()) <= 12, sizes
    assert {one.code.partition(".")[0] for one in ratios()} <= set(GROUPS)


def test_the_whole_catalogue_is_grouped_with_a_table_of_contents(
    desk: Desk, client: Client
) -> None:
    reached("dla", "accueil")(One(desk, desk.sheet("Une"), ON))
    page = shown(client, "/chiffres/?annee=2023&choix=tous")
    heads = re.findall(r"<h2>([^<]+)</h2>", page)
    links = re.findall(r'<a href="#[^"]+">([^<]+)</a>', page.partition('aria-label="Sujets"')[2])
    assert heads == links[: len(heads)]
    assert len(heads) == len(set(heads))
    assert (heads[0], heads[-1]) == ("Dispositif local d’accompagnement", "Taux et moyennes")
