"""The story of Ouche et Montagne is told from the demonstration, over all its years."""

import datetime

import pytest
from django.test import Client

from probant.accounts.models import User
from probant.directory.models import House, Organisation
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.roles import TEAM, Role
from probant.reports.actions import WRITERS
from probant.reports.definition import NoReport, ReportOrder, catalogue
from probant.reports.territory.story import Story, story_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority(demonstration: House) -> Organisation:
    return Organisation.objects.get(name="Communauté de communes Ouche et Montagne")


def order(house: House, organisation: Organisation | None, **more: object) -> ReportOrder:
    given: dict[str, object] = {
        "actor": Actor.system(house.pk, "essai", roles=TEAM),
        "house_id": house.pk,
        "year": 2024,
        "cut": Cut.now(),
        "base_url": "https://probant.example",
        "today": datetime.date(2024, 6, 1),
        "organisation_id": organisation.pk if organisation else None,
    }
    return ReportOrder(**{**given, **more})  # type: ignore[arg-type]


def steps(story: Story) -> list[tuple[int, str]]:
    return [(step.on.year, step.what) for step in story.steps]


def test_the_line_runs_from_the_opening_to_the_start(
    demonstration: House, authority: Organisation
) -> None:
    story = story_of(order(demonstration, authority))
    told = steps(story)
    assert (told[0][0], told[-1][0], story.years) == (2020, 2024, "2020–2024")
    assert len(told) == 1 + 4 + 7 + 1 + 2  # opened, stages, milestones, born, appointments
    assert [year for year, _ in story.steps_by_year()] == [2020, 2021, 2022, 2023, 2024]
    assert [one.on.year for one in story.gatherings] == [2023] * 10
    assert [one.headcount for one in story.gatherings] == [28] + [None] * 9
    assert [birth.organisation.name for birth in story.births] == ["La Boucle"]  # type: ignore[union-attr]


def test_as_known_on_an_earlier_day_the_line_is_shorter(
    demonstration: House, authority: Organisation
) -> None:
    known = Cut.known(datetime.date(2022, 12, 31))
    story = story_of(order(demonstration, authority, cut=known))
    assert (story.years, len(story.steps), story.births) == ("2020–2022", 5, ())


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_it_is_written_in_each_format(
    demonstration: House, authority: Organisation, ending: str
) -> None:
    content = catalogue()["territory"].collect(order(demonstration, authority))
    assert WRITERS[ending](content)[:4] in (b"%PDF", b"PK\x03\x04")


def test_nobody_outside_the_team_makes_it_and_a_structure_without_case_has_none(
    demonstration: House, authority: Organisation
) -> None:
    collect = catalogue()["territory"].collect
    board = Actor.system(demonstration.pk, "essai", roles=[Role.BOARD])
    with pytest.raises(NoReport):
        collect(order(demonstration, authority, actor=board))
    with pytest.raises(NoReport):
        collect(order(demonstration, None))
    with pytest.raises(NoReport):
        collect(order(demonstration, demonstration.organisation))


def test_the_page_tells_it_and_the_sheet_leads_to_it(
    demonstration: House, authority: Organisation
) -> None:
    client = Client()
    client.force_login(User.objects.get(email="direction@demo.probant.fr"))
    address = f"/rapports/territoires/{authority.pk}/"
    assert address in client.get(f"/annuaire/{authority.pk}/").content.decode()
    page = client.get(address).content.decode()
    assert "La Boucle" in page and "assemblée constitutive" in page.lower()
    assert client.get(f"/rapports/territoires/{demonstration.pk}/").status_code == 404
    made = client.post("/rapports/territory/", {"structure": authority.pk, "format": "pdf"})
    assert (made.status_code, made["Content-Type"]) == (200, "application/pdf")
