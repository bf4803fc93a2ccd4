"""Who was invited, registered and came, drawn at random."""

import datetime
from typing import Any

from django.utils import timezone

from probant.directory.models import Person
from probant.gatherings.models import (
    Attendance,
    HeadcountTaken,
    Invitation,
    Invited,
    Registered,
    Registration,
    Session,
    SessionCalledOff,
    SessionPlanned,
)
from probant.indicators.tests.random_support import RandomSupport


class RandomGatherings(RandomSupport):
    """A random year with the facts of participation as well."""

    def fill(self) -> None:
        super().fill()
        draw = self.draw
        people = [
            Person.objects.create(house=self.house, family_name=f"Personne {number}")
            for number in range(12)
        ]
        for session in Session.objects.filter(house=self.house).order_by("pk")[:40]:
            self._promise(session)
            for person in draw.sample(people, 2):
                self._presence(session, person)
            if draw.random() < 0.3:
                self.record(
                    self._at_session(HeadcountTaken, session, headcount=5, method="counted")
                )

    def _promise(self, session: Session) -> None:
        """Planned for a day of this year or the next, perhaps called off."""
        if self.draw.random() < 0.8:
            self.record(self._at_session(SessionPlanned, session, planned_on=self.day()))
        for nature in SessionCalledOff.Nature:
            if self.draw.random() < 0.3:
                said = {"nature": nature, "planned_on": self.day()}
                self.record(self._at_session(SessionCalledOff, session, **said))

    def _presence(self, session: Session, person: Person) -> None:
        draw, organisation = self.draw, self.draw.choice(self.organisations)
        invitation = registration = None
        standing = Invitation.objects.filter(session=session, organisation=organisation)
        if draw.random() < 0.6 and not standing.exists():
            invitation = Invitation.objects.create(
                house=self.house,
                session=session,
                organisation=organisation,
                invited_on=session.starts_on,
            )
            said = {"organisation": organisation, "own_staff": draw.random() < 0.1}
            self.record(self._at_session(Invited, session, invitation=invitation, **said))
        if draw.random() < 0.6:
            registration = Registration.objects.create(
                house=self.house,
                session=session,
                person=person,
                status="registered",
                origin="team",
                asked_at=timezone.now(),
                settled_at=timezone.now(),
            )
            said = {"person": person, "own_staff": draw.random() < 0.1}
            self.record(self._at_session(Registered, session, registration=registration, **said))
        if draw.random() < 0.8:
            self.record(
                self._at_session(
                    Attendance,
                    session,
                    person=person,
                    organisation=draw.choice([organisation, None]),
                    own_staff=draw.random() < 0.1,
                    invitation=invitation,
                    registration=registration,
                    walk_in=registration is None and draw.random() < 0.5,
                )
            )

    def _at_session(self, kind: type[Any], session: Session, **said: Any) -> Any:
        def make(on: datetime.date) -> Any:
            fact = kind(occurred_on=on, **said)
            fact.about(session)
            return fact

        return make
