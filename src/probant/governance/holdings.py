"""What governance holds of a person: the sittings where she had a seat."""

from collections.abc import Iterator

from probant.governance.models import Seat
from probant.kernel.holdings import Section


def holdings(house_id: int, person_id: int) -> Iterator[Section]:
    """Sittings of public record; her name stays in their minutes when she is erased."""
    rows = Seat.objects.filter(person_id=person_id, person__house_id=house_id)
    yield Section(
        "Séances",
        ("jour", "instance", "présence", "nom imprimé"),
        tuple(
            (
                one.sitting.held_on,
                str(one.sitting.body),
                str(one.get_presence_display()),
                one.name,
            )
            for one in rows.select_related("sitting__body").order_by("sitting__held_on", "id")
        ),
    )
