"""The figures that the house follows from year to year, and the report that it writes of 2023."""

from probant.demo.stage import Stage
from probant.indicators.actions import add_figure, aim, open_board
from probant.reports.actions import create_publication

YEAR = 2023
OF_THE_COUNCIL = (
    "dla.organisations_welcomed",
    "dla.organisations_supported",
    "creation.projects_welcomed",
    "creation.jobs_created",
    "workshops.sessions",
    "trainings.sessions",
    "volunteering.hours",
    "staff.fte",
    "governance.sittings",
)
OF_THE_FUNDER = (
    "dla.organisations_supported",
    "creation.projects_supported",
    "network.sessions_held",
)
WELCOMED_NOTE = (
    "La délibération du 21 mars 2024 en imprime 26 : deux accueils de 2023 ont été notés après."
)


def play(stage: Stage) -> None:
    """A board of the council, one of what a funder supports, and the activity report begun."""
    council = open_board(stage.director, house_id=stage.house.pk, name="Conseil d’administration")
    for code in OF_THE_COUNCIL:
        row = add_figure(stage.director, board=council, code=code)
        if code == "dla.organisations_welcomed":
            aim(stage.director, figure=row, targets={}, note=WELCOMED_NOTE)
    funder = stage.organisations["dijon-metropole"]
    funded = open_board(stage.director, house_id=stage.house.pk, name="Dijon métropole")
    for code in OF_THE_FUNDER:
        add_figure(stage.director, board=funded, code=code, funder=funder)
    create_publication(stage.director, title="Rapport d’activité", year=YEAR, outline="activity")
