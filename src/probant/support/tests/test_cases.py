"""Opening, welcoming, closing: what stands afterwards, in one entry each."""

import datetime
import uuid

import pytest
from django.utils import timezone

from probant.directory.models import Card, Organisation
from probant.journal.errors import AlreadyDone, InTheFuture, Stale
from probant.journal.models import JournalEntry
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.models import Case, CaseClosed, CaseOpened, Note, PhaseReached
from probant.support.tests.scenario import DAY, Scene, case_of, scene, structure

pytestmark = pytest.mark.django_db
LATER = datetime.date(2023, 6, 1)


@pytest.fixture
def house() -> Scene:
    return scene()


def entries(house: Scene) -> int:
    return JournalEntry.objects.filter(house_id=house.house.pk).count()


def test_accueil_makes_structure_case_phase_and_note_in_one_entry(house: Scene) -> None:
    programme = house.programme()
    before = entries(house)
    case = actions.log_accueil(
        house.awa,
        programme=programme,
        occurred_on=DAY,
        identity={"name": "Café L’Étable", "family": "association", "place_code": "21231"},
        need="Un poste fragile.",
    )
    assert entries(house) == before + 1
    fact = PhaseReached.objects.get()
    assert (fact.programme_code, fact.phase_code) == ("dla", "accueil")
    assert (fact.place_code, fact.family, fact.occurred_on) == ("21231", "association", DAY)
    assert fact.organisation_id == case.organisation_id
    assert CaseOpened.objects.get().occurred_on == DAY
    assert Card.objects.filter(house=house.house, organisation=case.organisation).count() == 1
    assert Note.objects.get().text == "Un poste fragile."


def test_accueil_takes_up_the_open_case_whose_accueil_is_not_noted(house: Scene) -> None:
    case = case_of(house)
    again = actions.log_accueil(
        house.awa, programme=case.programme, occurred_on=LATER, organisation=case.organisation
    )
    assert again == case
    assert Case.objects.count() == 1


def test_same_call_logged_twice_is_refused_with_its_day(house: Scene) -> None:
    programme, caller = house.programme(), structure(house)
    actions.log_accueil(house.awa, programme=programme, occurred_on=DAY, organisation=caller)
    with pytest.raises(Refused, match="14 mars 2023"):
        actions.log_accueil(house.awa, programme=programme, occurred_on=LATER, organisation=caller)
    assert PhaseReached.objects.count() == 1


def test_double_submission_makes_one_case_and_names_it(house: Scene) -> None:
    programme, key = house.programme(), uuid.uuid4()
    given = {"programme": programme, "occurred_on": DAY, "project_title": "Épicerie", "key": key}
    case = actions.log_accueil(house.awa, **given)
    with pytest.raises(AlreadyDone) as told:
        actions.log_accueil(house.awa, **given)
    assert ("case", case.pk) in told.value.mentions
    assert Case.objects.count() == 1


def test_accueil_in_the_future_is_refused_and_leaves_nothing(house: Scene) -> None:
    programme = house.programme()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(InTheFuture, match="dans l'avenir"):
        actions.log_accueil(
            house.awa,
            programme=programme,
            occurred_on=tomorrow,
            identity={"name": "Nouvelle", "family": "association"},
        )
    assert Case.objects.count() == 0
    assert not Organisation.objects.filter(name="Nouvelle").exists()


def test_programme_without_accueil_welcomes_nobody(house: Scene) -> None:
    with pytest.raises(Refused, match="pas d'étape d'accueil"):
        actions.log_accueil(
            house.awa, programme=house.programme("osez"), occurred_on=DAY, project_title="Idée"
        )


def test_case_of_nobody_is_refused(house: Scene) -> None:
    with pytest.raises(Refused, match="à nommer"):
        actions.open_case(house.awa, programme=house.programme(), opened_on=DAY)


def test_territory_of_a_case_is_the_place_of_its_facts(house: Scene) -> None:
    programme = house.programme("generateur")
    case = case_of(
        house,
        "Communauté de communes d’essai",
        programme="generateur",
        place_code="200039063",
        place_vintage=2026,
        place_name="CC d’essai",
    )
    actions.reach_phase(
        house.awa, case=case, phase=house.phase("faisabilite", "generateur"), occurred_on=LATER
    )
    places = {fact.place_code for fact in PhaseReached.objects.filter(programme=programme)}
    assert places == {"200039063"}


def test_phase_is_reached_once(house: Scene) -> None:
    case = case_of(house)
    phase = house.phase("diagnostic")
    actions.reach_phase(house.awa, case=case, phase=phase, occurred_on=LATER)
    with pytest.raises(Refused, match="1er juin 2023"):
        actions.reach_phase(house.awa, case=case, phase=phase, occurred_on=LATER)
    case.refresh_from_db()
    assert (case.phase, case.phase_since_on, case.touched_on) == (phase, LATER, LATER)


def test_phase_of_another_programme_is_refused(house: Scene) -> None:
    case = case_of(house)
    house.programme("creation")
    with pytest.raises(Refused, match="autre programme"):
        actions.reach_phase(
            house.awa, case=case, phase=house.phase("emergence", "creation"), occurred_on=LATER
        )


def test_phase_before_the_one_it_follows_is_recorded_as_it_happened(house: Scene) -> None:
    case = case_of(house)
    actions.reach_phase(house.awa, case=case, phase=house.phase("suivi"), occurred_on=LATER)
    assert PhaseReached.objects.get().phase_code == "suivi"


def test_follow_up_is_the_phase_suivi(house: Scene) -> None:
    case = case_of(house)
    fact = actions.record_follow_up(house.awa, case=case, occurred_on=LATER, note="Tout va bien.")
    assert fact.phase_code == "suivi"
    assert Note.objects.get().text == "Tout va bien."


def test_second_editor_of_a_case_sees_what_changed(house: Scene) -> None:
    case = case_of(house)
    read_at = last_seq(house.house.pk, "case", case.pk)
    actions.reach_phase(
        house.fabien, case=case, phase=house.phase("accueil"), occurred_on=LATER, read_at=read_at
    )
    with pytest.raises(Stale) as told:
        actions.reach_phase(
            house.awa, case=case, phase=house.phase("suivi"), occurred_on=LATER, read_at=read_at
        )
    assert [change.verb for change in told.value.since] == ["support.reach_phase"]
    assert told.value.since[0].actor_id == house.users["Fabien"].pk
    assert PhaseReached.objects.count() == 1


def test_closing_is_a_fact_and_is_done_once(house: Scene) -> None:
    case = case_of(house)
    actions.close_case(house.awa, case=case, outcome="done", closed_on=LATER)
    with pytest.raises(Refused, match="déjà clos"):
        actions.close_case(house.awa, case=case, outcome="done", closed_on=LATER)
    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_on) == ("closed", "done", LATER)
    assert CaseClosed.objects.get().outcome == "done"


def test_what_happens_after_the_end_is_still_recorded(house: Scene) -> None:
    case = case_of(house)
    actions.close_case(house.awa, case=case, outcome="done", closed_on=LATER)
    actions.record_follow_up(house.awa, case=case, occurred_on=datetime.date(2023, 12, 4))
    case.refresh_from_db()
    assert case.state == "closed"
    assert PhaseReached.objects.count() == 1


def test_declared_day_is_for_those_who_may_declare(house: Scene) -> None:
    programme = house.programme()
    known = datetime.date(2024, 3, 29)
    case = actions.log_accueil(
        house.importer,
        programme=programme,
        occurred_on=DAY,
        project_title="Idée",
        need="Un local",
        declared_on=known,
    )
    fact = PhaseReached.objects.get(case=case)
    assert (fact.known_on, fact.is_declared) == (known, True)
    assert Note.objects.get().written_on == known


def test_editing_a_case_keeps_its_facts(house: Scene) -> None:
    case = case_of(house)
    actions.edit_case(
        house.awa,
        case=case,
        project_title="Potager",
        referent=house.users["Fabien"],
        place_code="21166",
        place_name="Chenôve",
    )
    assert CaseOpened.objects.get().place_code == "21231"
    assert Case.objects.get().referent == house.users["Fabien"]


def test_case_is_not_entrusted_to_somebody_of_another_house(house: Scene) -> None:
    case = case_of(house)
    with pytest.raises(Refused, match="pas de rôle"):
        actions.entrust_case(house.awa, case=case, user=house.users["Chloé"], starts_on=DAY)
