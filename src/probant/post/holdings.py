"""What post holds of a person: the letters written to her."""

from collections.abc import Iterator

from probant.kernel.holdings import Section
from probant.post.models import Letter


def holdings(house_id: int, person_id: int) -> Iterator[Section]:
    """The letters, with their text, those that never left included."""
    rows = Letter.objects.filter(house_id=house_id, person_id=person_id, erased_on__isnull=True)
    yield Section(
        "Courriels qui lui ont été écrits",
        ("jour", "à", "objet", "texte", "état"),
        tuple(
            (one.written_at.date(), one.to, one.subject, one.text, str(one.get_state_display()))
            for one in rows.order_by("written_at", "id")
        ),
    )
