"""What gatherings hold of a person besides facts: to what she was invited and registered."""

import datetime
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone

from probant.directory.models import Person
from probant.gatherings.models import Invitation, Registration
from probant.kernel.holdings import Section

TYPED = ("given_name", "family_name", "email", "organisation_name")


def holdings(house_id: int, person_id: int) -> Iterator[Section]:
    """Invitations and registrations, those typed with her address included."""
    invited = Invitation.objects.filter(house_id=house_id, person_id=person_id).order_by("id")
    yield Section(
        "Invitations à des rencontres",
        ("rencontre", "invitée le", "excusée le"),
        tuple(invited.values_list("session__title", "invited_on", "declined_on")),
    )
    yield Section(
        "Inscriptions à des rencontres",
        ("rencontre", "jour", "inscrite le", "état", "nom", "courriel", "structure"),
        tuple(
            (
                one.session.title,
                one.session.starts_on,
                timezone.localdate(one.asked_at),
                str(one.get_status_display()),
                f"{one.given_name} {one.family_name}".strip(),
                one.email,
                one.organisation_name,
            )
            for one in _of(house_id, person_id).select_related("session").order_by("id")
        ),
    )


def forget_registrant(house_id: int, person_id: int) -> int:
    """Empty what a person typed to register, by name or by her address; the rows stand."""
    return _of(house_id, person_id).update(**dict.fromkeys(TYPED, ""))


def expire_registrations(house_id: int, before: datetime.date) -> int:
    """Empty what was typed to register for sessions over before a day; returns how many."""
    old = Registration.objects.filter(house_id=house_id, session__starts_on__lt=before)
    typed = old.exclude(given_name="", family_name="", email="", organisation_name="")
    return typed.update(**dict.fromkeys(TYPED, ""))


def _of(house_id: int, person_id: int) -> QuerySet[Registration]:
    mine = Q(person_id=person_id)
    email = Person.objects.filter(pk=person_id).values_list("email", flat=True).first()
    if email:
        mine |= Q(person__isnull=True, email__iexact=email)
    return Registration.objects.filter(mine, house_id=house_id)
