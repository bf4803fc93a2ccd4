"""The same questions written by hand, as SQL: the limit that no product can go under."""

import statistics
import time
from collections.abc import Sequence
from typing import Any

from django.db import connection

STANDING = "house_id = %s AND occurred_on BETWEEN %s AND %s AND void_seq IS NULL"
PHASE, MISSION = "support_phasereached", "support_missioncontracted"

#: Code of the figure → expression, table, condition. Written from the contract, not from the
#: catalogue: a figure whose definition drifts is seen here too.
FIGURES: dict[str, tuple[str, str, str]] = {
    "dla.organisations_supported": (
        "COUNT(DISTINCT organisation_id)",
        PHASE,
        "programme_code = 'dla' AND phase_code IN "
        "('accueil', 'diagnostic', 'parcours', 'accompagnement', 'suivi')",
    ),
    "dla.organisations_welcomed": (
        "COUNT(DISTINCT organisation_id)",
        PHASE,
        "programme_code = 'dla' AND phase_code = 'accueil'",
    ),
    "dla.diagnoses": (
        "COUNT(DISTINCT case_id)",
        PHASE,
        "programme_code = 'dla' AND phase_code = 'diagnostic'",
    ),
    "dla.individual_missions": (
        "COUNT(DISTINCT mission_id)",
        MISSION,
        "programme_code = 'dla' AND kind = 'individual'",
    ),
    "dla.collective_missions": (
        "COUNT(DISTINCT mission_id)",
        MISSION,
        "programme_code = 'dla' AND kind = 'collective'",
    ),
    "dla.collective_participants": (
        "COUNT(DISTINCT organisation_id)",
        "support_missionjoined",
        "programme_code = 'dla' AND kind = 'collective'",
    ),
    "dla.follow_ups": (
        "COUNT(DISTINCT case_id)",
        PHASE,
        "programme_code = 'dla' AND phase_code = 'suivi'",
    ),
    "dla.jobs_consolidated": (
        "COALESCE(SUM(headcount), 0)",
        "support_jobfact",
        "programme_code = 'dla' AND kind = 'consolidated'",
    ),
    "creation.projects_welcomed": (
        "COUNT(DISTINCT case_id)",
        PHASE,
        "programme_code = 'creation' AND phase_code = 'accueil'",
    ),
    "creation.projects_supported": (
        "COUNT(DISTINCT case_id)",
        PHASE,
        "programme_code = 'creation' AND phase_code = 'accompagnement'",
    ),
    "creation.organisations_created": (
        "COUNT(DISTINCT organisation_id)",
        "support_organisationborn",
        "programme_code = 'creation'",
    ),
    "creation.jobs_created": (
        "COALESCE(SUM(headcount), 0)",
        "support_jobfact",
        "programme_code = 'creation' AND kind = 'created'",
    ),
    "workshops.sessions": (
        "COUNT(DISTINCT session_id)",
        "gatherings_sessionheld",
        "programme_code IN ('crdva', 'paroles-experts', 'emergence') AND kind_code = 'atelier'",
    ),
    "trainings.sessions": (
        "COUNT(DISTINCT session_id)",
        "gatherings_sessionheld",
        "kind_code = 'formation'",
    ),
    "territories.supported": (
        "COUNT(DISTINCT place_code)",
        PHASE,
        "programme_code = 'generateur'",
    ),
    "network.sessions_held": (
        "COUNT(DISTINCT session_id)",
        "gatherings_sessionheld",
        "programme_code = 'reseau-acteurs' AND kind_code = 'atelier'",
    ),
}


def figure(code: str) -> str:
    """The statement of a figure; its parameters are house, first day, last day."""
    expression, table, condition = FIGURES[code]
    return f"SELECT {expression}, COUNT(*) FROM {table} WHERE {STANDING} AND {condition}"


def median(statement: str, given: Sequence[Any], *, runs: int = 40) -> float:
    """Milliseconds that a statement takes, its rows read to the last; the median of many runs."""
    found = []
    with connection.cursor() as cursor:
        for _ in range(runs + 3):
            begun = time.perf_counter()
            cursor.execute(statement, given)
            cursor.fetchall()
            found.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(found[3:]), 3)
