"""Inviting structures and people to a session, and what they answer."""

import datetime
import uuid
from collections.abc import Collection

from django.utils import timezone

from probant.directory.models import Organisation, Person
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import Attendance, Invitation, Session, SessionHeld
from probant.gatherings.registering import settle_lists
from probant.gatherings.registration_letters import INVITATION, Writer
from probant.gatherings.writing import SESSION
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.post.bounces import returned


def invite(
    actor: Actor,
    *,
    session: Session,
    organisations: Collection[Organisation] = (),
    people: Collection[Person] = (),
    by: str = Invitation.By.LIST,
    with_letters: bool = False,
    words: str = "",
    invited_on: datetime.date | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[Invitation]:
    """Invite structures and people; those invited already are left alone, and not written to.

    `words` begin the letter. An invitation given by telephone or by hand is noted as well: without
    `with_letters`. A list may be noted after the session, on the day it was sent (`invited_on`).
    Raises `Refused` (cancelled, another house, presences noted already), `AlreadyDone`. Effects:
    rows, letters; facts where the session is held already; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    if any(person.house_id != session.house_id for person in people):
        raise Refused("Une personne invitée est de votre annuaire.")
    with change(
        actor,
        verb="gatherings.invite",
        houses=[session.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        session.refresh_from_db()
        _refuse_inviting(session)
        day = invited_on or entry.known_on
        standing = Invitation.objects.filter(session=session, withdrawn_on__isnull=True)
        structures = set(standing.values_list("organisation_id", flat=True))
        persons = set(standing.values_list("person_id", flat=True))
        common = {"house_id": session.house_id, "session": session, "by": by, "invited_on": day}
        made = [
            Invitation(organisation=one, **common)
            for one in {one.pk: one for one in organisations}.values()
            if one.pk not in structures
        ]
        made += [
            Invitation(person=one, **common)
            for one in {one.pk: one for one in people}.values()
            if one.pk not in persons
        ]
        Invitation.objects.bulk_create(made)
        if made:
            entry.mention(SESSION, session.pk)
        if session.state == Session.State.HELD:
            settle_lists(entry, session)
        elif with_letters:
            _write(Writer(entry, session), made, words)
    return made


def withdraw_invitation(
    actor: Actor, *, invitation: Invitation, key: uuid.UUID | None = None
) -> Invitation:
    """Take back an invitation made by mistake: it counts in no rate. Its link is closed.

    Raises `Refused` (honoured already), `AlreadyDone`. Effects: the row, a fact voided; one entry.
    """
    session = invitation.session
    require(may_write_sessions(actor, session.house_id))
    with change(
        actor, verb="gatherings.withdraw_invitation", houses=[session.house_id], key=key
    ) as entry:
        invitation.refresh_from_db()
        if invitation.withdrawn_on is not None:
            raise Refused("Cette invitation est déjà retirée.")
        if Attendance.objects.now().filter(invitation=invitation).exists():
            raise Refused("Cette structure est notée présente : son invitation reste.")
        invitation.withdrawn_on = entry.today
        invitation.save(update_fields=["withdrawn_on"])
        entry.mention(SESSION, session.pk)
        settle_lists(entry, session)
    return invitation


def decline_invitation(
    actor: Actor, *, invitation: Invitation, key: uuid.UUID | None = None
) -> Invitation:
    """Note that nobody will come: said by link, or to the team. The invitation still counts.

    Raises `Refused` (withdrawn, past), `AlreadyDone`. Effects: the row; one entry.
    """
    session = invitation.session
    if actor.kind != "public":
        require(may_write_sessions(actor, session.house_id))
    with change(
        actor, verb="gatherings.decline_invitation", houses=[session.house_id], key=key
    ) as entry:
        invitation.refresh_from_db()
        if invitation.withdrawn_on is not None:
            raise Refused("Cette invitation a été retirée.")
        last = session.ends_on or session.starts_on
        if actor.kind == "public" and last < timezone.localdate():
            raise Refused("Cette rencontre a eu lieu.")
        invitation.declined_on = entry.today
        invitation.save(update_fields=["declined_on"])
        entry.mention(SESSION, session.pk)
        entry.mention(INVITATION, invitation.pk)
    return invitation


def address_to_invite(invitation: Invitation) -> str:
    """Where an invitation is sent: the person's address, else the structure's; "" where none."""
    if invitation.person is not None and invitation.person.email:
        return invitation.person.email
    return invitation.organisation.email if invitation.organisation else ""


def _write(writer: Writer, made: list[Invitation], words: str) -> None:
    addresses = {one.pk: address_to_invite(one) for one in made}
    dead = returned(writer.entry.house_id, addresses.values())
    for invitation in made:
        to = addresses[invitation.pk]
        if to and to.lower() not in dead:
            writer.invite(invitation, to, words)


def _refuse_inviting(session: Session) -> None:
    if session.state == Session.State.CANCELLED:
        raise Refused("Cette rencontre est annulée.")
    held = SessionHeld.objects.now().filter(session=session).exists()
    if held and Attendance.objects.now().filter(session=session).exists():
        raise Refused(
            "Les présences sont déjà notées : notez les invitations avant les présences, "
            "pour que le taux dise qui est venu parmi les invités."
        )
