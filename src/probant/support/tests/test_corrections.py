"""A fact that was wrong: voided, replaced, or corrected while fresh; never edited."""

import datetime

import pytest

from probant.journal.door import change
from probant.journal.errors import AlreadyVoid
from probant.journal.fresh import SLIP
from probant.journal.integrity import verify
from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.models import Case, CaseOpened, JobFact, Note, OrganisationBorn, PhaseReached
from probant.support.queries.history import history
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db
LATER = datetime.date(2023, 6, 1)
WHY = {"code": "error", "reason": "mauvaise année"}


@pytest.fixture
def house() -> Scene:
    return scene()


def reached(house: Scene, case: Case, code: str = "accueil") -> PhaseReached:
    return actions.reach_phase(house.awa, case=case, phase=house.phase(code), occurred_on=LATER)


def test_voided_phase_no_longer_stands_and_the_case_forgets_it(house: Scene) -> None:
    case = case_of(house)
    actions.void_fact(house.awa, fact=reached(house, case), **WHY)
    case.refresh_from_db()
    assert PhaseReached.objects.now().count() == 0
    assert PhaseReached.objects.count() == 1
    assert (case.phase, case.touched_on) == (None, DAY)


def test_voiding_needs_a_code_and_a_reason(house: Scene) -> None:
    fact = reached(house, case_of(house))
    for code, reason in (("", "oui"), ("error", " "), (SLIP, "oui")):
        with pytest.raises(Refused, match="pourquoi"):
            actions.void_fact(house.awa, fact=fact, code=code, reason=reason)
    assert PhaseReached.objects.now().count() == 1


def test_fact_is_voided_once(house: Scene) -> None:
    fact = reached(house, case_of(house))
    actions.void_fact(house.awa, fact=fact, **WHY)
    with pytest.raises(AlreadyVoid):
        actions.void_fact(house.awa, fact=PhaseReached.objects.get(), **WHY)


def test_replacing_keeps_both_and_the_new_one_stands(house: Scene) -> None:
    case = case_of(house)
    fact = reached(house, case)
    new = actions.replace_fact(house.awa, fact=fact, occurred_on=DAY, **WHY)
    assert new.replaces == fact
    assert list(PhaseReached.objects.now()) == [new]
    assert (new.occurred_on, new.phase_code, new.place_code) == (DAY, "accueil", "21231")


def test_replacing_the_phase_moves_its_code(house: Scene) -> None:
    fact = reached(house, case_of(house))
    new = actions.replace_fact(house.awa, fact=fact, phase=house.phase("diagnostic"), **WHY)
    assert new.phase_code == "diagnostic"


def test_replacing_by_a_phase_already_noted_is_refused(house: Scene) -> None:
    case = case_of(house)
    reached(house, case, "diagnostic")
    fact = reached(house, case)
    with pytest.raises(Refused, match="déjà notée"):
        actions.replace_fact(house.awa, fact=fact, phase=house.phase("diagnostic"), **WHY)
    assert PhaseReached.objects.now().count() == 2


def test_consolidated_jobs_are_replaced_within_their_year(house: Scene) -> None:
    case = case_of(house)
    fact = actions.record_jobs(
        house.awa, case=case, kind="consolidated", headcount=12, occurred_on=LATER
    )
    actions.replace_fact(house.awa, fact=fact, headcount=11, **WHY)
    assert list(JobFact.objects.now().values_list("headcount", "year")) == [(11, 2023)]


def test_slip_is_corrected_in_place_and_does_not_show(house: Scene) -> None:
    case = case_of(house)
    fact = reached(house, case)
    actions.correct_fact(house.awa, fact=fact, occurred_on=DAY)
    shown = history(Case.objects.get(), house.awa, with_reasons=True)
    assert [(one.what, one.fact.occurred_on) for one in shown] == [
        ("Accueil", DAY),
        ("Ouverture du dossier", DAY),
    ]
    assert PhaseReached.objects.filter(void_code=SLIP).count() == 1


def test_day_of_an_accueil_moves_with_the_opening_it_made(house: Scene) -> None:
    case = actions.log_accueil(
        house.awa, programme=house.programme(), occurred_on=LATER, project_title="Idée"
    )
    actions.correct_fact(house.awa, fact=PhaseReached.objects.get(), occurred_on=DAY)
    case.refresh_from_db()
    assert (case.opened_on, case.phase_since_on) == (DAY, DAY)
    assert CaseOpened.objects.now().get().occurred_on == DAY


def test_day_of_a_phase_noted_later_leaves_the_opening_alone(house: Scene) -> None:
    case = case_of(house)
    actions.correct_fact(house.awa, fact=reached(house, case), occurred_on=DAY)
    assert CaseOpened.objects.get().occurred_on == DAY


def test_slip_of_another_is_not_corrected_in_place(house: Scene) -> None:
    fact = reached(house, case_of(house))
    with pytest.raises(Refused, match="Seule la personne"):
        actions.correct_fact(house.fabien, fact=fact, occurred_on=DAY)


def test_slip_that_another_has_used_is_not_corrected_in_place(house: Scene) -> None:
    case = case_of(house)
    fact = reached(house, case)
    actions.add_note(house.fabien, case=case, text="Vu.")
    with pytest.raises(Refused, match="Une autre personne"):
        actions.correct_fact(house.awa, fact=fact, occurred_on=DAY)
    fresh = [one.fresh for one in history(case, house.awa, with_reasons=True)]
    assert fresh == [False, False, False]  # the note, the phase, the opening


def test_slip_that_was_published_is_not_corrected_in_place(house: Scene) -> None:
    case = case_of(house)
    fact = reached(house, case)
    with change(house.fabien, verb="test.publish", houses=[house.house.pk]) as entry:
        entry.seal("publication")
    with pytest.raises(Refused, match="publié"):
        actions.correct_fact(house.awa, fact=fact, occurred_on=DAY)
    assert [one.fresh for one in history(case, house.awa, with_reasons=True)] == [False, False]


def test_voiding_the_end_opens_the_case_again(house: Scene) -> None:
    case = case_of(house)
    closed = actions.close_case(house.awa, case=case, outcome="done", closed_on=LATER)
    actions.void_fact(house.awa, fact=closed, **WHY)
    case.refresh_from_db()
    assert (case.state, case.closed_on, case.outcome) == ("open", None, "")


def test_voiding_the_birth_gives_the_case_back_to_its_project(house: Scene) -> None:
    case = actions.log_accueil(
        house.awa, programme=house.programme("creation"), occurred_on=DAY, project_title="Idée"
    )
    born = actions.record_birth(
        house.awa, case=case, born_on=LATER, identity={"name": "Née", "family": "association"}
    )
    actions.void_fact(house.awa, fact=born, **WHY)
    assert Case.objects.get().title == "Idée"
    assert OrganisationBorn.objects.now().count() == 0


def test_opening_is_voided_last_and_leaves_a_case_opened_by_mistake(house: Scene) -> None:
    case = case_of(house)
    fact = reached(house, case)
    opened = history(case, house.awa, with_reasons=False)[-1].fact
    with pytest.raises(Refused, match="d'abord les autres faits"):
        actions.void_fact(house.awa, fact=opened, **WHY)
    actions.void_fact(house.awa, fact=fact, **WHY)
    actions.void_fact(house.awa, fact=opened, **WHY)
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "mistake")


def test_history_tells_why_only_to_those_who_read_reasons(house: Scene) -> None:
    case = case_of(house)
    actions.void_fact(house.awa, fact=reached(house, case), **WHY)
    told = history(case, house.awa, with_reasons=True)[0]
    hidden = history(case, house.actor("Michel"), with_reasons=False)[0]
    assert told.why_void == "erreur de saisie (mauvaise année)"
    assert hidden.why_void == "erreur de saisie"
    assert told.by == "Awa"


def test_erased_note_leaves_no_text_and_a_chain_that_holds(house: Scene) -> None:
    case = case_of(house)
    note = actions.add_note(house.awa, case=case, text="Un secret.")
    actions.erase_note(house.awa, note=note)
    note.refresh_from_db()
    assert (note.text, note.erased_on is not None) == ("", True)
    assert list(verify()) == []


def test_note_of_another_is_erased_by_the_direction_alone(house: Scene) -> None:
    case = case_of(house)
    note = actions.add_note(house.fabien, case=case, text="Un avis.")
    with pytest.raises(Refused):
        actions.erase_note(house.awa, note=note)
    assert Note.objects.get().text == "Un avis."
