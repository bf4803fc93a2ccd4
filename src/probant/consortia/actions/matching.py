"""Two houses say that something of each is one thing: one proposes, the other answers."""

from __future__ import annotations

import uuid

from django.db import models

from probant.consortia.access import can_work_in
from probant.consortia.actions.founding import CONSORTIUM
from probant.consortia.identity import session_pairs, structure_pairs
from probant.consortia.likeness import SESSION, Alike
from probant.consortia.models import (
    Consortium,
    Match,
    MemberHouse,
    SessionMatch,
    StructureMatch,
)
from probant.consortia.rules import groups_of, twice_in_one
from probant.directory.models import Card, House
from probant.gatherings.models import Session
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.decision import Refused, require


def propose_match(
    actor: Actor, *, consortium: Consortium, alike: Alike, key: uuid.UUID | None = None
) -> Match:
    """Tell another member that something of it may be something of ours: it reads its name.

    Raises `Refused`. Effects: a proposal; one entry in each house. It counts nothing until the
    other house says the same.
    """
    require(can_work_in(actor, consortium))
    sides = alike.seen_by(actor.house_id)
    if sides is None:
        raise Refused("Ce rapprochement n’est pas celui de votre maison.")
    mine, theirs = sides
    kind = SessionMatch if alike.kind == SESSION else StructureMatch
    houses = [actor.house, theirs.house_id]
    with change(actor, verb="consortia.propose", houses=houses, key=key) as entry:
        _both_members(consortium, houses)
        held = kind.objects.filter(consortium=consortium, undone_on__isnull=True)
        ends = ({"of_proposer_id": mine.id, "of_asked_id": theirs.id},
                {"of_proposer_id": theirs.id, "of_asked_id": mine.id})  # fmt: skip
        if any(held.filter(**one).exists() for one in ends):
            raise Refused("Ce rapprochement est déjà proposé.")
        found: Match = kind.objects.create(
            consortium=consortium,
            proposer_id=mine.house_id,
            asked_id=theirs.house_id,
            of_proposer_id=mine.id,
            of_asked_id=theirs.id,
            proposed_on=entry.today,
            proposed_by_id=actor.user_id,
        )
        _mention(entry, found)
    return found


def answer_match(
    actor: Actor, *, match: Match, is_same: bool, key: uuid.UUID | None = None
) -> None:
    """Answer for one's house that it is the same, or that it is not.

    Raises `Refused`: not asked, answered already, or a house would count once two things that it
    holds for two. Effects: one entry in each house; from today figures count it once.
    """
    require(can_work_in(actor, match.consortium))
    if actor.house_id != match.asked_id:
        raise Refused("C’est à l’autre maison de répondre.")
    houses = [actor.house, match.proposer_id]
    with change(actor, verb="consortia.answer", houses=houses, key=key) as entry:
        _both_members(match.consortium, houses)
        if is_same:
            _refuse_two_in_one(match)
        waiting = type(match)._default_manager.filter(
            pk=match.pk, is_same__isnull=True, undone_on__isnull=True
        )
        done = waiting.update(
            is_same=is_same, answered_on=entry.today, answered_by_id=actor.user_id
        )
        if not done:
            raise Refused("Ce rapprochement a déjà sa réponse, ou a été repris.")
        _mention(entry, match)


def undo_match(actor: Actor, *, match: Match, key: uuid.UUID | None = None) -> None:
    """Take one's word back, whichever house gave it: from today it counts apart again.

    Raises `Refused`. Effects: one entry in each house.
    """
    require(can_work_in(actor, match.consortium))
    if actor.house_id not in (match.proposer_id, match.asked_id):
        raise Refused("Ce rapprochement n’est pas celui de votre maison.")
    others = {match.proposer_id, match.asked_id} - {actor.house}
    houses = [actor.house, *others]
    with change(actor, verb="consortia.undo", houses=houses, key=key) as entry:
        standing = type(match)._default_manager.filter(pk=match.pk, undone_on__isnull=True)
        if not standing.update(undone_on=entry.today):
            raise Refused("Ce rapprochement a déjà été défait.")
        _mention(entry, match)


def _both_members(consortium: Consortium, houses: list[int]) -> None:
    inside = MemberHouse.objects.standing().filter(consortium=consortium, house_id__in=houses)
    if inside.count() < len(houses):
        raise Refused("Les deux maisons doivent être membres du collectif.")


def _refuse_two_in_one(match: Match) -> None:
    """No house may count once, with others, what it counts twice by itself."""
    cut, consortium = Cut.now(), match.consortium
    pair = (match.of_proposer_id, match.of_asked_id)
    if isinstance(match, SessionMatch):
        (group,) = _holding(groups_of([*session_pairs(consortium, cut), pair]), pair)
        rows: models.QuerySet[models.Model, tuple[int, int]] = Session.objects.filter(
            pk__in=group
        ).values_list("house_id", "pk")
        words = "deux rencontres"
    else:
        (group,) = _holding(groups_of([*structure_pairs(consortium, cut), pair]), pair)
        inside = MemberHouse.objects.standing().filter(consortium=consortium)
        cards = Card.objects.filter(house__in=inside.values("house"), organisation__in=group)
        rows = cards.filter(organisation__merged_into__isnull=True).values_list(
            "house_id", "organisation_id"
        )
        words = "deux structures"
    house = twice_in_one(group, rows)
    if house is not None:
        name = House.objects.get(pk=house).short_name
        raise Refused(
            f"{name} tient cela pour {words} : les réunir compterait une fois ce qu’elle compte "
            "deux fois. Voyez d’abord avec elle."
        )


def _holding(groups: list[list[int]], pair: tuple[int, int]) -> list[list[int]]:
    return [group for group in groups if pair[0] in group]


def _mention(entry: Entry, match: Match) -> None:
    for one in entry.siblings.values():
        one.mention(CONSORTIUM, match.consortium_id)
