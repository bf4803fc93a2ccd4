"""What is written to those who are invited and registered; each letter leaves after the change.

Links are personal: the text kept of a letter holds a place (`post.letters.SECRETS`), and the portal
makes the address when the letter leaves. An address that came back gets nothing more, except the
answer to what somebody has just typed.
"""

from dataclasses import dataclass, replace
from typing import Any

from probant.directory.models import House
from probant.gatherings.agenda import engagement
from probant.gatherings.models import Invitation, Registration, Session
from probant.gatherings.registering import fill_seats
from probant.journal.door import Entry
from probant.post.bounces import returned
from probant.post.calendars import calendar_file
from probant.post.letters import secret_place, write_letter

MINE, ANSWER = "mon inscription", "répondre à l’invitation"  # places in letters
TICKET = "mon code d’entrée"
REGISTRATION, INVITATION = "registration", "invitation"  # what letters are about
INVITATIONS = "invitations"  # category that an address may refuse


@dataclass
class Writer:
    """Writes the letters of one session in an open entry; the house is read once."""

    entry: Entry
    session: Session
    _house: House | None = None

    def confirm(self, registration: Registration, *, place: int = 0) -> bool:
        """Say to somebody that she has a seat, or her place in the waiting list (from 1)."""
        waits = registration.status == Registration.Status.WAITING
        subject = "Liste d’attente" if waits else "Inscription"
        return self._write(
            registration,
            subject,
            "gatherings/mail/confirmation.txt",
            always=True,
            with_calendar=not waits,
            rank=place,
        )

    def remind_known(self, registration: Registration) -> bool:
        """Say to whoever registers again that she is registered: at most once an hour."""
        hour = f"{self.entry.at:%Y-%m-%d.%H}"
        key = f"registration.again.{registration.pk}.{hour}"
        return self._write(
            registration, "Déjà inscrite", "gatherings/mail/again.txt", always=True, key=key
        )

    def promote(self, registration: Registration) -> bool:
        """Say to somebody who waited that a seat is hers."""
        return self._write(
            registration,
            "Une place s’est libérée",
            "gatherings/mail/promotion.txt",
            with_calendar=True,
        )

    def leave(self, registration: Registration) -> bool:
        """Confirm to somebody that she is no longer expected."""
        return self._write(
            registration, "Inscription retirée", "gatherings/mail/left.txt", always=True
        )

    def remind(self, registration: Registration) -> bool:
        """Remind somebody who is expected, once for each day the session is planned on."""
        key = f"registration.reminder.{registration.pk}.{self.session.starts_on}"
        return self._write(
            registration, "Rappel", "gatherings/mail/reminder.txt", key=key, with_calendar=True
        )

    def tell_change(self, registration: Registration, subject: str, **words: Any) -> bool:
        """Say what became of the session; a calendar file takes the place of the one before."""
        known = words["what"] != "postponed"
        return self._write(
            registration, subject, "gatherings/mail/change.txt", with_calendar=known, **words
        )

    def invite(self, invitation: Invitation, to: str, words: str) -> bool:
        """Invite by mail; whoever unsubscribed from invitations gets nothing."""
        name = invitation.organisation.name if invitation.organisation else ""
        write_letter(
            self.entry,
            to=to,
            subject=f"Invitation : {self.session.title}",
            template="gatherings/mail/invitation.txt",
            context=self._context(ANSWER)
            | {"words": words.strip(), "structure": name, "ticket": secret_place(TICKET)},
            about=(INVITATION, invitation.pk),
            person=invitation.person,
            category=INVITATIONS,
            key=f"invitation.{invitation.pk}",
            calendar=self._calendar(),
        )
        return True

    def _write(
        self,
        registration: Registration,
        subject: str,
        template: str,
        *,
        key: str | None = None,
        always: bool = False,
        with_calendar: bool = False,
        **context: Any,
    ) -> bool:
        to = address_of(registration)
        if not to or (not always and returned(self.entry.house_id, [to])):
            return False
        write_letter(
            self.entry,
            to=to,
            subject=f"{subject} : {self.session.title}",
            template=template,
            context=self._context(MINE)
            | {
                "ticket": secret_place(TICKET),
                "registration": registration,
                "waits": registration.status == Registration.Status.WAITING,
                **context,
            },
            about=(REGISTRATION, registration.pk),
            person=registration.person,
            key=key,
            calendar=self._calendar() if with_calendar else "",
        )
        return True

    def _context(self, place: str) -> dict[str, Any]:
        if self._house is None:
            houses = House.objects.select_related("organisation")
            self._house = houses.get(pk=self.session.house_id)
        return {"house": self._house, "session": self.session, "place": secret_place(place)}

    def _calendar(self) -> str:
        """Not the team's address of the session; a version that only grows."""
        shown = replace(engagement(self.session), address="", version=self.entry.seq)
        return calendar_file(shown).decode()


def give_free_seats(entry: Entry, session: Session) -> list[Registration]:
    """Give the free seats to those who wait, and write to them; inside an open entry."""
    promoted = fill_seats(entry, session)
    writer = Writer(entry, session)
    for registration in promoted:
        writer.promote(registration)
    return promoted


def address_of(registration: Registration) -> str:
    """Where to write: what was typed, else the person's address, else the structure's."""
    if registration.email:
        return registration.email
    if registration.person is not None:
        return registration.person.email
    return registration.organisation.email if registration.organisation else ""
