"""What networks and their messages hold of a person: where she sits for the house."""

from collections.abc import Iterator

from probant.gatherings.models import Affiliation, MailingReader
from probant.kernel.holdings import Section


def holdings(house_id: int, person_id: int) -> Iterator[Section]:
    """Her seats for the house, and the messages of the network that she was chosen for."""
    seats = Affiliation.objects.filter(house_id=house_id, person_id=person_id)
    yield Section(
        "Mandats de la structure tenus ailleurs",
        ("organisme", "à quel titre", "depuis", "jusqu’au"),
        tuple(
            seats.order_by("starts_on", "id").values_list(
                "organisation__name", "role", "starts_on", "ends_on"
            )
        ),
    )
    chosen = MailingReader.objects.filter(mailing__house_id=house_id, person_id=person_id)
    yield Section(
        "Messages du réseau",
        ("jour", "objet", "envoi"),
        tuple(
            (one.mailing.sent_at.date(), one.mailing.subject, str(one.get_left_out_display()))
            for one in chosen.select_related("mailing").order_by("mailing__sent_at", "id")
        ),
    )
