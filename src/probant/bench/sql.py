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


F = STANDING.replace("house_id", "f.house_id").replace("occurred_on", "f.occurred_on")
F = F.replace("void_seq", "f.void_seq")
AFTER = "s.void_seq IS NULL AND s.occurred_on <= f.occurred_on"

#: Code of a delay → day it ends, day it begins, rows of both. A join, where the product asks for
#: the start of each record by itself.
DELAYS: dict[str, tuple[str, str, str]] = {
    "dla.days_to_diagnosis": (
        "f.occurred_on",
        "s.occurred_on",
        f"{PHASE} f JOIN support_caseopened s ON s.case_id = f.case_id AND {AFTER} "
        f"WHERE {F} AND f.programme_code = 'dla' AND f.phase_code = 'diagnostic'",
    ),
    "dla.days_to_plan": (
        "f.occurred_on",
        "s.occurred_on",
        f"{PHASE} f JOIN {PHASE} s ON s.case_id = f.case_id AND s.phase_code = 'diagnostic' "
        f"AND {AFTER} WHERE {F} AND f.programme_code = 'dla' AND f.phase_code = 'parcours'",
    ),
    "dla.days_to_follow_up": (
        "f.occurred_on",
        "s.occurred_on",
        f"{PHASE} f JOIN {PHASE} s ON s.case_id = f.case_id AND s.phase_code = 'accompagnement' "
        f"AND {AFTER} WHERE {F} AND f.programme_code = 'dla' AND f.phase_code = 'suivi'",
    ),
    "support.days_between_stages": (
        "f.occurred_on",
        "f.came_on",
        "(SELECT r.occurred_on, LAG(r.occurred_on) OVER (PARTITION BY r.case_id "
        "ORDER BY r.occurred_on, p.position) AS came_on "
        f"FROM {PHASE} r JOIN programmes_phase p ON p.id = r.phase_id "
        "WHERE r.house_id = %s AND r.void_seq IS NULL) f "
        "WHERE f.occurred_on BETWEEN %s AND %s AND f.came_on IS NOT NULL",
    ),
}
#: Code of another median → column, table, condition.
MEDIANS: dict[str, tuple[str, str, str]] = {
    "dla.median_mission_cost": ("cost_cents", MISSION, "programme_code = 'dla'"),
    "dla.median_mission_days": ("days_hundredths", MISSION, "programme_code = 'dla'"),
}


def figure(code: str) -> str:
    """The statement of a figure; its parameters are house, first day, last day."""
    if code in DELAYS:
        return _delay(*DELAYS[code])
    if code in MEDIANS:
        column, table, condition = MEDIANS[code]
        rows = f"{table} WHERE {STANDING} AND {condition} AND {column} IS NOT NULL"
        return _middle(column, rows, scale=1)
    expression, table, condition = FIGURES[code]
    return f"SELECT {expression}, COUNT(*) FROM {table} WHERE {STANDING} AND {condition}"


def _delay(end: str, start: str, rows: str) -> str:
    days = f"({end} - {start})"
    if connection.vendor == "sqlite":
        days = f"CAST(julianday({end}) - julianday({start}) AS INTEGER)"
    return _middle(days, rows, scale=100)


def _middle(value: str, rows: str, *, scale: int) -> str:
    """The median of a value and how many there are; hundredths of a day for delays."""
    return (
        f"SELECT AVG(v) * {scale}, MAX(n) FROM (SELECT {value} AS v, ROW_NUMBER() OVER "
        f"(ORDER BY {value}) AS k, COUNT(*) OVER () AS n FROM {rows}) AS t "
        "WHERE 2 * k BETWEEN n AND n + 2"
    )


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
