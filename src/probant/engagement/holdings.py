"""What engagement holds of a person: her volunteering; her hours are facts, told as such."""

from collections.abc import Iterator

from probant.engagement.models import Volunteering
from probant.kernel.holdings import Section


def holdings(house_id: int, person_id: int) -> Iterator[Section]:
    """The missions given, with what she said she likes."""
    rows = Volunteering.objects.filter(house_id=house_id, person_id=person_id).order_by("id")
    yield Section(
        "Bénévolat",
        ("mission", "affinités", "depuis", "jusqu’au"),
        tuple(
            (str(one.get_task_display()), one.affinities, one.starts_on, one.ends_on)
            for one in rows
        ),
    )
