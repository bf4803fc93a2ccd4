"""A figure broken down: its parts are counted over its own records, and overlaps are said."""

import datetime
import html
import random

import pytest

from probant.indicators.breakdown import NOT_SAID, break_down, dimension_of, dimensions_of, within
from probant.indicators.definition import Indicator
from probant.indicators.engine import divide, measure
from probant.indicators.measures import Distinct, Sum
from probant.indicators.registry import catalogue, indicator, ratio, ratios
from probant.indicators.tests.scenario import Small, small_house
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.programmes.models import Phase
from probant.support.actions import reach_phase

pytestmark = pytest.mark.django_db
YEAR = Period.year(2023)
SEPTEMBER = datetime.date(2023, 9, 1)
METROPOLE = "242100410"  # Dijon and Talant are both in it
each = pytest.mark.parametrize("found", catalogue(), ids=lambda found: found.code)


def the(code: str) -> Indicator:
    found = indicator(code)
    assert found is not None
    return found


@pytest.fixture
def small() -> Small:
    """Twelve structures of three families in two communes; half of them reach the diagnosis."""
    small = small_house()
    drawn = random.Random(5)
    diagnosis = Phase.objects.get(programme=small.programme, official_code="diagnostic")
    for number in range(12):
        on = datetime.date(2023, 1 + number % 4, 10)
        case = small.welcome(
            f"Structure {number}",
            on=on,
            family=drawn.choice(["association", "cooperative", "mutuelle"]),
            place_code=drawn.choice(["21231", "21617"]),
        )
        if number % 2:
            reach_phase(
                small.awa, case=case, phase=diagnosis, occurred_on=datetime.date(2023, 9, 1)
            )
    return small


def parts(small: Small, code: str, key: str) -> tuple[dict[str, int], int, int]:
    """Part → value, the overlap, and the figure."""
    one = the(code)
    figure = measure(one, house_id=small.house.pk, period=YEAR)
    facts = one.population(house_id=small.house.pk, period=YEAR, cut=Cut.now())
    dimension = dimension_of(one, key)
    assert dimension is not None
    found = break_down(figure, facts, dimension)
    return {part.key: part.value for part in found.parts}, found.overlap, figure.value


@pytest.mark.parametrize(
    "key", ["famille", "commune", "mois", "phase", "intercommunalite", "filiere"]
)
@pytest.mark.parametrize("code", ["dla.organisations_supported", "dla.organisations_welcomed"])
def test_parts_equal_a_naive_count_over_the_records(small: Small, code: str, key: str) -> None:
    one = the(code)
    if dimension_of(one, key) is None:  # a figure of one stage is not broken down by stage
        assert (code, key) == ("dla.organisations_welcomed", "phase")
        return
    facts = one.population(house_id=small.house.pk, period=YEAR, cut=Cut.now())
    says = {
        "famille": lambda fact: fact.family,
        "commune": lambda fact: fact.place_code,
        "mois": lambda fact: str(fact.occurred_on.month),
        "phase": lambda fact: str(fact.phase_id),
        "filiere": lambda fact: fact.branch,
        "intercommunalite": lambda fact: METROPOLE,
    }[key]
    naive: dict[str, set[int]] = {}
    for fact in facts:
        naive.setdefault(says(fact), set()).add(fact.organisation_id)
    got, overlap, value = parts(small, code, key)
    assert got == {part: len(members) for part, members in naive.items()}
    assert overlap == sum(map(len, naive.values())) - value


def test_a_structure_in_two_stages_is_said_to_overlap(small: Small) -> None:
    got, overlap, value = parts(small, "dla.organisations_supported", "phase")
    assert (sorted(got.values()), overlap, value) == ([6, 12], 6, 12)


def test_what_no_fact_says_is_a_part_of_its_own(small: Small) -> None:
    one = the("dla.organisations_welcomed")
    figure = measure(one, house_id=small.house.pk, period=YEAR)
    facts = one.population(house_id=small.house.pk, period=YEAR, cut=Cut.now())
    dimension = dimension_of(one, "filiere")
    assert dimension is not None
    (part,) = break_down(figure, facts, dimension).parts
    assert (part.key, part.label, part.value) == ("", NOT_SAID, 12)


@each
def test_every_figure_breaks_down_by_each_of_its_dimensions(found: Indicator, small: Small) -> None:
    """Parts of a count or a sum add up to it; those of different things to at least as much."""
    figure = measure(found, house_id=small.house.pk, period=YEAR)
    facts = found.population(house_id=small.house.pk, period=YEAR, cut=Cut.now())
    for dimension in dimensions_of(found):
        got = break_down(figure, facts, dimension)
        total = sum(part.value for part in got.parts)
        assert got.whole == figure.value
        if found.is_median:
            assert (got.overlap, got.shared) == (0, 0)
        else:
            assert total - got.overlap == figure.value
            assert (got.overlap > 0) == (got.shared > 0)
            assert not got.overlap or isinstance(found.measure, Distinct)
        assert sum(part.records for part in got.parts) == figure.records
        kept = [within(facts, dimension, part.key).count() for part in got.parts]
        assert kept == [part.records for part in got.parts]


def test_the_page_leads_from_a_part_to_its_records(small: Small) -> None:
    client = small.client()
    address = "/chiffres/dla.organisations_supported/?annee=2023&par=phase"
    page = html.unescape(client.get(address).content.decode())
    assert "<strong>12 = 12 + 6 − 6</strong>" in page
    assert f'<a href="{address}&plusieurs=1#faits">6\u00a0structures dans deux lignes</a>' in page
    diagnosis = Phase.objects.get(programme=small.programme, official_code="diagnostic")
    assert f"{address}&part={diagnosis.pk}#faits" in page
    kept = html.unescape(client.get(f"{address}&part={diagnosis.pk}").content.decode())
    assert "<strong>6</strong> sur 12" in kept
    shared = html.unescape(client.get(f"{address}&plusieurs=1").content.decode())
    assert "<strong>6</strong> sur 12" in shared
    listed = shared.partition('id="table-preuve"')[2].partition("</table>")[0]
    assert listed.count('<th scope="row"') == 12  # two facts each


@pytest.mark.parametrize("query", ["par=nimporte&part=x", "par=famille&part=inconnue", "part=x"])
def test_a_breakdown_that_does_not_exist_harms_nothing(small: Small, query: str) -> None:
    answer = small.client().get(f"/chiffres/dla.diagnoses/?annee=2023&{query}")
    assert answer.status_code == 200


def test_a_rate_is_its_two_figures_and_nothing_over_nothing(small: Small) -> None:
    rate = ratio("dla.diagnosis_rate")
    assert rate is not None
    found = divide(rate, house_id=small.house.pk, period=YEAR)
    assert (found.numerator.value, found.denominator.value, found.value) == (6, 12, 0.5)
    assert divide(rate, house_id=small.house.pk, period=Period.year(2019)).value is None


def test_the_page_of_a_rate_shows_both_figures_as_links(small: Small) -> None:
    page = html.unescape(
        small.client().get("/chiffres/taux/dla.diagnosis_rate/?annee=2023").content.decode()
    )
    assert "50\u00a0%" in page
    assert 'href="/chiffres/dla.diagnoses/?annee=2023"' in page
    assert 'href="/chiffres/dla.organisations_welcomed/?annee=2023"' in page
    empty = small.client().get("/chiffres/taux/dla.diagnosis_rate/?annee=2019")
    assert "Il n’y a rien à quoi rapporter" in html.unescape(empty.content.decode())
    assert small.client().get("/chiffres/taux/dla.rien/").status_code == 404


def test_the_page_of_figures_shows_the_essential_ones_until_one_asks(small: Small) -> None:
    client = small.client()
    first = client.get("/chiffres/?annee=2023").content.decode()
    every = client.get("/chiffres/?annee=2023&choix=tous").content.decode()
    assert first.count('class="figure"') == sum(one.essential for one in catalogue())
    cards = every.count('class="figure"') + every.count('class="figure is-none"')
    assert cards == len(catalogue()) + len(ratios())
    assert isinstance(the("dla.jobs_consolidated").measure, Sum)
