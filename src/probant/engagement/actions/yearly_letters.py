"""The yearly letters of hours, for all the volunteers at once."""

import datetime
import uuid

from probant.directory.writing import PERSON
from probant.engagement.access import may_run_volunteers
from probant.engagement.actions.volunteers import PAPER, new_code
from probant.engagement.models import VolunteerPaper
from probant.engagement.queries.yearly_letters import without_letter
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


def issue_letters(
    actor: Actor,
    *,
    house_id: int,
    year: int,
    signed_by: str,
    capacity: str = "",
    key: uuid.UUID | None = None,
) -> list[VolunteerPaper]:
    """Draw the letter of a year for each volunteer who gave hours in it and has none yet.

    What each says is read from the hours as they stand at this entry. Raises `Refused` (nobody
    signs, nothing left to draw), `AlreadyDone`. Effects: the rows; the hours are sealed; one entry.
    """
    require(may_run_volunteers(actor, house_id))
    if not signed_by.strip():
        raise Refused("Dites qui signe pour la structure.")
    with change(actor, verb="engagement.issue_letters", houses=[house_id], key=key) as entry:
        people = without_letter(house_id, year)
        if not people:
            raise Refused(f"Aucune lettre à établir : chacun a déjà la sienne pour {year}.")
        entry.seal("certificate")
        rows = VolunteerPaper.objects.bulk_create(
            VolunteerPaper(
                house_id=house_id,
                person_id=person_id,
                kind=VolunteerPaper.Kind.LETTER,
                starts_on=datetime.date(year, 1, 1),
                ends_on=min(datetime.date(year, 12, 31), entry.today),
                code=new_code(),
                issued_on=entry.today,
                issued_by_id=actor.user_id,
                signed_by=" ".join(signed_by.split())[:120],
                capacity=" ".join(capacity.split())[:120],
                seq=entry.seq,
            )
            for person_id in people
        )
        for row in rows:
            entry.mention(PAPER, row.pk)
            entry.mention(PERSON, row.person_id)
    return rows
