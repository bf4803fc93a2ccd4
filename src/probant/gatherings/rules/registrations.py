"""When one may register, how many seats are free, and what a rate of participation is."""

import datetime
from dataclasses import dataclass
from fractions import Fraction

from probant.kernel.decision import ALLOWED, Decision, refused

MOST_REMINDER = 60  # days before


@dataclass(frozen=True)
class Opening:
    """What decides whether one may register: states in words of `Session.State`."""

    state: str
    starts_on: datetime.date
    closes_on: datetime.date | None = None
    is_public: bool = False
    is_open: bool = False


def may_register(opening: Opening, *, today: datetime.date, invited: bool = False) -> Decision:
    """Whether somebody may register by herself; `invited`: she holds an invitation.

    >>> day = datetime.date(2026, 3, 1)
    >>> may_register(Opening("planned", day, None, True, True), today=day).allowed
    True
    >>> may_register(Opening("cancelled", day, None, True, True), today=day).reason
    'Cette rencontre est annulée : on ne s’y inscrit plus.'
    """
    if opening.state == "cancelled":
        return refused("Cette rencontre est annulée : on ne s’y inscrit plus.")
    if opening.state == "held" or opening.starts_on < today:
        return refused("Cette rencontre a eu lieu : on ne s’y inscrit plus.")
    if opening.state != "planned":
        return refused(
            "Cette rencontre est reportée : les inscriptions reprennent quand son jour est connu."
        )
    if opening.closes_on is not None and opening.closes_on < today:
        return refused(
            f"Les inscriptions sont closes depuis le {opening.closes_on:%d/%m/%Y}. "
            "Appelez-nous : une place s’est peut-être libérée."
        )
    if invited:
        return ALLOWED
    if not opening.is_public:
        return refused("Cette rencontre est sur invitation : utilisez le lien de votre invitation.")
    if not opening.is_open:
        return refused("On ne s’inscrit pas en ligne à cette rencontre : venez, ou appelez-nous.")
    return ALLOWED


def free_seats(capacity: int | None, taken: int) -> int | None:
    """How many seats are left; None where their number is not limited.

    >>> free_seats(40, 38), free_seats(40, 41), free_seats(None, 500)
    (2, 0, None)
    """
    return None if capacity is None else max(capacity - taken, 0)


def may_hold(capacity: int | None, taken: int) -> Decision:
    """Whether a session may have this capacity, with so many registered."""
    if capacity is None or capacity >= taken:
        return ALLOWED
    return refused(
        f"{taken} personnes sont inscrites, pour {capacity} place{'s' if capacity > 1 else ''} : "
        f"gardez au moins {taken} places, ou retirez d’abord {taken - capacity} "
        f"inscription{'s' if taken - capacity > 1 else ''} de la liste."
    )


@dataclass(frozen=True)
class Rate:
    """A rate, never without what it is made of. `unit` says what is counted."""

    numerator: int
    denominator: int
    unit: str

    @property
    def value(self) -> Fraction | None:
        """The share, from 0 to 1; None over nothing.

        >>> Rate(3, 4, "structures").value, Rate(0, 0, "personnes").value
        (Fraction(3, 4), None)
        """
        return Fraction(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True)
class Participation:
    """How one session was attended; the house's own staff is in none of these numbers.

    `invited` / `invited_present`: structures; `registered` / `registered_present`: registrations,
    those excused, cancelled or still waiting left out; `walk_ins`: came without registering where
    one registered; `headcount`: counted or estimated, in no rate.
    """

    invited: int = 0
    invited_present: int = 0
    registered: int = 0
    registered_present: int = 0
    present: int = 0
    walk_ins: int = 0
    headcount: int | None = None

    @property
    def by_invitation(self) -> Rate:
        """Rate A: structures present among those invited."""
        return Rate(self.invited_present, self.invited, "structures")

    @property
    def by_registration(self) -> Rate:
        """Rate B: registrations honoured among those expected."""
        return Rate(self.registered_present, self.registered, "inscriptions")
