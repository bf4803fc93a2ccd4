"""Taking attendance by taps: who was touched, who was untouched, who was typed in one line."""

import uuid
from collections.abc import Collection

from probant.gatherings.access import may_write_sessions
from probant.gatherings.actions.attendance import NewComer, take_attendance
from probant.gatherings.models import Attendance, Session
from probant.gatherings.queries.attendance import chosen_registrations, structure_named
from probant.gatherings.queries.sessions import (
    chosen_people,
    chosen_structures,
    present_at,
    standing_positions,
    value_of,
)
from probant.gatherings.rules.attendance import read_walk_in
from probant.kernel.actor import Actor
from probant.kernel.decision import require


def note_taps(
    actor: Actor,
    *,
    session: Session,
    came: Collection[str] = (),
    gone: Collection[str] = (),
    lines: Collection[str] = (),
    key: uuid.UUID | None = None,
) -> list[Attendance]:
    """Note at once the values tapped (`p12`, `o5`, `r7`) and the walk-ins typed in one line.

    Who is noted already, or not noted, is left as is, so that taps kept on a phone may be sent
    late and twice. People of the house itself are marked apart; a structure that the directory
    does not know is kept as it was said.

    Raises `Refused` (cancelled), `InTheFuture`, `AlreadyDone`. Effects: facts; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    people = chosen_people(actor, came)
    registrations = chosen_registrations(session, came)
    positions = standing_positions(people)
    house = session.house_id
    return take_attendance(
        actor,
        session=session,
        people=people,
        organisations=chosen_structures(actor, came),
        registrations=registrations,
        new_comers=[new for line in lines if (new := _new_comer(house, line)) is not None],
        sent_by={pk: one for pk, one in positions.items() if one.pk != house},
        own_staff={pk for pk, one in positions.items() if one.pk == house},
        gone=[one for one in present_at(session) if value_of(one) in set(gone)],
        key=key,
    )


def _new_comer(house_id: int, line: str) -> NewComer | None:
    typed = read_walk_in(line)
    if typed is None:
        return None
    structure = structure_named(house_id, typed.structure)
    said = "" if structure is not None else typed.structure
    return NewComer(typed.family_name, typed.given_name, "", structure, said)
