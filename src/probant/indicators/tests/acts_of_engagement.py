"""What volunteers, the team and participants do for each of their figures to count once.

Each structure has its own volunteer, employee or participant: two acts for it are of one person. A
minute and a half by day of lag: 40, 60 and 80 days make 1, 1.5 and 2 hours.
"""

import datetime
from typing import Any

from probant.directory.actions import create_person
from probant.directory.models import Person
from probant.engagement import actions
from probant.engagement.models import (
    HourRate,
    Participant,
    ParticipantEntered,
    ParticipantLeft,
    StaffTime,
    VolunteerHours,
)
from probant.indicators.tests.acts import MADE, TAKEN_BACK, Desk, Made, One
from probant.indicators.tests.acts_of_gatherings import came
from probant.journal.door import change
from probant.programmes.actions import create_action
from probant.programmes.models import Action

HOURLY_CENTS = 1500


def person_of(one: One) -> Person:
    """The person of the structure, the same from one act to the next."""
    name = f"Personne de {one.sheet.pk}"
    found = Person.objects.filter(house=one.desk.house, family_name=name).first()
    return found or create_person(one.desk.officer, family_name=name)


def operation(one: One) -> Action:
    """An operation of its own for each lag."""
    house, name = one.desk.house, f"Opération {one.lag}"
    found = Action.objects.filter(house=house, name=name).first()
    return found or create_action(one.desk.direction, house_id=house.pk, name=name)


def rated(desk: Desk) -> None:
    """The house values an hour of the first level."""
    if not HourRate.objects.filter(house=desk.house).exists():
        actions.set_rate(
            desk.direction,
            house_id=desk.house.pk,
            level="base",
            starts_on=datetime.date(2020, 1, 1),
            source="délibération d’essai",
            hourly_cents=HOURLY_CENTS,
        )


def gave(task: str, level: str = "base") -> Made:
    """Hours that the team validates; valued where they are of the first level."""

    def make(one: One) -> VolunteerHours:
        rated(one.desk)
        return actions.log_hours(
            one.desk.officer,
            person=person_of(one),
            occurred_on=one.on,
            minutes=one.lag * 3 // 2,
            task=task,
            level=level,
        )

    return make


def said_she_gave(one: One) -> None:
    """Hours declared, which nobody has validated."""
    rated(one.desk)
    given = actions.Given(one.on, 60, "accueil")
    actions.declare_hours(one.desk.officer, person=person_of(one), lines=[given])


def worked(one: One) -> StaffTime:
    return _worked(one, person_of(one), one.lag * 3 // 2, operation(one))


def worked_long(one: One) -> StaffTime:
    """Days that hundredths of a full-time year can be counted in: 720, 1 080 and 1 440 minutes."""
    somebody = create_person(one.desk.officer, family_name=f"Personne {one.lag} de {one.sheet.pk}")
    return _worked(one, somebody, one.lag * 18, operation(one))


def worked_apart(one: One) -> StaffTime:
    """On a programme alone."""
    return _worked(one, person_of(one), one.lag * 3 // 2, None)


def _worked(one: One, person: Person, minutes: int, action: Action | None) -> StaffTime:
    return actions.log_staff_time(
        one.desk.officer,
        person=person,
        occurred_on=one.on,
        minutes=minutes,
        action=action,
        programme=None if action else one.desk.programme("crdva"),
    )


def _enters(one: One, on: datetime.date) -> Participant:
    return actions.enter_participant(
        one.desk.officer,
        person=person_of(one),
        action=operation(one),
        entered_on=on,
        status="chomage",
    )


def entered(one: One) -> ParticipantEntered:
    return ParticipantEntered.objects.get(participant=_enters(one, one.on))


def left(status: str, *, days: int = 0) -> Made:
    """Leaves an operation on the day, in a situation; entered that day or some days before."""

    def make(one: One) -> ParticipantLeft:
        participant = _enters(one, one.on - datetime.timedelta(days=days))
        actions.leave_participant(
            one.desk.officer, participant=participant, left_on=one.on, status=status
        )
        return ParticipantLeft.objects.get(participant=participant)

    return make


def _time_voided(desk: Desk, fact: Any) -> None:
    actions.void_time(desk.officer, fact=fact, code="error", reason="essai")


def _voided(desk: Desk, fact: Any) -> None:
    """No act takes these back yet: by the journal's own door."""
    with change(desk.officer, verb="engagement.void", houses=[desk.house.pk]) as entry:
        entry.void(fact, code="error", reason="essai")


TAKEN_BACK |= {
    VolunteerHours: _time_voided,
    StaffTime: _time_voided,
    ParticipantEntered: _voided,
    ParticipantLeft: _voided,
}
ENGAGED: dict[str, Made] = {
    "volunteering.volunteers": gave("accueil"),
    "volunteering.hours": gave("vie_associative"),
    "volunteering.hours_welcome": gave("accueil"),
    "volunteering.hours_co_support": gave("co_accompagnement"),
    "volunteering.hours_post_support": gave("post_accompagnement"),
    "volunteering.hours_life": gave("vie_associative"),
    "volunteering.value": gave("accueil"),
    "staff.hours": worked,
    "staff.hours_apart": worked_apart,
    "staff.fte": worked_long,
    "participants.entered": entered,
    "participants.left_employed": left("emploi"),
}
ENGAGED_DECOYS: dict[str, list[Made]] = {
    "volunteering.volunteers": [said_she_gave, worked],
    "volunteering.hours": [said_she_gave, worked],
    "volunteering.hours_welcome": [said_she_gave, gave("vie_associative"), gave("", "base")],
    "volunteering.hours_co_support": [gave("post_accompagnement"), gave("accueil")],
    "volunteering.hours_post_support": [gave("co_accompagnement"), gave("vie_associative")],
    "volunteering.hours_life": [gave("accueil"), gave("co_accompagnement")],
    "volunteering.value": [said_she_gave, gave("accueil", "expert")],  # no rate of that level
    "staff.hours": [gave("accueil"), worked_apart],
    "staff.hours_apart": [gave("accueil"), worked],
    "staff.fte": [gave("accueil"), worked_apart],
    "participants.entered": [came(), left("emploi", days=400)],
    "participants.left_employed": [entered, left("recherche"), left("formation")],
}
MADE.update(ENGAGED)
