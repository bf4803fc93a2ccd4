"""The network's yearly report: every rate with what it divides, structures named, people never."""

import datetime
import io

import pypdfium2
import pytest

from probant.directory.models import House
from probant.gatherings.models import MemberJoined
from probant.indicators.engine import divide
from probant.indicators.registry import ratio
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.kernel.roles import TEAM, Role
from probant.reports.actions import make_report
from probant.reports.blocks import Content, Findings, Table
from probant.reports.definition import NoReport, ReportOrder, catalogue

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
    return catalogue()["network"].collect(order(house, **more))  # type: ignore[arg-type]


def tables_in(content: Content) -> dict[str, Table]:
    return {block.caption: block for block in content.blocks if isinstance(block, Table)}


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_network_has_the_76_partners_of_the_sheet_by_its_13_families(
    demonstration: House,
) -> None:
    named = MemberJoined.objects.now().filter(
        house_id=demonstration.pk,
        programme_code="reseau-acteurs",
        organisation__is_fictitious=False,
    )
    assert (named.count(), named.values("heading").distinct().count()) == (76, 13)


def test_rates_are_written_with_what_they_divide(demonstration: House) -> None:
    rows = {row[0]: row[1:] for row in rows_of(_rates(collected(demonstration)))}
    assert rows["Rencontres tenues sur toutes celles de l’année"] == [
        "2",
        "2",
        "rencontres",
        "100\xa0%",
    ]
    rate = ratio("network.participation_rate")
    assert rate is not None
    found = divide(rate, house_id=demonstration.pk, period=Period.year(2023))
    assert rows["Participation du réseau"][:3] == [
        str(found.numerator.value),
        "90",
        "structures",
    ]
    assert 0 < found.numerator.value < 90


def _rates(content: Content) -> Table:
    return tables_in(content)["Réunions effectuées et participation"]


def test_as_known_before_anything_it_says_that_nothing_is_divided(demonstration: House) -> None:
    content = collected(demonstration, cut=Cut.known(datetime.date(2023, 1, 1)))
    rows = {row[0]: row[-1] for row in rows_of(_rates(content))}
    assert rows["Participation du réseau"] == "—"
    (missing,) = [block for block in content.blocks if isinstance(block, Findings)]
    assert "network.members" in [row.code for row in missing.rows]


def test_what_members_did_adds_up_to_the_rates(demonstration: House) -> None:
    tables = tables_in(collected(demonstration))
    families = rows_of(tables["Membres et présences par famille"])
    members = rows_of(tables["Activité des membres"])
    rates = {row[0]: row for row in rows_of(_rates(collected(demonstration)))}
    assert sum(int(row[1]) for row in families) == len(members) == 90
    presences = rates["Présences par membre du réseau"]
    assert sum(int(row[4]) for row in families) == int(presences[1])
    assert sum(int(row[3]) for row in members) == int(presences[1])
    assert len(rows_of(tables["Rendez-vous du Club"])) == 3


@pytest.mark.parametrize("roles", [{Role.FUNDER_OFFICER}, {Role.BOARD}, set()])
def test_only_the_team_makes_it(demonstration: House, roles: set[Role]) -> None:
    with pytest.raises(NoReport):
        collected(demonstration, actor=Actor.system(demonstration.pk, "essai", roles=roles))


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_each_format_opens(demonstration: House, ending: str) -> None:
    _, made = make_report("network", order(demonstration), ending)
    assert len(made) > 5000
    if ending == "pdf":
        pages = pypdfium2.PdfDocument(io.BytesIO(made))
        text = "".join(page.get_textpage().get_text_range() for page in pages)
        assert "Les taux, avec ce qu’ils divisent" in text
