"""What a volunteer likes to do is about them: it is emptied when the person is erased."""

from probant.engagement.models import Volunteering


def forget_affinities(house_id: int, person_id: int) -> int:
    """Empty the affinities of a person's volunteering; returns how many rows. Hours stand."""
    rows = Volunteering.objects.filter(house_id=house_id, person_id=person_id)
    return rows.exclude(affinities="").update(affinities="")
