"""A sitting of ours, from convocation to its end: what is refused live, what is kept after."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from probant.governance import actions
from probant.governance.actions import (
    CandidateDraft,
    MandateDraft,
    RoundDraft,
    VoteDraft,
)
from probant.governance.models import (
    Deliberation,
    Proxy,
    Sitting,
    Vote,
)
from probant.governance.queries import file_of, in_office, item_findings, sitting_findings
from probant.governance.tests import scenario
from probant.governance.tests.assembly_scenario import (
    RULES,
    codes,
    convened,
    opened,
    planned,
    refusal,
)
from probant.kernel.decision import Refused

pytestmark = pytest.mark.django_db


def test_members_in_office_on_a_day_are_computed_from_dated_mandates(clerk, assembly, members):
    day = datetime.date(2023, 6, 30)
    taken_over = actions.end_mandate(
        actor=clerk, mandate=members[0], ends_on=day, replaced_by="Remplaçante", interim=True
    )
    assert (taken_over.begins_on, taken_over.replaces, taken_over.interim) == (
        datetime.date(2023, 7, 1),
        members[0],
        True,
    )
    before = set(in_office(assembly.pk, day).values_list("name", flat=True))
    after = set(in_office(assembly.pk, datetime.date(2023, 7, 1)).values_list("name", flat=True))
    assert (before - after, after - before, len(after)) == ({"Membre 01"}, {"Remplaçante"}, 20)


def test_two_members_of_one_name_must_be_told_apart(clerk, assembly, members):
    said = refusal(
        actions.add_mandates,
        actor=clerk,
        body=assembly,
        members=[MandateDraft("Membre 01")],
        begins_on=datetime.date(2021, 1, 1),
    )
    assert said.startswith("« Membre 01 » figure deux fois. S’il s’agit d’homonymes")
    again = actions.add_mandates(
        actor=clerk,
        body=assembly,
        members=[MandateDraft("Membre 01 (Beaune)")],
        begins_on=datetime.date(2021, 1, 1),
    )
    assert [one.name for one in again] == ["Membre 01 (Beaune)"]


def test_a_convocation_waits_for_members_agenda_and_clear_days(house, clerk, assembly):
    today = timezone.localdate()
    empty = planned(clerk, house, assembly, items=[], day=today + datetime.timedelta(days=20))
    convene = actions.convene_sitting
    assert refusal(convene, actor=clerk, sitting=empty, convened_on=today).startswith(
        "Écrivez l’ordre du jour"
    )
    soon = planned(clerk, house, assembly, day=today + datetime.timedelta(days=14))
    short = refusal(convene, actor=clerk, sitting=soon, convened_on=today)
    assert short.startswith("13 jours francs pour 14 requis (Statuts, art. 9).")
    nobody = refusal(convene, actor=clerk, sitting=soon, convened_on=today, is_urgent=True)
    assert nobody.startswith("Aucun membre n’est en exercice")
    actions.add_mandates(
        actor=clerk, body=assembly, members=[MandateDraft("Seule")], begins_on=today
    )
    convene(actor=clerk, sitting=soon, convened_on=today, is_urgent=True)
    assert (soon.status, soon.members_in_office) == ("convened", 1)
    assert codes(sitting_findings(file_of(soon))) == ["notice.short"]


def test_a_proxy_that_could_not_serve_is_refused_live(house, clerk, assembly, members):
    sitting = convened(clerk, house, assembly)
    seats = list(sitting.seats.order_by("position"))

    def give(giver, holder):
        return actions.give_proxy(
            actor=clerk, sitting=sitting, giver=seats[giver], holder=seats[holder]
        )

    def no(giver, holder):
        with pytest.raises(Refused) as refused:
            give(giver, holder)
        return refused.value.reason

    assert no(4, 4) == "Membre 05 ne peut se donner pouvoir."
    give(4, 0)
    assert no(4, 1).startswith("Membre 05 a déjà donné pouvoir à Membre 01")
    assert no(0, 1).startswith("Membre 01 porte le pouvoir de Membre 05")
    assert no(5, 4).startswith("Membre 05 a lui-même donné pouvoir à Membre 01")
    give(5, 0)
    assert no(6, 0) == "Membre 01 porte déjà 2 pouvoirs, pour 2 au plus (Statuts, art. 9)."
    present = [seat.pk for seat in seats[:4]]
    take = {"actor": clerk, "sitting": sitting, "president": "Membre 01"}
    came = refusal(actions.take_presence, present=[*present, seats[4].pk], **take)
    assert came.startswith("Membre 05 a donné pouvoir à Membre 01 : révoquez")
    far = refusal(actions.take_presence, present=present, remote=[seats[7].pk], **take)
    assert far.startswith("La présence à distance n’est pas admise")
    actions.take_presence(present=present, **take)
    assert no(7, 8).startswith("Membre 09 n’est pas présent")
    assert no(3, 1).startswith("Membre 04 est présent")
    actions.revoke_proxy(actor=clerk, proxy=Proxy.objects.get(giver=seats[5]))
    give(6, 0)
    assert Proxy.objects.filter(sitting=sitting).count() == 2


def test_votes_follow_the_floor_of_their_item(house, clerk, assembly, members):
    sitting, seats = opened(clerk, house, assembly, present=5, proxies=[(10, 0), (11, 0)])
    items = list(sitting.items.order_by("number"))
    move = actions.note_movement
    assert refusal(actions.cast_vote, actor=clerk, item=items[0], vote=VoteDraft(votes_for=1)) == (
        "Ce point est pour information : changez sa nature s’il se vote."
    )
    many = refusal(actions.cast_vote, actor=clerk, item=items[1], vote=VoteDraft(votes_for=8))
    assert many == "8 voix pour 7 au plus : 5 présents et 2 pouvoirs à ce point."
    ballot = actions.cast_vote(
        actor=clerk, item=items[1], vote=VoteDraft(votes_for=5, votes_against=1)
    )
    assert (ballot.not_voting, ballot.proxies) == (1, 2)
    items = list(sitting.items.select_related("sitting", "deliberation").order_by("number"))
    late = refusal(move, actor=clerk, item=items[1], seat=seats[6], nature="arrives")
    assert late == "Le point 2 est voté : notez ce mouvement au point suivant."
    assert refusal(move, actor=clerk, item=items[2], seat=seats[0], nature="arrives") == (
        "Membre 01 est déjà présent."
    )
    move(actor=clerk, item=items[2], seat=seats[0], nature="recused")
    short = refusal(actions.cast_vote, actor=clerk, item=items[2], vote=VoteDraft(votes_for=4))
    assert short.startswith("Le quorum n’est pas atteint à ce point : 4 pour 5 requis (Statuts")
    move(actor=clerk, item=items[2], seat=seats[6], nature="arrives")
    tie = VoteDraft(votes_for=2, votes_against=2)
    assert refusal(actions.cast_vote, actor=clerk, item=items[2], vote=tie).startswith(
        "Partage des voix"
    )
    actions.cast_vote(
        actor=clerk,
        item=items[2],
        vote=VoteDraft(votes_for=2, votes_against=2, president_vote="for"),
    )
    file = file_of(Sitting.objects.select_related("body").get(pk=sitting.pk))
    third = next(one for one in file.items if one.number == 3)
    assert file.outcome(file.ballot(third)).label == "adoptée par la voix prépondérante"
    assert [file.floors[n].voters for n in (1, 2, 3, 4)] == [7, 7, 5, 8]
    assert item_findings(file, third) == []


def test_what_somebody_else_did_meanwhile_is_read_under_the_lock(house, clerk, assembly, members):
    sitting = convened(clerk, house, assembly)
    stale = Sitting.objects.select_related("body").get(pk=sitting.pk)
    late = sitting.items.select_related("sitting").get(number=2)
    seats = list(sitting.seats.order_by("position"))
    actions.take_presence(
        actor=clerk, sitting=sitting, present=[one.pk for one in seats[:6]], president="Membre 01"
    )
    actions.open_sitting(actor=clerk, sitting=sitting)
    assert stale.status == "convened"
    assert refusal(actions.cancel_sitting, actor=clerk, sitting=stale, reason="pluie") == (
        "Une séance ouverte ne s’annule pas : levez-la."
    )
    day = sitting.held_on - datetime.timedelta(days=30)
    again = refusal(actions.convene_sitting, actor=clerk, sitting=stale, convened_on=day)
    assert again == "Cette séance n’est plus à convoquer."
    actions.cast_vote(actor=clerk, item=sitting.items.get(number=2), vote=VoteDraft(votes_for=6))
    assert late.deliberation_id is None
    leaves = {"item": late, "seat": seats[3], "nature": "leaves"}
    assert refusal(actions.note_movement, actor=clerk, **leaves) == (
        "Le point 2 est voté : notez ce mouvement au point suivant."
    )
    late.deliberation = None
    actions.cast_vote(actor=clerk, item=late, vote=VoteDraft(votes_for=5))
    assert [one.ballots.get().votes_for for one in Deliberation.objects.all()] == [5]


def test_a_vote_by_name_counts_each_and_says_who_spoke_for_whom(house, clerk, assembly, members):
    sitting, seats = opened(clerk, house, assembly, present=5, proxies=[(10, 0)])
    item = sitting.items.get(number=2)
    choices = {seat.pk: "for" for seat in seats[:3]} | {
        seats[3].pk: "against",
        seats[10].pk: "abstain",
    }
    secret = VoteDraft("secret", choices=choices)
    assert refusal(actions.cast_vote, actor=clerk, item=item, vote=secret) == (
        "Un scrutin secret ne se note pas par nom."
    )
    stranger = VoteDraft("public", choices={seats[15].pk: "for"})
    assert refusal(actions.cast_vote, actor=clerk, item=item, vote=stranger) == (
        "Membre 16 n’est ni présent ni représenté à ce point."
    )
    ballot = actions.cast_vote(actor=clerk, item=item, vote=VoteDraft("public", choices=choices))
    counts = (ballot.votes_for, ballot.votes_against, ballot.abstentions, ballot.not_voting)
    assert (counts, ballot.president_vote) == ((3, 1, 1, 1), "for")
    assert Vote.objects.get(ballot=ballot, seat=seats[10]).holder_id == seats[0].pk
    actions.cast_vote(actor=clerk, item=item, vote=VoteDraft(votes_for=6))
    act = Deliberation.objects.get()
    assert (act.subject, act.ballots.get().votes_for, Vote.objects.count()) == (
        "Comptes 2023",
        6,
        0,
    )


def test_an_election_goes_by_rounds_and_opens_mandates(house, clerk, assembly, members):
    actions.set_body_rule(
        actor=clerk,
        body=assembly,
        in_force_from=timezone.localdate(),
        rules=replace(RULES, absolute_rounds=2, secret_for_persons=True),
    )
    sitting, _ = opened(clerk, house, assembly, present=10)
    item = sitting.items.get(number=4)

    def hold(scores, **more):
        candidates = [CandidateDraft(name, votes) for name, votes in scores.items()]
        wanted = {"expressed": 10, "to_elect": 1, "candidates": candidates, **more}
        return actions.hold_round(actor=clerk, item=item, round_=RoundDraft(**wanted))

    with pytest.raises(Refused, match="11 bulletins pour 10 votants"):
        hold({"Anne": 6}, expressed=11)
    with pytest.raises(Refused, match="Un candidat figure deux fois"):
        hold({"Anne": 1, "anne": 2})
    for _ in range(2):
        hold({"Anne": 5, "Bob": 5})
    third = hold({"Anne": 5, "Bob": 5})
    file = file_of(sitting)
    assert codes(item_findings(file, next(i for i in file.items if i.pk == item.pk))) == [
        "election.tie"
    ]
    with pytest.raises(Refused, match="trois tours"):
        hold({"Anne": 5})
    actions.name_eldest(actor=clerk, candidate=third.candidates.get(name="Bob"))
    board = actions.create_body(
        actor=clerk, house=house, organisation=house.organisation, kind="board", name="Conseil"
    )
    made = actions.open_mandates(actor=clerk, item=item, body=board, begins_on=timezone.localdate())
    assert [one.name for one in made] == ["Bob"]


def test_colleges_weigh_whatever_their_number(house, clerk, assembly):
    one = actions.add_college(actor=clerk, body=assembly, name="Salariés", weight=60)
    two = actions.add_college(actor=clerk, body=assembly, name="Usagers", weight=40)
    actions.add_mandates(
        actor=clerk,
        body=assembly,
        members=[MandateDraft("Seule", college=one)]
        + [MandateDraft(f"Usager {n}", college=two) for n in range(5)],
        begins_on=datetime.date(2020, 1, 1),
    )
    actions.set_body_rule(
        actor=clerk,
        body=assembly,
        in_force_from=datetime.date(2020, 1, 1),
        rules=replace(RULES, weighing="colleges"),
    )
    sitting, seats = opened(clerk, house, assembly, present=6)
    item = sitting.items.get(number=2)
    alone = next(seat for seat in seats if seat.name == "Seule")
    choices = {seat.pk: "against" for seat in seats} | {alone.pk: "for"}
    actions.cast_vote(actor=clerk, item=item, vote=VoteDraft("public", choices=choices))
    file = file_of(sitting)
    ballot = file.ballot(next(i for i in file.items if i.number == 2))
    assert (ballot.votes_for, ballot.votes_against) == (1, 5)
    assert file.outcome(ballot).adopted is True


def test_what_was_irregular_in_a_past_sitting_is_kept_with_findings(
    house, clerk, assembly, members
):
    sitting = planned(clerk, house, assembly, day=datetime.date(2023, 6, 1))
    assert sitting.status == "held"
    seats = list(sitting.seats.order_by("position"))
    give = actions.give_proxy
    for giver, holder in ((1, 0), (1, 2), (10, 11), (11, 10), (12, 0), (13, 0)):
        give(actor=clerk, sitting=sitting, giver=seats[giver], holder=seats[holder])
    actions.take_presence(
        actor=clerk, sitting=sitting, present=[seats[0].pk, seats[1].pk], remote=[seats[2].pk]
    )
    item = sitting.items.get(number=2)
    actions.cast_vote(actor=clerk, item=item, vote=VoteDraft(votes_for=30))
    file = file_of(sitting)
    assert sorted(set(codes(sitting_findings(file)))) == [
        "presence.remote",
        "proxy.circle",
        "proxy.given_twice",
        "proxy.giver_present",
        "proxy.holder_absent",
        "proxy.several",
        "sitting.chair",
        "sitting.secretary",
    ]
    second = next(one for one in file.items if one.number == 2)
    assert sorted(codes(item_findings(file, second))) == ["quorum.missing", "vote.total"]


def test_an_interested_member_is_asked_and_what_was_answered_is_kept(
    house, clerk, assembly, members
):
    friend = scenario.organisation("Structure amie")
    actions.declare_interest(
        actor=clerk, mandate=members[0], organisation=friend, role="présidente"
    )
    sitting, seats = opened(clerk, house, assembly, present=8)
    item = sitting.items.get(number=3)
    actions.set_beneficiary(actor=clerk, item=item, organisation_id=friend.pk)

    def found():
        file = file_of(sitting)
        return codes(item_findings(file, next(i for i in file.items if i.number == 3)))

    assert found() == ["interest.silent"]
    moved = actions.note_movement(actor=clerk, item=item, seat=seats[0], nature="stays")
    assert found() == ["interest.voted"]
    actions.undo_movement(actor=clerk, movement=moved)
    actions.note_movement(actor=clerk, item=item, seat=seats[0], nature="recused")
    assert found() == []


def test_a_second_call_waits_then_decides_without_quorum(house, clerk, assembly, members):
    today = timezone.localdate()
    first = planned(clerk, house, assembly, day=today - datetime.timedelta(days=10))
    soon = {"day": today, "second_call_of": first}
    with pytest.raises(Refused, match="au moins 15 jours après la première"):
        planned(clerk, house, assembly, **soon)
    Sitting.objects.filter(pk=first.pk).update(held_on=today - datetime.timedelta(days=15))
    first.refresh_from_db()
    sitting = convened(clerk, house, assembly, second_call_of=first)
    seat = sitting.seats.order_by("position").first()
    actions.take_presence(actor=clerk, sitting=sitting, present=[seat.pk], president=seat.name)
    actions.open_sitting(actor=clerk, sitting=sitting)
    actions.cast_vote(actor=clerk, item=sitting.items.get(number=2), vote=VoteDraft(votes_for=1))
    with pytest.raises(Refused, match="secrétaire de séance"):
        actions.close_sitting(actor=clerk, sitting=sitting)
