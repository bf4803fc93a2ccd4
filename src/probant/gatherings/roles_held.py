"""What roles at sessions say of a person: told to her, taken away with her."""

from collections.abc import Iterator

from probant.gatherings.models import SessionRole
from probant.kernel.holdings import Section


def roles_held(house_id: int, person_id: int) -> Iterator[Section]:
    """The sessions at which somebody speaks, animates, pitches…"""
    rows = SessionRole.objects.filter(house_id=house_id, person_id=person_id)
    named = rows.select_related("session").order_by("session__starts_on", "pk")
    yield Section(
        "Rôles aux rencontres",
        ("jour", "rencontre", "rôle", "à quel sujet"),
        tuple(
            (row.session.starts_on, row.session.title, row.get_part_display(), row.subject)
            for row in named
        ),
    )


def forget_roles(house_id: int, person_id: int) -> int:
    """Take a person's roles away with her; how many rows went."""
    gone, _ = SessionRole.objects.filter(house_id=house_id, person_id=person_id).delete()
    return gone
