"""The houses that anybody may write to; how spaces stand; what a volunteer finds."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import ExtractYear

from probant.accounts.models import Membership
from probant.directory.models import House, Person, Position
from probant.journal.prepared import Prepared
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.kernel.text import fold
from probant.portal.entry import SPACE
from probant.post.models import Letter
from probant.support.models import AppointmentHeld, Case, CaseMember
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

    person_id: int
    name: str
    has_address: bool
    is_open: bool
    written_at: datetime.datetime | None
    letter_state: str
    seen_at: datetime.datetime | None


def invited_of(case: Case) -> list[Invited]:
    """Those who may have the space of a case, and how it stands. One query, compiled once."""
    rows = _INVITED.rows(case=case.pk, house=case.house_id, organisation=case.organisation_id or 0)
    return [
        Invited(
            row["id"],
            f"{row['given_name']} {row['family_name']}".strip(),
            bool(row["email"]),
            row["user"] is not None,
            row["written_at"],
            row["letter_state"] or "",
            row["seen_at"],
        )
        for row in rows
    ]


def _invited(case: int, house: int, organisation: int) -> QuerySet[Any, Any]:
    borne = CaseMember.objects.standing().filter(case=case, part__in=BEARERS)
    holds = Position.objects.filter(organisation=organisation, ends_on__isnull=True)
    # by the union of their ids: asked of each person of the house, it would read them all
    either = borne.values("person").union(holds.values("person"))
    roles = Membership.objects.filter(
        person=OuterRef("pk"), role=Role.HOLDER.value, ends_on__isnull=True
    ).order_by("pk")
    letters = Letter.objects.filter(
        house=house, about_kind=SPACE, about_id=OuterRef("user")
    ).order_by("-written_at", "-pk")
    people = Person.objects.filter(pk__in=either, house=house, erased_on__isnull=True)
    return (
        people.annotate(user=Subquery(roles.values("user")[:1]))
        .annotate(
            seen_at=Subquery(roles.values("user__last_login")[:1]),
            written_at=Subquery(letters.values("written_at")[:1]),
            letter_state=Subquery(letters.values("state")[:1]),
        )
        .order_by("name_key", "pk")
        .values(
            "id",
            "given_name",
            "family_name",
            "email",
            "user",
            "seen_at",
            "written_at",
            "letter_state",
        )[:12]
    )


_INVITED = Prepared(_invited, "case", "house", "organisation")


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
