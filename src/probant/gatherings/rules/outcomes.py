"""What may follow what: the statuses of a proposal, and the progress of a measure. Pure."""

import datetime
from collections.abc import Mapping
from fractions import Fraction

MADE, EXAMINED, RETAINED, SET_ASIDE, CARRIED_OUT = (
    "made",
    "examined",
    "retained",
    "set_aside",
    "carried_out",
)

VOIDED = "voided"  # noted by mistake: no step of it stands

#: Status → those that may follow it; "" is a proposal not yet made.
FOLLOWS: Mapping[str, frozenset[str]] = {
    "": frozenset({MADE}),
    MADE: frozenset({EXAMINED}),
    EXAMINED: frozenset({RETAINED, SET_ASIDE}),
    RETAINED: frozenset({CARRIED_OUT}),
    SET_ASIDE: frozenset(),
    CARRIED_OUT: frozenset(),
    VOIDED: frozenset(),
}

UNDER_WAY, DONE, DROPPED = "under_way", "done", "dropped"


def why_not(status: str, wanted: str, last_on: datetime.date | None, on: datetime.date) -> str:
    """Why a proposal of a status cannot reach another on a day; "" where it can.

    `last_on` is the day on which it reached the status it has.

    >>> import datetime
    >>> why_not("examined", "retained", None, datetime.date(2023, 7, 1))
    ''
    """
    if wanted not in FOLLOWS[status]:
        return _ORDER[wanted]
    if last_on is not None and on < last_on:
        return "Ce jour précède l’étape d’avant : une proposition avance dans l’ordre des jours."
    return ""


_ORDER = {
    MADE: "Cette proposition est déjà émise.",
    EXAMINED: "Seule une proposition émise, pas encore examinée, peut l’être.",
    RETAINED: "Notez d’abord qu’elle a été examinée : on retient ce qu’on a examiné.",
    SET_ASIDE: "Notez d’abord qu’elle a été examinée : on écarte ce qu’on a examiné.",
    CARRIED_OUT: "Seule une proposition retenue est mise en œuvre.",
}


def step_fault(state: str, percent: int) -> str:
    """What is wrong with a step of a measure; "" where nothing is.

    >>> step_fault("under_way", 40)
    ''
    """
    if not 0 <= percent <= 100:
        return "L’avancement va de 0 à 100 %."
    if state == DONE and percent != 100:
        return "Une mesure réalisée l’est à 100 %."
    if state == UNDER_WAY and percent == 100:
        return "À 100 %, la mesure est réalisée : choisissez « réalisée »."
    return ""


def mean_progress(steps: Mapping[int, tuple[str, int]]) -> Fraction | None:
    """Mean progress (0–1) of measures, by id → (state, percent); those dropped are left out.

    A measure that nobody began is at 0. None where no measure is left.

    >>> mean_progress({1: ("done", 100), 2: ("", 0), 3: ("dropped", 50)})
    Fraction(1, 2)
    """
    kept = [percent for state, percent in steps.values() if state != DROPPED]
    return Fraction(sum(kept), 100 * len(kept)) if kept else None
