"""Figures of a house: a filtered list kept, held to the contract of the catalogue."""

import datetime
import html
import re
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import ProtectedError
from django.test import Client

from probant.directory.density import set_density
from probant.indicators.actions import (
    add_figure,
    keep_indicator,
    open_board,
    revise_indicator,
    withdraw_indicator,
)
from probant.indicators.definition import Indicator
from probant.indicators.engine import measure
from probant.indicators.models import OwnIndicator, OwnVersion
from probant.indicators.own import (
    Spec,
    find_indicator,
    may_be_kept,
    own_indicators,
    ways_to_count,
)
from probant.indicators.registry import catalogue
from probant.indicators.registry import indicator as of_catalogue
from probant.indicators.screens.counting import rule_of
from probant.indicators.tests.scenario import Small, small_house
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.decision import Refused
from probant.kernel.period import Period
from probant.kernel.roles import Role
from probant.programmes.actions import adopt_programme

pytestmark = pytest.mark.django_db
WELCOMED = "dla.organisations_welcomed"
RURAL, TOWN = "21584", "21231"
KEEP = f"/chiffres/{WELCOMED}/garder/?annee=2021&par=classe&part=rural"
CODE = "maison.structures-rurales-accueillies"


@pytest.fixture
def small() -> Small:
    set_density(3, {RURAL: 3, TOWN: 1}, vintage=2021)
    found = small_house()
    found.welcome("Alpha", place_code=RURAL)
    found.welcome("Béta", place_code=RURAL, family="cooperative")
    found.welcome("Gamma", place_code=TOWN)
    return found


@pytest.fixture
def client(small: Small) -> Client:
    return small.client()


KEPT = [one for one in catalogue() if may_be_kept(one)]


@pytest.mark.parametrize("one", KEPT, ids=[one.code for one in KEPT])
def test_a_list_may_be_counted_as_its_figure_is_and_each_way_says_its_rule(one: Indicator) -> None:
    first, *others = ways_to_count(one)
    assert (first.measure, first.written) == (one.measure, one.written)
    assert all(rule_of(replace(one, measure=way.measure)) for way in (first, *others))


def spec(**said: Any) -> Spec:
    given: dict[str, Any] = {
        "code": "maison.essai",
        "base": WELCOMED,
        "filters": (("classe", "rural"),),
        "counted": "organisation",
        "until": False,
        "label": "structures rurales accueillies",
        "unit": "structures",
        "definition": "Structures accueillies dans une commune rurale.",
    }
    return Spec(**{**given, **said})


def typed(**said: str) -> dict[str, str]:
    given = {
        "label": "structures rurales accueillies",
        "counted": "organisation",
        "span": "within",
        "unit": "structures",
        "definition": "Structures accueillies dans une commune rurale.",
    }
    return {**given, **said}


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    text = html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return " ".join(text.split())


def value(small: Small, code: str, year: int = 2021, cut: Cut | None = None) -> int:
    found = find_indicator(small.house.pk, code, cut)
    assert found is not None
    return measure(found, house_id=small.house.pk, period=Period.year(year), cut=cut).value


def test_a_filtered_list_is_kept_as_a_figure_that_opens_onto_its_rows(client: Client) -> None:
    filtered = client.get(f"/chiffres/{WELCOMED}/?annee=2021&par=classe&part=rural")
    assert f'href="{html.escape(KEEP)}"' in filtered.content.decode()
    page = shown(client, KEEP)
    assert "commune rurale ou urbaine : communes rurales" in page
    assert "2 , sur 2 faits" in page and "Alpha" in page and "Gamma" not in page
    answer = client.post(KEEP, typed())
    assert answer.status_code == 302
    assert answer["Location"] == f"/chiffres/{CODE}/?annee=2021"
    kept = shown(client, answer["Location"])
    assert "Structures accueillies dans une commune rurale." in kept
    assert "Alpha" in kept and "Béta" in kept and "Gamma" not in kept
    assert "Structures rurales accueillies" in shown(client, f"/chiffres/{CODE}/pourquoi/")
    assert "structures rurales accueillies" in shown(client, "/chiffres/?annee=2021&choix=maison")


def test_what_it_gives_is_seen_before_it_is_kept(client: Client) -> None:
    answer = client.post(KEEP, typed(counted="rows", label="", voir="1"))
    assert answer.status_code == 200
    assert not OwnIndicator.objects.exists()
    refused = client.post(KEEP, typed(label=""))
    assert refused.status_code == 422
    assert "Donnez un libellé" in html.unescape(refused.content.decode())


def test_a_figure_of_the_house_stands_on_a_board_like_any_other(
    small: Small, client: Client
) -> None:
    version = keep_indicator(small.awa, house_id=small.house.pk, spec=spec())
    board = open_board(small.awa, house_id=small.house.pk, name="Conseil")
    add_figure(small.awa, board=board, code=version.indicator.code)
    page = client.get(f"/tableaux/{board.pk}/?annee=2021&ans=1").content.decode()
    assert f'href="/chiffres/{CODE}/?annee=2021"' in page
    assert list(own_indicators(small.house.pk)) == [CODE]


def test_a_new_definition_counts_from_its_day_and_the_one_before_is_kept(small: Small) -> None:
    first = keep_indicator(small.awa, house_id=small.house.pk, spec=spec())
    both = (("classe", "rural"), ("famille", "cooperative"))
    changed = spec(code=CODE, filters=both)
    revise_indicator(small.awa, indicator=first.indicator, spec=changed)
    assert value(small, CODE) == 1
    OwnVersion.objects.filter(number=1).update(since=datetime.date(2021, 1, 1))
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    before = find_indicator(small.house.pk, CODE, Cut.known(yesterday))
    assert before is not None
    now = measure(before, house_id=small.house.pk, period=Period.year(2021))
    assert now.value == 2
    with pytest.raises(Refused, match="Rien n’a changé"):
        revise_indicator(small.awa, indicator=first.indicator, spec=changed)


def test_the_account_says_what_a_new_definition_changed(small: Small, client: Client) -> None:
    early = datetime.date(2021, 3, 10)
    small.welcome("Delta", place_code=RURAL, known_on=early)
    first = keep_indicator(small.awa, house_id=small.house.pk, spec=spec())
    OwnVersion.objects.update(since=early)
    changed = spec(code=CODE, filters=(("famille", "cooperative"),))
    revise_indicator(small.awa, indicator=first.indicator, spec=changed)
    page = shown(client, f"/chiffres/{CODE}/pourquoi/?annee=2021&entre=21/03/2021")
    assert "La définition a changé − 1" in page


def test_a_figure_withdrawn_is_chosen_no_more_and_still_opens(small: Small, client: Client) -> None:
    kept = keep_indicator(small.awa, house_id=small.house.pk, spec=spec())
    board = open_board(small.awa, house_id=small.house.pk, name="Conseil")
    add_figure(small.awa, board=board, code=CODE)
    assert "Retirer ce chiffre" in shown(client, f"/chiffres/{CODE}/garder/?annee=2021")
    address = f"/chiffres/{CODE}/retirer/"
    done = client.post(address, {"geste": "retirer"})
    assert done["Location"] == f"/chiffres/{CODE}/"
    assert own_indicators(small.house.pk) == {}
    page = shown(client, f"/chiffres/{CODE}/?annee=2021")
    assert "est retiré depuis le" in page and "Alpha" in page
    line = shown(client, f"/tableaux/{board.pk}/?annee=2021&ans=1")
    assert "Ce chiffre de la maison est retiré" in line and "n’existe plus" not in line
    row = board.figures.get()
    alone = client.get(f"/tableaux/chiffres/{row.pk}/").content.decode()
    assert f'<a href="/chiffres/{CODE}/">Sa page</a>' in alone
    with pytest.raises(Refused, match="déjà retiré"):
        withdraw_indicator(small.awa, indicator=kept.indicator)
    assert "Reprendre ce chiffre" in shown(client, f"/chiffres/{CODE}/garder/?annee=2021")
    client.post(address, {"geste": "reprendre"})
    assert list(own_indicators(small.house.pk)) == [CODE]
    assert client.post("/chiffres/maison.inconnu/retirer/").status_code == 404
    reader = Actor(1, small.house.pk, small.house.pk, frozenset({Role.BOARD}))
    with pytest.raises(Refused, match="Seule l’équipe"):
        withdraw_indicator(reader, indicator=kept.indicator)


def test_until_counts_all_that_happened_before_the_end_of_the_period(small: Small) -> None:
    small.welcome("Delta", on=datetime.date(2020, 5, 4), place_code=RURAL)
    kept = keep_indicator(small.awa, house_id=small.house.pk, spec=spec(until=True))
    assert [value(small, kept.indicator.code, year) for year in (2019, 2020, 2021)] == [0, 1, 3]


def test_the_figure_itself_or_a_list_nobody_knows_is_not_kept(small: Small) -> None:
    for said, why in (
        ({"filters": ()}, "lui-même : filtrez d’abord"),
        ({"filters": (("inconnue", "x"),)}, "ne peut pas être gardée"),
        ({"base": "money.due"}, "ne peut pas être gardée"),
        ({"counted": "sum:headcount"}, "ne peut pas être gardée"),
    ):
        with pytest.raises(Refused, match=why):
            keep_indicator(small.awa, house_id=small.house.pk, spec=spec(**said))
    assert not OwnIndicator.objects.exists()


def test_a_definition_that_selects_nothing_or_everything_says_so(
    small: Small, client: Client
) -> None:
    nothing = shown(client, f"/chiffres/{WELCOMED}/garder/?annee=2021&famille=mutuelle")
    assert "0 , sur 0 fait. Rien n’est retenu de cette année" in nothing
    small.welcome("Delta", on=datetime.date(2022, 3, 4), place_code=TOWN)
    everything = f"/chiffres/{WELCOMED}/garder/?annee=2022&commune={TOWN}"
    assert "Les filtres ne retirent rien de cette année." in shown(client, everything)


def test_a_programme_that_a_board_reads_cannot_be_deleted(small: Small, client: Client) -> None:
    board = open_board(small.awa, house_id=small.house.pk, name="Conseil")
    creation = adopt_programme(actor=small.system, house_id=small.house.pk, code="creation")
    add_figure(small.awa, board=board, code="support.organisations", programme=creation)
    with pytest.raises(ProtectedError):
        creation.delete()
    assert client.get(f"/chiffres/{WELCOMED}/?programme=999999").status_code == 404


def test_two_figures_of_one_label_have_two_codes_and_others_keep_none(small: Small) -> None:
    codes = [
        keep_indicator(small.awa, house_id=small.house.pk, spec=spec()).indicator.code
        for _ in range(2)
    ]
    assert codes == [CODE, f"{CODE}-2"]
    reader = Actor(1, small.house.pk, small.house.pk, frozenset({Role.BOARD}))
    with pytest.raises(Refused, match="Seule l’équipe"):
        keep_indicator(reader, house_id=small.house.pk, spec=spec())
    assert find_indicator(small.house.pk + 1, CODE) is None


def test_every_way_to_count_a_list_is_one_of_its_own_columns() -> None:
    for one in catalogue():
        columns = {column.name for column in one.fact._meta.concrete_fields}
        for way in ways_to_count(one):
            column = getattr(way.measure, "column", None)
            assert column is None or column in columns, (one.code, way.key)
    base = of_catalogue(WELCOMED)
    assert base is not None
    assert ways_to_count(base)[0].key == "organisation"
