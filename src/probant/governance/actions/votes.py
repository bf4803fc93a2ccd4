"""Votes and rounds of election on items of an agenda; an item that is voted is a deliberation."""

import datetime
import uuid
from collections import Counter

from probant.governance.access import can_record
from probant.governance.actions.deliberations import make_findable
from probant.governance.actions.drafts import (
    DecisionDraft,
    DeliberationDraft,
    MandateDraft,
    RoundDraft,
    VoteDraft,
)
from probant.governance.actions.live import mention, status_now
from probant.governance.actions.mandates import add_mandates
from probant.governance.actions.noting import note_voted
from probant.governance.actions.sittings import HIGHEST
from probant.governance.models import (
    AgendaItem,
    Ballot,
    Body,
    Candidacy,
    CollegeCount,
    Decision,
    Deliberation,
    Mandate,
    Sitting,
    Vote,
)
from probant.governance.queries.floor import SittingFloor, file_of, floor_of, round_of
from probant.governance.queries.rules import rules_on
from probant.governance.rules import BodyRules, Floor, check_round, elected
from probant.governance.rules.elections import ROUNDS, Round, Scored
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

Choice = Vote.Choice


def cast_vote(
    *,
    actor: Actor,
    item: AgendaItem,
    vote: VoteDraft,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Ballot:
    """Record the vote on an item; it becomes a deliberation of the sitting, adopted or not.

    Open sitting: refused without quorum at this item, or with more votes than the floor holds; a
    chair's vote is asked for where a tie turns on it. Held: kept as it was, with findings. Voting
    again replaces the vote, as long as the act is not published.

    Raises `Refused`, `Stale`. Effects: one entry mentioning ("sitting", id), ("deliberation", id).
    """
    sitting = item.sitting
    require(can_record(actor, sitting.house_id))
    with change(
        actor,
        verb="governance.cast_vote",
        houses=[sitting.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard("sitting", sitting.pk, read_at=read_at)
        _refuse_vote(item)
        file = floor_of(sitting)
        floor = file.floor(item.number)
        _refuse_without_quorum(file, floor)
        ballot = _counted(file, floor, vote)
        if sitting.status == Sitting.Status.OPEN:
            _refuse_counts(file, floor, vote, ballot)
        _replace_ballot(entry, item, ballot)
        _write_names(file, floor, ballot, vote)
        note_voted(entry, ballot.deliberation, file.rules)
    return ballot


def _counted(file: SittingFloor, floor: Floor, vote: VoteDraft) -> Ballot:
    if vote.method not in Ballot.Method.values:
        raise Refused("Choisissez le mode de scrutin dans la liste.")
    if vote.choices and vote.method == Ballot.Method.SECRET:
        raise Refused("Un scrutin secret ne se note pas par nom.")
    counts: tuple[int | None, ...] = (
        vote.votes_for,
        vote.votes_against,
        vote.abstentions,
        vote.not_voting,
    )
    if vote.choices:
        tally = _tally(file, floor, vote)
        counts = tuple(tally[choice] for choice in Choice.values)
    elif vote.colleges:
        rows = list(vote.colleges.values())
        sums = [sum(row[place] for row in rows) for place in range(3)]
        counts = (sums[0], sums[1], sums[2], vote.not_voting)
    if counts[0] is None:
        raise Refused("Indiquez le nombre de voix pour.")
    for count in (*counts, vote.blank_votes, vote.asked_by):
        if count is not None and not 0 <= count <= HIGHEST:
            raise Refused(f"Un nombre de voix va de 0 à {HIGHEST}.")
    secret = vote.method == Ballot.Method.SECRET
    return Ballot(
        method=vote.method,
        votes_for=counts[0],
        votes_against=counts[1] or 0,
        abstentions=counts[2] or 0,
        not_voting=counts[3] or 0,
        blank_votes=vote.blank_votes,
        asked_by=vote.asked_by,
        proxies=len(floor.represented),
        president_vote="" if secret else vote.president_vote or _of_chair(file, vote),
        weighing=file.rules.weighing if vote.colleges or vote.choices else "",
    )


def _tally(file: SittingFloor, floor: Floor, vote: VoteDraft) -> Counter[str]:
    """The votes by name, each member with the votes that they hold. Who says nothing is out."""
    votes = {one.id: one.votes for one in file.members}
    known = floor.present | floor.represented.keys()
    strangers = [seat for seat in vote.choices if seat not in known]
    if strangers and file.sitting.status == Sitting.Status.OPEN:
        name = file.names.get(strangers[0], "Ce membre")
        raise Refused(f"{name} n’est ni présent ni représenté à ce point.")
    tally: Counter[str] = Counter()
    for seat, choice in vote.choices.items():
        if choice not in Choice.values or seat not in votes:
            raise Refused("Un vote est pour, contre, abstention ou sans prendre part.")
        tally[choice] += votes[seat]
    tally[Choice.OUT] += sum(votes[seat] for seat in known - vote.choices.keys())
    return tally


def _of_chair(file: SittingFloor, vote: VoteDraft) -> str:
    """How the chair voted, where the votes are by name."""
    for seat, choice in vote.choices.items():
        if file.names.get(seat) == file.sitting.president and choice in ("for", "against"):
            return choice
    return ""


def _refuse_without_quorum(file: SittingFloor, floor: Floor) -> None:
    quorum = file.quorum_of(floor)
    if file.sitting.status == Sitting.Status.OPEN and quorum.reached is False:
        law = file.rules.source("quorum")
        raise Refused(
            f"Le quorum n’est pas atteint à ce point : {quorum.counted} pour {quorum.needed} "
            f"requis{f' ({law})' if law else ''}. Attendez une arrivée, ou convoquez de nouveau."
        )


def _refuse_counts(file: SittingFloor, floor: Floor, vote: VoteDraft, ballot: Ballot) -> None:
    total = ballot.count.total + (ballot.not_voting or 0)
    held = file.rights(floor)
    if total > held:
        raise Refused(
            f"{total} voix pour {held} au plus : {len(floor.present)} présents et "
            f"{len(floor.represented)} pouvoirs à ce point."
        )
    if total < held and not vote.choices:
        ballot.not_voting = (ballot.not_voting or 0) + held - total
    tie = ballot.votes_for == ballot.votes_against and ballot.votes_for
    secret = ballot.method == Ballot.Method.SECRET
    if tie and file.rules.casting_vote and not secret and not ballot.president_vote:
        raise Refused("Partage des voix : indiquez le vote de la présidence, il est prépondérant.")


def _replace_ballot(entry: Entry, item: AgendaItem, ballot: Ballot) -> None:
    """The deliberation of an item, made at its first vote, with this ballot in place of another."""
    act = item.deliberation
    if act is None:
        act = Deliberation.objects.create(
            house_id=item.sitting.house_id,
            sitting=item.sitting,
            subject=item.title,
            rapporteur=item.rapporteur,
        )
        Decision.objects.create(deliberation=act, number=1, text=item.title)
        item.deliberation = act
        item.save(update_fields=["deliberation"])
        draft = DeliberationDraft(item.title, decisions=[DecisionDraft(item.title)])
        make_findable(act, draft)
    else:
        act.ballots.filter(round=ballot.round).delete()
    ballot.deliberation = act
    ballot.save()
    entry.mention("deliberation", act.pk)
    mention(entry, item.sitting)


def _write_names(file: SittingFloor, floor: Floor, ballot: Ballot, vote: VoteDraft) -> None:
    Vote.objects.bulk_create(
        Vote(
            ballot=ballot,
            seat_id=seat,
            holder_id=floor.represented.get(seat),
            choice=choice,
        )
        for seat, choice in vote.choices.items()
    )
    rows = dict(vote.colleges)
    if vote.choices and file.rules.weighing == "colleges":
        rows = _by_college(file, vote)
    known = {seat.college_id for seat in file.seats} | set(
        file.body.colleges.values_list("pk", flat=True) if rows else ()
    )
    for college, counts in rows.items():
        if college not in known or min(counts) < 0:
            raise Refused("Ce collège n’est pas de l’instance, ou ses voix sont négatives.")
    CollegeCount.objects.bulk_create(
        CollegeCount(
            ballot=ballot,
            college_id=college,
            votes_for=counts[0],
            votes_against=counts[1],
            abstentions=counts[2],
        )
        for college, counts in rows.items()
    )


def _by_college(file: SittingFloor, vote: VoteDraft) -> dict[int, tuple[int, int, int]]:
    colleges = {seat.pk: seat.college_id for seat in file.seats}
    tally: dict[int, Counter[str]] = {}
    for seat, choice in vote.choices.items():
        college = colleges.get(seat)
        if college is None:
            raise Refused(f"{file.names[seat]} n’est d’aucun collège : complétez son mandat.")
        tally.setdefault(college, Counter())[choice] += 1
    return {
        college: (found["for"], found["against"], found["abstain"])
        for college, found in tally.items()
    }


def hold_round(
    *,
    actor: Actor,
    item: AgendaItem,
    round_: RoundDraft,
    corrects: bool = False,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Ballot:
    """Record a round of an election: the next one, three at most; or the last again, `corrects`.

    Open sitting: refused without quorum, once nobody is left to elect, with more ballots than
    voters or more votes than ballots. Raises `Refused`. Effects: one entry mentioning
    ("sitting", id), ("deliberation", id).
    """
    sitting = item.sitting
    require(can_record(actor, sitting.house_id))
    _check_round(round_)
    with change(
        actor,
        verb="governance.hold_round",
        houses=[sitting.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        _refuse_vote(item)
        file = floor_of(sitting)
        floor = file.floor(item.number)
        _refuse_without_quorum(file, floor)
        before = _rounds(item)
        if corrects and not before:
            raise Refused("Aucun tour n’est encore noté : il n’y a rien à corriger.")
        before = before[:-1] if corrects else before
        number = len(before) + 1
        if number > ROUNDS:
            raise Refused("Une élection a trois tours au plus.")
        if before and sitting.is_live and not _is_open(before[-1], file.rules):
            raise Refused("Tous les sièges sont pourvus : un tour de plus n’élirait personne.")
        values = Round(
            number,
            round_.expressed,
            round_.to_elect,
            tuple(Scored(one.name, one.votes, one.is_eldest) for one in round_.candidates),
        )
        secret = round_.method == Ballot.Method.SECRET
        wrong = check_round(values, file.rules, secret=secret, voters=file.rights(floor))
        errors = [one.message for one in wrong if one.code == "vote.total"]
        if errors and sitting.status == Sitting.Status.OPEN:
            raise Refused(" ".join(errors))
        ballot = Ballot(
            kind=Ballot.Kind.ELECTION,
            round=number,
            method=round_.method,
            votes_for=round_.expressed,
            blank_votes=round_.blank_votes,
            to_elect=round_.to_elect,
            proxies=len(floor.represented),
        )
        _replace_ballot(entry, item, ballot)
        Candidacy.objects.bulk_create(
            Candidacy(
                ballot=ballot,
                position=position,
                name=" ".join(one.name.split()),
                person=one.person,
                votes=one.votes,
                is_eldest=one.is_eldest,
            )
            for position, one in enumerate(round_.candidates, 1)
        )
        note_voted(entry, ballot.deliberation, file.rules)
    return ballot


def _rounds(item: AgendaItem) -> list[Ballot]:
    """The rounds held at an item, with their candidates. Two queries."""
    held = Ballot.objects.filter(deliberation=item.deliberation_id).order_by("round")
    return list(held.prefetch_related("candidates")) if item.deliberation_id else []


def _values(round_: Ballot) -> Round:
    return round_of(round_, tuple(round_.candidates.all()))


def _is_open(last: Ballot, rules: BodyRules) -> bool:
    return len(elected(_values(last), rules).elected) < (last.to_elect or 1)


def _check_round(round_: RoundDraft) -> None:
    if not round_.candidates:
        raise Refused("Écrivez au moins un candidat.")
    names = [" ".join(one.name.split()).casefold() for one in round_.candidates]
    if not all(names) or max(map(len, names)) > 120:
        raise Refused("Un nom de candidat est vide ou trop long.")
    if len(set(names)) < len(names):
        raise Refused("Un candidat figure deux fois : réunissez ses voix.")
    if not 1 <= round_.to_elect <= 500:
        raise Refused("Le nombre de sièges à pourvoir va de 1 à 500.")
    for count in (round_.expressed, round_.blank_votes or 0, *(c.votes for c in round_.candidates)):
        if not 0 <= count <= HIGHEST:
            raise Refused(f"Un nombre de voix va de 0 à {HIGHEST}.")


def name_eldest(*, actor: Actor, candidate: Candidacy, key: uuid.UUID | None = None) -> Candidacy:
    """Say which of the tied candidates is the eldest (CGCT L2121-21). No date of birth is kept.

    Raises `Refused`. Effects: one entry mentioning ("sitting", id).
    """
    ballot = candidate.ballot
    item = AgendaItem.objects.select_related("sitting", "deliberation").get(
        deliberation=ballot.deliberation_id
    )
    require(can_record(actor, item.sitting.house_id))
    with change(
        actor, verb="governance.name_eldest", houses=[item.sitting.house_id], key=key
    ) as entry:
        _refuse_vote(item)
        level = Candidacy.objects.filter(ballot=ballot, votes=candidate.votes)
        level.update(is_eldest=False)
        candidate.is_eldest = True
        candidate.save(update_fields=["is_eldest"])
        rules = rules_on(item.sitting.body, item.sitting.held_on)
        note_voted(entry, ballot.deliberation, rules)
        mention(entry, item.sitting)
    return candidate


def open_mandates(
    *,
    actor: Actor,
    item: AgendaItem,
    body: Body,
    begins_on: datetime.date,
    ends_on: datetime.date | None = None,
    role: str = "member",
    key: uuid.UUID | None = None,
) -> list[Mandate]:
    """Give the elected of an item their mandates in a body. Raises `Refused`."""
    require(can_record(actor, item.sitting.house_id))
    names = file_of(item.sitting).elected(item.deliberation_id)
    if not names:
        raise Refused("Personne n’est encore élu à ce point.")
    return add_mandates(
        actor=actor,
        body=body,
        members=[MandateDraft(name, role) for name in names],
        begins_on=begins_on,
        ends_on=ends_on,
        key=key,
    )


def _refuse_vote(item: AgendaItem) -> None:
    """What a vote on an item is refused for, read under the lock of an open change."""
    if status_now(item.sitting) not in (Sitting.Status.OPEN, Sitting.Status.HELD):
        raise Refused("Ouvrez d’abord la séance : on vote une fois la présence prise.")
    item.refresh_from_db(fields=["kind", "deliberation"])
    if item.kind == AgendaItem.Kind.INFORMATION:
        raise Refused("Ce point est pour information : changez sa nature s’il se vote.")
    act = item.deliberation
    if act is not None and (act.published_on or act.withdrawn_on):
        raise Refused(
            "Cette délibération est publiée ou retirée : enregistrez celle qui la modifie."
        )
