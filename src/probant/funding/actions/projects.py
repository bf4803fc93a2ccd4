"""The associative project: written with its axes and objectives, reviewed on its way."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from probant.directory.models import House
from probant.funding.access import can_record
from probant.funding.models import (
    AssociativeProject,
    ProjectAxis,
    ProjectEvaluation,
    ProjectObjective,
)
from probant.governance.models import Decision
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Action

PROJECT = "associative_project"  # kind of the timeline
LONGEST = 10  # years
MOST = 40  # objectives of an axis


@dataclass(frozen=True)
class ObjectiveDraft:
    """An objective, the actions that serve it, the codes of the figures that tell of it."""

    text: str
    actions: Sequence[Action] = ()
    indicator_codes: Sequence[str] = ()


@dataclass(frozen=True)
class AxisDraft:
    """An axis and its objectives, in order."""

    title: str
    objectives: Sequence[ObjectiveDraft] = field(default_factory=tuple)


@dataclass(frozen=True)
class ProjectDraft:
    """What a project says of itself."""

    title: str
    first_year: int
    last_year: int
    summary: str = ""
    decision: Decision | None = None


def record_project(
    *,
    actor: Actor,
    house: House,
    draft: ProjectDraft,
    project: AssociativeProject | None = None,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> AssociativeProject:
    """Write an associative project, or write it again. Raises `Refused`, `Stale`."""
    require(can_record(actor, house.pk))
    if not draft.title.strip():
        raise Refused("Donnez l’intitulé du projet associatif.")
    if not 1900 <= draft.first_year <= draft.last_year <= 2199:
        raise Refused("Le projet va d’une première à une dernière année, par exemple 2023 à 2027.")
    if draft.last_year - draft.first_year >= LONGEST:
        raise Refused(f"Un projet associatif couvre {LONGEST} années au plus.")
    if draft.decision is not None and draft.decision.deliberation.house_id != house.pk:
        raise Refused("Cette décision est tenue par une autre structure.")
    with change(
        actor, verb="funding.record_project", houses=[house.pk], declared_on=declared_on, key=key
    ) as entry:
        kept = project or AssociativeProject(house=house)
        if project is not None:
            entry.guard(PROJECT, project.pk, read_at=read_at)
        kept.title = " ".join(draft.title.split())
        kept.first_year, kept.last_year = draft.first_year, draft.last_year
        kept.summary, kept.decision = draft.summary.strip(), draft.decision
        kept.save()
        entry.mention(PROJECT, kept.pk)
    return kept


def set_axes(
    *,
    actor: Actor,
    project: AssociativeProject,
    axes: Sequence[AxisDraft],
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> AssociativeProject:
    """Write the axes and objectives of a project in place of what they were.

    Raises `Refused`, `Stale`. Effects: rows; one entry that keeps the words before.
    """
    require(can_record(actor, project.house_id))
    for axis in axes:
        if not axis.title.strip():
            raise Refused("Un axe n’a pas d’intitulé.")
        if len(axis.objectives) > MOST:
            raise Refused(f"Un axe compte {MOST} objectifs au plus.")
        for objective in axis.objectives:
            if any(one.house_id != project.house_id for one in objective.actions):
                raise Refused("Une action est celle d’une autre structure.")
    with change(
        actor,
        verb="funding.set_axes",
        houses=[project.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard(PROJECT, project.pk, read_at=read_at)
        before = list(project.objectives.values_list("axis__title", "text"))
        entry.detail(category="funding", before=[list(row) for row in before])
        project.axes.all().delete()
        for place, axis in enumerate(axes, 1):
            row = ProjectAxis.objects.create(
                project=project, position=place, title=" ".join(axis.title.split())
            )
            for number, objective in enumerate(axis.objectives, 1):
                kept = ProjectObjective.objects.create(
                    project=project,
                    axis=row,
                    position=number,
                    text=" ".join(objective.text.split()),
                    indicator_codes=list(objective.indicator_codes),
                )
                kept.actions.set(objective.actions)
        entry.mention(PROJECT, project.pk)
    return project


def evaluate_project(
    *,
    actor: Actor,
    project: AssociativeProject,
    moment: str,
    evaluated_on: datetime.date,
    text: str,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> ProjectEvaluation:
    """Write the review of a project, half-way or final, or write it again.

    Raises `Refused`, `Stale`. Effects: the row; one entry with the text before.
    """
    require(can_record(actor, project.house_id))
    if moment not in ProjectEvaluation.Moment.values:
        raise Refused("Une évaluation est à mi-parcours ou finale.")
    if not text.strip():
        raise Refused("Écrivez ce qui est constaté.")
    with change(
        actor,
        verb="funding.evaluate_project",
        houses=[project.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard(PROJECT, project.pk, read_at=read_at)
        if evaluated_on > entry.today:
            raise Refused("Cette évaluation est datée dans l’avenir.")
        held = project.evaluations.filter(moment=moment).first()
        if held is not None:
            entry.detail(category="funding", before=held.text)
        evaluation, _ = ProjectEvaluation.objects.update_or_create(
            project=project,
            moment=moment,
            defaults={"evaluated_on": evaluated_on, "text": text.strip()},
        )
        entry.mention(PROJECT, project.pk)
    return evaluation
