"""The DLA: a diagnosis signed by versions, a committee that sits, a plan, missions to their end."""

import datetime

import pytest

from probant.governance.models import Sitting, SittingHeld
from probant.journal.errors import InTheFuture, Stale
from probant.journal.models import JournalEntry
from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.actions import YearDraft
from probant.support.models import (
    CommitteeOpinion,
    Diagnosis,
    DiagnosisSigned,
    DiagnosisVersion,
    JobFact,
    PhaseReached,
    PlanItem,
)
from probant.support.queries.diagnoses import compare
from probant.support.retention import forget_signer
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db
LATER = datetime.date(2023, 6, 1)


@pytest.fixture
def house() -> Scene:
    return scene()


# --- diagnosis


def test_draft_keeps_what_is_not_given(house: Scene) -> None:
    case = case_of(house)
    actions.save_diagnosis(house.awa, case=case, values={"needs": "Un poste", "headcount": 7})
    actions.save_diagnosis(
        house.awa,
        case=case,
        values={"project": "Semer"},
        years=[YearDraft(2022, 10_000, 12_000, None), YearDraft(2021)],
    )
    draft = Diagnosis.objects.get()
    assert (draft.needs, draft.project, draft.headcount) == ("Un poste", "Semer", 7)
    assert list(draft.years.values_list("year", "charges_cents")) == [(2022, 10_000)]


def test_second_editor_sees_that_the_draft_changed(house: Scene) -> None:
    case = case_of(house)
    _, seq = actions.save_diagnosis(house.awa, case=case, values={"needs": "Un"})
    actions.save_diagnosis(house.fabien, case=case, values={"needs": "Deux"}, read_at=seq)
    with pytest.raises(Stale):
        actions.save_diagnosis(house.awa, case=case, values={"needs": "Trois"}, read_at=seq)
    assert Diagnosis.objects.get().needs == "Deux"


def test_one_types_on_from_where_one_saved(house: Scene) -> None:
    case = case_of(house)
    seq = None
    for words in ("U", "Un", "Un poste"):
        _, seq = actions.save_diagnosis(house.awa, case=case, values={"needs": words}, read_at=seq)
    assert Diagnosis.objects.get().needs == "Un poste"


def test_signing_reaches_the_diagnostic_and_counts_the_jobs_in_one_entry(house: Scene) -> None:
    case = case_of(house)
    actions.save_diagnosis(
        house.awa,
        case=case,
        values={"needs": "Un poste", "headcount": 7, "fte_hundredths": 550, "stated_on": DAY},
    )
    before = JournalEntry.objects.count()
    version = actions.sign_diagnosis(
        house.awa, case=case, signed_on=LATER, signed_by="Ada Faure", capacity="présidente"
    )
    assert JournalEntry.objects.count() == before + 1
    fact = DiagnosisSigned.objects.get()
    assert (fact.version, fact.number, fact.headcount, fact.fte_hundredths) == (version, 1, 7, 550)
    assert (fact.programme_code, fact.organisation) == ("dla", case.organisation)
    assert PhaseReached.objects.get().phase_code == "diagnostic"
    job = JobFact.objects.get()
    assert (job.kind, job.headcount, job.year, job.occurred_on) == ("consolidated", 7, 2023, LATER)


def test_signed_version_does_not_move_with_the_draft(house: Scene) -> None:
    case = case_of(house)
    actions.save_diagnosis(house.awa, case=case, values={"needs": "Un poste"})
    first = actions.sign_diagnosis(house.awa, case=case, signed_on=LATER, signed_by="Ada")
    actions.save_diagnosis(house.awa, case=case, values={"needs": "Deux postes"})
    second = actions.sign_diagnosis(house.awa, case=case, signed_on=LATER, signed_by="Ada")
    first.refresh_from_db()
    assert (first.needs, second.needs, second.number) == ("Un poste", "Deux postes", 2)
    (changed,) = compare(first, second)
    assert (changed.title, changed.told) == (
        "Besoins",
        "<del>Un</del><ins>Deux</ins> <del>poste</del><ins>postes</ins>",
    )


def test_comparison_escapes_what_was_written(house: Scene) -> None:
    case = case_of(house)
    actions.save_diagnosis(house.awa, case=case, values={"needs": "x"})
    first = actions.sign_diagnosis(house.awa, case=case, signed_on=LATER, signed_by="Ada")
    draft, _ = actions.save_diagnosis(house.awa, case=case, values={"needs": "<script>"})
    assert compare(first, draft)[0].told == "<del>x</del><ins>&lt;script&gt;</ins>"


def test_jobs_of_a_structure_are_consolidated_once_a_year(house: Scene) -> None:
    case = case_of(house)
    actions.record_jobs(house.awa, case=case, kind="consolidated", headcount=5, occurred_on=DAY)
    actions.save_diagnosis(house.awa, case=case, values={"needs": "x", "headcount": 7})
    actions.sign_diagnosis(house.awa, case=case, signed_on=LATER, signed_by="Ada")
    assert JobFact.objects.get().headcount == 5


@pytest.mark.parametrize(
    ("values", "signed_by", "told"),
    [
        ({}, "Ada", "vide"),
        ({"needs": "x"}, " ", "qui signe"),
    ],
)
def test_empty_diagnosis_or_nobody_does_not_sign(
    house: Scene, values: dict[str, str], signed_by: str, told: str
) -> None:
    case = case_of(house)
    actions.save_diagnosis(house.awa, case=case, values=values)
    with pytest.raises(Refused, match=told):
        actions.sign_diagnosis(house.awa, case=case, signed_on=LATER, signed_by=signed_by)
    assert DiagnosisVersion.objects.count() == 0


def test_same_content_is_not_signed_twice(house: Scene) -> None:
    case = case_of(house)
    actions.save_diagnosis(house.awa, case=case, values={"needs": "x"})
    actions.sign_diagnosis(house.awa, case=case, signed_on=LATER, signed_by="Ada")
    with pytest.raises(Refused, match="Rien n’a changé depuis la version 1"):
        actions.sign_diagnosis(house.awa, case=case, signed_on=LATER, signed_by="Ada")
    assert DiagnosisSigned.objects.count() == 1


def test_erased_signer_leaves_the_version_and_its_fact(house: Scene) -> None:
    from probant.directory.actions import create_person

    ada = create_person(house.awa, given_name="Ada", family_name="Faure")
    case = case_of(house)
    actions.save_diagnosis(house.awa, case=case, values={"needs": "Un poste"})
    actions.sign_diagnosis(house.awa, case=case, signed_on=LATER, signer=ada, capacity="présidente")
    assert forget_signer(house.house.pk, ada.pk) == 1
    version = DiagnosisVersion.objects.get()
    assert (version.signed_by, version.capacity, version.needs) == ("", "", "Un poste")
    assert DiagnosisSigned.objects.now().count() == 1


def test_stranger_neither_writes_nor_signs(house: Scene) -> None:
    case = case_of(house)
    for name in ("Chloé", "Bruno", "Michel", "Sara"):
        with pytest.raises(Refused):
            actions.save_diagnosis(house.actor(name), case=case, values={"needs": "x"})
    assert Diagnosis.objects.count() == 0


# --- support committee


def test_committee_sits_as_a_sitting_of_governance(house: Scene) -> None:
    case = case_of(house)
    meeting = actions.plan_committee(house.awa, house=house.house, planned_on=DAY)
    item = actions.put_on_agenda(house.awa, meeting=meeting, case=case)
    with pytest.raises(Refused, match="s’est tenu"):
        actions.give_opinion(house.awa, item=item, opinion="favourable")
    actions.hold_committee(
        house.awa, meeting=meeting, held_on=LATER, present=["Anne Martin, DDETS", "Luc Bon"]
    )
    item.meeting.refresh_from_db()
    fact = actions.give_opinion(house.awa, item=item, opinion="reserved", words="À chiffrer.")
    sitting = Sitting.objects.get()
    assert (sitting.body.name, sitting.body.kind) == ("Comité d’appui", "committee")
    assert [seat.name for seat in sitting.seats.all()] == ["Anne Martin, DDETS", "Luc Bon"]
    assert (fact.sitting, fact.opinion, fact.occurred_on) == (sitting, "reserved", LATER)
    held = SittingHeld.objects.get()
    assert (held.sitting, held.members, held.present, held.is_own) == (sitting, 2, 2, True)
    item.refresh_from_db()
    assert item.words == "À chiffrer."


def test_two_committees_are_of_one_body(house: Scene) -> None:
    first = actions.plan_committee(house.awa, house=house.house, planned_on=DAY)
    second = actions.plan_committee(house.awa, house=house.house, planned_on=LATER)
    assert first.body == second.body


def test_opinion_is_given_once_and_may_be_voided(house: Scene) -> None:
    case = case_of(house)
    meeting = actions.plan_committee(house.awa, house=house.house, planned_on=DAY)
    item = actions.put_on_agenda(house.awa, meeting=meeting, case=case)
    item.meeting = actions.hold_committee(house.awa, meeting=meeting, held_on=DAY)
    fact = actions.give_opinion(house.awa, item=item, opinion="postponed")
    with pytest.raises(Refused, match="déjà noté"):
        actions.give_opinion(house.awa, item=item, opinion="favourable")
    with pytest.raises(Refused, match="annulez-le"):
        actions.take_off_agenda(house.awa, item=item)
    actions.void_fact(house.awa, fact=fact, code="error", reason="Autre dossier")
    actions.give_opinion(house.awa, item=item, opinion="favourable")
    assert list(CommitteeOpinion.objects.now().values_list("opinion", flat=True)) == ["favourable"]


def test_committee_of_tomorrow_is_not_noted_as_held(house: Scene) -> None:
    meeting = actions.plan_committee(house.awa, house=house.house, planned_on=DAY)
    with pytest.raises(InTheFuture):
        actions.hold_committee(house.awa, meeting=meeting, held_on=datetime.date(2199, 1, 1))
    assert Sitting.objects.count() == 0


# --- plan


def test_agreeing_to_the_plan_reaches_the_parcours(house: Scene) -> None:
    case = case_of(house)
    with pytest.raises(Refused, match="sans ligne"):
        actions.agree_plan(house.awa, case=case, agreed_on=LATER)
    item = actions.add_plan_item(
        house.awa, case=case, nature="internal", title="Écrire la fiche de poste"
    )
    actions.agree_plan(house.awa, case=case, agreed_on=LATER)
    assert PhaseReached.objects.get().phase_code == "parcours"
    actions.settle_plan_item(house.awa, item=item, state="done", settled_on=LATER)
    assert PlanItem.objects.get().settled_on == LATER
