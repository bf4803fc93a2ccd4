"""The houses that anybody may write to; how spaces stand; what a volunteer finds."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractYear
from django.utils import timezone

from probant.accounts.models import Membership, User
from probant.directory.models import House, Person
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.kernel.text import fold
from probant.portal.entry import SPACE
from probant.post.models import Letter
from probant.support.models import AppointmentHeld, Case
from probant.support.models.space import BEARERS


def open_houses() -> list[House]:
    """The houses that receive requests, by name. One query."""
    houses = House.objects.filter(runs_programmes=True).select_related("organisation")
    return sorted(houses, key=lambda house: (fold(house.short_name), house.pk))


def slug_of(house: House) -> str:
    """A house as its public addresses name it.

    >>> slug_of(House(pk=7, short_name="Pôle d’économie solidaire 21"))
    'pole-d-economie-solidaire-21'
    """
    return "-".join(fold(house.short_name).split()) or str(house.pk)


def house_named(text: str) -> House | None:
    """The house of a public address: its number, or its short name; None where there is none."""
    houses = open_houses()
    if text.isascii() and text.isdigit():
        return next((house for house in houses if house.pk == int(text[:18])), None)
    return next((house for house in houses if slug_of(house) == text.lower()), None)


@dataclass(frozen=True)
class Invited:
    """Somebody of a case, and how her space stands: open or not, written to when, seen when."""

    person: Person
    is_open: bool
    written_at: datetime.datetime | None = None
    letter_state: str = ""
    seen_at: datetime.datetime | None = None

    @property
    def has_address(self) -> bool:
        """Whether an invitation can reach her."""
        return bool(self.person.email)


def invited_of(case: Case) -> list[Invited]:
    """Those who may have the space of a case, and how it stands. Three queries, one for nobody."""
    of_project = Q(
        case_parts__case=case, case_parts__ends_on__isnull=True, case_parts__part__in=BEARERS
    )
    of_structure = Q(
        positions__organisation_id=case.organisation_id or 0, positions__ends_on__isnull=True
    )
    people = list(
        Person.objects.filter(
            of_project | of_structure, house_id=case.house_id, erased_on__isnull=True
        )
        .distinct()
        .order_by("name_key", "id")[:12]
    )
    if not people:
        return []
    held = Membership.objects.held_on(timezone.localdate()).filter(
        person__in=people, role=Role.HOLDER.value
    )
    users = {one.person_id: one.user for one in held.select_related("user")}
    letters = Letter.objects.filter(
        house_id=case.house_id, about_kind=SPACE, about_id__in=[user.pk for user in users.values()]
    ).order_by("written_at", "id")
    last = {one.about_id: one for one in letters} if users else {}
    return [_invited(person, users.get(person.pk), last) for person in people]


def _invited(person: Person, user: User | None, last: dict[int | None, Letter]) -> Invited:
    if user is None:
        return Invited(person, is_open=False)
    letter = last.get(user.pk)
    return Invited(
        person,
        is_open=True,
        written_at=letter.written_at if letter else None,
        letter_state=letter.state if letter else "",
        seen_at=user.last_login,
    )


def entrusted(actor: Actor) -> list[Case]:
    """The open cases that a volunteer may see, those with the oldest news first. One query."""
    rows = Case.objects.visible_to(actor).filter(state=Case.State.OPEN)
    with_names = rows.select_related("organisation", "programme", "phase", "referent")
    return list(with_names.order_by("touched_on", "id")[:60])


def time_given(actor: Actor) -> list[tuple[int, int, int]]:
    """By year: appointments held to which a volunteer went, and their minutes. One query."""
    if actor.user_id is None:
        return []
    held = AppointmentHeld.objects.now().filter(
        house_id=actor.house, appointment__ours=actor.user_id
    )
    years = held.annotate(year=ExtractYear("occurred_on")).values("year").order_by("-year")
    summed = years.annotate(held=Count("pk"), spent=Sum("minutes"))
    return [(row["year"], row["held"], row["spent"]) for row in summed]
