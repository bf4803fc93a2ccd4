"""A programme changes by versions: what is in force never moves, and a case keeps its own."""

import datetime

import pytest
from django.utils import timezone

from probant.journal.errors import Stale
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.programmes import actions
from probant.programmes.models import Phase, ProgrammeVersion, VersionPhase
from probant.programmes.queries import (
    draft_of,
    latest_version,
    phases_of,
    plans_of,
    read_sheet,
    version_on,
)
from probant.programmes.rules.difference import differences
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LATER = TODAY + datetime.timedelta(days=30)


@pytest.fixture
def house() -> Scene:
    return scene()


def draft(house: Scene, code: str = "dla") -> ProgrammeVersion:
    return actions.begin_version(house.fabien, programme=house.programme(code))


def row(version: ProgrammeVersion, code: str) -> VersionPhase:
    return version.phases.get(phase__official_code=code)


def names(version: ProgrammeVersion) -> list[str]:
    return [one.name for one in phases_of(version)]


def test_programme_adopted_is_in_its_first_version_with_what_its_phases_ask(house: Scene) -> None:
    version = latest_version(house.programme())
    assert version.number == 1
    assert (version.lasts_from_months, version.lasts_to_months) == (2, 24)
    diagnostic = row(version, "diagnostic")
    assert diagnostic.pieces == ["diagnostic"]
    assert [phase.official_code for phase in diagnostic.requires.all()] == ["accueil"]
    assert version.items.filter(phase=diagnostic.phase).count() == 4


def test_draft_is_a_copy_and_there_is_one(house: Scene) -> None:
    version = draft(house)
    assert (version.number, version.is_draft) == (2, True)
    assert read_sheet(version) == read_sheet(latest_version(version.programme))
    assert draft(house) == version


def test_draft_changes_nothing_before_it_is_in_force(house: Scene) -> None:
    before = read_sheet(latest_version(house.programme()))
    version = draft(house)
    actions.edit_phase(house.fabien, row=row(version, "accueil"), name="Premier contact")
    actions.drop_phase(house.fabien, row=row(version, "parcours"))
    actions.draft_phase(house.fabien, version=version, name="Bilan")
    assert read_sheet(latest_version(version.programme)) == before
    assert list(Phase.objects.laid().filter(is_open=True).values_list("name", flat=True)) == [
        phase.name for phase in before.phases
    ]


def test_version_in_force_never_changes(house: Scene) -> None:
    version = latest_version(house.programme())
    one = row(version, "accueil")
    for act in (
        lambda: actions.edit_phase(house.fabien, row=one, name="Autre"),
        lambda: actions.drop_phase(house.fabien, row=one),
        lambda: actions.move_phase(house.fabien, row=one, up=False),
        lambda: actions.draft_phase(house.fabien, version=version, name="Bilan"),
        lambda: actions.discard_version(house.fabien, version=version),
        lambda: actions.publish_version(house.fabien, version=version, in_force_from=LATER),
    ):
        with pytest.raises(Refused, match="en vigueur"):
            act()


def test_phases_are_moved_dropped_and_added(house: Scene) -> None:
    version = draft(house)
    actions.move_phase(house.fabien, row=row(version, "diagnostic"), up=True)
    actions.move_phase(house.fabien, row=row(version, "diagnostic"), up=True)
    actions.drop_phase(house.fabien, row=row(version, "parcours"))
    actions.draft_phase(house.fabien, version=version, name="Bilan")
    expected = ["Diagnostic partagé", "Accueil", "Coordination de l’accompagnement"]
    assert names(version) == [*expected, "Suivi de l’accompagnement", "Bilan"]
    assert [one.position for one in phases_of(version)] == [1, 2, 3, 4, 5]


def test_phase_dropped_is_required_no_more(house: Scene) -> None:
    version = draft(house)
    actions.drop_phase(house.fabien, row=row(version, "accueil"))
    assert list(row(version, "diagnostic").requires.all()) == []


def test_put_in_force_it_is_told_to_lists_and_the_phases_left_out_are_closed(house: Scene) -> None:
    version = draft(house)
    programme = version.programme
    actions.edit_phase(house.fabien, row=row(version, "accueil"), name="Premier contact")
    actions.drop_phase(house.fabien, row=row(version, "parcours"))
    actions.edit_version(
        house.fabien, version=version, lasts_from_months=1, lasts_to_months=36, quiet_months=None
    )
    actions.publish_version(house.fabien, version=version, in_force_from=TODAY, reason="Essai")
    programme.refresh_from_db()
    assert (programme.lasts_from_months, programme.lasts_to_months) == (1, 36)
    assert house.phase("accueil").name == "Premier contact"
    assert not house.phase("parcours").is_open
    assert draft_of(programme) is None


def test_names_may_be_swapped(house: Scene) -> None:
    version = draft(house, "crdva")
    first, second = phases_of(version)
    actions.edit_phase(house.fabien, row=first, name="Conseil d’abord")
    actions.edit_phase(house.fabien, row=second, name="Accueil")
    actions.publish_version(house.fabien, version=version, in_force_from=TODAY)
    assert house.phase("conseil", "crdva").name == "Accueil"
    assert house.phase("accueil", "crdva").name == "Conseil d’abord"


def test_version_of_a_day_is_the_last_begun(house: Scene) -> None:
    version = draft(house)
    actions.publish_version(house.fabien, version=version, in_force_from=LATER)
    programme = version.programme
    assert version_on(programme, LATER - datetime.timedelta(days=1)).number == 1
    assert version_on(programme, LATER).number == 2
    assert version_on(programme, datetime.date(1999, 1, 1)).number == 1


def test_version_cannot_begin_before_the_one_it_follows(house: Scene) -> None:
    version = draft(house)
    with pytest.raises(Refused, match="choisissez ce jour ou un jour plus tard"):
        actions.publish_version(
            house.fabien, version=version, in_force_from=TODAY - datetime.timedelta(days=1)
        )


def test_draft_thrown_away_leaves_no_phase_behind(house: Scene) -> None:
    version = draft(house)
    actions.draft_phase(house.fabien, version=version, name="Bilan")
    actions.discard_version(house.fabien, version=version)
    assert Phase.objects.count() == 5
    assert ProgrammeVersion.objects.count() == 1


def test_second_editor_of_a_phase_sees_that_it_changed(house: Scene) -> None:
    version = draft(house)
    read_at = last_seq(house.house.pk, "programme", version.programme_id)
    one = row(version, "accueil")
    actions.edit_phase(house.fabien, row=one, name="Premier contact", read_at=read_at)
    with pytest.raises(Stale):
        actions.edit_phase(house.fabien, row=one, name="Accueil", read_at=read_at)


def test_new_phase_may_be_one_that_is_recognised_once(house: Scene) -> None:
    own = actions.create_programme(house.fabien, house_id=house.house.pk, name="Couveuse")
    version = actions.begin_version(house.fabien, programme=own)
    added = actions.draft_phase(house.fabien, version=version, name="Venue", nature="accueil")
    assert added.phase.official_code == "accueil"
    with pytest.raises(Refused, match="a déjà une étape"):
        actions.draft_phase(house.fabien, version=version, name="Autre", nature="accueil")


def test_duplicate_has_phases_of_its_own_and_no_code(house: Scene) -> None:
    first = house.programme()
    twin = actions.duplicate_programme(house.fabien, programme=first, name="DLA bis")
    assert twin.official_code == ""
    assert read_sheet(latest_version(twin)).lines == read_sheet(latest_version(first)).lines
    laid = phases_of(latest_version(twin))
    assert {one.phase.programme_id for one in laid} == {twin.pk}
    assert laid[0].phase.official_code == "accueil"
    assert {one.programme_id for one in laid[1].requires.all()} == {twin.pk}


def test_what_changes_is_told_line_by_line(house: Scene) -> None:
    version = draft(house, "crdva")
    actions.edit_phase(
        house.fabien, row=row(version, "conseil"), roles=[Role.OFFICER], pieces=["statuts"]
    )
    found = differences(read_sheet(latest_version(version.programme)), read_sheet(version))
    assert [(one.what, one.before, one.after) for one in found] == [
        ("Conseil, pièces attendues", "", "Statuts"),
        ("Conseil, notée par", "", Role.OFFICER.label),
    ]


def test_plan_is_in_the_order_of_the_version(house: Scene) -> None:
    version = draft(house)
    actions.move_phase(house.fabien, row=row(version, "diagnostic"), up=True)
    stages = plans_of([version.pk])[version.pk].stages
    assert [stage.name for stage in stages][:2] == ["Diagnostic partagé", "Accueil"]
    assert stages[0].pieces == {"diagnostic": "Diagnostic partagé"}


@pytest.mark.parametrize("name", ["Awa", "Sara", "Michel", "Bruno", "Chloé"])
def test_only_the_direction_writes_versions(house: Scene, name: str) -> None:
    version = draft(house)
    actor = house.actor(name)
    with pytest.raises(Refused):
        actions.begin_version(actor, programme=version.programme)
    with pytest.raises(Refused):
        actions.publish_version(actor, version=version, in_force_from=TODAY)
    with pytest.raises(Refused):
        actions.duplicate_programme(actor, programme=version.programme, name="Copie")
    with pytest.raises(Refused):
        actions.edit_phase(actor, row=row(version, "accueil"), name="Autre")


def test_versions_are_unseen_outside_the_house(house: Scene) -> None:
    house.programme()
    for name, seen in (("Awa", 1), ("Bruno", 0), ("Chloé", 0)):
        assert ProgrammeVersion.objects.visible_to(house.actor(name)).count() == seen
    assert list(ProgrammeVersion.objects.visible_to(None)) == []
