"""Sessions of 2023: workshops, trainings, visits, the Club, the network, the Mois de l'ESS.

Where the documents give no day, it is reconstructed (`demo/data/sessions.toml`). The 90 workshops
of the collective are a claim of the report beside the 13 of the house: they are not counted.
"""

import datetime
from typing import Any

from probant.demo.names import data
from probant.demo.stage import Stage
from probant.directory.models import Organisation
from probant.gatherings.actions import (
    hold_session,
    invite,
    plan_event,
    plan_session,
    take_attendance,
)
from probant.gatherings.models import Event, Session

DIJON = "21231"
NOTICE = datetime.timedelta(days=20)
DAY_AFTER = datetime.timedelta(days=1)


def play(stage: Stage) -> None:
    """Plan and hold every session through the same actions as the screens."""
    events = {row["key"]: _event(stage, row) for row in data("sessions")["events"]}
    for row in data("sessions")["sessions"]:
        for day in row["days"]:
            session = _planned(stage, row, day, events)
            asked = _asked(stage, row)
            if asked:
                invite(stage.actor, session=session, organisations=asked, declared_on=day - NOTICE)
            came = _came(stage, row)
            if came:
                take_attendance(
                    stage.actor,
                    session=session,
                    organisations=came,
                    declared_on=day + DAY_AFTER,
                )
            else:
                hold_session(stage.actor, session=session, declared_on=day + DAY_AFTER)


def _event(stage: Stage, row: dict[str, Any]) -> Event:
    return plan_event(
        stage.actor,
        house_id=stage.house.pk,
        title=row["title"],
        presentation=row["presentation"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        declared_on=row["starts_on"] - 3 * NOTICE,
    )


def _planned(
    stage: Stage, row: dict[str, Any], day: datetime.date, events: dict[str, Event]
) -> Session:
    return plan_session(
        stage.actor,
        kind=stage.kinds[row["kind"]],
        programme=stage.programmes[row["programme"]] if "programme" in row else None,
        event=events.get(row.get("event", "")),
        title=row["title"],
        starts_on=day,
        place_code=DIJON,
        place_label=row.get("label", ""),
        co_organisers=[stage.organisations[key] for key in row.get("with", ())],
        declared_on=day - NOTICE,
    )


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
