"""Sessions of 2023: 13 workshops, 8 trainings, 2 of the network, 4 of Osez entreprendre.

Where the documents give no day, it is reconstructed (`demo/data/sessions.toml`).
"""

import datetime

from probant.demo.names import data
from probant.demo.stage import Stage
from probant.gatherings.actions import hold_session, plan_session


def play(stage: Stage) -> None:
    """Plan and hold every session through the same actions as the screens."""
    for row in data("sessions")["sessions"]:
        for day in row["days"]:
            session = plan_session(
                stage.actor,
                kind=stage.kinds[row["kind"]],
                programme=stage.programmes[row["programme"]],
                title=row["title"],
                starts_on=day,
                place_code="21231",
                declared_on=day - datetime.timedelta(days=20),
            )
            hold_session(stage.actor, session=session, declared_on=day + datetime.timedelta(days=1))
