"""Many people at once: exactly the seats there are, none lost, on both engines."""

import datetime

import pytest
from django.db.models import Count
from django.utils import timezone

from probant.gatherings import actions
from probant.gatherings.models import Registration, Session
from probant.gatherings.registering import Registrant
from probant.journal.integrity import verify
from probant.journal.tests.test_concurrency import WRITERS, at_once
from probant.programmes.tests.scenario import scene

pytestmark = pytest.mark.usefixtures("reference_put_back")
SEATS, EACH = 10, 5


@pytest.mark.django_db(transaction=True)
def test_seats_are_given_exactly_and_nobody_is_lost() -> None:
    house = scene()
    session = actions.plan_session(
        house.awa,
        kind=house.kind(),
        title="Atelier",
        starts_on=timezone.localdate() + datetime.timedelta(days=3),
        capacity=SEATS,
    )
    Session.objects.filter(pk=session.pk).update(openness="public")
    session.refresh_from_db()
    actions.change_terms(house.awa, session=session, capacity=SEATS, is_open=True)

    def come(number: int) -> None:
        mine = Session.objects.get(pk=session.pk)
        for turn in range(EACH):
            name = f"{number}-{turn}"
            made = actions.register_publicly(
                mine, Registrant(family_name=name, email=f"{name}@example.org")
            )
            if turn == 0:
                actions.cancel_registration(house.awa, registration=made)

    at_once(come)
    rows = Registration.objects.values_list("status").annotate(Count("pk"))
    assert dict(rows) == {
        "registered": SEATS,
        "waiting": WRITERS * (EACH - 1) - SEATS,
        "cancelled": WRITERS,
    }
    # whoever waits came after whoever has a seat
    last = Registration.objects.filter(status="registered").order_by("-id").first()
    first = Registration.objects.filter(status="waiting").order_by("id").first()
    assert last is not None and first is not None and last.pk < first.pk
    assert verify() == []
