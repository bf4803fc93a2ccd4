"""What attendance keeps in words: told to the person, taken away with her, ended in time."""

import datetime
from collections.abc import Iterator

from probant.gatherings.models import Opinion, OpinionAsked, SaidStructure
from probant.kernel.erasure import ERASERS, RETAINED, Retained
from probant.kernel.holdings import HOLDINGS, Section


def kept_of(house_id: int, person_id: int) -> Iterator[Section]:
    """The opinions asked of somebody (never what was answered), and the structure they named."""
    asked = OpinionAsked.objects.filter(session__house_id=house_id, person_id=person_id)
    yield Section(
        "Avis demandés après une rencontre",
        ("jour", "rencontre", "demandé le"),
        tuple(
            asked.order_by("asked_on", "pk").values_list(
                "session__starts_on", "session__title", "asked_on"
            )
        ),
    )
    said = SaidStructure.objects.filter(session__house_id=house_id, person_id=person_id)
    yield Section(
        "Structures données à l’entrée",
        ("jour", "rencontre", "structure"),
        tuple(said.order_by("pk").values_list("session__starts_on", "session__title", "words")),
    )


def forget(house_id: int, person_id: int) -> int:
    """Take away the structure that somebody named, and the link that asked for an opinion."""
    said, _ = SaidStructure.objects.filter(session__house_id=house_id, person_id=person_id).delete()
    asked = OpinionAsked.objects.filter(session__house_id=house_id, person_id=person_id)
    return said + asked.exclude(link_digest="").update(link_digest="")


def expire(house_id: int, before: datetime.date) -> int:
    """Empty the words of opinions on the sessions of before a day; the numbers stand."""
    old = Opinion.objects.filter(house_id=house_id, session__starts_on__lt=before)
    return old.exclude(words="").update(words="")


def register() -> None:
    """Say what these rows are to the registries of rights."""
    HOLDINGS.register("gatherings.attendance", kept_of, order=56)
    ERASERS.register("gatherings.attendance", forget)
    RETAINED.register(
        "gatherings.opinions",
        Retained("Mots laissés après les rencontres", "retention.supported_persons", expire),
    )
