"""Sessions of 2023: workshops, trainings, visits, the Club, the network, the Mois de l'ESS.

Where the documents give no day, it is reconstructed (`demo/data/sessions.toml`). The 90 workshops
of the collective are a claim of the report beside the 6 of the house: they are not counted.
"""

import datetime
from typing import Any

from probant.demo.names import data
from probant.demo.stage import Stage
from probant.directory.models import Organisation
from probant.gatherings.actions import (
    cancel_session,
    give_role,
    give_stand,
    hold_session,
    invite,
    lay_stands,
    plan_event,
    plan_session,
    postpone_session,
    take_attendance,
)
from probant.gatherings.models import Event, Session, SessionRole
from probant.gatherings.rules.programme import Aisle

DIJON = "21231"
NOTICE = datetime.timedelta(days=20)
DAY_AFTER = datetime.timedelta(days=1)


def play(stage: Stage) -> None:
    """Plan and hold every session through the same actions as the screens."""
    events = {row["key"]: _event(stage, row) for row in data("sessions")["events"]}
    for row in data("sessions")["sessions"]:
        for day in row["days"]:
            session = _planned(stage, row, row.get("first_day", day), events)
            _cast(stage, row, session)
            asked = _asked(stage, row)
            if asked:
                invite(stage.actor, session=session, organisations=asked, declared_on=day - NOTICE)
            _call_off(stage, row, session, day)
            if session.is_ours and session.state == Session.State.PLANNED:
                _hold(stage, row, session)
            if "key" in row:
                stage.sessions[row["key"]] = session
    stage.events.update(events)


def _call_off(stage: Stage, row: dict[str, Any], session: Session, day: datetime.date) -> None:
    """What did not take place, or not on the day that was promised."""
    told = {"reason": row.get("because", ""), "declared_on": row.get("told_on")}
    if row.get("is_cancelled"):
        cancel_session(stage.actor, session=session, **told)
    elif session.starts_on != day:
        postpone_session(stage.actor, session=session, starts_on=day, **told)


def _hold(stage: Stage, row: dict[str, Any], session: Session) -> None:
    told_on = session.starts_on + DAY_AFTER
    came = _came(stage, row)
    if came:
        take_attendance(stage.actor, session=session, organisations=came, declared_on=told_on)
    else:
        hold_session(stage.actor, session=session, declared_on=told_on)


def _event(stage: Stage, row: dict[str, Any]) -> Event:
    """A season that several structures make, on the public agenda."""
    return plan_event(
        stage.actor,
        house_id=stage.house.pk,
        title=row["title"],
        presentation=row["presentation"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        nature=Event.Nature.SEASON,
        is_announced=True,
        organiser=stage.organisations[row["organiser"]],
        declared_on=row["starts_on"] - 3 * NOTICE,
    )


def _planned(
    stage: Stage, row: dict[str, Any], day: datetime.date, events: dict[str, Event]
) -> Session:
    event = events.get(row.get("event", ""))
    announced = event is not None
    return plan_session(
        stage.actor,
        kind=stage.kinds[row["kind"]],
        programme=stage.programmes[row["programme"]] if "programme" in row else None,
        event=event,
        title=row["title"],
        starts_on=day,
        starts_time=row.get("starts"),
        ends_time=row.get("ends"),
        place_code=DIJON,
        place_name="Dijon",
        place_label=row.get("label", ""),
        qpv_code=row.get("qpv", ""),
        lender=stage.guests["network"][0] if "lent_cents" in row else None,
        lent_value_cents=row.get("lent_cents"),
        lent_basis=row.get("lent_basis", ""),
        audience=row.get("audience", ""),
        openness=Session.Openness.PUBLIC if announced else Session.Openness.INVITATION,
        is_announced=announced,
        house_part=row.get("part", Session.Part.ORGANISER),
        organiser=stage.organisations[row["organiser"]] if "organiser" in row else None,
        co_organisers=[stage.organisations[key] for key in row.get("with", ())],
        declared_on=day - NOTICE,
    )


def _cast(stage: Stage, row: dict[str, Any], session: Session) -> None:
    """Who speaks, hosts and pitches, and the stands: named by the report, else invented."""
    for key in row.get("speakers", ()):
        _part(stage, session, SessionRole.Part.SPEAKER, stage.organisations[key])
    for key in row.get("hosts", ()):
        _part(stage, session, SessionRole.Part.VISIT_HOST, stage.organisations[key])
    for organisation in stage.guests["club"][: row.get("pitchers", 0)]:
        _part(stage, session, SessionRole.Part.PITCHER, organisation)
    places = row.get("stands", 0)
    if not places:
        return
    stands = lay_stands(stage.actor, session=session, aisles=[Aisle("A", places)])
    for stand, organisation in zip(stands, stage.guests["network"], strict=False):
        give_stand(stage.actor, stand=stand, organisation=organisation)


def _part(stage: Stage, session: Session, part: str, organisation: Organisation) -> None:
    give_role(stage.actor, session=session, part=part, organisation=organisation, is_named=True)


def _asked(stage: Stage, row: dict[str, Any]) -> list[Organisation]:
    """The members of the network whose meeting it is: all of them are invited."""
    guests = stage.guests.get(row.get("came", ""), [])
    return [*stage.partners, *guests] if row.get("came") == "network" else list(guests)


def _came(stage: Stage, row: dict[str, Any]) -> list[Organisation]:
    """Invented structures of a network, one in `step` left out; and those that the report names."""
    guests = stage.guests.get(row.get("came", ""), [])
    step = row.get("step", 0)
    kept = [one for place, one in enumerate(guests) if step and (place + step) % (step + 2)]
    return [*kept, *(stage.organisations[name] for name in row.get("present", ()))]
