"""What one does on several members of a network, or several structures to let in, at once."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from probant.directory.models import Card
from probant.directory.screens.card_gestures import load as load_cards
from probant.directory.screens.together import Gesture, Together
from probant.gatherings.actions import network as actions
from probant.gatherings.models import NetworkFamily, NetworkMember
from probant.gatherings.screens.network_forms import FamilyChoiceForm, JoinForm, LeaveForm
from probant.journal.together import SAME
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.ui.request import Request

Key = uuid.UUID | None
UNDOING = {"code": "error", "reason": "geste défait depuis la liste"}


def load_members(actor: Actor, numbers: Sequence[int]) -> list[NetworkMember]:
    """The members of these numbers that an actor may see. One query."""
    found: Any = NetworkMember.objects.visible_to(actor).filter(pk__in=numbers)
    named = found.select_related("organisation", "family", "network")
    return list(named.order_by("organisation__name_key", "pk"))


def _member(actor: Actor, number: int) -> NetworkMember:
    found = load_members(actor, [number])
    if not found:
        raise Refused("Ce membre ne vous est plus ouvert.")
    return found[0]


def _join(actor: Actor, card: Card, typed: dict[str, Any], key: Key) -> Any:
    joining = actions.Joining(card.organisation, typed["family"], typed["college"])
    made = actions.join_network(
        actor, network=typed["network"], joining=[joining], joined_on=typed["joined_on"], key=key
    )
    return made[0].pk if made else SAME


def _strike(actor: Actor, number: int, kept: Any, key: Key) -> None:
    actions.strike_member(actor, member=_member(actor, int(kept)), key=key, **UNDOING)


def _leave(actor: Actor, member: NetworkMember, typed: dict[str, Any], key: Key) -> Any:
    if member.left_on is not None:
        return SAME
    actions.leave_network(actor, member=member, left_on=typed["left_on"], key=key)
    return typed["left_on"].isoformat()


def _stay(actor: Actor, number: int, kept: Any, key: Key) -> None:
    member = _member(actor, number)
    if member.left_on != datetime.date.fromisoformat(kept):
        raise Refused(f"« {member} » a changé depuis.")
    actions.stay_in_network(actor, member=member, key=key, **UNDOING)


def _put(actor: Actor, member: NetworkMember, typed: dict[str, Any], key: Key) -> Any:
    before = (member.family_id, member.college)
    family: NetworkFamily | None = typed["family"]
    after = (family.pk if family else None, typed["college"].strip())
    if before == after:
        return SAME
    actions.edit_member(actor, member=member, family=family, college=typed["college"], key=key)
    return [*before, *after]


def _put_back(actor: Actor, number: int, kept: Any, key: Key) -> None:
    member, (family, college, *after) = _member(actor, number), kept
    if [member.family_id, member.college] != after:
        raise Refused(f"« {member} » a changé depuis.")
    found = NetworkFamily.objects.filter(pk=family).first()
    actions.edit_member(actor, member=member, family=found, college=college, key=key)


def _write(request: Request, members: Sequence[NetworkMember]) -> HttpResponse:
    """Go and write to those ticked: the message chooses them by name."""
    ticked = "-".join(str(member.pk) for member in members)
    network = members[0].network_id if members else 0
    query = urlencode({"reseau": network, "coches": ticked})
    return redirect(f"{reverse('gatherings:mailing-create')}?{query}")


MEMBERS_TOGETHER = Together(
    noun="membre",
    trail="Réseaux",
    here="gatherings:members-together",
    undo="gatherings:members-undo",
    back="gatherings:networks",
    load=load_members,
    name=str,
    gestures=(
        Gesture(
            "famille",
            "Ranger dans une famille",
            "Ranger dans cette famille",
            _put,
            _put_back,
            lambda request, posted: FamilyChoiceForm(posted, house_id=request.actor.house),
        ),
        Gesture("ecrire", "Leur écrire", direct=_write),
        Gesture(
            "sortir",
            "Noter leur sortie du réseau",
            "Noter cette sortie",
            _leave,
            _stay,
            lambda request, posted: LeaveForm(posted),
        ),
    ),
)

CANDIDATES_TOGETHER = Together(
    noun="structure",
    trail="Réseaux",
    here="gatherings:network-add-together",
    undo="gatherings:network-add-undo",
    back="gatherings:network-add",
    load=load_cards,
    name=lambda card: card.name,
    gestures=(
        Gesture(
            "reseau",
            "Ajouter à un réseau",
            "Ajouter au réseau",
            _join,
            _strike,
            lambda request, posted: JoinForm(posted, actor=request.actor),
        ),
    ),
)
