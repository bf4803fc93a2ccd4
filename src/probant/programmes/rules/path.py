"""The path that a version of a programme lays, and what a case walked of it: where they differ.

Nothing here stops a record: a phase reached too early is recorded as it happened, and found.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from probant.kernel.dates import write_date
from probant.kernel.finding import Finding, Severity
from probant.kernel.period import months_after

NEAR_DAYS = 60  # how long before its end a programme's duration is announced (house rule)

BEFORE_REQUIRED = "case.phase_before_required"
PIECE_MISSING = "case.piece_missing"
PHASE_LATE = "case.phase_late"
DURATION_NEAR = "case.duration_near"
DURATION_OVER = "case.duration_over"
QUIET = "case.silent"

#: What each code is called in a list that is filtered by it.
FINDINGS = {
    BEFORE_REQUIRED: "étape notée avant celle qu’elle suppose",
    PIECE_MISSING: "pièce attendue manquante",
    PHASE_LATE: "étape qui dure",
    DURATION_NEAR: "durée bientôt atteinte",
    DURATION_OVER: "durée dépassée",
    QUIET: "sans nouvelles",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A phase as a version lays it. `requires`: ids of phases; `pieces`: key → name."""

    phase_id: int
    name: str
    requires: tuple[int, ...] = ()
    pieces: Mapping[str, str] = field(default_factory=dict)
    usual_days: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A version's stages in order, and its durations in months (None: not said)."""

    stages: tuple[Stage, ...] = ()
    lasts_to_months: int | None = None
    quiet_months: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What a case walked: the day of each phase reached (by id), keys of the pieces it holds.

    `closed_on` is None while it is open. `touched_on` is the day of its last news.
    """

    opened_on: datetime.date
    touched_on: datetime.date
    closed_on: datetime.date | None = None
    reached: Mapping[int, datetime.date] = field(default_factory=dict)
    pieces: frozenset[str] = frozenset()


def check_path(plan: Plan, progress: Progress, today: datetime.date) -> list[Finding]:
    """What a person should look at, in the order of the path; each message says what to do.

    >>> plan = Plan((Stage(1, "Accueil"), Stage(2, "Diagnostic", requires=(1,))))
    >>> day = datetime.date(2023, 3, 14)
    >>> [found.code for found in check_path(plan, Progress(day, day, reached={2: day}), day)]
    ['case.phase_before_required']
    """
    found = [*_too_early(plan, progress), *_pieces(plan, progress)]
    if progress.closed_on is None:
        found += [*_stage_late(plan, progress, today), *_duration(plan, progress, today)]
        found += _quiet(plan, progress, today)
    return found


def left_on(plan: Plan, progress: Progress) -> dict[int, datetime.date]:
    """The day each phase reached was left: a later stage reached since, or the end of the case."""
    left = {}
    days = [progress.reached.get(stage.phase_id) for stage in plan.stages]
    for place, (stage, day) in enumerate(zip(plan.stages, days, strict=True)):
        if day is None:
            continue
        later = [other for other in days[place + 1 :] if other is not None and other >= day]
        ends = [*later, *([progress.closed_on] if progress.closed_on else [])]
        if ends:
            left[stage.phase_id] = min(ends)
    return left


def _too_early(plan: Plan, progress: Progress) -> Iterator[Finding]:
    names = {stage.phase_id: stage.name for stage in plan.stages}
    for stage in plan.stages:
        day = progress.reached.get(stage.phase_id)
        for required in stage.requires if day is not None else ():
            before = progress.reached.get(required)
            if day is None or required not in names or (before is not None and before <= day):
                continue
            said = f"notée au {write_date(before)}" if before else "qui n’est pas notée"
            yield Finding(
                BEFORE_REQUIRED,
                Severity.WARNING,
                f"L’étape « {stage.name} » est notée au {write_date(day)}, avant "
                f"« {names[required]} », qu’elle suppose et {said}. Notez l’étape qui manque, ou "
                "corrigez le jour s’il est faux ; si cela s’est passé ainsi, rien n’est à faire.",
            )


def _pieces(plan: Plan, progress: Progress) -> Iterator[Finding]:
    left = left_on(plan, progress)
    for stage in plan.stages:
        day = left.get(stage.phase_id)
        for key, name in stage.pieces.items() if day is not None else ():
            if day is not None and key not in progress.pieces:
                yield Finding(
                    PIECE_MISSING,
                    Severity.GAP,
                    f"Pièce attendue de l’étape « {stage.name} », quittée le {write_date(day)} : "
                    f"« {name} ». Déposez-la au dossier sous cette nature.",
                )


def _stage_late(plan: Plan, progress: Progress, today: datetime.date) -> Iterator[Finding]:
    left = left_on(plan, progress)
    standing = [
        (progress.reached[stage.phase_id], place, stage)
        for place, stage in enumerate(plan.stages)
        if stage.phase_id in progress.reached and stage.phase_id not in left
    ]
    if not standing:
        return
    since, place, stage = max(standing, key=lambda item: item[:2])
    if stage.usual_days is None or place == len(plan.stages) - 1:
        return
    due = since + datetime.timedelta(days=stage.usual_days)
    if due < today:
        yield Finding(
            PHASE_LATE,
            Severity.INFO,
            f"L’étape « {stage.name} » dure depuis le {write_date(since)} ; son délai habituel "
            f"s’achevait le {write_date(due)}. Notez l’étape suivante, ou ce qui retient le "
            "dossier.",
        )


def _duration(plan: Plan, progress: Progress, today: datetime.date) -> Iterator[Finding]:
    if plan.lasts_to_months is None:
        return
    end = months_after(progress.opened_on, plan.lasts_to_months)
    months = f"{plan.lasts_to_months} mois"
    if end < today:
        yield Finding(
            DURATION_OVER,
            Severity.WARNING,
            f"Le programme dure {months} au plus : ils sont passés depuis le {write_date(end)}. "
            "Notez ce qui reste à noter et clôturez le dossier, ou ouvrez-en un nouveau.",
        )
    elif (end - today).days <= NEAR_DAYS:
        yield Finding(
            DURATION_NEAR,
            Severity.INFO,
            f"Le programme dure {months} au plus : ils s’achèvent le {write_date(end)}. "
            "Préparez la fin de l’accompagnement.",
        )


def _quiet(plan: Plan, progress: Progress, today: datetime.date) -> Iterator[Finding]:
    if plan.quiet_months is None:
        return
    if months_after(progress.touched_on, plan.quiet_months) < today:
        yield Finding(
            QUIET,
            Severity.WARNING,
            f"Rien n’est noté depuis le {write_date(progress.touched_on)}, plus de "
            f"{plan.quiet_months} mois. Prenez des nouvelles et notez-les, ou clôturez le dossier.",
        )
