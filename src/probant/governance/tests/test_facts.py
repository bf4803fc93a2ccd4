"""Dated facts of assemblies follow what is recorded, corrected, taken back."""

import datetime

import pytest
from django.utils import timezone

from probant.governance import actions, integrity
from probant.governance.actions import DeliberationDraft, ItemDraft, MandateDraft, VoteDraft
from probant.governance.models import ActTransmitted, ActVoted, SittingHeld
from probant.governance.queries import register_of
from probant.governance.queries.noted import unnoted
from probant.governance.tests import scenario
from probant.journal.door import change
from probant.journal.integrity import verify
from probant.journal.models import JournalEntry
from probant.kernel.decision import Refused

pytestmark = pytest.mark.django_db
DAY = scenario.VOTE_DAY


@pytest.fixture
def awa(house):
    return scenario.member(house)


@pytest.fixture
def bureau(awa, house):
    return scenario.bureau(awa, house, scenario.organisation("Métropole d’essai", "collectivite"))


def held():
    facts = SittingHeld.objects.now().order_by("occurred_on")
    return list(facts.values_list("occurred_on", "members", "present"))


def test_an_act_of_an_authority_is_held_voted_then_transmitted(awa, house, bureau):
    act = scenario.recorded(awa, house, bureau, house.organisation)
    assert (held(), SittingHeld.objects.get().is_own) == ([(DAY, 43, 34)], False)
    voted = ActVoted.objects.get()
    assert (voted.occurred_on, voted.is_adopted, voted.organisation.name) == (
        DAY,
        True,
        "Métropole d’essai",
    )
    other = scenario.sitting(bureau, present=scenario.names(33, "P"), present_declared=33)
    lost = scenario.grant(house.organisation, ballot=actions.BallotDraft(3, 30))
    actions.record_deliberation(actor=awa, house=house, sitting=other, deliberation=lost)
    assert held() == [(DAY, 43, 34)]  # two extracts of one day are one sitting
    assert sorted(ActVoted.objects.values_list("is_adopted", flat=True)) == [False, True]
    scenario.record_cited(awa, house, bureau, datetime.date(2023, 6, 19))
    assert (len(held()), ActVoted.objects.count()) == (1, 2)
    days = (datetime.date(2024, 3, 28), datetime.date(2024, 4, 2))
    for day in (*days, days[1]):
        actions.record_formalities(actor=awa, deliberation=act, transmitted_on=day)
    assert list(ActTransmitted.objects.now().values_list("occurred_on", flat=True)) == [days[1]]
    assert ActTransmitted.objects.count() == 2  # the slip stays, voided; the same day writes none


def test_a_correction_moves_the_facts_of_its_act(awa, house, bureau):
    act = scenario.recorded(awa, house, bureau, house.organisation)
    moved = scenario.sitting(bureau, held_on=datetime.date(2024, 3, 22), present_declared=34)
    actions.replace_deliberation(
        actor=awa,
        deliberation=act,
        sitting=moved,
        by=scenario.grant(house.organisation, ballot=actions.BallotDraft(5, 29)),
    )
    assert list(ActVoted.objects.now().values_list("occurred_on", "is_adopted")) == [
        (datetime.date(2024, 3, 22), False)
    ]


def test_a_sitting_of_ours_counts_once_held_and_no_more_once_taken_back(awa, house):
    body = actions.create_body(
        actor=awa, house=house, organisation=house.organisation, kind="board", name="Conseil"
    )
    members = [MandateDraft(name) for name in ("Anne", "Bob", "Carl", "Dora")]
    actions.add_mandates(actor=awa, body=body, members=members, begins_on=DAY)
    items = [ItemDraft("Budget"), ItemDraft("Local")]
    made = [
        actions.plan_sitting(actor=awa, house=house, body=body, held_on=day, items=items)
        for day in (DAY, DAY + datetime.timedelta(days=30))
    ]
    assert held() == [(one.held_on, 0, 0) for one in made]  # presence is not taken yet
    there = list(made[0].seats.values_list("pk", flat=True))[:3]
    actions.take_presence(actor=awa, sitting=made[0], present=there, president="Anne")
    assert held()[0] == (DAY, 4, 3)
    item = made[0].items.get(number=1)
    for votes in ((1, 2), (2, 1)):
        vote = VoteDraft(votes_for=votes[0], votes_against=votes[1])
        actions.cast_vote(actor=awa, item=item, vote=vote)
    assert list(ActVoted.objects.values_list("is_adopted", "void_code").order_by("pk")) == [
        (False, "error"),
        (True, ""),
    ]
    with pytest.raises(Refused, match="a voté des délibérations"):
        actions.cancel_sitting(actor=awa, sitting=made[0], reason="doublon")
    actions.cancel_sitting(actor=awa, sitting=made[1], reason="saisie deux fois")
    assert held() == [(DAY, 4, 3)]


def test_a_member_represented_a_fourth_time_running_is_told(awa, house, bureau):
    acts = [
        actions.record_deliberation(
            actor=awa,
            house=house,
            sitting=scenario.sitting(bureau, held_on=DAY + datetime.timedelta(days=30 * month)),
            deliberation=DeliberationDraft("Objet"),
        )
        for month in range(4)
    ]
    told = [
        [one.message for one in register_of(act).findings if one.code == "proxy.repeated"]
        for act in acts
    ]
    assert [len(found) for found in told] == [0, 0, 0, 7]
    assert told[3][0].startswith("Membre R01 est représenté pour la 4e séance de suite")


def test_what_was_recorded_before_the_facts_is_found_then_noted_once(awa, house, bureau):
    act = scenario.recorded(awa, house, bureau, house.organisation)
    actions.record_formalities(
        actor=awa, deliberation=act, transmitted_on=datetime.date(2024, 3, 28)
    )
    scenario.record_cited(awa, house, bureau, datetime.date(2023, 6, 19))
    assert unnoted(house.pk).count == 0 and list(integrity.facts()) == []
    before = counted()
    forget_facts(awa, house)  # as an installation of before them
    [finding] = integrity.facts()
    assert finding.message.replace("\xa0", " ") == (
        f"Structure {house.pk} : 1 séance tenue, 1 acte voté, 1 acte transmis, sans le fait que "
        "les chiffres comptent. `probant check --repair` les note."
    )
    stranger = scenario.member(scenario.house("Autre"))
    with pytest.raises(Refused):
        actions.catch_up(actor=stranger, house_id=house.pk)
    assert counted() == ([], [], [])
    assert integrity.note_facts() == 3
    assert counted() == before
    assert SittingHeld.objects.now().get().known_on == timezone.localdate()
    last = JournalEntry.objects.order_by("-seq").first()
    assert integrity.note_facts() == 0
    assert JournalEntry.objects.order_by("-seq").first() == last and verify() == []


def test_an_election_caught_up_is_adopted_where_it_chose_somebody(awa, house):
    body = scenario.bureau(awa, house, house.organisation)
    sitting = actions.plan_sitting(
        actor=awa, house=house, body=body, held_on=DAY, items=[ItemDraft("Élire", "election")]
    )
    item = sitting.items.get()
    nobody = actions.RoundDraft(10, 1, [actions.CandidateDraft("Anne", 3)])
    actions.hold_round(actor=awa, item=item, round_=nobody)
    forget_facts(awa, house)
    integrity.note_facts()
    assert ActVoted.objects.now().get().is_adopted is False


def counted():
    return (
        held(),
        list(ActVoted.objects.now().values_list("occurred_on", "is_adopted")),
        list(ActTransmitted.objects.now().values_list("occurred_on", flat=True)),
    )


def forget_facts(awa, house):
    """None stands, as in a database of before them: nothing deletes a fact."""
    with change(awa, verb="governance.forget", houses=[house.pk]) as entry:
        for model in (SittingHeld, ActVoted, ActTransmitted):
            for fact in model.objects.now():
                entry.void(fact, code="other", reason="essai")
