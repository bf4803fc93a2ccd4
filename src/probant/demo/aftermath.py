"""How the cases of the DLA end, and what became of the structures at 6, 12 and 24 months.

Four supports had ended in 2022: their follow-ups fall in 2023. Three ended in June 2023: six months
later in December, twelve months later in June 2024, with the jobs of the diagnosis counted again.
"""

import datetime

from probant.demo.days import Day, after
from probant.demo.dla import ENDED_IN_2022, ENDED_IN_JUNE
from probant.demo.names import data
from probant.demo.stage import Stage
from probant.kernel.period import months_after
from probant.support.actions import close_case, follow_up, refer
from probant.support.models import Case, JobFact, MissionEnded

#: Place → the state at each month of those ended in 2022.
STATES = {
    37: {6: "active", 12: "active", 24: "active"},
    38: {6: "active", 12: "active", 24: "active"},
    39: {6: "active", 12: "active", 24: "merged"},
    40: {6: "active", 12: "unreachable", 24: "stopped"},
}
#: What came of those that were only welcomed: place → outcome, and to whom they were sent.
WELCOMED_ONLY = {
    20: ("referred", "cress"),
    21: ("referred", "boutique"),
    22: ("referred", "fonds"),
    23: ("out_of_scope", ""),
    24: ("abandoned", ""),
    25: ("abandoned", ""),
}


def play(stage: Stage, cases: dict[int, Case]) -> None:
    """End what ended, and ask again at the usual months."""
    for number, place in enumerate(ENDED_IN_2022):
        _ended_in_2022(stage, cases[place], number, STATES[place])
    lost = {path["place"]: int(path["lost"]) for path in data("dla_paths")["path"]}
    for place in range(13):
        _after_mission(stage, cases[place], lost[place] if place in ENDED_IN_JUNE else None)
    for place, (outcome, body) in WELCOMED_ONLY.items():
        _welcomed_only(stage, cases[place], outcome, body)
    for number, place in enumerate((13, 14, 15, *range(28, 37))):
        end(stage, cases[place], after(Day(2024, 1, 15), 7 * number))


def end(stage: Stage, case: Case, day: Day, outcome: str = "done") -> None:
    """Close a case, on the day it was closed."""
    case.refresh_from_db()
    close_case(stage.actor, case=case, outcome=outcome, closed_on=day, declared_on=day)


def _ended_in_2022(stage: Stage, case: Case, number: int, states: dict[int, str]) -> None:
    closed_on = after(Day(2022, 10, 10), 14 * number)
    end(stage, case, closed_on)
    for months, state in states.items():
        day = after(months_after(closed_on, months), 3)
        follow_up(
            stage.actor,
            case=case,
            since="support",
            months=months,
            occurred_on=day,
            state=state,
            headcount=5 + number if state in ("active", "merged") else None,
            fte_hundredths=400 + 80 * number if state in ("active", "merged") else None,
            needs="Renouveler le conseil d’administration." if months == 12 else "",
            declared_on=day,
        )


def _after_mission(stage: Stage, case: Case, lost: int | None) -> None:
    """Closed after the mission; those followed are asked again at six and at twelve months.

    `lost`: how many jobs of the diagnosis were gone a year later; None where nobody asked.
    """
    ended_on = MissionEnded.objects.get(case=case).occurred_on
    if lost is None:
        end(stage, case, after(ended_on, 21))
        return
    closed_on = after(ended_on, 7)
    end(stage, case, closed_on)
    job = JobFact.objects.get(case=case, kind=JobFact.Kind.CONSOLIDATED)
    for months, gone in ((6, 0), (12, lost)):
        day = after(months_after(closed_on, months), 3)
        follow_up(
            stage.actor,
            case=case,
            since="support",
            months=months,
            occurred_on=day,
            state="active",
            headcount=job.headcount - gone,
            fte_hundredths=(job.fte_hundredths or 0) * (job.headcount - gone) // job.headcount,
            kept={job.pk: job.headcount - gone} if months == 12 else None,
            needs="Un point sur la trésorerie à l’automne." if months == 6 else "",
            declared_on=day,
        )


def _welcomed_only(stage: Stage, case: Case, outcome: str, body: str) -> None:
    day = after(case.opened_on, 45)
    if body:
        refer(
            stage.actor,
            case=case,
            body=stage.organisations[body],
            occurred_on=day,
            reason_code="competence",
            declared_on=day,
        )
    end(stage, case, day + datetime.timedelta(days=1), outcome)
