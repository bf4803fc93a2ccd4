"""The door: who calls, what comes of it, one entry; corrections; what is kept and emptied."""

import datetime
import uuid
from typing import Any

import pytest

from probant.directory.actions import create_person, erase_person
from probant.directory.models import Organisation, Person
from probant.journal.errors import AlreadyDone, InTheFuture
from probant.journal.models import JournalEntry
from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.actions import CalledAlready, Contact, Place, Said, Upshot, Who
from probant.support.models import (
    Call,
    CallTaken,
    CaseMember,
    IntroductionMade,
    NeedVoiced,
    Note,
    OneOffAdvice,
    PhaseReached,
    Referral,
    ReferralOutcome,
    Supporter,
)
from probant.support.tests.scenario import DAY, Scene, scene, structure

pytestmark = pytest.mark.django_db
LATER = DAY + datetime.timedelta(days=3)
ADVICE, CASE = Upshot("advice"), "case"


@pytest.fixture
def house() -> Scene:
    return scene()


def call_of(house: Scene, **given: Any) -> Call:
    day = given.pop("occurred_on", DAY)
    return actions.take_call(house.awa, house_id=house.house.pk, occurred_on=day, **given)


def entries(house: Scene) -> int:
    return JournalEntry.objects.filter(house_id=house.house.pk).count()


# --- what comes of a call


def test_anonymous_advice_is_a_call_its_needs_and_an_advice_in_one_entry(house: Scene) -> None:
    before = entries(house)
    call = call_of(
        house,
        said=Said("telephone", "presse", ("statuts", "financement"), 20),
        words="Demande comment déclarer une association.",
        upshot=Upshot("advice", programme=house.programme("crdva")),
    )
    assert entries(house) == before + 2  # the programme was adopted by the first
    taken = CallTaken.objects.get(call=call)
    assert (taken.caller, taken.outcome, taken.mode) == ("anonymous", "advice", "telephone")
    assert (taken.need_code, taken.origin, taken.minutes) == ("statuts", "presse", 20)
    needs = NeedVoiced.objects.filter(call=call).order_by("id").values_list("need_code", flat=True)
    assert list(needs) == ["statuts", "financement"]
    advice = OneOffAdvice.objects.get(call=call)
    assert (advice.programme_code, advice.minutes, advice.organisation_id) == ("crdva", 20, None)
    assert advice.seq == taken.seq


def test_call_of_a_new_structure_and_of_its_contact_writes_both_down(house: Scene) -> None:
    contact = Contact("Martin", "Jeanne", "jeanne@exemple.fr", "03 80 12 34 56", "trésorière")
    identity = {"name": "Le Fournil", "family": "association", "place_code": "21231"}
    call = call_of(house, who=Who(identity=identity, contact=contact), upshot=ADVICE)
    made = Organisation.objects.get(name="Le Fournil")
    person = Person.objects.get(family_name="Martin")
    assert (call.organisation, call.person) == (made, person)
    assert person.positions.get().title == "trésorière"
    taken = CallTaken.objects.get(call=call)
    assert (taken.caller, taken.place_code, taken.family) == (
        "organisation",
        "21231",
        "association",
    )


def test_contact_of_the_same_name_and_address_is_the_person_known(house: Scene) -> None:
    contact = Contact("Martin", "Jeanne", "jeanne@exemple.fr")
    first = call_of(house, who=Who(contact=contact), upshot=ADVICE)
    other = call_of(house, who=Who(contact=Contact("Durand", "Paul", "jeanne@exemple.fr")))
    again = call_of(house, who=Who(contact=contact), upshot=ADVICE, occurred_on=LATER)
    assert again.person == first.person
    assert other.person != first.person


def test_person_with_two_hats_calls_for_one_or_for_herself(house: Scene) -> None:
    garden, mill = structure(house, "Les Jardins"), structure(house, "Le Moulin")
    person = create_person(house.awa, family_name="Roy", organisation=garden, title="présidente")
    for_mill = call_of(house, who=Who(organisation=mill, person=person))
    alone = call_of(house, who=Who(person=person))
    facts = {fact.call_id: fact for fact in CallTaken.objects.all()}
    assert facts[for_mill.pk].organisation == mill
    assert (facts[alone.pk].caller, facts[alone.pk].organisation) == ("person", None)
    assert facts[alone.pk].person == person


def test_case_opened_has_its_accueil_its_note_and_its_person(house: Scene) -> None:
    caller = structure(house)
    call = call_of(
        house,
        who=Who(organisation=caller, contact=Contact("Roy", "Lou")),
        words="Cherche un premier salarié.",
        upshot=Upshot(CASE, programme=house.programme("dla")),
    )
    assert call.case is not None
    reached = PhaseReached.objects.get(case=call.case)
    assert (reached.phase_code, reached.seq) == ("accueil", CallTaken.objects.get(call=call).seq)
    assert (call.words, Note.objects.get(case=call.case).text) == (
        "",
        "Cherche un premier salarié.",
    )
    assert CaseMember.objects.get(case=call.case).person == call.person
    assert CallTaken.objects.get(call=call).programme_code == "dla"


def test_accueil_amont_is_entrusted_to_a_volunteer(house: Scene) -> None:
    call = call_of(
        house,
        who=Who(project_title="Une épicerie"),
        upshot=Upshot(
            "volunteer", programme=house.programme("creation"), volunteer=house.users["Sara"]
        ),
    )
    assert Supporter.objects.get(case=call.case).user == house.users["Sara"]
    assert CallTaken.objects.get(call=call).outcome == "volunteer"


def test_referral_and_who_sent_them_are_facts_of_the_call(house: Scene) -> None:
    bank, town = structure(house, "France Active"), structure(house, "Mairie")
    call = call_of(
        house,
        upshot=Upshot("referral", body=bank, reason_code="financement"),
        sent_by=town,
        place=Place("21231", 2026, "Dijon"),
    )
    facts = Referral.objects.filter(call=call).order_by("direction")
    assert [(fact.direction, fact.body) for fact in facts] == [("in", town), ("out", bank)]
    assert {fact.place_code for fact in facts} == {"21231"}


def test_accueil_logged_is_in_the_register(house: Scene) -> None:
    programme = house.programme("dla")
    case = actions.log_accueil(
        house.awa, programme=programme, occurred_on=DAY, organisation=structure(house)
    )
    taken = CallTaken.objects.get(call__case=case)
    assert (taken.outcome, taken.programme_code, taken.caller) == ("case", "dla", "organisation")


# --- what is refused


@pytest.mark.parametrize("upshot", ["case", "volunteer", "referral", "introduction"])
def test_outcome_that_lacks_what_it_needs_writes_nothing(house: Scene, upshot: str) -> None:
    before = entries(house)
    with pytest.raises(Refused):
        call_of(house, upshot=Upshot(upshot))
    assert (Call.objects.count(), entries(house)) == (0, before)


def test_call_dated_tomorrow_is_refused(house: Scene) -> None:
    with pytest.raises(InTheFuture):
        call_of(house, occurred_on=datetime.date(2999, 1, 1))
    assert Call.objects.count() == 0


@pytest.mark.parametrize("name", ["Sara", "Michel", "Bruno", "Chloé"])
def test_only_the_team_takes_calls(house: Scene, name: str) -> None:
    with pytest.raises(Refused):
        actions.take_call(house.actor(name), house_id=house.house.pk, occurred_on=DAY)


def test_form_sent_twice_makes_one_call(house: Scene) -> None:
    key = uuid.uuid4()
    call_of(house, key=key, upshot=ADVICE)
    with pytest.raises(AlreadyDone):
        call_of(house, key=key, upshot=ADVICE)
    assert CallTaken.objects.count() == 1


# --- the same call logged twice


def whos(house: Scene) -> list[Who]:
    person = create_person(house.awa, family_name="Roy")
    return [
        Who(organisation=structure(house)),
        Who(project_title="Une épicerie"),
        Who(person=person),
    ]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_same_subject_on_the_same_day_asks_and_is_noted_when_said_so(
    house: Scene, which: int
) -> None:
    who = whos(house)[which]
    first = call_of(house, who=who)
    with pytest.raises(CalledAlready) as asked:
        call_of(house, who=who)
    assert asked.value.call == first
    call_of(house, who=who, occurred_on=LATER)
    call_of(house, who=who, again=True)
    assert CallTaken.objects.now().count() == 3


def test_new_structure_of_the_same_name_on_the_same_day_asks(house: Scene) -> None:
    identity = {"name": "Le Fournil", "family": "association"}
    call_of(house, who=Who(identity=identity))
    with pytest.raises(CalledAlready):
        call_of(house, who=Who(identity={"name": "le  fournil", "family": "association"}))
    assert Organisation.objects.filter(name_key="le fournil").count() == 1


def test_two_anonymous_calls_are_two_calls(house: Scene) -> None:
    call_of(house, upshot=ADVICE)
    call_of(house, upshot=ADVICE)
    assert OneOffAdvice.objects.now().count() == 2


# --- corrections


def test_fresh_call_is_corrected_without_a_reason(house: Scene) -> None:
    call = call_of(house, said=Said(needs=("statuts", "emploi")), words="Un mot")
    actions.amend_call(
        house.awa,
        call=call,
        occurred_on=DAY - datetime.timedelta(days=1),
        outcome="advice",
        said=Said("visit", "", ("emploi",), 45),
        words="Deux mots",
    )
    call.refresh_from_db()
    taken = CallTaken.objects.now().get(call=call)
    assert (taken.outcome, taken.mode, taken.minutes) == ("advice", "visit", 45)
    assert taken.replaces is not None
    assert (taken.replaces.void_code, call.words) == ("slip", "Deux mots")
    assert call.taken_on == taken.occurred_on == DAY - datetime.timedelta(days=1)
    assert [fact.need_code for fact in NeedVoiced.objects.now()] == ["emploi"]
    assert OneOffAdvice.objects.now().get().minutes == 45


def test_call_of_a_colleague_is_corrected_with_a_reason_only(house: Scene) -> None:
    call = call_of(house, upshot=ADVICE)
    given: dict[str, Any] = {
        "call": call,
        "occurred_on": DAY,
        "outcome": "nothing",
        "said": Said("mail"),
    }
    with pytest.raises(Refused):
        actions.amend_call(house.fabien, **given)
    actions.amend_call(house.fabien, **given, code="error", reason="Ce n’était pas un conseil.")
    assert OneOffAdvice.objects.now().count() == 0
    assert CallTaken.objects.now().get().outcome == "nothing"


def test_call_that_opened_a_case_keeps_its_outcome_and_its_day(house: Scene) -> None:
    call = call_of(
        house,
        who=Who(organisation=structure(house)),
        upshot=Upshot(CASE, programme=house.programme("dla")),
    )
    for day, outcome in ((DAY, "advice"), (DAY - datetime.timedelta(days=1), "case")):
        with pytest.raises(Refused):
            actions.amend_call(
                house.awa, call=call, occurred_on=day, outcome=outcome, said=Said("visit")
            )
    actions.amend_call(house.awa, call=call, occurred_on=DAY, outcome="case", said=Said("visit"))
    taken = CallTaken.objects.now().get()
    assert (taken.mode, taken.programme_code) == ("visit", "dla")


def test_day_of_an_accueil_corrected_on_its_case_moves_the_call(house: Scene) -> None:
    call = call_of(
        house,
        who=Who(organisation=structure(house)),
        said=Said(needs=("emploi",)),
        upshot=Upshot(CASE, programme=house.programme("dla")),
    )
    before = DAY - datetime.timedelta(days=4)
    fact = PhaseReached.objects.now().get(case=call.case)
    actions.correct_fact(house.awa, fact=fact, occurred_on=before)
    call.refresh_from_db()
    assert CallTaken.objects.now().get(call=call).occurred_on == before
    assert NeedVoiced.objects.now().get(call=call).occurred_on == before
    assert call.taken_on == before


def test_voided_call_no_longer_counts_and_its_case_stays(house: Scene) -> None:
    bank = structure(house, "France Active")
    call = call_of(
        house,
        who=Who(organisation=structure(house)),
        said=Said(needs=("emploi",)),
        upshot=Upshot(CASE, programme=house.programme("dla")),
    )
    actions.refer(house.awa, occurred_on=DAY, body=bank, call=call, case=call.case)
    actions.void_call(house.awa, call=call, code="duplicate", reason="Noté deux fois.")
    for kind in (CallTaken, NeedVoiced, OneOffAdvice, Referral):
        assert kind.objects.now().count() == 0
    assert PhaseReached.objects.now().filter(case=call.case).count() == 1
    with pytest.raises(Refused):
        actions.void_call(house.awa, call=call, code="duplicate", reason="Encore.")


# --- orientations and introductions


def test_sequels_add_up_each_once_and_never_before(house: Scene) -> None:
    case = actions.open_case(
        house.awa,
        programme=house.programme("dla"),
        opened_on=DAY,
        organisation=structure(house),
    )
    sent = actions.refer(
        house.awa, occurred_on=LATER, body=structure(house, "France Active"), case=case
    )
    with pytest.raises(Refused):
        actions.note_sequel(house.awa, of=sent, outcome="met", occurred_on=DAY)
    later = LATER + datetime.timedelta(days=9)
    actions.note_sequel(house.awa, of=sent, outcome="met", occurred_on=later)
    actions.note_sequel(house.awa, of=sent, outcome="helped", occurred_on=later)
    with pytest.raises(Refused):
        actions.note_sequel(house.awa, of=sent, outcome="met", occurred_on=later)
    told = ReferralOutcome.objects.now().order_by("id").values_list("outcome", "case")
    assert list(told) == [("met", case.pk), ("helped", case.pk)]
    case.refresh_from_db()
    assert case.touched_on == later


def test_orientation_is_not_taken_back_under_its_sequels(house: Scene) -> None:
    call = call_of(house)
    sent = actions.refer(
        house.awa, occurred_on=DAY, body=structure(house, "France Active"), call=call
    )
    then = actions.note_sequel(house.awa, of=sent, outcome="met", occurred_on=DAY)
    why = {"code": "error", "reason": "Pas eux."}
    with pytest.raises(Refused):
        actions.void_fact(house.awa, fact=sent, **why)
    actions.void_fact(house.awa, fact=then, **why)
    actions.void_fact(house.awa, fact=sent, **why)
    assert Referral.objects.now().count() == 0


def test_structure_is_not_sent_to_itself(house: Scene) -> None:
    caller = structure(house)
    call = call_of(house, who=Who(organisation=caller))
    with pytest.raises(Refused):
        actions.refer(house.awa, occurred_on=DAY, body=caller, call=call)
    with pytest.raises(Refused):
        actions.introduce(house.awa, occurred_on=DAY, introduced_to=caller, call=call)


def test_introduction_is_of_a_structure_or_a_person(house: Scene) -> None:
    call = call_of(house, who=Who(organisation=structure(house)))
    person = create_person(house.awa, family_name="Roy")
    met = actions.introduce(house.awa, occurred_on=DAY, introduced_person=person, call=call)
    with pytest.raises(Refused):
        actions.introduce(house.awa, occurred_on=DAY, call=call)
    then = actions.note_sequel(house.awa, of=met, outcome="helped", occurred_on=DAY)
    assert IntroductionMade.objects.now().get().organisation == call.organisation
    assert then.introduction == met


# --- people erased


def test_erasing_the_person_empties_her_words_and_moves_no_count(house: Scene) -> None:
    call = call_of(house, who=Who(contact=Contact("Roy", "Lou")), words="Sa vie", upshot=ADVICE)
    assert call.person is not None
    erase_person(house.fabien, call.person, "request")
    call.refresh_from_db()
    assert (call.words, call.erased_on is not None) == ("", True)
    assert OneOffAdvice.objects.now().count() == 1
