"""What screens and reports ask about roadmaps: axes, measures, how far they are at a cut."""

from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from probant.directory.models import Organisation
from probant.gatherings.models import (
    Measure,
    MeasureNote,
    MeasureStepped,
    Proposal,
    Roadmap,
    RoadmapAxis,
)
from probant.gatherings.rules import outcomes as rules
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut


@dataclass
class MeasureLine:
    """A measure with where it is at a cut, and what was last said of it."""

    measure: Measure
    state: str
    percent: int
    since: Any = None
    note: str = ""

    @property
    def holders(self) -> list[Organisation]:
        """Who holds it, by name."""
        return sorted(self.measure.holders.all(), key=lambda one: one.name_key)

    @property
    def proposals(self) -> list[Proposal]:
        """What fed it, oldest first."""
        found = [one for one in self.measure.proposals.all() if one.state != rules.VOIDED]
        return sorted(found, key=lambda one: (one.made_on, one.pk))

    def is_late(self, today: Any) -> bool:
        """Whether its day is past while it is neither done nor dropped."""
        due = self.measure.due_on
        return due is not None and due < today and self.state not in (rules.DONE, rules.DROPPED)


@dataclass
class AxisLines:
    """An axis with its measures."""

    axis: RoadmapAxis
    lines: list[MeasureLine] = field(default_factory=list)

    @property
    def progress(self) -> Fraction | None:
        """Mean progress of its measures."""
        return progress_of(self.lines)

    @property
    def percent(self) -> int:
        """The same in whole percent, for a bar."""
        return round((self.progress or Fraction(0)) * 100)


@dataclass
class RoadmapView:
    """A whole roadmap at a cut."""

    roadmap: Roadmap
    axes: list[AxisLines]

    @property
    def lines(self) -> list[MeasureLine]:
        """All its measures, in order."""
        return [line for axis in self.axes for line in axis.lines]

    @property
    def progress(self) -> Fraction | None:
        """Mean progress of all its measures."""
        return progress_of(self.lines)

    @property
    def percent(self) -> int:
        """The same in whole percent, for a bar."""
        return round((self.progress or Fraction(0)) * 100)

    def count(self, state: str) -> int:
        """How many measures are in a state."""
        return sum(1 for line in self.lines if line.state == state)


def progress_of(lines: Collection[MeasureLine]) -> Fraction | None:
    """Mean progress, measures dropped left out; None over none."""
    return rules.mean_progress({line.measure.pk: (line.state, line.percent) for line in lines})


def view_of(
    roadmap: Roadmap, cut: Cut | None = None, only: Collection[int] | None = None
) -> RoadmapView:
    """A roadmap with where each measure is at a cut (now by default). Six queries.

    `only`: these measures and no others, withdrawn since or not (those of an edition).

    Axes, measures, their holders and proposals are as they are written today; how far each
    measure is comes from the facts that stand at the cut.
    """
    wanted = Q(withdrawn_on__isnull=True) if only is None else Q(pk__in=only)
    measures = (
        Measure.objects.filter(wanted, axis__roadmap=roadmap)
        .select_related("axis")
        .prefetch_related("holders", Prefetch("proposals", Proposal.objects.order_by("made_on")))
        .order_by("position", "id")
    )
    steps = MeasureStepped.objects.filter(roadmap=roadmap).cut(cut or Cut.now())
    last = {fact.measure_id: fact for fact in steps.order_by("occurred_on", "seq")}
    found = MeasureNote.objects.filter(measure__axis__roadmap=roadmap)
    notes = {(one.measure_id, one.seq): one.text for one in found}
    axes = {axis.pk: AxisLines(axis) for axis in roadmap.axes.order_by("position", "id")}
    for measure in measures:
        fact = last.get(measure.pk)
        axes[measure.axis_id].lines.append(
            MeasureLine(
                measure,
                fact.state if fact else "",
                fact.percent if fact else 0,
                fact.occurred_on if fact else None,
                notes.get((measure.pk, fact.seq), "") if fact else "",
            )
        )
    return RoadmapView(roadmap, list(axes.values()))


def roadmap_rows(actor: Actor) -> QuerySet[Any, Any]:
    """Rows of the list of roadmaps, with how many measures stand and how many are done."""
    standing = Q(axes__measures__withdrawn_on__isnull=True, axes__measures__isnull=False)
    return (
        Roadmap.objects.visible_to(actor)
        .annotate(
            measures=Count("axes__measures", filter=standing, distinct=True),
            done=Count(
                "axes__measures",
                filter=standing & Q(axes__measures__state=rules.DONE),
                distinct=True,
            ),
            programme_name=F("programme__name"),
        )
        .values(
            "id",
            "title",
            "place_name",
            "programme_name",
            "starts_on",
            "ends_on",
            "measures",
            "done",
            "is_public",
        )
    )


def steps_of(measure: Measure) -> list[tuple[MeasureStepped, str]]:
    """The steps of a measure with what was said beside each, first to last. Two queries."""
    notes = dict(measure.notes.values_list("seq", "text"))
    facts = MeasureStepped.objects.filter(measure=measure).order_by("occurred_on", "seq")
    return [(fact, notes.get(fact.seq, "")) for fact in facts]
