"""The path of each programme: cases at each stage of a period, and what became of those welcomed.

Two counts stand side by side. The cases that reached a stage in the period, which are not always
those welcomed in it; and, of those welcomed in it, the ones that have reached the stage since, as
the cut knows: a true share, each case held against itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count

from probant.directory.merges import canonical
from probant.indicators.definition import Scope
from probant.indicators.registry import indicator
from probant.journal.facts import FactQuerySet
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.programmes.models import Phase
from probant.support.models import OrganisationBorn, PhaseReached

#: The figure that the path opens on: cases, by stage.
CODE = "support.cases_active"
#: What a board keeps a path under, in place of the code of a figure.
PATH = "parcours"
#: The word of an address for « has become a structure ».
BIRTH = "naissance"


@dataclass(frozen=True)
class Stage:
    """One stage: cases and structures of the period; of the cases welcomed, those that came here.

    `key` is the stage's id, or `BIRTH`, which is no stage: what it counts in the period is another
    figure. `followed` is None where nobody was welcomed.
    """

    key: str
    name: str
    cases: int | None
    structures: int | None
    followed: int | None
    share: Fraction | None


@dataclass(frozen=True)
class Funnel:
    """A programme's path: its stages in order, then the births where it had any.

    `first`: the id of its first stage, which says who was welcomed; `official` the code of a
    programme of the catalogue.
    """

    programme: int
    name: str
    first: str
    stages: tuple[Stage, ...]
    official: str = ""


def funnels(*, house_id: int, period: Period, cut: Cut, scope: Scope) -> list[Funnel]:
    """The path of each programme that has a stage among the facts of `CODE`; five queries."""
    found = indicator(CODE)
    assert found is not None
    facts = found.population_of_one(house_id=house_id, period=period, cut=cut, scope=scope)
    structure = canonical("organisation_id", house_id=house_id, cut=cut)
    reached = {
        row["phase_id"]: row
        for row in facts.order_by()
        .values("phase_id")
        .annotate(cases=Count("case", distinct=True), structures=Count(structure, distinct=True))
    }
    programmes = set(facts.order_by().values_list("programme_id", flat=True).distinct())
    laid = Phase.objects.filter(programme__in=programmes).select_related("programme")
    paths: dict[int, list[Phase]] = {}
    for phase in laid.order_by("programme__name", "position", "pk"):
        if phase.is_open or phase.pk in reached:
            paths.setdefault(phase.programme_id, []).append(phase)
    firsts = [path[0].pk for path in paths.values()]
    welcomed = facts.filter(phase__in=firsts).order_by().values("case_id")
    since = _since(PhaseReached, house_id, cut, welcomed).values_list("phase_id")
    births = _since(OrganisationBorn, house_id, cut, welcomed).values_list("programme_id")
    followed, born = dict(since.annotate(_COUNT)), dict(births.annotate(_COUNT))
    return [
        Funnel(
            programme,
            path[0].programme.name,
            str(path[0].pk),
            tuple(_stages(path, reached, followed, born)),
            path[0].programme.official_code,
        )
        for programme, path in paths.items()
    ]


@dataclass(frozen=True)
class FunnelOver:
    """A programme's path in each of several periods; `stages` holds one stage a period, or None."""

    name: str
    firsts: tuple[str, ...]
    stages: tuple[tuple[Stage | None, ...], ...]


def funnels_over(
    periods: Sequence[Period], *, house_id: int, cut: Cut, scope: Scope
) -> list[FunnelOver]:
    """The paths of several periods side by side; the last one holds the others, and their stages.

    Five queries a period.
    """
    each = [
        {
            one.programme: one
            for one in funnels(house_id=house_id, period=period, cut=cut, scope=scope)
        }
        for period in periods
    ]
    held = []
    for programme, whole in each[-1].items():
        over = [found.get(programme) for found in each]
        by_key = [{stage.key: stage for stage in one.stages} if one else {} for one in over]
        stages = tuple(tuple(one.get(stage.key) for one in by_key) for stage in whole.stages)
        held.append(FunnelOver(whole.name, tuple(one.first if one else "" for one in over), stages))
    return held


_COUNT = Count("case", distinct=True)


def _since(kind: type[Any], house_id: int, cut: Cut, cases: Any) -> FactQuerySet:
    """The facts of some cases that stand at a cut, of whatever day."""
    found: FactQuerySet = kind.objects.filter(house_id=house_id, case__in=cases)
    return found.cut(cut).order_by()


def _stages(
    path: list[Phase],
    reached: dict[int, dict[str, Any]],
    since: dict[int, int],
    born: dict[int, int],
) -> Iterator[Stage]:
    first = path[0]
    welcomed = since.get(first.pk, 0) if first.pk in reached else 0
    for phase in path:
        row = reached.get(phase.pk, {"cases": 0, "structures": 0})
        came = since.get(phase.pk, 0) if welcomed else None
        share = Fraction(came, welcomed) if came is not None else None
        yield Stage(str(phase.pk), phase.name, row["cases"], row["structures"], came, share)
    if welcomed and first.programme_id in born:
        came = born[first.programme_id]
        yield Stage(BIRTH, "structure créée", None, None, came, Fraction(came, welcomed))


def came_to(facts: FactQuerySet, key: str, *, house_id: int, cut: Cut) -> FactQuerySet:
    """The facts whose case has come to a stage (or to a birth) at a cut, of whatever day."""
    if key == BIRTH:
        cases = OrganisationBorn.objects.filter(house_id=house_id)
    else:
        cases = PhaseReached.objects.filter(house_id=house_id, phase=int(key))
    found: FactQuerySet = facts.filter(case__in=cases.cut(cut).order_by().values("case_id"))
    return found
